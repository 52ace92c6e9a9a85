"""The mapping file: which column of a sheet is which fact, in which unit, and which clause it claims.

    {sheet: {header_rows, id, columns: {heading or letter: {fact, unit, claims}}}}

One file serves check, import, compute and audit. A column with a unit alone is checked as a number and
not used; `name`, `block`, `address`, `remarks`, `kind` and `unit` are facts about the row itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from plumbline.registers.refusals import unreadable
from plumbline.registers.units import Unit, unit_named
from plumbline.terms import Refused, Text

MAX_MAPPING_BYTES = 256 * 1024
"""A mapping names some columns; a larger file is something else."""

MAX_HEADER_ROWS = 5
"""The tallest heading met had three rows."""


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """What a column is: a fact, a claim, or with a unit alone a number to be checked."""

    fact: str | None = None
    unit: Unit | None = None
    claims: str | None = None


@dataclass(frozen=True, slots=True)
class SheetRule:
    """How one sheet is read: rows of heading, the column of the household's number, the columns."""

    header_rows: int
    id: str
    columns: Mapping[str, ColumnRule]


@dataclass(frozen=True, slots=True)
class RegisterMapping:
    """A mapping file: rules by sheet name, in the file's order."""

    sheets: Mapping[str, SheetRule]


def read_mapping(source: Path | bytes, name: str) -> RegisterMapping | Refused:
    """The mapping of a YAML file, or what is wrong with it and in which entry.

    Scalars are read as text: a column named `NO` or `Y` is a letter, not a truth value.
    """
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError:
        return _wrong(
            name, "", "找不到或打不开对照文件", "there is no such mapping file, or it cannot be opened"
        )
    if len(content) > MAX_MAPPING_BYTES:
        return _wrong(
            name,
            "",
            f"有 {len(content)} 字节，不像对照文件",
            f"{len(content)} bytes are too many for a mapping",
        )
    try:
        document = yaml.load(content.decode("utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 (texts only)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f"line {line + 1}"
        return _wrong(name, where, "不是 UTF-8 编码的 YAML", "it is not YAML in UTF-8")
    if not isinstance(document, dict) or not document:
        return _wrong(
            name,
            "",
            "最外层应为：表名: {header_rows, id, columns}",
            "its top level should be: sheet: {header_rows, id, columns}",
        )
    sheets: dict[str, SheetRule] = {}
    for sheet, rule in document.items():
        read = _sheet_rule(name, str(sheet), rule)
        if isinstance(read, Refused):
            return read
        sheets[str(sheet)] = read
    return RegisterMapping(sheets)


def _wrong(name: str, where: str, zh: str, en: str) -> Refused:
    remedy = Text(
        "写法：{表名: {header_rows: 1, id: 序号, columns: {住宅: {fact: dwelling_area, unit: ㎡}}}}。",
        "Write it as {sheet: {header_rows: 1, id: 序号, columns: {住宅: {fact: dwelling_area, unit: ㎡}}}}.",
    )
    place = f"{name} {where}".strip()
    return unreadable(
        "mapping", place, Text(f"{place}：{zh}。{remedy.zh}", f"{place}: {en}. {remedy.en}"), remedy
    )


def _sheet_rule(name: str, sheet: str, rule: object) -> SheetRule | Refused:
    if (
        not isinstance(rule, dict)
        or not isinstance(rule.get("columns"), dict)
        or not isinstance(rule.get("id"), str)
    ):
        return _wrong(name, sheet, "缺少 id 或 columns", "id or columns is missing")
    if extra := set(rule) - {"header_rows", "id", "columns"}:
        return _wrong(name, sheet, f"有不认识的键 {sorted(extra)}", f"it has unknown keys {sorted(extra)}")
    rows = rule.get("header_rows", "1")
    if not isinstance(rows, str) or not re.fullmatch(r"\d", rows) or not 0 <= int(rows) <= MAX_HEADER_ROWS:
        return _wrong(
            name,
            sheet,
            f"header_rows 应为 0 到 {MAX_HEADER_ROWS}",
            f"header_rows should be 0 to {MAX_HEADER_ROWS}",
        )
    columns: dict[str, ColumnRule] = {}
    for heading, column in rule["columns"].items():
        read = _column_rule(name, f"{sheet} / {heading}", column)
        if isinstance(read, Refused):
            return read
        columns[str(heading)] = read
    return SheetRule(int(rows), rule["id"], columns)


def _column_rule(name: str, where: str, column: object) -> ColumnRule | Refused:
    if not isinstance(column, dict) or not all(isinstance(value, str) for value in column.values()):
        return _wrong(name, where, "应为 {fact, unit, claims}", "it should be {fact, unit, claims}")
    if extra := set(column) - {"fact", "unit", "claims"}:
        return _wrong(name, where, f"有不认识的键 {sorted(extra)}", f"it has unknown keys {sorted(extra)}")
    unit = None
    if (named := column.get("unit")) is not None:
        unit = unit_named(named)
        if unit is None:
            return _wrong(
                name,
                where,
                f"不认识单位“{named}”（可用 ㎡、亩、元、万元、分、元/㎡、个）",
                f"the unit {named} is unknown (㎡, 亩, 元, 万元, 分, 元/㎡, 个)",
            )
    fact = column.get("fact") or None
    if fact and fact.endswith("_fen") and unit is None:
        return _wrong(name, where, "金额须写明 unit: 元 或 unit: 分", "an amount needs unit: 元 or unit: 分")
    if not (fact or unit or column.get("claims")):
        return _wrong(
            name, where, "fact、unit、claims 至少要有一个", "it needs at least one of fact, unit and claims"
        )
    return ColumnRule(fact, unit, column.get("claims") or None)
