"""The wall's readings as the parts of its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from plumbline.campaign import Office
from plumbline.store.reading.office import block_names, unit_names
from plumbline.store.reading.progress import Standstill
from plumbline.store.reading.wall import StripDay, Wall, WallProject, WallUnit
from plumbline.terms import STAGES, Stage, Text
from plumbline.web import parts
from plumbline.web.wallchart.forecast import Forecast, forecast

UNITS_SHOWN = 20
STILL_SHOWN = 4
"""Standstills on the wall; the rest are counted and stand in the day's account."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project's line on the wall."""

    name: Text
    url: str
    households: int
    remaining: int
    bar: parts.StageBar
    clean_on: date | None
    undated: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class StillRow:
    """What stands still: its kind, name, where it lies, days, households left."""

    kind: str
    name: Text
    days: int
    remaining: int


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A stage with its households in the sealed account."""

    stage: Stage
    count: int


def page(wall: Wall) -> dict[str, Any]:
    """Context of the wall's page."""
    sealed = wall.sealed
    ahead = forecast(wall.course.actual, wall.clock.days) if wall.course else None
    return {
        "today": wall.clock.now.date(),
        "now": wall.clock.now,
        "sealed": sealed,
        "countdown": parts.Countdown(
            day=wall.clock.day, days=wall.clock.days, now=wall.clock.now, deadline=wall.clock.last
        ),
        "last_day": wall.clock.last_day,
        "remaining": sealed.remaining if sealed else None,
        "households": sealed.account["households"] if sealed else 0,
        "since_yesterday": wall.before.remaining - sealed.remaining if sealed and wall.before else None,
        "burndown": _burndown(wall, ahead),
        "ahead": ahead,
        "actual_only": wall.course is not None and not wall.course.planned,
        "projects": [_project(row) for row in wall.projects],
        "units": [_unit(n, row) for n, row in enumerate(wall.units[:UNITS_SHOWN], 1)],
        "still": still_rows(wall.office, wall.standstills)[:STILL_SHOWN],
        "still_more": max(len(wall.standstills) - STILL_SHOWN, 0),
        "days": cells(wall.strip, wall.clock.now.date()),
        "legend": [LegendRow(stage, wall.stages[stage]) for stage in STAGES],
    }


def _burndown(wall: Wall, ahead: Forecast | None) -> parts.Burndown | None:
    if wall.course is None or not wall.course.planned:
        return None
    return parts.burndown(wall.course.planned, wall.course.actual, ahead.band if ahead else ())


def without_mark(name: Text) -> Text:
    """A name without its “（示例）”: the wall itself is marked, and its lines are short."""
    return Text(name.zh.replace("（示例）", ""), name.en.replace(" (example)", ""))


def _project(row: WallProject) -> ProjectRow:
    return ProjectRow(
        name=without_mark(row.name.name),
        url=reverse("project", args=[row.name.id]),
        households=row.households,
        remaining=row.remaining,
        bar=parts.stage_bar(row.stages),
        clean_on=row.clean_on,
        undated=row.undated,
        is_late=row.clean_on is not None and row.clean_on > row.deadline,
    )


def _unit(rank: int, row: WallUnit) -> Mapping[str, Any]:
    return {
        "rank": rank if row.kept.due else None,
        "name": without_mark(row.name),
        "households": row.households,
        "remaining": row.remaining,
        "due": row.kept.due,
        "kept": row.kept.kept,
        "broken": row.kept.broken,
        "standing_days": row.standing_days,
        "waiting": row.waiting,
    }


def still_rows(office: Office, found: tuple[Standstill, ...]) -> list[StillRow]:
    """Standstills with their names."""
    units, blocks = unit_names(office), block_names(office)
    projects = {row["id"]: Text(row["name_zh"], row["name_en"]) for row in office.description["projects"]}
    short = {row["id"]: str(row.get("short_zh", row["name_zh"])) for row in office.description["projects"]}

    def name(row: Standstill) -> Text:
        if row.kind == "unit":
            return units.get(row.id, Text(row.id, row.id))
        if row.kind == "project":
            return projects[row.id]
        block, of = blocks.get((row.project, row.id), row.id), short[row.project]
        named = block if block.startswith(of) else f"{of} {block}"
        return Text(named, named)

    return [StillRow(row.kind, without_mark(name(row)), row.days, row.remaining) for row in found]


def cells(strip: Iterable[StripDay], today: date) -> list[parts.DayCell]:
    """The days as cells; closed ones lead to their account."""
    return [_cell(row, today) for row in strip]


def _cell(row: StripDay, today: date) -> parts.DayCell:
    if row.sealed:
        return parts.DayCell(row.number, row.on, "sealed", reverse("day", args=[row.on.isoformat()]))
    if row.on == today:
        return parts.DayCell(row.number, row.on, "open")
    return parts.DayCell(row.number, row.on, "missing" if row.on < today else "ahead")
