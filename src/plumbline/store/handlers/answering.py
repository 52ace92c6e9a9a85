"""Rows of duties that changed hands and of what units report on their commitments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from plumbline.campaign import Event, Household, Stamp
from plumbline.store.handlers.rows import Rows
from plumbline.store.models import DutyMoveRow, GrievanceRow, ReportRow
from plumbline.terms import Duty


def duties_moved(rows: Rows, event: Event, stamp: Stamp, day: date, before: Household) -> None:
    """Keep both periods, and give the household's open cases to whoever settles them from now on."""
    given: Mapping[str, Any] = event.com["duties"]
    settling = given[Duty.SETTLING.value]
    held = next(iter(before.duties.values()), {"unit": "", "since": ""})
    rows.add(
        DutyMoveRow(
            seq=stamp.seq,
            day=day,
            project=before.project,
            household=before.id,
            held_unit=held["unit"],
            held={duty: d["post"] for duty, d in sorted(before.duties.items())},
            held_since=max((d["since"] for d in before.duties.values()), default=""),
            unit=settling["unit"],
            given={duty: d["post"] for duty, d in sorted(given.items())},
            since=settling["since"],
            reason=event.com["reason"],
            by_person=event.com["by_person"],
        )
    )
    for case in event.com.get("cases") or ():
        rows.update(GrievanceRow, case, owner_unit=settling["unit"], owner_post=settling["post"])


def _reported(rows: Rows, event: Event, stamp: Stamp, day: date, _project: str) -> None:
    rows.add(
        ReportRow(
            seq=stamp.seq,
            day=day,
            commitment=event.open["commitment"],
            unit=event.open["unit"],
            as_of=event.open["as_of"],
            reached=event.open["reached"],
            text=event.com["text"],
            by_person=event.com["by_person"],
        )
    )


def _year_entered(rows: Rows, event: Event, _stamp: Stamp, _day: date, _project: str) -> None:
    for case in event.open.get("moved") or ():
        rows.update(GrievanceRow, case["grievance"], due_on=case["due_on"])


HANDLERS: dict[str, Callable[[Rows, Event, Stamp, date, str], None]] = {
    "commitment.reported/1": _reported,
    "calendar.entered/1": _year_entered,
}
