"""Papers of supervision that wait for a post: to be signed for, to be answered, to be concluded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plumbline import campaign
from plumbline.campaign import BREACH_RULES, RUNGS, Office, Post
from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class WaitingRung:
    """A standing paper of a matter that this post leads on; `due` is the last day of the answer, where it runs."""

    number: int
    title: Text
    unit: str
    project: str
    due: date | None


def rungs_waiting(office: Office, post: Post, today: date) -> Iterator[WaitingRung]:
    """What the addressee signs or answers, and what a supervisor of another unit concludes once it can be."""
    calendar = campaign.rules_of(office).calendar
    for number, matter in office.matters.items():
        rung = campaign.standing_rung(matter)
        if rung is None or matter["ended"] or rung["state"] not in _TITLES:
            continue
        last = campaign.answer_until(calendar, rung)
        words = _TITLES[rung["state"]] if campaign.may_answer(office, rung, post.id, today) else None
        if words is None and _concludes(post, matter["unit"]) and last is not None and today > last.day:
            words, last = _CONCLUDE, None
        if words is None:
            continue
        name, rule = RUNGS[rung["rung"]], BREACH_RULES[matter["rule"]]
        title = Text(f"{words.zh}：{name.zh}（{rule.zh}）", f"{words.en}: {name.en} ({rule.en})")
        yield WaitingRung(int(number), title, matter["unit"], matter["project"], last.day if last else None)


def _concludes(post: Post, unit: str) -> bool:
    return post.role in campaign.COMMAND_ROLES["ConcludeRung"] and post.unit != unit


_TITLES = {
    "issued": Text("签收督办文书", "sign for the paper"),
    "delivered": Text("申辩说明", "answer"),
    "answered": Text("补充申辩", "add to the answer"),
}
"""State of a rung → what its addressee does."""

_CONCLUDE = Text("作出督办结论", "conclude")
