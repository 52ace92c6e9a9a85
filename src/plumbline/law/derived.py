"""Dates and facts that follow from other records and are typed by nobody.

A value that the caller supplies (a document that names the day) goes before the derivation; these
are the readings for what the records alone tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from plumbline.law.clocks import LastDay
from plumbline.law.procedure import Value
from plumbline.law.views import Unknown, View
from plumbline.terms import Regime

if TYPE_CHECKING:
    from plumbline.law.compiled import Rules

DeriveDate = Callable[[View], date | None]
DeriveFact = Callable[[View], "Value | Unknown"]

DERIVED_FROM: Mapping[str, tuple[str, ...]] = {
    "track.form": ("choice",),
    "household.execution_ends": ("household.execution_starts",),
    "dates": ("agreement.state", "household.reconsideration_outcome"),
}
"""Facts behind a derived fact, and behind the derived dates, beside those of the conditions they ask."""
MIDNIGHT = 2400
"""The hour, as hhmm, at which a day ends."""

_PREFIX = {Regime.STATE_LAND: "sl_", Regime.COLLECTIVE_LAND: "cl_"}
_ENFORCEABLE = ("h_decision_served", "h_performance_decision", "h_handover_order")
"""Acts on which enforcement would rest; the latest served is the one that remedies run against."""
_GIVING = ("h_money_paid", "h_deposited", "h_exchange_secured", "h_resettlement_secured")
"""Steps by which compensation reaches a household."""


def enforceable_steps(regime: Regime) -> tuple[str, ...]:
    """The acts of a regime on which enforcement would rest."""
    return tuple(f"{_PREFIX[regime]}{step}" for step in _ENFORCEABLE)


def steps_behind_dates(regime: Regime) -> tuple[str, ...]:
    """Every step from whose record a derived date follows."""
    others = ("h_vacated", "h_enforced", "h_agreement_signed", "h_compensation_decision", "h_judgment_final")
    return tuple(f"{_PREFIX[regime]}{step}" for step in (*_ENFORCEABLE, *_GIVING, *others))


def derived_dates(regime: Regime) -> Mapping[str, DeriveDate]:
    """How each derived date of a regime follows from other records, by `step.date`."""
    p = _PREFIX[regime]

    def of(step: str) -> Callable[[View], date | None]:
        def day(view: View) -> date | None:
            record = view.record(p + step)
            return None if record is None else record.on

        return day

    def act_known(view: View) -> date | None:
        served = [r for step in _ENFORCEABLE if (r := view.record(p + step)) is not None]
        return max(served, key=lambda record: (record.seq, record.on)).on if served else None

    def moved_on(view: View) -> date | None:
        return of("h_vacated")(view) or of("h_enforced")(view)

    def moving_from(view: View) -> date | None:
        served = of("h_decision_served")(view)
        given = [on for step in _GIVING if (on := of(step)(view)) is not None]
        if served is None or not given or view.rules.conditions["compensated"](view) is not True:
            return None
        return max(served, *given)

    def due_from(view: View) -> date | None:
        in_force = view.fact("agreement.state", "none") == "in_force"
        return of("h_agreement_signed")(view) if in_force else of("h_decision_served")(view)

    def remedies_ended(view: View) -> date | None:
        # U1: after a suit the service of the final judgment; after reconsideration the last of the 15 days.
        judged = of("h_judgment_final")(view)
        if judged is not None:
            return judged
        upheld = view.fact("household.reconsideration_outcome", "none") == "upheld"
        clock = f"{p}h_reconsideration_decided.received" if upheld else f"{p}h_suit_filed.act_known"
        last = view.rules.end(view, clock)
        return last.day if isinstance(last, LastDay) else None

    def row_settled(view: View) -> date | None:
        # Each household's row of the publication has a day of its own: of its agreement in force, or its decision.
        if view.household is None:
            return None
        in_force = view.fact("agreement.state", "none") == "in_force"
        return of("h_agreement_signed")(view) if in_force else of("h_compensation_decision")(view)

    return {
        f"{p}household_compensation_published.row_settled": row_settled,
        f"{p}h_reconsideration_filed.act_known": act_known,
        f"{p}h_suit_filed.act_known": act_known,
        f"{p}h_handed_over.moved_on": moved_on,
        f"{p}h_decision_served.moving_from": moving_from,
        f"{p}h_money_paid.due_from": due_from,
        f"{p}h_demand_served.remedies_ended": remedies_ended,
    }


def derived_facts(rules: Rules) -> Mapping[str, DeriveFact]:
    """Facts that the records and the calendar decide, whatever was written down."""

    def agreement_state(view: View) -> Value | Unknown:
        # An agreement made before the taking is approved and announced waits for it (LAM 47(1), LAMR 31).
        written = view.fact("agreement.state", "none")
        if written not in ("pending_approval", "in_force"):
            return written
        approved = rules.conditions["approval_in_force"](view)
        if isinstance(approved, Unknown):
            return approved
        return "in_force" if approved else "pending_approval"

    def on_holiday(view: View) -> Value | Unknown:
        if not view.calendar.is_known(view.on):
            return Unknown("calendar", str(view.on.year))
        return view.calendar.is_statutory_day(view.on)

    def execution_ends(view: View) -> Value | Unknown:
        # An execution that ends before it began ran past midnight; one whose end is not stated has none by day.
        began = view.fact("household.execution_starts", 0)
        ended = view.fact("household.execution_ends", 0)
        if not (isinstance(began, int) and isinstance(ended, int)):
            return ended
        return ended if ended > began else MIDNIGHT

    facts: dict[str, DeriveFact] = {
        "household.execution_ends": execution_ends,
        "household.execution_on_holiday": on_holiday,
        "track.form": lambda view: view.fact("choice", "unchosen"),
    }
    if rules.regime is Regime.COLLECTIVE_LAND:
        facts["agreement.state"] = agreement_state
    return facts
