"""Dates, facts and local parameters entered by themselves."""

from __future__ import annotations

import pytest
from tests.law.walking import CALENDAR, PROCEDURE, Walk, day

from plumbline.law import judge_date_entry, judge_fact_entry, judge_local_parameter
from plumbline.terms import Regime

SL, CL = Regime.STATE_LAND, Regime.COLLECTIVE_LAND


def enter(walk: Walk, target: str, on: str, evidence: str, now: str = "2026-12-01") -> list[str]:
    step = PROCEDURE.steps[target.partition(".")[0]]
    subject = walk.household if step.is_household else walk.project
    reasons = judge_date_entry(
        PROCEDURE, CALENDAR, subject, target=target, on=day(on), now=day(now), evidence=frozenset([evidence])
    )
    return [reason.code.partition(":")[2] for reason in reasons]


def test_it_enters_a_date_before_its_step_once_the_step_could_come():
    walk = Walk(SL)
    target, paper = "sl_appraiser_selected.list_published", "appraiser_list"
    assert enter(walk, target, "2026-03-20", paper) == ["requires(sl_decision_announced)"]
    walk.records("sl_decision_announced", "2026-03-20")
    assert enter(walk, target, "2026-03-20", paper) == []
    assert enter(walk, target, "2026-03-19", paper) == ["before(sl_decision_announced)"]
    assert enter(walk, target, "2026-03-20", "agreement") == ["evidence(appraiser_list)"]
    assert enter(walk, target, "2026-03-20", paper, now="2026-03-19") == ["future"]


def test_it_enters_a_date_after_its_step_only():
    walk, target = Walk(CL), "cl_taking_approved.received"
    assert enter(walk, target, "2026-09-18", "taking_approval") == ["requires(cl_taking_approved)"]
    walk.records("cl_taking_approved", "2026-09-15")
    assert enter(walk, target, "2026-09-14", "taking_approval") == ["before"]
    assert enter(walk, target, "2026-09-18", "taking_approval") == []


@pytest.mark.parametrize(
    ("target", "paper", "need"),
    [
        ("sl_h_money_paid.due_from", "agreement", "derived"),
        ("sl_h_agreement_signed.moving_end", "agreement", "date(moving_end)"),  # belongs to the act
        ("sl_h_agreement_signed.lunch", "agreement", "unknown"),
    ],
)
def test_it_refuses_dates_that_are_not_entered_by_themselves(target, paper, need):
    assert need in enter(Walk(SL), target, "2026-03-20", paper)


def fact(name: str, value: object, *evidence: str) -> list[str]:
    walk = Walk(SL)
    row = PROCEDURE.facts.get(name) or PROCEDURE.conditions.get(name)
    subject = walk.project if row is not None and row.level == "project" else walk.household
    reasons = judge_fact_entry(PROCEDURE, subject, name, value, frozenset(evidence))  # type: ignore[arg-type]
    return [reason.code.partition(":")[2] for reason in reasons]


@pytest.mark.parametrize(
    ("name", "value", "evidence", "needs"),
    [
        ("household.out_of_scope", True, "revocation_document", []),
        ("household.out_of_scope", 1, "revocation_document", ["value"]),  # yes or no, not a number
        ("household.out_of_scope", True, "agreement", ["evidence(revocation_document)"]),
        ("track.grievance", "open", "grievance_record", []),
        ("track.grievance", "furious", "grievance_record", ["value"]),
        ("project.funds_available", -1, "funds_certificate", ["value"]),
        ("project.owners_half", 50, "survey_sheet", ["derived"]),
        ("household.use", "dwelling", "survey_sheet", ["own_entry"]),  # recorded with the survey
        ("policy_computed", True, "computation_sheet", []),
        ("compensated", True, "payment_voucher", ["derived"]),
        ("value_objected", True, "review_request", ["own_entry"]),
        ("household.mood", "good", "agreement", ["unknown"]),
    ],
)
def test_it_records_a_fact_with_its_document_and_nothing_derived(name, value, evidence, needs):
    assert fact(name, value, evidence) == needs


def test_it_refuses_what_an_act_states_beside_its_step():
    walk = Walk(SL).records("sl_h_listed", "2026-01-06")
    stated = {"household.use": "castle", "choice": "money"}
    codes = walk.codes(
        "sl_h_surveyed", "2026-01-08", facts=stated, conditions=("own_accord",), dates={"lunch": "2026-01-08"}
    )
    assert codes == ["fact(household.use)", "fact(choice)", "condition(own_accord)", "date(lunch)"]


@pytest.mark.parametrize(
    ("name", "value", "document", "needs"),
    [
        ("survey_publication_days", 7, "某办发〔2026〕1号", []),
        ("survey_publication_days", 6, "某办发〔2026〕1号", ["minimum"]),
        ("survey_publication_days", 7, None, ["local(survey_publication_days)"]),
        ("survey_publication_days", "week", "某办发〔2026〕1号", ["value"]),
        ("bribe_fen", 7, "某办发〔2026〕1号", ["unknown"]),
    ],
)
def test_it_sets_a_local_parameter_from_a_cited_document_only(name, value, document, needs):
    reasons = judge_local_parameter(PROCEDURE, SL, name, value, document)
    assert [reason.code.partition(":")[2] for reason in reasons] == needs


def test_it_offers_only_the_bases_of_enforcement_that_the_table_names():
    for value, count in (("resettlement_decision", 0), ("strong_arms", 1)):
        reasons = judge_local_parameter(PROCEDURE, CL, "enforcement_basis", value, "某办发〔2026〕1号")
        assert len(reasons) == count


def test_it_takes_a_fact_only_for_what_it_is_a_matter_of():
    walk, paper = Walk(SL), frozenset(["revocation_document"])
    reasons = judge_fact_entry(PROCEDURE, walk.household, "project.taking_state", "quashed", paper)
    assert [reason.code for reason in reasons] == ["project.taking_state:level"]
    assert judge_fact_entry(PROCEDURE, walk.project, "project.taking_state", "quashed", paper) == ()
