"""Who lawfully waited at the end of a sealed day: asked of `campaign.waits_for`, for every household left then.

Each counts once, under what it waits for. Nobody may count it against a unit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from plumbline import campaign
from plumbline.campaign import Household, Project, household_from_json, project_from_json
from plumbline.store.models import HouseholdRow, MoveRow, ProjectRow
from plumbline.store.reading.sealed import SealedDay, the_office
from plumbline.terms import REMAINING_BEFORE, Stage

Reason = Literal["review", "title", "remedy", "period"]
REASONS: tuple[Reason, ...] = ("review", "title", "remedy", "period")

_WORDS: Mapping[str, Reason] = {
    "objection": "review",
    "title": "title",
    "remedy": "remedy",
    "period": "period",
    # An agreement under a condition waits for its day as a period does.
    "effect": "period",
}


def waiting_by_law(day: SealedDay, projects: Iterable[str]) -> Mapping[str, Reason]:
    """Household → why it waits, for those of some projects that were not handed over on the day.

    Records and states are those of the day; a title's state is the one on file, for it bears no day.
    """
    # A sealed day never changes; a county's households take seconds to judge.
    key = (day.root, tuple(projects))
    if key not in _MEMORY:
        if len(_MEMORY) >= _KEPT_DAYS:
            _MEMORY.clear()
        _MEMORY[key] = _judged(day, key[1])
    return _MEMORY[key]


def waiting_among(day: SealedDay, projects: Iterable[str], households: Collection[str]) -> frozenset[str]:
    """Which of some households lawfully waited at the end of a day: for a few of them, without judging all."""
    rules = campaign.rules_of(the_office())
    told = campaign.waits_for(rules, _left(day, tuple(projects), households), day.on)
    return frozenset(household for household, found in told.items() if found.is_lawful)


_MEMORY: dict[tuple[str, tuple[str, ...]], Mapping[str, Reason]] = {}
_KEPT_DAYS = 32


def _judged(day: SealedDay, projects: tuple[str, ...]) -> Mapping[str, Reason]:
    rules = campaign.rules_of(the_office())
    told = campaign.waits_for(rules, _left(day, projects), day.on)
    return {household: _WORDS[found.kind] for household, found in told.items() if found.is_lawful}


def _left(
    day: SealedDay, projects: tuple[str, ...], only: Collection[str] | None = None
) -> Iterator[tuple[Project, Household]]:
    """Projects and households as they stood on the day, without those handed over or withdrawn; `only` some."""
    moves = MoveRow.objects.filter(day__lte=day.on, project__in=projects).order_by("seq")
    stood = {
        household: (Stage(stage), state)
        for household, stage, state in moves.values_list("household", "stage", "state")
    }
    for row in ProjectRow.objects.filter(pk__in=projects).order_by("position"):
        now = project_from_json(row.data)
        project = replace(now, records={s: r for s, r in now.records.items() if r["seq"] < day.size})
        rows = HouseholdRow.objects.filter(project=row.pk)
        rows = rows if only is None else rows.filter(pk__in=only)
        for data in rows.values_list("data", flat=True).iterator():
            household = household_from_json(data)
            stage, state = stood.get(household.id, (Stage.WITHDRAWN, ""))
            if stage in REMAINING_BEFORE:
                records = {s: r for s, r in household.records.items() if r["seq"] < day.size}
                yield project, replace(household, stage=stage.value, state=state, records=records)
