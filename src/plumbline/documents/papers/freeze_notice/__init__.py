"""暂停办理通知: the written notice to registries and permit offices (条例 16), at most one year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import day, words
from plumbline.documents.model import Layout
from plumbline.documents.paper import Kind, OfficialValues, before, evidence, fault
from plumbline.documents.showing import show_day
from plumbline.law import add_months
from plumbline.terms import Reason, Regime, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeNoticeValues(OfficialValues):
    """Values of the notice; `reason` completes 因……需要."""

    addressees: Annotated[str, words("主送机关", "addressees")]
    reason: Annotated[str, words("征收事由", "purpose of the taking")]
    scope: Annotated[str, words("征收范围", "scope")]
    starts: Annotated[date, day("暂停起始日", "first day")]
    ends: Annotated[date, day("暂停届满日", "last day")]
    contact: Annotated[str, words("联系方式", "whom to ask")]


def faults(values: FreezeNoticeValues) -> Iterator[Reason]:
    """A term that ends before it begins, or lasts more than a year."""
    yield from before(values, "starts", "ends", "R590 16(2)")
    longest = add_months(values.starts, 12)
    if values.ends > longest:
        yield fault(
            "freeze",
            Text(
                f"暂停期限自{show_day(values.starts)}至{show_day(values.ends)}，超过一年。",
                f"The freeze from {values.starts} to {values.ends} is longer than a year.",
            ),
            Text(f"届满日不得晚于{show_day(longest)}。", f"It may last until {longest} at most."),
            rule="R590 16(2)",
        )


KIND = Kind(
    "freeze_notice",
    Text("暂停办理有关手续的通知", "freeze notice"),
    FreezeNoticeValues,
    Layout.OFFICIAL,
    regimes=(Regime.STATE_LAND,),
    faults=faults,
    evidence=evidence("freeze_letter", None),
)
