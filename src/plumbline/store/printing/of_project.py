"""The project's papers: the freeze notice and the announcement of the decision or of the taking."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Sum

from plumbline import documents, law
from plumbline.campaign import rules_of
from plumbline.store.models import HouseholdRow
from plumbline.store.printing import common
from plumbline.store.printing.common import ProjectFile
from plumbline.store.printing.standing import issue_of, not_yet
from plumbline.terms import AreaDm2, Refused, Stage, Text, show_area

_STATUTES = {
    "条例": "《国有土地上房屋征收与补偿条例》",
    "土地管理法": "《中华人民共和国土地管理法》",
}
"""How the description shortens the statute of a case of public interest, and its full name."""


def freeze_notice(file: ProjectFile) -> Any:
    """The notice to registries and permit offices (R590 16); its term is the one recorded with the step."""
    issue = issue_of(file, "sl_freeze_notice")
    if isinstance(issue, Refused):
        return issue
    said = file.authorities
    months = file.project.facts.get("project.freeze_months") or said.get("freeze_months")
    if not months:
        return not_yet(
            "freeze_notice:sl_freeze_notice",
            "R590 16(2)",
            Text("没有暂停办理的月数", "the months of the freeze are not known"),
            Text(
                "请在 papers.freeze_months 写明，或者随该步骤登记（最长十二个月）",
                "write it under papers.freeze_months, or record it with the step (twelve months at most)",
            ),
        )
    # As the law's tables count it: the notice's own day is not counted, and the end is never rolled on.
    ends = law.last_day(
        rules_of(file.office).calendar, issue.on, int(months), law.Unit.MONTH, rolls=False
    ).day
    return documents.FreezeNoticeValues(
        **common.of_project(
            file, issuer=said["department"], on=issue.on, number=issue.number("freeze_letter")
        ),
        mark=f"{said['department']}文件",
        addressees=said["addressees"],
        reason=_purpose(file)[0],
        scope=said["scope"],
        starts=issue.on,
        ends=ends,
        contact=said["contact"],
        copies=said.get("copies_to", ""),
        printed_by=said.get("printed_by", ""),
        printed_on=issue.on if said.get("printed_by") else None,
    )


def decision_announcement(file: ProjectFile) -> Any:
    """The announcement of the decision (R590 13), on collective land of the approved taking (LAMR 31)."""
    issue = issue_of(file, "sl_decision_announced" if file.is_state_land else "cl_taking_announced")
    if isinstance(issue, Refused):
        return issue
    made = _made(file)
    if isinstance(made, Refused):
        return made
    said, (name, article) = file.authorities, _purpose(file)
    # Without the case of public interest in the description the paper is refused by this value's name.
    purpose = f"为了{name}的公共利益需要" if name else ""
    return documents.DecisionAnnouncementValues(
        **common.of_project(
            file,
            issuer=said["government"],
            on=issue.on,
            number=issue.number("decision_notice" if file.is_state_land else "taking_announcement"),
        ),
        mark=f"{said['government']}公告",
        purpose=f"{purpose}（{article}）" if name and article else purpose,
        scope=said["scope"],
        extent=_extent(file),
        department=said["department"],
        unit=said.get("implementing_unit", ""),
        plan=common.plan_name(file),
        contact=said["contact"],
        hotline=said["hotline"],
        **made,
        **(_state_land(file) if file.is_state_land else _collective_land(file)),
    )


def _made(file: ProjectFile) -> dict[str, Any] | Refused:
    """Who decided or approved, when, and under which number."""
    state_land = file.is_state_land
    step, document = (
        ("sl_expropriation_decision", "decision_sl")
        if state_land
        else ("cl_taking_approved", "taking_approval")
    )
    record = file.project.records.get(step)
    number = common.number_with(record, document)
    if record is None or not number:
        return not_yet(
            f"decision_announcement:{step}",
            "R590 13(1)" if state_land else "LAMR 31",
            Text("没有征收决定（批准文件）的文号", "the number of the decision or approval is not recorded"),
            Text(
                "请登记征收决定（批准）及其文号",
                "record the decision or approval with the number of its paper",
            ),
        )
    body = file.authorities["government" if state_land else "approved_by"]
    return {
        "decided_by": body,
        "decision_number": number,
        "decided_on": date.fromisoformat(record["on"]),
    }


def _state_land(file: ProjectFile) -> dict[str, Any]:
    said, days = file.authorities, (file.row.get("agreement") or {}).get("payment_days", 15)
    return {
        "signing_days": int(file.project.facts.get("plan.signing_period_days", 0)),
        "payment": f"补偿费用已经足额到位、专户存储、专款专用，自补偿协议生效之日起{days}日内支付",
        "reconsideration_body": said["reconsideration_body"],
        "court": said["court"],
    }


def _collective_land(file: ProjectFile) -> dict[str, Any]:
    days = (file.project.local.get("payment_days") or {}).get("value")
    within = f"自本公告发布之日起{days}日内" if days else "依法及时"
    return {
        "payment": f"{within}足额支付补偿费用；有权属争议或者无法支付的，依法提存并书面通知",
        "social_security": "被征地农民的社会保障费用单独列支，足额存入社会保障资金专户，参保对象名单另行公示",
        "handing_over": "补偿费用足额支付且安置、过渡落实后，按协议或者决定确定的期限交地",
        "reconsideration_body": file.authorities["taking_reconsideration_body"],
    }


def _purpose(file: ProjectFile) -> tuple[str, str]:
    """The public interest in words, and its article: 因旧城区改建（条例第八条第五项） → 旧城区改建, 《…》第八条第五项."""
    name, _, article = str(file.row.get("basis_zh", "")).removesuffix("）").partition("（")
    for short, full in _STATUTES.items():
        if article.startswith(short):
            article = full + article.removeprefix(short)
    return name.removeprefix("因"), article


def _extent(file: ProjectFile) -> str:
    """Households and floor area as the register has them."""
    rows = HouseholdRow.objects.filter(project=file.project.id).exclude(stage=Stage.WITHDRAWN.value)
    found = rows.aggregate(households=Count("pk"), area=Sum("area_dm2"))
    return f"{found['households']}户，建筑面积{show_area(AreaDm2(found['area'] or 0))}平方米"
