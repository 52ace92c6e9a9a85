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


def test_it_holds_the_publication_of_each_households_row_to_its_own_day():
    # Signed on 2026-03-30: twenty working days end on Tuesday April 28 (April 4 to 6 are a holiday); OGI 26.
    step = "sl_household_compensation_published"
    walk = Walk(Regime.STATE_LAND).records("sl_h_agreement_signed", "2026-03-30")
    walk.knows(agreement__state="in_force")

    def due(on):
        found = standing(PROCEDURE, CALENDAR, walk.household, day(on)).deadlines
        return [(d.last.day, d.binds, d.rule, d.is_breach) for d in found if d.step == step]

    assert due("2026-04-28") == [(day("2026-04-28"), "authority", "OGI 26", False)]
    assert due("2026-04-29") == [(day("2026-04-28"), "authority", "OGI 26", True)]
    # The list is up since the 20th, and this household's row with it.
    walk.records(step, "2026-04-20")
    assert due("2026-05-29") == [(day("2026-04-28"), "authority", "OGI 26", False)]
    # Under a decision the day is that of the decision; without either there is none.
    walk = Walk(Regime.STATE_LAND).records("sl_h_compensation_decision", "2026-03-30")
    assert due("2026-04-28")[0][0] == day("2026-04-28")
    walk = Walk(Regime.STATE_LAND)
    assert due("2026-04-28") == []
