"""List scheduling of households: day by day, the most urgent that is open first, whole households.

Non-delay: a team never waits while a task that fits is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

from plumbline.planning.plan import StageDay
from plumbline.planning.routes import Route, Routes, teams_on
from plumbline.planning.statement import Day, PlannedHousehold
from plumbline.planning.teams import TeamDay, is_divisible

Urgency: TypeAlias = tuple[int, ...]
"""Smaller is more urgent."""

Priority: TypeAlias = Callable[[int, int, Day], Urgency]
"""The urgency of (household number, stage number) when it opens on a day."""


@dataclass(frozen=True, slots=True)
class NoRoom:
    """A stage for which the calendar up to the horizon had no room."""

    household: str
    stage: str
    resource: str | None
    ready: Day


@dataclass(frozen=True, slots=True)
class Dispatched:
    """Days of the remaining stages, by household number, and the stages in order of household and route."""

    days: tuple[tuple[Day, ...], ...]
    stages: tuple[StageDay, ...]


def dispatch(routes: Routes, priority: Priority) -> Dispatched | NoRoom:
    """Give every remaining stage the first day that its turn allows.

    priority  called once for each stage when it opens, in order of day; ties go by the household's number
    returns   the dates, or the first stage (by household) that found no day up to the horizon
    """
    work = _Work(routes, priority)
    calendar = routes.campaign.calendar
    for day in range(calendar.first_day, calendar.horizon + 1):
        if work.open_stages == 0:
            break
        work.do_day(day)
    return work.result()


class _Work:
    """The state of one run: who opens when, who waits for whom, and what is done."""

    def __init__(self, routes: Routes, priority: Priority) -> None:
        self.routes = routes
        self.campaign = routes.campaign
        self.priority = priority
        self.households = self.campaign.households
        self.route: list[Route] = [routes.of(household) for household in self.households]
        self.days: list[list[Day]] = [[] for _ in self.households]
        self.team: dict[tuple[int, int], int] = {}
        self.opening: dict[Day, list[int]] = defaultdict(list)
        self.waiting: dict[str, list[tuple[Urgency, int, int]]] = {
            name: [] for name in self.campaign.resources
        }
        self.efforts = efforts_of(routes)
        self.divisible = {
            name: is_divisible(efforts, self.campaign.resources[name].slots)
            for name, efforts in self.efforts.items()
        }
        self.open_stages = 0
        for number, household in enumerate(self.households):
            left = len(self.route[number].stages) - household.stages_done
            self.open_stages += left
            if left:
                self._open_next(number, household, household.done_day)

    def _open_next(self, number: int, household: PlannedHousehold, done: Day | None) -> None:
        stage = self.route[number].stages[household.stages_done + len(self.days[number])]
        self.opening[self.routes.ready_day(household, stage, done)].append(number)

    def do_day(self, day: Day) -> None:
        """Do one day: what opens today is done or waits; each resource takes the most urgent that fit."""
        loads = {name: self._load(name, day) for name, queue in self.waiting.items() if queue}
        # A stage done today may open the next one today (a lag of 0), for the same team or another.
        while True:
            for number in self._opened_today(day):
                self._wait_or_pass(number, day)
            for name in (name for name, queue in self.waiting.items() if queue and name not in loads):
                loads[name] = self._load(name, day)
            done = [self._take(name, load, day) for name, load in loads.items()]
            if not any(done) and not self.opening.get(day):
                break
        for load in loads.values():
            self._note_teams(load)

    def _opened_today(self, day: Day) -> Sequence[int]:
        return self.opening.pop(day, ())

    def _wait_or_pass(self, number: int, day: Day) -> None:
        index = self.households[number].stages_done + len(self.days[number])
        stage = self.route[number].stages[index]
        if stage.resource is None:
            self._done(number, day)
            return
        heappush(self.waiting[stage.resource], (self.priority(number, index, day), number, index))

    def _load(self, name: str, day: Day) -> TeamDay:
        resource = self.campaign.resources[name]
        return TeamDay(teams_on(resource, self.campaign.calendar, day), resource.slots, self.divisible[name])

    def _take(self, name: str, load: TeamDay, day: Day) -> bool:
        queue, aside, smallest = self.waiting[name], [], min(self.efforts[name])
        took = False
        while queue and load.left >= smallest:
            entry = heappop(queue)
            _, number, index = entry
            if load.takes(number * _STAGES + index, self.route[number].stages[index].effort):
                took = True
                self._done(number, day)
            else:
                aside.append(entry)
        for entry in aside:
            heappush(queue, entry)
        return took

    def _done(self, number: int, day: Day) -> None:
        household = self.households[number]
        self.days[number].append(day)
        self.open_stages -= 1
        if household.stages_done + len(self.days[number]) < len(self.route[number].stages):
            self._open_next(number, household, day)

    def _note_teams(self, load: TeamDay) -> None:
        for task, team in load.teams_of().items():
            self.team[divmod(task, _STAGES)] = team

    def result(self) -> Dispatched | NoRoom:
        """The dates, when all were found."""
        rows: list[StageDay] = []
        for number, household in enumerate(self.households):
            for offset, stage in enumerate(self.route[number].stages[household.stages_done :]):
                if offset >= len(self.days[number]):
                    done = self.days[number][-1] if self.days[number] else household.done_day
                    return NoRoom(
                        household.id, stage.id, stage.resource, self.routes.ready_day(household, stage, done)
                    )
                team = self.team.get((number, household.stages_done + offset))
                rows.append(StageDay(household.id, stage.id, self.days[number][offset], stage.resource, team))
        return Dispatched(tuple(tuple(days) for days in self.days), tuple(rows))


_STAGES = 1 << 16
"""A task's number is household number × this + stage number; no route is as long."""


def efforts_of(routes: Routes) -> dict[str, set[int]]:
    """The efforts that each resource meets."""
    efforts: dict[str, set[int]] = defaultdict(set)
    for route in routes.by_class.values():
        for stage in route.stages:
            if stage.resource is not None:
                efforts[stage.resource].add(stage.effort)
    return dict(efforts)
