"""A register taken in whole: every household listed, every past act through its gate at its own date.

One act that the law refuses refuses the whole file, with the household and the act named; nothing of
it is kept. The same file a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from plumbline import law
from plumbline.campaign.codec import CommandUnreadable, plain, read_command
from plumbline.campaign.commands import COMMANDS, ImportRegister, RecordStep
from plumbline.campaign.deciding.draft import Draft, judge, of_project, reason
from plumbline.campaign.deciding.household_work import wrong_facts
from plumbline.campaign.deciding.never import levers
from plumbline.campaign.events import make_event
from plumbline.terms import SHANGHAI, HouseholdId, Reason, Refused, Regime, Stage

PAST_COMMANDS = frozenset(
    {
        "RecordProjectStep", "EnterProjectDate", "EnterProjectFact", "EstimateCosts", "RecordStep", "EnterDate", "EnterFact",
        "ObjectToPlan", "RecordAppraisedValues", "RecordChoice", "ComputeSums", "SignAgreement", "DecideCompensation",
        "OrderPayment", "RecordPayment",
    }
)  # fmt: skip
"""Acts that a register may say happened: what an office did before. It gives no duties and promises, answers no
case, reviews nothing and seals nothing; for these somebody of today answers in a post of today."""

MOST_REASONS = 50
"""A refused register names at most this many acts; an office mends them in rounds."""


def already_imported(draft: Draft, command: ImportRegister) -> bool:
    """Whether this very file has been taken in before; its hash is the import's key."""
    return command.sha256 in draft.project(command.project).registers


def import_register(draft: Draft, command: ImportRegister, decide_act: Any) -> Refused | None:
    """List the households and replay their past acts in the order of their days.

    decide_act  decides one command on the draft (the dispatcher itself, handed in)
    """
    project = draft.project(command.project)
    reasons = _malformed(command) or _doubled(draft, command) + _unknown_blocks(draft, command)
    reasons = reasons or [*levers(draft, project.id, (entry.get("facts") or {} for entry in command.entries))]
    if reasons:
        return Refused(tuple(reasons[:MOST_REASONS]))
    acts, unreadable = _acts(command)
    if unreadable:
        return Refused(tuple(unreadable[:MOST_REASONS]))
    listed_on = _first_day(command)
    refusal = _replay(draft, [a for a in acts if a[0] < listed_on and not a[1]], decide_act)
    if refusal:
        return refusal
    gate = _listing_gate(draft, command, listed_on)
    if gate:
        return Refused(gate)
    for entry in command.entries:
        _list(draft, command, entry, listed_on)
    refusal = _replay(draft, [a for a in acts if a[0] >= listed_on or a[1]], decide_act)
    if refusal:
        return refusal
    draft.emit(
        make_event(
            "register.imported/1",
            open={
                "project": project.id,
                "sha256": command.sha256,
                "rows": command.rows,
                "households": len(command.entries),
            },
            com={
                "file_name": command.file_name,
                "findings": plain(command.findings),
                **draft.act(command.done_at, command.evidence),
            },
        )
    )
    return None


# An act to replay: (when, household id or "", the command's name and fields, the row of the register).
_Act = tuple[datetime, str, str, Mapping[str, Any], int]


def _acts(command: ImportRegister) -> tuple[list[_Act], list[Reason]]:
    acts: list[_Act] = []
    wrong: list[Reason] = []
    for entry in command.entries:
        owner = str(entry.get("household_id") or "")
        for position, act in enumerate(entry.get("history") or ()):
            made = _act(command, owner, act, position)
            if isinstance(made, Reason):
                wrong.append(made)
            else:
                acts.append(made)
    for position, act in enumerate(command.project_acts):
        made = _act(command, "", act, position)
        if isinstance(made, Reason):
            wrong.append(made)
        else:
            acts.append(made)
    # Acts of one day: the project's before the households', as announcements precede what rests on them.
    acts.sort(key=lambda a: (a[0], bool(a[1])))
    return acts, wrong


