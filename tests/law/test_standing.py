"""Where a household and a project stand, and the ways that planning reads."""

from __future__ import annotations

import importlib

import pytest
from tests.law.walking import CALENDAR, LOCAL, PROCEDURE, Walk, day, state_land_negotiating

from plumbline.law import (
    Unit,
    Wait,
    household_route,
    project_route,
    stage_of,
    standing,
    tracks,
)
from plumbline.terms import Regime, Stage

# The room's function of the same name hides its file.
IN_THE_ROOM = importlib.import_module("plumbline.law.standing")
SL, CL = Regime.STATE_LAND, Regime.COLLECTIVE_LAND


def test_it_shows_a_household_what_is_done_open_waiting_and_not_here():
    now = standing(PROCEDURE, CALENDAR, state_land_negotiating().household, day("2026-03-30"))
    assert [step for step, _ in now.done][-1] == "sl_h_choice_offered"
    # The policy has not computed the sum yet, so nobody can sign.
    waiting = {waiting.step: [r.code.partition(":")[2] for r in waiting.reasons] for waiting in now.waiting}
    assert waiting["sl_h_agreement_signed"] == ["policy_computed"]
    assert "sl_h_review_requested" in now.open
    assert "sl_h_exchange_secured" in [row.step for row in now.not_applicable]


def test_it_tells_the_earliest_day_of_a_step_that_only_waits():
    walk = Walk(SL).records("sl_plan_published_for_comment", "2026-01-20")
    now = standing(PROCEDURE, CALENDAR, walk.project, day("2026-02-01"))
    assert next(w.earliest for w in now.waiting if w.step == "sl_comments_recorded") == day("2026-02-25")


def test_it_shows_the_owners_clock_with_its_rolled_last_day():
    # Served on 2026-03-25: day 10 is Saturday April 4, a holiday to the 6th: the owner has until the 7th.
    walk = state_land_negotiating()
    for on, over in (("2026-04-07", False), ("2026-04-08", True)):
        right = standing(PROCEDURE, CALENDAR, walk.household, day(on)).rights[0]
        assert (right.right, right.last.day, right.over) == (
            "appraisal_review_request",
            day("2026-04-07"),
            over,
        )


def test_it_raises_a_breach_when_an_authority_lets_its_day_pass():
    walk = state_land_negotiating().does(
        "sl_h_review_requested", "2026-04-01", conditions=("value_objected",)
    )
    # Ten days end on Saturday 2026-04-11; an authority's time is not carried on.
    for on, breaches in (("2026-04-11", []), ("2026-04-12", ["sl_h_review_answered"])):
        now = standing(PROCEDURE, CALENDAR, walk.household, day(on))
        assert [breach.step for breach in now.breaches] == breaches


def test_it_puts_the_shorter_time_to_sue_in_place_after_reconsideration():
    walk = Walk(SL).knows(decision__state="in_force").records("sl_h_decision_served", "2026-03-20")
    walk.records("sl_h_reconsideration_filed", "2026-04-20")
    walk.records("sl_h_reconsideration_decided", "2026-06-15", dates={"received": "2026-06-16"})
    now = standing(PROCEDURE, CALENDAR, walk.household, day("2026-06-20"))
    # 15 days after 2026-06-16 end on Wednesday July 1.
    assert next(d.last.day for d in now.deadlines if d.step == "sl_h_suit_filed") == day("2026-07-01")


@pytest.mark.parametrize(
    ("facts", "steps", "on", "state"),
    [
        ({}, (), "2026-04-01", "none"),
        ({}, ("sl_h_report_served",), "2026-03-12", "report_served"),  # 03-02 + 10 = Thursday 03-12
        ({}, ("sl_h_report_served",), "2026-03-13", "no_objection"),
        ({}, ("sl_h_report_served", "sl_h_review_requested"), "2026-04-01", "review_open"),
        (
            {},
            ("sl_h_report_served", "sl_h_review_requested", "sl_h_review_answered"),
            "2026-03-12",
            "review_open",
        ),
        (
            {},
            ("sl_h_report_served", "sl_h_review_requested", "sl_h_review_answered"),
            "2026-03-13",
            "review_final",
        ),
        ({}, ("sl_h_review_answered", "sl_h_expert_requested"), "2026-04-01", "expert_open"),
        ({}, ("sl_h_expert_requested", "sl_h_expert_opinion"), "2026-04-01", "expert_final"),
    ],
)
def test_it_derives_the_track_of_the_valuation(facts, steps, on, state):
    walk = Walk(SL).knows(**facts)
    for step in steps:
        walk.records(step, "2026-03-02")
    assert tracks(PROCEDURE, CALENDAR, walk.household, day(on))["appraisal"] == state


