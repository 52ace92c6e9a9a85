"""Small parts of the language: quantities, rounding, months, the order of operations."""

from __future__ import annotations

import contextlib
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.policy.calendar import add_months, full_years, half_months, started_months
from plumbline.policy.findings import FaultAt
from plumbline.policy.formula import MAX_DEPTH, parse_formula
from plumbline.policy.rounding import half_up, largest_remainder
from plumbline.policy.showing import show_decimal
from plumbline.policy.tree import Chosen, Joined, Pair
from plumbline.policy.units import parse_quantity, parse_unit, show_dim

QUANTITIES = [
    ("15 元/㎡·次", Fraction(1500), "元/㎡·次"),
    ("1,500 元", Fraction(150_000), "元"),
    ("70%", Fraction(7, 10), "数"),
    ("1/3", Fraction(1, 3), "数"),
    ("1.20", Fraction(6, 5), "数"),
    ("60030 元/亩", Fraction(60_030 * 100 * 15, 10_000), "元/㎡"),  # 1 mu = 10000/15 ㎡, never rounded
    ("0.3 亩/人", Fraction(200), "㎡/人"),
]


@pytest.mark.parametrize(("text", "value", "dim"), QUANTITIES)
def test_a_quantity_is_exact(text: str, value: Fraction, dim: str) -> None:
    quantity = parse_quantity(text)
    assert quantity.value == value
    assert show_dim(quantity.unit.dim) == dim


@pytest.mark.parametrize("text", ["", "元", "15元元", "1e3 元", "15 元/㎡/", "NaN", "0x1f", "1_000"])
def test_what_is_not_a_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_quantity(text)


def test_everything_after_the_stroke_divides() -> None:
    assert parse_unit("元/㎡·月").dim == (("area", -1), ("money", 1), ("month", -1))


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("1/2", 1), ("-1/2", -1), ("49/100", 0), ("3/2", 2), ("5/2", 3), ("-5/2", -3), ("-49/100", 0), ("7", 7)],
)
def test_a_half_goes_away_from_zero(value: str, rounded: int) -> None:
    # 四舍五入, not half-even: 2.5 is 3, and a negative sum goes by its absolute value.
    assert half_up(Fraction(value)) == rounded


@given(total=st.integers(-(10**12), 10**12), weights=st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_a_split_always_adds_up(total: int, weights: list[int]) -> None:
    shares = tuple(Fraction(weight, sum(weights)) for weight in weights)
    parts = largest_remainder(total, shares)
    assert sum(parts) == total
    assert all(abs(part - total * share) < 1 for part, share in zip(parts, shares, strict=True))


def test_three_thirds_of_a_hundred_fen_and_ties_in_the_order_registered() -> None:
    assert largest_remainder(100, (Fraction(1, 3),) * 3) == (34, 33, 33)
    assert largest_remainder(-100, (Fraction(1, 3),) * 3) == (-34, -33, -33)


MONTHS = [
    ((2026, 5, 31), (2026, 6, 30), "1", "1", "the last day corresponds"),
    ((2026, 5, 31), (2028, 7, 15), "51/2", "26", "25 months and 15 days: a half"),
    ((2026, 5, 31), (2026, 9, 16), "4", "4", "3 months and 16 days: a whole one"),
    ((2026, 6, 12), (2026, 10, 13), "9/2", "5", "4 months and a day"),
    ((2026, 6, 12), (2026, 6, 12), "0", "0", "no day"),
    ((2026, 6, 12), (2026, 6, 11), "0", "0", "the end before the start"),
    ((2024, 1, 31), (2024, 2, 29), "1", "1", "a leap year's February"),
]


@pytest.mark.parametrize(
    ("start", "end", "halves", "started", "why"), MONTHS, ids=[why for *_, why in MONTHS]
)
def test_months_by_corresponding_day(
    start: tuple[int, int, int], end: tuple[int, int, int], halves: str, started: str, why: str
) -> None:
    assert half_months(date(*start), date(*end)) == Fraction(halves)
    assert started_months(date(*start), date(*end)) == Fraction(started)


def test_a_year_is_full_on_its_anniversary_and_29_february_on_1_march() -> None:
    assert full_years(date(2020, 12, 1), date(2025, 12, 1)) == 5
    assert full_years(date(2020, 12, 2), date(2025, 12, 1)) == 4
    assert full_years(date(2020, 2, 29), date(2021, 2, 28)) == 0
    assert full_years(date(2020, 2, 29), date(2021, 3, 1)) == 1
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_times_binds_closer_than_plus_and_and_closer_than_or() -> None:
    tree = parse_formula("a + b × c", 1).tree
    assert isinstance(tree, Pair)
    assert tree.op == "+"
    logic = parse_formula("a 或 b 且 c", 1).tree
    assert isinstance(logic, Joined)
    assert logic.op == "or"


def test_minus_is_from_left_to_right() -> None:
    tree = parse_formula("a − b − c", 1).tree
    assert isinstance(tree, Pair)
    assert isinstance(tree.left, Pair)


def test_a_choice_reads_on_in_its_else() -> None:
    tree = parse_formula("若 a 则 b 否则 若 c 则 d 否则 e", 1).tree
    assert isinstance(tree, Chosen)
    assert isinstance(tree.other, Chosen)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "(a",
        "a b",
        "合计(a)",
        "若 a 则 b",
        "a = b = c",
        "表[",
        "1 +* 2",
        "a;b",
        "a.b.c(",
        "存在(1)",
    ],
)
def test_what_is_not_a_formula_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(FaultAt) as caught:
        parse_formula(text, 7)
    assert caught.value.finding.line == 7


def test_a_formula_too_deep_is_refused_and_not_a_crash() -> None:
    deep = "(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1)
    with pytest.raises(FaultAt):
        parse_formula(deep, 1)
    with pytest.raises(FaultAt):
        parse_formula("若 a 则 " * 5000 + "b", 1)


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(FaultAt):
        assert parse_formula(text, 1).text == text


def test_decimals_are_shown_exactly() -> None:
    assert show_decimal(Fraction(385_477_785, 1000), 2) == "385477.785"
    assert show_decimal(Fraction(-5, 100), 2) == "-0.05"
    assert show_decimal(Fraction(1, 3)) == "1/3"
