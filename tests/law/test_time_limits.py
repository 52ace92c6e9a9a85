"""Deadlines and running rights by themselves are those that the whole standing shows."""

from dataclasses import replace

from tests.law.walking import CALENDAR, PROCEDURE, Walk, day, state_land_negotiating

from plumbline.law import standing, time_limits
from plumbline.terms import Regime


def test_it_says_the_same_limits_as_the_standing_does():
    household = state_land_negotiating().does(
        "sl_h_review_requested", "2026-04-01", conditions=("value_objected",)
    )
    project = Walk(Regime.STATE_LAND).records("sl_plan_published_for_comment", "2026-01-20")
    for subject in (household.household, project.project):
        # The day on which the answer is due, and the day after it.
        for on in ("2026-04-11", "2026-04-12"):
            whole = standing(PROCEDURE, CALENDAR, subject, day(on))
            assert time_limits(PROCEDURE, CALENDAR, subject, day(on)) == (whole.deadlines, whole.rights)
            assert whole.deadlines or whole.rights


def test_it_shows_every_clock_of_a_petition():
    # Received on 2026-03-02: notice of acceptance by the 17th; accepted on the 10th: dealt with by May 9 (60 days).
    walk = Walk(Regime.STATE_LAND)
    days = {"petition.received": day("2026-03-02"), "petition.accepted": day("2026-03-10")}
    walk.household = replace(walk.household, entered_dates=days)
    running = standing(PROCEDURE, CALENDAR, walk.household, day("2026-03-11")).rights
    assert [right.last.day for right in running] == [day("2026-03-17"), day("2026-05-09")]
