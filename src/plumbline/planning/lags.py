"""Arithmetic of periods: the first day that a lag allows, and backwards the last day that still serves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from plumbline.planning.statement import Calendar, Day, Lag

_DAYS_BEYOND = 4_000
"""Working days are listed so far beyond the horizon: more than the longest lag that the reader lets in."""
_DAYS_BEFORE = -8_000
"""And so far before day 1: the earliest fact less the longest lag."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days in order. Days of which the calendar says nothing are working days."""

    days: tuple[Day, ...]

    @classmethod
    def of(cls, calendar: Calendar) -> WorkingDays:
        """The working days of a calendar."""
        last = calendar.horizon + _DAYS_BEYOND
        return cls(tuple(day for day in range(_DAYS_BEFORE, last) if day not in calendar.nonworking))

    def first_after(self, done: Day, lag: Lag) -> Day:
        """The first day that a lag allows after a step done on a day."""
        if not lag.working:
            return done + lag.n
        if lag.n == 0:
            return done + 1
        index = bisect_right(self.days, done) + lag.n - 1
        # Beyond the list only "too late" matters; n more days is certainly not too long.
        return self.days[index] + 1 if index < len(self.days) else done + lag.n + 1

    def last_before(self, day: Day, lag: Lag) -> Day:
        """The last day on which the earlier step may be done for the later to be allowed on `day`.

        The n-th working day after e must lie before `day`, so e is the day before the n-th last
        working day before `day`.
        """
        if not lag.working:
            return day - lag.n
        if lag.n == 0:
            return day - 1
        index = bisect_left(self.days, day) - lag.n
        return self.days[index] - 1 if index >= 0 else day - lag.n - 1
