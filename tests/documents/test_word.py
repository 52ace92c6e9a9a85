"""The Word file: an office's faces, heads that repeat, and a template that it may edit but not empty."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from plumbline.documents import Kind, placeholders, render, sample, text_of, word_template
from plumbline.terms import Refused, Regime

from .conftest import EVERY, STATE, by_id, every_paper

pytestmark = pytest.mark.long

FACES = {"方正小标宋", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}


def word(name: str, **also: Any) -> Any:
    paper = by_id(name)
    return render(paper, sample(paper, STATE), "docx", **also)


def edited(template: bytes, old: str, new: str) -> bytes:
    """The template after an edit in Word, as Word would save it: one text replaced by another."""
    document = Document(BytesIO(template))
    for paragraph in document.element.body.iter(qn("w:t")):
        paragraph.text = paragraph.text.replace(old, new)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module", params=EVERY, ids=lambda one: f"{one[0].id}-{one[1].value}")
def made(request: pytest.FixtureRequest) -> bytes:
    """A paper with its sample values, as Word file."""
    paper, regime = request.param
    written = render(paper, sample(paper, regime), "docx")
    assert isinstance(written, bytes), written
    return written


def test_every_run_names_all_four_faces_and_none_of_the_theme(made: bytes) -> None:
    document = Document(BytesIO(made))
    for run in document.element.body.iter(qn("w:r")):
        if not "".join(run.itertext()).strip():
            continue  # a picture has no face
        fonts = run.rPr.rFonts
        assert {fonts.get(qn(f"w:{one}")) for one in ("ascii", "hAnsi", "eastAsia", "cs")} <= FACES
    with zipfile.ZipFile(BytesIO(made)) as parts:
        styles, body = parts.read("word/styles.xml"), parts.read("word/document.xml")
    assert b"Theme=" not in styles.split(b"<w:latentStyles")[0]
    assert b"w:docGrid" not in body


def test_the_page_has_the_measures_of_the_profile() -> None:
    document = Document(BytesIO(word("freeze_notice")))
    section = document.sections[0]
    assert [round(side.mm, 1) for side in (section.top_margin, section.left_margin)] == [34.6, 28.0]
    assert [round(side.mm, 1) for side in (section.bottom_margin, section.right_margin)] == [32.6, 26.0]


def test_table_heads_repeat_and_rows_never_have_an_exact_pitch() -> None:
    document = Document(BytesIO(word("agreement")))
    annex = document.tables[-1]
    assert annex.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    rules = {paragraph.paragraph_format.line_spacing_rule for row in annex.rows for cell in row.cells
             for paragraph in cell.paragraphs}  # fmt: skip
    assert 4 not in {int(rule) for rule in rules if rule is not None}


def test_nothing_of_the_template_is_left_in_the_file() -> None:
    told = text_of(word("agreement"))
    assert not any(sign in told for sign in ("{{", "}}", "{%", "%}"))


def test_an_office_may_change_the_wording() -> None:
    paper = by_id("payment_notice")
    mine = edited(word_template(paper, STATE), "请核对到账金额", "请您核对到账金额")
    made = word("payment_notice", template=mine)
    assert "请您核对到账金额" in text_of(made)
    assert "401,198.15" in text_of(made)


def test_a_template_that_lost_a_value_is_refused_with_the_value() -> None:
    paper = by_id("payment_notice")
    mine = edited(edited(word_template(paper, STATE), "{{ 付款总额大写 }}", ""), "{{ 付款总额 }}", "")
    refused = word("payment_notice", template=mine)
    assert isinstance(refused, Refused)
    assert (
        "人民币肆拾万壹仟壹佰玖拾捌元壹角伍分"
        in refused.reasons[0].message.zh + refused.reasons[-1].message.zh
    )


def test_a_template_with_a_strange_placeholder_is_refused() -> None:
    mine = edited(word_template(by_id("payment_notice"), STATE), "{{ 付款总额 }}", "{{ 金额总数 }}")
    refused = word("payment_notice", template=mine)
    assert isinstance(refused, Refused)
    assert "金额总数" in refused.reasons[0].message.zh


@pytest.mark.parametrize(
    "wicked",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ 付款总额.__init__.__globals__ }}",
        "{% for a in range(99999) %}{{ a }}{% endfor %}",
        "{{ 付款总额|e }}",
        "{# 备注 #}",
        "{% include '甲' %}",
    ],
)
def test_a_template_names_values_and_runs_nothing(wicked: str) -> None:
    mine = edited(word_template(by_id("payment_notice"), STATE), "{{ 付款总额 }}", wicked)
    assert isinstance(word("payment_notice", template=mine), Refused)


def test_what_is_no_word_file_is_refused() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * 51_000_000)
    for wrong in (bomb.getvalue(), b"", b"PK\x03\x04 no zip", b"x" * 6_000_000):
        assert isinstance(word("payment_notice", template=wrong), Refused)


def test_a_value_with_signs_of_markup_stays_a_value() -> None:
    paper = by_id("payment_notice")
    values = replace(sample(paper, STATE), owner="张<远>&“山”{{ 户号 }}#[x]")
    made = render(paper, values, "docx")
    assert isinstance(made, bytes)
    assert "张<远>&“山”{{户号}}#[x]" in text_of(made)


@every_paper()
def test_the_template_holds_every_placeholder_of_the_wording(paper: Kind, regime: Regime) -> None:
    template = text_of(word_template(paper, regime))
    # The title is one placeholder: its lines are broken after it is filled.
    in_title = {"项目名称", "发文机关", "活动名称", "期号", "项目", "单位"}
    for label in placeholders(paper, regime):
        rows, dot, column = label.partition(".")
        assert (
            label in in_title or f"in{rows}%" in template if dot else label in template or label in in_title
        )
        assert (column or "标题") in template


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens snapToGrid spacing ind contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing w kern position sz szCs highlight u lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblW jc tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
}
"""The order that the schema of WordprocessingML fixes; Word calls a file that breaks it damaged."""


def test_properties_stand_in_the_order_that_word_asks_for(made: bytes) -> None:
    document = Document(BytesIO(made))
    section = document.sections[0]
    for root in (document.element, section.header._element, section.footer._element):
        for name, order in ORDER.items():
            for properties in root.iter(qn(f"w:{name}")):
                found = [child.tag.rpartition("}")[2] for child in properties]
                assert found == sorted(found, key=order.split().index)


def test_cells_fill_the_grid_of_their_table(made: bytes) -> None:
    for table in Document(BytesIO(made)).tables:
        for row in table._tbl.tr_lst:
            assert sum(cell.grid_span for cell in row.tc_lst) == len(table.columns)


def test_no_two_tables_touch(made: bytes) -> None:
    body = [child.tag for child in Document(BytesIO(made)).element.body]
    assert (qn("w:tbl"), qn("w:tbl")) not in set(pairwise(body))


def test_a_long_mark_fits_its_line() -> None:
    paper = by_id("freeze_notice")
    for mark, size in (("青岚县人民政府", 44), ("青岚县朱木桥片区旧城区改建项目房屋征收工作指挥部文件", 16)):
        made = render(paper, replace(sample(paper, STATE), mark=mark), "docx")
        assert isinstance(made, bytes)
        (run,) = [run for line in Document(BytesIO(made)).paragraphs for run in line.runs if run.text == mark]
        # 156 mm are 442 pt; 26 characters of 16 pt are 416 pt.
        assert run.font.size.pt == size


def test_the_head_of_a_real_paper_is_not_empty_of_paragraphs() -> None:
    paper = by_id("agreement")
    made = render(paper, replace(sample(paper, STATE), example=False), "docx")
    assert isinstance(made, bytes)
    section = Document(BytesIO(made)).sections[0]
    assert [len(head.paragraphs) for head in (section.header, section.even_page_header)] == [1, 1]
