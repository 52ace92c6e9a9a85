"""付款通知: what is paid or deposited, on which basis, to which account (条例 25, 27; 民法典 570–574)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import day, flag, rows, words, yuan
from plumbline.documents.model import Layout
from plumbline.documents.paper import HouseholdValues, Kind, fault, needed
from plumbline.documents.showing import show_digits
from plumbline.terms import Fen, Reason, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidPart:
    """One part of the payment, in fen."""

    item: Annotated[str, words("项目", "item")]
    basis: Annotated[str, words("依据", "clause or article")]
    amount: Annotated[Fen, yuan("金额", "amount")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentNoticeValues(HouseholdValues):
    """Values of the notice.

    deposited  True where the money is deposited with a notary or held in the household's own name:
               then `depositary` and `drawing` are needed, else `account`
    still_due  what remains to be paid after this payment, in fen
    """

    basis: Annotated[str, words("付款依据", "agreement or decision, its number and day")]
    parts: Annotated[tuple[PaidPart, ...], rows("付款明细", "parts", PaidPart)]
    total: Annotated[Fen, yuan("付款总额", "total")]
    paid_on: Annotated[date, day("付款日期", "day of payment or deposit")]
    deposited: Annotated[bool, flag("提存", "deposited")] = False
    account: Annotated[str, words("收款账户", "account: holder, bank, last four digits", optional=True)] = ""
    depositary: Annotated[str, words("存放机构", "notary or special account", optional=True)] = ""
    drawing: Annotated[str, words("领取方式", "how to draw the money", optional=True)] = ""
    still_due: Annotated[Fen, yuan("尚未支付", "still due")]
    still_due_when: Annotated[str, words("后续支付安排", "when the rest is paid", optional=True)] = ""
    reconsideration_body: Annotated[str, words("行政复议机关", "reconsideration body")]
    court: Annotated[str, words("管辖法院", "court")]


def computed(values: PaymentNoticeValues) -> dict[str, bool]:
    """Whether something remains to be paid."""
    return {"有余款": values.still_due > 0}


def faults(values: PaymentNoticeValues) -> Iterator[Reason]:
    """The total is the sum; where the money lies and when the rest comes is said."""
    total = Fen(sum(part.amount for part in values.parts))
    if total != values.total:
        yield fault(
            "sum",
            Text(
                f"付款总额{show_digits(values.total)}元不等于各项之和{show_digits(total)}元。",
                f"The total {show_digits(values.total)} is not the sum of its parts, {show_digits(total)}.",
            ),
            Text("请核对付款凭证后更正。", "Check the vouchers and correct it."),
        )
    yield from needed(values, *(("depositary", "drawing") if values.deposited else ("account",)))
    if values.still_due:
        yield from needed(values, "still_due_when")


KIND = Kind(
    "payment_notice",
    Text("补偿款支付通知书", "payment notice"),
    PaymentNoticeValues,
    Layout.SHEET,
    computed=computed,
    faults=faults,
)
