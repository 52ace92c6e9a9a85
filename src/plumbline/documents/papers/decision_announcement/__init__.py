"""征收决定公告（国有土地，条例 13）和征收土地公告（集体土地，实施条例 31）."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import count, day, words
from plumbline.documents.model import Layout
from plumbline.documents.paper import Kind, OfficialValues, before, evidence, needed
from plumbline.terms import Reason, Regime, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAnnouncementValues(OfficialValues):
    """Values of the announcement.

    decided_by, decision_number, decided_on  the decision announced; for collective land the approval
    court     needed for state land; for collective land the wording names reconsideration
    """

    decided_by: Annotated[str, words("决定机关", "body that decided")]
    decision_number: Annotated[str, words("决定文号", "number of the decision or approval")]
    decided_on: Annotated[date, day("决定日期", "day of the decision or approval")]
    purpose: Annotated[str, words("征收目的", "public interest, with its article")]
    scope: Annotated[str, words("征收范围", "scope")]
    extent: Annotated[str, words("征收规模", "households and areas")]
    department: Annotated[str, words("征收部门", "department")]
    unit: Annotated[str, words("实施单位", "implementing unit", optional=True)] = ""
    plan: Annotated[str, words("补偿方案名称", "name of the compensation plan")]
    signing_days: Annotated[int, count("签约期限天数", "days of the signing period")] = 0
    payment: Annotated[str, words("支付安排", "how compensation is paid")]
    social_security: Annotated[str, words("社会保障安排", "social security", optional=True)] = ""
    handing_over: Annotated[str, words("交地安排", "when land is handed over", optional=True)] = ""
    reconsideration_body: Annotated[str, words("行政复议机关", "reconsideration body")]
    court: Annotated[str, words("管辖法院", "court", optional=True)] = ""
    contact: Annotated[str, words("联系方式", "whom to ask")]
    hotline: Annotated[str, words("监督举报电话", "telephone for reports")]


def faults(values: DecisionAnnouncementValues) -> Iterator[Reason]:
    """What the regime's law wants in the announcement, and the order of the days."""
    if values.regime is Regime.STATE_LAND:
        yield from needed(values, "court", "signing_days")
    else:
        yield from needed(values, "social_security", "handing_over")
    yield from before(values, "decided_on", "on", "R590 13(1)")


KIND = Kind(
    "decision_announcement",
    Text("征收决定公告（征收土地公告）", "announcement of the decision"),
    DecisionAnnouncementValues,
    Layout.OFFICIAL,
    faults=faults,
    evidence=evidence("decision_notice", "taking_announcement"),
)