def test_it_has_a_state_for_every_track_of_both_regimes():
    for regime in Regime:
        declared = PROCEDURE.regimes[regime].lifecycle.tracks
        states = tracks(PROCEDURE, CALENDAR, Walk(regime).household, day("2026-03-02"))
        assert set(states) == set(declared)
        assert all(states[id] in declared[id].states for id in declared)


def test_it_puts_every_state_of_both_regimes_into_one_stage():
    for regime in Regime:
        walk = Walk(regime)
        stages = {
            state: stage_of(regime, state, walk.household)
            for state in PROCEDURE.regimes[regime].lifecycle.states
        }
        assert stages["unsigned_stated" if regime is CL else "report_served"] is Stage.VALUED
        assert stages["resettled"] is Stage.HANDED_OVER
        assert stages["demanded"] is (Stage.DECIDED)


def test_it_gives_planning_the_waits_of_the_money_path():
    legs = {leg.target: leg for leg in household_route(PROCEDURE, SL, "money_agreement", LOCAL)}
    assert [leg.source for leg in legs.values()][:3] == ["listed", "surveyed", "facts_published"]
    assert legs["facts_settled"].waits == (
        Wait("sl_survey_results_published", 7, Unit.CALENDAR_DAY, True, "R590 15"),
    )
    assert legs["demolished"].waits == (Wait("sl_demolition_filed", 15, Unit.CALENDAR_DAY, True, "CSR 11"),)
    assert legs["compensated"].step is None
    assert legs["negotiating"].project_gates == ("sl_signing_period_opened",)
    assert legs["report_served"].project_gates == ("sl_appraisal_reports_issued",)


def test_it_gives_planning_the_waits_between_project_steps():
    gates = {gate.step: gate for gate in project_route(PROCEDURE, CL, LOCAL)}
    assert gates["cl_plan_drafted"].waits == (
        Wait("cl_pre_announcement", 10, Unit.WORKING_DAY, True, "LAMR 26(2)"),
    )
    assert gates["cl_hearing"].only_in_some_cases
    unset = {gate.step: gate for gate in project_route(PROCEDURE, SL, {})}["sl_hearing"].waits
    assert unset == (Wait("sl_hearing.notice_delivered", None, Unit.CALENDAR_DAY, True, "R590 11(2)"),)


@pytest.mark.parametrize("regime", list(Regime))
def test_it_finds_a_way_for_every_path(regime):
    for path, states in PROCEDURE.regimes[regime].lifecycle.paths.items():
        assert len(household_route(PROCEDURE, regime, path, {})) == len(states) - 1


def test_it_says_what_is_open_without_working_out_a_reason(monkeypatch):
    asked = []
    explain = IN_THE_ROOM.foresee
    monkeypatch.setattr(IN_THE_ROOM, "foresee", lambda *of: asked.append(of[1].step.id) or explain(*of))
    now = standing(PROCEDURE, CALENDAR, state_land_negotiating().household, day("2026-03-30"))
    assert "sl_h_review_requested" in now.open
    assert asked == []
    # The first reader has a row's reasons worked out, the second finds them there.
    row = next(row for row in now.waiting if row.step == "sl_h_agreement_signed")
    assert row.reasons is row.reasons
    assert asked == ["sl_h_agreement_signed"]


def test_it_tells_a_row_that_waits_from_one_that_does_not_exist_here():
    now = standing(PROCEDURE, CALENDAR, state_land_negotiating().household, day("2026-03-30"))
    other = standing(PROCEDURE, CALENDAR, state_land_negotiating().household, day("2026-03-30"))
    assert now == other
    assert now.waiting[0] != now.not_applicable[0]
    assert now.waiting[0] != now.waiting[1]
    assert repr(now.not_applicable[0]).startswith("NotApplicable(step=")
