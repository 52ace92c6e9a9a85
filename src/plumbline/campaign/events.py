"""Events: what became a fact, and which of its fields everybody may read.

Every event type has one schema. Its public fields (`open`) are part of the leaf and are published
with it; its committed fields (`com`) hold everything personal and enter the leaf only as salted
commitments. A field that is absent is committed as null, so that its absence can be proved too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plumbline.terms import HouseholdId, Text


@dataclass(frozen=True, slots=True)
class Event:
    """One fact of the campaign, before it is sealed.

    type   `name/version` of `EVENT_SCHEMAS`
    open   public fields in clear, no personal data
    com    committed fields, exactly those of the schema
    files  household files that the event belongs to, at most four
    pol    SHA-256 (hex) of the sealed policy in force, where an amount depends on it
    """

    type: str
    open: Mapping[str, Any]
    com: Mapping[str, Any]
    files: tuple[HouseholdId, ...] = ()
    pol: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the ledger adds to an event: its number and the instant of its acceptance (ms)."""

    seq: int
    at: int


@dataclass(frozen=True, slots=True)
class EventSchema:
    """The fields of one event type, and its name for readers."""

    title: Text
    open: frozenset[str] = field(default_factory=frozenset)
    com: frozenset[str] = field(default_factory=frozenset)


_ACT = ("by_person", "done_at", "evidence", "reviewed_by")
_HOUSEHOLD = ("household", *_ACT)
_BREACH = ("breach", "rule", "source", "since", "project", "unit", "facts", "records")


def _schema(zh: str, en: str, public: Iterable[str] = (), committed: Iterable[str] = ()) -> EventSchema:
    # `key` is the idempotency key of the command, on its first event; it is committed, so a rebuild has it.
    return EventSchema(Text(zh, en), frozenset(public), frozenset((*committed, "key")))


