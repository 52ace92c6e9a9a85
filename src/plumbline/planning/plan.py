"""A plan: a day and a team for every remaining stage, days and crews for every block, and its figures.

Written and read as `plumbline-plan/1`. Reading checks the shape only; whether the plan is lawful is the
checker's question (`check.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from plumbline.planning.fields import Reading
from plumbline.planning.statement import Day
from plumbline.terms import Json, Text

PLAN_FORMAT = "plumbline-plan/1"
_ANY_DAY = 100_000
_ANY_COUNT = 10**15
"""Limits of the shape, wide on purpose: a plan with a day out of range must reach the checker that names it."""

OBJECTIVES = ("overdue", "parcels", "finish", "peaks", "changes")
DATED = ("overdue", "parcels", "finish")
"""The objectives that say when; a plan that meets their bounds is called optimal."""


@dataclass(frozen=True, slots=True)
class StageDay:
    """One stage of one household on one day; resource and team are None where the stage needs nobody."""

    household: str
    stage: str
    day: Day
    resource: str | None
    team: int | None


@dataclass(frozen=True, slots=True)
class BlockDays:
    """Demolition of one block, first and last day included."""

    block: str
    start: Day
    end: Day
    crews: int


@dataclass(frozen=True, slots=True)
class Objective:
    """The figures of a plan, in the order in which they count; smaller is better.

    overdue  weighted household-days of hand-over beyond the deadline
    parcels  weighted days of key parcels beyond the wanted day
    finish   last day of hand-over and demolition, 0 when nothing remains
    peaks    highest slots used in a day, added over the resources
    changes  moved dates against an earlier plan; 0 where there is none
    """

    overdue: int
    parcels: int
    finish: Day
    peaks: int
    changes: int


@dataclass(frozen=True, slots=True)
class ObjectiveBound:
    """Proven lower bounds of the same figures, each by itself; None where nothing is proved."""

    overdue: int | None
    parcels: int | None
    finish: Day | None
    peaks: int | None
    changes: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of a campaign with its figures and what is proved about them."""

    campaign: str
    stages: tuple[StageDay, ...]
    blocks: tuple[BlockDays, ...]
    objective: Objective
    bound: ObjectiveBound

    @property
    def meets_deadline(self) -> bool:
        """Whether every household is handed over by its project's deadline."""
        return self.objective.overdue == 0

    @property
    def deadline_is_impossible(self) -> bool:
        """Whether it is proved that no lawful plan meets the deadline."""
        return self.bound.overdue is not None and self.bound.overdue > 0

    @property
    def status(self) -> str:
        """`optimal` when overdue, parcels and finish all equal their bounds, else `feasible`."""
        proved = all(getattr(self.objective, name) == getattr(self.bound, name) for name in DATED)
        return "optimal" if proved else "feasible"

    @property
    def gap(self) -> Fraction:
        """(value − bound) / value of the first objective above its bound, 0 when there is none."""
        for name in OBJECTIVES:
            value, bound = getattr(self.objective, name), getattr(self.bound, name)
            if bound is not None and value > bound:
                return Fraction(value - bound, value)
        return Fraction(0)


def objective_json(figures: Objective | ObjectiveBound) -> dict[str, Json]:
    """The figures by name."""
    return {name: getattr(figures, name) for name in OBJECTIVES}


def plan_json(plan: Plan) -> dict[str, Json]:
    """The document of a plan in the format `plumbline-plan/1`."""
    return {
        "format": PLAN_FORMAT,
        "campaign": plan.campaign,
        "stages": [[s.household, s.stage, s.day, s.resource, s.team] for s in plan.stages],
        "blocks": [[b.block, b.start, b.end, b.crews] for b in plan.blocks],
        "objective": objective_json(plan.objective),
        "bound": objective_json(plan.bound),
    }


def parse_plan(document: Mapping[str, object]) -> Plan:
    """The plan of a document in the format `plumbline-plan/1`.

    raises  UnreadableDocument with every finding, each with its path and remedy
    """
    reading = Reading()
    if document.get("format") != PLAN_FORMAT:
        reading.note(
            "format",
            Text(
                f"格式应为 {PLAN_FORMAT}，现为 {document.get('format')!r}。",
                f"must be {PLAN_FORMAT}; found {document.get('format')!r}.",
            ),
            Text("请确认文件是否选对。", "Check that this is the right file."),
        )
        reading.refuse_if_any()
    stages = tuple(
        _stage_day(reading, row, at) for at, row in reading.items(document.get("stages"), "stages")
    )
    blocks = tuple(
        _block_days(reading, row, at) for at, row in reading.items(document.get("blocks"), "blocks")
    )
    values = reading.mapping(document.get("objective"), "objective")
    bounds = reading.mapping(document.get("bound", {}), "bound")
    plan = Plan(
        campaign=reading.word(document.get("campaign"), "campaign"),
        stages=stages,
        blocks=blocks,
        objective=Objective(*(_count(reading, values.get(name), f"objective.{name}") for name in OBJECTIVES)),
        bound=ObjectiveBound(*(_bound(reading, bounds.get(name), f"bound.{name}") for name in OBJECTIVES)),
    )
    reading.refuse_if_any()
    return plan


def _stage_day(reading: Reading, value: object, path: str) -> StageDay:
    household, stage, day, resource, team = reading.row(value, path, 5)
    return StageDay(
        reading.word(household, f"{path}[0]"),
        reading.word(stage, f"{path}[1]"),
        reading.whole(day, f"{path}[2]", low=-_ANY_DAY, high=_ANY_DAY),
        None if resource is None else reading.word(resource, f"{path}[3]"),
        reading.whole_or_none(team, f"{path}[4]", low=-_ANY_DAY, high=_ANY_COUNT),
    )


def _block_days(reading: Reading, value: object, path: str) -> BlockDays:
    block, start, end, crews = reading.row(value, path, 4)
    return BlockDays(
        reading.word(block, f"{path}[0]"),
        reading.whole(start, f"{path}[1]", low=-_ANY_DAY, high=_ANY_DAY),
        reading.whole(end, f"{path}[2]", low=-_ANY_DAY, high=_ANY_DAY),
        reading.whole(crews, f"{path}[3]", low=-_ANY_DAY, high=_ANY_COUNT),
    )


def _count(reading: Reading, value: object, path: str) -> int:
    return reading.whole(value, path, low=-_ANY_COUNT, high=_ANY_COUNT)


def _bound(reading: Reading, value: object, path: str) -> int | None:
    return reading.whole_or_none(value, path, low=-_ANY_COUNT, high=_ANY_COUNT)
