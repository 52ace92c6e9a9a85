"""日结账: one page of a sealed day, by project and in all; what fell due, stood still and was corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from plumbline.documents.fields import balance, count, flag, rows, words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN, CampaignValues
from plumbline.documents.paper import Kind, fault
from plumbline.terms import Reason, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """A project's line, the last one for all: households as `of the day／in all`."""

    name: Annotated[str, words("项目", "project")]
    households: Annotated[int, count("总户数", "households")]
    agreed: Annotated[str, words("签约", "signed")]
    paid: Annotated[str, words("付款", "paid")]
    vacated: Annotated[str, words("腾空", "vacated")]
    handed_over: Annotated[str, words("交房", "handed over")]
    demolished: Annotated[str, words("拆除", "demolished")]
    remaining: Annotated[int, count("剩余", "not handed over")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """Money on the day or in all, in fen; what is not reconciled with the bank is known in all alone."""

    what: Annotated[str, words("资金", "money")]
    due: Annotated[int, balance("应付", "due")]
    paid: Annotated[int, balance("已付", "paid")]
    deposited: Annotated[int, balance("提存", "deposited")]
    open: Annotated[int, balance("应付未付", "due and unpaid")]
    unreconciled: Annotated[str, words("未对账", "not reconciled with the bank")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One matter of the day, in a line."""

    kind: Annotated[str, words("事项", "matter")]
    text: Annotated[str, words("内容", "what")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyAccountValues(CampaignValues):
    """Values of the day's account.

    counter  第n天（共N天，剩m天）, or 开始以前
    items    time points, standstills, commitments, corrections: each kind once at least, if only as 无
    """

    counter: Annotated[str, words("天次", "day of the campaign")]
    balanced: Annotated[bool, flag("账平", "balanced")]
    lines: Annotated[tuple[AccountRow, ...], rows("进展", "progress", AccountRow)]
    money: Annotated[tuple[MoneyRow, ...], rows("资金表", "money", MoneyRow)]
    items: Annotated[tuple[Item, ...], rows("事项表", "matters of the day", Item)]


def faults(values: DailyAccountValues) -> Iterator[Reason]:
    """The lines add up to their last."""
    *lines, whole = values.lines
    for field, label in (("households", "总户数"), ("remaining", "剩余")):
        if sum(getattr(line, field) for line in lines) != getattr(whole, field):
            yield fault(
                "sum",
                Text(
                    f"各项目“{label}”之和与合计不符。",
                    f"{field} of the projects does not add up to the total.",
                ),
                Text(
                    "请核对封账数据（plumbline rebuild --check）。",
                    "Check the sealed day (plumbline rebuild --check).",
                ),
            )


KIND = Kind(
    "daily_account",
    Text("日结账", "daily account"),
    DailyAccountValues,
    Layout.FORM,
    regimes=OF_CAMPAIGN,
    faults=faults,
)
