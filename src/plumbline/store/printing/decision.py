"""The compensation decision: what the policy gives a household without agreement, with both forms and the remedies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from plumbline import documents, law, policy
from plumbline.campaign import household_subject, policy_facts, rules_of
from plumbline.store.models import GrievanceRow
from plumbline.store.printing import common
from plumbline.store.printing.common import File
from plumbline.store.printing.dwelling import business_loss, dwelling_of, social_security
from plumbline.store.printing.standing import Issue, issue_of, not_yet
from plumbline.store.reading.households import entries_of
from plumbline.terms import SHANGHAI, AreaDm2, Refused, Text, parse_area, show_area

_WAYS = "重新安排宅基地建房、提供安置房、货币补偿"
"""LAM 48(4): what a household may choose for its rural home."""


def compensation_decision(file: File) -> Any:
    """The decision (R590 26; LAMR 31): before it is made for the signature, afterwards as it was made."""
    held = file.household
    step = "sl_h_compensation_decision" if file.is_state_land else "cl_h_decision_made"
    issue = issue_of(file, step)
    if isinstance(issue, Refused):
        return issue
    if refused := _not_asked(file):
        return refused
    computed = _computed(file, issue)
    if isinstance(computed, Refused):
        return computed
    rule = file.rule
    assert rule is not None, "what was computed was computed by the policy"
    said = file.authorities
    choice = common.choice(held)
    return documents.CompensationDecisionValues(
        **common.base(
            file,
            on=issue.on,
            number=issue.number("compensation_decision" if file.is_state_land else "cl_decision"),
            issuer=said["government"],
        ),
        mark=said["government"],
        title=common.title_in_text(held),
        floor_area=common.floor_area(held),
        use=common.uses(held),
        structure=common.structures(held),
        land=_land(file),
        decision=_taking(file),
        plan=common.plan_name(file, computed.version_now),
        unclear=_holds(file, "owner_unclear", issue.on),
        signing_ended=_signing_ended(file, issue.on) if file.is_state_land else None,
        appraisal=_appraisal(file),
        **_draft(file, issue.on),
        facts=documents.facts_of(computed, rule),
        # Under a decision nothing is signed: what an agreement pays after it is paid before moving.
        sums=tuple(
            replace(line, due=line.due.removeprefix("签约后、")) for line in documents.sums_of(computed, rule)
        ),
        total=computed.total_fen,
        ways="" if file.is_state_land else _WAYS,
        chosen=f"征询记录的方式为{choice}",
        **_exchange(file),
        choose_days=int(said["choose_days"]),
        otherwise=f"按{choice}办理",
        transition=_transition(file),
        business_loss=business_loss(held.facts),
        social_security="" if file.is_state_land else social_security(held) or _NOBODY,
        money_place=said["money_place"],
        moving_days=_moving_days(file),
        reconsideration_body=said["reconsideration_body"],
        court=said["court"],
    )


_NOBODY = "本户没有符合条件的被征地农民"


def _not_asked(file: File) -> Refused | None:
    """The form of compensation and the days for moving, without which nothing is decided."""
    if not common.choice(file.household):
        return not_yet(
            "compensation_decision:RecordChoice",
            "R590 21(1)" if file.is_state_land else "LAM 48(4)",
            Text("没有记录补偿方式", "the form of compensation is not recorded"),
            Text(
                "征询后仍不选择的，按拟作决定告知书所列方式记录",
                "where the household was asked and did not choose, record the form of the served proposal",
            ),
        )
    if not _moving_days(file):
        return not_yet(
            "compensation_decision:moving_days",
            "R590 25(1)" if file.is_state_land else "LAMR 31",
            Text("没有规定搬迁（交地）的天数", "the days for moving are not fixed"),
            Text(
                "请在活动说明书该项目的 decision.moving_days 写明",
                "write them under the project's decision.moving_days in the description",
            ),
        )
    return None


def _moving_days(file: File) -> int:
    recorded = file.household.law.get("decision.moving_days")
    return int(recorded or (file.row.get("decision") or {}).get("moving_days") or 0)


# ---------- the sums ----------
def _computed(file: File, issue: Issue) -> policy.Computation | Refused:
    """What the policy gives a household that has not signed; a recorded decision must come out to the fen."""
    held, rule = file.household, file.rule
    if rule is None:
        return not_yet(
            "compensation_decision:policy",
            "R590 26(1)",
            Text("项目的补偿方案尚未封存", "the project's plan is not sealed"),
            Text("请先封存补偿方案", "seal the plan first"),
        )
    at = (
        datetime.fromisoformat(held.decision["decided_at"])
        if issue.record is not None
        else datetime.combine(issue.on, time(9), SHANGHAI)
    )
    # What came after the decision is no part of it.
    before = replace(held, records={}, compensated_on="")
    computed = policy.compute(rule, policy_facts(file.project, before, as_of=at, signed_at=None))
    if isinstance(computed, Refused) or issue.record is None:
        return computed
    made = next(e for e in entries_of(held.id, ("decision.made/1",)) if e.seq == held.decision["seq"])
    if int(made.event.com["total_fen"]) != computed.total_fen:
        return not_yet(
            "compensation_decision:corrected",
            "R590 26(1)",
            Text("作出决定以后更正过本户的事实", "the household's facts were corrected after the decision"),
            Text(
                "请以归档的决定书原件为准；需要改变决定的，另行作出决定",
                "the original in the archive stands; where the decision must change, a new one is made",
            ),
        )
    return computed


# ---------- what was found ----------
def _taking(file: File) -> str:
    step = "sl_decision_announced" if file.is_state_land else "cl_taking_announced"
    on = common.project_day(file, step)
    return f"{common.taking(file)}于{documents.show_day(on)}公告" if on else common.taking(file)


def _land(file: File) -> str:
    if file.is_state_land:
        return ""
    parcels = [parse_area(str(row["area"])) for row in file.household.facts.get("parcels", ())]
    if not parcels:
        return "宅基地，没有另行登记的地块"
    return f"宅基地和登记地块{len(parcels)}宗，地块面积{show_area(AreaDm2(sum(parcels)))}㎡"


def _holds(file: File, condition: str, on: date) -> bool:
    rules = rules_of(file.office)
    subject = household_subject(file.project, file.household)
    return law.condition(rules.procedure, rules.calendar, subject, condition, on) is True


def _signing_ended(file: File, on: date) -> date | None:
    """The last day of the signing period for this household: the day before the law calls it over.

    The period stands still while a report is not served or under review, so the law is asked day by day.
    """
    opened = common.project_day(file, "sl_signing_period_opened")
    if opened is None or not _holds(file, "signing_period_over", on):
        return None
    low, high = opened, on
    while (high - low).days > 1:
        middle = low + timedelta(days=(high - low).days // 2)
        low, high = (low, middle) if _holds(file, "signing_period_over", middle) else (middle, high)
    return low


_FOUND = (
    ("_h_report_served", "分户评估报告", "appraisal_report_h", "送达"),
    ("_h_review_answered", "复核评估结果", "review_result", "送达"),
    ("_h_expert_opinion", "专家委员会鉴定意见", "expert_opinion", "送达"),
)


def _appraisal(file: File) -> str:
    if not file.is_state_land:
        on = common.record_of(file.household, "_h_facts_confirmed")
        day = f"于{documents.show_day(date.fromisoformat(on['on']))}" if on else ""
        return f"现状调查结果经公示后{day}确认"
    told = []
    for ending, name, document, verb in _FOUND:
        record = common.record_of(file.household, ending)
        if record is not None:
            number = common.number_with(record, document)
            day = documents.show_day(date.fromisoformat(record["on"]))
            told.append(f"{name}{f'（{number}）' if number else ''}于{day}{verb}")
    if common.record_of(file.household, "_h_review_requested") is None:
        told.append("没有申请复核评估")
    return "，".join(told)


def _draft(file: File, on: date) -> dict[str, Any]:
    """When the proposed decision was served, and what the household said from then on."""
    served = file.household.dates.get("sl_h_compensation_decision.draft_served")
    if not served:
        return {}
    said = [
        row
        for row in GrievanceRow.objects.filter(household=file.household.id).order_by("seq")
        if served <= row.received_on <= on.isoformat()
    ]
    told = "；".join(
        f"{documents.show_day(date.fromisoformat(row.received_on))}提出意见（登记第{row.seq}号），"
        + (
            f"{documents.show_day(date.fromisoformat(row.answered_on))}书面答复"
            if row.answered_on
            else "答复另附"
        )
        for row in said
    )
    return {"draft_on": date.fromisoformat(served), "comments": told or "征求意见期间没有提出意见"}


# ---------- what is offered ----------
def _exchange(file: File) -> dict[str, Any]:
    """The dwelling that the household chose, else the plan's stock to choose from."""
    chosen = dwelling_of(file.household)
    terms = file.authorities["exchange_terms"]
    if chosen is not None:
        return {"exchange": chosen[0], "exchange_area": chosen[1], "exchange_terms": terms}
    return {"exchange": file.authorities["exchange_stock"], "exchange_terms": terms}


def _transition(file: File) -> str:
    months = (file.project.local.get("transition_months") or {}).get("value")
    months = months or (file.row.get("agreement") or {}).get("transition_months")
    other = "产权调换" if file.is_state_land else "安置房"
    term = f"，过渡期限{months}个月" if months else ""
    return (
        f"货币补偿的，临时安置费按附件一次计发；选择{other}的，自行过渡，临时安置费按月计发至房屋交付{term}"
    )
