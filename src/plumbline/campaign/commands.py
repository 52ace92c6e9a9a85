"""Commands: everything a person may ask the system to do, each a frozen dataclass.

A command carries no actor and no time of entry: who asks, in which post and when the server took it
stand in the `Context`. `done_at` is when the act happened, as its evidence proves; it is never later
than the entry. Nowhere is there a field for an amount owed to a household.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from plumbline.campaign.answering import AppointHolder, EndTerm, ReassignDuties, ReportProgress
from plumbline.campaign.appraisals import (
    AnswerContest,
    ContestAppraisal,
    EnterForAppraisal,
    PublishAppraisal,
    PublishAppraisalFormula,
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
from plumbline.campaign.evidence import Dates, Evidence, Facts
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


# ---------- the office ----------
@dataclass(frozen=True, slots=True)
class OpenCampaign:
    """Open a campaign from its description file (the first event of a ledger)."""

    description: Facts


@dataclass(frozen=True, slots=True)
class SealPolicy:
    """Seal a policy, or a file that contains every earlier version of it whole and one more."""

    text: str
    projects: tuple[str, ...]
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterCalendarYear:
    """Enter the State Council's holiday notice of a year: `holidays`, `working_weekends`, `statutory_days`."""

    year: int
    notice: str
    table: Facts
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class SetLocalParameter:
    """Set a local parameter of a project from a cited local document."""

    project: str
    name: str
    value: bool | int | str
    document: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignDuties:
    """Give the five duties of a household to one unit and one named post each, from now on."""

    household: str
    unit: str
    posts: Mapping[str, str]
    reason: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclareConflict:
    """Declare that a person has an interest in a household and will not act on its file."""

    household: str
    person: str
    reason: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class GiveCommitment:
    """A unit promises that so many of its households reach a stage by a day (诺责)."""

    unit: str
    project: str
    stage: str
    households: int
    due_on: date
    text: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewLate:
    """Accept or send back an act that was entered more than three days after it happened."""

    proposal: int
    accept: bool
    note: str


