"""Households as pages read them: who may see which, lists by filters, and one file with all that is in it.

Nothing here is decided or computed anew: stages, sums and steps were written by the handlers. A post sees
what its table below says, nothing else; a role that is not in it sees no household.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from plumbline import ledger
from plumbline.campaign import Event, Household, Office, Post, Project, household_from_json, project_from_json
from plumbline.store.models import (
    AccessRow,
    Attempt,
    DocumentRow,
    DutyRow,
    FileEntry,
    HouseholdRow,
    Leaf,
    MoveRow,
    Opening,
    PlanRow,
    ProjectRow,
)
from plumbline.store.replaying import event_of
from plumbline.store.writing import services
from plumbline.terms import STAGES, Fen, Reason, Stage, Text, from_millis

# ---------- who sees which households ----------
OF_ITS_PROJECTS = frozenset(
    {
        "office", "commander", "lead_leader", "group_leader", "reviewer", "approver", "accountant", "supervisor",
        "legal_reviewer", "finance", "surveyor", "appraiser",
    }
)  # fmt: skip
"""Roles that see every household of the projects of their post (of all projects where it names none)."""

OF_ITS_UNIT = frozenset({"unit_head", "unit_clerk"})
"""Roles that see the households their unit answers for; a lead unit's posts see those of their projects."""

CLEARED = (Stage.HANDED_OVER, Stage.DEMOLISHED, Stage.CLOSED)
UNCLEAR_TITLE = ("owner_unknown", "disputed", "inheritance_open", "in_government_handling", "in_court")


def visible(office: Office, post: Post) -> Q:
    """The condition on `HouseholdRow` for what a post may see; matches nothing for a role without sight."""
    of_projects = Q(project__in=post.projects) if post.projects else Q()
    if post.role in OF_ITS_PROJECTS:
        return of_projects
    if post.role in OF_ITS_UNIT:
        return of_projects if is_lead_unit(office, post.unit) else Q(unit=post.unit)
    if post.role == "demolition_contractor":
        return of_projects & Q(stage__in=CLEARED)
    if post.role == "notary":
        return of_projects & Q(title_state__in=UNCLEAR_TITLE)
    return Q(pk__in=())


def is_lead_unit(office: Office, unit: str) -> bool:
    """Whether a unit organises a whole project (牵头实施单位)."""
    row = office.unit(unit)
    return row is not None and row.get("kind") == "lead_unit"


def sees_beyond_unit(office: Office, post: Post) -> bool:
    """Whether the post's sight is wider than the households of one unit."""
    return post.role in OF_ITS_PROJECTS or is_lead_unit(office, post.unit)


def not_visible(post: Post, household_id: str) -> Reason:
    """Why a post may not open this file."""
    where = Text("此户不由本岗位负责", "this household is not within your post's duty")
    return Reason(
        code="permission:sight",
        rule="岗位权限表",
        fact=f"{household_id} / {post.id}",
        message=Text(
            f"岗位“{post.title_zh}”不能查看此户的户档：{where.zh}",
            f"the post “{post.title_en}” may not open this file: {where.en}",
        ),
        remedy=Text(
            "请换用有权的岗位，或者请责任单位的经办人查看",
            "act in a post that may, or ask the responsible unit",
        ),
    )


# ---------- lists ----------
@dataclass(frozen=True, slots=True)
class HouseholdFilter:
    """What a list of households shows; empty fields filter nothing.

    Projects outside the totals are shown when one of them is named, or a text is looked for: a list counts what
    the day account counts.

    duty  id of a post: households of which it holds one of the five duties
    text  part of the file number, a name or the address
    """

    project: str = ""
    block: str = ""
    unit: str = ""
    stage: str = ""
    choice: str = ""
    title: str = ""
    remaining: bool = False
    signed: str = ""
    duty: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """One household as lists show it; sums in fen, areas in 0.01 ㎡."""

    id: str
    project: str
    block: str
    names: str
    address: str
    stage: Stage
    state: str
    unit: str
    choice: str
    title: str
    signed_on: date | None
    area_dm2: int
    total_fen: Fen
    settled_fen: Fen
    grievances_open: int


_STAGE_NUMBER = Case(
    *(When(stage=stage.value, then=Value(n)) for n, stage in enumerate(STAGES)), output_field=IntegerField()
)
ORDERS: Mapping[str, str] = {
    "id": "pk", "names": "names", "project": "project", "block": "block", "stage": "stage_number", "unit": "unit",
    "choice": "choice", "title": "title_state", "signed_on": "signed_on", "area": "area_dm2", "total": "total_fen",
    "settled": "settled_fen", "grievances": "grievances_open",
}  # fmt: skip
"""What a list may be ordered by."""


