"""A list as a page, as Excel and as CSV: the same filters, the same rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plumbline.terms import STAGE_TEXT, Stage, Text
from plumbline.web.parts import (
    STATUSES,
    Column,
    Filter,
    Key,
    ListState,
    Row,
    list_page,
    read_state,
    rows,
    total_row,
)
from plumbline.web.parts.lists import PAGE_ROWS

Record = Mapping[str, object]
MOST_EXPORTED = 100_000
"""Rows of an export; above it an office wants the register or the sealed partitions, not a list."""

KEYS = (
    Key(("/",), _("to the filter")),
    Key(("[", "]"), _("previous and next page")),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a list's filters let pass: how many, the records from one on, and what they add up to by column."""

    total: int
    records: Callable[[int, int], Sequence[Record]]
    totals: Callable[[], Mapping[str, object]] | None = None


def of_sequence(records: Sequence[Record]) -> Found:
    """A short list that is already in memory."""
    return Found(len(records), lambda first, count: records[first : first + count])


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its name, columns, filters and first order; `empty` says how something gets here."""

    caption: str | Promise
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    order: str
    file_name: str
    empty: str | Promise = ""


def answer(
    request: HttpRequest,
    listing: Listing,
    find: Callable[[ListState], Found],
    *,
    template: str = "workbench/list.html",
    url: Callable[[Record], str] | None = None,
    late: Callable[[Record], bool] | None = None,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page that the address asks for, or the file of everything that it shows (`export=xlsx` or `csv`)."""
    state = read_state(request.GET, listing.columns, listing.filters, order=listing.order)
    found = find(state)
    export = request.GET.get("export")
    if export in ("xlsx", "csv"):
        return _file(listing, found.records(0, MOST_EXPORTED), export)
    last = max(-(-found.total // PAGE_ROWS), 1)
    first = (min(state.page, last) - 1) * PAGE_ROWS
    shown = list_page(
        listing.caption,
        state,
        listing.columns,
        listing.filters,
        rows(listing.columns, found.records(first, PAGE_ROWS), url=url, late=late),
        total=found.total,
        foot=_foot(listing, found),
    )
    return render(
        request,
        template,
        {
            "list": shown,
            "empty_text": listing.empty,
            "csv_url": state.address(page=None, export="csv"),
            "keys": KEYS,
            "total": found.total,
            **(context or {}),
        },
    )


def _foot(listing: Listing, found: Found) -> Row | None:
    """The sum of all rows that the filters let pass, the other pages' included."""
    if found.totals is None or not found.total:
        return None
    return total_row(listing.columns, {listing.columns[0].key: _("in all"), **found.totals()})


# ---------- files ----------
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def _file(listing: Listing, records: Sequence[Record], kind: str) -> HttpResponse:
    heads = [str(column.label) for column in listing.columns]
    lines = [[_value(column, record.get(column.key)) for column in listing.columns] for record in records]
    body = _xlsx(listing, heads, lines) if kind == "xlsx" else _csv(heads, lines)
    answered = HttpResponse(body, content_type=_TYPES[kind])
    answered["Content-Disposition"] = f'attachment; filename="{listing.file_name}.{kind}"'
    return answered


def _value(column: Column, value: object) -> object:
    """A cell as files have it: amounts and areas as exact decimals, days as dates, the rest in words."""
    if value is None or value == "":
        return ""
    if column.kind in ("yuan", "m2"):
        assert isinstance(value, int), "amounts and areas are whole"
        return Decimal(value) / 100
    if column.kind == "stage":
        return _said(STAGE_TEXT[Stage(str(value))])
    if column.kind == "status":
        return str(value[1] if isinstance(value, tuple) else STATUSES[str(value)].label)
    if isinstance(value, date | int):
        return value
    return _said(value)


def _said(value: object) -> str:
    return value.in_language(get_language() or "zh-hans") if isinstance(value, Text) else str(value)


def _xlsx(listing: Listing, heads: list[str], lines: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(str(listing.caption)[:31])
        bold, money, day = (
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"num_format": "#,##0.00"}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        for n, head in enumerate(heads):
            sheet.write_string(0, n, head, bold)
        for row, line in enumerate(lines, start=1):
            for n, value in enumerate(line):
                if isinstance(value, Decimal):
                    sheet.write_number(row, n, value, money)
                elif isinstance(value, date):
                    sheet.write_datetime(row, n, value, day)
                elif isinstance(value, int):
                    sheet.write_number(row, n, value)
                elif value:
                    sheet.write_string(row, n, str(value))
        sheet.freeze_panes(1, 1)
        sheet.autofit()
    return buffer.getvalue()


def _csv(heads: list[str], lines: list[list[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([[_harmless(value) for value in line] for line in lines])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(value: object) -> object:
    """A text that a spreadsheet would take for a formula is led by an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
