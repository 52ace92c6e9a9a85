"""A number out of a cell, exact, with everything that was done to it said; never a zero out of nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from plumbline.registers.cells import Cell, CellKind
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.numerals import parse_money_numeral, parse_numeral
from plumbline.registers.schema import MAX_AREA, MAX_NUMBER, NUMBER_KINDS, FieldKind
from plumbline.registers.units import Measure, Unit, plain, split_cell

TAIL = Decimal("0.000001")
"""Binary sums miss the decimal by some 1e-13 of their size; nobody measures to a millionth of a ㎡."""

BLANK_MARKS = frozenset({"-", "--", "—", "——", "/", "\\", "无", "空", "×", "x"})
"""What offices write where there is nothing. Read as nothing, which is not zero, and said."""


@dataclass(frozen=True, slots=True)
class NumberRule:
    """How a column's numbers are read.

    title     the heading, for messages
    kind      one of NUMBER_KINDS
    unit      the column's unit; another one written in the cell itself wins
    feeds     whether a fact is made of it: then what cannot be read stops the import
    signed    whether it may be below zero
    numerals  whether Chinese numerals are read
    """

    title: str
    kind: FieldKind
    unit: Unit
    feeds: bool
    signed: bool = False
    numerals: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """The value in the kind's own unit and decimals, or None; and what was found on the way."""

    value: Decimal | None
    findings: tuple[Finding, ...] = ()


def read_number(cell: Cell, rule: NumberRule) -> Number:
    """The number of a cell: exact, tails cut, units turned, every step reported.

    An empty cell gives None without a finding. Text that is no number, an error value, a date or a
    yes/no give None and a finding. The result is None or a number that stands in the cell.
    """
    match cell.kind:
        case CellKind.EMPTY:
            return Number(None)
        case CellKind.NUMBER:
            return _settled(cell, Fraction(Decimal(cell.text)), rule.unit, rule, ())
        case CellKind.TEXT:
            return _from_text(cell, rule)
        case CellKind.ERROR:
            zh = f"“{rule.title}”是错误值 {cell.text}，没有数。请在原表改正算式或者填上核实的数。"
            en = f"“{rule.title}” is the error value {cell.text}, not a number. Mend the formula or write the verified figure."
            return Number(
                None, (finding_at(cell, "error_value", _example(rule), zh, en, blocking=rule.feeds),)
            )
        case CellKind.DATE | CellKind.BOOLEAN:
            zh = (
                f"“{rule.title}”应为数，单元格里却是{_KIND_ZH[cell.kind]} {cell.text}。请设为数值格式后重填。"
            )
            en = f"“{rule.title}” should be a number, but the cell holds the {cell.kind.value} {cell.text}. Format it as a number and write it again."
            return Number(
                None, (finding_at(cell, "not_a_number", _example(rule), zh, en, blocking=rule.feeds),)
            )


_KIND_ZH = {CellKind.DATE: "日期", CellKind.BOOLEAN: "是非值"}
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d{1,20})?")
_MEASURE_WORDS = {
    Measure.AREA: ("平方米数", "a number of square metres"),
    Measure.MONEY: ("金额", "an amount of money"),
    Measure.PRICE: ("单价", "a price"),
    Measure.LENGTH: ("米数", "a number of metres"),
    Measure.LAND_PER_HEAD: ("亩数", "a number of mu"),
    Measure.COUNT: ("数", "a number"),
}


def _example(rule: NumberRule) -> str:
    return {FieldKind.AREA: "87.50", FieldKind.INTEGER: "3", FieldKind.QUANTITY: "3"}.get(
        rule.kind, "1234.50"
    )


