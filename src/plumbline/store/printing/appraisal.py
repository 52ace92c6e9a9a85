"""The appraisal notice: the appraiser's values as the policy reckons with them, building by building."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from plumbline import documents, policy
from plumbline.campaign import policy_facts
from plumbline.store.models import DocumentRow
from plumbline.store.printing import common
from plumbline.store.printing.common import File
from plumbline.store.printing.standing import issue_of, not_yet
from plumbline.terms import SHANGHAI, AreaDm2, Fen, Reason, Refused, Text, parse_area

PRICE = "assessed_price_fen_per_m2"


def appraisal_notice(file: File) -> Any:
    """The notice that hands a household its report (M77 16–26); collective land has no such step."""
    if not file.is_state_land:
        return Refused((_ELSEWHERE,))
    issue = issue_of(file, "sl_h_report_served")
    if isinstance(issue, Refused):
        return issue
    report = _report(file, issue.record)
    values = _valued(file, issue.on)
    if isinstance(values, Refused):
        return values
    valued_on = common.project_day(file, "sl_decision_announced")
    reported_on = common.project_day(file, "sl_appraisal_reports_issued")
    assert valued_on, "a report is served after the decision was announced: the gate asks for it"
    assert reported_on, "a report is served after the reports were issued: the gate asks for it"
    return documents.AppraisalNoticeValues(
        **common.base(file, on=issue.on),
        appraiser=_appraiser(file),
        report=report or "编号见所附报告",
        reported_on=min(reported_on, issue.on),
        valued_on=valued_on,
        items=tuple(values),
        total=Fen(sum(item.value for item in values)),
        committee=file.authorities["expert_committee"],
    )


_ELSEWHERE = Reason(
    code="appraisal_notice:when",
    rule="M77 17",
    fact="collective_land",
    message=Text(
        "集体土地的程序没有分户评估报告的送达，住宅和附着物按补偿安置方案计算",
        "collective land has no appraisal report to be served: homes and things are reckoned by the plan",
    ),
    remedy=Text("请打印补偿协议及其附件", "print the agreement with its annex"),
)


def _report(file: File, record: Any) -> str:
    served = common.number_with(record, "appraisal_report_h")
    if served:
        return served
    rows = DocumentRow.objects.filter(household=file.household.id, document="appraisal_report_h")
    row = rows.exclude(number="").order_by("seq", "n").first()
    return row.number if row else ""


def _valued(file: File, on: date) -> Sequence[documents.AppraisedBuilding] | Refused:
    """The lines that rest on the appraiser's price, of the clause that pays the building's value."""
    held, rule = file.household, file.rule
    if rule is None or not held.prices:
        return not_yet(
            "appraisal_notice:RecordAppraisedValues",
            "M77 16",
            Text("评估机构没有报送本户的评估单价", "the appraiser has not handed in the unit prices"),
            Text("请评估机构登记评估单价", "let the appraiser record them"),
        )
    # The value of a building depends on no choice; the plan merely asks for one before it computes anything.
    plain = replace(held, facts={**held.facts, "choices": {"mode": "cash"}}, records={}, compensated_on="")
    at = datetime.combine(on, time(23, 59), SHANGHAI)
    computed = policy.compute(rule, policy_facts(file.project, plain, as_of=at, signed_at=None))
    if isinstance(computed, Refused):
        return computed
    return tuple(_items(file, computed))


def _items(file: File, computed: policy.Computation) -> Iterable[documents.AppraisedBuilding]:
    lines = [line for line in computed.lines if any(place.endswith(f".{PRICE}") for place in line.facts)]
    clause = lines[0].clause if lines else ""
    numbers = {str(row["building_id"]): n for n, row in enumerate(file.household.facts["buildings"], 1)}
    rows = {str(row["building_id"]): row for row in file.household.facts["buildings"]}
    for line in lines:
        row = rows.get(line.subject)
        if line.clause == clause and row is not None:
            yield documents.AppraisedBuilding(
                name=f"房屋{numbers[line.subject]}",
                use=common.USES.get(str(row.get("use", "")), "其他"),
                area=AreaDm2(parse_area(str(row["area"]))),
                value=Fen(line.fen),
            )


def _appraiser(file: File) -> str:
    """The firm whose appraisers work on the project, by the posts of the description."""
    posts = [row for row in file.office.description["posts"] if row["role"] == "appraiser"]
    mine = [row for row in posts if file.project.id in (row.get("projects") or ())] or posts
    names = {row["id"]: row["name_zh"] for row in file.office.description["units"]}
    return "、".join(dict.fromkeys(names[row["unit"]] for row in mine)) or "选定的房地产价格评估机构"
