"""Payment orders and payments: what is due by clause or agreed instalment; nobody types a sum."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from plumbline.campaign.commands import CancelOrder, OrderPayment, RecordPayment
from plumbline.campaign.deciding.computing import book, compute, revise, signed_instant
from plumbline.campaign.deciding.draft import Draft, end_of, judge, kinds, of_household, reason, refused
from plumbline.campaign.deciding.project_work import already_recorded
from plumbline.campaign.events import make_event
from plumbline.campaign.households import Household, household_step
from plumbline.campaign.permissions import four_hands
from plumbline.campaign.sums import (
    apportioned,
    booked_now,
    by_clause,
    instalment_parts,
    lines_json,
)
from plumbline.terms import HouseholdId, Reason, Refused, Regime, local_day, show_yuan


def order_payment(draft: Draft, command: OrderPayment) -> Refused | None:
    """Order what is due: named clauses, an agreed instalment, a month in advance, or all that is unpaid.

    source  ledger section 7: orders name lines or an agreed instalment, nobody types a sum
    """
    household = draft.household(command.household)
    if any(not order["paid"] for order in household.orders.values()):
        return _open_order(household)
    reasons = _hand(draft, household, "approval")
    if command.conditions and not command.deposit:
        reasons += (_no_conditions(command.conditions),)
    if not (household.is_signed or household.is_decided) or household.account == "committed":
        reasons += _not_payable(draft, household, command)
    elif command.deposit:
        reasons += _not_to_deposit(draft, household, command.conditions)
    elif _is_transition(draft, household, command) and set(command.clauses) - household.unpaid.keys():
        # What grows with the months is ordered once they have begun, or as one month in advance.
        reasons += _against(draft, household, "transition_paid")
    if reasons:
        return Refused(reasons)
    if command.advance and not household.advance.keys() & household.unpaid.keys():
        failed = _book_advance(draft, household)
        if failed:
            return failed
        household = draft.household(household.id)
    if failed := _book_accrued(draft, household):
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
                "order": f"{household.id}/{len(household.orders) + len(household.cancelled) + 1}",
                "lines": [{"clause": clause, "fen": part} for clause, part in sorted(lines.items())],
                "fen": fen,
                "instalment": command.instalment,
                "deposit": command.deposit,
                "imported": draft.context.imported,
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
        )
    )
    return None


def _hand(draft: Draft, household: Household, hand: str) -> tuple[Reason, ...]:
    """The four hands of today's work; a past payment was others' work, and a second hand reviews the whole register."""
    return () if draft.context.imported else four_hands(household, draft.context, hand)


def _book_accrued(draft: Draft, household: Household) -> Refused | None:
    """Book what has grown by the day of a past order: no close of a day has done so while it was no project of ours."""
    return revise(draft, household.id, cause="accrued") if draft.context.imported else None


def _is_transition(draft: Draft, household: Household, command: OrderPayment) -> bool:
    """Whether an order names the clauses of the transition allowance alone."""
    rule = draft.rules.policy_of(draft.state.office(), draft.project(household.project))
    grows = {
        clause.id
        for clause in (rule.clauses.values() if rule else ())
        if any(line.falls_due == "accrual" for line in clause.lines)
    }
    return bool(command.clauses) and set(command.clauses) <= grows


def _against(
    draft: Draft, household: Household, ending: str, stated: tuple[str, ...] = ()
) -> tuple[Reason, ...]:
    """What the law has against a payment today, but for the papers that only the payment itself brings."""
    step = household_step(household.regime, ending)
    needs = draft.rules.procedure.steps[step].evidence
    found = judge(
        draft, of_household(draft, household.id), step, draft.context.at, (), facts={}, conditions=stated
    )
    return tuple(r for r in found if not any(document in r.code for document in needs))


def _not_payable(draft: Draft, household: Household, command: OrderPayment) -> tuple[Reason, ...]:
    transition = _is_transition(draft, household, command)
    ending = "deposited" if command.deposit else "transition_paid" if transition else "money_paid"
    step = household_step(household.regime, ending)
    return _against(draft, household, ending, command.conditions if command.deposit else ()) or (
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


def _not_to_deposit(draft: Draft, household: Household, stated: tuple[str, ...]) -> tuple[Reason, ...]:
    """Why the money may not go to a notary: a clear owner who takes it is paid."""
    return _against(draft, household, "deposited", stated)


def _open_order(household: Household) -> Refused:
    number = next(key for key, order in household.orders.items() if not order["paid"])
    return refused(
        reason(
            "payment:order_open",
            "准绳自设规则",
            number,
            message=(f"付款单 {number} 尚未付出", f"order {number} is not paid yet"),
            remedy=(
                "请先由会计付清该单；开错的请由审批人作废（CancelOrder）",
                "let the accountant pay it, or an approver cancel it (CancelOrder)",
            ),
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
    parts = instalment_parts(tuple(household.agreement.get("instalments", ("1",)))) or (Fraction(1),)
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
    answer = compute(draft, household, as_of=later, signed_at=signed_instant(household), vacated_on=start)
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


def cancel_order(draft: Draft, command: CancelOrder) -> Refused | None:
    """Cancel an order that nobody has paid: nothing was posted by it, so nothing has to be taken back."""
    household = draft.household(command.household)
    if command.order in household.cancelled:
        on = str(household.cancelled[command.order]["cancelled_on"])
        return already_recorded(f"cancelling of {command.order}", on)
    order = household.orders.get(command.order)
    if order is None:
        return _no_order(household, command.order)
    reasons = four_hands(household, draft.context, "approval")
    if order["paid"]:
        reasons += (_is_paid(command.order, str(order["paid_on"])),)
    if not command.reason.strip():
        reasons += (_no_reason(command.order),)
    if reasons:
        return Refused(reasons)
    draft.emit(
        make_event(
            "payment.cancelled/1",
            com={
                "household": household.id,
                "order": command.order,
                "fen": order["fen"],
                "reason": command.reason,
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
        )
    )
    return None


def _is_paid(number: str, on: str) -> Reason:
    return reason(
        "payment:paid",
        "准绳自设规则",
        number,
        message=(f"付款单 {number} 已于 {on} 付出，不能作废", f"order {number} was paid on {on}"),
        remedy=(
            "付错的款项须由收款人退回，或者在下一笔中结清",
            "what was paid wrongly is given back, or made even by the next payment",
        ),
    )


def _no_reason(number: str) -> Reason:
    return reason(
        "payment:reason",
        "准绳自设规则",
        number,
        message=("作废付款单须写明原因", "a cancelled order needs its reason"),
        remedy=("请写明为什么作废", "say why it is cancelled"),
    )


def _no_conditions(stated: tuple[str, ...]) -> Reason:
    return reason(
        "payment:conditions",
        "准绳自设规则",
        "、".join(stated),
        message=(
            "只有提存的付款单可以写明条件（收款人拒绝受领）",
            "only the order of a deposit states a condition (the payee refuses)",
        ),
        remedy=("请删去 conditions，或者改开提存单", "leave conditions out, or order a deposit"),
    )


def record_payment(draft: Draft, command: RecordPayment) -> Refused | None:
    """Record that the ordered money reached its payee; settle the household's move to compensated."""
    household = draft.household(command.household)
    order = household.orders.get(command.order)
    if order is None:
        return _no_order(household, command.order)
    if order["paid"]:
        return already_recorded(f"payment {command.order}", str(order["paid_on"]))
    step = household_step(household.regime, "deposited" if order["deposit"] else "money_paid")
    reasons = _hand(draft, household, "payment")
    found = judge(
        draft,
        of_household(draft, household.id),
        step,
        command.done_at,
        command.evidence,
        conditions=command.conditions,
    )
    applies = order["deposit"] or not any(r.code == f"{step}:when" for r in found)
    if applies:
        reasons += found
    elif not kinds(command.evidence) & {"payment_voucher"}:
        # An exchange household whose money lines come to nothing is still paid its moving fee, with a voucher.
        reasons += (_no_voucher(step),)
    if command.conditions and not applies:
        reasons += (_no_conditions(command.conditions),)
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
                "imported": draft.context.imported,
                "conditions": list(command.conditions),
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
