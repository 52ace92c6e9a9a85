"""The statement of a planning problem: what must be done, by whom, and what the law lets happen when.

Days are whole numbers; day 1 is `Calendar.start`. Facts may lie on day 0 or before, planned days never
lie before `Calendar.first_day`. Everything here is a value that was checked when it was read
(`reading.py`); names point at entries that exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

Day: TypeAlias = int
"""A day of the plan; a plain integer because past facts count down to 0 and below, which a `CampaignDay`
(from 1) may not. It is never a statutory date: `Calendar.date_of` is the only bridge."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Dates of the plan's days.

    start       date of day 1
    first_day   first day on which anything may still be planned; 1, or the day of a re-plan
    horizon     last day that a plan may use
    nonworking  days that do not count for periods in working days
    """

    start: date
    first_day: Day
    horizon: Day
    nonworking: frozenset[Day]

    def date_of(self, day: Day) -> date:
        """The date of a day."""
        return self.start + timedelta(days=day - 1)


@dataclass(frozen=True, slots=True)
class Lag:
    """A period between two steps.

    Calendar: the later step may be on day d ≥ e + n. Working: d lies after the n-th working day after e.
    """

    n: int
    working: bool


@dataclass(frozen=True, slots=True)
class ProjectStep:
    """One step of a whole project, such as the decision; `after` names the steps that it waits for."""

    id: str
    name: str
    after: tuple[str, ...]
    lag: Lag
    law: str


@dataclass(frozen=True, slots=True)
class StageRule:
    """One stage of a household's route.

    resource  kind of team that it needs, None where it needs none
    lag       from the stage before; of the first stage there is none and the lag is zero
    gates     project steps that must lie the given lag back
    """

    id: str
    name: str
    resource: str | None
    lag: Lag
    gates: tuple[tuple[str, Lag], ...]
    law: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """Steps and stages of one body of law, and when a block may come down."""

    id: str
    name: str
    steps: tuple[ProjectStep, ...]
    stages: tuple[StageRule, ...]
    demolition_resource: str
    demolition_lag: Lag


@dataclass(frozen=True, slots=True)
class HouseholdType:
    """Slots of work by kind of team, and further calendar days before a stage."""

    id: str
    name: str
    effort: Mapping[str, int]
    extra_days: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Resource:
    """Teams of one kind.

    slots               work that one team does in a day
    closed_nonworking   whether nobody works on non-working days
    changes             (from, to, teams), both days included; the last entry that holds a day counts
    """

    id: str
    kind: str
    teams: int
    slots: int
    closed_nonworking: bool
    changes: tuple[tuple[Day, Day, int], ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its law, deadline for hand-over, weight of an overdue day, steps done, own teams by kind."""

    id: str
    name: str
    procedure: str
    deadline: Day
    weight: int
    steps_done: Mapping[str, Day]
    teams: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A key parcel, clear when all its blocks are down; each day after `wanted` weighs `weight`."""

    id: str
    project: str
    weight: int
    wanted: Day


@dataclass(frozen=True, slots=True)
class Block:
    """What is demolished as a whole: ceil(crew_days / max_crews) consecutive days with max_crews crews.

    crew_days  0 where nothing is left to demolish
    """

    id: str
    project: str
    crew_days: int
    max_crews: int
    parcel: str | None

    @property
    def days(self) -> int:
        """Days of demolition."""
        return -(-self.crew_days // self.max_crews)


@dataclass(frozen=True, slots=True)
class PlannedHousehold:
    """A household's state: how many stages are done, the day of the last, the day it may not start before."""

    id: str
    block: str
    type: str
    stages_done: int
    done_day: Day | None
    not_before: Day | None


@dataclass(frozen=True, slots=True)
class Campaign:
    """The whole problem. Order of households and blocks is the file's and means nothing."""

    name: str
    calendar: Calendar
    procedures: Mapping[str, Procedure]
    types: Mapping[str, HouseholdType]
    resources: Mapping[str, Resource]
    projects: Mapping[str, Project]
    parcels: Mapping[str, Parcel]
    blocks: Mapping[str, Block]
    households: tuple[PlannedHousehold, ...]

    def resource_for(self, project: str, kind: str) -> str:
        """The resource that does a kind of work for a project: its own teams, else those shared by all."""
        return self.projects[project].teams.get(kind, kind)
