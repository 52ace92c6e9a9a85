"""What a bulletin is composed from: the figures of a week by their names, and the names of places and things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plumbline.documents.pictures import Line
from plumbline.terms import Stage

COUNTED = (Stage.AGREED, Stage.COMPENSATED, Stage.VACATED, Stage.HANDED_OVER, Stage.DEMOLISHED)
"""What is counted by week and in all, as in the day's account."""

PLANNED = (Stage.AGREED, Stage.VACATED, Stage.DEMOLISHED)
"""What is compared with the plan."""

WORDS = {
    Stage.AGREED: "签约",
    Stage.COMPENSATED: "付款",
    Stage.VACATED: "腾空",
    Stage.HANDED_OVER: "交房",
    Stage.DEMOLISHED: "拆除",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A project or a unit by its id and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment: its number, whose, where, to which stage, by when; `kept` None while it runs."""

    seq: int
    unit: str
    project: str
    stage: Stage
    due_on: date
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Still:
    """A place where nothing moved for a week or longer; its figures lie under `key`."""

    kind: str
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Periods of one kind that end in the coming week; how many lies under `key` (0 = the project's own)."""

    what: str
    project: str
    first: date
    last: date
    key: str


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A sealed day of the week, with the first digits of its seal."""

    on: date
    number: int
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFacts:
    """A week of sealed days.

    week      its number; `number` is the last day's, of `days` of the campaign
    figures   every figure by its name: `DAY/…` at the end of a day, `FIRST..LAST/…` of the week,
              `plan/DAY/…` of the kept plan, `law/DAY/…` read from the law's tables as of the day
    plan_on   the day of the plan that is compared with, None where none was kept
    course    lines of the chart from the day before day 1 to the last day
    overdue   units with grievances whose last day is past
    """

    week: int
    number: int
    days: int
    first: date
    last: date
    figures: Mapping[str, int]
    projects: tuple[Named, ...]
    units: tuple[Named, ...]
    plan_on: date | None
    course: tuple[Line, ...]
    of_days: tuple[DayOfWeek, ...]
    promises: tuple[Promise, ...]
    still: tuple[Still, ...]
    overdue: tuple[Named, ...]
    endings: tuple[Ending, ...]

    @property
    def at(self) -> str:
        """Names of figures at the week's end begin with it."""
        return self.last.isoformat()

    @property
    def within(self) -> str:
        """Names of figures of the week begin with it."""
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def sealed(self) -> dict[str, int]:
        """The figures that follow from sealed days alone: those that the paper's digest covers."""
        return {name: value for name, value in self.figures.items() if not name.startswith("law/")}
