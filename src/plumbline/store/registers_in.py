"""A register's way in: read whole, turned into one command, decided whole, kept whole or not at all.

The register's own words become the facts of the policy and of the law; its past acts become ordinary
commands at their own dates. A file that was taken in before changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from plumbline import law, registers
from plumbline.campaign import COMMANDS, Project, plain
from plumbline.registers import PastAct, Register, RegisterEntry
from plumbline.store.writing import Receipt, Writer, keep_attempt
from plumbline.terms import SHANGHAI, Refused


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a register.

    report           rows, households and findings, as `register check` shows them
    receipt          of the import, or of the proposal that waits for its reviewer
    refused          why nothing was taken in
    already_present  households of a file that had been taken in before
    awaiting_review  number of the proposal, where the register carries past acts
    """

    report: dict[str, Any]
    receipt: Receipt | None = None
    refused: Refused | None = None
    imported: int = 0
    already_present: int = 0
    awaiting_review: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a register is to be read: its sheet, its mapping, Chinese numerals."""

    sheet: str | None = None
    mapping: Any = None
    numerals: bool = False


def import_register(
    opened: Writer,
    source: Path | bytes,
    *,
    name: str,
    project_id: str,
    person: str,
    post: str | None = None,
    reading: Reading | None = None,
) -> ImportOutcome:
    """Read a register and take it in by the ordinary command, whole or not at all.

    source  the file or its bytes; `name` stands for it in messages
    person  who imports it, acting in `post`
    """
    how = reading or Reading()
    now = opened.services.clock.now().replace(microsecond=0)
    project = opened.state.project(project_id)
    rules = registers.Rules(
        today=now.astimezone(SHANGHAI).date(),
        blocks=frozenset(_block_names(project)) if project else frozenset(),
        numerals=how.numerals,
    )
    read = registers.read_register(source, name=name, sheet=how.sheet, mapping=how.mapping, rules=rules)
    if isinstance(read, Refused):
        return ImportOutcome({"rows": 0, "households": 0, "findings": []}, refused=read)
    report: dict[str, Any] = dict(registers.register_json(read))
    if project is not None and read.sha256 in project.registers:
        return ImportOutcome(report, already_present=len(read.entries))
    if read.blocking and project is not None:  # of an unknown project nothing but that is worth saying
        return ImportOutcome(report)
    command = _command(project_id, project, read, name, now)
    key = f"register-{project_id}-{read.sha256}"
    outcome = opened.submit(command, person=person, post=post, key=key)
    if isinstance(outcome, Refused):
        keep_attempt(command, outcome, opened.context(person, post, None))
        return ImportOutcome(report, refused=outcome)
    pending = opened.state.office().proposals.get(str(outcome.seq))
    if pending is not None and pending["accepted"] is None:
        return ImportOutcome(report, receipt=outcome, awaiting_review=outcome.seq)
    if outcome.repeated:
        return ImportOutcome(report, receipt=outcome, already_present=len(read.entries))
    return ImportOutcome(report, receipt=outcome, imported=len(read.entries))


def _block_names(project: Project) -> set[str]:
    return {*project.blocks, *project.blocks.values()}


def _command(project_id: str, project: Project | None, read: Register, name: str, now: datetime) -> Any:
    blocks = {zh: block for block, zh in project.blocks.items()} if project else {}
    return COMMANDS["ImportRegister"](
        project=project_id,
        sha256=read.sha256,
        file_name=name,
        rows=read.rows,
        entries=tuple(_entry(entry, blocks) for entry in read.entries),
        project_acts=tuple(act for past in read.acts for act in _project_acts(past)),
        findings=tuple(plain(registers.finding_json(found)) for found in read.findings),
        done_at=now,
    )


NOT_SURVEYED = frozenset({"household_id", "policy", "choices", "dates", "title_zh", "title_en"})
"""What a register's row may say that is no surveyed fact: choice and signature are acts of their own."""


def _entry(entry: RegisterEntry, blocks: Mapping[str, str]) -> dict[str, Any]:
    facts = {key: value for key, value in entry.facts.items() if key not in NOT_SURVEYED}
    return {
        "household_id": entry.household_id,
        "kind": entry.kind.value,
        "names": list(entry.names),
        # A register that names no block belongs to the project's only one.
        "block": next(iter(blocks.values()))
        if not entry.block and len(blocks) == 1
        else blocks.get(entry.block, entry.block),
        "address": entry.address,
        "remarks": entry.remarks,
        "facts": facts,
        "law": {},
        "sources": {path: _cell(source) for path, source in entry.sources.items()},
        "history": [act for past in entry.history for act in _household_acts(entry, past)],
        "sheet": entry.sheet,
        "row": entry.row,
    }