@dataclass(frozen=True, slots=True)
class Found:
    """The households that a filter lets pass, counted and paged by the database."""

    rows: QuerySet[HouseholdRow]

    def total(self) -> int:
        """How many there are."""
        return self.rows.count()

    def lines(self, first: int = 0, count: int | None = None) -> tuple[HouseholdLine, ...]:
        """Lines from the first-th on; all of them without a count."""
        shown = self.rows[first:] if count is None else self.rows[first : first + count]
        return tuple(_line(row) for row in shown.defer("data"))

    def stages(self) -> dict[Stage, int]:
        """How many stand in each stage; the stages add up to the total."""
        counts = dict.fromkeys(STAGES, 0)
        for stage in self.rows.order_by().values_list("stage", flat=True):
            counts[Stage(stage)] += 1
        return counts


def find(sight: Q, wanted: HouseholdFilter, order: str = "id") -> Found:
    """Households within a sight that a filter lets pass, in an order of `ORDERS` (`-` before it descends)."""
    rows = HouseholdRow.objects.filter(sight).annotate(stage_number=_STAGE_NUMBER)
    for column, value in (
        ("project", wanted.project),
        ("block", wanted.block),
        ("unit", wanted.unit),
        ("stage", wanted.stage),
        ("choice", wanted.choice),
        ("title_state", wanted.title),
    ):
        if value:
            rows = rows.filter(**{column: value})
    if not (wanted.project or wanted.text):
        rows = rows.exclude(project__in=ProjectRow.objects.filter(in_totals=False).values("pk"))
    if wanted.remaining:
        rows = rows.filter(remaining=True)
    if wanted.signed:
        rows = rows.exclude(signed_on="") if wanted.signed == "yes" else rows.filter(signed_on="")
    if wanted.duty:
        mine = DutyRow.objects.filter(post=wanted.duty).values("household")
        rows = rows.filter(pk__in=mine)
    if wanted.text:
        text = wanted.text
        rows = rows.filter(Q(pk__icontains=text) | Q(names__icontains=text) | Q(address__icontains=text))
    name = ORDERS.get(order.removeprefix("-"), "pk")
    by = F(name).desc() if order.startswith("-") else F(name).asc()
    return Found(rows.order_by(by, "pk"))


