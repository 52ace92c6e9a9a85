"""What runs for a household: rights of its own with their last day, and what the office still owes it by when.

The law's tables run the remedies from the act on which enforcement would rest. A household may go to court
over earlier acts too (the announced decision, a finding about an unregistered building): their days are
counted here from the day of the record, so that nobody reads "no time limit" while one is running.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plumbline import campaign, law
from plumbline.campaign import Household, Project
from plumbline.terms import Regime, Text
from plumbline.web.workbench.words import step_name

_KNOWN = ".act_known"
"""End of the name of the day from which a remedy runs: when the act became known."""

_FOR_THE_HOUSEHOLD = (
    "_h_review_answered",
    "_h_expert_opinion",
    "_h_money_paid",
    "_h_exchange_delivered",
    "_h_resettled",
    "_h_reconsideration_decided",
    "_h_judgment_final",
)
"""Steps that answer the household or give it something. An authority's other times, such as that within
which a court may be asked for enforcement, are not owed to it; beside its rights they would be a threat."""

_WHOLE_PROJECT = {Regime.COLLECTIVE_LAND: ("cl_payment_completed",)}
"""Deadlines of a project that each of its households waits for."""


@dataclass(frozen=True, slots=True)
class Right:
    """A right whose time is running.

    act       what it is directed against, None where the right names it itself
    act_on    day of that act
    last      last day
    at_least  whether the day may be later: an announced act is known when its notice ends, not before
    """

    title: Text
    last: date
    act: Text | None = None
    act_on: date | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """A step that an authority must take for the household; `open_end` where the day may still be carried on."""

    title: Text
    last: date
    late: bool
    open_end: bool


def rights_of(
    rules: campaign.Rules, standing: law.Standing, project: Project, household: Household, today: date
) -> tuple[Right, ...]:
    """Every running right, the first to end first."""
    every = rules.procedure.regimes[Regime(household.regime)].rights
    own = [
        Right(every[running.right].text, running.last.day) for running in standing.rights if not running.over
    ]
    return tuple(sorted([*own, *_remedies(rules, standing, project, household, today)], key=lambda r: r.last))


def owed_of(
    rules: campaign.Rules, standing: law.Standing, project: Project, household: Household, today: date
) -> tuple[Owed, ...]:
    """What authorities must still do for the household, the first due first."""
    whole = _WHOLE_PROJECT.get(Regime(project.regime), ())
    of_project, _rights = law.time_limits(
        rules.procedure, rules.calendar, campaign.project_subject(project), today
    )
    own = (d for d in standing.deadlines if d.step.endswith(_FOR_THE_HOUSEHOLD))
    deadlines = [*own, *(d for d in of_project if d.step in whole)]
    owed = [
        Owed(step_name(d.step), d.last.day, d.overdue, d.last.to_be_rolled)
        for d in deadlines
        if d.done_on is None and d.binds == "authority"
    ]
    agreed = campaign.agreed_payment_day(project, household)
    if agreed is not None:
        owed.append(Owed(step_name("cl_h_money_paid"), agreed, today > agreed, open_end=False))
    return tuple(sorted(owed, key=lambda row: row.last))


def _remedies(
    rules: campaign.Rules, standing: law.Standing, project: Project, household: Household, today: date
) -> Iterator[Right]:
    remedies = tuple(_with_period(rules.procedure.regimes[Regime(household.regime)]))
    told = {(running.right, running.since) for running in standing.rights}
    for act in dict.fromkeys(act for right, _period in remedies for act in right.against):
        on = _recorded(act, project, household)
        if on is None:
            continue
        for right, period in remedies:
            if (right.id, on) in told or not isinstance(period.n, int):
                continue
            last = law.last_day(rules.calendar, on, period.n, period.unit, rolls=period.rolls).day
            if today <= last:
                yield Right(right.text, last, step_name(act), on, at_least=act in project.records)


def _with_period(rules: law.RegimeRules) -> Iterator[tuple[law.Right, law.Period]]:
    for right in rules.rights.values():
        if right.clock and right.clock.period and right.clock.period.counted_from.endswith(_KNOWN):
            yield right, right.clock.period


def _recorded(act: str, project: Project, household: Household) -> date | None:
    record = household.records.get(act) or project.records.get(act)
    return date.fromisoformat(str(record["on"])[:10]) if record else None
