"""When each household would be surveyed, choose, sign, be paid, move: a plan of behaviour, not of events.

The script of days turns these into ordinary commands at simulated times. Whether a thing is open, and what
it is worth, law and policy decide then. A day that lies after the demonstration's last is None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from plumbline.demo.chance import Chance, proportional
from plumbline.demo.choices import Choice, choose
from plumbline.demo.days import (
    DAY_ONE,
    LAST_DAY,
    STANDS_ON,
    VILLAGE_DAYS,
    campaign_day_from,
    days_between,
    is_office_day,
    office_day_from,
    office_hour,
    state_days,
)
from plumbline.demo.dwellings import Stock
from plumbline.demo.households import Household
from plumbline.terms import HouseholdId, Regime

FAST_UNIT = "unit-03"
STANDING_UNIT = "unit-06"
STANDSTILL = (date(2026, 5, 17), date(2026, 5, 21))
"""Five days on which nothing moves in the households of `STANDING_UNIT`."""

_NEVER_SIGNS = frozenset({"owner_unknown", "title_disputed", "collective_unsigned"})


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One household's intended days.

    determined_on  day on which the ruling on its unregistered buildings is served, where it has any
    confirmed_on   facts settled (state land) or confirmed (collective land)
    served_on      household report served (state land)
    registered_on  compensation registration (collective land)
    signs_at       None = does not sign while the demonstration lasts
    instalments    exact parts of the sum due at signing, each with the day it is paid
    secured_on     replacement dwelling secured: flat named, moving fee and a month of allowance paid
    """

    household: HouseholdId
    unit: str
    listed_on: date
    surveyed_on: date
    confirmed_on: date
    choice: Choice
    determined_on: date | None = None
    inspected_on: date | None = None
    served_on: date | None = None
    registered_on: date | None = None
    choice_offered_on: date | None = None
    signs_at: datetime | None = None
    moving_end: date | None = None
    instalments: tuple[tuple[str, date], ...] = ()
    secured_on: date | None = None
    vacates_on: date | None = None
    handed_over_on: date | None = None
    demolished_on: date | None = None
    title_settled_on: date | None = None
    closes_on: date | None = None
    objects_to_plan: bool = False

    @property
    def signs_on(self) -> date | None:
        """The day of the signature."""
        return self.signs_at.date() if self.signs_at else None

    def has_signed(self, by: datetime = STANDS_ON) -> bool:
        """Whether it has signed before an instant."""
        return self.signs_at is not None and self.signs_at < by

    @property
    def paid_on(self) -> date | None:
        """The day on which everything due before moving has been paid."""
        return self.instalments[-1][1] if self.instalments else None


def build_behaviour(
    households: Sequence[Household], cases: Mapping[str, HouseholdId], stock: Stock, chance: Chance
) -> dict[HouseholdId, Behaviour]:
    """The plan of behaviour of every household, by id, in the households' order."""
    case_of = {household: name for name, household in cases.items()}
    signing = _signatures(households, case_of, chance.child("signing"))
    plans: dict[HouseholdId, Behaviour] = {}
    for household in households:
        own = chance.child(household.id)
        case = case_of.get(household.id, "")
        start = _before_signing(
            household, choose(household, case, stock, own.child("choice")), own.child("before")
        )
        start = _served_in_time(start, household, signing.get(household.id), case, own.child("served"))
        plans[household.id] = _after_signing(
            start, household, case, signing.get(household.id), own.child("after")
        )
    plans = _with_objectors(plans, households, chance.child("objectors"))
    return _with_demolition(plans, households, chance.child("demolition"))


# ---------- up to the report ----------
def _before_signing(household: Household, choice: Choice, chance: Chance) -> Behaviour:
    if household.regime is Regime.STATE_LAND:
        days = state_days(household.project)
        return Behaviour(
            household=household.id,
            unit=household.unit,
            listed_on=chance.pick(days.listed.office_days()),
            surveyed_on=chance.pick(days.surveyed.office_days()),
            confirmed_on=chance.pick(days.settled.office_days()),
            choice=choice,
            determined_on=date(2026, 1, 4) if household.law["household.has_unregistered"] else None,
            inspected_on=chance.pick(days.inspected.office_days()),
        )
    village = VILLAGE_DAYS
    return Behaviour(
        household=household.id,
        unit=household.unit,
        listed_on=chance.pick(village.listed.office_days()),
        surveyed_on=chance.pick(village.surveyed.office_days()),
        confirmed_on=chance.pick(village.confirmed.office_days()),
        choice=choice,
        registered_on=chance.pick(village.registered.office_days()),
        choice_offered_on=chance.pick(village.choice_offered.office_days())
        if household.law["household.has_rural_home"]
        else None,
    )


_SERVED_LATE = {"objection_expert_open": date(2026, 4, 22), "objection_review_open": date(2026, 5, 6)}
"""Owners who were away: their report reached them later, so their ten days are still running on day 17."""


def _served_in_time(
    plan: Behaviour, household: Household, signs_at: datetime | None, case: str, chance: Chance
) -> Behaviour:
    if household.regime is not Regime.STATE_LAND:
        return plan
    served = state_days(household.project).served
    on = chance.pick(served.office_days())
    if signs_at and signs_at.date() <= on:
        on = served.first
    if case.startswith("objection_"):
        on = _SERVED_LATE.get(case, served.first)
    return replace(plan, served_on=on, choice_offered_on=on)


