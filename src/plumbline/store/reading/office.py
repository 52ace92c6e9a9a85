"""What waits in the office and the lists behind it: cases, promises, late entries, orders, bank lines, attempts.

`tasks` is the one source of Today's figures and of the list that they lead to, so the two cannot differ.
Deadlines come from the law's own tables; what is due is asked of the events, never typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from django.db import connection
from django.db.models import Case, F, Q, QuerySet, Value, When

from plumbline import campaign, law
from plumbline.campaign import Household, Office, Post, Project, household_from_json, project_from_json
from plumbline.store.models import (
    Attempt,
    BankLineRow,
    CommitmentRow,
    GrievanceRow,
    Head,
    HouseholdRow,
    LateRow,
    OrderRow,
    ProjectRow,
)
from plumbline.store.reading import dispatches, standstills
from plumbline.store.reading.households import Tried, sees_beyond_unit, tried, visible
from plumbline.store.reading.rungs_waiting import rungs_waiting
from plumbline.store.reading.sealed import SealedDay, last_sealed, the_office
from plumbline.store.reading.standstills import Kind as StillKind
from plumbline.store.reading.standstills import Still
from plumbline.terms import Fen, Regime, Text

# ---------- the office, once for each size of the log ----------
Version = tuple[str, int, str]
"""Database, size of the log, its newest node: the same version is the same state of every read model."""


def version() -> Version:
    """Which state the read models are in; one small query."""
    size, nodes = Head.objects.filter(pk=1).values_list("size", "nodes").first() or (0, [])
    return str(connection.settings_dict["NAME"]), size, "".join(nodes)


@lru_cache(maxsize=8)
def office_at(_version: Version) -> Office:
    """The office of a version; the description and the post table are long, so a page does not read them anew."""
    return the_office()


@lru_cache(maxsize=32)
def projects_at(_version: Version) -> Mapping[str, Project]:
    """All projects of a version by id, in the description's order."""
    rows = ProjectRow.objects.order_by("position")
    return {row.pk: project_from_json(row.data) for row in rows}


# ---------- work that waits ----------
Kind = Literal["grievance", "approve", "pay", "deadline", "late", "commitment", "order", "rung"]
State = Literal["late", "due", "open"]
KINDS: tuple[Kind, ...] = ("grievance", "approve", "pay", "deadline", "late", "commitment", "order", "rung")

_WATCHERS = frozenset({"office", "commander", "lead_leader", "group_leader", "supervisor"})
_MINE: Mapping[str, frozenset[Kind]] = {
    "unit_head": frozenset({"grievance", "approve", "deadline", "commitment"}),
    "unit_clerk": frozenset({"grievance", "approve", "pay", "deadline", "commitment"}),
    "approver": frozenset({"approve"}),
    "accountant": frozenset({"pay"}),
    "reviewer": frozenset({"late"}),
    "appraiser": frozenset({"deadline"}),
    "finance": frozenset({"pay"}),
}
"""Kinds of work that a role has on its list; watchers have all of them."""

SIGNS: Mapping[str, frozenset[Kind]] = {
    "office": frozenset({"approve"}),
    "unit_head": frozenset({"approve"}),
    "approver": frozenset({"approve"}),
    "accountant": frozenset({"pay"}),
    "reviewer": frozenset({"late"}),
}
"""Kinds that wait for the signature of a role."""


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work that waits.

    key    number of the grievance, late entry, commitment or dispatch order; payment order; step of a deadline
    state  late (its day is past) · due (today) · open
    fen    the amount, where it is one of money
    """

    kind: Kind
    key: str
    title: Text
    household: str
    project: str
    unit: str
    due: date | None
    state: State
    fen: Fen | None = None


def tasks(post: Post, today: date) -> tuple[Task, ...]:
    """Everything that waits for a post, late first, then by day."""
    return _tasks_at(version(), post, today)


@lru_cache(maxsize=128)
def _tasks_at(at: Version, post: Post, today: date) -> tuple[Task, ...]:
    office, projects = office_at(at), projects_at(at)
    # An order may be given, and a paper of supervision addressed, to any post that does work.
    wanted = (
        frozenset(KINDS) if post.role in _WATCHERS else _MINE.get(post.role, frozenset()) | {"order", "rung"}
    )
    found = [task for task in _all_tasks(office, projects, post, today) if task.kind in wanted]
    order = ("late", "due", "open")
    return tuple(sorted(found, key=lambda t: (order.index(t.state), t.due or date.max, t.household, t.key)))


def signs(post: Post) -> frozenset[Kind]:
    """Kinds of work that wait for this post's own signature."""
    return SIGNS.get(post.role, frozenset())


