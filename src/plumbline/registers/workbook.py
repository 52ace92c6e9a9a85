"""Workbooks of both kinds, and tables of text, to sheets of exact cells."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import struct
from collections.abc import Iterable, Iterator
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import python_calamine
import xlrd

from plumbline.registers.cells import Merge, Sheet, Workbook, content_of
from plumbline.registers.intake import Format, Taken, refuse_extent, take
from plumbline.registers.refusals import unreadable
from plumbline.terms import Refused, Text

if TYPE_CHECKING:
    from openpyxl import Workbook as OpenpyxlBook

_Errors: TypeAlias = dict[str, dict[tuple[int, int], str]]
"""Error cells of each sheet, by row and column from 1."""

UNCOMPUTED = "#未计算"
"""What stands for a formula whose value the file does not hold; an error, never a zero."""


def read_workbook(source: Path | bytes, name: str) -> Workbook | Refused:
    """Every sheet of a file with its values, error cells and merged ranges; comments are passed over.

    source   a path, or the bytes of an upload
    name     the file's name, for messages
    returns  the workbook, or why it cannot be read, with the remedy

    calamine reads .xlsx. It gives an empty cell where Excel shows #NUM!, so error cells are found by a
    second reader, openpyxl, where the XML has any. xlrd reads .xls, error cells included.
    """
    taken = take(source, name)
    if isinstance(taken, Refused):
        return taken
    sheets = _READERS[taken.format](taken)
    if isinstance(sheets, Refused):
        return sheets
    if not any(content_of(value)[1] for sheet in sheets for row in sheet.values for value in row):
        return _unreadable(name, "no_content", "文件里没有任何内容", "No sheet of the file has any content")
    return Workbook(name, hashlib.sha256(taken.content).hexdigest(), sheets)


def _unreadable(name: str, code: str, zh: str, en: str) -> Refused:
    remedy = Text(
        "请核对文件，或者另存为 .xlsx 再导入。", "Check the file, or save it as .xlsx and import that."
    )
    return unreadable(code, name, Text(f"{name}：{zh}。{remedy.zh}", f"{name}: {en}. {remedy.en}"), remedy)


def _xlsx_sheets(taken: Taken) -> tuple[Sheet, ...] | Refused:
    errors = _xlsx_errors(taken)
    if isinstance(errors, Refused):
        return errors
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(taken.content))
        return tuple(
            _calamine_sheet(book.get_sheet_by_name(meta.name), errors.get(meta.name, {}))
            for meta in book.sheets_metadata
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
    except (python_calamine.CalamineError, OSError, ValueError, TypeError) as error:
        return _damaged(taken.name, error)


def _damaged(name: str, error: BaseException) -> Refused:
    return _unreadable(
        name, "damaged", f"工作簿内部损坏（{error}）", f"The workbook is damaged inside ({error})"
    )


def _calamine_sheet(sheet: python_calamine.CalamineSheet, errors: dict[tuple[int, int], str]) -> Sheet:
    merges = tuple(
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sorted(sheet.merged_cell_ranges or [])
    )
    return Sheet(sheet.name, sheet.to_python(skip_empty_area=False), errors, merges)


_BROKEN = (
    xlrd.compdoc.CompDocError,
    AssertionError,
    LookupError,
    ValueError,
    TypeError,
    OverflowError,
    AttributeError,
    MemoryError,
    struct.error,
)
"""A truncated or forged .xls fails in xlrd in any of these ways; none of them is the user's riddle."""


