"""What goes aside in the demonstration: dated so that clocks, gates and reviewers have something to answer."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from plumbline.demo import STANDING_UNIT, STANDS_ON, Paid, statement_csv
from plumbline.terms import parse_area


def test_it_has_twelve_grievances_of_which_two_are_long_unanswered_on_day_17(world):
    grievances = world.incidents.grievances
    assert len(grievances) == 12
    unanswered = [g for g in grievances if g.answered_at is None]
    old = [g for g in unanswered if STANDS_ON - g.received_at > timedelta(days=30)]
    assert (len(unanswered), len(old)) == (5, 2)
    assert all(g.answered_at > g.received_at and g.cites for g in grievances if g.answered_at)
    assert all(world.household(g.household).project == g.project for g in grievances)


@pytest.mark.parametrize("size", ["world", "small"])
def test_it_has_one_promise_a_unit_and_only_the_standing_unit_breaks_its_own_by_day_17(size, request):
    world = request.getfixturevalue(size)
    commitments = world.incidents.commitments
    assert len({c.unit for c in commitments}) == len(commitments) == 20
    due = [c for c in commitments if c.due_on < STANDS_ON.date()]
    broken = {c.unit for c in due if reached(world, c) < c.households}
    assert broken == {STANDING_UNIT}


def reached(world, commitment):
    plans = [p for p in world.behaviour.values() if p.unit == commitment.unit]
    return sum(1 for plan in plans if plan.signs_on and plan.signs_on <= commitment.due_on)


def test_it_has_four_objections_to_values_each_within_its_ten_days(world):
    for objection in world.incidents.objections:
        served = world.behaviour[objection.household].served_on
        steps = [
            served,
            objection.requested_on,
            objection.answered_on,
            objection.expert_requested_on,
            objection.opinion_on,
        ]
        days = [day for day in steps if day]
        assert all(0 < (later - earlier).days <= 10 for earlier, later in pairwise(days))
    open_ones = [o for o in world.incidents.objections if (o.opinion_on or o.answered_on) >= STANDS_ON.date()]
    assert len(open_ones) == 2


def test_it_signs_after_the_objection_is_over(world):
    for objection in world.incidents.objections:
        plan = world.behaviour[objection.household]
        assert plan.signs_on > (objection.opinion_on or objection.answered_on)


def test_it_tries_to_vacate_with_four_fifths_paid(world):
    attempt = world.incidents.refused_vacating
    parts = world.behaviour[attempt.household].instalments
    assert [part for part, day in parts if day <= attempt.at.date()] == ["4/5"]
    assert [part for part, _ in parts] == ["4/5", "1/5"]


def test_it_enters_late_a_day_that_would_have_earned_more(world):
    late = world.incidents.late_entry
    plan = world.behaviour[late.household]
    # Paid on 30 April: fifteen days end on 15 May. Claimed 11 May, truly 16 May.
    assert plan.paid_on == date(2026, 4, 30)
    assert late.claimed_on <= plan.paid_on + timedelta(days=15) < late.true_on == plan.vacates_on
    assert (late.entered_at.date() - late.claimed_on).days > 3
    assert (late.entered_again_at.date() - late.true_on).days <= 3


def test_it_corrects_the_survey_of_a_signed_household_upwards(world):
    correction = world.incidents.correction
    assert world.behaviour[correction.household].signs_at < correction.done_at < STANDS_ON
    assert parse_area(correction.area_after) - parse_area(correction.area_before) == 236


def test_it_votes_for_the_appraiser_only_after_ten_days(world):
    vote = world.incidents.vote
    assert (vote.voted_on - vote.list_published_on).days > 10
    assert max(vote.votes, key=vote.votes.get) == vote.chosen


def test_it_offers_a_duty_to_the_land_using_company_which_must_be_refused(world):
    attempt = world.incidents.refused_duty
    posts = {p["id"]: p["role"] for p in world.description.whole["posts"]}
    assert posts[attempt.post] == "construction_unit"


def test_it_lets_exactly_one_line_of_the_bank_differ(world):
    mismatch = world.incidents.bank_mismatch
    assert world.behaviour[mismatch.household].paid_on == mismatch.on
    other = Paid(world.cases["first_signer"], "P-1", "甲", mismatch.on, 100_05)
    hit = Paid(mismatch.household, "P-2", "乙", mismatch.on, 500_000_00)
    lines = statement_csv([other, hit], mismatch).splitlines()
    # 500,000.00 − 360.00 = 499,640.00; the other line is as ordered.
    assert lines[1].split(",")[3] == "100.05"
    assert lines[2].split(",")[3] == "499640.00"