def _all_tasks(office: Office, projects: Mapping[str, Project], post: Post, today: date) -> Iterator[Task]:
    sight = visible(office, post)
    yield from _grievance_tasks(office, post, today)
    yield from _late_tasks(post)
    yield from _commitment_tasks(office, post, today)
    yield from _order_tasks(post, today)
    yield from _rung_tasks(office, post, today)
    rules = campaign.rules_of(office)
    yield from _money_tasks(rules, projects, sight, today)
    yield from _deadline_tasks(rules, projects, sight, post, today)


def _state(due: date | None, today: date) -> State:
    if due is None or due > today:
        return "open"
    return "due" if due == today else "late"


GRIEVANCE_KINDS: Mapping[str, Text] = {
    "enquiry": Text("咨询", "enquiry"),
    "request": Text("申请", "request"),
    "objection": Text("异议", "objection"),
    "complaint": Text("投诉", "complaint"),
    "information": Text("政府信息公开申请", "request for information"),
}


def _grievance_tasks(office: Office, post: Post, today: date) -> Iterator[Task]:
    for row in grievances(office, post).filter(answered_on=""):
        kind, due = GRIEVANCE_KINDS[row.kind], date.fromisoformat(row.due_on)
        title = Text(f"答复{kind.zh}", f"answer: {kind.en}")
        yield Task(
            "grievance",
            str(row.seq),
            title,
            row.household,
            row.project,
            row.owner_unit,
            due,
            _state(due, today),
        )


def _late_tasks(post: Post) -> Iterator[Task]:
    for row in late_entries(post).filter(accepted__isnull=True).exclude(by_person=post.holder):
        title = Text("复核逾期补录", "review a late entry")
        yield Task("late", str(row.seq), title, row.household, row.project, "", None, "open")


def _commitment_tasks(office: Office, post: Post, today: date) -> Iterator[Task]:
    for row in commitments(office, post).filter(kept__isnull=True):
        due = date.fromisoformat(row.due_on)
        title = Text(f"兑现承诺：{row.text}", f"keep the promise: {row.text}")
        yield Task("commitment", str(row.seq), title, "", row.project, row.unit, due, _state(due, today))


def _order_tasks(post: Post, today: date) -> Iterator[Task]:
    for row in dispatches.waiting_orders(post):
        due, mine = date.fromisoformat(row.due_on), dispatches.is_owner(row, post)
        title = _ORDER_TITLES[row.state if mine or row.state == "answered" else "watched"]
        words = Text(f"{title.zh}：{row.matter}", f"{title.en}: {row.matter}")
        clock = "open" if row.state == "answered" else _state(due, today)
        yield Task("order", str(row.number), words, "", row.project, row.unit, due, clock)


_ORDER_TITLES: Mapping[str, Text] = {
    "issued": Text("签收交办单", "sign for the order"),
    "signed": Text("办理交办事项", "do and answer the order"),
    "answered": Text("核验销号", "verify the order"),
    "watched": Text("交办单", "dispatch order"),
}


def _rung_tasks(office: Office, post: Post, today: date) -> Iterator[Task]:
    for row in rungs_waiting(office, post, today):
        clock = _state(row.due, today) if row.due else "open"
        yield Task("rung", str(row.number), row.title, "", row.project, row.unit, row.due, clock)


def _money_tasks(
    rules: campaign.Rules, projects: Mapping[str, Project], sight: Q, today: date
) -> Iterator[Task]:
    subjects = {id: campaign.project_subject(project) for id, project in projects.items()}
    waiting = HouseholdRow.objects.filter(sight).exclude(signed_on="").order_by("pk")
    for row in waiting.filter(settled_fen__lt=F("total_fen")).iterator():
        household = household_from_json(row.data)
        owed = sum(household.unpaid.values())
        if household.account != "due" or owed <= 0:
            continue
        due = payment_due(rules, subjects[row.project], projects[row.project], household, today)
        order = next((key for key, value in household.orders.items() if not value["paid"]), "")
        kind: Kind = "pay" if order else "approve"
        fen = household.orders[order]["fen"] if order else owed
        title = (
            Text("支付补偿款", "pay the compensation") if order else Text("签批付款单", "order the payment")
        )
        yield Task(kind, order, title, row.pk, row.project, row.unit, due, _state(due, today), Fen(fen))