def _act(command: ImportRegister, owner: str, act: Any, position: int) -> _Act | Reason:
    name = str(act.get("command") or ("RecordStep" if owner else "RecordProjectStep"))
    fields = {key: value for key, value in act.items() if key not in ("command", "row")}
    fields |= {"household": owner} if owner else {"project": command.project}
    row = int(act.get("row") or 0)
    try:
        if name not in PAST_COMMANDS:
            raise CommandUnreadable([])
        read = read_command(COMMANDS[name], fields)
    except CommandUnreadable as error:
        return reason(
            "import:act",
            "导入",
            f"{owner or command.project} / {name} / {row or position + 1}",
            message=(
                f"第 {row or position + 1} 行：这一步不能读：{error or name}",
                f"row {row or position + 1}: this act cannot be read: {error or name}",
            ),
            remedy=("请按模板改正“经过”表", "correct the sheet 经过 by the template"),
        )
    return _when(read), owner, name, fields, row


def _when(read: Any) -> datetime:
    if hasattr(read, "done_at"):
        at: datetime = read.done_at
        return at
    on: date = read.on
    return datetime.combine(on, time(), SHANGHAI)


def _replay(draft: Draft, acts: list[_Act], decide_act: Any) -> Refused | None:
    inner = draft.context
    reasons: list[Reason] = []
    try:
        for at, owner, name, fields, row in acts:
            # Each past act is judged as of its own day; it is entered now, with the file.
            draft.context = replace(
                inner, at=max(at, datetime.combine(at.date(), time(23, 59, 59), SHANGHAI)), imported=True
            )
            if owner:
                # What time alone had carried by that day (a period that ran out) stands before the act is judged.
                draft.settle(owner)
            outcome = decide_act(draft, read_command(COMMANDS[name], fields))
            if isinstance(outcome, Refused):
                reasons += [_at_row(r, owner, row) for r in outcome.reasons]
            if len(reasons) >= MOST_REASONS:
                break
    finally:
        draft.context = inner
    return Refused(tuple(reasons)) if reasons else None


def _at_row(found: Reason, owner: str, row: int) -> Reason:
    where_zh, where_en = (f"户 {owner}" if owner else "项目"), (owner or "project")
    place = f"{where_zh}，第 {row} 行：" if row else f"{where_zh}："
    return replace(
        found,
        fact=f"{where_en}: {found.fact}",
        message=replace(
            found.message,
            zh=place + found.message.zh,
            en=f"{where_en}{f', row {row}' if row else ''}: {found.message.en}",
        ),
    )


def _first_day(command: ImportRegister) -> datetime:
    listed = [
        str(act["done_at"])
        for entry in command.entries
        for act in (entry.get("history") or ())
        if str(act.get("step", "")).endswith("_h_surveyed")
    ]
    days = [
        read_command(RecordStep, {"household": "-", "step": "-", "done_at": text}).done_at for text in listed
    ]
    first: datetime = min([*days, command.done_at])
    return first


def _listing_gate(draft: Draft, command: ImportRegister, listed_on: datetime) -> tuple[Reason, ...]:
    project = draft.project(command.project)
    step = "sl_h_listed" if project.regime == Regime.STATE_LAND else "cl_h_listed"
    subject = law.HouseholdSubject(
        project=of_project(draft, project.id),
        records={},
        entered_dates={},
        facts={},
        conditions={},
        state="listed",
    )
    return judge(draft, subject, step, listed_on, ())


def _list(draft: Draft, command: ImportRegister, entry: Mapping[str, Any], listed_on: datetime) -> None:
    project = draft.project(command.project)
    household_id = str(entry["household_id"])
    draft.emit(
        make_event(
            "household.listed/1",
            com={
                "household": household_id,
                "project": project.id,
                "block": str(entry["block"]),
                "kind": str(entry["kind"]),
                "names": plain(entry.get("names") or []),
                "address": str(entry.get("address") or ""),
                "facts": plain(entry.get("facts") or {}),
                "law": plain(entry.get("law") or {}),
                "sources": plain(entry.get("sources") or {}),
                "remarks": str(entry.get("remarks") or ""),
                "duties": duties_of(draft, project.id, str(entry["block"]), listed_on.date()),
                "state": "listed",
                "stage": Stage.LISTED.value,
                "source_key": f"{command.sha256}/{entry.get('sheet', '')}/{entry.get('row', '')}",
                **draft.act(listed_on),
            },
            files=(HouseholdId(household_id),),
        )
    )


