"""A register's way in: read whole, turned into one command, decided whole, kept whole or not at all.

The register's own words become the facts of the policy and of the law; its past acts become ordinary
commands at their own dates. A file that was taken in before changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from plumbline import registers
from plumbline.campaign import COMMANDS, Project, plain
from plumbline.registers import Register, RegisterEntry
from plumbline.store.past_acts import household_acts, project_acts
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
    command = register_command(project_id, project, read, name, now)
    key = _key_of(opened, f"register-{project_id}-{read.sha256}")
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


def _key_of(opened: Writer, key: str) -> str:
    """The key of a file's import; one that its reviewer sent back may be given again, under a key that says so."""
    while (seq := opened.recorded_as(key)) is not None:
        sent_back = opened.state.office().proposals.get(str(seq), {}).get("accepted") is False
        if not sent_back:
            break
        key = f"{key.partition('/')[0]}/after-{seq}"
    return key


def _block_names(project: Project) -> set[str]:
    return {*project.blocks, *project.blocks.values()}


def register_command(
    project_id: str, project: Project | None, read: Register, name: str, now: datetime
) -> Any:
    """The one command that a read register becomes: its households, its past, and what was found.

    project  as it stands, None where there is none of that id: the command is refused then
    name     of the file; `now` the instant of the import
    """
    blocks = {zh: block for block, zh in project.blocks.items()} if project else {}
    return COMMANDS["ImportRegister"](
        project=project_id,
        sha256=read.sha256,
        file_name=name,
        rows=read.rows,
        entries=tuple(_entry(entry, blocks) for entry in read.entries),
        project_acts=tuple(act for past in read.acts for act in project_acts(past)),
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
        "history": household_acts(entry),
        "sheet": entry.sheet,
        "row": entry.row,
    }


def _cell(source: registers.SourceCell) -> dict[str, Any]:
    return {"sheet": source.sheet, "cell": source.cell, "raw": source.raw}
