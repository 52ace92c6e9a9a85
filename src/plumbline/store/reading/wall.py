"""The wall's figures, from sealed days; only the clock and the open day's cell are of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from plumbline.campaign import Office
from plumbline.store.models import DayRow, HouseholdRow
from plumbline.store.reading.commitments import Kept, kept_by_unit
from plumbline.store.reading.office import Version, office_at, version
from plumbline.store.reading.planned import KeptPlan, clean_days, first_plan, newest_plan, remaining_by_plan
from plumbline.store.reading.progress import Standstill, standstills
from plumbline.store.reading.sealed import (
    ProjectName,
    SealedDay,
    project_names,
    sealed_days,
    the_instant,
)
from plumbline.terms import SHANGHAI, STAGES, Stage, Text


@dataclass(frozen=True, slots=True)
class Clock:
    """Day `day` of `days` at an instant; `last` is the last moment of the last day."""

    day: int
    days: int
    first: date
    now: datetime

    @property
    def last_day(self) -> date:
        """The campaign's last day."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def last(self) -> datetime:
        """The end of the last day."""
        return datetime.combine(self.last_day + timedelta(days=1), time(), SHANGHAI)


@dataclass(frozen=True, slots=True)
class WallProject:
    """A project of the totals on the last sealed day; `clean_on` is the plan's, None while no plan says one.

    undated  households without a planned day: they wait by law
    """

    name: ProjectName
    households: int
    remaining: int
    stages: Mapping[Stage, int]
    clean_on: date | None
    undated: int
    deadline: date


@dataclass(frozen=True, slots=True)
class WallUnit:
    """A responsible unit: households left, commitments kept, days without a move, and who waits by law."""

    id: str
    name: Text
    households: int
    remaining: int
    kept: Kept
    standing_days: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Course:
    """Remaining households at the end of day 0, 1, …: as planned for all days, as sealed up to the last one."""

    planned: Sequence[int]
    actual: Sequence[int]
    planned_from: date | None


@dataclass(frozen=True, slots=True)
class StripDay:
    """A day of the campaign: closed or not, and whether it is today."""

    number: int
    on: date
    sealed: bool
    balanced: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """All figures of the wall; `sealed` is None before the first closed day of the campaign."""

    office: Office
    clock: Clock
    sealed: SealedDay | None
    before: SealedDay | None
    course: Course | None
    projects: tuple[WallProject, ...]
    units: tuple[WallUnit, ...]
    standstills: tuple[Standstill, ...]
    strip: tuple[StripDay, ...]

    @property
    def stages(self) -> Mapping[Stage, int]:
        """Households by stage in the sealed account."""
        if self.sealed is None:
            return dict.fromkeys(STAGES, 0)
        return {stage: int(self.sealed.account["stages"][stage.value]) for stage in STAGES}


def the_wall() -> Wall:
    """The wall as it hangs now."""
    now = the_instant()
    known = _wall_at(version(), now.date())
    return replace(known, clock=clock_of(known.office, now))


@lru_cache(maxsize=2)
def _wall_at(at: Version, today: date) -> Wall:
    """The wall of a state of the read models on a day: several screens ask for it every minute."""
    office = office_at(at)
    clock = clock_of(office, datetime.combine(today, time(), SHANGHAI))
    closed = sealed_days(clock.first - timedelta(days=1), today)
    sealed = closed[-1] if closed else None
    plan = newest_plan(until=today)
    still = standstills(sealed.on, clock.first - timedelta(days=1), _counted(sealed)) if sealed else ()
    return Wall(
        office=office,
        clock=clock,
        sealed=sealed,
        before=closed[-2] if len(closed) > 1 else None,
        course=_course(clock, closed),
        projects=_projects(office, sealed, plan) if sealed else (),
        units=_units(office, sealed, plan, still) if sealed else (),
        standstills=still,
        strip=_strip(clock),
    )


