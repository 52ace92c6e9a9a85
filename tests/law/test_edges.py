"""Further edges of the attempts to break the procedure, each with its article and real dates."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.law.test_agreement_on_collective_land import approved
from tests.law.test_agreement_on_collective_land import signed as signed_on_collective_land
from tests.law.test_agreement_on_state_land import signed
from tests.law.walking import CALENDAR, PROCEDURE, Walk, day, state_land_to_reports

from plumbline.law import act_in_words, condition, forbidden_acts, forbidden_for_ever, standing
from plumbline.terms import Regime

SL, CL = Regime.STATE_LAND, Regime.COLLECTIVE_LAND


def rule_of(walk: Walk, step: str, on: str, need: str, **stated: object) -> str:
    reasons = walk.reasons(step, on, **stated)  # type: ignore[arg-type]
    return next(reason.rule for reason in reasons if reason.code == f"{step}:{need}")


@pytest.mark.parametrize(
    ("regime", "prohibition", "act", "rule"),
    [
        (SL, "sl_p_developer_out", "包政策宣传：用地企业派员", "R590 27(3)"),
        (SL, "sl_p_freeze_facts", "2026-03-02 新建的一层", "R590 16(1)"),
        (CL, "cl_p_no_cut_off_facts", "2026-03-02 抢栽的苗木", "LAMR 26(2)"),
        (CL, "cl_p_collective_cannot_decide_individual_home", "村委会代户签字", "LAMR 32(2)"),
        (SL, "sl_p_no_diversion", "付给开发商账户", "R590 33"),
        (SL, "sl_p_illegal_building_not_a_shortcut", "转违法建筑查处", "R590 24(2)"),
    ],
)
def test_t14_it_forbids_for_ever_what_no_case_and_no_role_permits(regime, prohibition, act, rule):
    assert prohibition in [row.id for row in forbidden_acts(PROCEDURE, regime)]
    reason = forbidden_for_ever(PROCEDURE, regime, prohibition, act, on=day("2026-03-01"))
    assert (reason.rule, reason.earliest, reason.fact) == (rule, None, act)


def test_t02_it_refuses_to_announce_the_plan_inside_the_ten_working_days():
    walk = Walk(CL).records("cl_pre_announcement", "2026-02-10").records("cl_plan_drafted", "2026-02-24")
    walk.opens_on(
        "cl_plan_announced",
        "2026-03-03",
        before="2026-03-02",
        shut_by="elapsed(cl_pre_announcement)",
        facts={"plan.registration_days": 30},
    )


def test_t05_it_lets_a_permit_be_issued_once_the_freeze_has_lapsed():
    # Frozen on 2025-03-01 for six months: the effect ends on Monday 2025-09-01, a permit is free from the 2nd.
    walk = Walk(SL).records("sl_scope_determined", "2025-03-01")
    walk.does("sl_freeze_notice", "2025-03-01", facts={"project.freeze_months": 6})
    for on, lapsed in (("2025-09-01", False), ("2025-09-02", True)):
        assert standing(PROCEDURE, CALENDAR, walk.project, day(on)).effects[0].lapsed is lapsed


def test_t10_it_refuses_the_request_for_a_decision_without_the_report():
    walk = state_land_to_reports().does("sl_h_choice_offered", "2026-03-25")
    assert rule_of(walk, "sl_h_decision_requested", "2026-05-20", "requires(sl_h_report_served)") == "M77 17"


def test_t17_it_refuses_execution_while_compensation_is_partly_paid_and_without_any_ruling():
    walk = signed("money", due=100).does("sl_h_money_paid", "2026-04-02")
    walk.knows(household__paid_before_moving=99)
    by_day = {"household.execution_starts": 900, "household.execution_ends": 1600}
    codes = walk.codes("sl_h_enforced", "2026-09-29", facts=by_day)
    assert {"requires(sl_h_court_granted)", "court_granted", "compensated"} <= set(codes)
    assert rule_of(walk, "sl_h_enforced", "2026-09-29", "court_granted", facts=by_day) == "R590 28(1)"


@pytest.mark.parametrize(
    ("hours", "by_day"),
    [
        ({"household.execution_starts": 800, "household.execution_ends": 2000}, True),
        ({"household.execution_starts": 759, "household.execution_ends": 1700}, False),
        ({"household.execution_starts": 1900, "household.execution_ends": 2001}, False),
        ({"household.execution_starts": 2100, "household.execution_ends": 700}, False),  # through the night
        ({"household.execution_starts": 900}, False),  # until when nobody said
    ],
)
def test_t17_it_takes_an_execution_for_one_by_day_only_with_both_its_hours(hours, by_day):
    walk = Walk(SL).records("sl_h_court_granted", "2026-09-28")
    need = "not_night_not_statutory_holiday"
    assert (need not in walk.codes("sl_h_enforced", "2026-09-29", facts=hours)) is by_day


def test_t19_it_pays_once_the_taking_is_announced():
    walk = signed_on_collective_land("money")
    assert rule_of(walk, "cl_h_money_paid", "2026-06-10", "requires(cl_taking_announced)") == "LAMR 31"
    assert approved(walk).codes("cl_h_money_paid", "2026-07-21") == []


def test_t20_it_takes_a_household_that_signs_after_the_statement_for_agreed():
    walk = Walk(CL).records("cl_taking_announced", "2026-07-20").knows(project__taking_state="in_force")
    for step, on in (
        ("cl_h_facts_confirmed", "2026-03-04"),
        ("cl_plan_determined", "2026-04-10"),
        ("cl_h_choice_offered", "2026-04-13"),
        ("cl_unsigned_stated", "2026-06-01"),
    ):
        walk.records(step, on)
    walk.household = replace(walk.household, state="unsigned_stated")
    walk.holds("policy_computed").knows(household__due_before_moving=1)
    walk.does(
        "cl_h_agreement_signed",
        "2026-08-03",
        dates={"moving_end": "2026-10-30"},
        facts={"agreement.state": "in_force", "choice": "money"},
        conditions=("signatory_entitled",),
    )
    assert walk.household.state == "agreed"


def test_it_publishes_no_households_row_on_the_open_internet():
    # R590 29(1): to the owners in the scope; PIPL 25. A village's board is for its villagers.
    rows = [
        step
        for step in PROCEDURE.steps.values()
        if step.publish and (step.is_household or "household" in step.id)
    ]
    assert rows
    for step in rows:
        assert step.publish.audience in ("owners_in_scope", "villagers"), step.id
        assert not {"government_site", "land_taking_platform"} & set(step.publish.where), step.id


def test_it_moves_a_signed_household_only_through_the_court():
    # FS2019_17 24: the demand, the decision to perform, its remedies, the demand of AEL 54, the court.
    walk = signed("money").knows(household__paid_before_moving=1, household__paid_to_date=1)
    walk.does("sl_h_money_paid", "2026-04-02")
    assert walk.household.state == "compensated"
    assert "when" in walk.codes("sl_h_performance_demanded", "2026-04-30", dates={"term_end": "2026-05-15"})
    walk.does("sl_h_performance_demanded", "2026-05-01", dates={"term_end": "2026-05-15"})
    assert walk.codes("sl_h_performance_decision", "2026-05-15")[0] == "when"
    walk.does("sl_h_performance_decision", "2026-05-16")
    assert walk.household.state == "performance_decided"
    need = "remedies_lapsed|remedies_lost|performance_decision_final"
    assert need in walk.codes("sl_h_demand_served", "2026-06-01")
    # Six months after 2026-05-16 end on Monday 2026-11-16; the demand from the 17th.
    assert need in walk.codes("sl_h_demand_served", "2026-11-16")
    walk.moves(None, "2026-11-17").does("sl_h_demand_served", "2026-11-17")
    # Ten working days: November 18, 19, 20, 23 to 27, 30, December 1.
    assert "elapsed(sl_h_demand_served)" in walk.codes("sl_h_court_applied", "2026-12-01")
    assert walk.codes("sl_h_court_applied", "2026-12-02") == []


def test_it_pays_nobody_while_an_owner_has_died_and_the_heirs_are_not_agreed():
    # Decided on 2026-03-16, the owner dies before service: the heirs' money is deposited (R590 26; CC 570).
    walk = Walk(SL).holds("policy_computed").records("sl_h_decision_served", "2026-03-20")
    walk.knows(decision__state="in_force", choice="money", household__due_before_moving=1)
    walk.knows(track__title="inheritance_open")
    assert walk.codes("sl_h_money_paid", "2026-04-01") == ["not(owner_unclear)"]
    walk.does("sl_h_deposited", "2026-04-01")
    assert condition(PROCEDURE, CALENDAR, walk.household, "compensated", day("2026-04-02")) is True
    walk.knows(household__representative_agreed=True)
    assert walk.codes("sl_h_money_paid", "2026-04-02") == []


@pytest.mark.parametrize("title", ["disputed", "owner_unknown"])
def test_it_pays_a_disputed_title_by_deposit_alone(title):
    walk = Walk(SL).records("sl_h_decision_served", "2026-03-20")
    walk.knows(decision__state="in_force", choice="money", track__title=title)
    assert walk.codes("sl_h_money_paid", "2026-04-01") == ["not(owner_unclear)"]
    assert walk.codes("sl_h_deposited", "2026-04-01") == []


@pytest.mark.parametrize(("owed", "needs"), [(1, ["no_open_obligation"]), (0, [])])
def test_it_closes_no_file_while_an_allowance_is_unpaid(owed, needs):
    walk = Walk(SL).knows(choice="money", household__open_amount=owed, household__building_kept=True)
    for step in ("sl_h_handed_over", "sl_h_title_settled", "sl_household_compensation_published"):
        walk.records(step, "2026-05-20")
    walk.household = replace(walk.household, state="resettled")
    assert walk.codes("sl_h_file_closed", "2026-06-01") == needs


@pytest.mark.parametrize("regime", list(Regime))
def test_it_says_in_chinese_what_nothing_permits(regime):
    acts = [act for row in forbidden_acts(PROCEDURE, regime) for act in row.acts]
    assert acts
    for act in acts:
        told = act_in_words(act)
        assert told.en == act
        assert not re.search("[A-Za-z]", told.zh), told.zh
