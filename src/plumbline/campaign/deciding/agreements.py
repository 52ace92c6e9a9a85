"""The agreement: signed with the sums that the policy gives at the instant of signing, opened by the law."""

from __future__ import annotations

from typing import Any

from plumbline.campaign.codec import plain
from plumbline.campaign.commands import SignAgreement
from plumbline.campaign.deciding.computing import Computed, compute
from plumbline.campaign.deciding.decisions import lift
from plumbline.campaign.deciding.draft import Draft, judge, of_household, reason, refused
from plumbline.campaign.deciding.never import in_anothers_place
from plumbline.campaign.deciding.project_work import already_recorded
from plumbline.campaign.events import make_event
from plumbline.campaign.households import Household, household_step
from plumbline.campaign.projects import Project
from plumbline.campaign.sums import (
    account_of,
    instalment_parts,
    lines_json,
)
from plumbline.terms import HouseholdId, Refused, Regime, local_day


def sign_agreement(draft: Draft, command: SignAgreement) -> Refused | None:
    """Record the agreement with the sums that the policy gives at the instant of signing.

    source  R590 25(1), LAMR 29(1); top-up and later rewards are booked on facts of their own
    """
    household = draft.household(command.household)
    project = draft.project(household.project)
    if household.is_signed:
        return already_recorded(
            household_step(household.regime, "agreement_signed"), str(household.agreement["signed_at"])[:10]
        )
    if instalment_parts(command.instalments) is None:
        return _bad_instalments(command.instalments)
    state = _agreement_state(project, household)
    facts = {
        "agreement.state": state,
        "agreement.transition_months": command.transition_months,
        "choice": household.law.get("choice", "unchosen"),
    }
    if household.regime == Regime.STATE_LAND:  # on collective land the time for payment is the locality's
        facts["agreement.payment_days"] = command.payment_days
    reasons = judge(
        draft,
        of_household(draft, household.id),
        household_step(household.regime, "agreement_signed"),
        command.done_at,
        command.evidence,
        dates={"moving_end": command.moving_end},
        facts=facts,
        conditions=command.conditions,
    )
    reasons += in_anothers_place(draft, household, command)
    answer = compute(draft, household, as_of=draft.context.at, signed_at=plain(command.done_at))
    if isinstance(answer, Refused):
        return Refused((*reasons, *answer.reasons))
    if reasons:
        return Refused(reasons)
    lift(draft, household.id, cause="replaced", on=local_day(command.done_at))
    _emit_signed(draft, draft.household(household.id), command, answer, facts)
    draft.settle(household.id)
    return None


def _agreement_state(project: Project, household: Household) -> str:
    """In force at once on state land; on collective land only after the taking is announced (LAM 47)."""
    if household.regime == Regime.STATE_LAND:
        return "in_force"
    announced = (
        "cl_taking_announced" in project.records and project.facts.get("project.taking_state") == "in_force"
    )
    return "in_force" if announced else "pending_approval"


def _bad_instalments(given: tuple[str, ...]) -> Refused:
    return refused(
        reason(
            "agreement:instalments",
            "R590 25(1)",
            "、".join(given),
            message=(
                "分期比例之和须为 1，例如 4/5 和 1/5",
                "the instalments must add up to 1, such as 4/5 and 1/5",
            ),
            remedy=("请改正协议约定的分期比例", "correct the agreed parts"),
        )
    )


def _emit_signed(
    draft: Draft, household: Household, command: SignAgreement, answer: Computed, facts: dict[str, Any]
) -> None:
    rule, computed = answer
    total = int(computed.total_fen)
    payable = facts["agreement.state"] == "in_force"
    com: dict[str, Any] = {
        "household": household.id,
        "version": computed.version_at_signing,
        "lines": lines_json(computed.lines),
        "total_fen": total,
        "account": account_of(total, payable=payable),
        "terms": {
            "law": {key: value for key, value in facts.items() if key != "agreement.state"},
            "moving_end": command.moving_end.isoformat(),
            "payment_days": command.payment_days,
            "transition_months": command.transition_months,
            "instalments": list(command.instalments),
        },
        "dates": {"moving_end": command.moving_end.isoformat()},
        "conditions": list(command.conditions),
        "agreement_state": facts["agreement.state"],
        "policy_total_fen": max(0, total) + sum(other.fen for other in computed.other_payees.values()),
        "imported": draft.context.imported,
        **draft.act(command.done_at, command.evidence),
    }
    files = (HouseholdId(household.id),)
    # The lifecycle's guards read the agreement as signed, so it is asked on a draft of its own first.
    trial = Draft.on(draft.state, draft.context, draft.rules)
    trial.emit(make_event("agreement.signed/1", com=com, files=files, pol=rule.sha256))
    moved = trial.move(
        trial.household(household.id), step=household_step(household.regime, "agreement_signed")
    )
    if moved:
        com |= {"state": moved[0], "stage": moved[1]}
    draft.emit(make_event("agreement.signed/1", com=com, files=files, pol=rule.sha256))
