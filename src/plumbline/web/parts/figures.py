"""Figures of the whole: numbers that lead to their lists, the countdown, the days, bars by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Literal

from django.utils.functional import Promise

from plumbline.terms import STAGES, Fen, Regime, Stage


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the list that makes it up; `late` only where something is overdue or refused."""

    label: str | Promise
    value: int | str
    url: str
    unit: str | Promise = ""
    note: str | Promise = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Countdown:
    """The office's clock: day `day` of `days`, the last day, and the server's instant the page was made at.

    `now` is the product's clock, real or demonstration; the script counts on from it and never asks
    the browser what time it is.
    """

    day: int
    days: int
    now: datetime
    deadline: datetime

    @property
    def left(self) -> int:
        """Whole days after this one, never below zero."""
        return max(self.days - self.day, 0)


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the strip: `sealed`, `open` (today), `missing` (past, not sealed) or `ahead`."""

    day: int
    on: date
    state: Literal["sealed", "open", "missing", "ahead"]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stage's share of a bar, in households: where it begins and how wide it is."""

    stage: Stage
    count: int
    start: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class StageBar:
    """Households by stage, in the order of the work, empty stages left out of the bar."""

    segments: tuple[Segment, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project at a glance; `clean_on` is the forecast clean-land day and `planned_on` the plan's."""

    name: str
    url: str
    regime: Regime
    households: int
    remaining: int
    bar: StageBar
    planned_on: date | None = None
    clean_on: date | None = None
    overdue: int = 0

    @property
    def is_behind(self) -> bool:
        """Whether the forecast lies after the plan."""
        return bool(self.planned_on and self.clean_on and self.clean_on > self.planned_on)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A responsible unit by commitments kept; `standing_days` days without any step of its households."""

    rank: int
    name: str
    url: str
    households: int
    remaining: int
    committed: int
    kept: int
    overdue: int = 0
    standing_days: int = 0


@dataclass(frozen=True, slots=True)
class Money:
    """The exclusive balances of what households are owed, in fen, and what the bank has not confirmed."""

    committed: Fen
    due: Fen
    paid: Fen
    returned: Fen
    unreconciled: Fen


def stage_bar(counts: Mapping[Stage, int], urls: Mapping[Stage, str] | None = None) -> StageBar:
    """The bar of some counts; every household is in exactly one stage, so the widths add up to the total."""
    present = [stage for stage in STAGES if counts.get(stage, 0)]
    starts = accumulate((counts[stage] for stage in present), initial=0)
    segments = tuple(
        Segment(stage, counts[stage], start, (urls or {}).get(stage, ""))
        for stage, start in zip(present, starts, strict=False)
    )
    return StageBar(segments, sum(counts.values()))