def _cell(source: registers.SourceCell) -> dict[str, Any]:
    return {"sheet": source.sheet, "cell": source.cell, "raw": source.raw}


# ---------- past acts ----------
@dataclass(frozen=True, slots=True)
class _Named:
    """A step's named dates by when they are entered."""

    before: dict[str, date] = field(default_factory=dict)
    given: dict[str, date] = field(default_factory=dict)
    after: dict[str, date] = field(default_factory=dict)


def _named_dates(past: PastAct) -> _Named:
    named = _Named()
    step = law.load_procedure().steps.get(past.step)
    for name, on in past.dates.items():
        row = step.date(name) if step else None
        entry = row.entry if row else law.Entry.WITH
        {law.Entry.BEFORE: named.before, law.Entry.AFTER: named.after}.get(entry, named.given)[name] = on
    return named


def _start(on: date) -> str:
    return datetime.combine(on, time(), SHANGHAI).isoformat()


def _papers(past: PastAct) -> list[dict[str, Any]]:
    return [
        {
            "document": p.document,
            "number": p.number,
            "on": p.on.isoformat() if p.on else None,
            "sha256": p.sha256,
        }
        for p in past.evidence
    ]


def _split(facts: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Facts of the law and conditions: a condition is a bare word that holds."""
    conditions = [
        name for name, value in facts.items() if name in law.load_procedure().conditions and value is True
    ]
    return {name: value for name, value in facts.items() if name not in conditions}, conditions


def _project_acts(past: PastAct) -> list[dict[str, Any]]:
    named, papers = _named_dates(past), _papers(past)
    facts, conditions = _split(past.facts)
    acts: list[dict[str, Any]] = []
    if past.step.endswith("_funds_in_full"):
        # The estimate is computed from the households by the policy; the register's own sum is not believed.
        facts.pop("project.estimate_total", None)
        acts.append(
            {"command": "EstimateCosts", "done_at": _start(past.done_on), "evidence": papers, "row": past.row}
        )
    for name, on in named.before.items():
        acts.append(
            {
                "command": "EnterProjectDate",
                "name": f"{past.step}.{name}",
                "on": on.isoformat(),
                "evidence": papers,
                "row": past.row,
            }
        )
    acts.append(
        {
            "step": past.step,
            "done_at": _start(past.done_on),
            "evidence": papers,
            "dates": plain(named.given),
            "facts": facts,
            "conditions": conditions,
            "row": past.row,
        }
    )
    for name, on in named.after.items():
        acts.append(
            {
                "command": "EnterProjectDate",
                "name": f"{past.step}.{name}",
                "on": on.isoformat(),
                "evidence": papers,
                "row": past.row,
            }
        )
    return acts


def _household_acts(entry: RegisterEntry, past: PastAct) -> list[dict[str, Any]]:
    ending = past.step.partition("_h_")[2]
    if ending == "listed":
        return []
    if past.step == "policy_computed":
        return _computed(entry, past)
    if ending == "agreement_signed":
        return [_signed(entry, past)]
    named, papers = _named_dates(past), _papers(past)
    facts, conditions = _split(past.facts)
    acts: list[dict[str, Any]] = [
        {
            "command": "EnterDate",
            "name": f"{past.step}.{name}",
            "on": on.isoformat(),
            "evidence": papers,
            "row": past.row,
        }
        for name, on in named.before.items()
    ]
    acts.append(
        {
            "step": past.step,
            "done_at": _start(past.done_on),
            "evidence": papers,
            "dates": plain(named.given),
            "facts": facts,
            "conditions": conditions,
            "row": past.row,
        }
    )
    return acts


def _signing_instant(entry: RegisterEntry, past: PastAct) -> str:
    dates: Any = entry.facts.get("dates") or {}
    return str(dates.get("signed_at") or _start(past.done_on))


def _computed(entry: RegisterEntry, past: PastAct) -> list[dict[str, Any]]:
    at, choices = _signing_instant(entry, past), entry.facts.get("choices") or {}
    choice = {
        "command": "RecordChoice",
        "choices": choices,
        "done_at": at,
        "evidence": [{"document": "choice_form", "on": past.done_on.isoformat()}],
        "row": past.row,
    }
    sums = {"command": "ComputeSums", "done_at": at, "evidence": _papers(past), "row": past.row}
    return [choice, sums]


def _signed(entry: RegisterEntry, past: PastAct) -> dict[str, Any]:
    facts, conditions = _split(past.facts)
    return {
        "command": "SignAgreement",
        "done_at": _signing_instant(entry, past),
        "moving_end": plain(past.dates).get("moving_end"),
        "payment_days": int(facts.get("agreement.payment_days") or 15),
        "transition_months": int(facts.get("agreement.transition_months") or 0),
        "evidence": _papers(past),
        "conditions": conditions or ["signatory_entitled"],
        "row": past.row,
    }
