"""The one decision: a command on a state, by a person in a post, becomes events or a refusal.

In this order, for every channel alike: does the thing exist, may this person, has it happened yet, does
the law (or the policy) open it; and if it is entered late, another hand looks at it first.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import assert_never

from plumbline.campaign.answering import AppointHolder, EndTerm, ReassignDuties, ReportProgress
from plumbline.campaign.appraisals import (
    AnswerContest,
    ContestAppraisal,
    EnterForAppraisal,
    PublishAppraisal,
    PublishAppraisalFormula,
)
from plumbline.campaign.commands import (
    AnswerGrievance,
    AssignDuties,
    CancelOrder,
    Command,
    ComputeSums,
    CorrectFacts,
    DecideCompensation,
    DeclareConflict,
    EnterCalendarYear,
    EnterDate,
    EnterFact,
    EnterProjectDate,
    EnterProjectFact,
    EstimateCosts,
    GiveCommitment,
    ImportMap,
    ImportRegister,
    MakePlan,
    ObjectToPlan,
    OpenCampaign,
    OrderPayment,
    ReceiveGrievance,
    ReceiveStatement,
    RecordAppraisedValues,
    RecordChoice,
    RecordPayment,
    RecordPersons,
    RecordProjectStep,
    RecordStep,
    ReviewLate,
    ReviseSums,
    SealPolicy,
    SetLocalParameter,
    SignAgreement,
)
from plumbline.campaign.consulting import (
    AnswerDispatch,
    CloseConsultation,
    CloseDispatch,
    DecideInConsultation,
    OpenConsultation,
    ReopenConsultation,
    SendBackDispatch,
    SignForDispatch,
    WithdrawDispatch,
)
from plumbline.campaign.deciding import (
    agreements,
    appraisals,
    computing,
    consultations,
    decisions,
    dispatches,
    duties,
    grievances,
    household_work,
    imports,
    late,
    office_work,
    payments,
    persons,
    project_work,
    reports,
    rungs,
    statements,
    supervision,
    terms_of_office,
)
from plumbline.campaign.deciding.draft import Draft, is_late, not_later, reason, refused, unknown
from plumbline.campaign.deciding.fit import unfit
from plumbline.campaign.events import Event
from plumbline.campaign.permissions import Context, may
from plumbline.campaign.rules import Rules
from plumbline.campaign.state import State
from plumbline.campaign.supervising import (
    AnswerRung,
    ConcludeRung,
    CorrectRung,
    DeliverRung,
    DismissBreach,
    EndMatter,
    OpenRung,
    RecordRungReceipt,
    RemindOfRung,
    WithdrawRung,
)
from plumbline.terms import SHANGHAI, Refused

LATE_REVIEWED = (
    RecordProjectStep, RecordStep, SignAgreement, DecideCompensation, RecordPayment, CorrectFacts, RecordAppraisedValues, RecordChoice,
    ComputeSums, ObjectToPlan, EstimateCosts, EnterDate, EnterProjectDate,
)  # fmt: skip
"""Acts that earn or cost somebody something by their day, dates that open gates among them: late ones
need a second hand.

