"""How a due date comes about: from which event it is counted, by how many of which days, and what moved it.

Everything is worked out anew from the events and the calendar of the moment; nothing keeps a remainder. So a
holiday notice that is entered tomorrow moves tomorrow's answer, and the same question of today keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plumbline.law.calendar import ONE_DAY, WorkCalendar
from plumbline.law.clocks import LastDay, Unit, last_day
from plumbline.law.compiled import rules_of
from plumbline.law.failing import label_of
from plumbline.law.periods import length_of
from plumbline.law.procedure import Period, Procedure
from plumbline.law.standing import deadlines, level_of, rights
from plumbline.law.subjects import Subject, project_of
from plumbline.law.views import View
from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class DueDate:
    """A day until which something may or must be done, with its reckoning.

    of           step that is due, or right that ends; `kind` says which
    binds        `authority` or `resident`
    event        what it is counted from, in words; `since` its day, which is not counted itself
    n, unit      how many of which days or months; n is None where another length holds here: a year, because the act
                 did not state the remedies, or what the law of the day said on which the period began
    rest_days    days that were not counted: rest days inside a count of working days
    rolled       rest days at the end over which the last day was carried
    to_be_rolled a notice not yet entered may still move the day
    """

    of: str
    kind: Literal["step", "right"]
    what: Text
    rule: str
    binds: str
    event: Text
    since: date
    n: int | None
    unit: Unit
    rest_days: tuple[date, ...]
    rolled: tuple[date, ...]
    last: date
    to_be_rolled: bool
    done_on: date | None = None
    over: bool = False


def due_dates(
    procedure: Procedure, calendar: WorkCalendar, subject: Subject, today: date
) -> tuple[DueDate, ...]:
    """Every running deadline and right of a subject on a day, the earliest first."""
    rules = rules_of(procedure.on(today), project_of(subject).regime)
    view = View(rules, calendar, subject, today)
    return tuple(sorted([*_of_steps(view), *_of_rights(view)], key=lambda due: (due.last, due.kind, due.of)))


def _of_steps(view: View) -> Iterator[DueDate]:
    level = {step.id: periods for step, periods in level_of(view).timed}
    for found in deadlines(view):
        if found.done_on is not None:
            continue
        for period in _with_variants(level[found.step]):
            start = _start(view, period)
            n = length_of(view, period)
            if start is None or not isinstance(n, int) or not _gives(view, period, start, n, found.last):
                continue
            name = view.rules.procedure.steps[found.step].name
            yield _due(
                view, period, start, n, found.last, of=found.step, kind="step", what=name, rule=found.rule,
                binds=found.binds, over=found.overdue,
            )  # fmt: skip
            break


def _of_rights(view: View) -> Iterator[DueDate]:
    level = {right.id: (right, periods) for right, periods in level_of(view).clocks}
    for found in rights(view):
        right, periods = level[found.right]
        period = next((p for p in periods if _start(view, p) == found.since), periods[0])
        n = length_of(view, period)
        known = n if isinstance(n, int) and _gives(view, period, found.since, n, found.last) else None
        yield _due(
            view, period, found.since, known, found.last, of=right.id, kind="right", what=right.text,
            rule=found.rule, binds="resident", over=found.over,
        )  # fmt: skip


def _with_variants(periods: tuple[Period, ...]) -> list[Period]:
    return [one for period in periods for one in (period.variant, period) if one is not None]


def _start(view: View, period: Period) -> date | None:
    owner, _, named = period.counted_from.partition(".")
    return view.day(period.counted_from, owner, named or None)


def _gives(view: View, period: Period, start: date, n: int, last: LastDay) -> bool:
    """Whether this period, counted from its start, ends on the day that the law's own answer gives."""
    return last_day(view.calendar, start, n, period.unit, rolls=period.rolls) == last


def _due(
    view: View, period: Period, start: date, n: int | None, last: LastDay, *,
    of: str, kind: Literal["step", "right"], what: Text, rule: str, binds: str, over: bool,
) -> DueDate:  # fmt: skip
    calendar = view.calendar
    rest: tuple[date, ...] = ()
    if period.unit is Unit.WORKING_DAY:
        rest = tuple(d for d in _days(start + ONE_DAY, last.nominal) if _is_rest(calendar, d))
    return DueDate(
        of=of, kind=kind, what=what, rule=rule, binds=binds,
        event=_event(view, period.counted_from), since=start, n=n, unit=period.unit, rest_days=rest,
        rolled=tuple(_days(last.nominal, last.day - ONE_DAY)), last=last.day, to_be_rolled=last.to_be_rolled,
        over=over,
    )  # fmt: skip


def _event(view: View, target: str) -> Text:
    owner, _, named = target.partition(".")
    dates = view.rules.procedure.matters.get(owner)
    if dates is None:
        return label_of(view.rules, target)
    return next(row.text for row in dates if row.id == named)


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def _is_rest(calendar: WorkCalendar, day: date) -> bool:
    return calendar.is_known(day) and calendar.is_rest_day(day)
