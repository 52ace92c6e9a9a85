"""When each household first came to each stage, and for which unit that day counts: the base of weeks and units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from plumbline.store.models import MoveRow
from plumbline.terms import Stage


@dataclass(frozen=True, slots=True)
class Arrival:
    """A household's first move to a stage, by the day of its entry; `unit` answered for it then."""

    household: str
    project: str
    unit: str
    stage: Stage
    day: date


@dataclass(frozen=True, slots=True)
class Moves:
    """All moves up to a day: first arrivals, and where each household stands since when."""

    arrivals: tuple[Arrival, ...]
    stands: dict[str, tuple[Stage, date]]

    def counted(
        self, place: Callable[[Arrival], str], since: date, until: date
    ) -> Counter[tuple[str, Stage]]:
        """(place, stage) → arrivals from one day to another, both included."""
        return Counter((place(one), one.stage) for one in self.arrivals if since <= one.day <= until)


def moves_until(day: date, projects: Iterable[str]) -> Moves:
    """The moves of some projects up to a day; a change of state within a stage moves nobody."""
    rows = (
        MoveRow.objects.filter(day__lte=day, project__in=list(projects))
        .exclude(before=F("stage"))
        .order_by("seq")
        .values_list("household", "project", "unit", "stage", "day")
    )
    first: dict[tuple[str, str], Arrival] = {}
    stands: dict[str, tuple[Stage, date]] = {}
    for household, project, unit, stage, on in rows.iterator():
        if (household, stage) not in first:
            first[household, stage] = Arrival(household, project, unit, Stage(stage), on)
        stands[household] = (Stage(stage), on)
    return Moves(tuple(first.values()), stands)
