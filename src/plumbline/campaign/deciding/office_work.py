"""Opening a campaign, sealing policies, entering calendars, conflicts, commitments."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from plumbline import policy
from plumbline.campaign.codec import plain
from plumbline.campaign.commands import (
    DeclareConflict,
    EnterCalendarYear,
    GiveCommitment,
    MakePlan,
    OpenCampaign,
    SealPolicy,
)
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.deciding.duties import no_unit
from plumbline.campaign.deciding.grievances import moved_by_notice
from plumbline.campaign.deciding.pressure import pressure
from plumbline.campaign.events import make_event
from plumbline.campaign.office import check_description
from plumbline.campaign.rules import with_year
from plumbline.terms import STAGES, HouseholdId, Reason, Refused, Stage


def open_campaign(draft: Draft, command: OpenCampaign) -> Refused | None:
    """Open the campaign: the first event of a ledger, and the only one of its kind."""
    if draft.state.office().is_open:
        return refused(
            reason(
                "campaign:already_open",
                "准绳自设规则",
                str(draft.state.office().description["id"]),
                message=("此账册已经开立", "a campaign is already open in this ledger"),
                remedy=("另开活动请换一个数据目录", "use another data directory for another campaign"),
            )
        )
    description: dict[str, Any] = plain(command.description)
    problems = check_description(description)
    if problems:
        return refused(
            *(
                reason(
                    "campaign:description",
                    "docs/campaign-file.md",
                    "",
                    message=(p, p),
                    remedy=("请改正说明书", "correct the file"),
                )
                for p in problems
            )
        )
    canonical = json.dumps(description, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    draft.emit(
        make_event(
            "campaign.opened/1",
            open={
                "campaign": description["id"],
                "demonstration": bool(description.get("demonstration")),
                "description_sha256": hashlib.sha256(canonical).hexdigest(),
                "day1": description["day1"],
                "days": description["days"],
                "clock": description["clock"],
            },
            com={"description": description, "by_person": draft.context.person},
        )
    )
    return None


def seal_policy(draft: Draft, command: SealPolicy) -> Refused | None:
    """Seal a policy file; a later one must hold every earlier version whole, and only raise.

    source  policies: versions; A6, B6: a plan may be raised, never lowered
    """
    try:
        rule = policy.parse_policy(command.text, "policy")
    except policy.PolicyError as error:
        return Refused(_policy_errors(error))
    findings = policy.check_policy(rule)
    if findings:
        return refused(*(_finding(f) for f in findings))
    office = draft.state.office()
    projects = [draft.state.project(p) for p in command.projects]
    missing = [
        name
        for name, of in zip(command.projects, projects, strict=True)
        if of is None or of.policy != rule.id
    ]
    if missing:
        return refused(
            reason(
                "policy:project",
                "准绳自设规则",
                "、".join(missing),
                message=(
                    f"项目 {'、'.join(missing)} 适用的不是方案 {rule.id}",
                    f"{', '.join(missing)} is not under policy {rule.id}",
                ),
                remedy=("请核对项目与方案", "check project and policy"),
            )
        )
    earlier = office.policies.get(rule.id)
    reasons = _not_containing(earlier, rule) if earlier else ()
    if reasons:
        return Refused(reasons)
    draft.emit(
        make_event(
            "policy.sealed/1",
            open={
                "policy": rule.id,
                "sha256": rule.sha256,
                "version": rule.versions[-1].name,
                "replaces": earlier["sha256"] if earlier else None,
                "projects": list(command.projects),
            },
            com={"text": command.text, **draft.act(command.done_at, command.evidence)},
            pol=rule.sha256,
        )
    )
    return None


def _policy_errors(error: policy.PolicyError) -> tuple[Reason, ...]:
    return tuple(_finding(found) for found in error.findings)


def _finding(found: policy.Finding) -> Reason:
    return reason(
        f"policy:{found.code}",
        "方案检查",
        f"line {found.line}",
        message=(f"第 {found.line} 行：{found.message.zh}", f"line {found.line}: {found.message.en}"),
        remedy=(
            found.remedy.zh or "请改正方案文件后再封存",
            found.remedy.en or "correct the policy before it is sealed",
        ),
    )


def _not_containing(earlier: Any, rule: policy.Policy) -> tuple[Reason, ...]:
    old = policy.parse_policy(earlier["text"], "policy")
    if earlier["sha256"] == rule.sha256:
        return (
            reason(
                "policy:already_sealed",
                "准绳自设规则",
                rule.sha256,
                message=("这份方案已经封存", "this policy is sealed already"),
                remedy=("不必再次封存", "nothing to do"),
            ),
        )
    problem = policy.not_an_improvement(old, rule)
    if problem is None:
        return ()
    return (
        reason(
            "policy:not_an_improvement",
            "方案第六条",
            problem.zh,
            message=(
                f"新方案没有完整包含已封存的版本，或者有所降低：{problem.zh}",
                f"the new policy does not contain the sealed one whole, or lowers it: {problem.en}",
            ),
            remedy=(
                "修订只可提高，并须保留此前各版本全文",
                "a revision only raises and keeps every earlier version whole",
            ),
        ),
    )


def enter_calendar_year(draft: Draft, command: EnterCalendarYear) -> Refused | None:
    """Enter the State Council's holiday notice of a year, dated, with its number."""
    # The shipped years are the State Council's own; entering one again could only take rest days away.
    if command.year in draft.rules.calendar.years:
        return refused(
            reason(
                "calendar:entered",
                "calendar",
                str(command.year),
                message=(
                    f"{command.year} 年放假通知已经录入",
                    f"the notice of {command.year} is entered already",
                ),
                remedy=(
                    "如国务院另有调整，请联系维护人发布新的日历表",
                    "a later change comes with a new calendar table",
                ),
            )
        )
    try:
        calendar = with_year(draft.rules.calendar, command.year, plain(command.table))
    except (KeyError, TypeError, ValueError) as error:
        return refused(
            reason(
                "calendar:table",
                "calendar",
                str(error),
                message=(f"放假安排不能读：{error}", f"the table cannot be read: {error}"),
                remedy=(
                    "请写 holidays（起止日）、working_weekends、statutory_days",
                    "give holidays (from, to), working_weekends, statutory_days",
                ),
            )
        )
    draft.emit(
        make_event(
            "calendar.entered/1",
            open={
                "year": command.year,
                "notice": command.notice,
                "table": plain(command.table),
                # Whatever is asked of the law moves by itself; a case bears its day and is moved here, once.
                "moved": moved_by_notice(draft, calendar),
            },
            com=draft.act(command.done_at, command.evidence),
        )
    )
    return None


