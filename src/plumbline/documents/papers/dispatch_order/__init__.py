"""交办单（调度令）: one decision of a consultation given to its owner, with room for the answer and the verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import count, day, words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN
from plumbline.documents.paper import Kind, PaperValues
from plumbline.terms import Regime, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchOrderValues(PaperValues):
    """Values of an order; what has not happened yet is a line to be filled in by hand."""

    regime: Regime = Regime.STATE_LAND
    project: Annotated[str, words("活动名称", "campaign")]
    order: Annotated[int, count("交办编号", "number of the order")]
    source: Annotated[str, words("来源", "which decision of which consultation")]
    matter: Annotated[str, words("交办事项", "what is to be done")]
    standard: Annotated[str, words("完成标准", "by what it is seen done")]
    unit: Annotated[str, words("责任单位", "responsible unit")]
    person: Annotated[str, words("责任人", "who answers for it")]
    due: Annotated[date, day("完成时限", "by which day")]
    signed_on: Annotated[date | None, day("签收日期", "signed for on", by_hand=True)] = None
    answer: Annotated[str, words("办理情况", "what was done", by_hand=True)] = ""
    evidence: Annotated[str, words("佐证", "papers that show it", by_hand=True)] = ""
    answered_on: Annotated[date | None, day("反馈日期", "answered on", by_hand=True)] = None
    verified: Annotated[str, words("核验情况", "what was found", by_hand=True)] = ""
    verifier: Annotated[str, words("审核人", "verified by", by_hand=True)] = ""
    closed_on: Annotated[date | None, day("销号日期", "closed on", by_hand=True)] = None


KIND = Kind(
    "dispatch_order",
    Text("交办单", "dispatch order"),
    DispatchOrderValues,
    Layout.FORM,
    regimes=OF_CAMPAIGN,
)
