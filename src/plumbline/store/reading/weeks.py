"""The weeks of the campaign, and what a week of sealed days says: every figure by its name.

A week is seven days from day 1; the last one may be shorter. It has facts only when all its days are sealed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from plumbline import documents
from plumbline.documents import COUNTED, PLANNED, Named, WeekFacts
from plumbline.store.models import CommitmentRow, CorrectionRow, GrievanceRow, HouseholdRow, LateRow, PlanRow
from plumbline.store.reading.lawful_waiting import REASONS, waiting_by_law
from plumbline.store.reading.money import MoneyOfDay, money_of_day
from plumbline.store.reading.office import Version, block_names, office_at, unit_names, version
from plumbline.store.reading.progress import standstills
from plumbline.store.reading.projects import short_names
from plumbline.store.reading.reached import Arrival, Moves, moves_until
from plumbline.store.reading.sealed import SealedDay, last_sealed, sealed_days, the_office
from plumbline.store.reading.time_points import TimePoint, time_points
from plumbline.store.reading.week_orders import orders_of_week
from plumbline.terms import Stage

DAYS = 7
"""Days of a week, of a standstill that the bulletin names, and of what it looks ahead."""

UNMOVED = (Stage.AGREED, Stage.COMPENSATED, Stage.VACATED, Stage.HANDED_OVER)
"""Stages with a next step of the office's own, in which a week without a move is named."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the campaign; `missing` are its days that are not sealed."""

    number: int
    first: date
    last: date
    missing: tuple[date, ...]