def clock_of(office: Office, now: datetime) -> Clock:
    """The campaign's clock at an instant."""
    return Clock(
        day=(now.date() - office.first_day).days + 1, days=office.days, first=office.first_day, now=now
    )


def the_strip(office: Office, now: datetime) -> tuple[StripDay, ...]:
    """The days of the campaign, closed or not."""
    return _strip(clock_of(office, now))


def _counted(sealed: SealedDay) -> list[str]:
    return [str(project["id"]) for project in sealed.account["projects"]]


def _course(clock: Clock, closed: Sequence[SealedDay]) -> Course | None:
    """Remaining by day; days before the plan was made show what was, for the plan began from there."""
    if not closed or closed[0].on >= clock.first:
        return None
    actual = [day.remaining for day in closed][: clock.days + 1]
    plan = first_plan(clock.first)
    if plan is None:
        return Course(planned=[], actual=actual, planned_from=None)
    made = min(max((plan.on - clock.first).days, 0), len(actual) - 1)
    planned = remaining_by_plan(plan, actual[made], clock.first, clock.days)
    return Course([*actual[:made], *planned[made:]], actual, plan.on)


def _projects(office: Office, sealed: SealedDay, plan: KeptPlan | None) -> tuple[WallProject, ...]:
    names = project_names()
    clean = clean_days(plan) if plan else {}
    undated = _waiting(plan, "project")
    deadlines = {
        row["id"]: date.fromisoformat(str(row["deadline"])) for row in office.description["projects"]
    }
    return tuple(
        WallProject(
            name=names[row["id"]],
            households=int(row["households"]),
            remaining=int(row["remaining"]),
            stages={stage: int(row["stages"][stage.value]) for stage in STAGES},
            clean_on=clean.get(row["id"]),
            undated=undated[row["id"]],
            deadline=deadlines[row["id"]],
        )
        for row in sealed.account["projects"]
    )


def _waiting(plan: KeptPlan | None, column: str) -> Counter[str]:
    """Households that wait by law, counted by project or unit."""
    if plan is None or not plan.waiting:
        return Counter()
    rows = HouseholdRow.objects.filter(remaining=True).values_list("pk", column)
    return Counter(of for pk, of in rows.iterator() if pk in plan.waiting)


def _units(
    office: Office, sealed: SealedDay, plan: KeptPlan | None, still: Sequence[Standstill]
) -> tuple[WallUnit, ...]:
    """Units by the share of commitments kept, then by how many; those without one stand last, in order."""
    names = {
        row["id"]: Text(row["name_zh"], row.get("name_en", row["name_zh"]))
        for row in office.description["units"]
    }
    kept, waiting = kept_by_unit(sealed.on), _waiting(plan, "unit")
    standing: dict[str, int] = {}
    for found in still:
        if found.kind == "unit":
            standing[found.id] = min(found.days, standing.get(found.id, found.days))
    units = [
        WallUnit(
            id=row["id"],
            name=names.get(row["id"], Text(row["id"], row["id"])),
            households=int(row["households"]),
            remaining=int(row["remaining"]),
            kept=kept.get(row["id"], Kept(row["id"], 0, 0, 0)),
            standing_days=standing.get(row["id"], 0),
            waiting=waiting[row["id"]],
        )
        for row in sealed.account["units"]
    ]
    return tuple(sorted(units, key=_rank))


def _rank(unit: WallUnit) -> tuple[bool, int, int, str]:
    thousandths = unit.kept.kept * 1000 // unit.kept.due if unit.kept.due else 0
    return (unit.kept.due == 0, -thousandths, -unit.kept.kept, unit.id)


def _strip(clock: Clock) -> tuple[StripDay, ...]:
    closed = dict(
        DayRow.objects.filter(day__gte=clock.first, day__lte=clock.last_day).values_list("day", "balanced")
    )
    days = [clock.first + timedelta(days=n) for n in range(clock.days)]
    return tuple(StripDay(n, on, on in closed, closed.get(on, True)) for n, on in enumerate(days, 1))
