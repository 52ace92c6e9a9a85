"""The weekly bulletin: composed from figures alone, and set as an official paper."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from plumbline.documents import (
    MOST_CHARACTERS,
    FontSet,
    Sentence,
    WeekFacts,
    WeeklyBulletinValues,
    bulletin_markdown,
    compose,
    figures_digest,
    page_of,
    render,
    sample,
    text_of,
)
from plumbline.documents.papers.weekly_bulletin.sample import facts as invented
from plumbline.documents.papers.weekly_bulletin.standing import of_units
from plumbline.documents.telling import share
from plumbline.terms import Refused, show_yuan

from .conftest import STATE, by_id
from .measuring import Drawn, draw, text_of_pdf

PAPER = by_id("weekly_bulletin")
NO_FIGURES = (
    r"\d+年\d+月\d+日|至\d+日|第\d+[天周期]|共\d+天|\d+时|每7天|"
    r"有\d+个单位|的(?:项目|单位|片区)\d+个|承诺\d+项：|兑现率[\d.]+%"
)
"""Days, and how many names a sentence lists."""
PRAISE = (
    "显著",
    "圆满",
    "扎实",
    "高度重视",
    "成效",
    "喜人",
    "有力",
    "积极",
    "良好",
    "势头",
    "突出贡献",
    "先进",
)


def values() -> WeeklyBulletinValues:
    made = sample(PAPER, STATE)
    assert isinstance(made, WeeklyBulletinValues)
    return made


def sentences() -> list[Sentence]:
    return [sentence for told in values().told for sentence in told.sentences]


def may_say(figures: WeekFacts, sentence: Sentence) -> set[str]:
    """Every number that the figures behind a sentence can give: plain, as money, as a share of two."""
    found = [figures.figures[name] for name in sentence.sources]
    shares = {share(a, b) for a in found for b in found}
    return {str(n) for n in found} | {show_yuan(n) for n in found} | shares


@pytest.mark.parametrize("sentence", sentences(), ids=lambda one: one.text[:12])
def test_a_sentence_says_no_number_but_those_of_its_figures(sentence: Sentence) -> None:
    said = re.findall(r"\d[\d,]*(?:\.\d+)?%?", re.sub(NO_FIGURES, "", sentence.text))
    known = may_say(invented(), sentence)
    assert [number for number in said if number not in known] == []


def test_it_praises_nobody_and_stays_within_its_length() -> None:
    text = "".join(told.text for told in values().told)
    assert [word for word in PRAISE if word in text] == []
    assert len(text) <= MOST_CHARACTERS


def test_a_household_that_lawfully_waits_is_not_counted_against_its_unit() -> None:
    # culture promised 34 and did 30; of the 4 missing 3 wait by law, so 31 were owed: 30/31 = 96.8 %.
    works, culture = of_units(invented())
    assert (culture.id, culture.owed, share(culture.done, culture.owed)) == ("culture", 31, "96.8%")
    assert (works.rank, culture.rank) == (1, 2)
    # Were the fourth to wait too, nothing would be short, and both would stand equal.
    figures = dict(invented().figures)
    (name,) = [name for name in figures if name.endswith("unit:culture/promises/excused")]
    equal = of_units(replace(invented(), figures={**figures, name: 4}))
    assert [line.rank for line in equal] == [1, 1]
    assert all(line.has_kept_all for line in equal)


def test_speed_alone_ranks_nobody() -> None:
    # The slower unit of the two in signing stands first where it kept more of its word.
    figures = dict(invented().figures)
    for name in figures:
        if "unit:works/reached" in name:
            figures[name] = 0
    assert [line.id for line in of_units(replace(invented(), figures=figures))] == ["works", "culture"]


def test_its_digest_changes_with_every_sealed_figure_and_with_none_of_the_law() -> None:
    week = invented()
    before = figures_digest(week)
    for name in week.figures:
        after = figures_digest(replace(week, figures={**week.figures, name: week.figures[name] + 1}))
        assert (after == before) is name.startswith("law/")


def test_a_unit_without_a_commitment_due_is_not_ranked() -> None:
    week = invented()
    none = {name: 0 if "/promises/" in name else n for name, n in week.figures.items()}
    made = compose(replace(week, figures=none))
    assert made["standing"] == ()
    assert "兑现率" not in "".join(told.text for told in made["by_unit"])


def test_a_preface_bears_a_name_and_keeps_within_the_length() -> None:
    (preface,) = values().preface
    unsigned = render(PAPER, replace(values(), preface=(replace(preface, by=""),)), "pdf")
    assert isinstance(unsigned, Refused)
    assert "署名" in unsigned.reasons[0].message.zh
    long = replace(values(), overall=values().overall * 30)
    refused = render(PAPER, long, "pdf")
    assert isinstance(refused, Refused)
    assert refused.reasons[0].code == "paper:too_long"


def test_the_text_form_names_the_figures_behind_each_sentence() -> None:
    told = bulletin_markdown(values(), page_of(PAPER, values()).parts, "周通报")
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", told, flags=re.M))
    with_figures = [one for one in sentences() if one.sources]
    assert len(notes) == len(with_figures)
    for number, sentence in enumerate(with_figures, 1):
        assert f"{sentence.text}[^{number}]" in told
        assert re.findall(r"`([^`]+)`", notes[str(number)]) == list(sentence.sources)
    assert "| 朱木桥片区 | 210 | 14／61 |" in told


@pytest.fixture(scope="module")
def pdf(fonts: FontSet) -> bytes:
    made = render(PAPER, replace(values(), example=False), "pdf", fonts=fonts)
    assert isinstance(made, bytes), made
    return made


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[Drawn]:
    return draw(pdf)


def test_its_first_page_has_the_measures_of_an_official_paper(pages: list[Drawn]) -> None:
    first = pages[0]
    (top, _), *_ = Drawn(first.red, first.red).lines()
    assert top - 37 == pytest.approx(35, abs=0.8)
    _, number, line, *_ = first.part(top=20, bottom=267).lines()
    assert line[0] - number[1] == pytest.approx(4, abs=0.5)
    left, right = first.part(top=20 + line[0] - 0.2, bottom=20 + line[1] + 0.2).columns()
    assert right - left == pytest.approx(156, abs=1)
    assert left == pytest.approx(28, abs=1)


def test_no_table_chart_or_seal_leaves_the_block(pages: list[Drawn]) -> None:
    for page in pages:
        left, right = page.part(top=20, bottom=264).columns()
        assert left >= 27.5
        assert right <= 184.8


def test_the_signature_keeps_the_last_words_and_the_imprint_ends_an_even_page(pdf: bytes) -> None:
    texts = text_of_pdf(pdf)
    (signed,) = [page for page in texts if "指挥部2026年6月15日" in page]
    assert "下周届满的法定期限" in signed
    assert len(texts) % 2 == 0
    assert texts[-1].count("印发") == 1


def test_every_paper_of_figures_bears_its_seal_and_its_code(pdf: bytes) -> None:
    for name in ("weekly_bulletin", "daily_account"):
        made = sample(by_id(name), STATE)
        word = render(by_id(name), made, "docx")
        assert isinstance(word, bytes), word
        with zipfile.ZipFile(BytesIO(word)) as parts:
            pictures = [part for part in parts.namelist() if part.startswith("word/media/")]
        # The bulletin has its chart beside the code.
        assert len(pictures) == (2 if name == "weekly_bulletin" else 1)
        assert made.seal.root in text_of(word)
        assert made.seal.address in text_of(word)
    assert values().seal.root in "".join(text_of_pdf(pdf))
