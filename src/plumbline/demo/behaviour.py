"""When each household would be surveyed, choose, sign, be paid, move: a plan of behaviour, not of events.

The script of days turns these into ordinary commands at simulated times. Whether a thing is open, and what
it is worth, law and policy decide then. A day that lies after the demonstration's last is None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from plumbline.demo.chance import Chance
from plumbline.demo.choices import Choice, choose
from plumbline.demo.days import (
    LAST_DAY,
    STANDS_ON,
    VILLAGE_DAYS,
    campaign_day_from,
    is_office_day,
    office_day_from,
    state_days,
)
from plumbline.demo.dwellings import Stock
from plumbline.demo.households import Household
from plumbline.demo.signing import outside_standstill, signatures
from plumbline.terms import HouseholdId, Regime


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
    signing = signatures(households, case_of, chance.child("signing"))
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
    return _with_objectors(plans, households, chance.child("objectors"))


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
    vacates = outside_standstill(
        plan.unit, campaign_day_from(paid + timedelta(days=wait)), earliest=paid + timedelta(days=1)
    )
    if case == "refused_demolition":
        vacates = date(2026, 5, 7)
    if case == "late_entry":  # one day after the fifteen days that earn the higher reward
        instalments, vacates = (("1", date(2026, 4, 30)),), date(2026, 5, 16)
    wait = chance.weighted(((0, 55), (1, 35), (2, 10)))
    handed = outside_standstill(
        plan.unit, campaign_day_from(vacates + timedelta(days=wait)), earliest=vacates
    )
    return replace(
        plan,
        signs_at=signs_at,
        moving_end=VILLAGE_DAYS.moving_end
        if household.regime is Regime.COLLECTIVE_LAND
        else paid + timedelta(days=30),
        instalments=tuple((part, day) for part, day in instalments if day <= LAST_DAY),
        secured_on=paid if plan.choice.wants_dwelling and paid <= LAST_DAY else None,
        vacates_on=within(vacates),
        handed_over_on=within(handed) if vacates <= LAST_DAY else None,
    )


def _payment_day(household: Household, signed: date, chance: Chance) -> date:
    """An office day within the agreement's fifteen days; on collective land from the announcement on."""
    if household.regime is Regime.COLLECTIVE_LAND:
        start = max(signed, VILLAGE_DAYS.announced)
        return outside_standstill(
            household.unit, office_day_from(start + timedelta(days=chance.between(0, 12))), earliest=start
        )
    day = office_day_from(signed + timedelta(days=chance.between(3, 12)))
    while day > signed + timedelta(days=15):
        day -= timedelta(days=1)
    return outside_standstill(
        household.unit,
        office_day_from(day) if is_office_day(day) else office_day_from(signed + timedelta(days=1)),
        earliest=signed,
    )


def within(day: date) -> date | None:
    return day if day <= LAST_DAY else None


# ---------- objections to the plan ----------
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
