"""The gate itself: order of reasons, papers, days, local parameters, both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.walking import CALENDAR, PROCEDURE, Walk, day

from plumbline.law import LocalValue, judge, meets_for_project
from plumbline.terms import Regime

SL, CL = Regime.STATE_LAND, Regime.COLLECTIVE_LAND


def test_it_gives_every_reason_in_the_procedures_order():
    walk = Walk(SL).knows(project__buildings_under_review=1)
    codes = walk.codes("sl_expropriation_decision", "2026-03-02", without=("decision_sl",))
    kinds = [code.partition("(")[0] for code in codes]
    assert kinds == ["requires"] * 7 + ["elapsed", "funds_in_full", "evidence"]
    assert len(codes) == len(set(codes))


def test_it_speaks_both_languages_with_article_remedy_and_figures():
    for reason in Walk(SL).reasons("sl_expropriation_decision", "2026-03-02", without=("decision_sl",)):
        assert reason.message.zh.endswith("。")
        assert "cannot be recorded" in reason.message.en
        assert reason.remedy.zh
        assert reason.remedy.en
        assert reason.fact
        assert reason.rule


def test_it_names_each_missing_document():
    walk = Walk(SL).records("sl_h_listed", "2026-01-06")
    assert walk.codes("sl_h_surveyed", "2026-01-08", without=("survey_sheet", "survey_photos")) == [
        "evidence(survey_sheet)",
        "evidence(survey_photos)",
    ]


STEPS = sorted(step.id for step in PROCEDURE.steps.values() if step.regime is SL)
DOCUMENTS = sorted(PROCEDURE.documents)


@given(
    st.sampled_from(STEPS),
    st.sets(st.sampled_from(DOCUMENTS), max_size=4),
    st.dates(day("2026-01-01"), day("2026-12-31")),
)
def test_it_never_opens_a_gate_by_leaving_a_paper_out(step, papers, on):
    walk = Walk(SL)
    with_them = set(walk.codes(step, on.isoformat()))
    assert with_them <= set(walk.codes(step, on.isoformat(), without=tuple(papers)))


@given(st.sampled_from(STEPS), st.dates(day("2026-01-01"), day("2026-12-30")))
def test_it_never_shuts_a_period_again_once_it_has_run(step, on):
    # Nothing is recorded in between: what had elapsed on a day has elapsed on the next.
    walk = Walk(SL)
    for earlier in ("sl_plan_published_for_comment", "sl_initial_values_published", "sl_demolition_filed"):
        walk.records(earlier, "2026-01-20")
    waits = [
        {code for code in walk.codes(step, d.isoformat()) if code.startswith("elapsed(")}
        for d in (on, on + timedelta(days=1))
    ]
    assert waits[1] <= waits[0]


def test_it_takes_one_document_of_a_group():
    walk = Walk(SL).knows(choice="exchange").records("sl_h_agreement_signed", "2026-03-30")
    both = ("transition_provision", "transition_advance_voucher")
    assert walk.codes("sl_h_exchange_secured", "2026-04-01", without=both[:1]) == []
    assert walk.codes("sl_h_exchange_secured", "2026-04-01", without=both) == [
        "evidence(transition_provision|transition_advance_voucher)"
    ]


def test_it_asks_for_a_document_only_where_its_condition_holds():
    walk = Walk(SL).records("sl_h_vacated", "2026-04-10").holds("policy_computed").knows(choice="money")
    walk.household = replace(walk.household, state="vacated")
    closing = {"household.utilities_closed": True}
    assert walk.codes("sl_h_handed_over", "2026-04-11", without=("utility_closure",)) == []
    # The fact is stated with the act and known to the act's own gate.
    assert walk.codes("sl_h_handed_over", "2026-04-11", without=("utility_closure",), facts=closing) == [
        "evidence(utility_closure)"
    ]


def test_it_refuses_a_day_in_the_future_or_before_what_it_rests_on():
    walk = Walk(SL).records("sl_h_listed", "2026-01-06")
    assert walk.codes("sl_h_surveyed", "2026-01-08", now="2026-01-07") == ["future"]
    assert walk.codes("sl_h_surveyed", "2026-01-05") == ["before(sl_h_listed)"]
    assert walk.codes("sl_h_surveyed", "2026-01-06") == []


def test_it_shows_a_step_that_does_not_exist_in_the_case():
    walk = Walk(SL).records("sl_comments_recorded", "2026-02-25").knows(project__basis="r590_8_4")
    codes = walk.codes("sl_hearing", "2026-03-10")
    assert codes[0] == "when"


def test_it_asks_for_the_date_from_which_a_notice_runs():
    walk = Walk(SL).records("sl_comments_recorded", "2026-02-25")
    walk.knows(project__basis="r590_8_5", project__owners_objecting=1)
    assert walk.codes("sl_hearing", "2026-03-20") == [
        "date(notice_delivered)",
        "elapsed(sl_hearing.notice_delivered)",
    ]
    # Delivered on 2026-03-10: 7 days end on Tuesday the 17th.
    walk.enters("sl_hearing.notice_delivered", "2026-03-10")
    walk.opens_on(
        "sl_hearing", "2026-03-18", before="2026-03-17", shut_by="elapsed(sl_hearing.notice_delivered)"
    )


@pytest.mark.parametrize(
    ("listed", "needs"), [(True, ["elapsed(sl_legality_review.submitted)"]), (False, [])]
)
def test_it_holds_the_next_step_back_only_for_a_listed_major_decision(listed, needs):
    # Sent on 2026-02-25: seven working days (26, 27, 28, 2, 3, 4, 5) end on 2026-03-05.
    walk = Walk(SL).knows(project__major_decision=listed, project__owners_in_scope=100)
    for step in ("sl_comments_result_published", "sl_stability_risk_assessment", "sl_unregistered_handled"):
        walk.records(step, "2026-02-25")
    walk.enters("sl_legality_review.submitted", "2026-02-25").does("sl_legality_review", "2026-02-27")
    assert walk.codes("sl_executive_meeting", "2026-03-05") == needs
    assert walk.codes("sl_executive_meeting", "2026-03-06") == []


def test_it_refuses_a_step_while_its_local_parameter_is_unset_or_uncited():
    walk = Walk(SL).records("sl_survey", "2026-01-08")
    for local in ({}, {"survey_publication_days": LocalValue(7, None)}):
        walk.project = replace(walk.project, local=local)
        assert walk.codes("sl_survey_results_published", "2026-01-09") == ["local(survey_publication_days)"]
    walk.project = replace(
        walk.project, local={"survey_publication_days": LocalValue(7, "某办发〔2026〕1号")}
    )
    assert walk.codes("sl_survey_results_published", "2026-01-09") == []


def test_it_says_so_where_our_own_default_stands_in_for_the_local_document():
    walk = Walk(SL).knows(project__owners_in_scope=1)
    walk.project = replace(walk.project, local={})
    reasons = {
        r.code: r
        for r in judge(PROCEDURE, CALENDAR, walk.project, walk.act("sl_expropriation_decision", "2026-03-02"))
    }
    # While the threshold is unset every project has many owners.
    meeting = reasons["sl_expropriation_decision:requires(sl_executive_meeting)"]
    assert "准绳自设规则" in meeting.message.zh
    assert "own rule" in meeting.message.en


def test_it_asks_a_project_step_of_all_households():
    walk = Walk(CL).records("cl_payment_completed", "2026-08-01")
    walk.project = replace(walk.project, households=3, households_done={"cl_h_handed_over": 2})
    reasons = walk.reasons("cl_site_clear", "2026-08-11")
    assert [(r.code, r.fact) for r in reasons] == [
        ("cl_site_clear:all_households(cl_h_handed_over)", "cl_h_handed_over: 2/3")
    ]
    walk.project = replace(walk.project, households_done={"cl_h_handed_over": 3})
    assert walk.codes("cl_site_clear", "2026-08-11") == []


@pytest.mark.parametrize(("kept", "counts"), [(False, False), (True, True)])
def test_it_counts_a_kept_building_as_asked_for_nothing(kept, counts):
    walk = Walk(SL).knows(household__building_kept=kept).records("sl_h_handed_over", "2026-04-11")
    asked = {"project_step": "sl_site_clear", "today": day("2026-05-01")}
    assert meets_for_project(PROCEDURE, CALENDAR, walk.household, step="sl_h_demolished", **asked) is counts
    assert meets_for_project(PROCEDURE, CALENDAR, walk.household, step="sl_h_handed_over", **asked) is True


def test_it_knows_no_step_of_the_other_regime():
    walk = Walk(SL)
    act = walk.act("cl_h_vacated", "2026-04-01")
    assert [r.code for r in judge(PROCEDURE, CALENDAR, walk.household, act)] == ["cl_h_vacated:unknown"]
    with pytest.raises(ValueError, match="levels"):
        judge(PROCEDURE, CALENDAR, walk.project, walk.act("sl_h_vacated", "2026-04-01"))
