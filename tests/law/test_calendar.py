"""The calendar and the clocks, against the table's own vectors and an independent package."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.law import (
    CalendarUnknown,
    LastDay,
    Unit,
    add_months,
    earliest_after,
    is_over,
    last_day,
    load_calendar,
    read_table,
)

CALENDAR = load_calendar()
TABLE = read_table("calendar")
UNITS = {"working_days": Unit.WORKING_DAY, "calendar_days": Unit.CALENDAR_DAY, "months": Unit.MONTH}


@pytest.mark.parametrize("vector", TABLE["test_vectors"], ids=lambda v: f"{v['kind']} {v['start']}")
def test_it_counts_as_the_vectors_of_the_table(vector):
    last = last_day(CALENDAR, vector["start"], vector["n"], UNITS[vector["kind"]], rolls=True)
    assert last == LastDay(vector.get("nominal_last_day", vector["last_day"]), vector["last_day"])


def test_it_agrees_with_an_independent_package_on_every_known_day():
    first, last = TABLE["covers"]["from"], TABLE["covers"]["to"]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert len(days) == 2191
    assert [d for d in days if CALENDAR.is_working_day(d) is not chinese_calendar.is_workday(d)] == []


@pytest.mark.parametrize("year", TABLE["years"])
def test_it_has_as_many_working_days_and_statutory_days_as_the_notice(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    of_year = [day for day in days if day.year == year]
    expected = TABLE["years"][year]["working_days_in_calendar_year"]
    assert sum(CALENDAR.is_working_day(day) for day in of_year) == expected
    # 11 days a year to 2024; 13 from 2025, when 除夕 and 2 May were added.
    assert sum(CALENDAR.is_statutory_day(day) for day in of_year) == (11 if year < 2025 else 13)


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2027, 1, 1)])
def test_it_never_guesses_a_year_without_a_notice(day):
    with pytest.raises(CalendarUnknown) as error:
        CALENDAR.is_rest_day(day)
    assert error.value.year == day.year


def test_it_knows_a_year_from_the_notice_that_is_entered():
    longer = CALENDAR.with_notice(
        2027,
        holidays=[(date(2026, 12, 31), date(2027, 1, 3))],
        working_weekends=[date(2026, 12, 26)],
        statutory_days=[date(2027, 1, 1)],
    )
    # The notice of 2027 moves days of December 2026, as that of 2023 moved 2022-12-31.
    assert [CALENDAR.is_rest_day(date(2026, 12, d)) for d in (26, 31)] == [True, False]
    assert [longer.is_rest_day(date(2026, 12, d)) for d in (26, 31)] == [False, True]
    assert longer.is_rest_day(date(2027, 1, 1))
    assert longer.is_working_day(date(2027, 1, 4))


@pytest.mark.parametrize(
    "notice",
    [
        {"holidays": [(date(2027, 1, 3), date(2027, 1, 1))]},  # backwards
        {"holidays": [(date(2027, 1, 1), date(2027, 3, 1))]},  # two months
        {"holidays": [(date(2026, 5, 1), date(2026, 5, 3))]},  # another year's
        {"working_weekends": [date(2027, 1, 4)]},  # a Monday
        {"statutory_days": [date(2029, 1, 1)]},
    ],
)
def test_it_refuses_a_notice_that_cannot_be(notice):
    whole = {"holidays": [], "working_weekends": [], "statutory_days": [], **notice}
    with pytest.raises(ValueError, match=r"\d{4}"):
        CALENDAR.with_notice(2027, **whole)


def test_it_rolls_minimum_periods_and_not_an_authoritys_time():
    # 2026-09-20 + 3 months = Sunday 2026-12-20.
    minimum = last_day(CALENDAR, date(2026, 9, 20), 3, Unit.MONTH, rolls=True)
    authority = last_day(CALENDAR, date(2026, 9, 20), 3, Unit.MONTH, rolls=False)
    assert (minimum.day, authority.day) == (date(2026, 12, 21), date(2026, 12, 20))


def test_it_keeps_a_day_beyond_the_calendar_nominal_and_marks_it():
    last = last_day(CALENDAR, date(2026, 12, 10), 30, Unit.CALENDAR_DAY, rolls=True)
    assert last == LastDay(date(2027, 1, 9), date(2027, 1, 9), to_be_rolled=True)
    # Rolling only lengthens: to the nominal day it is not over; afterwards the notice decides.
    assert [is_over(last, date(2027, 1, 9)), is_over(last, date(2027, 1, 10))] == [False, 2027]
    assert earliest_after(last) is None
    entered = CALENDAR.with_notice(2027, holidays=[], working_weekends=[], statutory_days=[])
    # 2027-01-09 is a Saturday: rolled to Monday the 11th.
    rolled = last_day(entered, date(2026, 12, 10), 30, Unit.CALENDAR_DAY, rolls=True)
    assert (rolled.day, earliest_after(rolled)) == (date(2027, 1, 11), date(2027, 1, 12))


def test_it_ends_working_days_beyond_the_calendar_no_earlier_than_they_can():
    # Dec 28, 29, 30, 31 are worked: four of ten; the other six end on 2027-01-06 at the earliest.
    last = last_day(CALENDAR, date(2026, 12, 25), 10, Unit.WORKING_DAY, rolls=True)
    assert (last.day, last.to_be_rolled) == (date(2027, 1, 6), True)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),  # no 31st of February
        (date(2023, 8, 31), 6, date(2024, 2, 29)),  # a leap year
        (date(2025, 12, 15), 1, date(2026, 1, 15)),  # into the next year
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
    ],
)
def test_it_ends_months_on_the_corresponding_day_or_the_months_end(start, n, end):
    assert add_months(start, n) == end


_DAYS = st.dates(date(2021, 1, 1), date(2026, 6, 30))


@given(_DAYS, st.integers(1, 60), st.sampled_from([Unit.CALENDAR_DAY, Unit.WORKING_DAY]))
def test_it_never_ends_a_longer_or_later_period_sooner(start, n, unit):
    last = last_day(CALENDAR, start, n, unit, rolls=True)
    assert last.day > start
    assert CALENDAR.is_working_day(last.day)
    assert last_day(CALENDAR, start, n + 1, unit, rolls=True).day >= last.day
    assert last_day(CALENDAR, start + timedelta(days=1), n, unit, rolls=True).day >= last.day
