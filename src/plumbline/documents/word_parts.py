"""Small parts of WordprocessingML that python-docx has no word for."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt

from plumbline.documents.fonts import FACES

# The schema fixes the order of properties, and Word refuses a file that breaks it.
_AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
_AFTER_PLACE = (
    "w:tblOverlap",
    "w:bidiVisual",
    "w:tblStyleRowBandSize",
    "w:tblW",
    "w:jc",
    "w:tblInd",
    *_AFTER_BORDERS,
)
_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
_FOUR = ("ascii", "hAnsi", "eastAsia", "cs")


def element(name: str, **attributes: str) -> Any:
    """An element of the `w` names with attributes of the same."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_face(run: Any, face: str) -> None:
    """All four font attributes: a missing one is taken from the theme, and the page looks different."""
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for attribute in _FOUR:
        fonts.set(qn(f"w:{attribute}"), face)
    fonts.set(qn("w:hint"), "eastAsia")


def narrow(run: Any, twentieths: int) -> None:
    """Set the run's characters so many twentieths of a point closer together."""
    run._element.get_or_add_rPr().insert_element_before(
        element("w:spacing", val=str(-twentieths)), *_AFTER_SPACING
    )


def settings_of(document: Any) -> None:
    """No theme font, no grid, odd and even feet; the defaults are the body's."""
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for attribute in _FOUR:
            fonts.set(qn(f"w:{attribute}"), FACES["fang"][0])
    for language in styles.iter(qn("w:lang")):
        language.attrib.clear()
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")
    document.settings.odd_and_even_pages_header_footer = True
    for grid in document.element.body.iter(qn("w:docGrid")):
        grid.getparent().remove(grid)


def exact_pitch(paragraph: Any, pitch: Length) -> None:
    """Lines exactly so far apart, on no grid."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = pitch
    properties = paragraph._element.get_or_add_pPr()
    properties.insert_element_before(
        element("w:snapToGrid", val="0"), "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def first_line_chars(paragraph: Any, chars: int) -> None:
    """The first line indented by so many characters, whatever their size."""
    indent = paragraph._element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(chars * 100))


def rule_below(paragraph: Any, colour: str, *, space: int) -> None:
    """A rule below the paragraph, `space` points from its text."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="8", space=str(space), color=colour))
    paragraph._element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def table_rules(table: Any, *, ruled: bool = False, floating: bool = False, box: bool = False) -> None:
    """Lines of a table: all, none, those around it, or those of 版记, which floats at the foot of its page."""
    properties = table._element.tblPr
    if floating:
        place = element(
            "w:tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="center", tblpYSpec="bottom"
        )
        properties.insert_element_before(place, *_AFTER_PLACE)
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if ruled or (box and not side.startswith("inside")):
            borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="000000"))
        elif floating and side in ("top", "bottom", "insideH"):
            # 0.35 mm and 0.25 mm, in eighths of a point.
            borders.append(
                element(
                    f"w:{side}", val="single", sz="6" if side == "insideH" else "8", space="0", color="000000"
                )
            )
        else:
            borders.append(element(f"w:{side}", val="nil"))
    properties.insert_element_before(borders, *_AFTER_BORDERS)


def row_is_head(row: Any) -> None:
    """Repeat the row at the top of every page of its table."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def row_stays_whole(row: Any) -> None:
    """Never break inside the row."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def page_number(paragraph: Any, *, even: bool) -> None:
    """`— 1 —` in 4号宋体, odd pages right, even pages left, one character in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if even else WD_ALIGN_PARAGRAPH.RIGHT
    indent = paragraph._element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:leftChars" if even else "w:rightChars"), "100")
    instruction = OxmlElement("w:instrText")
    instruction.text = "PAGE"
    field = (element("w:fldChar", fldCharType="begin"), instruction, element("w:fldChar", fldCharType="end"))
    for content in ("— ", *field, " —"):
        run = paragraph.add_run(content if isinstance(content, str) else "")
        run.font.size = Pt(14)
        set_face(run, FACES["song"][0])
        if not isinstance(content, str):
            run._element.append(content)
