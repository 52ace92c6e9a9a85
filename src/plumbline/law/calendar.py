"""Working days and rest days of mainland China, from the State Council's yearly notices.

A year without a notice is unknown and stays unknown: nothing here extrapolates. Source of the
table: tables/calendar.yaml, compared day by day with an independent package in the tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
LONGEST_HOLIDAY_DAYS = 30
"""A holiday range longer than this is a slip of the pen, not a notice (the longest yet was 9 days)."""


class CalendarUnknown(Exception):
    """A day was asked for whose year has no notice yet; `year` says which to enter."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} 年放假安排尚未录入 / the holiday notice of {year} is not entered")
        self.year = year


@dataclass(frozen=True, slots=True, eq=False)
class WorkCalendar:
    """Every known year's days; compared by identity, so that memos may be keyed by it.

    years             years with a notice
    holidays          rest days that a notice orders, weekends among them
    working_weekends  Saturdays and Sundays that a notice makes working days
    statutory_days    days named by 全国年节及纪念日放假办法, for the ban on enforcement alone
    """

    years: frozenset[int]
    holidays: frozenset[date]
    working_weekends: frozenset[date]
    statutory_days: frozenset[date]
    memo: dict[object, object] = field(default_factory=dict, repr=False)

    def is_known(self, day: date) -> bool:
        """Whether the day's year has a notice."""
        return day.year in self.years

    def is_rest_day(self, day: date) -> bool:
        """Whether the day is a rest day; raises CalendarUnknown for a year without a notice."""
        if day.year not in self.years:
            raise CalendarUnknown(day.year)
        if day in self.working_weekends:
            return False
        return day.weekday() >= 5 or day in self.holidays

    def is_working_day(self, day: date) -> bool:
        """The opposite of `is_rest_day`, with the same error."""
        return not self.is_rest_day(day)

    def is_statutory_day(self, day: date) -> bool:
        """Whether the day is a statutory holiday in the narrow sense (行政强制法 43)."""
        if day.year not in self.years:
            raise CalendarUnknown(day.year)
        return day in self.statutory_days

    @property
    def last_known(self) -> date:
        """The last day of the last year with a notice."""
        return date(max(self.years), 12, 31)

    def with_notice(
        self,
        year: int,
        *,
        holidays: Iterable[tuple[date, date]],
        working_weekends: Iterable[date],
        statutory_days: Iterable[date],
    ) -> WorkCalendar:
        """The calendar with one more year's notice; the notice of a known year replaces that year.

        holidays  (first, last) of each range, both inside; a range may begin in the December before
        raises    ValueError for a range that runs backwards, lasts over 30 days or lies in another
                  year, and for a working weekend that is no weekend
        """
        days = frozenset(day for first, last in holidays for day in _days_of(year, first, last))
        weekends = frozenset(working_weekends)
        statutory = frozenset(statutory_days)
        for day in weekends:
            if day.weekday() < 5:
                raise ValueError(f"{day} 不是周末，不能列为调休上班日 / is no weekend day to be worked")
        for day in weekends | statutory:
            if day.year not in (year, year - 1):
                raise ValueError(f"{day} 不属于 {year} 年的通知 / does not belong to the notice of {year}")
        return WorkCalendar(
            years=self.years | {year},
            # A notice may move days of the December before it (2022-12-31 came with the notice of 2023).
            holidays=_outside(self.holidays, year) - weekends | days,
            working_weekends=_outside(self.working_weekends, year) - days | weekends,
            statutory_days=_outside(self.statutory_days, year) | statutory,
        )


EMPTY = WorkCalendar(frozenset(), frozenset(), frozenset(), frozenset())
"""The calendar before any notice: every year is unknown."""


def _outside(days: frozenset[date], year: int) -> frozenset[date]:
    return frozenset(day for day in days if day.year != year)


def _days_of(year: int, first: date, last: date) -> list[date]:
    length = (last - first).days + 1
    if not 1 <= length <= LONGEST_HOLIDAY_DAYS:
        raise ValueError(f"放假起止日不合理：{first} 至 {last} / a holiday from {first} to {last} cannot be")
    if last.year != year or first.year not in (year, year - 1):
        raise ValueError(f"{first} 至 {last} 不属于 {year} 年 / does not belong to {year}")
    return [first + ONE_DAY * n for n in range(length)]