A register with past acts is one of them too; it is reviewed as a whole.
"""


def decide(state: State, command: Command, context: Context, rules: Rules) -> tuple[Event, ...] | Refused:
    """Events that the command becomes, or every reason why it may not.

    state    what is so far; it is not changed
    context  who asks, in which post, and the instant of acceptance
    rules    the statute's tables, the calendar, and the parsed policies
    """
    if wrong := unfit(command):
        return Refused(wrong)
    draft = Draft.on(state, context, rules)
    outcome = decide_on(draft, command)
    if isinstance(outcome, Refused):
        return outcome
    if _needs_second_hand(command, context):
        proposal = Draft.on(state, context, rules)
        late.propose(proposal, command)
        return tuple(proposal.events)
    return tuple(draft.events)


def _needs_second_hand(command: Command, context: Context) -> bool:
    if context.reviewed_by or context.imported:
        return False
    if isinstance(command, ImportRegister):
        return bool(command.project_acts) or any(entry.get("history") for entry in command.entries)
    return isinstance(command, LATE_REVIEWED) and is_late(context, happened(command))


def happened(command: Command) -> datetime:
    """When an act happened; a date entered by itself, the first moment of that day."""
    if isinstance(command, EnterDate | EnterProjectDate):
        return datetime.combine(command.on, time(), SHANGHAI)
    done_at: datetime = command.done_at  # type: ignore[union-attr]
    return done_at


def decide_on(draft: Draft, command: Command) -> Refused | None:
    """Decide a command on a draft: its events are added to it, or the refusal is returned."""
    household_id = getattr(command, "household", "")
    household = draft.state.household(household_id) if household_id else None
    if household_id and household is None:
        return unknown("household", household_id)
    project_id = household.project if household else getattr(command, "project", "")
    if project_id and draft.state.project(project_id) is None:
        return unknown("project", project_id)
    if not isinstance(command, OpenCampaign):
        if not draft.state.office().is_open:
            return _not_open()
        reasons = () if draft.context.imported else may(
            type(command).__name__, draft.context, household, project=project_id, step=getattr(command, "step", "")
        )  # fmt: skip
        if reasons:
            return Refused(reasons)
    done_at = getattr(command, "done_at", None)
    if done_at is not None and (future := not_later(draft.context, done_at)):
        return Refused(future)
    return _dispatch(draft, command)


def _not_open() -> Refused:
    return refused(
        reason(
            "campaign:not_open",
            "准绳自设规则",
            "",
            message=("此数据目录中还没有开立活动", "no campaign is open in this data directory"),
            remedy=("请先用 plumbline init --config 开立", "open one first: plumbline init --config"),
        )
    )


def _dispatch(draft: Draft, command: Command) -> Refused | None:  # one branch a command, nothing else
    match command:
        case OpenCampaign():
            return office_work.open_campaign(draft, command)
        case SealPolicy():
            return office_work.seal_policy(draft, command)
        case EnterCalendarYear():
            return office_work.enter_calendar_year(draft, command)
        case SetLocalParameter():
            return project_work.set_local_parameter(draft, command)
        case AssignDuties():
            return duties.assign_duties(draft, command)
        case DeclareConflict():
            return office_work.declare_conflict(draft, command)
        case GiveCommitment():
            return office_work.give_commitment(draft, command)
        case ReviewLate():
            return late.review(draft, command, decide_on)
        case RecordProjectStep():
            return project_work.record_project_step(draft, command)
        case EnterProjectDate():
            return project_work.enter_project_date(draft, command)
        case EnterProjectFact():
            return project_work.enter_project_fact(draft, command)
        case EstimateCosts():
            return project_work.estimate_costs(draft, command)
        case ImportRegister():
            if imports.already_imported(draft, command):
                return project_work.already_recorded(
                    f"register {command.sha256[:12]}", draft.today.isoformat()
                )
            return imports.import_register(draft, command, decide_on)
        case ImportMap():
            return project_work.import_map(draft, command)
        case RecordStep():
            return household_work.record_step(draft, command)
        case EnterDate():
            return household_work.enter_date(draft, command)
        case EnterFact():
            return household_work.enter_fact(draft, command)
        case CorrectFacts():
            return household_work.correct_facts(draft, command)
        case RecordPersons():
            return persons.record_persons(draft, command)
        case ObjectToPlan():
            return household_work.object_to_plan(draft, command)
        case RecordAppraisedValues():
            return household_work.record_values(draft, command)
        case RecordChoice():
            return household_work.record_choice(draft, command)
        case ComputeSums():
            return computing.compute_sums(draft, command)
        case SignAgreement():
            return agreements.sign_agreement(draft, command)
        case DecideCompensation():
            return decisions.decide_compensation(draft, command)
        case OrderPayment():
            return payments.order_payment(draft, command)
        case CancelOrder():
            return payments.cancel_order(draft, command)
        case RecordPayment():
            return payments.record_payment(draft, command)
        case ReviseSums():
            return computing.revise_sums(draft, command)
        case ReceiveGrievance():
            return grievances.receive_grievance(draft, command)
        case AnswerGrievance():
            return grievances.answer_grievance(draft, command)
        case ReceiveStatement():
            return statements.receive_statement(draft, command)
        case MakePlan():
            return office_work.make_plan(draft, command)
        case OpenConsultation():
            return consultations.open_consultation(draft, command)
        case DecideInConsultation():
            return consultations.decide_in_consultation(draft, command)
        case CloseConsultation():
            return consultations.close_consultation(draft, command)
        case ReopenConsultation():
            return consultations.reopen_consultation(draft, command)
        case SignForDispatch():
            return dispatches.sign_for_dispatch(draft, command)
        case AnswerDispatch():
            return dispatches.answer_dispatch(draft, command)
        case CloseDispatch():
            return dispatches.close_dispatch(draft, command)
        case SendBackDispatch():
            return dispatches.send_back_dispatch(draft, command)
        case WithdrawDispatch():
            return dispatches.withdraw_dispatch(draft, command)
        case DismissBreach():
            return supervision.dismiss_breach(draft, command)
        case OpenRung():
            return supervision.open_rung(draft, command)
        case DeliverRung():
            return rungs.deliver_rung(draft, command)
        case RemindOfRung():
            return rungs.remind_of_rung(draft, command)
        case AnswerRung():
            return rungs.answer_rung(draft, command)
        case ConcludeRung():
            return rungs.conclude_rung(draft, command)
        case WithdrawRung():
            return rungs.withdraw_rung(draft, command)
        case CorrectRung():
            return rungs.correct_rung(draft, command)
        case RecordRungReceipt():
            return rungs.record_rung_receipt(draft, command)
        case EndMatter():
            return rungs.end_matter(draft, command)
        case ReassignDuties():
            return duties.reassign_duties(draft, command)
        case ReportProgress():
            return reports.report_progress(draft, command)
        case AppointHolder():
            return terms_of_office.appoint_holder(draft, command)
        case EndTerm():
            return terms_of_office.end_term(draft, command)
        case PublishAppraisalFormula():
            return appraisals.publish_formula(draft, command)
        case EnterForAppraisal():
            return appraisals.enter_for_appraisal(draft, command)
        case PublishAppraisal():
            return appraisals.publish_appraisal(draft, command)
        case ContestAppraisal():
            return appraisals.contest_appraisal(draft, command)
        case AnswerContest():
            return appraisals.answer_contest(draft, command)
        case _:
            assert_never(command)
