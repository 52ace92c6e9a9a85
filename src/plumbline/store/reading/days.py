"""The account of a closed day as the office's paper shows it: by project and in all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plumbline.store.models import CorrectionRow, HouseholdRow, LateRow, MoveRow
from plumbline.store.reading.commitments import Commitment, due_on
from plumbline.store.reading.money import MoneyOfDay, money_of_day
from plumbline.store.reading.progress import Reached, Standstill, reached, standstills
from plumbline.store.reading.sealed import ProjectName, SealedDay, last_sealed, project_names, the_office
from plumbline.store.reading.time_points import TimePoint, time_points
from plumbline.terms import REMAINING_BEFORE, STAGES, Stage

COUNTED = (Stage.AGREED, Stage.COMPENSATED, Stage.VACATED, Stage.HANDED_OVER, Stage.DEMOLISHED)
"""What the paper counts by day and in all: signed, paid, vacated, handed over, demolished."""


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project's line: households, by stage, what reached each counted stage, what remains, its money."""

    id: str
    name: ProjectName | None
    households: int
    stages: Mapping[Stage, int]
    reached: Mapping[Stage, Reached]
    remaining: int
    money: MoneyOfDay


@dataclass(frozen=True, slots=True)
class LateEntry:
    """An act of a household or project that was entered late on the day, and whether its reviewer took it."""

    project: str
    command: str
    done_on: str
    accepted: bool | None


@dataclass(frozen=True, slots=True)
class DayAccount:
    """Everything on the paper; the lines add up to `whole`, and `whole` to the sealed account.

    others         whether projects outside the totals are shown too; `whole` then counts them
    commitments    those that fell due on the day before, with what the close of that day found
    corrections    project → dated corrections entered on the day
    """

    day: SealedDay
    others: bool
    lines: tuple[ProjectLine, ...]
    whole: ProjectLine
    unreconciled_fen: int
    time_points: tuple[TimePoint, ...]
    standstills: tuple[Standstill, ...]
    commitments: tuple[Commitment, ...]
    corrections: Mapping[str, int]
    late: tuple[LateEntry, ...]
    previous: date | None


def lines_of(day: SealedDay, *, others: bool = False) -> tuple[tuple[ProjectLine, ...], ProjectLine]:
    """The lines of a closed day, and their sum: figures of sealed leaves alone, no step of the law asked."""
    names = project_names()
    shown = [pk for pk, name in names.items() if name.in_totals or others]
    moved, money = reached(day.on), money_of_day(day.on)
    lines = tuple(
        _line(pk, names[pk], _stages(day, pk), moved.get(pk, {}), money.get(pk, MoneyOfDay())) for pk in shown
    )
    return lines, _whole(lines)


def account_of(day: SealedDay, *, others: bool = False) -> DayAccount:
    """The account of a closed day; `others` shows the projects outside the totals too."""
    lines, whole = lines_of(day, others=others)
    shown = [line.id for line in lines]
    before = last_sealed(before=day.on)
    first = the_office().first_day
    return DayAccount(
        day=day,
        others=others,
        lines=lines,
        whole=whole,
        unreconciled_fen=int(day.account["unreconciled_fen"]),
        time_points=time_points(day, shown),
        # Before day 1 nobody has promised a daily step; from then on each day without one is named.
        standstills=standstills(day.on, first - timedelta(days=1), shown) if day.on >= first else (),
        commitments=due_on(day.on - timedelta(days=1), shown),
        corrections=_corrections(day.on, shown),
        late=_late(day.on, shown),
        previous=before.on if before else None,
    )


def _stages(day: SealedDay, project: str) -> Mapping[Stage, int]:
    sealed = day.project(project)
    if sealed is not None:
        return {stage: int(sealed["stages"][stage.value]) for stage in STAGES}
    # Projects outside the totals are not in the sealed table; their moves of sealed leaves give the same.
    last: dict[str, str] = dict(
        MoveRow.objects.filter(day__lte=day.on, project=project)
        .order_by("seq")
        .values_list("household", "stage")
    )
    return {stage: sum(1 for s in last.values() if s == stage) for stage in STAGES}


def _line(
    pk: str,
    name: ProjectName | None,
    stages: Mapping[Stage, int],
    moved: Mapping[Stage, Reached],
    money: MoneyOfDay,
) -> ProjectLine:
    return ProjectLine(
        id=pk,
        name=name,
        households=sum(stages.values()),
        stages=stages,
        reached={stage: moved.get(stage, Reached()) for stage in COUNTED},
        remaining=sum(stages[stage] for stage in REMAINING_BEFORE),
        money=money,
    )


def _whole(lines: tuple[ProjectLine, ...]) -> ProjectLine:
    none = dict.fromkeys(STAGES, 0)
    return ProjectLine(
        id="",
        name=None,
        households=sum(line.households for line in lines),
        stages={stage: sum((line.stages[stage] for line in lines), 0) for stage in none},
        reached={stage: sum((line.reached[stage] for line in lines), Reached()) for stage in COUNTED},
        remaining=sum(line.remaining for line in lines),
        money=sum((line.money for line in lines), MoneyOfDay()),
    )


def _corrections(on: date, projects: list[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for project in CorrectionRow.objects.filter(day=on, project__in=projects).values_list(
        "project", flat=True
    ):
        found[project] = found.get(project, 0) + 1
    return found


def _late(on: date, projects: list[str]) -> tuple[LateEntry, ...]:
    rows = list(LateRow.objects.filter(day=on).order_by("seq"))
    of = dict(
        HouseholdRow.objects.filter(pk__in=[r.household for r in rows if not r.project]).values_list(
            "pk", "project"
        )
    )
    entries = [
        LateEntry(row.project or of.get(row.household, ""), row.command, row.done_on, row.accepted)
        for row in rows
    ]
    return tuple(entry for entry in entries if entry.project in projects)
