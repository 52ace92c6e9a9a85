"""One cell to one fact, by the kind that the schema gives it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from plumbline.registers.cells import Cell, CellKind
from plumbline.registers.days import parse_day, parse_instant
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.numbers import NumberRule, read_number
from plumbline.registers.numerals import parse_numeral
from plumbline.registers.schema import NUMBER_KINDS, Field, FieldKind
from plumbline.registers.units import Unit, plain
from plumbline.terms import Json

EARLIEST_DAY = date(1900, 1, 1)
"""Nothing in a register of today is older; Excel's own days begin there."""

MAX_TEXT = 2_000
"""Letters of one text; the longest remark met had thirty."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the caller knows and this room does not.

    today     days after it are refused in facts; None: not judged
    earliest  days before it are refused
    blocks    the block ids that exist; None: not judged
    numerals  whether Chinese numerals are read in number cells
    """

    today: date | None = None
    earliest: date = EARLIEST_DAY
    blocks: frozenset[str] | None = None
    numerals: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A fact's value; `absent` where the cell gives none. None as a value means: said not to be so yet."""

    value: Json = None
    absent: bool = False
    findings: tuple[Finding, ...] = field(default=())


ABSENT = Value(absent=True)
NOT_YET = frozenset({"未签约", "未签", "null", "none"})
YES = frozenset({"是", "有", "√", "✓", "true", "yes", "y", "1", "对"})
NO = frozenset({"否", "无", "×", "x", "false", "no", "n", "0", "不是", "没有"})


def read_value(cell: Cell, wanted: Field, rules: Rules, *, title: str, unit: Unit | None) -> Value:
    """The fact in a cell, in the form of the facts schema; an empty cell gives no fact and no finding.

    title  the heading as it stands, for messages
    unit   the column's unit, None for the kind's usual one
    """
    if cell.is_empty:
        return ABSENT
    if wanted.kind in NUMBER_KINDS:
        rule = NumberRule(
            title,
            wanted.kind,
            unit or NUMBER_KINDS[wanted.kind][1],
            True,
            signed=wanted.signed,
            numerals=rules.numerals,
        )
        number = read_number(cell, rule)
        if number.value is None:
            return Value(absent=True, findings=number.findings)
        return Value(number_json(number.value, wanted.kind), findings=number.findings)
    if cell.kind is CellKind.ERROR:
        zh = f"“{title}”是错误值 {cell.text}。请在原表改正。"
        return _not(
            cell, "error_value", "", zh, f"“{title}” is the error value {cell.text}. Mend it in the sheet."
        )
    match wanted.kind:
        case FieldKind.WORD:
            return _read_word(cell, wanted, title)
        case FieldKind.BOOLEAN:
            return _read_boolean(cell, title)
        case FieldKind.DAY:
            return _read_day(cell, wanted, rules, title)
        case FieldKind.INSTANT:
            return _read_instant(cell, rules, title)
        case FieldKind.SHARE:
            return _read_share(cell, rules, title)
        case _:
            return _read_text(cell, wanted, title)


def number_json(value: Decimal, kind: FieldKind) -> Json:
    """A settled number as the facts schema writes it: integers for counts and fen, texts for measures."""
    if kind in (FieldKind.FEN, FieldKind.FEN_PER_M2, FieldKind.INTEGER):
        return int(value)
    if kind is FieldKind.QUANTITY and value == value.to_integral_value():
        return format(value.to_integral_value(), "f")
    return format(value, "f")


def clean_text(cell: Cell) -> str:
    """The cell as one line of text: line breaks and runs of spaces become one space."""
    return re.sub(r"\s+", " ", "".join(c for c in cell.text if c.isprintable() or c.isspace())).strip()


def _not(cell: Cell, code: str, expected: str, zh: str, en: str) -> Value:
    return Value(absent=True, findings=(finding_at(cell, code, expected, zh, en, blocking=True),))


def _read_text(cell: Cell, wanted: Field, title: str) -> Value:
    text = clean_text(cell)
    if len(text) > MAX_TEXT:
        zh, en = (
            f"“{title}”有 {len(text)} 字，上限 {MAX_TEXT} 字。",
            f"“{title}” has {len(text)} letters; the limit is {MAX_TEXT}.",
        )
        return _not(cell, "too_large", f"≤ {MAX_TEXT}", zh, en)
    # Codes that each policy lists for itself (crops, trees): the usual labels are understood, others kept.
    return Value(next((code for code, label in wanted.words if text in (code, label)), text))