def declare_conflict(draft: Draft, command: DeclareConflict) -> Refused | None:
    """Keep a person away from a household's file from now on (M22)."""
    draft.emit(
        make_event(
            "conflict.declared/1",
            com={
                "household": command.household,
                "person": command.person,
                "reason": command.reason,
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(command.household),),
        )
    )
    return None


def give_commitment(draft: Draft, command: GiveCommitment) -> Refused | None:
    """Record a unit's signed promise: how many households, to which stage, by which day."""
    office = draft.state.office()
    problems: list[Reason] = []
    if office.unit(command.unit) is None:
        problems.append(no_unit(command.unit))
    post = draft.context.post
    if post is not None and post.unit != command.unit:
        problems.append(
            reason(
                "commitment:unit",
                "准绳自设规则 诺责",
                command.unit,
                message=("承诺须由本单位负责人作出", "a commitment is given by the head of the unit itself"),
                remedy=("请由该单位负责人录入", "let that unit's head enter it"),
            )
        )
    if (
        command.stage not in {s.value for s in STAGES}
        or not 1 <= command.households <= reached(draft, command.unit, command.project, Stage.LISTED.value)
        or command.due_on <= draft.today
    ):
        problems.append(
            reason(
                "commitment:terms",
                "准绳自设规则 诺责",
                f"{command.stage}, {command.households}, {command.due_on}",
                message=(
                    "承诺须写明到哪一步、多少户（至少 1 户，不多于本单位包保的户数）、今日以后的哪一天",
                    "a commitment names a stage, at least one household and no more than the unit answers for, and a day after today",
                ),
                remedy=(
                    f"可用的阶段：{'、'.join(s.value for s in STAGES)}",
                    f"stages: {', '.join(s.value for s in STAGES)}",
                ),
            )
        )
    everywhere = [row["id"] for row in office.description["projects"]]
    problems += pressure(draft, [command.project] if command.project else everywhere, command.text)
    if problems:
        return refused(*problems)
    draft.emit(
        make_event(
            "commitment.given/1",
            open={
                "unit": command.unit,
                "project": command.project,
                "stage": command.stage,
                "households": command.households,
                "due_on": command.due_on.isoformat(),
            },
            com={"text": command.text, **draft.act(command.done_at, command.evidence)},
        )
    )
    return None


def reached(draft: Draft, unit: str, project: str, stage: str) -> int:
    """How many households of a unit in a project have reached a stage (withdrawn ones do not count).

    A household that has moved counts for the unit that answered when the stage was reached.
    """
    order = {s.value: i for i, s in enumerate(STAGES)}
    projects = [project] if project else [row["id"] for row in draft.state.office().description["projects"]]
    count = 0
    for project_id in projects:
        for household_id in draft.state.household_ids(project_id):
            household = draft.household(household_id)
            units = {duty["unit"] for duty in household.duties.values()}
            mine = household.credited[stage] == unit if stage in household.credited else unit in units
            if mine and not household.is_withdrawn and order[household.stage] >= order[Stage(stage).value]:
                count += 1
    return count


def make_plan(draft: Draft, command: MakePlan) -> Refused | None:
    """Keep the day's plan: it binds nobody, and tomorrow's is compared with it."""
    wrong = [
        name
        for table in (command.dates, command.impossible)
        for name, row in table.items()
        if not isinstance(row, Mapping) or draft.state.household(name) is None
    ]
    if wrong:
        return refused(
            reason(
                "plan:household",
                "准绳自设规则",
                wrong[0],
                message=(
                    f"排程中的“{wrong[0]}”不是在册的户或者没有日期",
                    f"{wrong[0]} in the plan is no listed household or has no dates",
                ),
                remedy=("请用 plumbline plan day 排程", "make it with plumbline plan day"),
            )
        )
    draft.emit(
        make_event(
            "plan.made/1",
            open={
                "day": command.day.isoformat(),
                "finish": command.finish.isoformat() if command.finish else None,
                "bound": command.bound.isoformat() if command.bound else None,
                "overdue": command.overdue,
            },
            com={
                "dates": [{"household": h, "steps": plain(steps)} for h, steps in command.dates.items()],
                "impossible": [{"household": h, **plain(why)} for h, why in command.impossible.items()],
                "by_person": draft.context.person,
            },
        )
    )
    return None
