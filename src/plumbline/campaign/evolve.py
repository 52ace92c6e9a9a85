"""How each event changes the aggregates: pure, and without the law or a policy.

What the law or a policy concluded stands in the event itself (the state reached, the lines booked), so
a replay years later gives the same tables whatever the rules say by then.
"""

from __future__ import annotations

from collections.abc import Callable

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving import (
    answering,
    appraisals,
    consultations,
    grievances,
    households,
    money,
    office,
    persons,
    projects,
    supervision,
)
from plumbline.campaign.evolving.common import Aggregate
from plumbline.campaign.state import State


def evolve(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    """The aggregates that an event changes, each whole; an event that changes none gives an empty tuple."""
    return _EVOLUTIONS[event.type](state, event, stamp)


_EVOLUTIONS: dict[str, Callable[[State, Event, Stamp], tuple[Aggregate, ...]]] = {
    "campaign.opened/1": office.opened,
    "policy.sealed/1": office.policy_sealed,
    "calendar.entered/1": office.year_entered,
    "local_parameter.set/1": office.local_set,
    "duties.assigned/1": answering.duties,
    "change.planned/1": answering.planned,
    "post.appointed/1": answering.appointed,
    "post.ended/1": answering.ended,
    "conflict.declared/1": households.conflict,
    "commitment.given/1": office.commitment_given,
    "commitment.settled/1": office.commitment_settled,
    "commitment.reported/1": answering.reported,
    "late.proposed/1": office.late_proposed,
    "late.reviewed/1": office.late_reviewed,
    "consultation.opened/1": consultations.opened,
    "consultation.decided/1": consultations.decided,
    "consultation.closed/1": consultations.closed,
    "consultation.reopened/1": consultations.reopened,
    "dispatch.issued/1": consultations.issued,
    "dispatch.signed_for/1": consultations.signed_for,
    "dispatch.answered/1": consultations.answered,
    "dispatch.closed/1": consultations.order_closed,
    "dispatch.sent_back/1": consultations.sent_back,
    "dispatch.withdrawn/1": consultations.withdrawn,
    "breach.dismissed/1": supervision.dismissed,
    "rung.opened/1": supervision.opened,
    "rung.delivered/1": supervision.delivered,
    "rung.reminded/1": supervision.reminded,
    "rung.answered/1": supervision.answered,
    "rung.concluded/1": supervision.concluded,
    "rung.withdrawn/1": supervision.withdrawn,
    "rung.corrected/1": projects.nothing,
    "rung.received/1": supervision.received,
    "matter.ended/1": supervision.ended,
    "project.step_recorded/1": projects.project_step,
    "project.date_entered/1": projects.project_date,
    "project.fact_entered/1": projects.project_fact,
    "costs.estimated/1": projects.costs,
    "funds.recorded/1": projects.funds,
    "register.imported/1": projects.register,
    "map.imported/1": projects.map,
    "plan.made/1": projects.nothing,
    "household.listed/1": households.listed,
    "household.step_recorded/1": households.step_recorded,
    "household.date_entered/1": households.date_entered,
    "household.fact_entered/1": households.fact_entered,
    "household.facts_corrected/1": households.corrected,
    "persons.recorded/1": persons.recorded,
    "household.objected_to_plan/1": households.objected,
    "household.moved/1": households.moved,
    "values.recorded/1": households.values,
    "choice.recorded/1": households.choice,
    "sums.computed/1": money.computed,
    "agreement.signed/1": money.signed,
    "agreement.effective/1": money.effective,
    "decision.made/1": money.decision_made,
    "decision.effective/1": money.decision_in_force,
    "decision.lifted/1": money.decision_lifted,
    "sums.revised/1": money.revised,
    "payment.ordered/1": money.ordered,
    "payment.cancelled/1": money.cancelled,
    "payment.made/1": money.paid,
    "grievance.received/1": grievances.grievance,
    "grievance.answered/1": grievances.answered,
    "appraisal.formula_published/1": appraisals.formula_published,
    "appraisal.entered/1": appraisals.entered,
    "appraisal.published/1": appraisals.published,
    "appraisal.contested/1": appraisals.contested,
    "appraisal.answered/1": appraisals.answered,
    "intake.conflict/1": projects.nothing,
    "bank.statement_received/1": office.statement,
    "day.closed/1": office.closed,
}
"""One evolution for every event type; a test holds it against `EVENT_SCHEMAS`."""
