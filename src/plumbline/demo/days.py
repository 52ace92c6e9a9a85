"""The demonstration's fixed days: office days of its months, and when each step of its projects happens.

These are the days of the invented campaign, chosen so that every step is lawful. The law's own calendars
judge them again when the commands are played; nothing is allowed because it stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from plumbline.demo.chance import Chance
from plumbline.terms import SHANGHAI

DAY_ONE = date(2026, 5, 6)
LAST_DAY = date(2026, 6, 14)
STANDS_ON = datetime(2026, 5, 22, 9, 0, tzinfo=SHANGHAI)
"""Day 17, nine in the morning: what has happened before this instant is in the demonstration."""

_RESTS = (
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
)
_WORKING_WEEKENDS = frozenset({date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9)})


def is_office_day(day: date) -> bool:
    """Whether offices and banks work on a day of November 2025 to June 2026 (State Council's notices)."""
    if day in _WORKING_WEEKENDS:
        return True
    return day.weekday() < 5 and not any(first <= day <= last for first, last in _RESTS)


def is_campaign_day(day: date) -> bool:
    """Whether field work is done: office days, and from day 1 on the weekends too."""
    return is_office_day(day) or day >= DAY_ONE


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def office_days(first: date, last: date) -> list[date]:
    """The office days from first to last, both included."""
    return [day for day in days_between(first, last) if is_office_day(day)]


def office_day_from(day: date) -> date:
    """The day itself if offices work, else the next that does."""
    while not is_office_day(day):
        day += timedelta(days=1)
    return day


def campaign_day_from(day: date) -> date:
    """The day itself if field work is done, else the next on which it is."""
    while not is_campaign_day(day):
        day += timedelta(days=1)
    return day


def office_hour(day: date, chance: Chance, earliest: int = 8 * 60 + 40) -> datetime:
    """An instant of a day within office hours, on a full minute, not before `earliest` (minutes of the day)."""
    slots = [
        m for m in (*range(8 * 60 + 40, 11 * 60 + 50), *range(14 * 60 + 10, 17 * 60 + 25)) if m >= earliest
    ]
    minute = chance.pick(slots)
    return datetime.combine(day, time(minute // 60, minute % 60), SHANGHAI)


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day of a thing that is done household by household."""

    first: date
    last: date

    def office_days(self) -> list[date]:
        """Its office days."""
        return office_days(self.first, self.last)


@dataclass(frozen=True, slots=True)
class StateDays:
    """Days of a project on state land, household by household."""

    inspected: Window
    displayed: date
    served: Window
    opens: date
    demolition_from: date = date(2026, 5, 7)
    listed: Window = Window(date(2025, 12, 2), date(2025, 12, 5))
    surveyed: Window = Window(date(2025, 12, 8), date(2025, 12, 30))
    determined: Window = Window(date(2025, 12, 22), date(2026, 1, 4))
    published: date = date(2026, 1, 5)
    settled: Window = Window(date(2026, 1, 13), date(2026, 1, 16))


AGREED_APPRAISER = StateDays(
    inspected=Window(date(2026, 3, 23), date(2026, 3, 24)),
    displayed=date(2026, 3, 25),
    served=Window(date(2026, 3, 31), date(2026, 4, 1)),
    opens=date(2026, 4, 1),
)
VOTED_APPRAISER = StateDays(
    inspected=Window(date(2026, 4, 1), date(2026, 4, 8)),
    displayed=date(2026, 4, 9),
    served=Window(date(2026, 4, 15), date(2026, 4, 16)),
    opens=date(2026, 4, 15),
)


def state_days(project: str) -> StateDays:
    """The days of a project on state land: in 朱木桥 the owners voted, so everything after that is later."""
    return VOTED_APPRAISER if project == "zhumuqiao" else AGREED_APPRAISER


@dataclass(frozen=True, slots=True)
class VillageDays:
    """Days of the collective projects, household by household."""

    listed: Window = Window(date(2025, 11, 11), date(2025, 11, 14))
    surveyed: Window = Window(date(2025, 11, 25), date(2026, 1, 15))
    displayed: date = date(2026, 1, 20)
    confirmed: Window = Window(date(2026, 1, 28), date(2026, 2, 3))
    registered: Window = Window(date(2026, 3, 9), date(2026, 4, 3))
    choice_offered: Window = Window(date(2026, 4, 7), date(2026, 4, 9))
    social_security: Window = Window(date(2026, 4, 22), date(2026, 4, 24))
    opens: date = date(2026, 4, 10)
    last_before_application: date = date(2026, 4, 27)
    announced: date = date(2026, 5, 15)
    moving_end: date = date(2026, 6, 30)
    demolition_from: date = date(2026, 6, 2)


VILLAGE_DAYS = VillageDays()