EVENT_SCHEMAS: dict[str, EventSchema] = {
    # ---------- the office ----------
    "campaign.opened/1": _schema(
        "开立",
        "campaign opened",
        ("campaign", "demonstration", "description_sha256", "day1", "days", "clock"),
        ("description", "by_person"),
    ),
    "policy.sealed/1": _schema(
        "方案封存", "policy sealed", ("policy", "sha256", "version", "replaces", "projects"), ("text", *_ACT)
    ),
    "calendar.entered/1": _schema(
        "录入放假通知", "calendar year entered", ("year", "notice", "table", "moved"), _ACT
    ),
    "local_parameter.set/1": _schema(
        "设定地方参数", "local parameter set", ("project", "name", "value", "document", "sha256"), _ACT
    ),
    "duties.assigned/1": _schema(
        "定责", "duties assigned", (), (*_HOUSEHOLD, "duties", "reason", "cases", "planned")
    ),
    "change.planned/1": _schema("定日变动", "change planned", ("kind", "begins_on"), ("payload", *_ACT)),
    "post.appointed/1": _schema(
        "任命", "post filled", ("post", "since", "until"), ("person", "name", "reason", "planned", *_ACT)
    ),
    "post.ended/1": _schema("任期结束", "term of a post ended", ("post", "last"), ("reason", *_ACT)),
    "conflict.declared/1": _schema(
        "利益冲突申报", "conflict of interest declared", (), (*_HOUSEHOLD, "person", "reason")
    ),
    "commitment.given/1": _schema(
        "承诺", "commitment given", ("unit", "project", "stage", "households", "due_on"), ("text", *_ACT)
    ),
    "commitment.settled/1": _schema(
        "承诺到期结算",
        "commitment settled",
        ("commitment", "unit", "kept", "reached", "promised"),
        ("by_person",),
    ),
    "commitment.reported/1": _schema(
        "承诺进展报告", "progress reported", ("commitment", "unit", "as_of", "reached"), ("text", *_ACT)
    ),
    "late.proposed/1": _schema(
        "逾期补录待复核",
        "late entry proposed",
        ("command",),
        ("household", "project", "payload", "by_person", "done_at", "by_post"),
    ),
    "late.reviewed/1": _schema(
        "补录复核", "late entry reviewed", ("proposal", "accepted"), ("household", "note", "by_person")
    ),
    # ---------- consultations and dispatch orders ----------
    "consultation.opened/1": _schema(
        "会商召开",
        "consultation opened",
        ("consultation", "project", "held_on", "sealed"),
        ("place", "chair", "present", "absent", "observers", "agenda", *_ACT),
    ),
    "consultation.decided/1": _schema(
        "议定事项",
        "decision of a consultation",
        ("consultation", "item"),
        ("matter", "standard", "about", *_ACT),
    ),
    "consultation.closed/1": _schema("会商结束", "consultation closed", ("consultation",), _ACT),
    "consultation.reopened/1": _schema(
        "会商重开", "consultation reopened", ("consultation",), ("reason", *_ACT)
    ),
    "dispatch.issued/1": _schema(
        "交办",
        "dispatch order issued",
        ("order", "consultation", "item", "project", "unit", "post", "due_on"),
        ("matter", "standard", "about", *_ACT),
    ),
    "dispatch.signed_for/1": _schema("交办签收", "dispatch order signed for", ("order",), _ACT),
    "dispatch.answered/1": _schema("交办反馈", "dispatch order answered", ("order",), ("text", *_ACT)),
    "dispatch.closed/1": _schema("交办销号", "dispatch order closed", ("order",), ("note", *_ACT)),
    "dispatch.sent_back/1": _schema("交办退回", "dispatch order sent back", ("order",), ("note", *_ACT)),
    "dispatch.withdrawn/1": _schema("交办撤回", "dispatch order withdrawn", ("order",), ("reason", *_ACT)),
    # ---------- supervision ----------
    # What is published of it names no unit: a paper about a unit's failing goes to the unit first.
    "breach.dismissed/1": _schema(
        "不立项督办", "proposed breach dismissed", (), (*_BREACH, "reasons", *_ACT)
    ),
    "rung.opened/1": _schema(
        "督办决定",
        "rung of supervision opened",
        ("matter", "rung", "sealed"),
        (
            *_BREACH,
            "post",
            "receiver",
            "reasons",
            "demand",
            "new_due",
            "answer_days",
            "scope",
            "organ",
            *_ACT,
        ),
    ),
    "rung.delivered/1": _schema(
        "督办文书送达", "paper of a rung delivered", ("matter", "rung"), ("delivered", "signed_for", *_ACT)
    ),
    "rung.reminded/1": _schema("提醒签收", "reminded of a paper", ("matter", "rung"), ("receiver", *_ACT)),
    "rung.answered/1": _schema("申辩", "rung answered", ("matter", "rung"), ("text", *_ACT)),
    "rung.concluded/1": _schema(
        "督办结论", "rung concluded", ("matter", "rung"), ("outcome", "reasons", *_ACT)
    ),
    "rung.withdrawn/1": _schema(
        "督办文书撤销", "paper of a rung withdrawn", ("matter", "rung"), ("reasons", "scope", *_ACT)
    ),
    "rung.corrected/1": _schema(
        "督办文书更正",
        "paper of a rung corrected",
        ("matter", "rung"),
        ("wrong", "right", "reasons", "scope", *_ACT),
    ),
    "rung.received/1": _schema(
        "受理机关回执",
        "receipt of the deciding organ",
        ("matter", "rung"),
        ("organ", "receiver", "number", *_ACT),
    ),
    "matter.ended/1": _schema("督办件办结", "matter of supervision ended", ("matter",), ("reasons", *_ACT)),
    # ---------- the appraisal of units and posts ----------
    "appraisal.formula_published/1": _schema(
        "公布考核办法", "appraisal formula published", ("formula", "version", "sha256"), ("text", *_ACT)
    ),
    "appraisal.entered/1": _schema(
        "考核记入", "entered for the appraisal", ("measure",), ("unit", "post", "record", "text", *_ACT)
    ),
    "appraisal.published/1": _schema(
        "公布考核", "appraisal published", ("appraisal", "day", "formula", "subjects"), ("scores", *_ACT)
    ),
    "appraisal.contested/1": _schema(
        "考核申诉",
        "appraisal contested",
        ("contest", "appraisal", "answer_by"),
        ("subject", "text", "figures", *_ACT),
    ),
    "appraisal.answered/1": _schema(
        "申诉答复", "contest answered", ("contest", "upheld", "late"), ("text", "strikes", "result", *_ACT)
    ),
    # ---------- the project ----------
    "project.step_recorded/1": _schema(
        "项目程序",
        "project step recorded",
        ("project", "step", "done_on", "dates", "facts", "conditions", "documents"),
        _ACT,
    ),
    "project.date_entered/1": _schema(
        "项目日期", "project date entered", ("project", "date", "on", "documents"), _ACT
    ),
    "project.fact_entered/1": _schema(
        "项目事实", "project fact entered", ("project", "fact", "value", "documents"), _ACT
    ),
    "costs.estimated/1": _schema(
        "费用概算", "costs estimated", ("project", "total_fen", "households"), ("estimates", "prices", *_ACT)
    ),
    "funds.recorded/1": _schema("专户资金", "funds recorded", ("project", "balance_fen", "change_fen"), _ACT),
    "register.imported/1": _schema(
        "名册导入",
        "register imported",
        ("project", "sha256", "rows", "households"),
        ("file_name", "findings", *_ACT),
    ),
    "map.imported/1": _schema(
        "地图导入", "map imported", ("project", "sha256", "footprints"), ("features", *_ACT)
    ),
    "plan.made/1": _schema(
        "排程", "plan made", ("day", "finish", "bound", "overdue"), ("dates", "impossible", "by_person")
    ),
    # ---------- the household ----------
    "household.listed/1": _schema(
        "列册",
        "household listed",
        (),
        (
            *_HOUSEHOLD,
            "project",
            "block",
            "kind",
            "names",
            "address",
            "facts",
            "law",
            "sources",
            "remarks",
            "duties",
            "state",
            "stage",
            "source_key",
        ),
    ),
    "household.step_recorded/1": _schema(
        "分户程序",
        "household step recorded",
        ("step",),
        (*_HOUSEHOLD, "dates", "facts", "conditions", "state", "stage", "imported"),
    ),
    "household.date_entered/1": _schema("分户日期", "household date entered", ("date",), (*_HOUSEHOLD, "on")),
    "household.fact_entered/1": _schema(
        "分户事实", "household fact entered", ("fact",), (*_HOUSEHOLD, "value")
    ),
    "household.facts_corrected/1": _schema(
        "事实更正", "facts corrected", (), (*_HOUSEHOLD, "changes", "reason", "corrects")
    ),
    "persons.recorded/1": _schema(
        "人员和账户登记", "persons and account recorded", (), (*_HOUSEHOLD, "persons", "pay_to")
    ),
    "household.objected_to_plan/1": _schema(
        "对方案提出异议", "objected to the plan", (), (*_HOUSEHOLD, "text")
    ),
    "household.moved/1": _schema(
        "状态变动", "household moved", (), ("household", "state", "stage", "on", "by_person")
    ),
    "values.recorded/1": _schema(
        "评估值", "appraised values recorded", (), (*_HOUSEHOLD, "prices", "shop_prices", "policy_total_fen")
    ),
    "choice.recorded/1": _schema("补偿方式选择", "choice recorded", (), (*_HOUSEHOLD, "choices", "choice")),
    "sums.computed/1": _schema(
        "分户计算", "sums computed", (), (*_HOUSEHOLD, "version", "lines", "total_fen", "as_of")
    ),
    "agreement.signed/1": _schema(
        "签约",
        "agreement signed",
        (),
        (
            *_HOUSEHOLD,
            "version",
            "lines",
            "total_fen",
            "account",
            "terms",
            "dates",
            "conditions",
            "agreement_state",
            "policy_total_fen",
            "state",
            "stage",
            "imported",
        ),
    ),
    "agreement.effective/1": _schema(
        "协议生效", "agreement came into force", (), ("household", "lines", "account", "on", "by_person")
    ),
    "decision.made/1": _schema(
        "作出补偿决定",
        "compensation decision made",
        ("step",),
        (
            *_HOUSEHOLD,
            "version",
            "lines",
            "total_fen",
            "account",
            "policy_total_fen",
            "facts",
            "dates",
            "state",
            "stage",
            "imported",
        ),
    ),
    "decision.effective/1": _schema(
        "补偿决定送达生效",
        "compensation decision in force",
        (),
        ("household", "lines", "account", "on", "by_person"),
    ),
    "decision.lifted/1": _schema(
        "补偿决定失效",
        "compensation decision lifted",
        ("cause",),
        ("household", "changes", "account_before", "on", "by_person"),
    ),
    "sums.revised/1": _schema(
        "补差和计发",
        "sums revised",
        ("cause",),
        (
            "household",
            "version",
            "lines",
            "changes",
            "account",
            "account_before",
            "moved",
            "total_fen",
            "as_of",
            "dates",
            "by_person",
        ),
    ),
    "payment.ordered/1": _schema(
        "付款单",
        "payment ordered",
        (),
        (*_HOUSEHOLD, "order", "lines", "fen", "instalment", "deposit", "imported"),
    ),
    "payment.cancelled/1": _schema(
        "付款单作废", "payment order cancelled", (), (*_HOUSEHOLD, "order", "fen", "reason")
    ),
    "payment.made/1": _schema(
        "付款",
        "payment made",
        (),
        (
            *_HOUSEHOLD,
            "order",
            "lines",
            "fen",
            "deposit",
            "account",
            "step",
            "dates",
            "facts",
            "conditions",
            "imported",
        ),
    ),
    "grievance.received/1": _schema(
        "诉求登记",
        "grievance received",
        ("kind", "due_on"),
        (*_HOUSEHOLD, "project", "text", "channel", "owner_unit", "owner_post", "grievance_state"),
    ),
    "grievance.answered/1": _schema(
        "诉求答复", "grievance answered", ("grievance",), (*_HOUSEHOLD, "text", "cites", "grievance_state")
    ),
    # ---------- the door ----------
    "intake.conflict/1": _schema(
        "同键异令",
        "key used again for another command",
        ("command",),
        ("household", "project", "used_key", "command_sha256", "recorded", "by_person"),
    ),
    # ---------- the books ----------
    "bank.statement_received/1": _schema(
        "银行对账单",
        "bank statement received",
        ("sha256", "lines", "matched", "unmatched_fen"),
        ("rows", "file_name", "by_person"),
    ),
    "day.closed/1": _schema(
        "日结封账",
        "day closed",
        (
            "date",
            "first",
            "count",
            "types",
            "balanced",
            "unreconciled",
            "stages",
            "accounts",
            "parts",
            "files",
            "prev",
        ),
        ("account", "differences", "by_person"),
    ),
}


def make_event(
    type_: str,
    *,
    open: Mapping[str, Any] | None = None,
    com: Mapping[str, Any] | None = None,
    files: tuple[HouseholdId, ...] = (),
    pol: str | None = None,
) -> Event:
    """An event whose absent committed fields are null.

    raises  ValueError for a field that the schema does not name: that is our own mistake
    """
    schema = EVENT_SCHEMAS[type_]
    given_open, given_com = dict(open or {}), dict(com or {})
    unknown = (given_open.keys() - schema.open) | (given_com.keys() - schema.com)
    if unknown or len(files) > 4:
        raise ValueError(f"{type_}: fields {sorted(unknown)} are not of its schema, or too many files")
    full_open = {name: given_open.get(name) for name in sorted(schema.open)}
    full_com = {name: given_com.get(name) for name in sorted(schema.com)}
    return Event(type_, full_open, full_com, files, pol)
