"""Days and instants as they are written in registers: 2011-03-05, 2011.3.5, 2011年3月5日, 20110305."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from plumbline.registers.cells import Cell, CellKind
from plumbline.registers.numerals import parse_numeral
from plumbline.terms import SHANGHAI

_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDS = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)


def parse_day(cell: Cell, *, numerals: bool = False) -> date | None:
    """The day in a cell, or None where it names no single day: a year or a month alone is not one.

    A number is a day only as eight digits (20110305); Excel's own serials arrive as dates.
    """
    if cell.kind is CellKind.DATE:
        instant = datetime.fromisoformat(cell.text)
        return instant.date() if instant.time() == datetime.min.time() else None
    if cell.kind not in (CellKind.TEXT, CellKind.NUMBER):
        return None
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", cell.text))
    if match := _DAY.fullmatch(text) or _DIGITS.fullmatch(text):
        return _day(*(int(part) for part in match.groups()))
    if numerals and (match := _WORDS.fullmatch(text)):
        parts = [parse_numeral(part) for part in match.groups()]
        if all(part is not None and part.denominator == 1 for part in parts):
            return _day(*(int(part) for part in parts if part is not None))
    return None


def parse_instant(cell: Cell) -> datetime | None:
    """The instant in a cell, whole seconds at +08:00; a local time without a zone is Shanghai's.

    A day without a time is no instant: whether it was signed before or after a deadline of that day
    decides money.
    """
    if cell.kind not in (CellKind.TEXT, CellKind.DATE):
        return None
    text = cell.text.strip().replace("/", "-")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    if instant.microsecond or (cell.kind is CellKind.TEXT and len(text) < len("2026-04-30 23:59")):
        return None
    if cell.kind is CellKind.DATE and "T" not in text:
        return None
    if instant.tzinfo is None:
        return instant.replace(tzinfo=SHANGHAI)
    return instant if instant.utcoffset() == SHANGHAI.utcoffset(None) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
