"""The PDF that binds and the Word file say the same, twice over to the byte."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plumbline.documents import FontSet, Kind, missing_from, printed_values, render, sample, text_of

from .conftest import EVERY, STATE, by_id
from .measuring import flowing, text_of_pdf

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=EVERY, ids=lambda one: f"{one[0].id}-{one[1].value}")
def made(request: pytest.FixtureRequest, fonts: FontSet) -> tuple[Kind, Any, bytes, bytes]:
    """A paper with its sample values, as PDF and as Word file."""
    paper, regime = request.param
    values = sample(paper, regime)
    pdf, word = render(paper, values, "pdf", fonts=fonts), render(paper, values, "docx")
    assert isinstance(pdf, bytes), pdf
    assert isinstance(word, bytes), word
    return paper, values, pdf, word


Made = tuple[Kind, Any, bytes, bytes]


def test_every_value_stands_in_both(made: Made) -> None:
    paper, values, pdf, word = made
    assert len(printed_values(paper, values)) > 10
    assert missing_from(flowing(text_of_pdf(pdf)), paper, values) == ()
    assert missing_from(text_of(word), paper, values) == ()


def test_the_same_values_give_the_same_bytes(made: Made, fonts: FontSet) -> None:
    paper, values, pdf, word = made
    assert render(paper, values, "pdf", fonts=fonts) == pdf
    assert render(paper, values, "docx") == word


def test_an_example_says_so_on_every_page(made: Made) -> None:
    _, _, pdf, word = made
    assert all("（示例）" in page for page in text_of_pdf(pdf))
    # Odd and even pages have heads of their own in Word.
    assert text_of(word).count("（示例）") == 2


def test_a_real_paper_does_not(fonts: FontSet) -> None:
    paper = by_id("agreement")
    values = replace(sample(paper, STATE), example=False)
    pdf, word = render(paper, values, "pdf", fonts=fonts), render(paper, values, "docx")
    assert isinstance(pdf, bytes)
    assert isinstance(word, bytes)
    assert "示例" not in "".join(text_of_pdf(pdf)) + text_of(word)


def test_the_pdf_is_of_the_kind_for_archives_and_bears_the_papers_own_day(fonts: FontSet) -> None:
    paper = by_id("payment_notice")
    pdf = render(paper, sample(paper, STATE), "pdf", fonts=fonts)
    assert isinstance(pdf, bytes)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"2026-07-24" in pdf


def test_the_check_sees_a_value_that_is_gone(fonts: FontSet) -> None:
    paper = by_id("payment_notice")
    values = sample(paper, STATE)
    pdf = render(paper, values, "pdf", fonts=fonts)
    assert isinstance(pdf, bytes)
    text = flowing(text_of_pdf(pdf)).replace("401,198.15", "401,198.16")
    assert missing_from(text, paper, values) == ("401,198.15",)
