"""Cells keep what the file says: exact numbers, error values, merged ranges, and no more."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from plumbline.registers import CellKind, Workbook, read_workbook
from plumbline.registers.cells import column_letters, column_number, content_of


def read(content, name="t.xlsx"):
    book = read_workbook(content, name)
    assert isinstance(book, Workbook)
    return book.sheets[0]


def xlsx(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_it_keeps_the_float_as_the_file_has_it():
    cell = read(xlsx([[82.03999999999999, 82.0, 1e-7]])).cell(1, 1)
    assert (cell.name, cell.kind, cell.text) == ("A1", CellKind.NUMBER, "82.03999999999999")
    assert [read(xlsx([[82.0, 1e-7]])).cell(1, column).text for column in (1, 2)] == ["82", "0.0000001"]


def test_it_tells_an_error_value_from_an_empty_cell_in_xlsx():
    sheet = read(xlsx([["#NUM!", None, "x"]]))
    assert [sheet.cell(1, column).kind for column in (1, 2, 3)] == [
        CellKind.ERROR,
        CellKind.EMPTY,
        CellKind.TEXT,
    ]
    assert sheet.cell(1, 1).text == "#NUM!"


def test_it_tells_an_error_value_from_an_empty_cell_in_xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("s")
    sheet.row(0).set_cell_error(1, "#DIV/0!")
    sheet.write(0, 2, 1.5)
    out = io.BytesIO()
    book.save(out)
    cells = read(out.getvalue(), "t.xls")
    assert (cells.cell(1, 2).kind, cells.cell(1, 2).text) == (CellKind.ERROR, "#DIV/0!")
    assert cells.cell(1, 3).text == "1.5"


def test_it_takes_a_formula_without_a_value_for_an_error_and_not_for_nothing():
    # Written by a program that does not compute: the file holds =A1*2 and no result.
    sheet = read(xlsx([[3, "=A1*2"]]))
    assert sheet.cell(1, 2).kind is CellKind.ERROR


def test_it_reads_days_and_yes_or_no_as_such():
    sheet = read(xlsx([[date(2001, 3, 5), datetime(2001, 3, 5, 9, 30), True]]))  # noqa: DTZ001
    assert [(sheet.cell(1, n).kind, sheet.cell(1, n).text) for n in (1, 2, 3)] == [
        (CellKind.DATE, "2001-03-05"),
        (CellKind.DATE, "2001-03-05T09:30:00"),
        (CellKind.BOOLEAN, "true"),
    ]


def test_it_gives_a_merged_range_its_one_cell():
    book = openpyxl.Workbook()
    book.active["B2"] = "面积"
    book.active["D3"] = 1
    book.active.merge_cells("B2:C3")
    out = io.BytesIO()
    book.save(out)
    sheet = read(out.getvalue())
    assert sheet.cell(3, 3).is_empty
    assert (sheet.shared_cell(3, 3).name, sheet.shared_cell(3, 3).text) == ("B2", "面积")


def test_it_reads_text_tables_of_both_encodings():
    for encoding in ("utf-8-sig", "gb18030"):
        sheet = read("户号\t姓名\n1\t𠙶某\n".encode(encoding), "t.csv")
        assert sheet.cell(2, 2).text == "𠙶某"


@given(st.integers(min_value=1, max_value=16_384))
def test_it_names_columns_as_excel_does(number):
    assert column_number(column_letters(number)) == number
    assert (column_letters(21), column_letters(27), column_letters(16_384)) == ("U", "AA", "XFD")


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_it_writes_a_double_so_that_it_reads_back_the_same(value):
    kind, text = content_of(value)
    assert kind is CellKind.NUMBER
    assert "e" not in text.lower()
    assert Decimal(text) == Decimal(repr(value))