# ---------- signatures ----------
def _signatures(
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


# ---------- after the signature ----------
_PARTLY_PAID = (("4/5", date(2026, 5, 8)), ("1/5", date(2026, 5, 25)))


def _after_signing(
    plan: Behaviour, household: Household, case: str, signs_at: datetime | None, chance: Chance
) -> Behaviour:
    if signs_at is None:
        return plan
    on = signs_at.date()
    paid = _payment_day(household, on, chance)
    instalments: tuple[tuple[str, date], ...] = (("1", paid),)
    if case == "refused_vacating":
        instalments, paid = _PARTLY_PAID, _PARTLY_PAID[-1][1]
    if case == "bank_mismatch":
        instalments, paid = (("1", date(2026, 5, 18)),), date(2026, 5, 18)
    wait = chance.weighted(
        ((chance.bell(2, 15), 84), (chance.between(16, 29), 12), (chance.between(30, 50), 4))
    )
    if household.regime is Regime.COLLECTIVE_LAND:  # they have waited since April; some go within days
        wait = chance.between(1, 16)
    vacates = _moved(
        plan.unit, campaign_day_from(paid + timedelta(days=wait)), earliest=paid + timedelta(days=1)
    )
    if case == "refused_demolition":
        vacates = date(2026, 5, 7)
    if case == "late_entry":  # one day after the fifteen days that earn the higher reward
        instalments, vacates = (("1", date(2026, 4, 30)),), date(2026, 5, 16)
    wait = chance.weighted(((0, 55), (1, 35), (2, 10)))
    handed = _moved(plan.unit, campaign_day_from(vacates + timedelta(days=wait)), earliest=vacates)
    return replace(
        plan,
        signs_at=signs_at,
        moving_end=VILLAGE_DAYS.moving_end
        if household.regime is Regime.COLLECTIVE_LAND
        else paid + timedelta(days=30),
        instalments=tuple((part, day) for part, day in instalments if day <= LAST_DAY),
        secured_on=paid if plan.choice.wants_dwelling and paid <= LAST_DAY else None,
        vacates_on=_within(vacates),
        handed_over_on=_within(handed) if vacates <= LAST_DAY else None,
    )


def _payment_day(household: Household, signed: date, chance: Chance) -> date:
    """An office day within the agreement's fifteen days; on collective land from the announcement on."""
    if household.regime is Regime.COLLECTIVE_LAND:
        start = max(signed, VILLAGE_DAYS.announced)
        return _moved(
            household.unit, office_day_from(start + timedelta(days=chance.bell(0, 13))), earliest=start
        )
    day = office_day_from(signed + timedelta(days=chance.between(3, 12)))
    while day > signed + timedelta(days=15):
        day -= timedelta(days=1)
    return _moved(
        household.unit,
        office_day_from(day) if is_office_day(day) else office_day_from(signed + timedelta(days=1)),
        earliest=signed,
    )


def _moved(unit: str, day: date, earliest: date) -> date:
    """The day, or the nearest outside the standstill of the standing unit that is not before `earliest`."""
    if unit != STANDING_UNIT or not STANDSTILL[0] <= day <= STANDSTILL[1]:
        return day
    before = STANDSTILL[0] - timedelta(days=2)
    return (
        before
        if before >= earliest and is_office_day(before)
        else office_day_from(STANDSTILL[1] + timedelta(days=1))
    )


def _within(day: date) -> date | None:
    return day if day <= LAST_DAY else None


# ---------- objectors to the plan, demolition, closing ----------
_OBJECTING = {"dasanjiao": (205, 1000), "dongxincun": (150, 1000)}
"""Share that objected to the draft plan; in 朱木桥 it is one household more than half."""


def _with_objectors(
    plans: dict[HouseholdId, Behaviour], households: Sequence[Household], chance: Chance
) -> dict[HouseholdId, Behaviour]:
    for project in dict.fromkeys(h.project for h in households if h.regime is Regime.STATE_LAND):
        own = [h.id for h in households if h.project == project]
        n, d = _OBJECTING.get(project, (0, 1))
        count = len(own) // 2 + 1 if project == "zhumuqiao" else len(own) * n // d
        for household in chance.child(project).shuffled(own)[:count]:
            plans[household] = replace(plans[household], objects_to_plan=True)
    return plans


_CREWS_A_DAY = {
    "dasanjiao": 7,
    "zhumuqiao": 5,
    "dongxincun": 4,
    "tianzhen-makou": 5,
    "huaqiao-tangjiaotou": 4,
}


def _with_demolition(
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
        on = _moved(household.unit, on, earliest=day)
        while taken.get((household.project, on), 0) >= _CREWS_A_DAY.get(household.project, 4):
            on = _moved(household.unit, on + timedelta(days=1), earliest=day)
        taken[household.project, on] = taken.get((household.project, on), 0) + 1
        plans[household.id] = _closed(
            replace(plans[household.id], demolished_on=_within(on)), chance.child(household.id)
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
    settled = _moved(
        plan.unit,
        office_day_from(plan.handed_over_on + timedelta(days=chance.between(3, 8))),
        earliest=plan.handed_over_on,
    )
    closes = None
    if plan.demolished_on and plan.choice.law == "money" and chance.happens(620):
        closes = _moved(
            plan.unit,
            office_day_from(max(settled, plan.demolished_on) + timedelta(days=chance.between(3, 6))),
            earliest=settled,
        )
    return replace(plan, title_settled_on=_within(settled), closes_on=_within(closes) if closes else None)
