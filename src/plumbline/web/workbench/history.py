"""A household's history in words: every event with its receipt, and every attempt that was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from plumbline.campaign import EVENT_SCHEMAS, Office, Post
from plumbline.store.reading.households import Entry, Tried
from plumbline.store.reading.office import names_of, unit_names
from plumbline.terms import SHANGHAI, STAGE_TEXT, Stage, Text, show_yuan
from plumbline.web.parts import Happening
from plumbline.web.workbench.words import (
    CAUSES,
    COMMAND_TITLES,
    document_name,
    here,
    post_name,
    shown_value,
    step_name,
    word,
)

QUIET = frozenset({"household.moved/1"})
"""Events that only say where the household now stands; the line across the top shows that."""

_KINDS: Mapping[str, str] = {
    "household.facts_corrected/1": "correction",
    "grievance.answered/1": "answer",
    "household.listed/1": "imported",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A happening with what identifies its entry: number, receipt code, papers."""

    happening: Happening
    seq: int | None
    receipt: str
    papers: tuple[Text, ...] = ()


def told(office: Office, entries: Sequence[Entry], attempts: Sequence[Tried]) -> tuple[Told, ...]:
    """Events and refused attempts, newest first."""
    acts, stage = [], ""
    for entry in entries:
        reached = str(entry.event.com.get("stage") or stage)
        if entry.type not in QUIET:
            acts.append((entry.at, _act(office, entry, reached if reached != stage else "")))
        stage = reached
    refused = [(t.at, _refused(office, t)) for t in attempts]
    return tuple(one for _at, one in sorted(acts + refused, key=lambda pair: pair[0], reverse=True))


def _act(office: Office, entry: Entry, reached: str) -> Told:
    com: Mapping[str, Any] = entry.event.com
    imported = bool(com.get("imported"))
    return Told(
        Happening(
            done_on=_done(entry),
            title=title_of(entry),
            by=_by(office, str(com.get("by_person") or "system"), entry.by),
            kind="imported" if imported else _KINDS.get(entry.type, "act"),  # type: ignore[arg-type]
            entered_at=None if _done(entry) == entry.at.astimezone(SHANGHAI) else entry.at,
            detail=_detail(entry, reached),
        ),
        entry.seq,
        entry.receipt,
        tuple(_paper(p) for p in com.get("evidence") or ()),
    )


def _done(entry: Entry) -> date | datetime:
    if not entry.done:
        return entry.at.astimezone(SHANGHAI)
    if len(entry.done) == 10:
        return date.fromisoformat(entry.done)
    at = datetime.fromisoformat(entry.done).astimezone(SHANGHAI)
    return at.date() if (at.hour, at.minute, at.second) == (0, 0, 0) else at


def title_of(entry: Entry) -> Text:
    """What an event is called: the step's name for a step, the law's words for a date or a fact."""
    public: Mapping[str, Any] = entry.event.open
    match entry.type:
        case "household.step_recorded/1":
            return step_name(str(public["step"]))
        case "household.date_entered/1":
            name = step_name(str(public["date"]).partition(".")[0])
            return Text(f"录入日期：{name.zh}", f"date entered: {name.en}")
        case "sums.revised/1":
            return CAUSES.get(str(public["cause"]), EVENT_SCHEMAS[entry.type].title)
        case "grievance.received/1":
            kind = word(public["kind"])
            return Text(f"登记{kind.zh}", f"registered: {kind.en}")
        case _:
            return EVENT_SCHEMAS[entry.type].title


def _detail(entry: Entry, reached: str) -> Text | str:
    com: Mapping[str, Any] = entry.event.com
    match entry.type:
        case "agreement.signed/1" | "sums.computed/1" | "decision.made/1":
            total = show_yuan(int(com["total_fen"]))
            return Text(
                f"合计 {total} 元，方案 {com['version']} 版", f"{total} yuan in all, policy {com['version']}"
            )
        case "sums.revised/1":
            change = show_yuan(sum(c["fen"] for c in com["changes"]))
            return Text(f"变动 {change} 元", f"changed by {change} yuan")
        case "payment.ordered/1" | "payment.cancelled/1" | "payment.made/1":
            fen = show_yuan(int(com["fen"]))
            return Text(f"付款单 {com['order']}，{fen} 元", f"order {com['order']}, {fen} yuan")
        case "choice.recorded/1":
            return word(com["choice"])
        case "household.facts_corrected/1":
            changed = "；".join(f"{path} → {value}" for path, value in (com["changes"] or {}).items())
            return f"{com['reason']}（{changed}）"
        case "household.fact_entered/1":
            return shown_value(com["value"])
        case "grievance.received/1" | "grievance.answered/1" | "household.objected_to_plan/1":
            return str(com["text"])
        case "late.reviewed/1":
            zh, en = ("通过", "accepted") if entry.event.open["accepted"] else ("退回", "sent back")
            return Text(f"{zh} {com['note'] or ''}".strip(), f"{en} {com['note'] or ''}".strip())
        case "late.proposed/1":
            return COMMAND_TITLES[str(entry.event.open["command"])]
        case "duties.assigned/1":
            return str(com["reason"] or "")
        case "household.step_recorded/1" if reached:
            stage = STAGE_TEXT[Stage(reached)]
            return Text(f"进入“{stage.zh}”", f"now “{stage.en}”")
        case _:
            return ""


def _paper(paper: Mapping[str, Any]) -> Text:
    name, number = document_name(str(paper["document"])), str(paper.get("number") or "")
    return Text(f"{name.zh} {number}".strip(), f"{name.en} {number}".strip())


def _refused(office: Office, attempt: Tried) -> Told:
    reasons = attempt.reasons
    first = Text(reasons[0]["message_zh"], reasons[0]["message_en"]) if reasons else ""
    title = COMMAND_TITLES.get(attempt.command, Text(attempt.command, attempt.command))
    by = _by(office, attempt.person, attempt.post)
    return Told(Happening(attempt.at.astimezone(SHANGHAI), title, by, "refused", detail=first), None, "")


def _by(office: Office, person: str, post: str) -> str:
    if person == "system":
        return "准绳"
    held: Post | None = office.post(post)
    name = names_of(office).get(person, person)
    if held is None:
        return name
    unit = unit_names(office).get(held.unit)
    return f"{name} · {here(unit or held.unit)} {here(post_name(held))}"
