"""Days at the edge: rest days, worked Saturdays, midnight, leap days, years without a notice, lengths that change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.law.walking import CALENDAR, PROCEDURE, Walk, day, state_land_negotiating

from plumbline.law import LocalValue, Unit, last_day, standing, tracks
from plumbline.terms import SHANGHAI, Regime

SL, CL = Regime.STATE_LAND, Regime.COLLECTIVE_LAND


@pytest.mark.parametrize(
    ("published", "last", "opens"),
    [
        ("2026-04-01", "2026-05-06", "2026-05-07"),  # nominally May 1: Labour Day to the 5th
        ("2026-08-21", "2026-09-20", "2026-09-21"),  # a Sunday that is worked: nothing rolls
        ("2026-02-27", "2026-03-30", "2026-03-31"),  # Sunday March 29
        ("2026-03-27", "2026-04-27", "2026-04-28"),  # Sunday April 26
        ("2026-04-09", "2026-05-09", "2026-05-10"),  # a Saturday that is worked: nothing rolls
    ],
)
def test_it_carries_a_last_day_over_rest_days_and_not_over_worked_weekends(published, last, opens):
    walk = Walk(SL).records("sl_plan_published_for_comment", published)
    walk.opens_on(
        "sl_comments_recorded", opens, before=last, shut_by="elapsed(sl_plan_published_for_comment)"
    )


def test_it_counts_a_worked_saturday_and_no_rest_monday_among_working_days():
    # After Friday 2026-09-18: Sunday the 20th is worked, 25 to 27 and October 1 to 7 are not, Saturday the 10th is.
    walk = (
        Walk(CL)
        .records("cl_taking_approved", "2026-09-15")
        .enters("cl_taking_approved.received", "2026-09-18")
    )
    due = standing(PROCEDURE, CALENDAR, walk.project, day("2026-10-01")).deadlines
    assert next(d.last.day for d in due if d.step == "cl_taking_announced") == day("2026-10-15")


@pytest.mark.parametrize(
    ("instant", "opens"),
    [
        (datetime(2026, 2, 24, 15, 59, 59, tzinfo=UTC), False),  # one second before midnight in Shanghai
        (datetime(2026, 2, 24, 16, 0, 0, tzinfo=UTC), True),  # midnight there, the afternoon before in London
    ],
)
def test_it_opens_at_midnight_in_shanghai(instant, opens):
    # The room counts days; a day is one of Shanghai's, whatever the clock of the machine says.
    walk = Walk(SL).records("sl_plan_published_for_comment", "2026-01-20")
    on = instant.astimezone(SHANGHAI).date().isoformat()
    assert (walk.codes("sl_comments_recorded", on) == []) is opens


def test_it_ends_a_year_that_began_on_a_leap_day_with_february():
    assert last_day(CALENDAR, date(2024, 2, 29), 12, Unit.MONTH, rolls=False).day == date(2025, 2, 28)
    assert last_day(CALENDAR, date(2023, 8, 31), 6, Unit.MONTH, rolls=False).day == date(2024, 2, 29)
    # The 29th is a day like any other: 30 days after 2024-02-02 end on Sunday 2024-03-03, rolled to Monday.
    assert last_day(CALENDAR, date(2024, 2, 2), 30, Unit.CALENDAR_DAY, rolls=True).day == date(2024, 3, 4)


def test_it_freezes_from_a_leap_day_to_the_end_of_next_february():
    walk = Walk(SL).records("sl_scope_determined", "2024-02-29")
    walk.does("sl_freeze_notice", "2024-02-29", facts={"project.freeze_months": 12})
    for on, lapsed in (("2025-02-28", False), ("2025-03-01", True)):
        assert standing(PROCEDURE, CALENDAR, walk.project, day(on)).effects[0].lapsed is lapsed


def test_it_refuses_a_gate_that_turns_on_a_day_of_a_year_without_a_notice():
    # Published on 2026-12-10: 30 days end on 2027-01-09, and nobody knows yet whether that Saturday is worked.
    walk = Walk(SL).records("sl_plan_published_for_comment", "2026-12-10")
    assert "elapsed(sl_plan_published_for_comment)" in walk.codes("sl_comments_recorded", "2026-12-31")
    assert walk.codes("sl_comments_recorded", "2027-01-12") == ["calendar(2027)"]
    there = standing(PROCEDURE, CALENDAR, walk.project, day("2026-12-31"))
    assert next(row for row in there.waiting if row.step == "sl_comments_recorded").earliest is None


def test_it_opens_that_gate_once_the_notice_is_entered():
    # An invented notice of 2027 with New Year alone: Saturday the 9th rests, the period ends on Monday the 11th.
    with_2027 = CALENDAR.with_notice(
        2027,
        holidays=[(date(2027, 1, 1), date(2027, 1, 3))],
        working_weekends=[],
        statutory_days=[date(2027, 1, 1)],
    )
    walk = Walk(SL).records("sl_plan_published_for_comment", "2026-12-10")
    there = standing(PROCEDURE, with_2027, walk.project, day("2026-12-31"))
    assert next(w.earliest for w in there.waiting if w.step == "sl_comments_recorded") == date(2027, 1, 12)


def test_it_counts_the_longer_signing_period_of_a_plan_that_is_changed_while_it_runs():
    # Opened on 2026-03-26 with 20 days, to Wednesday April 15; on April 10 the plan is changed to 30: to the 27th,
    # since the nominal Saturday April 25 rolls.
    walk = state_land_negotiating()
    shut = {"before": "2026-04-15", "shut_by": "signing_period_over|owner_unclear"}
    assert walk.codes("sl_h_decision_requested", "2026-04-16") == []
    walk.knows(plan__signing_period_days=30)
    walk.opens_on("sl_h_decision_requested", "2026-04-28", **{**shut, "before": "2026-04-27"})


def test_it_counts_the_longer_days_of_a_local_document_entered_while_they_run():
    walk = Walk(SL).records("sl_decision_announced", "2026-03-20")
    walk.enters("sl_appraiser_selected.list_published", "2026-03-20")
    by = {"project.appraiser_method": "lot"}
    assert walk.codes("sl_appraiser_selected", "2026-03-31", facts=by) == []
    # The county fixes 15 days: 2026-03-20 + 15 = Saturday April 4, a holiday to the 6th, so the 7th; from the 8th.
    longer = {**walk.project.local, "appraiser_negotiation_days": LocalValue(15, "某办发〔2026〕9号")}
    walk.project = replace(walk.project, local=longer)
    need = "elapsed(sl_appraiser_selected.list_published)"
    assert walk.codes("sl_appraiser_selected", "2026-04-07", facts=by) == [need]
    assert walk.codes("sl_appraiser_selected", "2026-04-08", facts=by) == []


def test_it_says_the_owner_is_in_time_on_the_last_day_and_late_on_the_next():
    walk = state_land_negotiating()
    # Served on 2026-03-25: ten days end on Saturday April 4, a holiday to the 6th.
    said = [
        tracks(PROCEDURE, CALENDAR, walk.household, day(on))["appraisal"]
        for on in ("2026-04-07", "2026-04-08")
    ]
    assert said == ["report_served", "no_objection"]