def _line(row: HouseholdRow) -> HouseholdLine:
    return HouseholdLine(
        id=row.pk,
        project=row.project,
        block=row.block,
        names=row.names,
        address=row.address,
        stage=Stage(row.stage),
        state=row.state,
        unit=row.unit,
        choice=row.choice,
        title=row.title_state,
        signed_on=_day(row.signed_on),
        area_dm2=row.area_dm2,
        total_fen=Fen(row.total_fen),
        settled_fen=Fen(row.settled_fen),
        grievances_open=row.grievances_open,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# ---------- one file ----------
@dataclass(frozen=True, slots=True)
class HouseholdFile:
    """A household's aggregate with its project's."""

    household: Household
    project: Project


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a household's file, opened, with the receipt its author was given.

    by    id of the post; `system` where no person acted
    at    instant of entry
    done  the act's own day or instant as recorded, empty where it has none
    """

    seq: int
    type: str
    event: Event
    by: str
    at: datetime
    done: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A refused attempt on a household: who, when, which command, and the reasons as they were given."""

    at: datetime
    person: str
    post: str
    command: str
    subject: str
    reasons: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document named as evidence: of which event, and whether its scan is kept here."""

    document: str
    number: str
    on: date | None
    sha256: str
    seq: int


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """Dates of a step in the newest plan: earliest lawful, planned, latest for the deadline."""

    step: str
    earliest: date | None
    planned: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Planned:
    """What the newest plan says about a household; `impossible` why it gives no date."""

    made_on: date
    steps: tuple[PlannedStep, ...] = ()
    impossible: Text | None = None


def file_of(household_id: str) -> HouseholdFile | None:
    """The file of a household, or None."""
    row = HouseholdRow.objects.filter(pk=household_id).first()
    if row is None:
        return None
    project = ProjectRow.objects.get(pk=row.project)
    return HouseholdFile(household_from_json(row.data), project_from_json(project.data))


def is_visible(household_id: str, sight: Q) -> bool:
    """Whether a household lies within a sight."""
    return HouseholdRow.objects.filter(sight, pk=household_id).exists()


def entries_of(household_id: str, types: Iterable[str] = ()) -> tuple[Entry, ...]:
    """The events of a household's file, oldest first, decrypted and checked against their commitments.

    types  only events of these types, all where none is named
    """
    seqs = FileEntry.objects.filter(household=household_id).values("seq")
    leaves = Leaf.objects.filter(pk__in=seqs).order_by("seq")
    if types:
        leaves = leaves.filter(type__in=tuple(types))
    found = list(leaves)
    openings = Opening.objects.in_bulk([leaf.seq for leaf in found])
    keystore = services().keystore
    return tuple(
        _entry(leaf, event_of(leaf, openings[leaf.seq], keystore)[0])
        for leaf in found
        if leaf.seq in openings
    )


def _entry(leaf: Leaf, event: Event) -> Entry:
    com: Mapping[str, Any] = event.com
    body = json.loads(bytes(leaf.body))
    return Entry(
        seq=leaf.seq,
        type=leaf.type,
        event=event,
        by=str(body["by"]),
        at=from_millis(leaf.at),
        done=str(com.get("done_at") or com.get("on") or ""),
        receipt=ledger.receipt_code(bytes(leaf.hash)),
    )


def tried_on(household_id: str) -> tuple[Tried, ...]:
    """Refused attempts on a household, newest first."""
    return tuple(
        tried(row) for row in Attempt.objects.filter(subject=household_id).order_by("-at")[:MOST_ATTEMPTS]
    )


MOST_ATTEMPTS = 100
"""Attempts shown in one file; more than that is a script gone wrong, and the list of attempts has all."""


def tried(row: Attempt) -> Tried:
    """An attempt as a value."""
    return Tried(row.at, row.person, row.post, row.command, row.subject, tuple(row.refused))


def papers_of(household_id: str) -> tuple[Paper, ...]:
    """Documents named in a household's file, newest first."""
    rows = DocumentRow.objects.filter(household=household_id).order_by("-seq", "n")
    return tuple(Paper(r.document, r.number, _day(r.on[:10]), r.sha256, r.seq) for r in rows)


def households_of_paper(sha256: str) -> tuple[str, ...]:
    """Files in which a scan is named; "" stands for a project's own paper."""
    return tuple(DocumentRow.objects.filter(sha256=sha256).values_list("household", flat=True).distinct())


def acts_of_paper(sha256: str, household: str) -> tuple[DocumentRow, ...]:
    """Where a scan is named: in acts of this household, or of projects where it is empty, newest first."""
    return tuple(DocumentRow.objects.filter(sha256=sha256, household=household).order_by("-seq", "n"))


def reached_of(household_id: str) -> dict[Stage, date]:
    """Stage → the day on which the household last came to it, by its acts' own days."""
    rows = (
        MoveRow.objects.filter(household=household_id)
        .order_by("seq")
        .values_list("stage", "before", "done_on")
    )
    return {Stage(stage): date.fromisoformat(on) for stage, before, on in rows if stage != before}


def planned_of(household_id: str) -> Planned | None:
    """What the newest kept plan says about a household; None before the first plan."""
    row = PlanRow.objects.order_by("-day", "-seq").first()
    if row is None:
        return None
    why = row.impossible.get(household_id)
    steps = row.dates.get(household_id) or {}
    return Planned(
        made_on=row.day,
        steps=tuple(PlannedStep(step, *(_day(d or "") for d in days)) for step, days in steps.items()),
        impossible=Text(why["zh"], why["en"]) if why else None,
    )


def note_access(*, at: datetime, person: str, household: str, what: str) -> None:
    """Keep that a person looked at a household's file; apart from the ledger, like attempts."""
    AccessRow.objects.create(at=at, person=person, household=household, what=what)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of a list offer: values that occur within a sight, in a steady order."""

    projects: tuple[str, ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    units: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def choices_within(sight: Q) -> Choices:
    """Projects, (project, block) pairs, units, choices and title states that occur within a sight."""
    rows = HouseholdRow.objects.filter(sight).order_by()
    places = sorted(set(rows.values_list("project", "block", "unit").distinct()))
    facts = set(rows.values_list("choice", "title_state").distinct())
    return Choices(
        projects=tuple(dict.fromkeys(p for p, _b, _u in places)),
        blocks=tuple(dict.fromkeys((p, b) for p, b, _u in places)),
        units=tuple(sorted({u for _p, _b, u in places if u})),
        choices=tuple(sorted({c for c, _t in facts if c})),
        titles=tuple(sorted({t for _c, t in facts if t})),
    )
