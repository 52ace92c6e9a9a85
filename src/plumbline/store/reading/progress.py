"""What moved: households that reached a stage on a day and up to it, and where nothing has moved since when.

A move is dated by its entry, so every figure here of a closed day is one of sealed leaves alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, F, Max, Min, Q, QuerySet

from plumbline.store.models import HouseholdRow, MoveRow
from plumbline.terms import Stage

PlaceKind = Literal["project", "unit", "block"]


@dataclass(frozen=True, slots=True)
class Reached:
    """Households that came to a stage: on the day itself, and up to it."""

    today: int = 0
    total: int = 0

    def __add__(self, other: Reached) -> Reached:
        return Reached(self.today + other.today, self.total + other.total)


@dataclass(frozen=True, slots=True)
class Standstill:
    """A project, unit or block with households left and no move on the day.

    kind       project · unit · block
    project    the project of a block or a unit, its own id for a project
    days       whole days without a move, the day itself included
    remaining  households not yet handed over and not withdrawn
    """

    kind: PlaceKind
    id: str
    project: str
    days: int
    remaining: int


@dataclass(frozen=True, slots=True)
class _Place:
    project: str
    block: str
    unit: str


def _moves(on: date) -> QuerySet[MoveRow]:
    """Moves up to a day that changed the stage; a change of state within a stage moves nobody."""
    return MoveRow.objects.filter(day__lte=on).exclude(before=F("stage"))


def reached(on: date) -> dict[str, dict[Stage, Reached]]:
    """Project → stage → households that reached it on the day and up to it, each household counted once."""
    # A household that fell back and came again reached the stage on its first day.
    rows = (
        _moves(on)
        .order_by()
        .values("project", "stage", "household")
        .annotate(first=Min("day"))
        .values_list("project", "stage", "first")
    )
    today: dict[tuple[str, str], int] = defaultdict(int)
    total: dict[tuple[str, str], int] = defaultdict(int)
    for project, stage, first in rows.iterator():
        total[project, stage] += 1
        today[project, stage] += first == on
    found: dict[str, dict[Stage, Reached]] = {}
    for (project, stage), n in total.items():
        found.setdefault(project, {})[Stage(stage)] = Reached(today[project, stage], n)
    return found


def standstills(on: date, since: date, projects: Iterable[str]) -> tuple[Standstill, ...]:
    """Projects, units and blocks with households left where nothing moved on the day, longest first.

    since     the first day that counts: nobody stands still before the work has begun
    projects  the projects looked at
    """
    wanted = list(projects)
    places = {
        pk: _Place(project, block, unit)
        for pk, project, block, unit in HouseholdRow.objects.filter(project__in=wanted).values_list(
            "pk", "project", "block", "unit"
        )
    }
    last = dict(
        _moves(on).filter(project__in=wanted).order_by().values_list("household").annotate(last=Max("day"))
    )
    cleared = set(
        _moves(on)
        .filter(Q(stage=Stage.HANDED_OVER) | Q(stage=Stage.WITHDRAWN), project__in=wanted)
        .order_by()
        .values_list("household", flat=True)
    )
    newest: dict[tuple[PlaceKind, str, str], date] = {}
    left: dict[tuple[PlaceKind, str, str], int] = defaultdict(int)
    for household, moved in last.items():
        for key in _keys(places.get(household)):
            newest[key] = max(moved, newest.get(key, moved))
            left[key] += household not in cleared
    found = [
        Standstill(kind, id, project, (on - max(day, since)).days, left[kind, id, project])
        for (kind, id, project), day in newest.items()
        if left[kind, id, project] and day < on
    ]
    order = ("project", "unit", "block")
    return tuple(sorted((s for s in found if s.days > 0), key=lambda s: (order.index(s.kind), -s.days, s.id)))


def _keys(place: _Place | None) -> tuple[tuple[PlaceKind, str, str], ...]:
    if place is None:
        return ()
    return (
        ("project", place.project, place.project),
        ("unit", place.unit, place.project),
        ("block", place.block, place.project),
    )


def block_stages(projects: Iterable[str]) -> Mapping[tuple[str, str], dict[str, int]]:
    """(project, block) → stage → households, as they stand now; today is not sealed."""
    rows = (
        HouseholdRow.objects.filter(project__in=list(projects))
        .order_by()
        .values_list("project", "block", "stage")
        .annotate(n=Count("pk"))
    )
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for project, block, stage, n in rows:
        found[project, block][stage] = n
    return found
