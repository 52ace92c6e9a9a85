"""The ladder of supervision: its five rungs, where a matter stands on it, and how long its addressee may answer.

    提醒 → 通报 → 约谈 → 问责建议 → 移交
    a rung: issued → delivered → answered → concluded; or withdrawn, and then it does not count

The next rung opens only when the one below was delivered, its answer period has ended, and no reason was
accepted. No day is kept as a remainder: the last day is counted from the delivery by the calendar of today,
so that a new holiday notice moves running periods by itself.
source  mission M13; papers: Supervision
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from plumbline import law
from plumbline.campaign.office import Office
from plumbline.terms import Text

Matter: TypeAlias = Mapping[str, Any]
"""An entry of `Office.matters`: {breach, rule, unit, post, project, ended, rungs}; `ended` is how, or empty."""

RUNGS: Mapping[str, Text] = {
    "reminder": Text("提醒", "reminder"),
    "circular": Text("通报", "public notice"),
    "formal_talk": Text("约谈", "formal talk"),
    "accountability": Text("问责建议", "accountability proposal"),
    "referral": Text("移交", "referral"),
}
"""The rungs from the lowest up."""

ANOTHER_ORGANS = frozenset({"accountability", "referral"})
"""Rungs after which another organ decides: kept are the proposal, its evidence by hash, and the receipt."""

LEAST_ANSWER_DAYS = 3
"""Working days that an addressee has at least."""

MOST_ANSWER_DAYS = 30
"""Working days that may be given at most: beyond six weeks a paper is forgotten, not answered."""

OUTCOMES: Mapping[str, Text] = {
    "accepted": Text("理由成立", "reason accepted"),
    "not_accepted": Text("理由不成立", "reason not accepted"),
    "unanswered": Text("逾期未申辩，依卷决定", "unanswered, decided on the file"),
}
"""How the answer to a rung is concluded."""

RUNG_STATES: Mapping[str, Text] = {
    "issued": Text("待送达", "to be delivered"),
    "delivered": Text("申辩期内", "waiting for its answer"),
    "answered": Text("已申辩", "answered"),
    "concluded": Text("已作结论", "concluded"),
    "withdrawn": Text("已撤销", "withdrawn"),
}
"""Where a rung stands, in words."""


def standing_rung(matter: Matter) -> Mapping[str, Any] | None:
    """The highest rung that counts: the last one that was not withdrawn; None where all were."""
    return next((rung for rung in reversed(matter["rungs"]) if rung["state"] != "withdrawn"), None)


def next_rung(matter: Matter | None) -> str | None:
    """The only rung that may come next; None above the last one."""
    order, standing = tuple(RUNGS), standing_rung(matter) if matter is not None else None
    if standing is None:
        return order[0]
    place = order.index(standing["rung"]) + 1
    return order[place] if place < len(order) else None


def matter_of(office: Office, breach: str) -> tuple[int, Matter] | None:
    """The matter that was opened for a breach, with its number; None before its first rung."""
    found = next(((n, m) for n, m in office.matters.items() if m["breach"] == breach), None)
    return (int(found[0]), found[1]) if found is not None else None


def answer_until(calendar: law.WorkCalendar, rung: Mapping[str, Any]) -> law.LastDay | None:
    """Last day of a delivered rung's answer period; None before its delivery. The day of delivery is not counted."""
    if not rung["delivered"]:
        return None
    return last_answer_day(calendar, date.fromisoformat(rung["delivered"]), rung["answer_days"])


def last_answer_day(calendar: law.WorkCalendar, delivered: date, answer_days: int) -> law.LastDay:
    """Last day of an answer period of so many working days from a delivery."""
    return law.last_day(calendar, delivered, answer_days, law.Unit.WORKING_DAY, rolls=True)


def least_answer_days(office: Office, rung: str) -> int:
    """Working days for the answer to a rung: three, or more where the campaign's own rule says so.

    source  the campaign's description, `supervision: {answer_days: {rung: days}}`
    """
    said = office.description.get("supervision", {}).get("answer_days", {}).get(rung, LEAST_ANSWER_DAYS)
    return max(LEAST_ANSWER_DAYS, int(said))
