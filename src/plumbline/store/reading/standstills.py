"""Where nothing moved, named from sealed days alone, with whoever lawfully waits shown beside and not counted.

A household moves when it comes to another stage; the move is dated by its entry, so a closed day's figures
are those of its sealed leaves. A place stands still when it has households left that do not lawfully wait and
none of its households has moved for the days asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal

from plumbline import campaign
from plumbline.campaign import Office, WaitsFor, household_from_json, project_from_json
from plumbline.store.models import HouseholdRow, MoveRow, ProjectRow
from plumbline.store.reading.sealed import SealedDay
from plumbline.terms import REMAINING_BEFORE, STAGES, Stage

Kind = Literal["project", "unit", "block", "stage", "household"]
KINDS: tuple[Kind, ...] = ("project", "unit", "block", "stage", "household")

WINDOWS = {"day": 1, "three": campaign.STANDSTILL_DAYS, "week": 7}
"""Days without a step that are asked for: no step on the day, in three days, in a week."""

BATCH = 500


@dataclass(frozen=True, slots=True)
class Still:
    """A place, a stage or a household without a step.

    id         project, unit, block, stage of a project, or file number
    days       whole days without a step, the sealed day included, counted from day 1 at the earliest
    remaining  households not yet handed over and not withdrawn
    waiting    those of them that lawfully wait
    wait       for a single household: what it waits for
    """

    kind: Kind
    id: str
    project: str
    days: int
    remaining: int
    waiting: int
    wait: WaitsFor | None = None

    @property
    def is_standstill(self) -> bool:
        """Whether anybody is left who does not lawfully wait."""
        return self.remaining > self.waiting


@dataclass(frozen=True, slots=True)
class _Stood:
    """Where a household stood on the day: its places, its stage and state, and the day of its last step."""

    project: str
    block: str
    unit: str
    stage: str
    state: str
    moved: date


_LEFT = frozenset(stage.value for stage in REMAINING_BEFORE)


def still(day: SealedDay, office: Office, kind: Kind, *, least: int = 1) -> tuple[Still, ...]:
    """Everything of a kind in the projects of the totals without a step for `least` days or more, longest first."""
    stood = _stood(day.root, day.on, _counted(office))
    newest: dict[tuple[str, str], date] = {}
    left: dict[tuple[str, str], list[str]] = defaultdict(list)
    touched = _touched(day.root, day.on, _counted(office)) if kind == "stage" else {}
    for household, where in stood.items():
        key = (where.project, _id_of(kind, household, where))
        newest[key] = max(where.moved, newest.get(key, where.moved))
        if where.stage in _LEFT:
            left[key].append(household)
    since = office.first_day - timedelta(days=1)
    quiet: dict[tuple[str, str], int] = {}
    for key, households in left.items():
        last = touched.get(key, newest[key]) if kind == "stage" else newest[key]
        days = (day.on - max(last, since)).days
        if households and days >= max(least, 1):
            quiet[key] = days
    waits = waits_on(day, office, (h for key in quiet for h in left[key]))
    found = [_still(kind, key, days, left[key], waits) for key, days in quiet.items()]
    return tuple(sorted(found, key=lambda s: (-s.days, s.project, s.id)))


def _still(
    kind: Kind, key: tuple[str, str], days: int, left: list[str], waits: Mapping[str, WaitsFor]
) -> Still:
    lawful = sum(waits[h].is_lawful for h in left)
    return Still(
        kind, key[1], key[0], days, len(left), lawful, waits[left[0]] if kind == "household" else None
    )


def _id_of(kind: Kind, household: str, where: _Stood) -> str:
    match kind:
        case "project":
            return where.project
        case "unit":
            return where.unit
        case "block":
            return where.block
        case "stage":
            return where.stage
        case "household":
            return household


def _counted(office: Office) -> tuple[str, ...]:
    return tuple(row["id"] for row in office.description["projects"] if row.get("in_totals", True))


# ---------- what the sealed days say ----------
@lru_cache(maxsize=4)
def _stood(_root: str, on: date, projects: tuple[str, ...]) -> Mapping[str, _Stood]:
    """Every household as it stood at the day's end; a sealed day never changes, so its root remembers it."""
    places = {
        pk: (project, block, unit)
        for pk, project, block, unit in HouseholdRow.objects.filter(project__in=projects).values_list(
            "pk", "project", "block", "unit"
        )
    }
    found: dict[str, _Stood] = {}
    rows = MoveRow.objects.filter(day__lte=on, project__in=projects).order_by("seq")
    for household, day, before, stage, state in rows.values_list(
        "household", "day", "before", "stage", "state"
    ).iterator():
        last = found.get(household)
        # A change of state within a stage moves nobody.
        moved = day if last is None or before != stage else last.moved
        if household in places:
            found[household] = _Stood(*places[household], stage=stage, state=state, moved=moved)
    return found


