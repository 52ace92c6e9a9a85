"""A household's sums: computed by the policy in force, booked clause by clause as they fall due."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from plumbline import policy
from plumbline.campaign.codec import plain
from plumbline.campaign.commands import ComputeSums, ReviseSums
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.deciding.project_work import already_recorded, no_policy
from plumbline.campaign.events import make_event
from plumbline.campaign.households import Household
from plumbline.campaign.sums import (
    account_of,
    booked_now,
    by_clause,
    changes_between,
    lines_json,
    policy_facts,
)
from plumbline.terms import HouseholdId, Refused, Regime

Computed = tuple[policy.Policy, policy.Computation]


def compute(
    draft: Draft,
    household: Household,
    *,
    as_of: datetime,
    signed_at: str | None,
    vacated_on: date | None = None,
) -> Computed | Refused:
    """The policy's answer for a household as its facts stand in the draft, with the working."""
    project = draft.project(household.project)
    rule = draft.rules.policy_of(draft.state.office(), project)
    if rule is None:
        return no_policy(project)
    facts = policy_facts(project, household, as_of=as_of, signed_at=signed_at, vacated_on=vacated_on)
    computed = _computed_once(rule, facts)
    return computed if isinstance(computed, Refused) else (rule, computed)


_LAST: dict[str, tuple[dict[str, Any], policy.Computation | Refused]] = {}
"""The last question put to each sealed policy (by its hash), with the answer."""


def _computed_once(rule: policy.Policy, facts: dict[str, Any]) -> policy.Computation | Refused:
    # The computation sheet and the agreement signed on it ask the same question one after the other.
    last = _LAST.get(rule.sha256)
    if last is not None and last[0] == facts:
        return last[1]
    answer = policy.compute(rule, facts, steps_only=True)
    _LAST[rule.sha256] = (facts, answer)
    return answer


def signed_instant(household: Household) -> str | None:
    """The instant of the standing agreement's signature; None under a compensation decision."""
    return str(household.agreement["signed_at"]) if household.is_signed else None


def compute_sums(draft: Draft, command: ComputeSums) -> Refused | None:
    """Print the computation sheet: what the household would get if it signed now."""
    household = draft.household(command.household)
    if household.is_signed:
        return already_recorded("sums", str(household.agreement["signed_at"])[:10])
    if not household.facts.get("choices", {}).get("mode"):
        return _no_choice(household)
    if household.regime == Regime.STATE_LAND and not household.prices:
        return _no_prices(household)
    answer = compute(draft, household, as_of=draft.context.at, signed_at=plain(command.done_at))
    if isinstance(answer, Refused):
        return answer
    rule, computed = answer
    draft.emit(
        make_event(
            "sums.computed/1",
            com={
                "household": household.id,
                "version": computed.version_at_signing,
                "lines": lines_json(computed.lines),
                "total_fen": int(computed.total_fen),
                "as_of": plain(draft.context.at),
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
            pol=rule.sha256,
        )
    )
    return None


def _no_choice(household: Household) -> Refused:
    return refused(
        reason(
            "sums:choice",
            "R590 21(1)" if household.regime == Regime.STATE_LAND else "LAM 48(4)",
            household.id,
            message=("此户还没有选择补偿方式", "the household has not chosen its form of compensation"),
            remedy=(
                "请先记录本户的选择（RecordChoice）",
                "record the household's choice first (RecordChoice)",
            ),
        )
    )


def _no_prices(household: Household) -> Refused:
    return refused(
        reason(
            "sums:values",
            "R590 19(1)",
            household.id,
            message=("此户还没有评估单价", "the household has no appraised unit price yet"),
            remedy=("请待评估机构报送评估结果", "wait for the appraiser's values"),
        )
    )


def revise(draft: Draft, household_id: str, *, cause: str, as_of: datetime | None = None) -> Refused | None:
    """Compute a signed household anew and book the difference, clause by clause; nothing when there is none.

    cause  `vacated`, `topped_up`, `accrued`, `corrected`, `advance`
    """
    household = draft.household(household_id)
    if not household.is_signed and not household.is_decided:
        return None
    at = as_of or draft.context.at
    signed_at = signed_instant(household)
    if cause == "accrued" and not _has_grown(draft, household, as_of=at, signed_at=signed_at):
        return None  # most days accrue nothing for most households
    answer = compute(draft, household, as_of=at, signed_at=signed_at)
    if isinstance(answer, Refused):
        return answer
    after = by_clause(lines_json(answer[1].lines))
    for clause, fen in household.advance.items():
        # One month paid in advance is set off: it stays booked until the accrual has caught up with it.
        after[(clause, "household")] = max(fen, after.get((clause, "household"), 0))
    if not changes_between(booked_now(household), after):
        return None
    book(draft, household, cause=cause, after=after, answer=answer, as_of=at)
    return None


def _has_grown(draft: Draft, household: Household, *, as_of: datetime, signed_at: str | None) -> bool:
    """Whether a clause that grows by the month stands otherwise today than it is booked."""
    project = draft.project(household.project)
    rule = draft.rules.policy_of(draft.state.office(), project)
    if rule is None:
        return False
    now = policy.accruing(rule, policy_facts(project, household, as_of=as_of, signed_at=signed_at))
    if isinstance(now, Refused):
        return True  # the whole computation says why
    booked = booked_now(household)
    return any(
        max(fen, household.advance.get(clause, 0)) != booked.get((clause, rule.clauses[clause].payee), 0)
        for clause, fen in now.items()
    )


def book(
    draft: Draft,
    household: Household,
    *,
    cause: str,
    after: dict[tuple[str, str], int],
    answer: Computed,
    as_of: datetime,
) -> None:
    """Emit the booking that makes the household's clauses equal to `after`; nothing when they are."""
    rule, computed = answer
    changes = changes_between(booked_now(household), after)
    if not changes:
        return
    total = sum(fen for (_clause, payee), fen in after.items() if payee == "household")
    account = account_of(total, payable=household.account != "committed")
    moved = (
        [{"clause": c, "fen": fen} for c, fen in sorted(household.unpaid.items())]
        if account != household.account
        else []
    )
    draft.emit(
        make_event(
            "sums.revised/1",
            open={"cause": cause},
            com={
                "household": household.id,
                "version": computed.version_now,
                "lines": [
                    line
                    for line in lines_json(computed.lines)
                    if any(c["clause"] == line["clause"] for c in changes)
                ],
                "changes": changes,
                "account": account,
                "account_before": household.account,
                "moved": moved,
                "total_fen": max(0, total)
                + sum(fen for (_c, payee), fen in after.items() if payee != "household"),
                "as_of": plain(as_of),
                "by_person": draft.context.person,
            },
            files=(HouseholdId(household.id),),
            pol=rule.sha256,
        )
    )


def revise_sums(draft: Draft, command: ReviseSums) -> Refused | None:
    """Book for every signed household of the project what the version in force adds (先签不吃亏)."""
    for household_id in list(draft.state.household_ids(command.project)):
        failed = revise(draft, household_id, cause="topped_up")
        if failed:
            return failed
    return None
