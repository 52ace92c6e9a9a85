"""The class LP: how many households of each class have done each stage by each day, at best.

Its value is a lower bound for every lawful plan, because the numbers of any plan satisfy it; its
numbers are targets for the list schedule. Its size does not depend on the number of households. Needs the
extra `plan` (HiGHS, numpy); without it there is no LP bound and the list schedule runs without targets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, TypeAlias

from plumbline.planning.highs import highspy, np, quiet_solver, run
from plumbline.planning.routes import Routes, RouteStage, teams_on
from plumbline.planning.statement import Day

ClassStage: TypeAlias = tuple[tuple[str, str], int]
"""A class (project, type) and the number of a stage of its route."""

Targets: TypeAlias = Mapping[ClassStage, tuple[int, ...]]
"""Households that should have done a stage by each day from the first, whole numbers, rounded down."""

HASTE = 1e-4
"""Price of a day of waiting before any stage against one overdue household-day: it only breaks ties."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimum of the relaxed problem: a proven bound on overdue household-days, and targets.

    whole  whether the numbers of households were held whole (integers)
    """

    overdue: int
    targets: Targets
    whole: bool


def relax(
    routes: Routes, last: Day, *, haste: bool, whole: bool, time_limit: float, workers: int, seed: int
) -> Relaxed | None:
    """The least overdue of the class model up to a day, or None when the solver reached no optimum in time.

    last   last day of the model, at least every deadline
    haste  also price every day of waiting a little: other targets; the bound is then 0, for the value is mixed
    whole  hold the numbers of households whole
    """
    model = _Model(routes, last)
    model.price(haste)
    solver = model.solver(whole=whole, time_limit=time_limit, workers=workers, seed=seed)
    if run(solver) != highspy.HighsModelStatus.kOptimal:
        return None
    value = 0.0 if haste else solver.getInfo().objective_function_value + model.constant
    return Relaxed(_rounded_up(value), model.targets(solver.getSolution().col_value), whole)


def last_handover_bound(
    routes: Routes, low: Day, high: Day, *, time_limit: float, workers: int, seed: int
) -> Day:
    """The earliest day by which the relaxed problem can hand over everything, by bisection.

    low   a day already proved, high  a day that a plan reaches
    """
    while low < high:
        middle = (low + high) // 2
        model = _Model(routes, middle)
        if not model.complete():
            low = middle + 1
            continue
        solver = model.solver(whole=False, time_limit=time_limit, workers=workers, seed=seed)
        status = run(solver)
        if status == highspy.HighsModelStatus.kInfeasible:
            low = middle + 1
        elif status == highspy.HighsModelStatus.kOptimal:
            high = middle
        else:
            return low
    return low


def _rounded_up(value: float) -> int:
    # Overdue is whole, so its bound may be rounded up; the solver's tolerance is taken off first.
    return max(0, ceil(value - 1e-4 - 1e-7 * abs(value)))


class _Model:
    """Rows and columns; a column is Z[class, stage, day], households that do the stage up to the day."""

    def __init__(self, routes: Routes, last: Day) -> None:
        self.routes, self.campaign = routes, routes.campaign
        self.first, self.last = self.campaign.calendar.first_day, last
        self.width = max(0, last - self.first + 1)
        self.counts: dict[ClassStage, int] = defaultdict(int)
        self.arrivals: dict[ClassStage, dict[Day, int]] = defaultdict(lambda: defaultdict(int))
        self._count_households()
        self.column = {key: n * self.width for n, key in enumerate(sorted(self.counts))}
        self.cost = np.zeros(len(self.column) * self.width)
        self.lower = np.zeros(len(self.cost))
        self.upper = np.zeros(len(self.cost))
        self.constant = float(self._overdue_facts())
        self.starts, self.index, self.value, self.row_upper = [0], list[int](), list[float](), list[float]()
        for key in self.column:
            self._flow(key)
        self._capacities()

    def _count_households(self) -> None:
        for household in self.campaign.households:
            pair = (self.campaign.blocks[household.block].project, household.type)
            route = self.routes.by_class[pair]
            if household.stages_done < len(route.stages):
                stage = route.stages[household.stages_done]
                ready = self.routes.ready_day(household, stage, household.done_day)
                self.arrivals[pair, household.stages_done][ready] += 1
            for index in range(household.stages_done, len(route.stages)):
                self.counts[pair, index] += 1

    def _overdue_facts(self) -> int:
        total = 0
        for household in self.campaign.households:
            project = self.campaign.projects[self.campaign.blocks[household.block].project]
            if (
                household.stages_done == len(self.routes.of(household).stages)
                and household.done_day is not None
            ):
                total += project.weight * max(0, household.done_day - project.deadline)
        return total

    def _row(self, entries: list[tuple[int, float]], upper: float) -> None:
        self.index += [column for column, _ in entries]
        self.value += [value for _, value in entries]
        self.starts.append(len(self.index))
        self.row_upper.append(upper)

    def _stage(self, key: ClassStage) -> RouteStage:
        return self.routes.by_class[key[0]].stages[key[1]]

    def _flow(self, key: ClassStage) -> None:
        """Nobody does a stage before it is open to them; what is done stays done."""
        pair, number = key
        stage, base, arrived = self._stage(key), self.column[key], 0
        before = self.column.get((pair, number - 1)) if number else None
        opened = sorted(self.arrivals[key].items())
        for offset in range(self.width):
            day = self.first + offset
            while opened and opened[0][0] <= day:
                arrived += opened.pop(0)[1]
            if offset:
                self._row([(base + offset - 1, 1.0), (base + offset, -1.0)], 0.0)
            source = self.routes.working.last_before(day - stage.extra_days, stage.lag) - self.first
            if before is not None and day >= stage.gate_day and source >= 0:
                self.upper[base + offset] = self.counts[key]
                self._row(
                    [(base + offset, 1.0), (before + min(source, self.width - 1), -1.0)], float(arrived)
                )
            else:
                self.upper[base + offset] = arrived

    def _capacities(self) -> None:
        users: dict[str, list[ClassStage]] = defaultdict(list)
        for key in self.column:
            if (resource := self._stage(key).resource) is not None:
                users[resource].append(key)
        for name, keys in sorted(users.items()):
            there = self.campaign.resources[name]
            for offset in range(self.width):
                entries: list[tuple[int, float]] = []
                for key in keys:
                    effort = float(self._stage(key).effort)
                    entries.append((self.column[key] + offset, effort))
                    if offset:
                        entries.append((self.column[key] + offset - 1, -effort))
                slots = teams_on(there, self.campaign.calendar, self.first + offset) * there.slots
                self._row(entries, float(slots))

    def price(self, haste: bool) -> None:
        """Each day after the deadline costs the weight of each household that is not handed over."""
        for (pair, number), base in self.column.items():
            project = self.campaign.projects[pair[0]]
            waits = self.counts[pair, number]
            if haste:
                self.cost[base : base + self.width] -= HASTE
            if number != len(self.routes.by_class[pair].stages) - 1:
                continue
            due = max(0, project.deadline - self.first)
            self.cost[base + due : base + self.width] -= project.weight
            days = self.last - project.deadline + 1
            self.constant += project.weight * waits * max(0, days)

    def complete(self) -> bool:
        """Ask that every household has done its last stage by the last day; False when some cannot be open by then."""
        if not self.width:
            return not self.column
        for (pair, number), base in self.column.items():
            if number == len(self.routes.by_class[pair].stages) - 1:
                self.lower[base + self.width - 1] = self.counts[pair, number]
        return bool(np.all(self.lower <= self.upper))

    def solver(self, *, whole: bool, time_limit: float, workers: int, seed: int) -> Any:
        """The model in HiGHS, ready to run."""
        solver = quiet_solver()
        solver.setOptionValue("time_limit", float(time_limit))
        solver.setOptionValue("threads", workers)
        solver.setOptionValue("random_seed", seed)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.row_upper)
        model.col_cost_, model.col_lower_, model.col_upper_ = self.cost, self.lower, self.upper
        model.row_lower_ = np.full(len(self.row_upper), -highspy.kHighsInf)
        model.row_upper_ = np.array(self.row_upper)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(self.index, dtype=np.int32)
        model.a_matrix_.value_ = np.array(self.value)
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.cost)
        solver.passModel(model)
        return solver

    def targets(self, values: list[float]) -> Targets:
        """The numbers of a solution, rounded down."""
        rounded = np.floor(np.asarray(values) + 1e-6).astype(int)
        return {
            key: tuple(int(n) for n in rounded[base : base + self.width]) for key, base in self.column.items()
        }
