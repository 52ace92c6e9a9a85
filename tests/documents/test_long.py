"""Long names, rare characters, long tables: the page holds, or the paper is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.documents import (
    ArchivedPaper,
    FontSet,
    PaidPart,
    find_fonts,
    font_report,
    preview,
    render,
    sample,
    show_day,
)
from plumbline.documents.fonts import NoFont
from plumbline.terms import Fen, Refused

from .conftest import STATE, by_id
from .measuring import draw, flowing, text_of_pdf

RARE = "䶮㛃𫟹𬭸𠙶㐂〇"
"""Characters of real names that the two fonts of most systems lack."""


def test_a_rare_name_stands_in_the_pdf(fonts: FontSet) -> None:
    paper = by_id("payment_notice")
    pdf = render(paper, replace(sample(paper, STATE), owner=f"王{RARE}"), "pdf", fonts=fonts)
    assert isinstance(pdf, bytes)
    assert f"王{RARE}" in flowing(text_of_pdf(pdf))


def test_a_character_that_no_font_has_is_refused_by_name(fonts: FontSet) -> None:
    paper = by_id("payment_notice")
    # A sign of the Anatolian hieroglyphs: assigned, printable, and in no font for Chinese.
    refused = render(paper, replace(sample(paper, STATE), owner="王\U00014400"), "pdf", fonts=fonts)
    assert isinstance(refused, Refused)
    assert refused.reasons[0].code == "paper:no_glyph"
    assert "字体目录" in refused.reasons[0].remedy.zh


def test_a_list_of_three_hundred_papers_repeats_its_head(fonts: FontSet) -> None:
    paper = by_id("archive")
    listed = tuple(
        ArchivedPaper(author="青岚县房屋征收补偿中心", title=f"文件{n}", dated=date(2026, 5, 1), pages=2)
        for n in range(300)
    )
    pdf = render(paper, replace(sample(paper, STATE), papers=listed), "pdf", fonts=fonts)
    assert isinstance(pdf, bytes)
    texts = text_of_pdf(pdf)
    # The cover has no list; every page with a paper of the list has its head.
    assert all("序号文号责任者题名" in text for text in texts if "文件2" in text or "文件1" in text)
    assert sum("序号文号责任者题名" in text for text in texts) > 5
    # 300 papers of two pages: the last begins on page 599.
    assert "文件299" + show_day(date(2026, 5, 1)) + "5992" in flowing(texts)


def test_too_many_rows_are_refused() -> None:
    paper = by_id("archive")
    one = ArchivedPaper(author="中心", title="文件", pages=1)
    refused = paper.refused(replace(sample(paper, STATE), papers=(one,) * 5_001))
    assert refused is not None
    assert "5000" in refused.reasons[0].message.zh


def test_nothing_runs_over_the_edge_with_the_longest_values(fonts: FontSet) -> None:
    paper = by_id("payment_notice")
    most = Fen(10**13)
    values = replace(
        sample(paper, STATE),
        owner="阿卜杜热合曼·买买提艾力、" * 8 + "古丽",
        location="青岚县朱木桥街道" * 20,
        parts=(PaidPart(item="房屋价值补偿" * 12, basis="补偿方案第十一条第二款第三项" * 8, amount=most),),
        total=most,
        example=False,
    )
    pdf = render(paper, values, "pdf", fonts=fonts)
    assert isinstance(pdf, bytes)
    for page in draw(pdf):
        left, right = page.columns()
        assert left > 27
        assert right < 185


def test_a_value_that_is_too_long_is_refused() -> None:
    paper = by_id("payment_notice")
    refused = paper.refused(replace(sample(paper, STATE), location="街" * 401))
    assert refused is not None
    assert "超过400字" in refused.reasons[0].message.zh


@settings(max_examples=4)
@given(st.lists(st.integers(min_value=0, max_value=10**12), min_size=1, max_size=6))
def test_any_amounts_stand_in_digits_and_in_capitals(amounts: list[int]) -> None:
    paper = by_id("payment_notice")
    parts = tuple(PaidPart(item="补偿", basis="方案", amount=Fen(fen)) for fen in amounts)
    values = replace(sample(paper, STATE), parts=parts, total=Fen(sum(amounts)))
    assert isinstance(render(paper, values, "docx"), bytes)


def test_the_report_says_which_font_stands_for_which(fonts: FontSet) -> None:
    told = [text.zh for text in font_report(fonts)]
    assert [line.split("：")[0] for line in told] == [
        "方正小标宋",
        "仿宋_GB2312",
        "黑体",
        "楷体_GB2312",
        "宋体",
    ]
    # The wheel has one face, a 黑体; it stands for the four others.
    assert sum("代替" in line for line in told) == 4


def test_a_machine_without_any_font_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("plumbline.documents.fonts.wheel_fonts", lambda: None)
    find_fonts.cache_clear()
    with pytest.raises(NoFont, match="documents"):
        find_fonts(tmp_path, system=False)
    find_fonts.cache_clear()


def test_a_preview_has_a_picture_for_each_page(fonts: FontSet) -> None:
    paper = by_id("freeze_notice")
    pictures = preview(paper, sample(paper, STATE), fonts=fonts, ppi=40)
    assert not isinstance(pictures, Refused)
    assert len(pictures) == 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