@lru_cache(maxsize=4)
def _touched(_root: str, on: date, projects: tuple[str, ...]) -> Mapping[tuple[str, str], date]:
    """(project, stage) → the last day on which a household left it or came to it."""
    found: dict[tuple[str, str], date] = {}
    rows = MoveRow.objects.filter(day__lte=on, project__in=projects).order_by("day")
    for project, day, before, stage in rows.values_list("project", "day", "before", "stage").iterator():
        if before != stage:
            found[project, before] = found[project, stage] = day
    return found


_WAITS: dict[tuple[str, str], WaitsFor] = {}
_MOST_KEPT = 200_000


def waits_on(day: SealedDay, office: Office, households: Iterable[str]) -> Mapping[str, WaitsFor]:
    """What some households waited for at the end of a sealed day, asked of the law once for each day.

    Records and states are those of the day; a title's state bears no day and is the one on file.
    """
    wanted = list(dict.fromkeys(households))
    unasked = [h for h in wanted if (day.root, h) not in _WAITS]
    if unasked:
        if len(_WAITS) + len(unasked) > _MOST_KEPT:
            _WAITS.clear()
            unasked = wanted
        _WAITS.update({(day.root, h): found for h, found in _asked(day, office, unasked).items()})
    return {h: _WAITS[day.root, h] for h in wanted}


def _asked(day: SealedDay, office: Office, households: list[str]) -> Mapping[str, WaitsFor]:
    rules = campaign.rules_of(office)
    stood = _stood(day.root, day.on, _counted(office))
    projects = {
        row.pk: _as_of(project_from_json(row.data), day.size)
        for row in ProjectRow.objects.filter(pk__in=_counted(office))
    }
    pairs = []
    for start in range(0, len(households), BATCH):
        rows = HouseholdRow.objects.filter(pk__in=households[start : start + BATCH]).values_list(
            "data", flat=True
        )
        for data in rows.iterator():
            household = _as_of(household_from_json(data), day.size)
            then = replace(household, state=stood[household.id].state, stage=stood[household.id].stage)
            pairs.append((projects[then.project], then))
    return campaign.waits_for(rules, pairs, day.on)


def _as_of(aggregate: Any, size: int) -> Any:
    """A project or a household with the records that were sealed by then."""
    return replace(aggregate, records={s: r for s, r in aggregate.records.items() if r["seq"] < size})


# ---------- a step a day, progress a week ----------
@dataclass(frozen=True, slots=True)
class Pace:
    """天天有突破、周周有进展, measured: households that came to a later stage, by sealed day of the campaign.

    by_day  day n → how many; every sealed day from day 1 on is there
    """

    by_day: Mapping[int, int]

    @property
    def days_without(self) -> tuple[int, ...]:
        """Days on which no household came further."""
        return tuple(n for n, moved in self.by_day.items() if not moved)

    @property
    def weeks(self) -> tuple[tuple[int, int], ...]:
        """(week n, households) of each week of seven days that is over."""
        whole = range(1, max(self.by_day, default=0) // 7 + 1)
        return tuple((w, sum(self.by_day.get(n, 0) for n in range(7 * w - 6, 7 * w + 1))) for w in whole)

    @property
    def weeks_without(self) -> tuple[int, ...]:
        """Weeks that are over without any progress."""
        return tuple(week for week, moved in self.weeks if not moved)

    @property
    def every_day(self) -> bool:
        """Whether each sealed day had progress."""
        return bool(self.by_day) and not self.days_without

    @property
    def every_week(self) -> bool:
        """Whether each week that is over had progress."""
        return bool(self.weeks) and not self.weeks_without


def pace(day: SealedDay, office: Office, *, project: str = "", unit: str = "") -> Pace:
    """The pace up to a sealed day: of the campaign, of a project, of a unit for what it answered for that day."""
    first = office.first_day
    rows = MoveRow.objects.filter(
        day__gte=first, day__lte=day.on, project__in=[project] if project else _counted(office)
    )
    if unit:
        rows = rows.filter(unit=unit)
    order = {stage.value: n for n, stage in enumerate(STAGES) if stage is not Stage.WITHDRAWN}
    moved: dict[date, set[str]] = defaultdict(set)
    for on, household, before, stage in rows.values_list("day", "household", "before", "stage").iterator():
        if before and order.get(stage, -1) > order.get(before, len(order)):
            moved[on].add(household)
    days = range((day.on - first).days + 1)
    return Pace({n + 1: len(moved.get(first + timedelta(days=n), ())) for n in days})
