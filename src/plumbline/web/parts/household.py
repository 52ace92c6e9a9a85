"""What a household's file is made of: its line of stages, facts, sums, duties, history, next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from plumbline.terms import Duty, Fen, Refused, Stage, Text


@dataclass(frozen=True, slots=True)
class StageStep:
    """One station of a household's way.

    reached   the day on which it was reached, None where it was not
    state     done · current (where it stands) · next (may follow, from `earliest`) · blocked (would be
              next, `blocks` says what is missing) · later · skipped (not on this household's way)
    earliest  first lawful day of a next or blocked station, where one can be told
    """

    stage: Stage
    state: Literal["done", "current", "next", "blocked", "later", "skipped"]
    reached: date | None = None
    earliest: date | None = None


@dataclass(frozen=True, slots=True)
class StageLine:
    """The life-cycle line; `blocks` are the grounds that hold the next step back, empty when it is open."""

    steps: tuple[StageStep, ...]
    today: date
    blocks: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one primary action: the next lawful step, or why it is not open and from which day it may be."""

    title: Text
    url: str
    refused: Refused | None = None
    earliest: date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its source; `value` is written out already, through the filter of its kind."""

    name: Text | str
    value: str
    source: str
    source_url: str = ""
    contested: bool = False


@dataclass(frozen=True, slots=True)
class SumLine:
    """One amount with all that makes it: clause, basis, inputs and the arithmetic, as the policy room says."""

    clause: str
    title: Text
    fen: Fen
    basis: Text | str
    facts: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    payee: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """The amounts of one household under one version of a policy; their total is added here, in fen."""

    lines: tuple[SumLine, ...]
    version: str

    @property
    def total(self) -> Fen:
        """What the household itself is owed: lines to other payees are shown but not added."""
        return Fen(sum(line.fen for line in self.lines if not line.payee))


@dataclass(frozen=True, slots=True)
class DutyHolder:
    """Who answers for one of the five duties: a unit, a post of it, and the person who holds it today.

    phone  the post's own telephone, "" where the description gives none; never a person's
    """

    duty: Duty
    unit: str
    post: str
    person: str
    since: date
    url: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry of a timeline: when it happened, when it was entered, who entered it.

    kind  act · refused · correction · imported · answer
    """

    done_on: date | datetime
    title: Text | str
    by: str
    kind: Literal["act", "refused", "correction", "imported", "answer"] = "act"
    entered_at: datetime | None = None
    detail: Text | str = ""
    url: str = ""


def stage_line(
    order: Sequence[Stage],
    reached: dict[Stage, date],
    today: date,
    *,
    earliest: date | None = None,
    blocks: tuple[Text, ...] = (),
    skipped: frozenset[Stage] = frozenset(),
) -> StageLine:
    """The line of a household that has reached some stages of `order`; the last reached is where it stands.

    The first station after it that is not skipped is next, or blocked where `blocks` is not empty.
    """
    current = max((n for n, stage in enumerate(order) if stage in reached), default=-1)
    following = next((n for n in range(current + 1, len(order)) if order[n] not in skipped), None)

    def state(n: int, stage: Stage) -> StageStep:
        on = reached.get(stage)
        if n == current:
            return StageStep(stage, "current", on)
        if on is not None:
            return StageStep(stage, "done", on)
        if n == following:
            return StageStep(stage, "blocked" if blocks else "next", None, earliest)
        return StageStep(stage, "skipped" if n < current or stage in skipped else "later")

    return StageLine(tuple(state(n, stage) for n, stage in enumerate(order)), today, blocks)
