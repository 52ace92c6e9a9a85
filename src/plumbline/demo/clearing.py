"""What follows when households have gone: whole footprints come down, titles are settled, files close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from plumbline.demo.behaviour import Behaviour, within
from plumbline.demo.chance import Chance
from plumbline.demo.days import VILLAGE_DAYS, office_day_from, state_days
from plumbline.demo.households import Household
from plumbline.demo.signing import outside_standstill
from plumbline.terms import HouseholdId, Regime

_CREWS_A_DAY = {
    "dasanjiao": 7,
    "zhumuqiao": 5,
    "dongxincun": 4,
    "tianzhen-makou": 5,
    "huaqiao-tangjiaotou": 4,
}


def with_demolition(
    plans: dict[HouseholdId, Behaviour], households: Sequence[Household], chance: Chance
) -> dict[HouseholdId, Behaviour]:
    """Whole footprints come down when all households on them have handed over, so many households a day and project."""
    on_footprint: dict[str, list[Household]] = {}
    for household in households:
        for footprint in household.footprints:
            on_footprint.setdefault(footprint, []).append(household)
    taken: dict[tuple[str, date], int] = {}
    ready = [(day, h) for h in households if (day := _all_over(plans, h, on_footprint)) is not None]
    for day, household in sorted(ready, key=lambda pair: pair[0]):
        first = (
            VILLAGE_DAYS.demolition_from
            if household.regime is Regime.COLLECTIVE_LAND
            else state_days(household.project).demolition_from
        )
        on = max(first, day + timedelta(days=chance.between(2, 6)))
        morrow = day + timedelta(days=1)
        on = outside_standstill(household.unit, on, earliest=morrow)
        while taken.get((household.project, on), 0) >= _CREWS_A_DAY.get(household.project, 4):
            on = outside_standstill(household.unit, on + timedelta(days=1), earliest=morrow)
        taken[household.project, on] = taken.get((household.project, on), 0) + 1
        plans[household.id] = _closed(
            replace(plans[household.id], demolished_on=within(on)), chance.child(household.id)
        )
    return plans


def _all_over(
    plans: Mapping[HouseholdId, Behaviour],
    household: Household,
    on_footprint: Mapping[str, Sequence[Household]],
) -> date | None:
    days = [plans[h.id].handed_over_on for footprint in household.footprints for h in on_footprint[footprint]]
    return None if None in days else max(day for day in days if day is not None)


def _closed(plan: Behaviour, chance: Chance) -> Behaviour:
    """Title settled after hand-over; the file of a household that took money closes when all is paid."""
    if plan.handed_over_on is None:
        return plan
    settled = outside_standstill(
        plan.unit,
        office_day_from(plan.handed_over_on + timedelta(days=chance.between(3, 8))),
        earliest=plan.handed_over_on + timedelta(days=1),
    )
    closes = None
    if plan.demolished_on and plan.choice.law == "money" and chance.happens(620):
        closes = outside_standstill(
            plan.unit,
            office_day_from(max(settled, plan.demolished_on) + timedelta(days=chance.between(3, 6))),
            earliest=settled,
        )
    return replace(plan, title_settled_on=within(settled), closes_on=within(closes) if closes else None)
