"""Attempts to break the procedure, with real dates: project steps, valuation, payment, moving.

Each is numbered as in docs/law/README.md.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.law.walking import (
    CALENDAR,
    PROCEDURE,
    SIGNED,
    Walk,
    day,
    state_land_negotiating,
    state_land_to_reports,
)

from plumbline.law import (
    LocalValue,
    forbidden_acts,
    forbidden_for_ever,
    standing,
    tracks,
)
from plumbline.terms import Regime


@pytest.fixture
def state_land() -> Walk:
    return Walk(Regime.STATE_LAND)


@pytest.fixture
def collective() -> Walk:
    return Walk(Regime.COLLECTIVE_LAND)


def before_decision(walk: Walk) -> Walk:
    """Everything that an expropriation decision asks for, recorded without asking the gates again."""
    for step, on in (
        ("sl_public_interest_basis", "2026-01-05"),
        ("sl_survey_results_published", "2026-01-09"),
        ("sl_unregistered_handled", "2026-01-15"),
        ("sl_plan_published_for_comment", "2026-01-20"),
        ("sl_comments_result_published", "2026-02-25"),
        ("sl_stability_risk_assessment", "2026-02-26"),
        ("sl_funds_in_full", "2026-02-26"),
        ("sl_legality_review", "2026-02-27"),
    ):
        walk.records(step, on)
    return walk.knows(
        project__basis="r590_8_5", project__estimate_total=100_000, project__funds_available=100_000
    )


def only(walk: Walk, step: str, on: str, need: str, **stated: object):
    """The one reason of that need."""
    reasons = walk.reasons(step, on, **stated)  # type: ignore[arg-type]
    return next(reason for reason in reasons if reason.code == f"{step}:{need}")


def test_t01_it_refuses_the_decision_before_thirty_days_of_comment_have_run(state_land):
    walk = before_decision(state_land)
    # 2026-01-20 + 30 = 2026-02-19, a Spring Festival day; the next working day is the 24th.
    reason = only(walk, "sl_expropriation_decision", "2026-02-20", "elapsed(sl_plan_published_for_comment)")
    assert (reason.rule, reason.earliest) == ("R590 10(2)", day("2026-02-25"))
    assert "2026-02-19" in reason.message.zh
    assert "2026-02-24" in reason.message.zh
    assert walk.codes("sl_expropriation_decision", "2026-02-27") == []


def test_t02_it_counts_the_preliminary_announcement_in_working_days(collective):
    walk = collective.records("cl_pre_announcement", "2026-02-10").records("cl_land_survey", "2026-02-12")
    walk.records("cl_stability_risk_assessment", "2026-02-13")
    # Working days: Feb 11, 12, 13, 14 (a worked Saturday), 24–28 (the 28th a worked Saturday), Mar 2.
    reason = only(walk, "cl_plan_drafted", "2026-02-25", "elapsed(cl_pre_announcement)")
    assert (reason.rule, reason.earliest) == ("LAMR 26(2)", day("2026-03-03"))
    walk.opens_on(
        "cl_plan_drafted", "2026-03-03", before="2026-03-02", shut_by="elapsed(cl_pre_announcement)"
    )
    assert only(collective, "cl_plan_announced", "2026-02-25", "elapsed(cl_pre_announcement)")


def test_t03_it_refuses_the_decision_while_one_fen_is_missing(state_land):
    walk = before_decision(state_land).knows(project__funds_available=99_900)
    reason = only(walk, "sl_expropriation_decision", "2026-03-02", "funds_in_full")
    assert reason.rule == "R590 12(2)"
    assert "999.00元" in reason.fact
    assert walk.knows(project__funds_available=99_999).codes("sl_expropriation_decision", "2026-03-02") == [
        "funds_in_full"
    ]
    assert walk.knows(project__funds_available=100_000).codes("sl_expropriation_decision", "2026-03-02") == []
    # Once the sums are computed the policy's total is the measure.
    walk.knows(project__sums_computed=True, project__policy_total=100_001)
    assert walk.codes("sl_expropriation_decision", "2026-03-02") == ["funds_in_full"]


@pytest.mark.parametrize(
    ("owners", "households", "needs"),
    [
        (51, 0, ["requires(sl_hearing)"]),  # 51 of 100 owners are more than half
        (50, 0, []),  # 50 are not
        (50, 31, ["requires(sl_hearing)"]),  # but 31 of 60 households are (U5: any unit suffices)
    ],
)
def test_t04_it_asks_for_the_hearing_when_most_owners_object(state_land, owners, households, needs):
    walk = before_decision(state_land).knows(
        project__owners_in_scope=99,  # below the threshold of 100, so no executive meeting
        project__owners_half=50,
        project__owners_objecting=owners,
        project__households_half=30,
        project__households_objecting=households,
    )
    assert walk.codes("sl_expropriation_decision", "2026-03-02") == needs
    if needs:
        assert only(walk, "sl_expropriation_decision", "2026-03-02", needs[0]).rule == "R590 11(2)"


def test_t04_it_asks_for_no_hearing_outside_renewal(state_land):
    walk = before_decision(state_land).knows(
        project__basis="r590_8_4", project__owners_half=50, project__owners_objecting=51
    )
    assert walk.codes("sl_expropriation_decision", "2026-03-02") == []


def test_t05_it_refuses_a_freeze_of_thirteen_months_and_a_second_one(state_land):
    walk = state_land.records("sl_scope_determined", "2026-03-01")
    reason = only(
        walk, "sl_freeze_notice", "2026-03-01", "freeze_within_a_year", facts={"project.freeze_months": 13}
    )
    assert reason.rule == "R590 16(2)"
    walk.does("sl_freeze_notice", "2026-03-01", facts={"project.freeze_months": 12})
    again = walk.knows(project__earlier_freezes=1)
    assert again.codes("sl_freeze_notice", "2026-09-01", facts={"project.freeze_months": 1}) == [
        "freeze_within_a_year"
    ]


def test_t05_it_lets_a_freeze_lapse_by_itself(state_land):
    walk = state_land.records("sl_scope_determined", "2025-03-01")
    walk.does("sl_freeze_notice", "2025-03-01", facts={"project.freeze_months": 12})
    # Twelve months end on 2026-03-01, a Sunday: an authority's time is not carried on (p3).
    lapse = [
        standing(PROCEDURE, CALENDAR, walk.project, day(on)).effects[0] for on in ("2026-03-01", "2026-03-02")
    ]
    assert [effect.lapsed for effect in lapse] == [False, True]
    assert lapse[0].last.day == day("2026-03-01")


def test_t06_it_refuses_the_decision_while_a_building_is_under_review(state_land):
    walk = before_decision(state_land).knows(project__buildings_under_review=1)
    assert walk.codes("sl_unregistered_handled", "2026-02-27") == [
        "requires(sl_survey)",
        "no_building_under_review",
    ]
    records = {s: r for s, r in walk.project.records.items() if s != "sl_unregistered_handled"}
    walk.project = replace(walk.project, records=records)
    reason = only(walk, "sl_expropriation_decision", "2026-03-02", "requires(sl_unregistered_handled)")
    assert reason.rule == "R590 24(2)"


def test_t07_it_lets_the_owners_agree_at_once_and_a_vote_wait(state_land):
    walk = state_land.records("sl_decision_announced", "2026-03-20")
    walk.enters("sl_appraiser_selected.list_published", "2026-03-20")
    assert walk.codes("sl_appraiser_selected", "2026-03-23") == []  # the owners' own agreement
    for method in ("majority_vote", "lot"):
        # 2026-03-20 + 10 = Monday the 30th; a vote or a lot from the 31st.
        by = {"project.appraiser_method": method}
        need = "elapsed(sl_appraiser_selected.list_published)"
        reason = only(walk, "sl_appraiser_selected", "2026-03-23", need, facts=by)
        assert (reason.rule, reason.earliest) == ("M77 4", day("2026-03-31"))
        assert walk.codes("sl_appraiser_selected", "2026-03-31", facts=by) == []


def test_t07_it_refuses_a_vote_while_the_local_days_are_not_set(state_land):
    walk = state_land.records("sl_decision_announced", "2026-03-20")
    walk.enters("sl_appraiser_selected.list_published", "2026-03-20")
    walk.project = replace(walk.project, local={})
    by = {"project.appraiser_method": "lot"}
    assert walk.codes("sl_appraiser_selected", "2026-05-20", facts=by) == [
        "local(appraiser_negotiation_days)"
    ]
    walk.project = replace(
        walk.project, local={"appraiser_negotiation_days": LocalValue(5, "某办发〔2026〕1号")}
    )
    # A local document may not set fewer than our minimum of 10.
    assert walk.codes("sl_appraiser_selected", "2026-05-20", facts=by) == [
        "local(appraiser_negotiation_days)"
    ]


def objecting() -> Walk:
    """Report served on 2026-03-25, a review asked for on day 9."""
    walk = state_land_negotiating()
    return walk.does("sl_h_review_requested", "2026-04-03", conditions=("value_objected",))


def test_t08_it_refuses_a_compensation_decision_while_a_review_is_open():
    walk = objecting()
    reason = only(walk, "sl_h_decision_requested", "2026-04-09", "appraisal_settled")
    assert reason.rule == "R590 19(2)"
    assert only(walk, "sl_h_compensation_decision", "2026-04-09", "appraisal_settled").rule == "R590 19(2)"


def test_t08_it_lets_the_signing_period_stand_still_during_the_review():
    # Opened on 2026-03-26 with 20 days. Days 1–7 run (March 27 to April 2); from April 3 a review is
    # open. The answer of April 13 leaves ten days to ask for an expert, to the 23rd; from the 24th the
    # remaining 13 days run to May 6, a working day. A decision may be asked for from May 7.
    walk = objecting().does("sl_h_review_answered", "2026-04-13")
    assert "signing_period_over|owner_unclear" in walk.codes("sl_h_decision_requested", "2026-05-06")
    walk.opens_on(
        "sl_h_decision_requested",
        "2026-05-07",
        before="2026-05-06",
        shut_by="signing_period_over|owner_unclear",
    )
    # The proposed decision is served 15 days (our default) before the decision: 05-07 + 15 = Friday 05-22.
    walk.enters("sl_h_compensation_decision.draft_served", "2026-05-07")
    need = "elapsed(sl_h_compensation_decision.draft_served)"
    reason = only(walk, "sl_h_compensation_decision", "2026-05-22", need)
    assert (reason.rule, reason.earliest) == ("准绳自设规则", day("2026-05-23"))
    assert "准绳自设规则" in reason.message.zh
    assert walk.codes("sl_h_compensation_decision", "2026-05-23") == []


def test_t08_it_lets_the_signing_period_run_on_from_the_day_of_a_written_waiver():
    # As above, but on 2026-04-16 the owner writes that the review's result is accepted: the remaining
    # 13 days are April 16 to 28, a Tuesday.
    walk = objecting().does("sl_h_review_answered", "2026-04-13").holds("objection_waived")
    days = {**walk.household.entered_dates, "objection_waived": day("2026-04-16")}
    walk.household = replace(walk.household, entered_dates=days)
    walk.opens_on(
        "sl_h_decision_requested",
        "2026-04-29",
        before="2026-04-28",
        shut_by="signing_period_over|owner_unclear",
    )


def test_t08_it_ends_the_signing_period_in_twenty_days_without_a_review():
    # 2026-03-26 + 20 = Wednesday 2026-04-15.
    walk = state_land_negotiating()
    walk.opens_on(
        "sl_h_decision_requested",
        "2026-04-16",
        before="2026-04-15",
        shut_by="signing_period_over|owner_unclear",
    )


@pytest.mark.parametrize(("asked_on", "late"), [("2022-04-06", False), ("2022-04-07", True)])
def test_t09_it_receives_a_late_request_for_review_and_marks_it(state_land, asked_on, late):
    # 2022-03-25 + 10 = 2022-04-04, a rest day until the 5th: the 6th is in time.
    walk = state_land.records("sl_h_report_served", "2022-03-25")
    walk.does("sl_h_review_requested", asked_on, conditions=("value_objected",))
    asked = standing(PROCEDURE, CALENDAR, walk.household, day(asked_on)).deadlines
    review = next(deadline for deadline in asked if deadline.step == "sl_h_review_requested")
    assert (review.last.day, review.overdue, review.is_breach) == (day("2022-04-06"), late, False)


def test_t10_it_refuses_an_agreement_without_the_served_report():
    walk = state_land_to_reports().holds("policy_computed")
    walk.does("sl_h_choice_offered", "2026-03-25")
    reason = only(
        walk,
        "sl_h_agreement_signed",
        "2026-03-30",
        "requires(sl_h_report_served)",
        dates={"moving_end": "2026-04-30"},
        facts=SIGNED,
    )
    assert reason.rule == "M77 17"
    assert "requires(sl_h_report_served)" in walk.codes("sl_h_decision_requested", "2026-05-07")


def test_t11_it_refuses_a_decision_where_no_choice_was_offered():
    walk = state_land_negotiating()
    records = {s: r for s, r in walk.household.records.items() if s != "sl_h_choice_offered"}
    walk.household = replace(walk.household, records=records)
    reason = only(walk, "sl_h_compensation_decision", "2026-05-23", "choice_offered")
    assert reason.rule == "R590 21(1)"


def vacating(walk: Walk, on: str = "2026-04-20") -> list[str]:
    return walk.codes("sl_h_vacated", on, conditions=("own_accord",))


def paying(choice: str) -> Walk:
    walk = state_land_negotiating().holds("policy_computed")
    walk.knows(household__due_before_moving=100_000)
    walk.does(
        "sl_h_agreement_signed",
        "2026-03-30",
        dates={"moving_end": "2026-04-30"},
        facts={**SIGNED, "choice": choice},
        conditions=("signatory_entitled",),
    )
    return walk.does("sl_h_money_paid", "2026-04-02")


def test_t12_it_refuses_moving_until_all_that_is_due_before_it_is_paid():
    walk = paying("money").knows(household__paid_before_moving=80_000)
    reason = only(walk, "sl_h_vacated", "2026-04-20", "compensated", conditions=("own_accord",))
    assert reason.rule == "R590 27(1)-(2)"
    assert "800.00元" in reason.fact
    assert "1,000.00元" in reason.fact
    walk.knows(household__paid_before_moving=99_999)
    assert vacating(walk) == ["compensated"]
    walk.knows(household__paid_before_moving=100_000)
    assert vacating(walk) == []
    # A reward that falls due later on a fact of its own does not close the gate again.
    walk.knows(household__due_to_date=150_000, household__paid_to_date=100_000)
    assert vacating(walk) == []


def test_t12_it_asks_of_an_exchange_household_money_dwelling_transition_and_moving_fee():
    walk = paying("exchange").knows(household__paid_before_moving=100_000)
    assert "compensated" in vacating(walk)
    walk.records("sl_h_exchange_secured", "2026-04-03", facts={"household.dwelling_identified": True})
    assert "compensated" in vacating(walk)
    walk.holds("transition_advance_paid")
    assert "compensated" in vacating(walk)
    walk.knows(household__moving_fee_paid=True)
    assert vacating(walk) == []
    walk.knows(household__paid_before_moving=99_999)
    assert "compensated" in vacating(walk)


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({}, False),  # a deposit alone gives nothing
        ({"decision.state": "in_force"}, True),
        ({"track.title": "owner_unknown"}, True),
        ({"track.title": "inheritance_open"}, True),  # no representative agreed
        ({"track.title": "inheritance_open", "household.representative_agreed": True}, False),
        ({"track.title": "mortgaged"}, False),
    ],
)
def test_t12_it_counts_a_deposit_only_under_a_decision_or_for_an_unclear_owner(facts, counts):
    walk = paying("money").knows(**{name.replace(".", "__"): value for name, value in facts.items()})
    walk.records("sl_h_deposited", "2026-04-05")
    assert ("compensated" not in vacating(walk)) is counts


@pytest.mark.parametrize("document", ["deposit_certificate", "service_receipt"])
def test_t12_it_takes_no_deposit_without_certificate_and_notice(document):
    walk = paying("money").knows(decision__state="in_force")
    assert walk.codes("sl_h_deposited", "2026-04-05", without=(document,)) == [f"evidence({document})"]


@pytest.mark.parametrize(
    ("regime", "prohibition", "rule"),
    [
        (Regime.STATE_LAND, "sl_p_no_supply_cut", "R590 27(3), 31"),
        (Regime.STATE_LAND, "sl_p_no_linked_pressure", "GBD2010_15"),
        (Regime.STATE_LAND, "sl_p_developer_out", "R590 27(3)"),  # T14
        (Regime.COLLECTIVE_LAND, "cl_p_no_supply_cut", "AEL 43(2)"),
        (Regime.COLLECTIVE_LAND, "cl_p_no_profit_from_taking", "准绳自设规则"),  # ours on collective land
    ],
)
def test_t13_it_forbids_pressure_for_every_role_and_for_ever(regime, prohibition, rule):
    assert prohibition in [row.id for row in forbidden_acts(PROCEDURE, regime)]
    reason = forbidden_for_ever(PROCEDURE, regime, prohibition, "调度令：停电", on=day("2026-03-01"))
    assert (reason.rule, reason.earliest) == (rule, None)
    assert "任何角色" in reason.message.zh
    assert ("准绳自设规则" in reason.message.zh) is (rule == "准绳自设规则")


def test_t13_it_refuses_to_treat_a_prohibition_that_can_be_lifted_as_eternal():
    with pytest.raises(ValueError, match="judge"):
        forbidden_for_ever(PROCEDURE, Regime.STATE_LAND, "sl_p_court_only", "…", on=day("2026-03-01"))


def decided(walk: Walk) -> Walk:
    """A decision served on 2026-03-20 that stated the remedies; everything due is deposited."""
    walk.holds("policy_computed", "rights_stated")
    walk.knows(decision__state="in_force", decision__moving_days=15, choice="money")
    walk.records("sl_h_decision_served", "2026-03-20").records("sl_h_deposited", "2026-03-23")
    walk.household = replace(walk.household, state="decision_served")
    return walk


def test_t15_it_opens_the_court_only_after_remedies_and_demand(state_land):
    walk = decided(state_land)
    # Six months after 2026-03-20 end on 2026-09-20, a Sunday that is worked.
    need = "remedies_lapsed|remedies_lost|performance_decision_final"
    assert need in walk.codes("sl_h_demand_served", "2026-09-20")
    assert tracks(PROCEDURE, CALENDAR, walk.household, day("2026-09-20"))["remedy"] == "clock_running"
    walk.moves(None, "2026-09-21").does("sl_h_demand_served", "2026-09-21")
    # Ten working days after the 21st end on 2026-10-12: 22, 23, 24, 28, 29, 30 September, 8, 9, 10 (worked), 12.
    walk.household = replace(walk.household, state="demanded")
    reason = only(walk, "sl_h_court_applied", "2026-10-12", "elapsed(sl_h_demand_served)")
    assert (reason.rule, reason.earliest) == ("AEL 54,69", day("2026-10-13"))
    assert walk.codes("sl_h_court_applied", "2026-10-13") == []


def test_t15_it_lets_the_clock_run_a_year_where_the_remedies_were_not_stated(state_land):
    walk = decided(state_land)
    walk.household = replace(walk.household, conditions={"policy_computed": True, "rights_stated": False})
    assert tracks(PROCEDURE, CALENDAR, walk.household, day("2026-12-30"))["remedy"] == "clock_running"


@pytest.mark.parametrize(
    ("on", "stated", "needs"),
    [
        ("2026-12-20", {}, []),  # three months after 09-20: a Sunday, and not rolled (p3)
        ("2026-12-21", {}, ["enforcement_window_open"]),
        ("2026-12-21", {"facts": {"household.late_reason_attached": True}}, []),
    ],
)
def test_t16_it_asks_a_reason_of_an_application_after_three_months(state_land, on, stated, needs):
    walk = decided(state_land).moves(None, "2026-09-21").does("sl_h_demand_served", "2026-09-21")
    assert walk.household.state == "demanded"
    assert walk.codes("sl_h_court_applied", on, **stated) == needs


def test_t17_it_refuses_execution_without_ruling_at_night_and_on_a_holiday(state_land):
    walk = decided(state_land).records("sl_h_court_granted", "2026-09-28")
    day_time = {"household.execution_starts": 830, "household.execution_ends": 1700}
    walk.household = replace(walk.household, state="court_granted")
    assert walk.codes("sl_h_enforced", "2026-09-29", facts=day_time) == ["court_granted"]
    walk.knows(household__ruling="granted")
    assert walk.codes("sl_h_enforced", "2026-09-29", facts=day_time) == []
    late = {**day_time, "household.execution_ends": 2100}
    assert walk.codes("sl_h_enforced", "2026-09-29", facts=late) == ["not_night_not_statutory_holiday"]
    reason = only(walk, "sl_h_enforced", "2026-10-02", "not_night_not_statutory_holiday", facts=day_time)
    assert reason.rule == "AEL 43(1)"


def test_t18_it_holds_demolition_back_for_fifteen_days_and_the_last_neighbour(state_land):
    walk = state_land.holds("policy_computed").knows(choice="money").records("sl_h_handed_over", "2026-09-10")
    walk.household = replace(walk.household, state="handed_over")
    walk.records("sl_demolition_filed", "2026-09-16")
    # 2026-09-16 + 15 = 2026-10-01, National Day week: rolled to the 8th.
    reason = only(walk, "sl_h_demolished", "2026-09-30", "elapsed(sl_demolition_filed)")
    assert (reason.rule, reason.earliest) == ("CSR 11", day("2026-10-09"))
    assert walk.codes("sl_h_demolished", "2026-10-08") == ["elapsed(sl_demolition_filed)"]
    assert walk.codes("sl_h_demolished", "2026-10-09") == []
    walk.knows(household__building_occupied_units=1)
    assert walk.codes("sl_h_demolished", "2026-10-09") == ["building_has_no_remaining_occupied_unit"]


def test_t19_it_refuses_payment_and_moving_before_the_taking_is_announced(collective):
    walk = collective.holds("policy_computed").records("cl_h_agreement_signed", "2026-06-01")
    walk.knows(agreement__state="pending_approval", choice="money")
    assert only(walk, "cl_h_money_paid", "2026-06-10", "requires(cl_taking_announced)").rule == "LAMR 31"
    stated = {"conditions": ("own_accord",)}
    assert (
        only(walk, "cl_h_vacated", "2026-06-10", "approval_in_force", **stated).rule == "LAM 47(1), 47(5), 79"
    )
    assert only(walk, "cl_h_demolished", "2026-06-10", "approval_in_force").rule == "LAM 47(1), 47(5), 79"
    assert "agreement_effective|decision_in_force" in walk.codes("cl_h_vacated", "2026-06-10", **stated)


def test_t20_it_refuses_to_hide_three_households_without_agreement(collective):
    walk = collective.records("cl_agreements_signed", "2026-05-20")
    walk.records("cl_plan_determined", "2026-05-10", dates={"agreement_deadline": "2026-05-31"})
    walk.knows(project__unsigned_count=3)
    none = {"facts": {"project.unsigned_stated": 0}}
    three = {"facts": {"project.unsigned_stated": 3}}
    reason = only(walk, "cl_unsigned_stated", "2026-06-01", "unsigned_count_true", **none)
    assert reason.rule == "LAM 47(4)"
    assert walk.codes("cl_unsigned_stated", "2026-06-01", **three) == []
    early = walk.codes("cl_unsigned_stated", "2026-05-31", **three)
    assert early == ["elapsed(cl_plan_determined.agreement_deadline)|all_households(cl_h_agreement_signed)"]
    walk.knows(project__unsigned_stated=0)
    assert only(walk, "cl_application_submitted", "2026-06-02", "unsigned_count_true").rule == "LAM 47(4)"


def test_t20_it_refuses_the_approval_while_funds_are_short(collective):
    walk = collective.records("cl_application_submitted", "2026-06-02")
    walk.knows(project__estimate_total=100, project__funds_available=99)
    assert only(walk, "cl_taking_approved", "2026-07-01", "funds_in_full").rule == "LAMR 32(4)"


def test_it_announces_late_with_a_breach_and_never_refuses_it(collective):
    walk = collective.records("cl_taking_approved", "2026-09-15")
    walk.enters("cl_taking_approved.received", "2026-09-18")
    # 15 working days after 2026-09-18 end on 2026-10-15; the 16th is the sixteenth.
    for on, late in (("2026-10-15", False), ("2026-10-16", True)):
        assert walk.codes("cl_taking_announced", on) == []
        late_walk = replace(walk.records("cl_taking_announced", on).project)
        breaches = standing(PROCEDURE, CALENDAR, late_walk, day(on)).breaches
        assert ("cl_taking_announced" in [breach.step for breach in breaches]) is late


def test_it_freezes_every_household_when_the_decision_is_quashed():
    walk = paying("money").knows(household__paid_before_moving=100_000, project__taking_state="quashed")
    reason = only(walk, "sl_h_vacated", "2026-04-20", "taking_stands", conditions=("own_accord",))
    assert reason.rule == "准绳自设规则"
    assert "准绳自设规则" in reason.message.zh
    # Payment of what is due is not stopped.
    assert walk.codes("sl_h_money_paid", "2026-04-20") == []


def test_it_refuses_an_act_of_a_year_without_a_notice():
    walk = paying("money").knows(household__paid_before_moving=100_000)
    assert vacating(walk, "2027-01-04") == ["calendar(2027)"]


def test_it_keeps_a_deadline_that_ends_in_2027_at_its_nominal_day(state_land):
    # Asked on 2026-12-28, ten days end on 2027-01-07: an authority's day is nominal and not rolled; the
    # owner's own ten days from 2026-12-28 are kept with the mark.
    walk = state_land.records("sl_h_report_served", "2026-12-28")
    right = standing(PROCEDURE, CALENDAR, walk.household, day("2026-12-30")).rights[0]
    assert (right.last.day, right.last.to_be_rolled, right.over) == (day("2027-01-07"), True, False)
    assert walk.codes("sl_h_review_requested", "2026-12-30", conditions=("value_objected",)) == []
    assert tracks(PROCEDURE, CALENDAR, walk.household, day("2026-12-30"))["appraisal"] == "report_served"


def test_it_refuses_a_later_state_set_directly():
    # A household only surveyed cannot be marked handed over: nothing between may be skipped.
    walk = Walk(Regime.STATE_LAND).records("sl_scope_determined", "2026-01-06")
    walk.does("sl_h_listed", "2026-01-06").records("sl_h_surveyed", "2026-01-08")
    assert walk.codes("sl_h_handed_over", "2026-04-11") == [
        "requires_any(sl_h_vacated|sl_h_enforced)",
        "compensated",
        "state(surveyed)",
    ]


def test_it_refuses_moving_on_collective_land_while_the_title_is_disputed(collective):
    walk = collective.knows(track__title="disputed")
    reason = only(
        walk, "cl_h_vacated", "2026-06-10", "not(in(track.title,disputed,in_government_handling,in_court))"
    )
    assert reason.rule == "LAM 14(4)"
