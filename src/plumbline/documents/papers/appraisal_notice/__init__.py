"""评估结果通知: the household's appraisal report handed over, with its remedies (评估办法 16–26)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import area, day, rows, words, yuan
from plumbline.documents.model import Layout
from plumbline.documents.paper import HouseholdValues, Kind, before, fault, needed
from plumbline.documents.showing import show_digits
from plumbline.terms import AreaDm2, Fen, Reason, Regime, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisedBuilding:
    """One building or thing with its value, in fen."""

    name: Annotated[str, words("名称", "building or thing")]
    use: Annotated[str, words("用途", "use")]
    area: Annotated[AreaDm2, area("面积", "area")]
    value: Annotated[Fen, yuan("价值", "value")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalNoticeValues(HouseholdValues):
    """Values of the notice; `total` must be the sum of the rows."""

    appraiser: Annotated[str, words("评估机构", "appraiser")]
    report: Annotated[str, words("报告编号", "number of the report")]
    reported_on: Annotated[date, day("报告日期", "day of the report")]
    valued_on: Annotated[date, day("评估时点", "valuation date")]
    items: Annotated[tuple[AppraisedBuilding, ...], rows("评估明细", "items", AppraisedBuilding)]
    total: Annotated[Fen, yuan("评估价值", "appraised value")]
    committee: Annotated[str, words("评估专家委员会", "expert committee", optional=True)] = ""
    objection_until: Annotated[
        date | None, day("异议截止日", "last day to object, collective land", optional=True)
    ] = None


def faults(values: AppraisalNoticeValues) -> Iterator[Reason]:
    """The total is the sum, the regime's remedies are named, and nothing was valued after the report."""
    total = sum(item.value for item in values.items)
    if total != values.total:
        yield fault(
            "sum",
            Text(
                f"评估价值{show_digits(values.total)}元不等于各项之和{show_digits(Fen(total))}元。",
                f"The value {show_digits(values.total)} is not the sum of its items, {show_digits(Fen(total))}.",
            ),
            Text("请按评估报告更正明细或者总额。", "Correct the items or the total by the report."),
        )
    yield from needed(values, "committee" if values.regime is Regime.STATE_LAND else "objection_until")
    yield from before(values, "reported_on", "on", "M77 17")


KIND = Kind(
    "appraisal_notice",
    Text("分户评估结果通知书", "appraisal notice"),
    AppraisalNoticeValues,
    Layout.SHEET,
    faults=faults,
)
