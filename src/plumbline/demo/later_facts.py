"""Facts that came about after the register was written: they are entered by a dated correction, not foretold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from plumbline.demo.days import office_day_from
from plumbline.demo.household_script import HouseholdScript
from plumbline.demo.households import Household
from plumbline.demo.script import Cast, Move, at, command, papers
from plumbline.demo.world import World

DATED = {"persons": "registered_on", "attachments": "installed_on", "buildings": "built_on"}
"""Lists whose records have a day of their own, and that day's name."""


def _is_later(record: dict[str, Any], name: str, day: date) -> bool:
    return str(record.get(DATED[name]) or "") > day.isoformat()


def as_of(world: World, day: date) -> World:
    """The world as an office could write it down on a day: later records are not in it."""
    return replace(world, households=tuple(_household_as_of(h, day) for h in world.households))


def _household_as_of(household: Household, day: date) -> Household:
    kept = {
        name: [record for record in household.facts[name] if not _is_later(record, name, day)]
        for name in DATED
        if name in household.facts
    }
    if all(len(kept[name]) == len(household.facts[name]) for name in kept):
        return household
    return replace(household, facts={**household.facts, **kept})


def later_moves(world: World, cast: Cast, day: date) -> Iterator[Move]:
    """Corrections that bring the later records, each on the office day after the record's own."""
    for household in world.households:
        for name in DATED:
            later = [r for r in household.facts.get(name, ()) if _is_later(r, name, day)]
            if not later or not household.prices:
                continue
            last = max(date.fromisoformat(str(r[DATED[name]])) for r in later)
            entered = at(office_day_from(last + timedelta(days=1)), 11, 20)
            own = HouseholdScript(world, cast, household)
            corrected = command(
                "CorrectFacts",
                household=household.id,
                changes={name: list(household.facts[name])},
                reason="登记后发生的事实，据证明材料补记；是否计入由方案按其日期判断",
                done_at=entered,
                evidence=papers(entered.date(), "survey_sheet"),
            )
            yield own.move(entered, own.post("surveyor"), corrected, f"later-{name}")