def duties_of(draft: Draft, project: str, block: str, listed_on: date) -> dict[str, dict[str, str]]:
    """The five duties that the campaign's description gives to a block: one unit, one post each.

    A duty begins with the household's listing, and not before its post is held: a past that is taken in was
    somebody else's work, and nobody answers for days before the own term.
    """
    office = draft.state.office()
    row = next(r for r in office.description["duties"] if r["project"] == project and block in r["blocks"])
    held = {duty: office.post(post) for duty, post in sorted(row["posts"].items())}
    return {
        duty: {
            "unit": row["unit"],
            "post": post.id,
            "since": max(listed_on, date.fromisoformat(post.first)).isoformat(),
        }
        for duty, post in held.items()
        if post is not None  # the description was checked when the campaign was opened
    }


KINDS = frozenset({"household", "organisation", "group"})
MAX_ID = 60
MAX_LINE = 300
"""Characters of an address, or of the names of a household together."""


def _malformed(command: ImportRegister) -> list[Reason]:
    """Rows that are no rows: what a register read by us never has, a file written by hand may."""
    reasons = []
    for number, entry in enumerate(command.entries, start=1):
        if place := _wrong_row(entry):
            where = f"entries[{number - 1}].{place}"
            reasons.append(
                reason(
                    "import:row",
                    "导入",
                    where,
                    message=(
                        f"第 {number} 户的 {place} 缺失或者形式不对",
                        f"household {number}: {place} is missing or malformed",
                    ),
                    remedy=(
                        "请用名册模板导入，或者按 plumbline act ImportRegister --schema 改正",
                        "import by the template, or correct it by plumbline act ImportRegister --schema",
                    ),
                )
            )
    return reasons


def _wrong_row(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return "household_id"
    for name in ("household_id", "block"):
        if not isinstance(entry.get(name), str) or not 1 <= len(entry[name].strip()) <= MAX_ID:
            return name
    if entry.get("kind") not in KINDS:
        return "kind"
    names = entry.get("names") or ()
    if not isinstance(names, list | tuple) or len("、".join(map(str, names))) > MAX_LINE:
        return "names"
    if len(str(entry.get("address") or "")) > MAX_LINE:
        return "address"
    for name in ("law", "sources"):
        if not isinstance(entry.get(name) or {}, Mapping):
            return name
    history = entry.get("history") or ()
    if not isinstance(history, list | tuple) or not all(isinstance(act, Mapping) for act in history):
        return "history"
    wrong = wrong_facts(entry.get("facts") or {})
    return f"facts.{wrong}" if wrong else ""


def _doubled(draft: Draft, command: ImportRegister) -> list[Reason]:
    ids = [str(entry["household_id"]) for entry in command.entries]
    seen: set[str] = set()
    reasons = []
    for household_id in ids:
        if household_id in seen or draft.state.household(household_id) is not None:
            reasons.append(
                reason(
                    "import:duplicate",
                    "导入",
                    household_id,
                    message=(
                        f"户 {household_id} 重复：名册内或者账册中已有此户",
                        f"household {household_id} is there already, in the register or in the books",
                    ),
                    remedy=(
                        "请核对后删去重复行；更正已有户用“事实更正”",
                        "delete the double row; correct an existing household by a dated correction",
                    ),
                )
            )
        seen.add(household_id)
    return reasons


def _unknown_blocks(draft: Draft, command: ImportRegister) -> list[Reason]:
    blocks = draft.project(command.project).blocks
    wrong = sorted({str(entry["block"]) for entry in command.entries} - set(blocks))
    return [
        reason(
            "import:block",
            "导入",
            block,
            message=(f"项目没有片区“{block}”", f"the project has no block “{block}”"),
            remedy=(f"可用的片区：{'、'.join(blocks)}", f"blocks: {', '.join(blocks)}"),
        )
        for block in wrong
    ]
