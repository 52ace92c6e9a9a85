"""What the pages of supervision show: proposals with their facts, matters with their clocks, a paper's whole life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plumbline import campaign
from plumbline.campaign import BREACH_RULES, OUTCOMES, RUNG_STATES, RUNGS, Breach
from plumbline.store.models import MatterRow, RungActRow
from plumbline.store.printing.supervision import KIND_OF
from plumbline.store.reading import supervision as reading
from plumbline.store.reading.office import names_of, unit_names
from plumbline.terms import Text
from plumbline.web.accounts import Actor
from plumbline.web.parts.days import write_day
from plumbline.web.workbench.words import document_name, say

ACTS: Mapping[str, Text] = {
    "opened": Text("决定", "decided"),
    "delivered": Text("送达", "delivered"),
    "reminded": Text("提醒签收", "reminded"),
    "answered": Text("申辩", "answered"),
    "concluded": Text("结论", "concluded"),
    "withdrawn": Text("撤销", "withdrawn"),
    "corrected": Text("更正", "corrected"),
    "received": Text("受理机关回执", "receipt of the organ"),
    "ended": Text("办结", "ended"),
}
"""What can happen to a paper, in words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the desk: what it is, where it leads, how it stands, whose it is, until when."""

    title: Text
    url: str
    badge: tuple[str, str | Promise]
    where: Text
    facts: Sequence[tuple[Text, Text]] = ()
    due: date | None = None


def unit_of(actor: Actor, unit: str) -> Text:
    """A unit's name."""
    return unit_names(actor.office).get(unit, Text(unit, unit))


def proposed(actor: Actor, breach: Breach) -> Shown:
    """A proposal with its facts."""
    days = (actor.today - breach.since).days + 1
    age = _("for %(days)s days") % {"days": days} if days > 1 else _("since today")
    return Shown(
        BREACH_RULES[breach.rule],
        reverse("breach", args=(breach.key,)),
        ("waiting", age),
        unit_of(actor, breach.unit),
        tuple((fact.name, fact.value) for fact in breach.facts),
    )


def standing(actor: Actor, row: MatterRow) -> Shown:
    """A matter with the clock of its standing rung."""
    last = reading.until(actor.office, row.number)
    name, rule = RUNGS[row.rung], BREACH_RULES[row.rule]
    return Shown(
        Text(f"{name.zh}：{rule.zh}（第 {row.number} 号）", f"{name.en}: {rule.en} (no. {row.number})"),
        reverse("matter", args=(row.number,)),
        badge(actor, row),
        unit_of(actor, row.unit),
        due=last.day if last else None,
    )


def badge(actor: Actor, row: MatterRow) -> tuple[str, str | Promise]:
    """How a matter stands: ended, waiting for its delivery or answer, or for the supervisor's conclusion."""
    if row.ended:
        return "done", say(OUTCOMES["accepted"]) if row.ended == "accepted" else _("ended")
    last = reading.until(actor.office, row.number)
    if last is not None and actor.today > last.day:
        return "due", _("time to answer is over")
    return ("waiting" if row.state != "concluded" else "open"), say(RUNG_STATES[row.state])


# ---------- one matter ----------
@dataclass(frozen=True, slots=True)
class Happening:
    """One thing in the life of a matter."""

    what: Text
    rung: Text
    on: date
    by: str
    said: Sequence[tuple[Any, Any]]
    papers: Sequence[tuple[Text, str, str]]
    scope: str = ""
    printed: int = 0
    """Number of the decision whose paper can be printed; 0 where there is none."""


def life(actor: Actor, number: int) -> tuple[Happening, ...]:
    """Everything that happened in a matter, from its first decision on."""
    names = names_of(actor.office)
    return tuple(
        Happening(
            ACTS[act.row.act],
            RUNGS.get(act.row.rung, Text("", "")),
            date.fromisoformat(act.row.done_on),
            names.get(act.row.by_person, act.row.by_person),
            tuple(_said(actor, act.row)),
            tuple(
                (document_name(p.document), p.number, reverse("paper", args=(p.sha256,)) if p.sha256 else "")
                for p in act.papers
            ),
            _scope(actor, act.row),
            act.row.seq if act.row.act == "opened" and act.row.rung in KIND_OF else 0,
        )
        for act in reading.acts_of(number)
    )


def _said(actor: Actor, row: RungActRow) -> list[tuple[Any, Any]]:
    said = row.said
    names = names_of(actor.office)
    pairs: list[tuple[Any, Any]] = []
    if outcome := said.get("outcome"):
        pairs.append((_("Conclusion"), say(OUTCOMES[outcome])))
    if row.act == "opened":
        post = actor.office.post(said["post"]) if said["post"] else None
        to = unit_of(actor, said["unit"])
        if post:
            to = Text(f"{to.zh} {post.title_zh}", f"{to.en} {post.title_en}")
        pairs += [(_("Addressee"), say(to)), (_("Working days for the answer"), said["answer_days"])]
    if row.act == "delivered":
        pairs.append((_("How"), _("signed for") if said["signed_for"] else _("by receipt")))
    if row.act == "reminded":
        pairs.append((_("Reminded"), names.get(said["receiver"], said["receiver"])))
    labels = (
        ("organ", _("Organ that decides")), ("receiver", _("Received by")), ("number", _("Number of the receipt")),
        ("reasons", _("Reasons")), ("demand", _("What is asked")), ("new_due", _("New day for it")),
        ("wrong", _("What it says wrongly")), ("right", _("What is right")), ("text", _("Answer")),
    )  # fmt: skip
    shown = {"receiver"} if row.act in ("opened", "reminded") else set()
    return pairs + [
        (label, _written(name, said[name])) for name, label in labels if said.get(name) and name not in shown
    ]


def _written(name: str, value: Any) -> Any:
    if name != "new_due":
        return value
    return write_day(date.fromisoformat(value), "full", get_language() or "zh-hans")


def _scope(actor: Actor, row: RungActRow) -> str:
    """Among whom a paper was published: a public notice, and what corrects or withdraws it."""
    if row.rung != "circular" or row.act not in ("opened", "corrected", "withdrawn"):
        return ""
    units = [str(say(unit_of(actor, unit))) for unit in row.said.get("scope") or ()]
    return "、".join(units) or str(_("the whole campaign"))


def facts_of(acts: Sequence[reading.RungAct]) -> tuple[tuple[Text, Text], ...]:
    """The facts of a matter's breach as they were when its standing paper was decided."""
    opened = next(act.row.said for act in reversed(acts) if act.row.act == "opened")
    return tuple((Text(f["zh"], f["en"]), Text(f["value_zh"], f["value_en"])) for f in opened["facts"])


def next_of(actor: Actor, number: int) -> str | None:
    """The rung that a supervisor may open next, once the standing one is concluded against its addressee."""
    matter = actor.office.matters[str(number)]
    rung = campaign.standing_rung(matter)
    if matter["ended"] or (rung is not None and rung["state"] != "concluded"):
        return None
    return campaign.next_rung(matter)
