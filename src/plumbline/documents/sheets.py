"""Tables as a workbook: real numbers and dates, widths, frozen heads, and a page that prints as it should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Literal

import xlsxwriter

from plumbline.terms import show_area

Kind = Literal["words", "count", "area", "day"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what stands in it, its width in characters."""

    heading: str
    kind: Kind
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: lines above the table, its columns and its rows.

    rows  text for words, int for counts, int of 0.01 ㎡ for areas, date for days; None stays empty
    """

    name: str
    above: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]


def write_sheets(sheets: Sequence[Sheet], *, on: date, title: str) -> bytes:
    """The workbook as .xlsx; the same sheets and day give the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime(on.year, on.month, on.day)})  # noqa: DTZ001
    styles = _Styles(book)
    for sheet in sheets:
        _write(book, styles, sheet)
    book.close()
    return out.getvalue()


class _Styles:
    def __init__(self, book: Any) -> None:
        frame = {
            "border": 1,
            "valign": "vcenter",
            "text_wrap": True,
            "font_name": "仿宋_GB2312",
            "font_size": 11,
        }
        self.title = book.add_format({"bold": True, "font_size": 16, "font_name": "方正小标宋"})
        self.note = book.add_format({"font_name": "仿宋_GB2312", "font_size": 10})
        self.head = book.add_format(
            {**frame, "bold": True, "align": "center", "font_name": "黑体", "bg_color": "#EEEEEE"}
        )
        self.cells = {
            "words": book.add_format(frame),
            "count": book.add_format({**frame, "num_format": "0"}),
            "area": book.add_format({**frame, "num_format": "#,##0.00"}),
            "day": book.add_format({**frame, "num_format": 'yyyy"年"m"月"d"日"', "align": "center"}),
        }


def _write(book: Any, styles: _Styles, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    for n, line in enumerate(sheet.above):
        page.write_string(n, 0, line, styles.note if n else styles.title)
    head = len(sheet.above)
    for n, column in enumerate(sheet.columns):
        page.set_column(n, n, column.width)
        page.write_string(head, n, column.heading, styles.head)
    for at, row in enumerate(sheet.rows, head + 1):
        for n, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _cell(page, at, n, column.kind, value, styles.cells[column.kind])
    last = head + len(sheet.rows)
    page.freeze_panes(head + 1, 1)
    page.autofilter(head, 0, max(last, head + 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.print_area(0, 0, last, len(sheet.columns) - 1)
    page.set_footer("&C第&P页，共&N页")


def _cell(page: Any, row: int, column: int, kind: Kind, value: Any, style: Any) -> None:
    match kind, value:
        case _, None:
            page.write_blank(row, column, None, style)
        case "count", int():
            page.write_number(row, column, value, style)
        case "area", int():
            # Two decimals are exact in text; Excel keeps fifteen digits, and no area has more.
            page.write_number(row, column, float(show_area(value)), style)
        case "day", date():
            page.write_datetime(row, column, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001
        case _:
            # A text that begins with = is no formula: it came from a register.
            page.write_string(row, column, str(value), style)
