"""Amounts in capitals, dates, titles: exact, and read back by separate code."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.documents import capitals, show_day
from plumbline.documents.titles import FULL_LINE, title_lines
from plumbline.terms import Fen

CASES = (
    (0, "人民币零元整"),
    (1, "人民币壹分"),  # no yuan: nothing before the fen
    (10, "人民币壹角整"),
    (105, "人民币壹元零伍分"),  # no jiao, but fen: one 零 between
    (168_032, "人民币壹仟陆佰捌拾元叁角贰分"),
    (10_700_000, "人民币壹拾万柒仟元整"),  # 万 is full, 千 is there: no 零
    (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
    (32_504, "人民币叁佰贰拾伍元零肆分"),
    (31_204_567, "人民币叁拾壹万贰仟零肆拾伍元陆角柒分"),
    (100_000_500, "人民币壹佰万零伍元整"),  # three empty places: one 零
    (1_000_000_000_000, "人民币壹佰亿元整"),
    (10_000_500_000_000, "人民币壹仟亿零伍佰万元整"),  # an empty group between: one 零
    (600_000_090, "人民币陆佰万元玖角整"),
)


@pytest.mark.parametrize(("fen", "words"), CASES)
def test_it_writes_an_amount_in_capitals(fen: int, words: str) -> None:
    assert capitals(Fen(fen)) == words


def test_it_writes_no_negative_amount() -> None:
    with pytest.raises(ValueError, match="capital numerals"):
        capitals(Fen(-1))


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_it_reads_back_to_the_same_fen(fen: int) -> None:
    assert read(capitals(Fen(fen))) == fen


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_it_never_doubles_a_zero_and_ends_as_the_rule_says(fen: int) -> None:
    words = capitals(Fen(fen))
    assert "零零" not in words
    assert words.endswith("分" if fen % 10 else "整")


def read(words: str) -> int:
    """Fen of an amount in capitals, by a reader that knows digits and places and nothing of the writer."""
    total = group = digit = 0
    for sign in words.removeprefix("人民币").removesuffix("整"):
        if sign in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(sign)
        elif sign in "拾佰仟":
            group, digit = group + digit * 10 ** ("拾佰仟".index(sign) + 1), 0
        elif sign == "万":
            group, digit = (group + digit) * 10_000, 0
            if total:
                total, group = total + group * 100, 0
        elif sign == "亿":
            total, group, digit = total + (group + digit) * 10**8 * 100, 0, 0
        elif sign == "元":
            total, group, digit = total + (group + digit) * 100, 0, 0
        else:
            total, digit = total + digit * {"角": 10, "分": 1}[sign], 0
    return total


def test_it_writes_a_date_without_padding() -> None:
    assert show_day(date(2026, 5, 2)) == "2026年5月2日"


def test_it_breaks_a_title_by_sense() -> None:
    # 25 characters need two lines; 13 + 12 are nearer to each other than 6 + 19.
    pieces = ("关于暂停办理", "朱木桥片区改造", "征收范围内", "房屋有关手续的通知")
    assert title_lines(pieces) == ("关于暂停办理朱木桥片区改造", "征收范围内房屋有关手续的通知")


@given(st.lists(st.text("征收补偿决定公告县", min_size=1, max_size=60), min_size=1, max_size=5))
def test_it_loses_nothing_of_a_title_and_fits_every_line(pieces: list[str]) -> None:
    lines = title_lines(tuple(pieces))
    assert "".join(lines) == "".join(pieces)
    assert all(0 < len(line) <= FULL_LINE for line in lines)


@given(st.integers(min_value=2, max_value=200))
def test_it_never_leaves_one_character_alone_in_a_long_title(length: int) -> None:
    assert all(len(line) > 1 for line in title_lines(("征" * length,)))