def payment_due(
    rules: campaign.Rules,
    subject: law.ProjectSubject,
    project: Project,
    household: Household,
    today: date,
) -> date | None:
    """Last day for paying what must precede moving, None once it is paid or while nothing is payable.

    source  R590 25(1): the agreement fixes the time; the law's own table says from which day it counts. On
            collective land the agreement's own words say both
    """
    if project.regime == Regime.COLLECTIVE_LAND:
        return campaign.agreed_payment_day(project, household)
    period = rules.procedure.steps["sl_h_money_paid"].deadline
    paid = all(household.settled.get(c, 0) >= fen for c, fen in household.before_moving.items())
    days = household.agreement.get("payment_days")
    if period is None or paid or not isinstance(days, int):
        return None
    whole = campaign.household_subject(project, household, subject)
    start = law.derived_day(rules.procedure, rules.calendar, whole, period.counted_from, today)
    if start is None:
        return None
    return law.last_day(rules.calendar, start, days, period.unit, rolls=period.rolls).day


_DISPUTED = (
    ("sl_h_review_requested", "sl_h_review_answered"),
    ("sl_h_expert_requested", "sl_h_expert_opinion"),
)
"""Requests of a household and the answers that an authority owes; only such households are judged one by one."""


def _deadline_tasks(
    rules: campaign.Rules, projects: Mapping[str, Project], sight: Q, post: Post, today: date
) -> Iterator[Task]:
    if post.role in _WATCHERS:
        for project in projects.values():
            if not post.projects or project.id in post.projects:
                standing = law.standing(
                    rules.procedure, rules.calendar, campaign.project_subject(project), today
                )
                yield from _deadlines(rules, standing, "", project.id, "", today)
    waits = Q()
    for asked, answered in _DISPUTED:
        waits |= Q(data__records__has_key=asked) & ~Q(data__records__has_key=answered)
    rows = list(HouseholdRow.objects.filter(sight).filter(waits).order_by("pk"))
    households = [
        campaign.household_subject(projects[row.project], household_from_json(row.data)) for row in rows
    ]
    told = law.standings(rules.procedure, rules.calendar, households, today)
    for row, standing in zip(rows, told, strict=True):
        yield from _deadlines(rules, standing, row.pk, row.project, row.unit, today)


def _deadlines(
    rules: campaign.Rules, standing: law.Standing, household: str, project: str, unit: str, today: date
) -> Iterator[Task]:
    open_or_waiting = {*standing.open, *(w.step for w in standing.waiting)}
    for deadline in standing.deadlines:
        if deadline.binds != "authority" or deadline.done_on is not None:
            continue
        if deadline.step not in open_or_waiting or deadline.step.endswith("_h_money_paid"):
            continue
        due, name = deadline.last.day, rules.procedure.steps[deadline.step].name
        title = Text(f"{name.zh}（{deadline.rule}）", f"{name.en} ({deadline.rule})")
        yield Task("deadline", deadline.step, title, household, project, unit, due, _state(due, today))


# ---------- the lists ----------
def _of_post(office: Office, post: Post, unit: str) -> Q:
    """What concerns a post: its unit's and what its households are about; a wider sight sees its projects'."""
    if sees_beyond_unit(office, post):
        return (Q(project__in=post.projects) | Q(project="")) if post.projects else Q()
    mine = HouseholdRow.objects.filter(visible(office, post)).values("pk")
    return Q(**{unit: post.unit}) | Q(household__in=mine)


def grievances(office: Office, post: Post) -> QuerySet[GrievanceRow]:
    """Enquiries, requests, objections and complaints within a post's sight, the most urgent first."""
    rows = GrievanceRow.objects.filter(_of_post(office, post, "owner_unit"))
    return rows.annotate(is_open=Case(When(answered_on="", then=Value(0)), default=Value(1))).order_by(
        "is_open", "due_on", "seq"
    )


def grievance(seq: int) -> GrievanceRow | None:
    """One case by its number."""
    return GrievanceRow.objects.filter(pk=seq).first()


def grievances_of(household: str) -> tuple[GrievanceRow, ...]:
    """The cases of one household, newest first."""
    return tuple(GrievanceRow.objects.filter(household=household).order_by("-seq"))


def commitments(office: Office, post: Post) -> QuerySet[CommitmentRow]:
    """Promises of units; a unit's post sees its own unit's."""
    rows = CommitmentRow.objects.order_by(F("kept").asc(nulls_first=True), "due_on", "seq")
    if sees_beyond_unit(office, post):
        return rows.filter(project__in=("", *post.projects)) if post.projects else rows
    return rows.filter(unit=post.unit)


LATE_READERS = frozenset({"reviewer", "office", "supervisor", "commander"})


def late_entries(post: Post) -> QuerySet[LateRow]:
    """Acts entered more than three days late, waiting ones first; others see only what they entered."""
    rows = LateRow.objects.order_by(F("accepted").asc(nulls_first=True), "-seq")
    if post.role not in LATE_READERS:
        rows = rows.filter(by_person=post.holder)
    return rows.filter(project__in=post.projects) if post.projects and post.role in LATE_READERS else rows