# ---------- the project ----------
@dataclass(frozen=True, slots=True)
class RecordProjectStep:
    """Record a statutory step of a project, with its dates, the facts stated with it and its evidence."""

    project: str
    step: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()
    dates: Dates = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterProjectDate:
    """Enter a named date of a project's step that is entered before or after the step itself."""

    project: str
    name: str
    on: date
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterProjectFact:
    """Enter a fact or a condition of a project by a dated entry of its own, with its document."""

    project: str
    fact: str
    value: bool | int | str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EstimateCosts:
    """Estimate every household by the policy before the valuation; `prices` {block: {use: fen per ㎡}}."""

    project: str
    done_at: datetime
    prices: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRegister:
    """Take in a register whole: households with facts and sources, and the past acts of each.

    entries       {household_id, kind, names, block, address, remarks, facts, law, sources, history, sheet, row}
    project_acts  past acts of the project itself; an act is {command, done_at, step, evidence, …}
    """

    project: str
    sha256: str
    file_name: str
    rows: int
    entries: tuple[Facts, ...]
    done_at: datetime
    project_acts: tuple[Facts, ...] = ()
    findings: tuple[Facts, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportMap:
    """Take in the building footprints of a project (GeoJSON features, coordinates in 1e-7 degrees)."""

    project: str
    sha256: str
    features: tuple[Facts, ...]
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


# ---------- the household ----------
@dataclass(frozen=True, slots=True)
class RecordStep:
    """Record a statutory step of one household."""

    household: str
    step: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()
    dates: Dates = field(default_factory=dict)
    facts: Facts = field(default_factory=dict)
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterDate:
    """Enter a named date of a household's step that is entered before or after the step itself."""

    household: str
    name: str
    on: date
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterFact:
    """Enter a fact or a condition of a household by a dated entry of its own, with its document."""

    household: str
    fact: str
    value: bool | int | str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectFacts:
    """Correct surveyed facts by a dated entry that names what it corrects; `changes` {path: value}."""

    household: str
    changes: Facts
    reason: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPersons:
    """Record the persons of a household's file, whole: owners with shares, tenant, agents, and the account.

    persons  {person_id, role, name, share, id_kind, id_number, phone}, all texts; a number not given again stays
    account  {holder, bank, number}; empty leaves it as it is
    """

    household: str
    persons: tuple[Facts, ...]
    done_at: datetime
    account: Facts = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectToPlan:
    """Record that a household says the compensation plan breaches the law."""

    household: str
    text: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordAppraisedValues:
    """The appraiser's unit prices, fen per ㎡ by building; `shop_prices` those of the place as a shop."""

    household: str
    prices: Mapping[str, int]
    done_at: datetime
    shop_prices: Mapping[str, int] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordChoice:
    """The resident's own choice of money or exchange, as the form they signed says."""

    household: str
    choices: Facts
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ComputeSums:
    """Compute the household's sums by the policy in force and print the sheet."""

    household: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class SignAgreement:
    """Record the signed agreement. The sums are computed; the terms are those of the paper.

    instalments  agreed parts of the sum due at signing, as exact fractions that add up to one
    """

    household: str
    done_at: datetime
    moving_end: date
    payment_days: int = 15
    transition_months: int = 0
    instalments: tuple[str, ...] = ("1",)
    evidence: tuple[Evidence, ...] = ()
    conditions: tuple[str, ...] = ("signatory_entitled",)


@dataclass(frozen=True, slots=True)
class DecideCompensation:
    """Record the government's compensation decision. The sums are computed by the policy on its day.

    moving_days  length of the moving period that the decision fixes (state land)
    """

    household: str
    done_at: datetime
    moving_days: int = 15
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderPayment:
    """Order the payment of named clauses, of an agreed instalment, or of one month's transition in advance.

    conditions  what opens a deposit and has no record of its own yet: `payee_refuses`
    """

    household: str
    done_at: datetime
    clauses: tuple[str, ...] = ()
    instalment: int | None = None
    deposit: bool = False
    advance: bool = False
    evidence: tuple[Evidence, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Cancel an unpaid payment order, with the reason; what it named can be ordered again."""

    household: str
    order: str
    reason: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPayment:
    """Record that an ordered payment reached its payee, with the bank's voucher.

    conditions  stated with a deposit and proved by its papers: `payee_refuses`
    """

    household: str
    order: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviseSums:
    """Compute all signed households of a project anew and book what the present version adds."""

    project: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiveGrievance:
    """Register an enquiry, request, objection or complaint; `household` may be empty."""

    kind: str
    text: str
    channel: str
    done_at: datetime
    household: str = ""
    project: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerGrievance:
    """Answer a grievance; `cites` are clauses or articles."""

    grievance: int
    text: str
    cites: tuple[str, ...]
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


# ---------- the books ----------
@dataclass(frozen=True, slots=True)
class ReceiveStatement:
    """Take in a bank statement and match its lines with the payments recorded."""

    sha256: str
    file_name: str
    lines: tuple[Facts, ...]
    done_at: datetime


@dataclass(frozen=True, slots=True)
class MakePlan:
    """Keep the plan of a day: latest and planned dates of every household, finish and its bound."""

    day: date
    finish: date | None
    bound: date | None
    overdue: int
    dates: Facts
    impossible: Facts


Command: TypeAlias = (
    OpenCampaign | SealPolicy | EnterCalendarYear | SetLocalParameter | AssignDuties | DeclareConflict
    | GiveCommitment | ReviewLate | RecordProjectStep | EnterProjectDate | EnterProjectFact | EstimateCosts
    | ImportRegister | ImportMap | RecordStep | EnterDate | EnterFact | CorrectFacts | RecordPersons | ObjectToPlan
    | RecordAppraisedValues | RecordChoice | ComputeSums | SignAgreement | DecideCompensation | OrderPayment | CancelOrder | RecordPayment
    | ReviseSums | ReceiveGrievance | AnswerGrievance | ReceiveStatement | MakePlan
    | OpenConsultation | DecideInConsultation | CloseConsultation | ReopenConsultation
    | SignForDispatch | AnswerDispatch | CloseDispatch | SendBackDispatch | WithdrawDispatch
    | DismissBreach | OpenRung | DeliverRung | RemindOfRung | AnswerRung | ConcludeRung | WithdrawRung | CorrectRung
    | RecordRungReceipt | EndMatter
    | ReassignDuties | ReportProgress | AppointHolder | EndTerm
    | PublishAppraisalFormula | EnterForAppraisal | PublishAppraisal | ContestAppraisal | AnswerContest
)  # fmt: skip

COMMANDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        OpenCampaign, SealPolicy, EnterCalendarYear, SetLocalParameter, AssignDuties, DeclareConflict,
        GiveCommitment, ReviewLate, RecordProjectStep, EnterProjectDate, EnterProjectFact, EstimateCosts,
        ImportRegister, ImportMap, RecordStep, EnterDate, EnterFact, CorrectFacts, RecordPersons, ObjectToPlan,
        RecordAppraisedValues, RecordChoice, ComputeSums, SignAgreement, DecideCompensation, OrderPayment, CancelOrder, RecordPayment,
        ReviseSums, ReceiveGrievance, AnswerGrievance, ReceiveStatement, MakePlan,
        OpenConsultation, DecideInConsultation, CloseConsultation, ReopenConsultation,
        SignForDispatch, AnswerDispatch, CloseDispatch, SendBackDispatch, WithdrawDispatch,
        DismissBreach, OpenRung, DeliverRung, RemindOfRung, AnswerRung, ConcludeRung, WithdrawRung, CorrectRung,
        RecordRungReceipt, EndMatter,
        ReassignDuties, ReportProgress, AppointHolder, EndTerm,
        PublishAppraisalFormula, EnterForAppraisal, PublishAppraisal, ContestAppraisal, AnswerContest,
    )
}  # fmt: skip
