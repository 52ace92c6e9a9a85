"""What is sealed of every unit and post up to a day: the records that an appraisal is computed from.

Only rows of days up to the sealed one are read, and the duties as they lay on that day; so the same day
gives the same records whenever it is asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from plumbline import campaign
from plumbline.campaign import Office, appraising
from plumbline.store.models import (
    AppraisalEntryRow,
    CommitmentRow,
    ContestRow,
    DutyMoveRow,
    GrievanceRow,
    HouseholdRow,
    MoveRow,
)
from plumbline.store.reading.lawful_waiting import waiting_among
from plumbline.store.reading.planned import first_plan
from plumbline.store.reading.sealed import SealedDay, sealed_day, the_office
from plumbline.terms import OWN_RULE, STAGES, Duty, Stage

_HANDED_OVER = STAGES.index(Stage.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class _Household:
    """A household on the day: who answers for it, where it stands."""

    project: str
    unit: str
    posts: Mapping[str, str]
    stage: Stage
    handed_over: date | None


def figures_of(day: date) -> tuple[appraising.Figures, ...] | None:
    """The sealed records of each responsible unit and of each post that holds one of the five duties.

    returns  units first, then posts, in the description's order; None for a day that is not sealed
    """
    sealed = sealed_day(day)
    return _figures(sealed.on, sealed.root) if sealed is not None else None


@lru_cache(maxsize=8)
def _figures(day: date, _root: str) -> tuple[appraising.Figures, ...]:
    # A sealed day never changes; its root tells it from a day of another ledger.
    sealed, office = sealed_day(day), the_office()
    assert sealed is not None
    found = _Found(office, _struck(sealed, office))
    households = _households(sealed, office)
    for one in households.values():
        found.answers(one)
    found.add_all(_entered(sealed))
    found.add_all(_cases(sealed))
    found.add_all(_promises(sealed, office, households))
    found.add_all(_pace(sealed, office, households))
    return found.figures()


_Adds = tuple[str, str, appraising.SealedRecord]
"""(unit, post, record): a record with no post is the unit's alone."""


class _Found:
    """Records by subject; a subject is there once it answers for a household."""

    def __init__(self, office: Office, struck: frozenset[tuple[str, str]]) -> None:
        self.office = office
        self.struck = struck
        self.households: Counter[tuple[str, str]] = Counter()
        self.records: dict[tuple[str, str], list[appraising.SealedRecord]] = defaultdict(list)

    def answers(self, household: _Household) -> None:
        """Count a household for its unit and for each post that holds a duty of it."""
        self.households[household.unit, ""] += 1
        for post in set(household.posts.values()):
            self.households[household.unit, post] += 1

    def add_all(self, adds: Iterable[_Adds]) -> None:
        """Give each record to its unit, and to its post where it has one; what a contest struck out is gone."""
        for unit, post, record in adds:
            if (unit, record.ref) not in self.struck:
                self.records[unit, post].append(record)

    def figures(self) -> tuple[appraising.Figures, ...]:
        """The subjects with their records, units first."""
        units = [str(row["id"]) for row in self.office.description["units"]]
        posts = [(post.unit, post.id) for post in campaign.posts(self.office.description)]
        return tuple(
            appraising.Figures(
                appraising.Subject("post", post, unit) if post else appraising.Subject("unit", unit, unit),
                self.households[unit, post],
                tuple(self.records[unit, post]),
            )
            for unit, post in [*((unit, "") for unit in units), *posts]
            if self.households[unit, post]
        )


def _struck(sealed: SealedDay, office: Office) -> frozenset[tuple[str, str]]:
    """(unit, record) that contests answered by the sealed day struck out, for the unit and its posts alike."""
    units = {post.id: post.unit for post in campaign.posts(office.description)}
    answered = ContestRow.objects.filter(answered_seq__lt=sealed.size)
    return frozenset((units.get(row.subject, row.subject), ref) for row in answered for ref in row.strikes)


# ---------- households on the day ----------
def _households(sealed: SealedDay, office: Office) -> Mapping[str, _Household]:
    projects = _projects(office)
    moves = MoveRow.objects.filter(day__lte=sealed.on, project__in=projects).order_by("seq")
    stage: dict[str, Stage] = {}
    handed: dict[str, date] = {}
    for household, at, done_on in moves.values_list("household", "stage", "done_on"):
        stage[household] = Stage(at)
        if household not in handed and _is_handed_over(Stage(at)):
            handed[household] = date.fromisoformat(done_on)
    later = _duties_until(sealed.on)
    found = {}
    for id, project, data in HouseholdRow.objects.filter(pk__in=list(stage)).values_list(
        "pk", "project", "data__duties"
    ):
        unit, posts = later.get(id) or _now(data)
        found[id] = _Household(project, unit, posts, stage[id], handed.get(id))
    return found


def _projects(office: Office) -> list[str]:
    return [row["id"] for row in office.description["projects"] if row.get("in_totals", True)]


