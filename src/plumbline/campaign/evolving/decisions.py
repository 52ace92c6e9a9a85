"""How a household changes when a compensation decision is made, served or lifted, and when a newer act is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plumbline.campaign.events import Event
from plumbline.campaign.households import Household

_REMEDIES = ("reconsideration_filed", "reconsideration_decided", "suit_filed", "judgment_final")
_RESTING = (
    "compensation_decision", "decision_made", "decision_served", "handover_order", "demand_served",
    "court_applied", "court_accepted", "court_granted",
)  # fmt: skip
"""What rests on a decision and falls with it; that a new one is asked for stays recorded."""

_OUTCOMES = (
    "household.reconsideration_outcome", "household.judgment_outcome", "household.appeal_open",
    "household.ruling", "household.higher_court", "household.late_reason_attached",
)  # fmt: skip
_WORDS = ("decision_accepted", "rights_stated", "demand_unmet", "defects_cured")

NEWER_ACTS = ("decision_served", "handover_order", "performance_decision")
"""Acts on which enforcement would rest: remedies run against the latest served (lifecycle, track remedy)."""


def _ending(step: str) -> str:
    return step.partition("_h_")[2].partition(".")[0]


def _without(household: Household, endings: tuple[str, ...]) -> dict[str, Any]:
    return {
        "records": {step: row for step, row in household.records.items() if _ending(step) not in endings},
        "dates": {name: day for name, day in household.dates.items() if _ending(name) not in endings},
        "law": {name: value for name, value in household.law.items() if name not in _OUTCOMES},
    }


def without_remedies(household: Household) -> Household:
    """The household as a newer act finds it: no remedy against that act has been sought yet."""
    return replace(household, **_without(household, _REMEDIES))


def lifted(household: Household, cause: str) -> Household:
    """The household without its decision; what was paid under it stays settled and is set off later."""
    rest = _without(household, (*_REMEDIES, *_RESTING))
    rest["law"] = {**rest["law"], "decision.state": cause}
    # With no decision nothing is due, and so nothing is paid in full; the next act's sums are computed anew. An
    # agreement that takes the decision's place has had its own sheet.
    words = _WORDS if cause == "replaced" else (*_WORDS, "policy_computed")
    return replace(
        household,
        **rest,
        conditions={name: is_so for name, is_so in household.conditions.items() if name not in words},
        decision={},
        booked={},
        before_moving={},
        payees={},
        advance={},
        compensated_on="",
        account=household.account if any(household.settled.values()) else "",
    )


def made(
    household: Household, event: Event, seq: int, record: Mapping[str, Any], booked: Mapping[str, Any]
) -> Household:
    """The household with a decision made; nothing is payable before it is served.

    record  the step's record; booked  `booked`, `before_moving` and `payees` of the event's lines
    """
    com: Mapping[str, Any] = event.com
    return replace(
        household,
        records={**household.records, str(event.open["step"]): record},
        law={**household.law, **com["facts"]},
        conditions={**household.conditions, "policy_computed": True},
        decision={"decided_at": com["done_at"], "pol": event.pol, "seq": seq},
        version=com["version"],
        account=com["account"],
        policy_total_fen=com["policy_total_fen"],
        **booked,
    )


def in_force(household: Household, event: Event) -> Household:
    """The household whose served decision has made its sums payable."""
    return replace(household, account=str(event.com["account"]))
