"""Scores: worked by hand, and laws that hold for every unit."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.campaign.appraisal_cast import GOOD, figures, formula

from plumbline.campaign.appraising import (
    MEASURES,
    SealedRecord,
    appraise,
    figures_from_json,
    figures_json,
    ranks,
    score_json,
)

FORMULA = formula()


def shown(**amounts: int) -> str:
    return appraise(FORMULA, figures(**amounts)).shown


def part(name: str, **amounts: int) -> Fraction:
    return next(p.points for p in appraise(FORMULA, figures(**amounts)).parts if p.id == name)


# ---------- by hand ----------
def test_it_adds_up_the_worked_example():
    # 依法 40 − 10 × 1 = 30; 承诺 30 × 45 ÷ 50 = 27; 进度 20 × (5 + 0.8) ÷ 10 = 11.60;
    # 群众 5 × 9 ÷ 10 + 5 × 6 ÷ 8 = 4.50 + 3.75 = 8.25; 加分 1 × 1 = 1. Together 77.85.
    assert shown(**GOOD, own_deadlines_missed=1, register_errors_corrected=1) == "77.85"


def test_it_rounds_once_at_the_end_and_half_up():
    # 30 × 1 ÷ 3 = 10 of 30 beside 40 of 40: 100 × 50 ÷ 70 = 71.428… → 71.43.
    assert shown(households_promised=3, households_reached=1) == "71.43"


@pytest.mark.parametrize(
    ("days", "points"),
    [
        (0, 10),  # on its plan: half
        (100, 14),  # 50 households, 2 days each ahead: 20 × 7 ÷ 10
        (250, 20),  # five days ahead: all
        (300, 20),  # six days: capped
        (-250, 0),
        (-900, 0),  # never below nothing
    ],
)
def test_it_weighs_days_evenly_between_the_caps(days, points):
    assert part("progress", households_on_plan=50, days_ahead_of_plan=days) == points


def test_it_begins_with_the_full_part_of_law_and_takes_off_for_each():
    assert part("lawful") == 40
    assert part("lawful", own_deadlines_missed=2) == 20
    assert part("lawful", conduct_complaints_upheld=1, own_deadlines_missed=1) == 10
    assert part("lawful", own_deadlines_missed=9) == 0  # never below nothing


def test_a_forbidden_act_makes_the_whole_void():
    score = appraise(FORMULA, figures(**GOOD, forbidden_acts_confirmed=1, register_errors_corrected=5))
    assert (score.void, score.shown, score.may_rank) == (True, "0.00", False)
    assert score.working.zh.startswith("一票否决")


def test_credit_ends_at_its_cap():
    # Two proposals at 2 and three errors at 1 are 7; the cap is 5.
    without = appraise(FORMULA, figures(**GOOD))
    with_credit = appraise(FORMULA, figures(**GOOD, proposals_taken_up=2, register_errors_corrected=3))
    assert with_credit.total - without.total == 5
    assert "以 5 为限" in with_credit.credit.working[0].zh


def test_what_has_no_case_leaves_the_whole():
    # Nothing promised, planned or asked: 40 of 40 measured is a hundred.
    score = appraise(FORMULA, figures())
    assert score.shown == "100.00"
    assert score_json(score)["left_out"] == ["commitments", "progress", "people"]
    assert "本项不计" in score.parts[1].working[0].zh


def test_it_writes_the_arithmetic_beside_each_part():
    score = appraise(FORMULA, figures(**GOOD, own_deadlines_missed=1))
    assert [p.working[0].zh for p in score.parts] == [
        "40 − 10 × 1 − 20 × 0 − 40 × 0 = 30",
        "30 × 45 ÷ 50 = 27",
        "20 × (5 + 32 ÷ 40) ÷ 10 = 11.60",
        "5 × 9 ÷ 10 = 4.50",
    ]
    assert score.working.en == "100 × (30 + 27 + 11.60 + 8.25) ÷ (40 + 30 + 20 + 10) + 0"


def test_every_input_names_its_source_its_way_and_its_records():
    score = appraise(FORMULA, figures(**GOOD))
    lines = [line for p in (*score.parts, score.credit) for line in p.lines]
    assert {line.measure for line in lines} == set(MEASURES)
    assert all(line.source.zh and line.source.en and line.taken.zh and line.taken.en for line in lines)
    promised = next(line for line in lines if line.measure == "households_promised")
    assert [record.ref for record in promised.records] == ["entered:0"]


def test_a_record_struck_out_counts_nowhere():
    whole = figures(**GOOD, conduct_complaints_upheld=1)
    struck = whole.without([whole.of("conduct_complaints_upheld")[0].ref])
    assert appraise(FORMULA, struck).shown == shown(**GOOD)


def test_the_plain_form_gives_the_same_score():
    whole = figures(**GOOD)
    assert appraise(FORMULA, figures_from_json(figures_json(whole))) == appraise(FORMULA, whole)


def test_it_takes_no_measure_that_is_not_in_the_list():
    with pytest.raises(AssertionError, match="residents"):
        SealedRecord("x", {"residents_satisfied": 1})


# ---------- ranking ----------
def test_ties_stay_ties_and_the_next_place_is_left_free():
    scores = [
        appraise(FORMULA, figures(unit=name, own_deadlines_missed=missed, **GOOD))
        for name, missed in (("a", 1), ("b", 0), ("c", 1), ("d", 2))
    ]
    assert ranks(scores) == {"b": 1, "a": 2, "c": 2, "d": 4}


@pytest.mark.parametrize(("households", "ranked"), [(4, False), (5, True)])
def test_a_unit_of_fewer_than_five_households_has_a_score_and_no_rank(households, ranked):
    score = appraise(FORMULA, figures(households=households, **GOOD))
    assert score.shown == "86.85"
    assert (score.subject.id in ranks([score])) is ranked


# ---------- laws ----------
COUNT = st.integers(0, 60)


@st.composite
def units(draw: st.DrawFn) -> dict[str, int]:
    promised, on_plan, due, answered = (draw(COUNT) for _ in range(4))
    return {
        "own_deadlines_missed": draw(st.integers(0, 5)),
        "conduct_complaints_upheld": draw(st.integers(0, 3)),
        "households_promised": promised,
        "households_reached": draw(st.integers(0, promised)),
        "households_on_plan": on_plan,
        "days_ahead_of_plan": draw(st.integers(-400, 400)) if on_plan else 0,
        "cases_due": due,
        "cases_answered_in_time": draw(st.integers(0, due)),
        "cases_answered": answered,
        "cases_not_reopened": draw(st.integers(0, answered)),
        "register_errors_corrected": draw(st.integers(0, 8)),
        "proposals_taken_up": draw(st.integers(0, 4)),
    }


def total(amounts: dict[str, int]) -> Fraction:
    return appraise(FORMULA, figures(**amounts)).total


laws = settings(max_examples=30, deadline=None)


@laws
@given(units())
def test_every_score_lies_between_nothing_and_a_hundred_and_the_credit(amounts):
    assert 0 <= total(amounts) <= 105


BETTER = (
    "households_reached",
    "cases_answered_in_time",
    "cases_not_reopened",
    "days_ahead_of_plan",
    "register_errors_corrected",
    "proposals_taken_up",
)


@laws
@given(units(), st.sampled_from(BETTER))
def test_more_of_what_is_good_never_lowers_a_score(amounts, measure):
    assert total({**amounts, measure: amounts[measure] + 1}) >= total(amounts)


@laws
@given(units(), st.sampled_from(["own_deadlines_missed", "conduct_complaints_upheld", "cases_due"]))
def test_more_of_what_is_bad_never_raises_a_score(amounts, measure):
    # A case more that nobody answered; where none was measured before, it brings its term in with nothing.
    assert total({**amounts, measure: amounts[measure] + 1}) <= total(amounts)


@laws
@given(units())
def test_one_household_one_day_one_case_moves_it_by_its_own_share_alone(amounts):
    # No cliff: with 70 to 100 hundredths measured, one of n moves at most weight ÷ n, reckoned to a hundred.
    for measure, out_of, weight in (
        ("households_reached", "households_promised", 30),
        ("cases_answered_in_time", "cases_due", 5),
        ("days_ahead_of_plan", "households_on_plan", 2),
    ):
        n = amounts[out_of]
        if n:
            moved = total({**amounts, measure: amounts[measure] + 1}) - total(amounts)
            assert 0 <= moved <= Fraction(100 * weight, 45 * n)


@laws
@given(units(), st.integers(1, 20))
def test_a_household_that_lawfully_waits_leaves_the_denominator_and_costs_nothing(amounts, waiting):
    # `waiting` more promised and not reached, all of them lawfully waiting: the figure handed in is the same.
    with_them = {**amounts, "households_promised": amounts["households_promised"] + waiting}
    assert total({**with_them, "households_promised": with_them["households_promised"] - waiting}) == total(
        amounts
    )
    assert total(with_them) <= total(amounts)  # had they been left in, it would have cost


@laws
@given(units(), units())
def test_equal_figures_share_a_place(first, second):
    one, two = appraise(FORMULA, figures(unit="a", **first)), appraise(FORMULA, figures(unit="b", **second))
    places = ranks([one, two])
    assert (places["a"] == places["b"]) is (one.hundredths == two.hundredths)


@laws
@given(units(), st.permutations(range(12)))
def test_the_order_of_the_records_changes_nothing(amounts, order):
    names = list(amounts)
    again = {names[i]: amounts[names[i]] for i in order}
    assert total(again) == total(amounts)
