"""The payment notice: what reached the household last, by clause, and what is still due."""

from __future__ import annotations

from datetime import date
from typing import Any

from plumbline import documents, policy
from plumbline.store.printing import common
from plumbline.store.printing.common import File
from plumbline.store.printing.standing import not_yet
from plumbline.terms import Fen, Text


def payment_notice(file: File) -> Any:
    """The notice of the newest payment or deposit."""
    held, rule = file.household, file.rule
    paid = [(number, order) for number, order in held.orders.items() if order["paid"]]
    if rule is None or not paid:
        return not_yet(
            f"payment_notice:{'sl' if file.is_state_land else 'cl'}_h_money_paid",
            "R590 27(1)" if file.is_state_land else "LAM 48(4)",
            Text("此户还没有付出的款项", "nothing was paid to this household yet"),
            Text("请先登记付款，附付款凭证", "record the payment first, with its voucher"),
        )
    number, order = paid[-1]
    left = sum(fen for fen in held.unpaid.values() if fen > 0)
    on = date.fromisoformat(str(order["paid_on"]))
    return documents.PaymentNoticeValues(
        **common.base(file, on=on),
        basis=f"补偿协议，付款单 {number}" if held.is_signed else f"补偿决定，付款单 {number}",
        parts=tuple(
            documents.PaidPart(
                item=_title(rule, line["clause"]),
                basis=f"补偿方案 {line['clause']}",
                amount=Fen(line["fen"]),
            )
            for line in order["lines"]
        ),
        total=Fen(order["fen"]),
        paid_on=on,
        deposited=bool(order["deposit"]),
        account=common.account(held),
        depositary="公证处提存账户" if order["deposit"] else "",
        drawing="持有效身份证件和权属证明到公证处领取" if order["deposit"] else "",
        still_due=Fen(left),
        still_due_when="按补偿方案到期后支付" if left else "",
        reconsideration_body=file.authorities["reconsideration_body"],
        court=file.authorities["court"],
    )


def _title(rule: policy.Policy, clause: str) -> str:
    known = rule.clauses.get(clause)
    if known is not None:
        return known.title.zh
    return rule.top_up.title.zh if rule.top_up and rule.top_up.id == clause else clause
