"""Numbers out of cells: exact, half up, and never a zero out of nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.registers.cells import Cell, CellKind
from plumbline.registers.numbers import NumberRule, read_number
from plumbline.registers.schema import FieldKind
from plumbline.registers.units import MU, SQUARE_METRE, WAN_YUAN, YUAN

AREA = NumberRule("建筑面积", FieldKind.AREA, SQUARE_METRE, True)
MONEY = NumberRule("金额", FieldKind.FEN, YUAN, True)


def cell(text, kind=CellKind.NUMBER):
    return Cell("表", 214, "C", kind, text)


def read(text, rule=AREA, kind=CellKind.NUMBER):
    number = read_number(cell(text, kind), rule)
    return number.value, [(finding.code, finding.blocking) for finding in number.findings]


@pytest.mark.parametrize(
    ("stored", "value", "codes"),
    [
        ("82.04", "82.04", []),
        ("82.03999999999999", "82.04", [("rounded", False)]),  # the tail of 82.04
        ("1.3699999999999974", "1.37", [("rounded", False)]),  # 45.30 - 43.93 in binary
        ("0", "0.00", []),  # a zero that stands there
        ("37.335", "37.34", [("too_precise", False)]),  # a true third decimal: somebody must decide
        ("10.094999999999992", "10.10", [("too_precise", False)]),  # 68.475 - 58.38 = 10.095, half up 10.10
        ("0.004", "0.00", [("too_precise", False)]),
    ],
)
def test_it_cuts_tails_and_reports_true_decimals(stored, value, codes):
    assert read(stored) == (Decimal(value), codes)


def test_it_converts_mu_by_ten_thousand_fifteenths():
    # 0.3 mu = 0.3 × 10000/15 = 200 ㎡; 0.1 mu = 66.666… = 66.67 ㎡ (with 667 it would be 66.70).
    mu = NumberRule("地块面积", FieldKind.AREA, MU, True)
    assert read("0.3", mu) == (Decimal("200.00"), [])
    assert read("0.1", mu) == (Decimal("66.67"), [])


def test_it_turns_yuan_into_fen():
    assert read("984.4799999999999", MONEY) == (Decimal(98448), [("rounded", False)])
    assert read("1953.333333333333", MONEY) == (Decimal(195333), [("too_precise", False)])
    assert read("1.5", NumberRule("金额", FieldKind.FEN, WAN_YUAN, True)) == (Decimal(1_500_000), [])


@pytest.mark.parametrize(
    ("stored", "code"),
    [("-0.01", "negative"), ("1000000.01", "too_large"), ("1" + "0" * 300, "too_large")],
)
def test_it_refuses_impossible_areas(stored, code):
    assert read(stored) == (None, [(code, True)])


def test_it_takes_the_largest_possible_area():
    assert read("1000000") == (Decimal("1000000.00"), [])


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("87.50", "87.50", "number_as_text"),
        ("１，２３４．５", "1234.50", "number_as_text"),  # full width, with a comma
        ("87.5平方米", "87.50", "unit_in_cell"),
        ("87.5 ㎡", "87.50", "unit_in_cell"),
        ("0.3亩", "200.00", "unit_in_cell"),
    ],
)
def test_it_reads_what_is_plainly_a_number_and_says_so(text, value, code):
    assert read(text, kind=CellKind.TEXT) == (Decimal(value), [(code, False)])


def test_it_does_not_take_yuan_for_square_metres():
    assert read("87.5元", kind=CellKind.TEXT) == (None, [("wrong_unit", True)])


def test_it_suggests_the_number_of_a_numeral_and_reads_it_only_when_asked():
    (finding,) = read_number(cell("八十七点五", CellKind.TEXT), AREA).findings
    assert finding.message.en == (
        "Sheet “表”, C214: “建筑面积”: “八十七点五” is not a number of square metres. "
        "Write 87.50, or run the import with --numerals."
    )
    assert (
        finding.message.zh
        == "表“表”C214：“建筑面积”：“八十七点五”不是平方米数。请写 87.50，或者加 --numerals 导入。"
    )
    asked = NumberRule("建筑面积", FieldKind.AREA, SQUARE_METRE, True, numerals=True)
    assert read("八十七点五", asked, CellKind.TEXT) == (Decimal("87.50"), [("numeral", False)])
    assert read("八十七点五平方米", asked, CellKind.TEXT) == (Decimal("87.50"), [("numeral", False)])


def test_it_stops_an_import_only_where_a_fact_hangs_on_the_cell():
    checked = NumberRule("简易结构", FieldKind.FEN, YUAN, False)
    assert read("计入附属物", checked, CellKind.TEXT) == (None, [("text_in_number", False)])
    assert read("计入附属物", MONEY, CellKind.TEXT) == (None, [("text_in_number", True)])


@given(
    st.sampled_from([CellKind.TEXT, CellKind.ERROR, CellKind.DATE, CellKind.BOOLEAN, CellKind.EMPTY]),
    st.text(max_size=12)
    | st.sampled_from(["#NUM!", "#N/A", "无", "-", "计入附属物", "false", "2001-01-01", "零星", "另计"]),
    st.booleans(),
)
def test_it_never_makes_a_zero_of_a_text_or_an_error(kind, text, numerals):
    rule = NumberRule("建筑面积", FieldKind.AREA, SQUARE_METRE, True, numerals=numerals)
    number = read_number(cell(text, kind), rule)
    if number.value is not None:
        # Only a text in which a number is written gives one: a zero needs its own zero.
        assert kind is CellKind.TEXT
        assert any(
            mark.isdigit() or mark in "零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾"
            for mark in text
        )
        assert number.value != 0 or any(mark in text or mark.isdigit() for mark in "0０零〇○")
        assert number.findings
    elif kind is not CellKind.EMPTY:
        assert number.findings
