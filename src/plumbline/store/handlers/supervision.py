"""Rows of supervision: its matters, what happened to each of their papers, and what was dismissed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from plumbline.campaign import Event, Stamp
from plumbline.store.handlers.rows import Rows
from plumbline.store.models import DismissedRow, MatterRow, RungActRow

_STATES = {
    "opened": "issued",
    "delivered": "delivered",
    "answered": "answered",
    "concluded": "concluded",
    "withdrawn": "withdrawn",
}
"""Act → the state of the rung after it; the others change none."""

_ACTS = ("opened", "delivered", "reminded", "answered", "concluded", "withdrawn", "corrected", "received")

_OF_THE_ACT = frozenset({"by_person", "done_at", "reviewed_by", "key"})
"""Committed fields that have their columns or belong to the door; the rest is what was said."""


def _dismissed(rows: Rows, event: Event, stamp: Stamp, day: date, project: str) -> None:
    rows.add(
        DismissedRow(
            seq=stamp.seq,
            day=day,
            breach=event.com["breach"],
            rule=event.com["rule"],
            project=project,
            unit=event.com["unit"],
            facts=event.com["facts"],
            reasons=event.com["reasons"],
            by_person=event.com["by_person"],
        )
    )


def _acted(rows: Rows, event: Event, stamp: Stamp, day: date, project: str) -> None:
    act = event.type.removeprefix("rung.").removesuffix("/1")
    number = event.open["matter"]
    if act == "opened" and event.open["rung"] == "reminder":
        rows.put(_matter(event, stamp, project))
    elif act in _STATES:
        changed = {"rung": event.open["rung"], "state": _STATES[act]}
        accepted = {"ended": "accepted"} if event.com.get("outcome") == "accepted" else {}
        rows.update(MatterRow, number, **changed, **accepted)
    _note(rows, event, stamp, day, act)


def _matter(event: Event, stamp: Stamp, project: str) -> MatterRow:
    # A reminder opened anew after its withdrawal gives the same row again, with its new day.
    return MatterRow(
        number=event.open["matter"],
        seq=stamp.seq,
        breach=event.com["breach"],
        rule=event.com["rule"],
        project=project,
        unit=event.com["unit"],
        rung=event.open["rung"],
        state="issued",
        opened_on=str(event.com["done_at"])[:10],
        ended="",
    )


def _ended(rows: Rows, event: Event, stamp: Stamp, day: date, _project: str) -> None:
    rows.update(MatterRow, event.open["matter"], ended="ended")
    _note(rows, event, stamp, day, "ended")


def _note(rows: Rows, event: Event, stamp: Stamp, day: date, act: str) -> None:
    rows.add(
        RungActRow(
            seq=stamp.seq,
            matter=event.open["matter"],
            rung=event.open.get("rung", ""),
            act=act,
            day=day,
            done_on=str(event.com["done_at"])[:10],
            by_person=str(event.com["by_person"]),
            said=_said(event),
        )
    )


def _said(event: Event) -> dict[str, object]:
    """What an act says: its own committed fields, and the sealed day by which a decision stands."""
    said = {name: value for name, value in event.com.items() if name not in _OF_THE_ACT}
    return {**said, "sealed": event.open["sealed"]} if "sealed" in event.open else said


HANDLERS: dict[str, Callable[[Rows, Event, Stamp, date, str], None]] = {
    "breach.dismissed/1": _dismissed,
    "matter.ended/1": _ended,
    **{f"rung.{act}/1": _acted for act in _ACTS},
}
"""Which of these events writes which row."""
