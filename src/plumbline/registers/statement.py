"""A bank statement of the special account, from Excel or CSV, to dated lines in fen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plumbline.registers.cells import Cell, Sheet, SourceCell, source_of
from plumbline.registers.columns import HEADER_SEARCH_ROWS, Heading, headings_of
from plumbline.registers.days import parse_day
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.numbers import NumberRule, read_number
from plumbline.registers.people import is_total
from plumbline.registers.refusals import unreadable
from plumbline.registers.schema import FieldKind
from plumbline.registers.units import YUAN, Unit, plain, split_heading
from plumbline.registers.values import clean_text
from plumbline.registers.workbook import read_workbook
from plumbline.terms import Fen, Refused, Text


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement of the account.

    amount_fen  above zero: money left the account; below zero: money came in or back
    payee       the other side's name as the bank writes it
    reference   voucher or serial number, else the purpose: what a payment is looked up by
    source      the cell of the amount
    """

    on: date
    amount_fen: Fen
    payee: str
    reference: str
    source: SourceCell


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that was read: SHA-256 of the file, its lines in order, and what was found."""

    sha256: str
    lines: tuple[StatementLine, ...]
    findings: tuple[Finding, ...]


_HEADINGS: dict[str, tuple[str, ...]] = {
    "on": ("交易日期", "日期", "记账日期", "入账日期", "交易时间", "付款日期", "date", "on"),
    "out": ("借方发生额", "借方金额", "支出", "支出金额", "付款金额", "付出", "借方", "debit"),
    "in": ("贷方发生额", "贷方金额", "收入", "收入金额", "存入", "贷方", "credit"),
    "amount": ("金额", "交易金额", "发生额", "amount", "amount_yuan", "amount_fen"),
    "direction": ("借贷标志", "借贷", "收支", "收付标志", "direction"),
    "payee": ("对方户名", "收款人", "收款人名称", "收款人户名", "对方名称", "户名", "payee"),
    "reference": ("流水号", "交易流水号", "凭证号", "凭证号码", "业务编号", "reference"),
    "purpose": ("摘要", "用途", "附言", "备注", "purpose", "memo"),
}
_OUT_WORDS = frozenset({"借", "借方", "付", "支", "支出", "付款", "d", "dr", "debit", "out"})
_IN_WORDS = frozenset({"贷", "贷方", "收", "收入", "收款", "c", "cr", "credit", "in"})


def read_statement(source: Path | bytes, *, name: str) -> Statement | Refused:
    """The lines of a statement; every row of the table is a line or has a finding.

    Reads .xlsx, .xls and .csv (UTF-8 or GB18030) with the headings that banks use: one column of amounts
    (with 借/贷 beside it or a sign), or one column out and one in. An amount that is no number is a
    finding and never a zero.
    """
    book = read_workbook(source, name)
    if isinstance(book, Refused):
        return book
    for sheet in book.sheets:
        for row in range(1, min(HEADER_SEARCH_ROWS, sheet.height) + 1):
            columns = _columns(headings_of(sheet, row, 1))
            if "on" in columns and ({"out", "in", "amount"} & set(columns)):
                lines, findings = _read_lines(sheet, row + 1, columns)
                return Statement(book.sha256, tuple(lines), tuple(findings))
    remedy = Text(
        "表头应有：交易日期、金额（或借方、贷方发生额）、对方户名、流水号。",
        "The heading should have: 交易日期, 金额 (or 借方/贷方发生额), 对方户名, 流水号.",
    )
    zh, en = (
        f"{name}：找不到对账单的表头。{remedy.zh}",
        f"{name}: no heading of a bank statement was found. {remedy.en}",
    )
    return unreadable("no_heading", name, Text(zh, en), remedy)


_Columns = Mapping[str, tuple[int, str, Unit]]


def _columns(headings: tuple[Heading, ...]) -> _Columns:
    found: dict[str, tuple[int, str, Unit]] = {}
    for heading in headings:
        bare, unit = split_heading(heading.title)
        for key, names in _HEADINGS.items():
            if key not in found and bare in {plain(name) for name in names}:
                in_fen = Unit("分", YUAN.measure, YUAN.factor / 100)
                found[key] = (heading.column, heading.title, in_fen if bare == "amount_fen" else unit or YUAN)
    return found


def _read_lines(sheet: Sheet, first: int, columns: _Columns) -> tuple[list[StatementLine], list[Finding]]:
    lines: list[StatementLine] = []
    findings: list[Finding] = []
    seen: dict[tuple[date, int, str, str], int] = {}
    for row in range(first, sheet.height + 1):
        cells = tuple(sheet.cells(row))
        if not cells or is_total(clean_text(cells[0])):
            continue
        line = _read_line(sheet, row, cells[0], columns, findings)
        if line is None:
            continue
        key = (line.on, line.amount_fen, line.payee, line.reference)
        if line.reference and key in seen:
            zh, en = (
                f"与第 {seen[key]} 行完全相同，只计一次。",
                f"the same as row {seen[key]}; it is counted once.",
            )
            findings.append(finding_at(cells[0], "repeated_line", "", zh, en, blocking=False))
            continue
        seen.setdefault(key, row)
        lines.append(line)
    return lines, findings


def _read_line(
    sheet: Sheet, row: int, first: Cell, columns: _Columns, findings: list[Finding]
) -> StatementLine | None:
    day_cell = sheet.cell(row, columns["on"][0])
    on = parse_day(day_cell) or parse_day(_day_part(day_cell))
    if on is None:
        zh = f"“{clean_text(day_cell)}”不是日期。请写 2026-05-16。"
        en = f"“{clean_text(day_cell)}” is not a day. Write 2026-05-16."
        findings.append(finding_at(day_cell, "not_a_day", "2026-05-16", zh, en, blocking=True))
        return None
    amount = _amount(sheet, row, first, columns, findings)
    if amount is None:
        return None
    fen, cell = amount
    texts = {
        key: clean_text(sheet.cell(row, columns[key][0]))
        for key in ("payee", "reference", "purpose")
        if key in columns
    }
    reference = texts.get("reference") or texts.get("purpose", "")
    return StatementLine(on, fen, texts.get("payee", ""), reference, source_of(cell))


def _day_part(cell: Cell) -> Cell:
    """Banks print the time behind the day; the day alone is what a payment is booked by."""
    return Cell(
        cell.sheet, cell.row, cell.column, cell.kind, cell.text.strip().replace("T", " ").split(" ")[0]
    )


def _amount(
    sheet: Sheet, row: int, first: Cell, columns: _Columns, findings: list[Finding]
) -> tuple[Fen, Cell] | None:
    for key, sign in (("amount", 1), ("out", 1), ("in", -1)):
        if key not in columns:
            continue
        number, title, unit = columns[key]
        cell = sheet.cell(row, number)
        read = read_number(cell, NumberRule(title, FieldKind.FEN, unit, feeds=True, signed=True))
        findings.extend(read.findings)
        if read.value is None and any(finding.blocking for finding in read.findings):
            return None
        if read.value is None or (read.value == 0 and key != "amount"):
            continue
        towards = _direction(sheet, row, columns, findings) if key == "amount" else sign
        return None if towards is None else (Fen(int(read.value) * towards), cell)
    zh, en = "这一行没有金额。", "this row has no amount."
    findings.append(finding_at(first, "no_amount", "金额", zh, en, blocking=True))
    return None


def _direction(sheet: Sheet, row: int, columns: _Columns, findings: list[Finding]) -> int | None:
    if "direction" not in columns:
        return 1
    cell = sheet.cell(row, columns["direction"][0])
    word = plain(cell.text)
    if word in _OUT_WORDS or word in _IN_WORDS:
        return 1 if word in _OUT_WORDS else -1
    zh, en = f"“{clean_text(cell)}”看不出是借还是贷。", f"“{clean_text(cell)}” is neither debit nor credit."
    findings.append(finding_at(cell, "unknown_word", "借、贷", zh, en, blocking=True))
    return None
