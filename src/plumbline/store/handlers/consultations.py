"""Rows of consultations and of the dispatch orders that came out of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from plumbline.campaign import Event, Stamp
from plumbline.store.handlers.rows import Rows
from plumbline.store.models import ConsultationRow, DispatchActRow, DispatchRow


def _opened(rows: Rows, event: Event, stamp: Stamp, _day: date, _project: str) -> None:
    rows.put(
        ConsultationRow(
            number=event.open["consultation"],
            seq=stamp.seq,
            project=event.open["project"],
            held_at=str(event.com["done_at"]),
            sealed=event.open["sealed"],
            place=event.com["place"],
            chair=event.com["chair"],
            present=event.com["present"],
            absent=event.com["absent"],
            observers=event.com["observers"],
            agenda=event.com["agenda"],
            by_person=event.com["by_person"],
            closed_on="",
            reopened="",
        )
    )


def _closed(rows: Rows, event: Event, _stamp: Stamp, _day: date, _project: str) -> None:
    rows.update(ConsultationRow, event.open["consultation"], closed_on=_done_on(event))


def _reopened(rows: Rows, event: Event, _stamp: Stamp, _day: date, _project: str) -> None:
    rows.update(ConsultationRow, event.open["consultation"], closed_on="", reopened=event.com["reason"])


def _done_on(event: Event) -> str:
    return str(event.com["done_at"])[:10]


# ---------- dispatch orders ----------
def _issued(rows: Rows, event: Event, stamp: Stamp, day: date, project: str) -> None:
    rows.put(
        DispatchRow(
            number=event.open["order"],
            seq=stamp.seq,
            consultation=event.open["consultation"],
            item=event.open["item"],
            project=project,
            unit=event.open["unit"],
            post=event.open["post"],
            matter=event.com["matter"],
            standard=event.com["standard"],
            about=event.com["about"],
            issued_on=_done_on(event),
            due_on=event.open["due_on"],
            state="issued",
            since=_done_on(event),
            answered_by="",
        )
    )
    _note(rows, event, stamp, day, "issued")


_STATES = {
    "signed_for": "signed",
    "answered": "answered",
    "closed": "closed",
    "sent_back": "signed",
    "withdrawn": "withdrawn",
}
"""Act → the state after it."""


def _acted(rows: Rows, event: Event, stamp: Stamp, day: date, _project: str) -> None:
    act = event.type.removeprefix("dispatch.").removesuffix("/1")
    by = str(event.com["by_person"])
    changed = {"state": _STATES[act], "since": _done_on(event)}
    rows.update(
        DispatchRow, event.open["order"], **changed, **({"answered_by": by} if act == "answered" else {})
    )
    _note(rows, event, stamp, day, act)


def _note(rows: Rows, event: Event, stamp: Stamp, day: date, act: str) -> None:
    words = event.com.get("text") or event.com.get("note") or event.com.get("reason") or ""
    rows.add(
        DispatchActRow(
            seq=stamp.seq,
            order=event.open["order"],
            act=act,
            day=day,
            done_on=_done_on(event),
            by_person=str(event.com["by_person"]),
            text=words,
        )
    )


HANDLERS: dict[str, Callable[[Rows, Event, Stamp, date, str], None]] = {
    "consultation.opened/1": _opened,
    "consultation.closed/1": _closed,
    "consultation.reopened/1": _reopened,
    "dispatch.issued/1": _issued,
    **{f"dispatch.{act}/1": _acted for act in _STATES},
}
"""Which of these events writes which row; a decision writes none, its order has its words."""
