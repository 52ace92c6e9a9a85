"""Who signs on which day: shares of each unit, the pull of reward windows, the fixed hours of the named cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from plumbline.demo.chance import Chance, proportional
from plumbline.demo.days import (
    DAY_ONE,
    LAST_DAY,
    STANDS_ON,
    VILLAGE_DAYS,
    days_between,
    is_office_day,
    office_day_from,
    office_hour,
    state_days,
)
from plumbline.demo.households import Household
from plumbline.terms import HouseholdId, Regime

FAST_UNIT = "unit-03"
STANDING_UNIT = "unit-06"
STANDSTILL = (date(2026, 5, 17), date(2026, 5, 21))
"""Five days on which nothing moves in the households of `STANDING_UNIT`."""


_NEVER_SIGNS = frozenset({"owner_unknown", "title_disputed", "collective_unsigned"})


def signatures(
    households: Sequence[Household], case_of: Mapping[HouseholdId, str], chance: Chance
) -> dict[HouseholdId, datetime]:
    result: dict[HouseholdId, datetime] = {}
    for regime, early, late in ((Regime.STATE_LAND, 600, 860), (Regime.COLLECTIVE_LAND, 920, 970)):
        own = [h for h in households if h.regime is regime]
        units = sorted({h.unit for h in own})
        counts = [sum(1 for h in own if h.unit == unit) for unit in units]
        for unit, signed, more in zip(units, *_shares(units, counts, early, late, chance), strict=True):
            mine = [h for h in own if h.unit == unit]
            result |= _of_unit(mine, signed, more, case_of, chance.child(unit))
    return result


def _shares(
    units: Sequence[str], counts: Sequence[int], early: int, late: int, chance: Chance
) -> tuple[list[int], list[int]]:
    """How many of each unit sign by day 17, and how many after it, so that the whole is as planned."""
    total = sum(counts)
    pace = {FAST_UNIT: 152, STANDING_UNIT: 68} if early < 900 else {}
    weights = [
        count * pace.get(unit, chance.child(f"pace-{unit}").bell(86, 112))
        for unit, count in zip(units, counts, strict=True)
    ]
    signed = [
        min(n, count) for n, count in zip(proportional(total * early // 1000, weights), counts, strict=True)
    ]
    rest = [count - n for count, n in zip(counts, signed, strict=True)]
    more = proportional(min(sum(rest), total * late // 1000 - sum(signed)), rest)
    return signed, more


def _of_unit(
    mine: Sequence[Household], signed: int, more: int, case_of: Mapping[HouseholdId, str], chance: Chance
) -> dict[HouseholdId, datetime]:
    fixed = {h.id: at for h in mine if (at := _fixed_signature(case_of.get(h.id, ""))) is not None}
    done = sum(1 for at in fixed.values() if at < STANDS_ON)
    open_cases = {h.id for h in mine if case_of.get(h.id, "") in _NEVER_SIGNS}
    others = [h for h in chance.shuffled(mine) if h.id not in fixed and h.id not in open_cases]
    early = others[: max(0, signed - done)]
    late = others[len(early) : len(early) + more]
    result: dict[HouseholdId, datetime] = dict(fixed)
    for group, from_day_17 in ((early, False), (late, True)):
        days = _spread(group, from_day_17, chance.child(str(from_day_17)))
        result |= {h.id: _hour(h, day, chance.child(h.id)) for h, day in zip(group, days, strict=True)}
    return result


def _hour(household: Household, day: date, chance: Chance) -> datetime:
    # The named first signers stand at the door when the window opens; everybody else comes later that day.
    opens = (
        state_days(household.project).opens if household.regime is Regime.STATE_LAND else VILLAGE_DAYS.opens
    )
    return office_hour(day, chance, 10 * 60 if day == opens else 0)


def _fixed_signature(case: str) -> datetime | None:
    """The signatures that the demonstration tells of by name."""
    moments = {
        "first_signer": "2026-04-01T08:42:00+08:00",
        "first_signer_zhumuqiao": "2026-04-15T09:12:00+08:00",
        "collective_first_signer": "2026-04-10T08:45:00+08:00",
        "public_tenant": "2026-04-02T10:05:00+08:00",
        "company_owner": "2026-04-21T15:20:00+08:00",
        "co_owners": "2026-04-09T09:50:00+08:00",
        "illegal_annex": "2026-04-16T11:02:00+08:00",
        "refused_vacating": "2026-04-28T14:35:00+08:00",
        "refused_demolition": "2026-04-03T09:15:00+08:00",
        "neighbour_still_in": "2026-05-26T16:10:00+08:00",
        "survey_corrected": "2026-04-13T10:26:00+08:00",
        "late_entry": "2026-04-24T14:22:00+08:00",
        "typed_twice": "2026-05-14T09:31:00+08:00",
        "bank_mismatch": "2026-05-08T10:40:00+08:00",
        "objection_review_upheld": "2026-04-22T09:05:00+08:00",
        "objection_expert_final": "2026-05-08T15:15:00+08:00",
        "objection_expert_open": "2026-05-29T10:20:00+08:00",
        "objection_review_open": "2026-05-28T15:45:00+08:00",
        "temporary_building": "2026-04-29T16:12:00+08:00",
        "home_as_shop": "2026-04-23T10:33:00+08:00",
        "bereaved_parents": "2026-04-17T09:25:00+08:00",
        "ready_exchange": "2026-04-20T14:50:00+08:00",
        "rush_building": "2026-05-13T15:02:00+08:00",
        "inheritance_open": "2026-06-02T09:40:00+08:00",
        "turnover_housing": "2026-04-08T10:12:00+08:00",
        "low_income": "2026-04-14T09:48:00+08:00",
        "minimum_dwelling": "2026-04-10T15:36:00+08:00",
        "martyr_family": "2026-04-16T10:55:00+08:00",
        "married_out": "2026-04-14T10:15:00+08:00",
        "uncertified_building": "2026-04-20T09:42:00+08:00",
        "resident_only": "2026-04-22T15:10:00+08:00",
        "collective_late_signer": "2026-05-18T09:35:00+08:00",
    }
    return datetime.fromisoformat(moments[case]) if case in moments else None


def _spread(group: Sequence[Household], from_day_17: bool, chance: Chance) -> list[date]:
    """A signing day for each of a unit's households: many at the start and before a reward period ends."""
    if not group:
        return []
    if from_day_17:
        days = list(days_between(date(2026, 5, 22), LAST_DAY))
    elif group[0].regime is Regime.COLLECTIVE_LAND:
        return _village_days(len(group), chance)
    else:
        days = list(days_between(state_days(group[0].project).opens, date(2026, 5, 21)))
    weights = [_pull(day, group[0]) for day in days]
    return chance.shuffled(
        [day for day, n in zip(days, proportional(len(group), weights), strict=True) for _ in range(n)]
    )