def _read_word(cell: Cell, wanted: Field, title: str) -> Value:
    said = plain(cell.text)
    for code, label in wanted.words:
        if said in (plain(code), plain(label)):
            return Value(code)
    choices = "、".join(label for _, label in wanted.words)
    codes = ", ".join(f"{code} ({label})" for code, label in wanted.words)
    zh = f"“{title}”：“{clean_text(cell)}”不在选项之内。请写：{choices}。"
    return _not(cell, "unknown_word", choices, zh, f"“{title}”: “{clean_text(cell)}” is not one of: {codes}.")


def _read_boolean(cell: Cell, title: str) -> Value:
    said = plain(cell.text)
    if said in YES or said in NO:
        return Value(said in YES)
    zh = f"“{title}”：“{clean_text(cell)}”看不出是或否。请写“是”或“否”。"
    return _not(
        cell,
        "not_yes_or_no",
        "是、否",
        zh,
        f"“{title}”: “{clean_text(cell)}” is neither yes nor no. Write 是 or 否.",
    )


def _read_day(cell: Cell, wanted: Field, rules: Rules, title: str) -> Value:
    day = parse_day(cell, numerals=rules.numerals)
    if day is None:
        zh = f"“{title}”：“{clean_text(cell)}”不是一个日期。请写 2011-03-05 这样的年月日。"
        return _not(
            cell,
            "not_a_day",
            "2011-03-05",
            zh,
            f"“{title}”: “{clean_text(cell)}” is not a day. Write year, month and day, such as 2011-03-05.",
        )
    return Value(day.isoformat(), findings=judge_day(cell, day, rules, title, ahead=wanted.ahead))


def judge_day(cell: Cell, day: date, rules: Rules, title: str, *, ahead: bool = False) -> tuple[Finding, ...]:
    """A day must not lie before the earliest day allowed, nor after today."""
    if day < rules.earliest:
        zh, en = (
            f"“{title}”是 {day}，早于 {rules.earliest}。请核对年份。",
            f"“{title}” is {day}, before {rules.earliest}. Check the year.",
        )
        return (finding_at(cell, "too_early", f"≥ {rules.earliest}", zh, en, blocking=True),)
    if not ahead and rules.today is not None and day > rules.today:
        zh = f"“{title}”是 {day}，在今天（{rules.today}）之后。还没有发生的事不能登记。"
        en = f"“{title}” is {day}, after today ({rules.today}). What has not happened yet cannot be registered."
        return (finding_at(cell, "after_today", f"≤ {rules.today}", zh, en, blocking=True),)
    return ()


def _read_instant(cell: Cell, rules: Rules, title: str) -> Value:
    if plain(cell.text) in NOT_YET:
        return Value(None)
    instant = parse_instant(cell)
    if instant is None:
        zh = f"“{title}”：“{clean_text(cell)}”不是时刻。请写 2026-04-30 23:59:59 这样的日期和时间（北京时间）。"
        en = f"“{title}”: “{clean_text(cell)}” is not an instant. Write day and time, such as 2026-04-30 23:59:59 (China time)."
        return _not(cell, "not_an_instant", "2026-04-30 23:59:59", zh, en)
    return Value(_instant_json(instant), findings=judge_day(cell, instant.date(), rules, title, ahead=True))


def _instant_json(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _read_share(cell: Cell, rules: Rules, title: str) -> Value:
    share = _share_of(cell, rules)
    if share is not None and 0 < share <= 1:
        return Value(f"{share.numerator}/{share.denominator}")
    became_day = cell.kind is CellKind.DATE
    hint_zh = "Excel 把分数变成了日期；请先把该列设为文本。" if became_day else "请写 1/3 这样的分数。"
    hint_en = (
        "Excel made a day of the fraction; format the column as text first."
        if became_day
        else "Write a fraction such as 1/3."
    )
    zh, en = (
        f"“{title}”：“{clean_text(cell)}”不是份额。{hint_zh}",
        f"“{title}”: “{clean_text(cell)}” is not a share. {hint_en}",
    )
    return _not(cell, "not_a_share", "1/3", zh, en)


def _share_of(cell: Cell, rules: Rules) -> Fraction | None:
    text = unicodedata.normalize("NFKC", cell.text).strip()
    if cell.kind is CellKind.TEXT:
        if match := re.fullmatch(r"(\d{1,6})\s*[/⁄]\s*(\d{1,6})", text):
            return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
        if match := re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?)\s*%", text):
            return Fraction(match[1]) / 100
        return parse_numeral(text) if rules.numerals else None
    if cell.kind is CellKind.NUMBER and len(cell.text) <= 6:
        # 0.5 and 0.25 are halves and quarters; 0.333333 is no third, and three of it are not the whole.
        return Fraction(Decimal(cell.text))
    return None
