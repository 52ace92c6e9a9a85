"""The last day of a period counted from an event, and whether it lies behind.

The day of the event is never counted (民法典 201); a month ends on the corresponding day or the
month's end (202); a last day on a rest day rolls to the next working day (203) where the period is
a minimum or a resident's. What binds an authority keeps its nominal day (our rule p3). Beyond the
known calendar the day is kept unrolled and marked `to_be_rolled`; nothing is guessed (p5).
"""

from __future__ import annotations

import calendar as months_of
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from plumbline.law.calendar import ONE_DAY, WorkCalendar
from plumbline.terms import Text


class Unit(StrEnum):
    """What a period is counted in."""

    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"


UNIT_TEXT: dict[Unit, Text] = {
    Unit.CALENDAR_DAY: Text("日", "calendar days"),
    Unit.WORKING_DAY: Text("个工作日", "working days"),
    Unit.MONTH: Text("个月", "months"),
}


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a period.

    nominal       the day before any rolling
    day           the day that counts; beyond the known calendar the earliest day it can be
    to_be_rolled  whether a notice not yet entered may still move `day` to a later one
    """

    nominal: date
    day: date
    to_be_rolled: bool = False


def last_day(calendar: WorkCalendar, start: date, n: int, unit: Unit, *, rolls: bool) -> LastDay:
    """The last day of `n` units counted from the event on `start`.

    n      whole units, 0 or more; 0 ends on the event's own day
    rolls  whether a rest day at the end carries it on (minimum periods, residents' clocks)
    """
    key = (start, n, unit, rolls)
    known = calendar.memo.get(key)
    if isinstance(known, LastDay):
        return known
    found = _last_day(calendar, start, n, unit, rolls)
    calendar.memo[key] = found
    return found


def roll(calendar: WorkCalendar, nominal: date) -> LastDay:
    """The nominal day carried on to the next working day, as far as the calendar is known."""
    day = nominal
    while calendar.is_known(day):
        if not calendar.is_rest_day(day):
            return LastDay(nominal, day)
        day += ONE_DAY
    return LastDay(nominal, day, to_be_rolled=True)


def is_over(last: LastDay, on: date) -> bool | int:
    """Whether the period lies behind on a day: true from the day after the last day.

    returns  the year whose notice is missing, where the day cannot be told without it
    """
    if on <= last.day:
        return False
    return last.day.year if last.to_be_rolled else True


def earliest_after(last: LastDay) -> date | None:
    """The first day after the period, or None where a missing notice may still move it."""
    return None if last.to_be_rolled else last.day + ONE_DAY


def add_months(start: date, n: int) -> date:
    """The corresponding day `n` months later, or the end of that month (民法典 202)."""
    years, month = divmod(start.month - 1 + n, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, months_of.monthrange(year, month + 1)[1]))


def _last_day(calendar: WorkCalendar, start: date, n: int, unit: Unit, rolls: bool) -> LastDay:
    if unit is Unit.WORKING_DAY:
        return _working_days(calendar, start, n)
    nominal = add_months(start, n) if unit is Unit.MONTH else start + timedelta(days=n)
    return roll(calendar, nominal) if rolls else LastDay(nominal, nominal)


def _working_days(calendar: WorkCalendar, start: date, n: int) -> LastDay:
    day, left = start, n
    while left:
        if not calendar.is_known(day + ONE_DAY):
            # Were every day beyond the calendar worked, it would end here; never earlier.
            end = day + timedelta(days=left)
            return LastDay(end, end, to_be_rolled=True)
        day += ONE_DAY
        left -= not calendar.is_rest_day(day)
    return LastDay(day, day)