def _pull(day: date, household: Household) -> int:
    """How strongly a day draws signatures; 0 on days without field work and in the standstill."""
    if not (is_office_day(day) or day >= DAY_ONE):
        return 0
    if household.unit == STANDING_UNIT and STANDSTILL[0] <= day <= STANDSTILL[1]:
        return 0
    opens = (
        state_days(household.project).opens if household.regime is Regime.STATE_LAND else VILLAGE_DAYS.opens
    )
    weight = 30 if (day - opens).days < 3 else 14
    if date(2026, 4, 27) <= day <= date(2026, 4, 30):
        weight = 40
    elif date(2026, 5, 13) <= day <= date(2026, 5, 15):
        weight = 34
    elif date(2026, 5, 27) <= day <= date(2026, 5, 30):
        weight = 26
    elif day > date(2026, 5, 30):
        weight = 5
    return weight if is_office_day(day) else weight * 2 // 5


def _village_days(count: int, chance: Chance) -> list[date]:
    """85 of 92 sign from 10 to 27 April; the others only after the taking is announced on 15 May."""
    first = count * 85 // 92
    days = [
        day
        for day in days_between(VILLAGE_DAYS.opens, VILLAGE_DAYS.last_before_application)
        if is_office_day(day)
    ]
    weights = [36 if n < 2 or n >= len(days) - 3 else 16 for n in range(len(days))]
    early = [day for day, n in zip(days, proportional(first, weights), strict=True) for _ in range(n)]
    late = [
        chance.pick(list(days_between(VILLAGE_DAYS.announced, date(2026, 5, 21))))
        for _ in range(count - first)
    ]
    return chance.shuffled(early + late)


def outside_standstill(unit: str, day: date, earliest: date) -> date:
    """The day, or the nearest outside the standstill of the standing unit that is not before `earliest`."""
    if unit != STANDING_UNIT or not STANDSTILL[0] <= day <= STANDSTILL[1]:
        return day
    before = STANDSTILL[0] - timedelta(days=2)
    return (
        before
        if before >= earliest and is_office_day(before)
        else office_day_from(STANDSTILL[1] + timedelta(days=1))
    )
