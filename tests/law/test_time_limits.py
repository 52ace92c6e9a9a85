"""Deadlines and running rights by themselves are those that the whole standing shows."""

from dataclasses import replace

import pytest
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


def _to_court(law: str, *, state: str, on: str) -> list[tuple[str, bool]]:
    """Deadlines towards the court of a household whose decision was served on 2026-03-20, nothing sought."""
    regime = Regime.STATE_LAND if law == "sl" else Regime.COLLECTIVE_LAND
    walk = Walk(regime).holds("rights_stated").knows(decision__state="in_force")
    walk.records(f"{law}_h_decision_served", "2026-03-20")
    walk.household = replace(walk.household, state=state)
    found = standing(PROCEDURE, CALENDAR, walk.household, day(on)).deadlines
    return [(d.step, d.is_breach) for d in found if "_h_court_" in d.step]


@pytest.mark.parametrize("law", ["sl", "cl"])
def test_it_asks_nobody_to_court_who_has_moved(law):
    # Six months to sue end on 2026-09-20, three months to apply on 2026-12-20; who has not moved is late then.
    applied = f"{law}_h_court_applied"
    assert _to_court(law, state="demanded", on="2026-12-20") == [(applied, False)]
    assert _to_court(law, state="demanded", on="2026-12-21") == [(applied, True)]
    # From `compensated` the way to the court is still open; from `vacated` the lifecycle has none.
    assert _to_court(law, state="compensated", on="2026-12-21") == [(applied, True)]
    for state in ("vacated", "handed_over", "demolished", "resettled", "closed", "withdrawn"):
        assert _to_court(law, state=state, on="2026-12-21") == []


def test_it_keeps_what_a_household_that_has_moved_is_still_owed():
    # The money was due 30 days after the agreement of 2026-03-30; moving does not end that, nor a review.
    walk = Walk(Regime.STATE_LAND).records("sl_h_agreement_signed", "2026-03-30")
    walk.records("sl_h_report_served", "2026-03-01").records("sl_h_review_requested", "2026-03-05")
    walk.knows(agreement__state="in_force", agreement__payment_days=30, choice="money")
    walk.household = replace(walk.household, state="vacated")
    late = standing(PROCEDURE, CALENDAR, walk.household, day("2026-04-30")).breaches
    own = ["sl_h_review_answered", "sl_h_money_paid"]
    assert [d.step for d in late] == [*own, "sl_household_compensation_published"]


def test_it_keeps_the_day_of_an_application_that_was_made():
    walk = Walk(Regime.STATE_LAND).holds("rights_stated").knows(decision__state="in_force")
    walk.records("sl_h_decision_served", "2026-03-20").records("sl_h_court_applied", "2026-12-21")
    walk.household = replace(walk.household, state="vacated")
    made = standing(PROCEDURE, CALENDAR, walk.household, day("2027-01-05")).breaches
    assert [(d.step, d.done_on) for d in made] == [("sl_h_court_applied", day("2026-12-21"))]