def _now(duties: Mapping[str, Mapping[str, str]]) -> tuple[str, Mapping[str, str]]:
    unit = next((duty["unit"] for duty in duties.values()), "")
    return unit, {name: duty["post"] for name, duty in duties.items()}


def _duties_until(day: date) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Household → who held its duties on the day, for those whose duties changed hands after it."""
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    for row in DutyMoveRow.objects.filter(since__gt=day.isoformat()).order_by("since", "seq"):
        found.setdefault(row.household, (row.held_unit, row.held))
    return found


def _is_handed_over(stage: Stage) -> bool:
    return stage != Stage.WITHDRAWN and STAGES.index(stage) >= _HANDED_OVER


# ---------- what is counted ----------
def _entered(sealed: SealedDay) -> Iterator[_Adds]:
    for row in AppraisalEntryRow.objects.filter(day__lte=sealed.on).order_by("seq"):
        record = appraising.SealedRecord(f"entered:{row.seq}", {row.measure: 1})
        yield row.unit, "", record
        if row.post:
            yield row.unit, row.post, record


def _cases(sealed: SealedDay) -> Iterator[_Adds]:
    on = sealed.on.isoformat()
    rows = list(GrievanceRow.objects.filter(received_on__lte=on, seq__lt=sealed.size).order_by("seq"))
    for row in rows:
        answered = bool(row.answered_on) and row.answered_on <= on
        if not answered and row.due_on > on:
            continue
        in_time = answered and row.answered_on <= row.due_on
        amounts = {"cases_due": 1, "cases_answered_in_time": int(in_time)}
        if answered:
            amounts |= {"cases_answered": 1, "cases_not_reopened": int(not _came_again(row, rows))}
        # Only a statute's own term is a statutory deadline; the office's shorter ones count with the cases.
        if not in_time and campaign.ANSWER_TERMS[row.kind][2] != OWN_RULE.zh:
            amounts["own_deadlines_missed"] = 1
        record = appraising.SealedRecord(f"case:{row.seq}", amounts)
        yield row.owner_unit, "", record
        yield row.owner_unit, row.owner_post, record


def _came_again(case: GrievanceRow, rows: list[GrievanceRow]) -> bool:
    return bool(case.household) and any(
        other.household == case.household and other.kind == case.kind and other.received_on > case.answered_on
        for other in rows
    )


def _promises(sealed: SealedDay, office: Office, households: Mapping[str, _Household]) -> Iterator[_Adds]:
    heads = {post.unit: post.id for post in campaign.posts(office.description) if post.role == "unit_head"}
    due = CommitmentRow.objects.filter(due_on__lte=sealed.on.isoformat(), kept__isnull=False)
    for row in due.filter(seq__lt=sealed.size).order_by("seq"):
        reached = min(row.reached or 0, row.households)
        waiting = _waiting_short(row, row.households - reached, households)
        amounts = {"households_promised": row.households - waiting, "households_reached": reached}
        record = appraising.SealedRecord(f"commitment:{row.seq}", amounts)
        yield row.unit, "", record
        if row.unit in heads:
            yield row.unit, heads[row.unit], record


def _waiting_short(row: CommitmentRow, short: int, households: Mapping[str, _Household]) -> int:
    """How many of those missing on the commitment's own day lawfully waited then, at most as many as are missing."""
    settled = sealed_day(date.fromisoformat(row.due_on)) if short else None
    if settled is None:
        return 0
    wanted = STAGES.index(Stage(row.stage))
    mine = [id for id, one in households.items() if (one.unit, one.project) == (row.unit, row.project)]
    moves = MoveRow.objects.filter(day__lte=settled.on, household__in=mine).order_by("seq")
    stood = dict(moves.values_list("household", "stage"))
    missing = [id for id, stage in stood.items() if STAGES.index(Stage(stage)) < wanted]
    return min(short, len(waiting_among(settled, (row.project,), missing)))


def _pace(sealed: SealedDay, office: Office, households: Mapping[str, _Household]) -> Iterator[_Adds]:
    """Days ahead of the first plan, for households handed over or due; who lawfully waits is left out."""
    plan = first_plan(office.first_day)
    if plan is None or plan.on > sealed.on:
        return
    counted: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    overdue = [
        id
        for id, planned in plan.hand_over.items()
        if planned <= sealed.on and id in households and households[id].handed_over is None
    ]
    waiting = waiting_among(sealed, _projects(office), overdue) if overdue else frozenset()
    for id, planned in sorted(plan.hand_over.items()):
        one = households.get(id)
        if one is None or (one.handed_over is None and (planned > sealed.on or id in waiting)):
            continue
        days = (planned - (one.handed_over or sealed.on)).days
        counted[one.unit, "", one.project].append(days)
        if post := one.posts.get(Duty.VACATING.value):
            counted[one.unit, post, one.project].append(days)
    for (unit, post, project), days_ahead in sorted(counted.items()):
        amounts = {"households_on_plan": len(days_ahead), "days_ahead_of_plan": sum(days_ahead)}
        yield unit, post, appraising.SealedRecord(f"plan:{project}", amounts)
