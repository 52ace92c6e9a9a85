"""Chinese numerals: own small parser, checked against cn2an where cn2an is right."""

from __future__ import annotations

from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.registers import parse_money_numeral, parse_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("八十七点五", Fraction(175, 2)),
        ("十", Fraction(10)),
        ("十二", Fraction(12)),
        ("一百零五", Fraction(105)),
        ("一百一十五", Fraction(115)),
        ("两千零三十", Fraction(2030)),
        ("壹佰贰拾", Fraction(120)),
        ("二〇一一", Fraction(2011)),  # read out digit by digit, as years are
        ("三万五千", Fraction(35_000)),
        ("一亿零三百", Fraction(100_000_300)),
        ("零点零五", Fraction(1, 20)),
        ("三分之一", Fraction(1, 3)),  # a third stays a third
        ("百分之五", Fraction(1, 20)),
        ("零", Fraction(0)),
    ],
)
def test_it_reads_a_numeral_exactly(text, value):
    assert parse_numeral(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "一百二",  # 120 or 102?
        "三万五",  # 35,000 or 30,005?
        "计入附属物",
        "十十",
        "一二百",
        "百",
        "五点",
        "点五",
        "零分之一",
        "",
        "八十七点五平方米",
        "一" * 41,
    ],
)
def test_it_does_not_guess(text):
    assert parse_numeral(text) is None


def test_it_reads_an_amount_in_words():
    # 捌佰万零壹元伍角 = 8,000,001.50, where cn2an gave a float.
    assert parse_money_numeral("捌佰万零壹元伍角") == Fraction(16_000_003, 2)
    assert parse_money_numeral("叁拾元零伍分") == Fraction(3005, 100)
    assert parse_money_numeral("壹佰元整") == 100
    assert parse_money_numeral("元") is None


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_it_reads_every_whole_number_as_cn2an_writes_it(number):
    assert parse_numeral(cn2an.an2cn(number)) == number
    assert parse_numeral(cn2an.an2cn(number, "up")) == number


@given(st.integers(min_value=0, max_value=10**7), st.integers(min_value=1, max_value=99))
def test_it_reads_two_decimals_as_cn2an_writes_them(whole, cents):
    text = f"{whole}.{cents:02d}"
    assert parse_numeral(cn2an.an2cn(text)) == Fraction(text)
