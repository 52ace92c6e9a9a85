"""Facts that came about after the register was written: they are entered by a dated correction, not foretold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from plumbline.demo.days import office_day_from
from plumbline.demo.household_script import HouseholdScript
from plumbline.demo.households import Household
from plumbline.demo.script import Cast, Move, at, command, papers
from plumbline.demo.world import World

SECTIONS = ("household", "persons", "attachments", "buildings")
"""Parts of a household's facts that may have a day of their own."""

BEGINS = frozenset(
    {"registered_on", "installed_on", "built_on", "done_on", "licence_on", "valid_from", "operating_since"}
)
"""Names of the day on which a fact comes about; an end, such as a certificate's last day, may lie ahead."""


def _began(record: Any) -> str:
    """The latest day on which the record itself came about, empty where it names none."""
    return max((str(value) for name, value in record.items() if name in BEGINS), default="")


def _known(value: Any, day: str) -> Any:
    """What could be written down on a day; None for a record that did not exist yet."""
    if isinstance(value, list):
        kept = [_known(item, day) for item in value]
        return [item for item in kept if item is not None]
    if isinstance(value, Mapping):
        if _began(value) > day:
            return None
        kept_items = {name: _known(item, day) for name, item in value.items()}
        return {name: item for name, item in kept_items.items() if item is not None}
    return value


def as_of(world: World, day: date) -> World:
    """The world as an office could write it down on a day: later records are not in it."""
    return replace(world, households=tuple(_household_as_of(h, day) for h in world.households))


def _household_as_of(household: Household, day: date) -> Household:
    known = {
        name: _known(household.facts[name], day.isoformat()) for name in SECTIONS if name in household.facts
    }
    return replace(household, facts={**household.facts, **known})


def later_moves(world: World, cast: Cast, day: date) -> Iterator[Move]:
    """Corrections that bring the later records, each section on the office day after its last one."""
    for household in world.households:
        if not household.prices:  # the villages' registers come in May, when everything is known
            continue
        for section in SECTIONS:
            whole = household.facts.get(section)
            if whole is None or _known(whole, day.isoformat()) == whole:
                continue
            last = date.fromisoformat(max(_days(whole)))
            entered = at(office_day_from(last + timedelta(days=1)), 11, 20)
            own = HouseholdScript(world, cast, household)
            corrected = command(
                "CorrectFacts",
                household=household.id,
                changes={section: whole},
                reason="登记后发生的事实，据证明材料补记；是否计入由方案按其日期判断",
                done_at=entered,
                evidence=papers(entered.date(), "survey_sheet"),
            )
            yield own.move(entered, own.post("surveyor"), corrected, f"later-{section}")


def _days(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _days(item)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if name in BEGINS:
                yield str(item)
            else:
                yield from _days(item)