def _xls_sheets(taken: Taken) -> tuple[Sheet, ...] | Refused:
    """The sheets of an .xls by xlrd alone.

    calamine asks the system for the memory that a damaged .xls says it needs, and ends the whole process
    when there is none; xlrd is plain Python and raises.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=taken.content,
            formatting_info=True,
            ragged_rows=True,
            on_demand=True,
            logfile=io.StringIO(),
        )
        sheets = []
        for name in book.sheet_names():
            sheet = book.sheet_by_name(name)
            if refused := refuse_extent(sheet.nrows, sheet.ncols, taken.name):
                return refused
            sheets.append(_xlrd_sheet(book, sheet))
            book.unload_sheet(name)
        return tuple(sheets)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            zh, en = "文件有打开密码，请先去掉", "The file is protected by a password; remove it"
            return _unreadable(taken.name, "encrypted", zh, en)
        return _damaged(taken.name, error)
    except _BROKEN as error:
        return _damaged(taken.name, error)


def _xlrd_sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    errors: dict[tuple[int, int], str] = {}
    values: list[list[object]] = []
    for row in range(sheet.nrows):
        values.append([])
        for column in range(sheet.row_len(row)):
            kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
            if kind == xlrd.XL_CELL_ERROR:
                errors[row + 1, column + 1] = xlrd.error_text_from_code.get(value, "#ERROR!")
            values[-1].append(_xlrd_value(kind, value, book.datemode))
    # xlrd's ranges end behind their last row and column.
    merges = tuple(
        Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in sorted(sheet.merged_cells)
    )
    return Sheet(sheet.name, values, errors, merges)


def _xlrd_value(kind: int, value: object, datemode: int) -> object:
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind != xlrd.XL_CELL_DATE or not isinstance(value, float):
        return value
    try:
        instant = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return value  # a number under a date format that is no day: the reader of the cell will say so
    if value < 1:
        return instant.time()  # a time of day without a day
    return instant.date() if instant.time() == time() else instant


_HAS_ERROR = re.compile(rb'<c\b[^>]*\bt="e"')
_HAS_UNCOMPUTED = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


def _xlsx_errors(taken: Taken) -> _Errors | Refused:
    sheets = [part for name, part in taken.parts.items() if name.startswith("xl/worksheets/")]
    errors: _Errors = {}
    try:
        if any(_HAS_ERROR.search(part) for part in sheets):
            _merge(errors, _openpyxl_cells(taken.content, data_only=True, wanted="e"))
        if any(_HAS_UNCOMPUTED.search(part) for part in sheets):
            formulas = _openpyxl_cells(taken.content, data_only=False, wanted="f")
            values = _filled_places(taken.content)
            _merge(
                errors,
                ((sheet, place, UNCOMPUTED) for sheet, place, _ in formulas if (sheet, place) not in values),
            )
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        return _damaged(taken.name, error)  # SyntaxError is what the XML parser's errors are
    return errors


def _opened(content: bytes, *, data_only: bool) -> OpenpyxlBook:
    import openpyxl  # a fifth of a second, and most workbooks hold no error cell

    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)


def _openpyxl_cells(
    content: bytes, *, data_only: bool, wanted: str
) -> Iterator[tuple[str, tuple[int, int], str]]:
    book = _opened(content, data_only=data_only)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.data_type == wanted:
                    yield sheet.title, (cell.row, cell.column), str(cell.value)
    book.close()


def _filled_places(content: bytes) -> set[tuple[str, tuple[int, int]]]:
    book = _opened(content, data_only=True)
    places = {
        (sheet.title, (cell.row, cell.column))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    book.close()
    return places


def _merge(errors: _Errors, cells: Iterable[tuple[str, tuple[int, int], str]]) -> None:
    for sheet, place, text in cells:
        errors.setdefault(sheet, {})[place] = text


def _text_sheets(taken: Taken) -> tuple[Sheet, ...] | Refused:
    """One sheet of texts from a CSV in UTF-8 or GB18030, comma, semicolon or tab between the fields."""
    try:
        text = taken.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = taken.content.decode("gb18030")
        except UnicodeDecodeError:
            return _unreadable(
                taken.name,
                "encoding",
                "文字编码既不是 UTF-8 也不是 GB18030",
                "The text is neither UTF-8 nor GB18030",
            )
    if "\x00" in text:
        return _unreadable(taken.name, "unknown_format", "不是文字表格", "This is not a table of text")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        return _damaged(taken.name, error)
    if refused := refuse_extent(len(rows), max((len(row) for row in rows), default=0), taken.name):
        return refused
    return (Sheet(Path(taken.name).stem[:31] or "csv", rows),)


_READERS = {Format.XLSX: _xlsx_sheets, Format.XLS: _xls_sheets, Format.CSV: _text_sheets}
