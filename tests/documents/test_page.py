"""The official page measured by its ink, from the PDF, at 300 dots an inch (GB/T 9704-2012).

Each measure is one that the standard lays down (规定): a page that misses it may not be issued.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from plumbline.documents import FontSet, Profile, page_of, render, sample

from .conftest import STATE, by_id
from .measuring import Drawn, draw, lines_of_pdf, text_of_pdf


def made(fonts: FontSet, name: str, profile: Profile = Profile.INK, **changes: object) -> bytes:
    paper = by_id(name)
    values = replace(sample(paper, STATE), example=False, **changes)
    pdf = render(paper, values, "pdf", profile=profile, fonts=fonts)
    assert isinstance(pdf, bytes)
    return pdf


@pytest.fixture(scope="module")
def decision(fonts: FontSet) -> list[Drawn]:
    """A compensation decision: its second page is full."""
    return draw(made(fonts, "compensation_decision"))


def test_a_full_page_has_22_lines_in_225_mm(decision: list[Drawn]) -> None:
    block = decision[1].part(top=20, bottom=267)
    lines = block.lines()
    assert len(lines) == 22
    assert lines[-1][1] - lines[0][0] == pytest.approx(225, abs=1)


def test_the_first_ink_lies_at_37_mm(decision: list[Drawn]) -> None:
    (first, _), *_ = decision[1].part(top=20, bottom=267).lines()
    assert first + 20 == pytest.approx(37, abs=1)


def test_the_block_is_156_mm_wide_from_28_mm(decision: list[Drawn]) -> None:
    left, right = decision[1].part(top=20, bottom=267).columns()
    assert left == pytest.approx(28, abs=1)
    assert right - left == pytest.approx(156, abs=1)


def test_a_line_has_28_characters(fonts: FontSet) -> None:
    pdf = made(fonts, "freeze_notice", scope="征" * 200)
    lines = [line for page in lines_of_pdf(pdf) for line in page if set(line) == {"征"}]
    assert max(len(line) for line in lines) == 28


def test_the_red_mark_lies_35_mm_below_the_top_of_the_block(decision: list[Drawn]) -> None:
    red = Drawn(decision[0].red, decision[0].red)
    (top, _), *_ = red.lines()
    assert top - 37 == pytest.approx(35, abs=0.8)


def test_the_red_line_lies_4_mm_below_the_number_and_is_156_mm_long(decision: list[Drawn]) -> None:
    _, number, line, *_ = decision[0].part(top=20, bottom=267).lines()
    assert line[0] - number[1] == pytest.approx(4, abs=0.5)
    left, right = decision[0].part(top=20 + line[0] - 0.2, bottom=20 + line[1] + 0.2).columns()
    assert right - left == pytest.approx(156, abs=1)


def test_page_numbers_lie_7_mm_below_the_block_odd_right_even_left(decision: list[Drawn]) -> None:
    for n, page in enumerate(decision, 1):
        foot = page.part(top=264, bottom=290)
        (top, _), *_ = foot.lines()
        assert top + 264 - 262 == pytest.approx(7, abs=2)
        left, right = foot.columns()
        # One character of 14 pt, 4.9 mm, in from the block's edge.
        assert (
            (right == pytest.approx(184 - 4.9, abs=1)) if n % 2 else (left == pytest.approx(28 + 4.9, abs=1))
        )


def test_the_other_reading_of_the_block_has_22_lines_too(fonts: FontSet) -> None:
    (page,) = draw(made(fonts, "compensation_decision", Profile.BOX), only=2)
    lines = page.part(top=20, bottom=267).lines()
    assert len(lines) == 22
    # The line boxes fill 37 to 262 mm, so the ink lies inside them.
    assert lines[0][0] + 20 > 37
    assert lines[-1][1] + 20 < 262


def test_the_imprint_lies_at_the_foot_of_an_even_page(fonts: FontSet) -> None:
    for filler in range(0, 360, 90):
        pdf = made(fonts, "freeze_notice", scope="东至槐荫巷，" + "西至河，" * (filler // 4))
        texts = text_of_pdf(pdf)
        assert len(texts) % 2 == 0
        assert "印发" in texts[-1]
        last = draw(pdf, only=len(texts))[0].part(top=20, bottom=266).lines()
        # The last rule is the end of the block: 297 - 32.6 mm, to its own width.
        assert last[-1][1] + 20 == pytest.approx(297 - 32.6, abs=0.6)


def test_a_blank_page_before_the_imprint_has_no_number_and_neither_has_the_imprint(fonts: FontSet) -> None:
    for filler in range(0, 380, 12):
        pdf = made(fonts, "freeze_notice", scope="东至槐荫巷，" + "西至河，" * (filler // 4))
        texts = text_of_pdf(pdf)
        if "" in texts:
            assert texts.index("") == len(texts) - 2
            assert "—" not in texts[-1]
            return
    raise AssertionError("no length of the text left a blank page")


def test_signature_and_date_are_never_alone_on_a_page(fonts: FontSet) -> None:
    for filler in range(0, 396, 28):
        texts = text_of_pdf(made(fonts, "demand_letter", duty="搬迁并移交房屋" + "和附属物" * (filler // 4)))
        (last,) = [text for text in texts if "2027年4月19日" in text]
        assert "没有人民法院准予执行的裁定" in last


def test_the_title_never_leaves_a_character_alone(fonts: FontSet) -> None:
    for length in range(2, 60):
        paper = by_id("freeze_notice")
        lines = page_of(paper, replace(sample(paper, STATE), project="朱" * length)).title
        assert all(2 <= len(line) <= 19 for line in lines)
