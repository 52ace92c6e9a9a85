"""A closed day as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import ORDER_STATES, Office
from plumbline.store.reading.days import COUNTED, DayAccount, ProjectLine
from plumbline.store.reading.dispatches import matters_of
from plumbline.store.reading.office import unit_names
from plumbline.store.reading.progress import Reached
from plumbline.store.reading.sealed import SealedDay, next_sealed
from plumbline.store.reading.time_points import TimePoint
from plumbline.terms import STAGE_TEXT, STAGES, Fen, Stage, Text
from plumbline.web.parts import Money, PrintHead, Seal
from plumbline.web.wallchart.shown import StillRow, still_rows, without_mark

COMMANDS: dict[str, Promise] = {
    "RecordStep": _("step of a household"),
    "RecordProjectStep": _("step of a project"),
    "SignAgreement": _("agreement"),
    "DecideCompensation": _("compensation decision"),
    "RecordPayment": _("payment"),
    "RecordChoice": _("choice of compensation"),
    "CorrectFacts": _("correction of facts"),
    "ReceiveGrievance": _("grievance"),
    "AnswerGrievance": _("answer to a grievance"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the paper: a project, or all of them; `reached` in the order of the paper's columns."""

    name: Text | Promise
    url: str
    outside: bool
    reading: ProjectLine
    reached: tuple[Reached, ...]
    stages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A time point with the name of its project."""

    project: Text
    point: TimePoint


def seal_of(day: SealedDay, verify_url: str = "") -> Seal:
    """The day's mark."""
    return Seal(day.root, day.number, day.on, day.size, verify_url)


def print_head(day: SealedDay, office: Office) -> PrintHead:
    """Head of the day's paper."""
    name = office.description["name"]
    return PrintHead(
        name=Text("日结账", "Daily settlement"),
        office=Text(name["zh"], name["en"]).in_language(get_language() or "zh-hans"),
        on=day.on,
        seal=seal_of(day),
        invented=bool(office.description.get("demonstration")),
    )


def page(account: DayAccount, office: Office) -> dict[str, Any]:
    """Context of the day's page."""
    day, whole = account.day, account.whole
    after = next_sealed(day.on)
    days = office.days
    units = unit_names(office)
    names = {line.id: without_mark(line.name.name) for line in account.lines if line.name}
    return {
        "print_head": print_head(day, office),
        "account": account,
        "day": day,
        "days": days,
        "left": max(days - day.number, 0) if day.number else None,
        "lines": [_line(line) for line in account.lines],
        "whole": _line(whole),
        "counted": [STAGE_TEXT[stage] for stage in COUNTED],
        "stages": STAGES,
        "money": Money(
            committed=Fen(whole.money.committed),
            due=Fen(whole.money.due_open),
            paid=Fen(whole.money.paid),
            returned=Fen(whole.money.returned),
            unreconciled=Fen(account.unreconciled_fen),
        ),
        "ends_today": [Point(names[p.project], p) for p in account.time_points if p.last == day.on],
        "ends_soon": [Point(names[p.project], p) for p in account.time_points if p.last != day.on],
        "still": _by_kind(still_rows(office, account.standstills)),
        "commitments": [
            {
                "unit": without_mark(units[c.unit]),
                "project": names[c.project],
                "stage": Stage(c.stage),
                "promise": c,
            }
            for c in account.commitments
        ],
        "kept": sum(1 for c in account.commitments if c.kept),
        "orders": _orders(day, units),
        "corrections": [{"project": names[pk], "count": n} for pk, n in account.corrections.items()],
        "late": [
            {
                "project": names[entry.project],
                "what": COMMANDS.get(entry.command, entry.command),
                "done_on": date.fromisoformat(entry.done_on) if entry.done_on else None,
                "accepted": entry.accepted,
            }
            for entry in account.late
        ],
        "previous_url": reverse("day", args=[account.previous.isoformat()]) if account.previous else "",
        "next_url": reverse("day", args=[after.isoformat()]) if after else "",
    }


def _orders(day: SealedDay, units: Mapping[str, Text]) -> dict[str, Any] | None:
    """The dispatch orders that the sealed account names; None where it was sealed before any was kept."""
    sealed = day.account.get("orders")
    if not sealed or not (sealed["open"] or sealed["issued"] or sealed["closed"] or sealed["withdrawn"]):
        return None
    matters = matters_of([row["order"] for row in sealed["open"]])
    rows = [
        {
            **row,
            "url": reverse("order", args=[row["order"]]),
            "matter": matters[row["order"]],
            "unit": without_mark(units[row["unit"]]) if row["unit"] in units else row["unit"],
            "stands": ORDER_STATES[row["state"]],
            "due": date.fromisoformat(row["due"]),
        }
        for row in sealed["open"]
    ]
    return {**sealed, "open": rows}


def _line(line: ProjectLine) -> Line:
    name: Text | Promise = without_mark(line.name.name) if line.name else _("In all")
    return Line(
        name=name,
        url=reverse("project", args=[line.id]) if line.id else "",
        outside=bool(line.name and not line.name.in_totals),
        reading=line,
        reached=tuple(line.reached[stage] for stage in COUNTED),
        stages=tuple(line.stages[stage] for stage in STAGES),
    )


def _by_kind(rows: list[StillRow]) -> list[tuple[Promise, list[StillRow]]]:
    titles = (("project", _("Projects")), ("unit", _("Units")), ("block", _("Blocks")))
    return [(title, [row for row in rows if row.kind == kind]) for kind, title in titles]