def _from_text(cell: Cell, rule: NumberRule) -> Number:
    text = plain(cell.text)
    if text in BLANK_MARKS:
        zh, en = (
            f"“{rule.title}”写的是“{cell.text}”，按空白处理（不是零）。",
            f"“{rule.title}” says “{cell.text}”, taken as nothing (not as zero).",
        )
        return Number(None, (finding_at(cell, "blank_mark", "", zh, en, blocking=False),))
    if _PLAIN_NUMBER.fullmatch(text):
        zh, en = (
            f"“{rule.title}”的数存成了文字，已读为 {text}。",
            f"“{rule.title}” is a number stored as text; it was read as {text}.",
        )
        note = finding_at(cell, "number_as_text", text, zh, en, blocking=False)
        return _settled(cell, Fraction(text.replace(",", "")), rule.unit, rule, (note,))
    bare, unit = split_cell(cell.text)
    if unit is not None and _PLAIN_NUMBER.fullmatch(bare):
        return _with_unit(cell, Fraction(bare.replace(",", "")), unit, rule)
    return _from_words(cell, text, bare, unit, rule)


def _with_unit(cell: Cell, number: Fraction, unit: Unit, rule: NumberRule) -> Number:
    if unit.measure is not rule.unit.measure:
        zh = f"“{rule.title}”的单位应当像“{rule.unit.name}”，单元格里却写着“{unit.name}”。请改为 {rule.unit.name} 数。"
        en = f"“{rule.title}” is measured in units such as {rule.unit.name}, but the cell says {unit.name}. Write it in {rule.unit.name}."
        return Number(None, (finding_at(cell, "wrong_unit", rule.unit.name, zh, en, blocking=rule.feeds),))
    zh = f"“{rule.title}”的单元格里写了单位“{unit.name}”，已按此单位读取。"
    en = f"“{rule.title}”: the cell names the unit {unit.name}; it was read in that unit."
    return _settled(
        cell, number, unit, rule, (finding_at(cell, "unit_in_cell", unit.name, zh, en, blocking=False),)
    )


def _from_words(cell: Cell, text: str, bare: str, unit: Unit | None, rule: NumberRule) -> Number:
    money = rule.unit.measure is Measure.MONEY
    number = (parse_money_numeral if money else parse_numeral)(text)
    if number is None and unit is not None and unit.measure is rule.unit.measure:
        number = parse_numeral(bare)
    elif number is not None:
        unit = None
    words_zh, words_en = _MEASURE_WORDS[rule.unit.measure]
    if number is None:
        zh = f"“{rule.title}”：“{cell.text.strip()}”不是{words_zh}。请写 {_example(rule)} 这样的数；说明文字请移到备注栏。"
        en = f"“{rule.title}”: “{cell.text.strip()}” is not {words_en}. Write a number such as {_example(rule)} and move words to the remarks."
        return Number(
            None, (finding_at(cell, "text_in_number", _example(rule), zh, en, blocking=rule.feeds),)
        )
    worth = number * (unit or rule.unit).factor / rule.unit.factor
    shown = format(_decimal(worth).quantize(Decimal("0.01"), ROUND_HALF_UP), "f")
    if not rule.numerals:
        zh = f"“{rule.title}”：“{cell.text.strip()}”不是{words_zh}。请写 {shown}，或者加 --numerals 导入。"
        en = f"“{rule.title}”: “{cell.text.strip()}” is not {words_en}. Write {shown}, or run the import with --numerals."
        return Number(None, (finding_at(cell, "text_in_number", shown, zh, en, blocking=rule.feeds),))
    zh, en = (
        f"“{rule.title}”按中文数字读为 {shown}。",
        f"“{rule.title}” was read from Chinese numerals as {shown}.",
    )
    return _settled(
        cell, number, unit or rule.unit, rule, (finding_at(cell, "numeral", shown, zh, en, blocking=False),)
    )


