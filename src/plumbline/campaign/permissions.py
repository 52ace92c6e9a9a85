"""Who may do what: one table of commands and roles, denied unless it stands there.

A permission follows the post, never the person. Unit posts act on the households that their unit
answers for, project posts on their projects. Four hands (survey, review, approval, payment) and
declared conflicts of interest are judged with the household.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from plumbline.campaign.households import Household
from plumbline.campaign.office import Post
from plumbline.terms import Reason, Text

SYSTEM = "system"
"""The actor of derived events and of the day's close; no command can be given as it."""


@dataclass(frozen=True, slots=True)
class Context:
    """Who acts, in which post, and when the server took the command.

    at           instant of acceptance, aware
    person       id of the person, `system` for the office's own closing work
    post         the post the person acts in
    reviewed_by  the second hand, where a late act was reviewed
    """

    at: datetime
    person: str
    post: Post | None
    reviewed_by: str | None = None
    imported: bool = False

    @property
    def post_id(self) -> str:
        """The post's id, `system` where no person acts."""
        return self.post.id if self.post else SYSTEM


_OFFICE = frozenset({"office"})
_FIELD = frozenset({"office", "unit_head", "unit_clerk", "surveyor"})
ADDRESSED = _FIELD | {
    "accountant", "appraiser", "approver", "demolition_contractor", "finance", "notary", "reviewer", "supervisor",
}  # fmt: skip
"""Roles to which a dispatch order may be given: those that act. Lookers-on have nothing to do, the land-using
company takes no part in moving people (R590 27(3))."""
_SUPERVISORS = frozenset({"supervisor"})
_STEP_ROLES: Mapping[str, frozenset[str]] = {
    "surveyed": frozenset({"surveyor", "unit_clerk", "office"}),
    "facts_settled": frozenset({"reviewer", "office"}),
    "facts_confirmed": frozenset({"reviewer", "office"}),
    "inspected": frozenset({"appraiser"}),
    "review_answered": frozenset({"appraiser", "office"}),
    "demolished": frozenset({"demolition_contractor", "office", "unit_clerk"}),
    "money_paid": frozenset({"accountant"}),
    "deposited": frozenset({"accountant", "notary"}),
    "transition_paid": frozenset({"accountant"}),
}
"""Household steps that are not everybody's in the field; by the end of the step's id."""

COMMAND_ROLES: Mapping[str, frozenset[str]] = {
    "OpenCampaign": frozenset(),
    "SealPolicy": _OFFICE,
    "EnterCalendarYear": _OFFICE,
    "SetLocalParameter": _OFFICE,
    "AssignDuties": frozenset({"office", "unit_head"}),
    "DeclareConflict": _FIELD | {"accountant", "reviewer", "approver", "appraiser"},
    "GiveCommitment": frozenset({"unit_head"}),
    "ReviewLate": frozenset({"reviewer"}),
    "RecordProjectStep": _OFFICE,
    "EnterProjectDate": _OFFICE,
    "EnterProjectFact": _OFFICE,
    "EstimateCosts": frozenset({"office", "finance"}),
    "ImportRegister": _OFFICE,
    "ImportMap": _OFFICE,
    "RecordStep": _FIELD | {"reviewer", "appraiser", "demolition_contractor", "notary", "accountant"},
    "EnterDate": _FIELD | {"reviewer"},
    "EnterFact": _FIELD | {"reviewer"},
    "CorrectFacts": frozenset({"surveyor", "unit_clerk", "office"}),
    "RecordPersons": frozenset({"surveyor", "unit_clerk", "office"}),
    "ObjectToPlan": _FIELD,
    "RecordAppraisedValues": frozenset({"appraiser"}),
    "RecordChoice": _FIELD,
    "ComputeSums": _FIELD,
    "SignAgreement": _FIELD,
    "DecideCompensation": _OFFICE,
    "OrderPayment": frozenset({"approver", "unit_head", "office"}),
    "CancelOrder": frozenset({"approver", "unit_head", "office"}),
    "RecordPayment": frozenset({"accountant"}),
    "ReviseSums": _OFFICE,
    "ReceiveGrievance": _FIELD | {"reviewer", "supervisor"},
    "AnswerGrievance": _FIELD,
    "ReceiveStatement": frozenset({"accountant"}),
    "MakePlan": _OFFICE,
    "OpenConsultation": _OFFICE,
    "DecideInConsultation": _OFFICE,
    "CloseConsultation": _OFFICE,
    "ReopenConsultation": _OFFICE,
    "SignForDispatch": ADDRESSED,
    "AnswerDispatch": ADDRESSED,
    "CloseDispatch": frozenset({"office", "supervisor"}),
    "SendBackDispatch": frozenset({"office", "supervisor"}),
    "WithdrawDispatch": _OFFICE,
    "PublishAppraisalFormula": _OFFICE,
    "EnterForAppraisal": frozenset({"supervisor"}),
    "PublishAppraisal": _OFFICE,
    "ContestAppraisal": frozenset({"unit_head", "unit_clerk", "surveyor"}),
    "AnswerContest": frozenset({"supervisor"}),
    "DismissBreach": _SUPERVISORS,
    "OpenRung": _SUPERVISORS,
    "DeliverRung": ADDRESSED,
    "RemindOfRung": _SUPERVISORS,
    "AnswerRung": ADDRESSED,
    "ConcludeRung": _SUPERVISORS,
    "WithdrawRung": _SUPERVISORS,
    "CorrectRung": _SUPERVISORS,
    "RecordRungReceipt": _SUPERVISORS,
    "EndMatter": _SUPERVISORS,
    "ReassignDuties": frozenset({"office", "unit_head"}),
    "ReportProgress": frozenset({"unit_head", "unit_clerk"}),
    "AppointHolder": _OFFICE,
    "EndTerm": _OFFICE,
}
"""Command → roles that may give it. A command absent here can be given by nobody."""

