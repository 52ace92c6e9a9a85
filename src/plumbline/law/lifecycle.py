"""Where a household stands: its tracks, its main state, and the stage it counts under.

The main state moves by a household's own steps, by steps of its project, and by itself whenever every
guard of a transition holds. It is never typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plumbline.law.calendar import WorkCalendar
from plumbline.law.compiled import rules_of
from plumbline.law.loading import load_calendar, load_procedure
from plumbline.law.procedure import Procedure
from plumbline.law.settling import settled_state
from plumbline.law.subjects import Act, HouseholdSubject
from plumbline.law.views import View
from plumbline.terms import Regime, Stage


def tracks(
    procedure: Procedure, calendar: WorkCalendar, subject: HouseholdSubject, today: date
) -> Mapping[str, str]:
    """The state of every track on a day; a line that a missing notice leaves open is passed over."""
    rules = rules_of(procedure.on(today), subject.project.regime)
    view = View(rules, calendar, subject, today)
    states: dict[str, str] = {}
    for id, track in rules.regime_rules.lifecycle.tracks.items():
        if track.derive:
            lines = rules.tracks[id]
            states[id] = next(state for state, test in lines if test is None or test(view) is True)
        else:
            name = "choice" if id == "form" else f"track.{id}"
            states[id] = str(view.fact(name, rules.procedure.facts[name].first(rules.regime)))
    return states


def move(
    procedure: Procedure,
    calendar: WorkCalendar,
    subject: HouseholdSubject,
    step: str | None,
    today: date,
    *,
    act: Act | None = None,
) -> str | None:
    """The state the household moves to, or None where it stays.

    subject  as it stands with the step already among its records, its facts and conditions
    step     the household step just recorded; None = look only at what moves by itself
    act      the act behind the step, where its statements are not yet in the subject's conditions
    """
    rules = rules_of(procedure.on(today), subject.project.regime)
    state = subject.state
    if step is not None:
        view = View(rules, calendar, subject, today, act=act)
        for possible in rules.moves_by_step.get(step, ()):
            if state in possible.transition.sources and possible.holds(view):
                state = possible.transition.target
                break
    if state in rules.moves_by_itself:
        state = settled_state(View(rules, calendar, subject, today), state)
    return None if state == subject.state else state


_STAGES: Mapping[str, Stage] = {
    "listed": Stage.LISTED,
    "surveyed": Stage.SURVEYED,
    "facts_published": Stage.PUBLISHED,
    "facts_settled": Stage.PUBLISHED,
    "facts_confirmed": Stage.PUBLISHED,
    "registered": Stage.PUBLISHED,
    "valued": Stage.VALUED,
    "report_served": Stage.VALUED,
    "negotiating": Stage.VALUED,
    "unsigned_stated": Stage.VALUED,
    "agreed": Stage.AGREED,
    "agreed_conditionally": Stage.AGREED,
    "agreed_pending_approval": Stage.AGREED,
    "compensated": Stage.COMPENSATED,
    "vacated": Stage.VACATED,
    "handed_over": Stage.HANDED_OVER,
    "demolished": Stage.DEMOLISHED,
    "closed": Stage.CLOSED,
    "withdrawn": Stage.WITHDRAWN,
}
"""States that stand in one stage whatever else is recorded."""

_UNDER_A_DECISION = frozenset(
    (
        "decision_requested",
        "decided",
        "decision_served",
        "ordered",
        "performance_decided",
        "remedies_exhausted",
        "demanded",
        "court_applied",
        "court_not_granted",
        "court_granted",
    )
)
"""States from the request for a decision to the court's ruling: decided, unless already compensated."""

_DEMOLISHED_BY = {Regime.STATE_LAND: "sl_h_demolished", Regime.COLLECTIVE_LAND: "cl_h_demolished"}


def stage_of(regime: Regime, state: str, subject: HouseholdSubject) -> Stage:
    """The stage that a main state counts under; raises KeyError for a state that no regime has."""
    if state == "resettled":
        return Stage.DEMOLISHED if _DEMOLISHED_BY[regime] in subject.records else Stage.HANDED_OVER
    if state in _UNDER_A_DECISION:
        return Stage.COMPENSATED if is_compensated(regime, subject) else Stage.DECIDED
    return _STAGES[state]


def is_compensated(regime: Regime, subject: HouseholdSubject) -> bool:
    """Whether compensation is given (the condition `compensated`), which turns on no day."""
    rules = rules_of(load_procedure(), regime)
    view = View(rules, load_calendar(), subject, date.min)
    return rules.conditions["compensated"](view) is True


def meets_for_project(
    procedure: Procedure,
    calendar: WorkCalendar,
    subject: HouseholdSubject,
    *,
    step: str,
    project_step: str,
    today: date,
) -> bool:
    """Whether a household counts towards `households_done[step]` when a project step asks all households.

    It does when the step is done, and when the project step asks it only of households for which a
    condition holds that does not hold here (a building kept need not be demolished).
    """
    if step in subject.records:
        return True
    procedure = procedure.on(today)
    rules = rules_of(procedure, subject.project.regime)
    view = View(rules, calendar, subject, today)
    asking = procedure.steps[project_step]
    asked = [also for also in asking.requires_if if step in also.ids]
    return step not in asking.requires and all(rules.holds(also.when, view) is False for also in asked)
