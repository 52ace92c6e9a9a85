"""The compensation decision: its sums by the policy, payable once served, lifted when it falls or is settled.

Where no agreement is reached in the signing period, or the owner is unclear, the government decides by the published
plan. The decision gives what the policy gives a household that has not signed: no reward of signing, everything else.
source  R590 26, 27; LAMR 31; procedure-notes 1.12 (a) for what an act that falls takes along
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from plumbline.campaign.commands import DecideCompensation
from plumbline.campaign.deciding.computing import Computed, compute
from plumbline.campaign.deciding.draft import Draft, judge, kinds, of_household, reason
from plumbline.campaign.deciding.project_work import already_recorded
from plumbline.campaign.events import make_event
from plumbline.campaign.households import Household, household_step
from plumbline.campaign.sums import account_of, booked_now, changes_between, lines_json
from plumbline.terms import HouseholdId, Reason, Refused, Regime, local_day


def decision_step(regime: str) -> str:
    """The step by which the decision is made, in either regime."""
    return household_step(regime, "compensation_decision" if regime == Regime.STATE_LAND else "decision_made")


def decide_compensation(draft: Draft, command: DecideCompensation) -> Refused | None:
    """Record the decision with the sums that the policy gives on its day to a household that has not signed."""
    household = draft.household(command.household)
    step = decision_step(household.regime)
    moved = _moved(draft, household, step, command)
    if household.is_decided and moved is None:
        return already_recorded(step, str(household.records[step]["on"]))
    facts: dict[str, Any] = {"decision.state": "made"}
    if household.regime == Regime.STATE_LAND:
        facts["decision.moving_days"] = command.moving_days
    reasons = judge(
        draft, of_household(draft, household.id), step, command.done_at, command.evidence, facts=facts
    )
    if not household.facts.get("choices", {}).get("mode"):
        return Refused((*reasons, _no_form(household)))
    answer = compute(draft, household, as_of=command.done_at, signed_at=None)
    if isinstance(answer, Refused):
        return Refused((*reasons, *answer.reasons))
    if reasons:
        return Refused(reasons)
    # A decision that fell makes room for the new one; what the lifecycle says was asked while it still stood.
    lift(draft, household.id, cause="set_aside", on=local_day(command.done_at))
    _emit_made(draft, household, command, answer, facts, moved)
    draft.settle(household.id, on=local_day(command.done_at))
    return None


def _moved(
    draft: Draft, household: Household, step: str, command: DecideCompensation
) -> tuple[str, str] | None:
    """State and stage that the decision leads to, asked with its record in place."""
    record = {
        "on": local_day(command.done_at).isoformat(),
        "dates": {},
        "evidence": sorted(kinds(command.evidence)),
        "seq": draft.state.next_seq,
    }
    return draft.move(replace(household, records={**household.records, step: record}), step=step)


def _no_form(household: Household) -> Reason:
    return reason(
        "decision:choice",
        "R590 21(1)" if household.regime == Regime.STATE_LAND else "LAM 48(4)",
        household.id,
        message=(
            "补偿决定须载明补偿方式，而此户的补偿方式尚未记录",
            "a decision states the form of compensation, and none is recorded for this household",
        ),
        remedy=(
            "征询后仍不选择的，按拟作决定告知书所列方式记录（RecordChoice，附告知书送达回证）",
            "where the household was asked and did not choose, record the form of the served proposal (RecordChoice)",
        ),
    )


def _emit_made(
    draft: Draft,
    household: Household,
    command: DecideCompensation,
    answer: Computed,
    facts: dict[str, Any],
    moved: tuple[str, str] | None,
) -> None:
    rule, computed = answer
    com: dict[str, Any] = {
        "household": household.id,
        "version": computed.version_now,
        "lines": lines_json(computed.lines),
        "total_fen": int(computed.total_fen),
        "account": "committed",
        "policy_total_fen": max(0, int(computed.total_fen))
        + sum(other.fen for other in computed.other_payees.values()),
        "facts": facts,
        "dates": {},
        "imported": draft.context.imported,
        **draft.act(command.done_at, command.evidence),
    }
    if moved:
        com |= {"state": moved[0], "stage": moved[1]}
    draft.emit(
        make_event(
            "decision.made/1",
            open={"step": decision_step(household.regime)},
            com=com,
            files=(HouseholdId(household.id),),
            pol=rule.sha256,
        )
    )


def serve(draft: Draft, household_id: str, on: date) -> None:
    """What the decision gives becomes payable with its service (R590 26, 27)."""
    household = draft.household(household_id)
    if household.law.get("decision.state") != "in_force" or household.account != "committed":
        return
    draft.emit(
        make_event(
            "decision.effective/1",
            com={
                "household": household.id,
                "lines": [{"clause": c, "payee": "household", "fen": f} for c, f in household.booked.items()],
                "account": account_of(household.total_fen, payable=True),
                "on": on.isoformat(),
                "by_person": "system",
            },
            files=(HouseholdId(household.id),),
        )
    )


def lift(draft: Draft, household_id: str, *, cause: str, on: date) -> None:
    """Take a standing decision down with what rested on it: its sums, its service, its demand, its remedies.

    cause  `set_aside` (quashed, varied, found unlawful, withdrawn) or `replaced` (by an agreement signed later)
    """
    household = draft.household(household_id)
    if not household.decision:
        return
    # What was paid out under it stays paid; it is set off by the next decision or agreement.
    changes = changes_between(booked_now(household), {})
    draft.emit(
        make_event(
            "decision.lifted/1",
            open={"cause": cause},
            com={
                "household": household.id,
                "changes": changes,
                "account_before": household.account,
                "on": on.isoformat(),
                "by_person": draft.context.person,
            },
            files=(HouseholdId(household.id),),
        )
    )


def lift_if_fallen(draft: Draft, household_id: str, on: date) -> None:
    """Lift a decision that the lifecycle has left behind: the household waits for a new one."""
    household = draft.household(household_id)
    if household.state == "decision_requested" and household.is_decided:
        lift(draft, household_id, cause="set_aside", on=on)
        draft.settle(
            household_id, on=on
        )  # what it had been given under the decision no longer counts as given