_UNIT_BOUND = frozenset({"unit_head", "unit_clerk"})


def may(
    command: str, context: Context, household: Household | None = None, *, project: str = "", step: str = ""
) -> tuple[Reason, ...]:
    """Why this actor may not give this command; empty when it may.

    household  the household that it concerns, if one
    project    the project that it concerns, if no household says so
    step       the step's id for `RecordStep`
    source     mission M01, M22; the four hands: survey, review, approval and payment
    """
    if context.post is None:
        return (no_post(command),)
    roles = COMMAND_ROLES.get(command, frozenset())
    if command == "RecordStep":
        roles = _STEP_ROLES.get(step.partition("_h_")[2], roles)
    if context.post.role not in roles:
        who = "、".join(sorted(roles)) or "无"
        text = Text(
            f"岗位“{context.post.title_zh}”（{context.post.role}）不能办理此项；可办理的岗位职责：{who}",
            f"the post “{context.post.title_en}” ({context.post.role}) may not do this; roles that may: {', '.join(sorted(roles))}",
        )
        return (_denied("role", text, command),)
    return _scope(command, context, context.post, household, project)


def no_post(command: str) -> Reason:
    """Nobody acts without a post: the reason for a person who holds none today, or has chosen none."""
    text = Text("没有可用的岗位：请先选择今日在任的岗位", "no post is held today: choose one that is held")
    return _denied("post", text, command)


def _scope(
    command: str, context: Context, post: Post, household: Household | None, project: str
) -> tuple[Reason, ...]:
    where = household.project if household else project
    if post.projects and where and where not in post.projects:
        text = Text(
            f"岗位“{post.title_zh}”不负责项目 {where}",
            f"the post “{post.title_en}” is not of project {where}",
        )
        return (_denied("project", text, command),)
    if household is None:
        return ()
    if context.person in household.conflicts:
        text = Text(
            "本人已对此户申报利益冲突，不得办理", "you declared a conflict of interest in this household"
        )
        return (_denied("conflict", text, command),)
    units = {duty.get("unit") for duty in household.duties.values()}
    if post.role in _UNIT_BOUND and post.unit not in units:
        text = Text("此户不由本单位包保", "this household is another unit's duty")
        return (_denied("unit", text, command),)
    return ()


def four_hands(household: Household, context: Context, hand: str) -> tuple[Reason, ...]:
    """Why this person may not be this hand of the household: another hand is already theirs (M22)."""
    others = {"survey", "review", "approval", "payment"} - {hand}
    names = {"survey": "调查", "review": "审核", "approval": "审批", "payment": "付款"}
    mine = sorted(h for h in others if household.hands.get(h) == context.person)
    if not mine:
        return ()
    return (
        Reason(
            code=f"four_hands:{hand}",
            rule="准绳自设规则 四分离",
            fact=f"{'、'.join(names[h] for h in mine)} = {context.person}",
            message=Text(
                f"调查、审核、审批、付款须由四人分别办理：此户的{'、'.join(names[h] for h in mine)}已由你办理",
                f"survey, review, approval and payment are four hands: you already did {', '.join(mine)} for this household",
            ),
            remedy=Text("请由另一人办理", "let another person do it"),
        ),
    )


def _denied(code: str, text: Text, command: str) -> Reason:
    return Reason(
        code=f"permission:{code}",
        rule="岗位权限表",
        fact=command,
        message=text,
        remedy=Text(
            "请换用有权的岗位，或者请有权的人办理", "act in a post that may, or ask a person who holds one"
        ),
    )