def _settled(
    cell: Cell, number: Fraction, unit: Unit, rule: NumberRule, notes: tuple[Finding, ...]
) -> Number:
    """Into the kind's unit and decimals: range first, then the float's tail, then rounding half up."""
    own = NUMBER_KINDS[rule.kind]
    exact = number * unit.factor
    if exact < 0 and not rule.signed:
        zh, en = (
            f"“{rule.title}”是负数 {cell.text}。请核对后改正。",
            f"“{rule.title}” is negative: {cell.text}. Check and correct it.",
        )
        return Number(None, (*notes, finding_at(cell, "negative", "≥ 0", zh, en, blocking=rule.feeds)))
    most = MAX_AREA if rule.kind is FieldKind.AREA else MAX_NUMBER
    if abs(exact) > most:
        zh = f"“{rule.title}”是 {cell.text}，超过上限 {most:,} {own[1].name if rule.kind is FieldKind.AREA else ''}。请核对单位和小数点。"
        en = f"“{rule.title}” is {cell.text}, above the limit of {most:,}. Check the unit and the decimal point."
        return Number(
            None, (*notes, finding_at(cell, "too_large", f"≤ {most:,}", zh, en, blocking=rule.feeds))
        )
    converted = unit.factor != own[1].factor and rule.kind is FieldKind.AREA
    return _rounded(cell, exact, rule, notes, places=own[2], converted=converted)


def _rounded(
    cell: Cell, exact: Fraction, rule: NumberRule, notes: tuple[Finding, ...], *, places: int, converted: bool
) -> Number:
    step = Decimal(1).scaleb(-places)
    # The tail goes first: 10.094999999999992 is 10.095 as far as anybody measured, and that rounds
    # half up to 10.10; rounding the raw double would give 10.09.
    value = _decimal(exact).quantize(TAIL, ROUND_HALF_EVEN)
    rounded = value.quantize(step, ROUND_HALF_UP)
    if Fraction(rounded) == exact:
        return Number(rounded, notes)
    shown = format(rounded, "f")
    if converted:
        return Number(rounded, notes)  # the column's or the cell's own finding says the conversion
    if rounded != value:
        return Number(rounded, (*notes, _too_precise(cell, rule, shown)))
    if rule.kind in (FieldKind.FEN, FieldKind.FEN_PER_M2):
        shown = format(rounded.scaleb(-2), "f")
    zh, en = (
        f"“{rule.title}”的浮点尾数 {cell.text} 已取为 {shown}。",
        f"“{rule.title}”: the float tail of {cell.text} was cut to {shown}.",
    )
    return Number(rounded, (*notes, finding_at(cell, "rounded", shown, zh, en, blocking=False)))


def _too_precise(cell: Cell, rule: NumberRule, shown: str) -> Finding:
    if rule.kind is FieldKind.INTEGER:
        zh, en = (
            f"“{rule.title}”应为整数，却是 {cell.text}。",
            f"“{rule.title}” should be a whole number, but is {cell.text}.",
        )
        return finding_at(cell, "not_whole", shown, zh, en, blocking=rule.feeds)
    if rule.kind in (FieldKind.FEN, FieldKind.FEN_PER_M2):
        shown = format(Decimal(shown).scaleb(-2), "f")
    zh = f"“{rule.title}”是 {cell.text}，小数多于两位；四舍五入为 {shown}。请由测量人确认后写成两位小数。"
    en = f"“{rule.title}” is {cell.text}, with more than two decimals; rounded half up it is {shown}. Let the surveyor confirm and write two decimals."
    if rule.kind is FieldKind.LAND_PER_HEAD:
        zh, en = zh.replace("两位", "三位"), en.replace("two decimals", "three decimals")
    # The sheet has one number and says it plainly; what it is to two decimals stands in the finding, and the source
    # keeps the cell. A register is not held back for the half of a shared plot.
    return finding_at(cell, "too_precise", shown, zh, en, blocking=False)


def _decimal(number: Fraction) -> Decimal:
    """The fraction to thirty digits: far more than any cell holds, so nothing is lost before rounding."""
    return Decimal(number.numerator) / Decimal(number.denominator)
