"""The appraisal by commands: a fit formula before day 1, scores of sealed days alone, a contest in its days, one answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.campaign.appraisal_cast import GOOD, TEXT, figures
from tests.store.playing import Campaign

from plumbline.campaign import EVENT_SCHEMAS
from plumbline.campaign.appraising import Figures, SealedRecord, Subject

SEALED = date(2026, 4, 9)
DAY_ONE = "2026-04-08"


@pytest.fixture
def measured(campaign: Campaign) -> Campaign:
    """The formula is published on the eve of day 1; unit 07 has one complaint upheld, its head one case in time."""
    campaign.does("吴", "PublishAppraisalFormula", "2026-04-07", text=TEXT)
    campaign.to_signing()
    head = Figures(
        Subject("post", "unit-07-head", "unit-07"),
        50,
        (SealedRecord("case:5", {"cases_due": 1, "cases_answered_in_time": 1}),),
    )
    unit = figures(**GOOD, conduct_complaints_upheld=1)  # its complaint is record entered:8
    campaign.door.state.figures = {SEALED: (unit, head)}
    return campaign


def published(campaign: Campaign, on: str = "2026-04-10") -> Campaign:
    campaign.does("吴", "PublishAppraisal", on, day=SEALED.isoformat())
    return campaign


def contested(campaign: Campaign, on: str = "2026-04-10T11:00") -> Campaign:
    campaign.does("方", "ContestAppraisal", on, appraisal=1, subject="unit-07", text="所指不是本单位")
    return campaign


def last_event(campaign: Campaign) -> Any:
    return campaign.door.events[-1][0]


# ---------- the formula ----------
def test_it_takes_a_formula_until_the_eve_of_day_1_and_not_on_the_day(campaign):
    late = campaign.refusal("吴", "PublishAppraisalFormula", f"{DAY_ONE}T08:00", text=TEXT)
    assert "2026-04-07" in late["appraisal:after_day_1"].message.zh


def test_it_keeps_the_formulas_own_hash_in_the_open(measured):
    import hashlib

    event = next(e for e, _s in measured.door.events if e.type == "appraisal.formula_published/1")
    assert event.open["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_it_refuses_an_unfit_formula_with_every_place(campaign):
    unfit = TEXT.replace("of: cases_not_reopened", "of: residents_satisfied").replace(
        "weight: 40", "weight: 41"
    )
    reasons = campaign.refusal("吴", "PublishAppraisalFormula", "2026-04-07", text=unfit)
    assert {"formula:forbidden_satisfaction", "formula:sum"} <= reasons.keys()
    assert reasons["formula:forbidden_satisfaction"].fact == "parts[3].shares[1].of"


def test_it_takes_the_same_formula_once(campaign):
    campaign.does("吴", "PublishAppraisalFormula", "2026-04-06", text=TEXT)
    again = campaign.refusal("吴", "PublishAppraisalFormula", "2026-04-07", text=TEXT)
    assert list(again) == ["appraisal:already_published"]


# ---------- what a supervisor enters ----------
ENTRY = {"unit": "unit-07", "measure": "conduct_complaints_upheld", "record": 3, "text": "反映属实"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"measure": "households_reached"}, "appraisal:measure"),  # computed, so nobody enters it
        ({"measure": "own_deadlines_missed"}, "appraisal:measure"),
        ({"unit": "unit-99"}, "appraisal:unit"),
        ({"post_id": "office-desk"}, "appraisal:unit"),  # a post of another unit
        ({"unit": "inspection"}, "appraisal:own_unit"),
        ({"record": 999_999}, "appraisal:record"),
        ({"text": " "}, "appraisal:text"),
    ],
)
def test_it_enters_nothing_without_unit_record_and_ground(measured, changed, code):
    assert code in measured.refusal("石", "EnterForAppraisal", "2026-04-10", **{**ENTRY, **changed})


def test_it_counts_one_thing_once(measured):
    measured.does("石", "EnterForAppraisal", "2026-04-10", **ENTRY)
    again = measured.refusal("石", "EnterForAppraisal", "2026-04-10T11:00", **ENTRY)
    assert list(again) == ["appraisal:already"]


def test_it_lets_no_office_and_no_unit_enter_anything(measured):
    for who in ("吴", "方"):
        assert list(measured.refusal(who, "EnterForAppraisal", "2026-04-10", **ENTRY)) == ["permission:role"]


# ---------- the scores ----------
def test_it_publishes_scores_of_a_sealed_day_with_every_record(measured):
    event = last_event(published(measured))
    unit, head = event.com["scores"]
    # 依法 40 − 20 = 20; 27; 11.60; 8.25: 66.85. The head's one case in time: (40 + 5) of 45 measured.
    assert (unit["total"], unit["rank"], head["total"], head["rank"]) == ("66.85", 1, "100.00", None)
    assert unit["parts"]["progress"] == "58/5"
    assert {"ref": "entered:8", "amounts": {"conduct_complaints_upheld": 1}} in unit["records"]
    assert event.open == {
        "appraisal": 1, "day": "2026-04-09", "formula": measured.door.state.office().appraisal_formula["sha256"], "subjects": 2,
    }  # fmt: skip


def test_it_publishes_no_day_that_is_not_sealed_and_none_before_day_1(measured):
    open_day = measured.refusal("吴", "PublishAppraisal", "2026-04-10", day="2026-04-10")
    assert open_day["appraisal:not_sealed"].earliest == date(2026, 4, 11)
    early = measured.refusal("吴", "PublishAppraisal", "2026-04-10", day="2026-04-07")
    assert early["appraisal:before_day_1"].earliest == date(2026, 4, 9)


def test_it_publishes_a_day_once(measured):
    again = published(measured).refusal("吴", "PublishAppraisal", "2026-04-10T12:00", day="2026-04-09")
    assert list(again) == ["appraisal:already"]


def test_it_appraises_nobody_without_a_formula(campaign):
    campaign.to_signing()
    none = campaign.refusal("吴", "PublishAppraisal", "2026-04-10", day="2026-04-09")
    assert list(none) == ["appraisal:no_formula"]


# ---------- the contest ----------
@pytest.mark.parametrize(
    ("published_on", "last", "after"),
    [
        ("2026-04-10", "2026-04-17", "2026-04-18"),  # Friday: 13, 14, 15, 16, 17 April
        ("2026-04-29", "2026-05-09", "2026-05-10"),  # 30 April, 6, 7, 8 and the worked Saturday, 9 May
    ],
)
def test_it_may_be_contested_for_five_working_days(measured, published_on, last, after):
    published(measured, published_on)
    late = measured.door.copy()
    late.state.figures = measured.door.state.figures
    contested(measured, f"{last}T17:00")
    measured.door = late
    refused = measured.refusal(
        "方", "ContestAppraisal", f"{after}T08:00", appraisal=1, subject="unit-07", text="迟了"
    )
    assert last in refused["appraisal:too_late"].message.zh


def test_it_cannot_be_contested_before_it_is_published(measured):
    published(measured)
    ask = {"appraisal": 1, "subject": "unit-07", "text": "先说", "done_at": "2026-04-09T10:00+08:00"}
    early = measured.refusal("方", "ContestAppraisal", "2026-04-10T12:00", **ask)
    assert early["appraisal:before"].earliest == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("who", "subject", "code"),
    [
        ("程", "unit-07", "appraisal:own_score"),  # the clerk is not the head
        ("程", "unit-07-head", "appraisal:own_score"),
        ("勇", "unit-07", "appraisal:own_score"),  # another unit's
        ("方", "unit-99", "appraisal:subject"),
        ("吴", "unit-07", "permission:role"),
    ],
)
def test_it_is_contested_by_its_own_head_or_holder_alone(measured, who, subject, code):
    published(measured)
    asked = measured.refusal(who, "ContestAppraisal", "2026-04-10T12:00", appraisal=1, subject=subject, text="不服")  # fmt: skip
    assert list(asked) == [code]


def test_a_holder_contests_the_score_of_the_own_post(measured):
    published(measured).does(
        "方", "ContestAppraisal", "2026-04-10T12:00", appraisal=1, subject="unit-07-head", text="不服"
    )


def test_it_is_contested_once(measured):
    contested(published(measured))
    again = measured.refusal(
        "方", "ContestAppraisal", "2026-04-10T12:00", appraisal=1, subject="unit-07", text="再说"
    )
    assert list(again) == ["appraisal:contested"]


# ---------- the answer ----------
def answer(campaign: Campaign, on: str, **more: Any) -> Any:
    campaign.does("石", "AnswerContest", on, contest=1, text="经核对", **more)
    return last_event(campaign)


def test_an_upheld_contest_strikes_the_record_and_the_score_is_computed_anew(measured):
    event = answer(contested(published(measured)), "2026-04-13", strikes=["entered:8"])
    # Without the complaint the law's part is whole: 66.85 + 20.
    assert event.com["result"]["total"] == "86.85"
    assert event.open == {"contest": 1, "upheld": True, "late": False}


def test_a_rejected_contest_leaves_the_score(measured):
    event = answer(contested(published(measured)), "2026-04-13")
    assert (event.open["upheld"], event.com["result"]["total"]) == (False, "66.85")


@pytest.mark.parametrize(("on", "late"), [("2026-04-17T17:00", False), ("2026-04-18", True)])
def test_an_answer_after_its_five_working_days_is_taken_and_says_so(measured, on, late):
    # Contested on Friday the 10th: the 17th is the fifth working day. A late answer is still owed.
    assert answer(contested(published(measured)), on).open["late"] is late


def test_the_answer_is_final(measured):
    answer(contested(published(measured)), "2026-04-13")
    again = measured.refusal(
        "石", "AnswerContest", "2026-04-13T12:00", contest=1, text="改", strikes=["entered:8"]
    )
    assert list(again) == ["appraisal:final"]


def test_it_strikes_only_records_of_that_score(measured):
    contested(published(measured))
    wrong = measured.refusal("石", "AnswerContest", "2026-04-13", contest=1, text="改", strikes=["case:5"])
    assert list(wrong) == ["appraisal:strikes"]


def test_it_knows_no_contest_that_was_not_filed(measured):
    assert list(measured.refusal("石", "AnswerContest", "2026-04-13", contest=7, text="—")) == ["appraisal:contest"]  # fmt: skip


def test_nothing_of_it_is_about_a_household():
    for name, schema in EVENT_SCHEMAS.items():
        if name.startswith("appraisal."):
            assert "household" not in schema.open | schema.com
