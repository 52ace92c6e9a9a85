"""The Word template of a paper, made from its wording: what an office may edit and hand back.

The placeholders `{{ 被征收人 }}` and the conditions stand in the template as docxtpl reads them. Faces are
named as an office's Word has them, all four attributes of each; no theme font and no document grid.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt, RGBColor

from plumbline.documents.filling import SEAL_LINES
from plumbline.documents.fonts import FACES
from plumbline.documents.model import Layout, Profile
from plumbline.documents.sealed import CODE
from plumbline.documents.word_parts import (
    exact_pitch,
    first_line_chars,
    narrow,
    page_number,
    row_is_head,
    row_stays_whole,
    rule_below,
    set_face,
    settings_of,
    table_rules,
)
from plumbline.documents.wording import (
    Cell,
    Column,
    Drawing,
    Each,
    Given,
    Keep,
    Mark,
    Node,
    Paragraph,
    Row,
    Style,
    Table,
    Title,
)

EXAMPLE_LINE = "（示例）　演示用文书，人名、地名和数字均为虚构，不具有法律效力"
WIDTH, WIDE_WIDTH = Mm(156), Mm(257)
USUAL_MARK = 11
"""Characters of a usual mark, 青岚县住房和城乡建设局: at 38 pt it fills its line."""
_MARGINS = {Profile.INK: (Mm(34.6), Mm(32.6)), Profile.BOX: (Mm(37), Mm(35))}
_PITCH = {Profile.INK: Pt(29.5), Profile.BOX: Pt(28.95)}
_SIZES = {
    Layout.OFFICIAL: (Pt(16), None, Pt(10.5)),
    Layout.SHEET: (Pt(14), Pt(25), Pt(10.5)),
    Layout.FORM: (Pt(12), Pt(20), Pt(10.5)),
    Layout.WIDE: (Pt(12), Pt(20), Pt(9)),
}
_NONE, _AIR = Pt(0), Pt(2)
_SIDES = {"l": WD_ALIGN_PARAGRAPH.LEFT, "c": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT}
_ROLES = {Style.HEAD: "hei", Style.SUBHEAD: "kai", Style.CENTRED: "hei", Style.CAPTION: "hei"}
_STICKY = (Style.HEAD, Style.SUBHEAD, Style.CENTRED, Style.CAPTION)


def build_template(
    parts: tuple[Node, ...], layout: Layout, profile: Profile, mark_length: int = USUAL_MARK
) -> bytes:
    """The template as .docx, its placeholders unfilled. The bytes carry the time of making; see `settle`.

    mark_length  characters of the red mark, so that it fits its line
    """
    writer = _Writer(layout, profile)
    if layout is Layout.OFFICIAL:
        writer.head(mark_length)
    writer.parts(parts, keep=False)
    if layout is Layout.OFFICIAL:
        writer.imprint()
    out = BytesIO()
    writer.document.save(out)
    return out.getvalue()


class _Writer:
    """Writes parts one after the other into one document."""

    def __init__(self, layout: Layout, profile: Profile) -> None:
        self.document: Any = Document()
        self.layout = layout
        self.profile = profile
        size, pitch, small = _SIZES[layout]
        self.size, self.small = size, small
        self.pitch = pitch or _PITCH[profile]
        self.width = WIDE_WIDTH if layout is Layout.WIDE else WIDTH
        self.new_page = self.keeping = False
        settings_of(self.document)
        self._page()

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.top_margin, section.bottom_margin = _MARGINS[self.profile]
        section.header_distance = Mm(15)
        # 7 mm below the block, which ends 35 mm above the edge: the number's box is 24 mm above it.
        section.footer_distance = Mm(23)
        if self.layout is Layout.WIDE:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
            section.left_margin = section.right_margin = section.bottom_margin = Mm(20)
            section.top_margin, section.header_distance, section.footer_distance = Mm(22), Mm(9), Mm(9)
        for header in (section.header, section.even_page_header):
            # The first paragraph stays empty: without the line of an example a head must hold something.
            for text in ("{%p if 示例 %}", EXAMPLE_LINE, "{%p endif %}"):
                line = header.add_paragraph()
                line.alignment = WD_ALIGN_PARAGRAPH.CENTER
                self._run(line, text, "hei", Pt(12))
        page_number(section.footer.paragraphs[0], even=False)
        page_number(section.even_page_footer.paragraphs[0], even=True)

    def head(self, mark_length: int) -> None:
        """The red head: mark, number, line."""
        mark = self._paragraph(
            "{{ 发文机关标志 }}",
            "xbs",
            Pt(min(44, 425 // mark_length)),
            WD_ALIGN_PARAGRAPH.CENTER,
            pitch=Pt(60),
            before=Mm(33),
        )
        mark.runs[0].font.color.rgb = RGBColor(0xE6, 0x00, 0x12)
        self._blank(2)
        number = self._paragraph("{{ 文号 }}", "fang", Pt(16), WD_ALIGN_PARAGRAPH.CENTER)
        rule_below(number, "E60012", space=11)
        self._blank(2)

    def imprint(self) -> None:
        """版记, floating at the foot of the page on which the paper ends."""
        self._control("{%p if 印发机关 %}")
        table = self.document.add_table(rows=0, cols=2)
        table_rules(table, floating=True)
        for texts in (
            ("{%tr if 抄送 %}",),
            ("抄送：{{ 抄送 }}。",),
            ("{%tr endif %}",),
            ("{{ 印发机关 }}", "{{ 印发日期 }}印发"),
        ):
            cells = table.add_row().cells
            if len(texts) == 1:
                cells[0].merge(cells[1])
            for cell, text in zip(cells, texts, strict=False):
                self._into(cell, text, "fang", Pt(14), "l" if cell is cells[0] else "r")
        self._control("{%p endif %}")

    def parts(self, parts: tuple[Node, ...], *, keep: bool) -> None:
        """Write parts; `keep` = every paragraph stays on the page of the next."""
        for part in parts:
            match part:
                case Title():
                    self._title()
                case Paragraph(style=style, text=text):
                    self._text(style, text, keep=keep)
                case Table():
                    self.keeping = keep
                    self._table(part)
                    self.keeping = False
                case Mark(what=what):
                    self._mark(what)
                case Keep(parts=inner):
                    self.parts(inner, keep=True)
                case Given(label=label, no=no, then=then, other=other):
                    self._control("{%p if " + ("not " if no else "") + label + " %}")
                    self.parts(then, keep=keep)
                    if other:
                        self._control("{%p else %}")
                        self.parts(other, keep=keep)
                    self._control("{%p endif %}")
                case Drawing(label=label):
                    self._drawing(label)
                case Each(name=name, label=label, parts=inner):
                    self._control("{%p for " + f"{name} in {label}" + " %}")
                    self.parts(inner, keep=keep)
                    self._control("{%p endfor %}")
                case Row():
                    raise ValueError("rows stand in a table")

    def _title(self) -> None:
        made = self._paragraph(
            "{{ 标题 }}", "xbs", Pt(22), WD_ALIGN_PARAGRAPH.CENTER, pitch=Pt(34), after=self.pitch
        )
        made.paragraph_format.keep_with_next = True

    def _text(self, style: Style, text: str, *, keep: bool) -> None:
        side = {
            Style.CENTRED: WD_ALIGN_PARAGRAPH.CENTER,
            Style.CAPTION: WD_ALIGN_PARAGRAPH.CENTER,
            Style.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
        }.get(style, WD_ALIGN_PARAGRAPH.JUSTIFY)
        note = style in (Style.NOTE, Style.CAPTION)
        made = self._paragraph(
            text, _ROLES.get(style, "fang"), self.small if note else self.size, side,
            pitch=Emu(int(self.small * 1.5)) if note else self.pitch,
        )  # fmt: skip
        if style in (Style.BODY, Style.HEAD, Style.SUBHEAD):
            first_line_chars(made, 2)
        made.paragraph_format.keep_with_next = keep or style in _STICKY

    def _mark(self, what: str) -> None:
        match what:
            case "page":
                self.new_page = True
            case "line":
                self._blank(1)
            case "seal":
                self._seal()
            case _:
                # The date lies four characters in, the issuing body is centred on it: both in the same strip.
                strip = Emu(WIDTH - 2 * (4 * self.size + 7 * self.size // 2))
                self._blank(2, keep=True)
                for text in ("{{ 发文机关 }}", "{{ 成文日期 }}"):
                    made = self._paragraph(text, "fang", self.size, WD_ALIGN_PARAGRAPH.CENTER)
                    made.paragraph_format.left_indent = strip
                    made.paragraph_format.keep_with_next = text == "{{ 发文机关 }}"

    def _drawing(self, label: str) -> None:
        made = self._paragraph("{{ " + label + " }}", "fang", self.size, WD_ALIGN_PARAGRAPH.CENTER)
        # A line of an exact pitch would cut the picture off.
        made.paragraph_format.line_spacing_rule, made.paragraph_format.line_spacing = None, 1.0

    def _seal(self) -> None:
        """The sealed day beside its code, in a box that stays whole."""
        table = self.document.add_table(rows=0, cols=2)
        table.autofit = False
        table_rules(table, box=True)
        whole, side = Emu(self.width), Mm(30)
        widths = [Emu(whole - side), Emu(side)]
        code = Cell("{{ " + CODE + " }}")
        columns = (Column(5, "l"), Column(1, "c"))
        row = self._row(table, Row((Cell(SEAL_LINES[0]), code)), Table(columns, (), (), "ruled"), widths)
        for text in SEAL_LINES[1:]:
            line = row.cells[0].add_paragraph()
            line.paragraph_format.line_spacing = 1.15
            self._run(line, text, "fang", Pt(9))
        row.cells[0].paragraphs[0].runs[0].font.size = Pt(9)
        self._paragraph("", "fang", Pt(4), WD_ALIGN_PARAGRAPH.LEFT, pitch=Pt(5))

    def _table(self, part: Table) -> None:
        table = self.document.add_table(rows=0, cols=len(part.columns))
        table.autofit = False
        table_rules(table, ruled=part.look != "plain")
        whole = sum(column.width for column in part.columns)
        widths = [Emu(self.width * column.width // whole) for column in part.columns]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in part.head:
            row_is_head(self._row(table, row, part, widths, head=True))
        self._rows(table, part.rows, part, widths)
        # Two tables that touch become one in Word.
        self._paragraph("", "fang", Pt(4), WD_ALIGN_PARAGRAPH.LEFT, pitch=Pt(5))

    def _rows(self, table: Any, rows: tuple[Node, ...], part: Table, widths: list[Emu]) -> None:
        for row in rows:
            match row:
                case Row():
                    self._row(table, row, part, widths)
                case Each(name=name, label=label, parts=inner):
                    self._control_row(table, "{%tr for " + f"{name} in {label}" + " %}")
                    self._rows(table, inner, part, widths)
                    self._control_row(table, "{%tr endfor %}")
                case Given(label=label, no=no, then=then, other=other):
                    self._control_row(table, "{%tr if " + ("not " if no else "") + label + " %}")
                    self._rows(table, then, part, widths)
                    if other:
                        self._control_row(table, "{%tr else %}")
                        self._rows(table, other, part, widths)
                    self._control_row(table, "{%tr endif %}")
                case _:
                    raise ValueError("a table holds rows")

    def _row(self, table: Any, row: Row, part: Table, widths: list[Emu], *, head: bool = False) -> Any:
        made = table.add_row()
        row_stays_whole(made)
        at = 0
        for cell in row.cells:
            first = made.cells[at]
            for n in range(at, at + cell.span):
                made.cells[n].width = widths[n]
            target = first.merge(made.cells[at + cell.span - 1]) if cell.span > 1 else first
            target.width = Emu(sum(widths[at : at + cell.span]))
            side = "c" if head else part.columns[at].side
            size = {"ruled": self.small, "plain": min(self.size, Pt(14)), "tall": Pt(14)}[part.look]
            air = Pt(8) if part.look == "tall" else Pt(2)
            self._into(target, cell.text, "hei" if head else "fang", size, side, air)
            at += cell.span
        return made

    def _control_row(self, table: Any, text: str) -> None:
        self._into(table.add_row().cells[0], text, "fang", self.small, "l")

    def _into(self, cell: Any, text: str, face: str, size: Pt, side: str, air: Pt = _AIR) -> None:
        for extra in cell.paragraphs[1:]:
            extra._element.getparent().remove(extra._element)
        line = cell.paragraphs[0]
        line.alignment = _SIDES[side]
        # Rows of a table never have an exact pitch: a tall sign would be cut.
        line.paragraph_format.space_before = line.paragraph_format.space_after = air
        line.paragraph_format.line_spacing = 1.15
        line.paragraph_format.keep_with_next = self.keeping or None
        self._run(line, text, face, size)

    def _control(self, text: str) -> None:
        self._paragraph(text, "fang", self.size, WD_ALIGN_PARAGRAPH.LEFT)

    def _blank(self, lines: int, *, keep: bool = False) -> None:
        for _ in range(lines):
            self._paragraph(
                "", "fang", self.size, WD_ALIGN_PARAGRAPH.LEFT
            ).paragraph_format.keep_with_next = keep

    def _paragraph(
        self,
        text: str,
        face: str,
        size: Pt,
        side: Any,
        *,
        pitch: Any = None,
        before: Any = _NONE,
        after: Any = _NONE,
    ) -> Any:
        made = self.document.add_paragraph()
        made.alignment = side
        made.paragraph_format.space_before, made.paragraph_format.space_after = before, after
        made.paragraph_format.page_break_before = self.new_page or None
        self.new_page = False
        made.paragraph_format.widow_control = self.layout is not Layout.OFFICIAL
        exact_pitch(made, pitch or self.pitch)
        self._run(made, text, face, size)
        return made

    def _run(self, paragraph: Any, text: str, face: str, size: Pt) -> None:
        run = paragraph.add_run(text)
        run.font.size = size
        set_face(run, FACES[face][0])
        if self.layout is Layout.OFFICIAL and size == Pt(16):
            # 28 characters of 16 pt are 158 mm: a quarter of a point less each makes them fit the 156 mm.
            narrow(run, 5)
