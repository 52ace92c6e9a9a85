"""What a value on a paper is: its label, its form, whether it may be empty; and what is wrong with it.

A paper's values are a frozen dataclass whose fields are declared `Annotated[str, words("坐落", "location")]`.
The Chinese label is the placeholder in the wording and in the Word template alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias, get_type_hints

from plumbline.documents.pictures import Chart, Picture, Schedule, bars_of, picture_of
from plumbline.documents.showing import MOST_FEN, capitals, show_day, show_digits, show_square_metres
from plumbline.terms import AreaDm2, Fen, Reason, Text

Shown: TypeAlias = "str | bool | list[dict[str, str]] | Picture"
"""A value as the wording takes it: a text, a condition, the rows of a table, or a picture."""

LONGEST_WORD = 400
"""Characters of one value; a longer one is a text of its own and belongs into an annex."""
MOST_ROWS = 5_000
"""Rows of one table: about two hundred pages, more than any household or project has."""


class Form(StrEnum):
    """The form in which a value stands on paper."""

    WORDS = "words"
    DAY = "day"
    YUAN = "yuan"
    BALANCE = "balance"
    AREA = "area"
    COUNT = "count"
    FLAG = "flag"
    ROWS = "rows"
    CHART = "chart"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Spec:
    """One value: its label, form, whether it may be empty, and for rows the class of one row.

    by_hand  where nothing is recorded a line is printed, to be filled in on the paper (a meter's reading)
    """

    label: Text
    form: Form
    optional: bool = False
    row: type[Any] | None = None
    by_hand: bool = False


def words(zh: str, en: str, *, optional: bool = False, by_hand: bool = False) -> Spec:
    """A text of one line."""
    return Spec(Text(zh, en), Form.WORDS, optional, by_hand=by_hand)


def day(zh: str, en: str, *, optional: bool = False, by_hand: bool = False) -> Spec:
    """A date."""
    return Spec(Text(zh, en), Form.DAY, optional, by_hand=by_hand)


def yuan(zh: str, en: str) -> Spec:
    """An amount in fen, 0 or more; `X` stands in digits and `X大写` in capital numerals."""
    return Spec(Text(zh, en), Form.YUAN)


def balance(zh: str, en: str) -> Spec:
    """An amount in fen that may be below zero, where the household pays; in digits alone."""
    return Spec(Text(zh, en), Form.BALANCE)


def area(zh: str, en: str, *, by_hand: bool = False) -> Spec:
    """An area in 0.01 ㎡, 0 or more."""
    return Spec(Text(zh, en), Form.AREA, by_hand=by_hand)


def count(zh: str, en: str, *, by_hand: bool = False) -> Spec:
    """A whole number, 0 or more."""
    return Spec(Text(zh, en), Form.COUNT, by_hand=by_hand)


def flag(zh: str, en: str) -> Spec:
    """Yes or no; a condition of the wording, never printed itself."""
    return Spec(Text(zh, en), Form.FLAG)


def rows(zh: str, en: str, row: type[Any], *, optional: bool = False) -> Spec:
    """The rows of a table, each with its running number `序号`."""
    return Spec(Text(zh, en), Form.ROWS, optional, row)


def chart(zh: str, en: str) -> Spec:
    """A chart, or a schedule in bars, of figures that stand in the paper too."""
    return Spec(Text(zh, en), Form.CHART)


def seal(zh: str, en: str) -> Spec:
    """The mark of the sealed day (`SealMark`): its own values, and the code that leads to the check."""
    return Spec(Text(zh, en), Form.SEAL)


def specs(values: type[Any]) -> Mapping[str, Spec]:
    """Field name → what it is; fields without a `Spec` are not printed by themselves."""
    if values not in _KNOWN:
        _KNOWN[values] = _read_specs(values)
    return _KNOWN[values]


_KNOWN: dict[type[Any], Mapping[str, Spec]] = {}

BLANK = "______"
"""What is printed where a value is filled in by hand."""
BLANK_DAY = "____年__月__日"
"""The same for a date."""


def _read_specs(values: type[Any]) -> Mapping[str, Spec]:
    hints = get_type_hints(values, include_extras=True)
    found: dict[str, Spec] = {}
    for field in fields(values):
        for mark in getattr(hints[field.name], "__metadata__", ()):
            if isinstance(mark, Spec):
                found[field.name] = mark
    return found


def shown(values: Any) -> dict[str, Shown]:
    """Every declared value under its Chinese label, as it stands on paper."""
    told: dict[str, Shown] = {}
    for name, spec in specs(type(values)).items():
        value = getattr(values, name)
        label = spec.label.zh
        match spec.form:
            case Form.FLAG:
                told[label] = bool(value)
            case Form.ROWS:
                told[label] = [_row(n, row) for n, row in enumerate(value or (), 1)]
            case Form.CHART:
                assert isinstance(value, Chart | Schedule), f"{label} is no chart"
                told[label] = picture_of(value) if isinstance(value, Chart) else bars_of(value)
            case Form.SEAL:
                told |= value.shown()
            case Form.YUAN:
                told[label] = show_digits(Fen(value))
                told[f"{label}大写"] = capitals(Fen(value))
            case _ if spec.by_hand and _is_empty(value):
                told[label] = BLANK_DAY if spec.form is Form.DAY else BLANK
            case _:
                told[label] = _one(spec.form, value)
    return told


def _is_empty(value: Any) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def wrong(values: Any, where: Text | None = None) -> Iterator[Reason]:
    """What is missing or impossible in the values: one reason each, naming the value and what to do."""
    for name, spec in specs(type(values)).items():
        value = getattr(values, name)
        if _is_empty(value):
            if not (spec.optional or spec.by_hand):
                yield missing(name, spec.label, where)
        elif spec.form is Form.ROWS:
            yield from _wrong_rows(name, spec, value)
        elif spec.form is Form.SEAL:
            yield from wrong(value, spec.label)
        elif fault := _fault(spec.form, value):
            yield _reason("unfit", name, spec.label, where, fault)


def missing(name: str, label: Text, where: Text | None = None) -> Reason:
    """The refusal of a paper for want of one value."""
    fault = Text("未填写", "is missing")
    return _reason("missing", name, label, where, fault)


def _reason(code: str, name: str, label: Text, where: Text | None, fault: Text) -> Reason:
    place = where or Text("", "")
    return Reason(
        code=f"paper:{code}",
        rule="D01",
        fact=f"{place.en}{name}",
        message=Text(
            f"{place.zh}“{label.zh}”{fault.zh}，文书不能打印。",
            f"{place.en}“{label.en}” {fault.en}; the paper cannot be printed.",
        ),
        remedy=Text(
            f"请在办公台补录或者更正“{label.zh}”后再打印。",
            f"Record or correct “{label.en}” at the workbench, then print again.",
        ),
    )


def _wrong_rows(name: str, spec: Spec, value: tuple[Any, ...]) -> Iterator[Reason]:
    if len(value) > MOST_ROWS:
        yield _reason(
            "unfit", name, spec.label, None, Text(f"超过{MOST_ROWS}行", f"has more than {MOST_ROWS} rows")
        )
        return
    for n, row in enumerate(value, 1):
        yield from wrong(row, Text(f"{spec.label.zh}第{n}行", f"{spec.label.en}, row {n}: "))


def _fault(form: Form, value: Any) -> Text | None:
    match form:
        case Form.WORDS if not isinstance(value, str):
            return Text("不是文字", "is not a text")
        case Form.WORDS if len(value) > LONGEST_WORD:
            return Text(
                f"超过{LONGEST_WORD}字，请改作附件",
                f"has more than {LONGEST_WORD} characters; make it an annex",
            )
        case Form.WORDS if any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn") for letter in value):
            return Text("含有不能打印的字符", "holds a character that cannot be printed")
        case Form.DAY if not isinstance(value, date):
            return Text("不是日期", "is not a date")
        case Form.YUAN | Form.BALANCE | Form.AREA | Form.COUNT if type(value) is not int:
            return Text(
                "不是整数（分、0.01平方米或者个数）", "is not a whole number of fen, 0.01 ㎡ or pieces"
            )
        case Form.BALANCE if not -MOST_FEN <= value <= MOST_FEN:
            return Text("过大", "is too large")
        case Form.YUAN | Form.AREA | Form.COUNT if not 0 <= value <= MOST_FEN:
            return Text("小于零或者过大", "is below zero or too large")
        case _:
            return None


def _row(n: int, row: Any) -> dict[str, str]:
    told = {"序号": str(n)}
    told.update({label: text for label, text in shown(row).items() if isinstance(text, str)})
    return told


def _one(form: Form, value: Any) -> str:
    if value is None:
        return ""
    match form:
        case Form.DAY:
            return show_day(value)
        case Form.BALANCE:
            return show_digits(Fen(value))
        case Form.AREA:
            return show_square_metres(AreaDm2(value))
        case _:
            return str(value).strip()