def late_entry(seq: int) -> LateRow | None:
    """One late entry by its number."""
    return LateRow.objects.filter(pk=seq).first()


MONEY_READERS = frozenset({"accountant", "finance", "office", "supervisor", "approver", "commander"})


@dataclass(frozen=True, slots=True)
class Unreconciled:
    """A payment without a bank line (`order` named), or a bank line without a payment.

    side  `paid`: recorded as paid, no bank line · `bank`: the bank has it, the books do not
    """

    side: Literal["paid", "bank"]
    on: date | None
    fen: Fen
    payee: str
    reference: str
    household: str


def unreconciled() -> tuple[Unreconciled, ...]:
    """What bank and books do not have in common; the sum of the sizes is the day account's figure."""
    matched = set(BankLineRow.objects.filter(matched=True).values_list("reference", flat=True))
    paid = OrderRow.objects.exclude(paid_on="").order_by("paid_on", "order")
    books = [
        Unreconciled("paid", date.fromisoformat(row.paid_on), Fen(row.fen), "", row.order, row.household)
        for row in paid
        if row.order not in matched
    ]
    lines = BankLineRow.objects.filter(matched=False).order_by("on", "seq", "n")
    bank = [
        Unreconciled(
            "bank",
            date.fromisoformat(row.on[:10]) if row.on else None,
            Fen(row.fen),
            row.payee,
            row.reference,
            "",
        )
        for row in lines
    ]
    return tuple(bank + books)


ATTEMPT_READERS = frozenset({"supervisor", "commander", "office"})


def attempts() -> QuerySet[Attempt]:
    """Refused commands, newest first."""
    return Attempt.objects.order_by("-at", "-pk")


def tries(rows: Iterable[Attempt]) -> tuple[Tried, ...]:
    """Attempts as values."""
    return tuple(tried(row) for row in rows)


# ---------- what stands still ----------
def still(office: Office, post: Post) -> tuple[Still, ...]:
    """Units and blocks within a post's sight without a step for `STANDSTILL_DAYS` or more, by the last closed day.

    Where whoever is left lawfully waits, nothing stands still.
    """
    sealed = last_sealed()
    if sealed is None or not office.is_open:
        return ()
    found = [s for kind in ("unit", "block") for s in standing_still(sealed, office, post, kind)]
    return tuple(s for s in found if s.is_standstill)


def standing_still(
    sealed: SealedDay, office: Office, post: Post, kind: StillKind, *, least: int = campaign.STANDSTILL_DAYS
) -> tuple[Still, ...]:
    """Everything of a kind within a post's sight without a step for so many days, whoever lawfully waits included."""
    found = standstills.still(sealed, office, kind, least=least)
    if post.projects:
        found = tuple(s for s in found if s.project in post.projects)
    if kind == "household":
        seen = set(HouseholdRow.objects.filter(visible(office, post)).values_list("pk", flat=True))
        return tuple(s for s in found if s.id in seen)
    mine = _places_of(office, post) if kind in ("unit", "block") else None
    return tuple(s for s in found if mine is None or (s.project, s.id) in mine)


def _places_of(office: Office, post: Post) -> frozenset[tuple[str, str]] | None:
    """(project, unit or block) of a unit's own; None for a sight that is not one unit's."""
    if sees_beyond_unit(office, post):
        return None
    rows = (
        HouseholdRow.objects.filter(visible(office, post)).order_by().values_list("project", "unit", "block")
    )
    places = set(rows.distinct())
    return frozenset({(p, u) for p, u, _b in places} | {(p, b) for p, _u, b in places})


# ---------- people ----------
def names_of(office: Office) -> Mapping[str, str]:
    """Person → name."""
    return {row["id"]: row["name"] for row in office.description.get("people", ())}


def unit_names(office: Office) -> Mapping[str, Text]:
    """Unit → its name."""
    return {
        row["id"]: Text(row["name_zh"], row.get("name_en", row["name_zh"]))
        for row in office.description.get("units", ())
    }


def block_names(office: Office) -> Mapping[tuple[str, str], str]:
    """(project, block) → its name."""
    return {
        (project["id"], block["id"]): block["name_zh"]
        for project in office.description.get("projects", ())
        for block in project["blocks"]
    }


def posts_for_duties(office: Office, unit: str, today: date) -> tuple[Post, ...]:
    """Posts that may hold one of the five duties of a unit's households today: its own and the appraisers'."""
    return tuple(
        post
        for post in campaign.posts(office.description)
        if post.is_held_on(today) and post.role not in ("construction_unit", "wall") and post.unit == unit
    )