def weeks() -> tuple[Week, ...]:
    """Every week of the campaign, with what of it is not sealed yet."""
    office = the_office()
    if not office.is_open:
        return ()
    end = office.first_day + timedelta(days=office.days - 1)
    sealed = {day.on for day in sealed_days(office.first_day, end)}
    found = []
    for number in range(1, -(-office.days // DAYS) + 1):
        first = office.first_day + timedelta(days=DAYS * (number - 1))
        last = min(first + timedelta(days=DAYS - 1), end)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        found.append(Week(number, first, last, tuple(day for day in days if day not in sealed)))
    return tuple(found)


def week_of(number: int) -> Week | None:
    """The week of a number, None for one that the campaign does not have."""
    return next((week for week in weeks() if week.number == number), None)


def facts_of(week: Week) -> WeekFacts:
    """What a sealed week says; `week.missing` must be empty."""
    assert not week.missing, f"week {week.number} is not sealed"
    return _facts_at(version(), week)


def sealed_facts_of(week: Week) -> WeekFacts:
    """The same without what is asked of the law: the figures that the bulletin's digest covers, and quickly."""
    assert not week.missing, f"week {week.number} is not sealed"
    return _Gathering(version(), week, asks_law=False).facts()


@lru_cache(maxsize=8)
def _facts_at(at: Version, week: Week) -> WeekFacts:
    return _Gathering(at, week, asks_law=True).facts()


class _Gathering:
    """Puts the figures of one week together; each part below adds its own names."""

    def __init__(self, at: Version, week: Week, *, asks_law: bool) -> None:
        self.week = week
        self.office = office_at(at)
        self.days = sealed_days(week.first, week.last)
        self.day: SealedDay = self.days[-1]
        self.before = last_sealed(before=week.first)
        self.projects = [str(row["id"]) for row in self.day.account["projects"]]
        self.short = short_names(self.office)
        self.units = [str(row["id"]) for row in self.day.account["units"]]
        self.unit_names = {id: _bare(text.zh) for id, text in unit_names(self.office).items()}
        self.on, self.within = week.last.isoformat(), f"{week.first.isoformat()}..{week.last.isoformat()}"
        self.moves: Moves = moves_until(week.last, self.projects)
        self.asks_law = asks_law
        self.waiting = waiting_by_law(self.day, self.projects) if asks_law else {}
        self.places = {
            pk: (project, unit, block)
            for pk, project, unit, block in HouseholdRow.objects.filter(
                project__in=self.projects
            ).values_list("pk", "project", "unit", "block")
        }
        self.figures: dict[str, int] = {}

    def facts(self) -> WeekFacts:
        """The whole of it."""
        self._accounts()
        self._reached()
        self._waiting()
        self._money()
        promises = tuple(self._promises())
        still = tuple(self._still())
        self._unmoved()
        overdue = self._grievances()
        self._entries()
        self.figures |= orders_of_week(self.week.first, self.week.last, self.day.size)
        plan_on, planned = self._plan()
        endings = tuple(self._endings()) if self.asks_law else ()
        return WeekFacts(
            week=self.week.number,
            number=self.day.number or 0,
            days=self.office.days,
            first=self.week.first,
            last=self.week.last,
            figures=self.figures,
            projects=tuple(Named(id, self.short[id]) for id in self.projects),
            units=tuple(self._named(id) for id in self.units),
            plan_on=plan_on,
            course=tuple(self._course(planned)),
            of_days=tuple(
                documents.DayOfWeek(day.on, day.number or 0, day.digits[:DIGITS]) for day in self.days
            ),
            promises=promises,
            still=still,
            overdue=tuple(self._named(id) for id in overdue),
            endings=endings,
        )

    def _named(self, unit: str) -> Named:
        return Named(unit, self.unit_names.get(unit, unit))

    def _accounts(self) -> None:
        """Households and what remains: as the account of the day was sealed."""
        account = self.day.account
        for kind, rows in (("project", account["projects"]), ("unit", account["units"])):
            for row in rows:
                self.figures[f"{self.on}/{kind}:{row['id']}/households"] = int(row["households"])
                self.figures[f"{self.on}/{kind}:{row['id']}/remaining"] = int(row["remaining"])
        self.figures[f"{self.on}/all/projects"] = len(self.projects)
        self.figures[f"{self.on}/all/households"] = int(account["households"])
        for day in self.days:
            self.figures[f"{day.on.isoformat()}/all/remaining"] = day.remaining
        first = self.before or self.days[0]
        self.figures[f"{self.within}/all/remaining_before"] = first.remaining

    def _reached(self) -> None:
        """First arrivals at each counted stage, in all, in the week, and on each of its days."""
        week, begin = self.week, date.min
        for head, since in ((self.on, begin), (self.within, week.first)):
            for of, keys in (
                (_everywhere, ["all"]),
                (lambda one: f"project:{one.project}", [f"project:{id}" for id in self.projects]),
                (lambda one: f"unit:{one.unit}", [f"unit:{id}" for id in self.units]),
            ):
                counted = self.moves.counted(of, since, week.last)
                for key in keys:
                    for stage in COUNTED:
                        self.figures[f"{head}/{key}/reached/{stage.value}"] = counted[key, stage]
        for day in self.days:
            counted = self.moves.counted(_everywhere, day.on, day.on)
            for stage in COUNTED:
                self.figures[f"{day.on.isoformat()}/all/today/{stage.value}"] = counted["all", stage]

    def _waiting(self) -> None:
        head = f"law/{self.on}"
        by_project, by_unit = Counter[str](), Counter[str]()
        for household in self.waiting:
            project, unit, _block = self.places[household]
            by_project[project] += 1
            by_unit[unit] += 1
        self.figures[f"{head}/all/waiting"] = len(self.waiting)
        self.figures |= {f"{head}/project:{id}/waiting": by_project[id] for id in self.projects}
        self.figures |= {f"{head}/unit:{id}/waiting": by_unit[id] for id in self.units}
        why = Counter(self.waiting.values())
        self.figures |= {f"{head}/all/waiting/{reason}": why[reason] for reason in REASONS}

    def _money(self) -> None:
        now = self._sum(money_of_day(self.day.on))
        then = self._sum(money_of_day(self.before.on)) if self.before else MoneyOfDay()
        for name in ("due", "paid", "deposited"):
            self.figures[f"{self.on}/all/money/{name}"] = getattr(now, name)
            self.figures[f"{self.within}/all/money/{name}"] = getattr(now, name) - getattr(then, name)
        self.figures[f"{self.on}/all/money/open"] = now.due_open
        self.figures[f"{self.on}/all/money/unreconciled"] = int(self.day.account["unreconciled_fen"])

    def _sum(self, by_project: Mapping[str, MoneyOfDay]) -> MoneyOfDay:
        return sum((by_project.get(id, MoneyOfDay()) for id in self.projects), MoneyOfDay())

    def _promises(self) -> Iterator[documents.Promise]:
        """Commitments given by then; one that fell due later was running."""
        until = self.week.last + timedelta(days=DAYS)
        rows = CommitmentRow.objects.filter(given_on__lte=self.on, project__in=self.projects).order_by(
            "due_on", "seq"
        )
        counts: Counter[str] = Counter()
        for row in rows:
            due, key = date.fromisoformat(row.due_on), f"{self.on}/unit:{row.unit}/promises"
            settled = due <= self.week.last and row.kept is not None
            if settled:
                done = min(row.reached or 0, row.households)
                counts[f"{self.on}/all/promises/due"] += 1
                counts[f"{self.on}/all/promises/kept"] += bool(row.kept)
                counts[f"{key}/due"] += 1
                counts[f"{key}/kept"] += bool(row.kept)
                counts[f"{key}/promised"] += row.households
                counts[f"{key}/done"] += done
                counts[f"law/{key}/excused"] += min(row.households - done, self._waits(row))
                if due >= self.week.first:
                    counts[f"{self.within}/all/promises/due"] += 1
                    counts[f"{self.within}/all/promises/kept"] += bool(row.kept)
            else:
                counts[f"{self.on}/all/promises/running"] += 1
                counts[f"{self.on}/all/promises/next_week"] += self.week.last < due <= until
                self.figures[f"promise:{row.seq}/households"] = row.households
            yield documents.Promise(
                row.seq, row.unit, row.project, Stage(row.stage), due, row.kept if settled else None
            )
        for head in (f"{self.on}/all", f"{self.within}/all"):
            for name in ("due", "kept", "running", "next_week"):
                self.figures[f"{head}/promises/{name}"] = counts[f"{head}/promises/{name}"]
        for unit in self.units:
            key = f"{self.on}/unit:{unit}/promises"
            for name in (f"{key}/due", f"{key}/kept", f"{key}/promised", f"{key}/done", f"law/{key}/excused"):
                self.figures[name] = counts[name]

    def _waits(self, row: CommitmentRow) -> int:
        """Households of a commitment's unit and project that wait by law."""
        return sum(1 for household in self.waiting if self.places[household][:2] == (row.project, row.unit))

    def _still(self) -> Iterator[documents.Still]:
        since = self.office.first_day - timedelta(days=1)
        blocks = block_names(self.office)
        found = [s for s in standstills(self.week.last, since, self.projects) if s.days >= DAYS]
        self.figures[f"{self.on}/still"] = len(found)
        column = {"project": 0, "unit": 1, "block": 2}
        for place in found:
            key = f"{self.on}/still/{place.kind}:{place.project}/{place.id}"
            self.figures[f"{key}/days"] = place.days
            self.figures[f"{key}/remaining"] = place.remaining
            self.figures[f"law/{key}/waiting"] = sum(
                self.places[household][0] == place.project
                and self.places[household][column[place.kind]] == place.id
                for household in self.waiting
            )
            name = self.short[place.project]
            if place.kind == "unit":
                name = f"{self.unit_names.get(place.id, place.id)}（{name}）"
            elif place.kind == "block":
                name += blocks.get((place.project, place.id), place.id)
            yield documents.Still(place.kind, name, key)

    def _unmoved(self) -> None:
        last = self.week.last - timedelta(days=DAYS)
        counted = Counter(stage for stage, since in self.moves.stands.values() if since <= last)
        for stage in UNMOVED:
            self.figures[f"{self.on}/all/unmoved/{stage.value}"] = counted[stage]

    def _grievances(self) -> tuple[str, ...]:
        """Counts of cases; returns the units with an answer overdue."""
        first = self.week.first.isoformat()
        overdue: Counter[str] = Counter()
        names = ("received", "answered")
        counts = dict.fromkeys((*names, "open"), 0)
        rows = GrievanceRow.objects.filter(received_on__lte=self.on, project__in=self.projects)
        for row in rows:
            is_open = not row.answered_on or row.answered_on > self.on
            counts["received"] += row.received_on >= first
            counts["answered"] += bool(row.answered_on) and first <= row.answered_on <= self.on
            counts["open"] += is_open
            if is_open and row.due_on < self.on:
                overdue[row.owner_unit] += 1
        self.figures |= {f"{self.within}/all/grievances/{name}": counts[name] for name in names}
        self.figures[f"{self.on}/all/grievances/open"] = counts["open"]
        self.figures[f"{self.on}/all/grievances/overdue"] = overdue.total()
        for unit, n in overdue.items():
            self.figures[f"{self.on}/unit:{unit}/grievances/overdue"] = n
        return tuple(sorted(overdue))

    def _entries(self) -> None:
        late = LateRow.objects.filter(day__gte=self.week.first, day__lte=self.week.last)
        of = {pk: place[0] for pk, place in self.places.items()}
        self.figures[f"{self.within}/all/late"] = sum(
            (row.project or of.get(row.household, "")) in self.projects for row in late
        )
        self.figures[f"{self.within}/all/corrections"] = CorrectionRow.objects.filter(
            day__gte=self.week.first, day__lte=self.week.last, project__in=self.projects
        ).count()

    def _plan(self) -> tuple[date | None, dict[Stage, tuple[int, ...]]]:
        """The first plan kept: what it wanted of each stage at the end of day 0, 1, … up to the week's end."""
        row = (
            PlanRow.objects.filter(day__lte=self.office.first_day).order_by("-day", "-seq").first()
            or PlanRow.objects.filter(day__lte=self.week.last).order_by("day", "seq").first()
        )
        if row is None:
            return None, {}
        planned: dict[Stage, tuple[int, ...]] = {}
        for stage in PLANNED:
            # What was done before the plan was made is no part of it.
            done = {one.household for one in self.moves.arrivals if one.stage is stage and one.day < row.day}
            dates = [on for household, on in _dates(row, stage) if household not in done]
            planned[stage] = tuple(
                len(done) + sum(on <= day for on in dates) if day >= row.day else -1
                for day in self._all_days()
            )
            self.figures[f"plan/{self.on}/{stage.value}"] = planned[stage][-1]
        return row.day, planned

    def _all_days(self) -> list[date]:
        begin = self.office.first_day - timedelta(days=1)
        return [begin + timedelta(days=n) for n in range((self.week.last - begin).days + 1)]

    def _course(self, planned: Mapping[Stage, tuple[int, ...]]) -> Iterator[documents.Line]:
        for stage in PLANNED:
            days = sorted(one.day for one in self.moves.arrivals if one.stage is stage)
            actual = tuple(sum(day <= on for day in days) for on in self._all_days())
            word = documents.WORDS[stage]
            yield documents.Line(word, actual)
            if stage in planned:
                wanted = tuple(a if p < 0 else p for a, p in zip(actual, planned[stage], strict=True))
                yield documents.Line(f"{word}计划", wanted, planned=True)

    def _endings(self) -> Iterator[documents.Ending]:
        """Statutory periods that end in the next seven days: one entry a project and kind."""
        head = f"law/{self.on}"
        together: dict[tuple[str, str], list[TimePoint]] = {}
        for point in time_points(self.day, self.projects, within=DAYS):
            if point.last > self.week.last:
                together.setdefault((point.project, point.what.zh), []).append(point)
        self.figures[f"{head}/endings"] = len(together)
        for n, ((project, what), points) in enumerate(together.items(), 1):
            key = f"{head}/ending:{project}/{n}"
            self.figures[key] = sum(point.cases for point in points)
            days = [point.last for point in points]
            yield documents.Ending(what, self.short[project], min(days), max(days), key)


DIGITS = 11
"""Of the forty digits: two groups of five, enough to find the day on the notice board."""

_STEPS = {Stage.AGREED: "_h_agreement_signed", Stage.VACATED: "_h_vacated", Stage.DEMOLISHED: "_h_demolished"}
_PLANNED_DAY = 1


def _everywhere(_arrival: Arrival) -> str:
    return "all"


def _dates(row: PlanRow, stage: Stage) -> Iterator[tuple[str, date]]:
    """Household and planned day of the step that brings it to a stage."""
    for household, steps in row.dates.items():
        for step, days in steps.items():
            if days[_PLANNED_DAY] and step.endswith(_STEPS[stage]):
                yield household, date.fromisoformat(days[_PLANNED_DAY])


def _bare(name: str) -> str:
    """A unit's name without the mark of a demonstration: every page of it bears the mark anyway."""
    return name.removesuffix("（示例）").removesuffix("（虚构）")
