"""Sums, agreements and payments: computed by the policy, opened by the law, booked by clause."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from plumbline import law, policy
from plumbline.campaign.codec import plain
from plumbline.campaign.commands import ComputeSums, OrderPayment, RecordPayment, ReviseSums, SignAgreement
from plumbline.campaign.deciding.draft import Draft, end_of, judge, kinds, of_household, reason, refused
from plumbline.campaign.deciding.project_work import already_recorded, no_policy
from plumbline.campaign.events import make_event
from plumbline.campaign.households import Household
from plumbline.campaign.permissions import four_hands
from plumbline.campaign.projects import Project
from plumbline.campaign.sums import (
    account_of,
    apportioned,
    booked_now,
    by_clause,
    changes_between,
    lines_json,
    policy_facts,
)
from plumbline.terms import HouseholdId, Reason, Refused, Regime, local_day, show_yuan

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


def _parts(instalments: tuple[str, ...]) -> tuple[Fraction, ...] | None:
    try:
        parts = tuple(Fraction(text) for text in instalments)
    except (ValueError, ZeroDivisionError):
        return None
    return parts if parts and sum(parts) == 1 and all(part > 0 for part in parts) else None


def sign_agreement(draft: Draft, command: SignAgreement) -> Refused | None:
    """Record the agreement with the sums that the policy gives at the instant of signing.

    source  R590 25(1), LAMR 29(1); top-up and later rewards are booked on facts of their own
    """
    household = draft.household(command.household)
    project = draft.project(household.project)
    if household.is_signed:
        return already_recorded(
            _step(household, "agreement_signed"), str(household.agreement["signed_at"])[:10]
        )
    if _parts(command.instalments) is None:
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
        _step(household, "agreement_signed"),
        command.done_at,
        command.evidence,
        dates={"moving_end": command.moving_end},
        facts=facts,
        conditions=command.conditions,
    )
    answer = compute(draft, household, as_of=draft.context.at, signed_at=plain(command.done_at))
    if isinstance(answer, Refused):
        return Refused((*reasons, *answer.reasons))
    if reasons:
        return Refused(reasons)
    _emit_signed(draft, household, command, answer, facts)
    draft.settle(household.id)
    return None


def _step(household: Household, ending: str) -> str:
    return ("sl_h_" if household.regime == Regime.STATE_LAND else "cl_h_") + ending


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
    moved = trial.move(trial.household(household.id), step=_step(household, "agreement_signed"))
    if moved:
        com |= {"state": moved[0], "stage": moved[1]}
    draft.emit(make_event("agreement.signed/1", com=com, files=files, pol=rule.sha256))


# ---------- what falls due later ----------
def revise(draft: Draft, household_id: str, *, cause: str, as_of: datetime | None = None) -> Refused | None:
    """Compute a signed household anew and book the difference, clause by clause; nothing when there is none.

    cause  `vacated`, `topped_up`, `accrued`, `corrected`, `advance`
    """
    household = draft.household(household_id)
    if not household.is_signed:
        return None
    at = as_of or draft.context.at
    signed_at = str(household.agreement["signed_at"])
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


def _has_grown(draft: Draft, household: Household, *, as_of: datetime, signed_at: str) -> bool:
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


# ---------- payment ----------
def order_payment(draft: Draft, command: OrderPayment) -> Refused | None:
    """Order what is due: named clauses, an agreed instalment, a month in advance, or all that is unpaid.

    source  ledger section 7: orders name lines or an agreed instalment, nobody types a sum
    """
    household = draft.household(command.household)
    if any(not order["paid"] for order in household.orders.values()):
        return _open_order(household)
    reasons = four_hands(household, draft.context, "approval")
    if not household.is_signed or household.account == "committed":
        reasons += _not_payable(draft, household)
    elif command.deposit:
        reasons += _not_to_deposit(draft, household)
    if reasons:
        return Refused(reasons)
    if command.advance:
        failed = _book_advance(draft, household)
        if failed:
            return failed
        household = draft.household(household.id)
    lines = _ordered_lines(household, command)
    if isinstance(lines, Refused):
        return lines
    fen = sum(lines.values())
    if fen <= 0:
        return _nothing_due(household, fen)
    draft.emit(
        make_event(
            "payment.ordered/1",
            com={
                "household": household.id,
                "order": f"{household.id}/{len(household.orders) + 1}",
                "lines": [{"clause": clause, "fen": part} for clause, part in sorted(lines.items())],
                "fen": fen,
                "instalment": command.instalment,
                "deposit": command.deposit,
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
        )
    )
    return None


def _not_payable(draft: Draft, household: Household) -> tuple[Reason, ...]:
    step = _step(household, "money_paid")
    needs = law.load_procedure().steps[step].evidence
    found = judge(draft, of_household(draft, household.id), step, draft.context.at, (), facts={})
    found = tuple(r for r in found if not any(doc in r.code for doc in needs))
    return found or (
        reason(
            f"{step}:agreement_effective",
            "R590 27(1)" if household.regime == Regime.STATE_LAND else "LAM 47(5)",
            household.id,
            message=("此户没有生效的协议，款项尚不可支付", "no agreement in force: nothing is payable yet"),
            remedy=(
                "请先签约；集体土地待征收土地公告发布",
                "sign first; on collective land wait for the taking's announcement",
            ),
        ),
    )


def _not_to_deposit(draft: Draft, household: Household) -> tuple[Reason, ...]:
    """Why the money may not go to a notary: a clear owner who takes it is paid."""
    step = _step(household, "deposited")
    needs = draft.rules.procedure.steps[step].evidence
    found = judge(draft, of_household(draft, household.id), step, draft.context.at, (), facts={})
    return tuple(r for r in found if not any(document in r.code for document in needs))


def _open_order(household: Household) -> Refused:
    number = next(key for key, order in household.orders.items() if not order["paid"])
    return refused(
        reason(
            "payment:order_open",
            "准绳自设规则",
            number,
            message=(f"付款单 {number} 尚未付出", f"order {number} is not paid yet"),
            remedy=("请先由会计付清该单", "let the accountant pay it first"),
        )
    )


def _nothing_due(household: Household, fen: int) -> Refused:
    return refused(
        reason(
            "payment:nothing_due",
            "R590 27(1)" if household.regime == Regime.STATE_LAND else "LAM 48(2)",
            show_yuan(fen),
            message=(
                f"所列条款应付净额为 {show_yuan(fen)} 元，没有可付的款项",
                f"the lines named come to {show_yuan(fen)} yuan: nothing to pay",
            ),
            remedy=("请核对所列条款", "check the clauses named"),
        )
    )


def _ordered_lines(household: Household, command: OrderPayment) -> dict[str, int] | Refused:
    if command.instalment is not None:
        return _instalment(household, command.instalment)
    unpaid = household.unpaid
    if command.advance:
        return {clause: unpaid[clause] for clause in household.advance if clause in unpaid}
    wanted = command.clauses or tuple(unpaid)
    missing = [clause for clause in wanted if clause not in unpaid]
    if missing:
        return refused(
            reason(
                "payment:clause",
                "准绳自设规则",
                "、".join(missing),
                message=(
                    f"条款 {'、'.join(missing)} 没有应付未付的金额",
                    f"nothing is due and unpaid under {', '.join(missing)}",
                ),
                remedy=(
                    f"可付的条款：{'、'.join(unpaid) or '无'}",
                    f"clauses with money due: {', '.join(unpaid) or 'none'}",
                ),
            )
        )
    return {clause: unpaid[clause] for clause in wanted}


def _instalment(household: Household, number: int) -> dict[str, int] | Refused:
    parts = _parts(tuple(household.agreement.get("instalments", ("1",)))) or (Fraction(1),)
    if not 1 <= number <= len(parts):
        return refused(
            reason(
                "payment:instalment",
                "R590 25(1)",
                str(number),
                message=(f"协议只约定了 {len(parts)} 期", f"the agreement has {len(parts)} instalments"),
                remedy=(f"请填 1 至 {len(parts)}", f"a number from 1 to {len(parts)}"),
            )
        )
    # Each instalment brings what has been settled up to its share of what is due before moving: so none is paid
    # twice, and what a correction changed is made even by the next one.
    due = dict(household.before_moving)
    upto = apportioned(due, _ratio(sum(parts[:number], Fraction(0))))
    lines = {c: fen for c in due if (fen := upto.get(c, 0) - household.settled.get(c, 0))}
    return lines if sum(lines.values()) > 0 else _instalment_paid(number)


def _instalment_paid(number: int) -> Refused:
    return refused(
        reason(
            "payment:instalment_paid",
            "R590 25(1)",
            str(number),
            message=(f"第 {number} 期已经付清", f"instalment {number} is paid already"),
            remedy=("请开下一期的付款单", "order the next one"),
        )
    )


def _ratio(part: Fraction) -> tuple[int, int]:
    return part.numerator, part.denominator


def _book_advance(draft: Draft, household: Household) -> Refused | None:
    """Book one month of the transition allowance before moving; it is set off against the accrual (A16.5, B24)."""
    start = local_day(draft.context.at)
    later = end_of(_month_after(start))
    answer = compute(
        draft, household, as_of=later, signed_at=str(household.agreement["signed_at"]), vacated_on=start
    )
    if isinstance(answer, Refused):
        return answer
    _rule, computed = answer
    accrual = {line.clause for line in computed.lines if line.falls_due == "accrual" and line.fen > 0}
    if household.advance or not accrual:
        return refused(
            reason(
                "payment:advance",
                "方案 临时安置费",
                household.id,
                message=(
                    "此户没有可预支的临时安置费，或者已经预支过",
                    "no transition allowance to advance, or it was advanced before",
                ),
                remedy=(
                    "现房、货币和住周转房的户不预支",
                    "households with money, ready flats or a transitional dwelling have none",
                ),
            )
        )
    after = booked_now(household)
    for clause, fen in by_clause(
        line for line in lines_json(computed.lines) if line["falls_due"] == "accrual"
    ).items():
        after[clause] = after.get(clause, 0) + fen
    book(draft, household, cause="advance", after=after, answer=answer, as_of=draft.context.at)
    return None


def _month_after(day: date) -> date:
    first_of_next = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last_of_next = (first_of_next + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first_of_next.replace(day=min(day.day, last_of_next.day))


def record_payment(draft: Draft, command: RecordPayment) -> Refused | None:
    """Record that the ordered money reached its payee; settle the household's move to compensated."""
    household = draft.household(command.household)
    order = household.orders.get(command.order)
    if order is None:
        return _no_order(household, command.order)
    if order["paid"]:
        return already_recorded(f"payment {command.order}", str(order["paid_on"]))
    step = _step(household, "deposited" if order["deposit"] else "money_paid")
    reasons = four_hands(household, draft.context, "payment")
    found = judge(draft, of_household(draft, household.id), step, command.done_at, command.evidence)
    applies = order["deposit"] or not any(r.code == f"{step}:when" for r in found)
    if applies:
        reasons += found
    elif not kinds(command.evidence) & {"payment_voucher"}:
        # An exchange household whose money lines come to nothing is still paid its moving fee, with a voucher.
        reasons += (_no_voucher(step),)
    if reasons:
        return Refused(reasons)
    draft.emit(
        make_event(
            "payment.made/1",
            com={
                "household": household.id,
                "order": command.order,
                "lines": order["lines"],
                "fen": order["fen"],
                "deposit": order["deposit"],
                "account": household.account,
                # What is paid after compensation was complete is a reward or a top-up; it does not date the step again.
                "step": step if applies and not household.compensated_on else None,
                "dates": {},
                "facts": _paid_facts(draft, household, order),
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
        )
    )
    draft.settle(household.id, on=local_day(command.done_at))
    return None


def _paid_facts(draft: Draft, household: Household, order: Any) -> dict[str, bool]:
    rule = draft.rules.policy_of(draft.state.office(), draft.project(household.project))
    assert rule is not None, "an order exists, so a policy was sealed"
    paid = {line["clause"] for line in order["lines"]}
    moving = {clause.id for clause in rule.clauses.values() if clause.purpose == "moving_fee"}
    return {"household.moving_fee_paid": True} if paid & moving else {}


def _no_order(household: Household, order: str) -> Refused:
    known = "、".join(household.orders) or "无"
    return refused(
        reason(
            "payment:order",
            "准绳自设规则",
            order,
            message=(f"此户没有付款单 {order}", f"the household has no order {order}"),
            remedy=(f"已有的付款单：{known}", f"its orders: {known}"),
        )
    )


def _no_voucher(step: str) -> Reason:
    return reason(
        f"{step}:evidence(payment_voucher)",
        "R590 27(1)",
        "payment_voucher",
        message=("没有付款凭证（银行回单）", "the bank's payment voucher is missing"),
        remedy=("请附付款凭证", "attach the voucher"),
    )
