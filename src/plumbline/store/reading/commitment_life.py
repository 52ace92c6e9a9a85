"""One commitment from its giving to its end: the unit's reports beside what every sealed day measures.

A household counts for the unit that answered for it when it came to the stage; whoever lawfully waits is shown
beside the figure and held against nobody.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from plumbline import campaign
from plumbline.campaign import Office, WaitsFor, household_from_json
from plumbline.store.models import CommitmentRow, HouseholdRow, MoveRow, ReportRow
from plumbline.store.reading.office import projects_at, version
from plumbline.store.reading.sealed import SealedDay, last_sealed
from plumbline.terms import STAGES, Stage


@dataclass(frozen=True, slots=True)
class Report:
    """What the unit said of a day, and what the sealed day measures; `measured` is None while it is not sealed."""

    as_of: date
    entered_on: date
    reached: int
    measured: int | None
    text: str
    by_person: str

    @property
    def differs(self) -> int:
        """How many households more (or, below zero, fewer) were reported than measured; 0 while not sealed."""
        return 0 if self.measured is None else self.reached - self.measured


@dataclass(frozen=True, slots=True)
class Life:
    """A commitment whole.

    measured  (sealed day, households at the stage), from the day it was given to its end or the last sealed day
    waiting   household → what the law lets it wait for, of those of the unit that are not at the stage yet
    left      households of the unit that are not at the stage, the waiting ones among them
    """

    row: CommitmentRow
    measured: tuple[tuple[date, int], ...]
    reports: tuple[Report, ...]
    waiting: tuple[tuple[str, WaitsFor], ...]
    left: int
    sealed: SealedDay | None

    @property
    def reached(self) -> int | None:
        """The newest measure, None before any day is sealed."""
        return self.measured[-1][1] if self.measured else None

    @property
    def state(self) -> str:
        """`open`, `kept` or `broken`; only the close of its day decides."""
        return "open" if self.row.kept is None else "kept" if self.row.kept else "broken"


def life_of(office: Office, number: int, today: date) -> Life | None:
    """The life of a commitment, None where there is none of this number."""
    row = CommitmentRow.objects.filter(pk=number).first()
    if row is None:
        return None
    sealed = last_sealed()
    given, due = date.fromisoformat(row.given_on), date.fromisoformat(row.due_on)
    counts = measure(row, min(due, sealed.on)) if sealed else {}
    measured = tuple((day, n) for day, n in counts.items() if day >= given)
    left = _not_there_yet(row)
    waiting = _waiting(office, left, today) if row.kept is None else ()
    return Life(row, measured, _reports(row, dict(measured)), waiting, len(left), sealed)


def measure(row: CommitmentRow, until: date) -> dict[date, int]:
    """Day → households of the unit at the stage or beyond at its end, from the day before it was given on."""
    rank = {stage.value: n for n, stage in enumerate(STAGES)}
    wanted = rank[row.stage]
    moves = MoveRow.objects.filter(day__lte=until)
    if row.project:
        moves = moves.filter(project=row.project)
    credited: dict[str, str] = {}
    changes: Counter[date] = Counter()
    for household, unit, stage, day in moves.order_by("seq").values_list("household", "unit", "stage", "day"):
        is_there = rank[stage] >= wanted and stage != Stage.WITHDRAWN
        if is_there and household not in credited:
            credited[household] = unit
            changes[day] += unit == row.unit
        elif not is_there and household in credited:
            changes[day] -= credited.pop(household) == row.unit
    first = date.fromisoformat(row.given_on) - timedelta(days=1)
    total = sum(n for day, n in changes.items() if day <= first)
    counts = {first: total}
    for day in (first + timedelta(days=n) for n in range(1, (until - first).days + 1)):
        total += changes[day]
        counts[day] = total
    return counts


def reached_by(row: CommitmentRow, on: date) -> int:
    """How many households of the unit are at the stage at a moment of a day, sealed or not."""
    counts = measure(row, on)
    return counts[max(counts)]


def _reports(row: CommitmentRow, measured: dict[date, int]) -> tuple[Report, ...]:
    return tuple(
        Report(
            as_of=date.fromisoformat(r.as_of),
            entered_on=r.day,
            reached=r.reached,
            measured=measured.get(date.fromisoformat(r.as_of)),
            text=r.text,
            by_person=r.by_person,
        )
        for r in ReportRow.objects.filter(commitment=row.pk).order_by("-as_of", "-seq")
    )


def _not_there_yet(row: CommitmentRow) -> list[str]:
    before = [stage.value for stage in STAGES[: STAGES.index(Stage(row.stage))]]
    rows = HouseholdRow.objects.filter(unit=row.unit, stage__in=before)
    if row.project:
        rows = rows.filter(project=row.project)
    return list(rows.order_by("position").values_list("pk", flat=True))


def _waiting(office: Office, left: list[str], today: date) -> tuple[tuple[str, WaitsFor], ...]:
    projects = projects_at(version())
    rows = HouseholdRow.objects.filter(pk__in=left).order_by("position").values_list("project", "data")
    pairs = [(projects[project], household_from_json(data)) for project, data in rows]
    told = campaign.waits_for(campaign.rules_of(office), pairs, today)
    return tuple((household, waits) for household, waits in told.items() if waits.is_lawful)
