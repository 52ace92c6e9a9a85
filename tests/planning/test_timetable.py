"""The timetable: stages drawn backwards from the deadline, by law alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.small import committed, days, households, small

from plumbline.planning import Calendar, Lag, StageWindow, back_schedule
from plumbline.planning.lags import WorkingDays


def windows(campaign, household):
    return next(row for row in back_schedule(campaign).households if row.household == household)


def test_it_draws_the_stages_backwards_from_the_deadline():
    # Deadline day 12. Hand-over by 12, the notice a day before it by 11, the survey 7 days before that by 4.
    # Forwards: the survey on day 1 (decision on day 0 and one day), the notice on 8, hand-over on 9.
    assert windows(small(), "zhang").stages == (
        StageWindow("survey", 1, 4),
        StageWindow("notice", 8, 11),
        StageWindow("handover", 9, 12),
    )


def test_a_type_that_needs_longer_must_start_earlier():
    # A shop needs three days more before hand-over: everything before it moves by three days.
    assert windows(small(), "wang").stages[0] == StageWindow("survey", 1, 1)


def test_a_stage_that_is_done_has_no_window():
    campaign = small(households(["zhang", "B1", "flat", 1, 0, None]))
    # Surveyed on day 0: the notice may end on day 7.
    assert [w.stage for w in windows(campaign, "zhang").stages] == ["notice", "handover"]
    assert windows(campaign, "zhang").stages[0].earliest == 7


@pytest.mark.parametrize(("deadline", "late"), [(12, ()), (11, ("wang",))])  # the day of, and the day before
def test_a_household_that_the_law_makes_late_is_named(deadline, late):
    table = back_schedule(small(lambda d: d["projects"][0].update(deadline=deadline)))
    assert tuple(one.household for one in table.impossible) == late
    for one in table.impossible:
        # The shop's earliest: survey 1, notice 8, hand-over 8 + 1 + 3 = 12, Friday 13 November.
        assert (one.stage, one.earliest_finish) == ("survey", 12)
        assert "2026-11-13" in one.why.zh
        assert "2026-11-13" in one.why.en


def test_a_household_that_may_not_start_before_a_day_keeps_it():
    campaign = small(households(["li", "B1", "flat", 0, None, 5]))
    # Not before day 5, but the survey would be needed by day 4.
    [one] = back_schedule(campaign).impossible
    assert (one.household, one.earliest_finish) == ("li", 13)


def working_notice(doc):
    doc["regimes"]["law"]["stages"][1]["lag"] = days(3, "working")


def test_working_days_run_over_a_weekend():
    # Surveyed on Thursday day 4: the working days after it are Friday 5, Monday 8, Tuesday 9; the notice may end on 10.
    campaign = small(lambda d: [working_notice(d), households(["li", "B1", "flat", 1, 4, None])(d)])
    assert windows(campaign, "li").stages[0].earliest == 10


def test_working_days_run_over_a_holiday():
    # Monday and Tuesday (8, 9) are a holiday as well: Friday 5, Wednesday 10, Thursday 11; the notice may end on 12.
    def holiday(doc):
        working_notice(doc)
        doc["calendar"]["nonworking"] += [8, 9]
        households(["li", "B1", "flat", 1, 4, None])(doc)

    assert windows(small(holiday), "li").stages[0].earliest == 12


def test_working_days_are_drawn_backwards_over_a_weekend():
    # Hand-over by 12, the notice by 11 (Thursday): three working days before it are 8, 9, 10, so the survey
    # must be done before 8. On day 7, a Sunday, it still serves: the first working day after it is 8.
    assert windows(small(working_notice), "zhang").stages[0].latest == 7


def test_the_impossible_file_is_impossible_for_everybody():
    # Decision on day 39 at the earliest (1, 6, 37, 39), appraised on 40, notice to 46, signed on 47, paid on 48,
    # moved five days later on 53: the first possible hand-over of a flat, thirteen days late.
    table = back_schedule(committed("infeasible"))
    assert len(table.impossible) == len(table.households) == 60
    assert min(one.earliest_finish for one in table.impossible) == 53


CALENDAR = Calendar(
    start=None, first_day=1, horizon=40, nonworking=frozenset({3, 4, 9, 10, 11, 12, 13, 17, 24, 25})
)


@given(st.integers(-5, 40), st.integers(0, 12), st.booleans())
def test_backwards_and_forwards_agree(day, n, working):
    # The last day before is the last whose first day after is not later than the day.
    clock, lag = WorkingDays.of(CALENDAR), Lag(n, working)
    last = clock.last_before(day, lag)
    assert clock.first_after(last, lag) <= day < clock.first_after(last + 1, lag)
