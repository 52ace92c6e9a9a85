"""Headings to columns: by the synonyms of the standard layout, or as a mapping file says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from plumbline.registers.cells import Sheet, column_letters, column_number
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.mapping import SheetRule
from plumbline.registers.schema import NUMBER_KINDS, FactsSchema, Field, FieldKind, Table
from plumbline.registers.units import FEN, FEN_PER_M2, YUAN, YUAN_PER_M2, Measure, Unit, plain, split_heading
from plumbline.terms import Text

HEADER_SEARCH_ROWS = 12
"""Titles, dates and notes above the heading take a few rows, never more than these."""


class Role(StrEnum):
    """What a column is for."""

    ID = "household_id"
    NAME = "name"
    KIND = "kind"
    BLOCK = "block"
    ADDRESS = "address"
    REMARKS = "remarks"
    UNIT = "unit"
    PARENT = "parent"
    FACT = "fact"
    CHECKED = "checked"


ROLE_HEADINGS: dict[Role, tuple[str, ...]] = {
    Role.ID: ("户号", "household_id", "户编号", "档案号", "编号", "序号", "id"),
    Role.NAME: (
        "姓名",
        "names",
        "name",
        "户主",
        "户主姓名",
        "被征收人",
        "被征收户",
        "产权人",
        "所有权人",
        "单位名称",
    ),
    Role.KIND: ("类别", "kind", "户别"),
    Role.BLOCK: ("片区", "block", "block_id", "地段", "组别"),
    Role.ADDRESS: ("坐落", "address", "地址", "房屋坐落", "门牌号", "座落"),
    Role.REMARKS: ("备注", "remarks", "说明", "备注说明"),
    Role.UNIT: ("包保单位", "unit", "责任单位"),
}
"""Headings of what a row says about itself; the first is the one that the template writes."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column that is read.

    number    from 1;  title  the heading as it stands
    path      where the fact lies: `household.tenure`, or `area` of record `index` of a list `table`
    claims    the clause whose amount the office put here
    """

    number: int
    title: str
    role: Role
    field: Field | None = None
    unit: Unit | None = None
    path: str = ""
    table: str = ""
    index: int = 1
    claims: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The texts above one column, from the top; a merged heading stands above each of its columns."""

    column: int
    parts: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading on one line."""
        return re.sub(r"\s+", "", "".join(self.parts)) or column_letters(self.column)

    def readings(self) -> Iterable[str]:
        """The heading as a whole, then its lowest row, then the others."""
        yield "".join(self.parts)
        yield from reversed(self.parts)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the data begins, the columns that are read, and what was found in the heading."""

    first_row: int
    columns: tuple[Column, ...]
    findings: tuple[Finding, ...] = ()

    def of(self, role: Role) -> tuple[Column, ...]:
        """The columns of one role."""
        return tuple(column for column in self.columns if column.role is role)


def headings_of(sheet: Sheet, first: int, count: int) -> tuple[Heading, ...]:
    """The headings of `count` rows from row `first`, one for each column of the sheet."""
    headings = []
    for column in range(1, sheet.width + 1):
        parts: list[str] = []
        for row in range(first, first + count):
            text = sheet.shared_cell(row, column).text.strip()
            if text and text not in parts:
                parts.append(text)
        headings.append(Heading(column, tuple(parts)))
    return tuple(headings)


Lookup = Mapping[str, Column]


def lookup_of(table: Table, *, roles: Iterable[Role], inline: tuple[Table, ...] = ()) -> Lookup:
    """Every heading that is understood on a sheet of this table, as a column without a place.

    inline  lists of which one record may stand in the main sheet's own columns (one house, one row)
    """
    known: dict[str, Column] = {}
    for role in roles:
        for name in ROLE_HEADINGS[role]:
            known.setdefault(plain(name), Column(0, name, role))
    for owner in (table, *inline):
        own = "" if owner is table else owner.path
        for field in owner.fields:
            for name, unit in _names_of(field, own):
                known.setdefault(name, Column(0, name, Role.FACT, field, unit, field.path, own))
    return known


def _names_of(field: Field, prefix: str) -> Iterable[tuple[str, Unit | None]]:
    dotted = f"{prefix}.{field.path}" if prefix else field.path
    in_fen = {FieldKind.FEN: (FEN, YUAN), FieldKind.FEN_PER_M2: (FEN_PER_M2, YUAN_PER_M2)}.get(field.kind)
    for path in (dotted, dotted.replace(".", "_"), *(() if prefix else (field.path.replace(".", "_"),))):
        yield plain(path), in_fen[0] if in_fen else None
        if in_fen:
            yield plain(path.replace("_fen", "_yuan")), in_fen[1]
    for name in (field.title.zh, field.title.en, *field.synonyms):
        yield plain(name), None


def detect(sheet: Sheet, lookup: Lookup, *, parent: str = "") -> Layout | None:
    """The layout of a sheet whose headings are understood by themselves, or None where none is found.

    The heading is the first row with two understood cells; the next row belongs to it where it is a
    heading too, or where a merged heading reaches down into it.
    """
    least = 2 if sheet.width > 1 else 1
    for row in range(1, min(HEADER_SEARCH_ROWS, sheet.height) + 1):
        if _score(sheet, row, lookup) >= least:
            count = 1
            while count < 3 and _is_heading(sheet, row, row + count, lookup):
                count += 1
            return _layout(sheet, row, count, lookup, parent)
    return None


def _score(sheet: Sheet, row: int, lookup: Lookup) -> int:
    texts = {sheet.shared_cell(row, column).text for column in range(1, sheet.width + 1)}
    return sum(1 for text in texts if text and split_heading(text)[0] in lookup)


def _is_heading(sheet: Sheet, first: int, row: int, lookup: Lookup) -> bool:
    if row > sheet.height:
        return False
    reaches = any(
        merge.top <= first + 1 and merge.bottom == row and merge.top < row for merge in sheet.merges
    )
    return reaches or _score(sheet, row, lookup) >= 2


def _layout(sheet: Sheet, first: int, count: int, lookup: Lookup, parent: str) -> Layout:
    columns: list[Column] = []
    findings: list[Finding] = []
    taken: set[tuple[str, str, str]] = set()
    for heading in headings_of(sheet, first, count):
        if not heading.parts:
            continue
        known, unit = _understood(heading, lookup, parent)
        cell = sheet.shared_cell(first, heading.column)
        if known is None:
            findings.append(_passed_over(sheet, first, heading))
            continue
        place = (known.role, known.table, known.path)
        if place in taken and known.role is not Role.REMARKS:
            zh = f"栏目“{heading.title}”出现了两次，只读第一栏。请删去或改名另一栏。"
            en = f"the heading “{heading.title}” stands twice; only the first is read. Delete or rename the other."
            findings.append(
                finding_at(cell, "two_such_columns", known.title, zh, en, blocking=known.role is Role.FACT)
            )
            continue
        taken.add(place)
        column = Column(
            heading.column,
            heading.title,
            known.role,
            known.field,
            unit or known.unit,
            known.path,
            known.table,
        )
        checked, found = _unit_checked(sheet, first, column)
        findings.extend(found)
        if checked is not None:
            columns.append(checked)
    return Layout(first + count, tuple(columns), tuple(findings))


def _understood(heading: Heading, lookup: Lookup, parent: str) -> tuple[Column | None, Unit | None]:
    for reading in heading.readings():
        name, unit = split_heading(reading)
        if parent and name in (plain(parent), plain("地块编号")):
            return Column(0, reading, Role.PARENT), None
        if (known := lookup.get(name)) is not None:
            units = (split_heading(part)[1] for part in reversed(heading.parts))
            return known, unit or next((found for found in units if found), None)
    return None, None


def _passed_over(sheet: Sheet, row: int, heading: Heading) -> Finding:
    cell = sheet.shared_cell(row, heading.column)
    zh = f"栏目“{heading.title}”不在标准表之内，未读取。需要时用对照文件（--mapping）说明它是什么。"
    en = f"the heading “{heading.title}” is not of the standard layout and was passed over. Say what it is in a mapping file (--mapping) if it is needed."
    return finding_at(cell, "column_passed_over", "", zh, en, blocking=False)


def _unit_checked(sheet: Sheet, row: int, column: Column) -> tuple[Column | None, tuple[Finding, ...]]:
    """The column, or none where its unit measures something else; a unit that is converted is said once."""
    if column.field is None or column.field.kind not in NUMBER_KINDS or column.unit is None:
        return column, ()
    measure, usual, _ = NUMBER_KINDS[column.field.kind]
    cell = sheet.shared_cell(max(row, 1), column.number)
    if column.unit.measure is not measure:
        zh = f"“{column.title}”的单位是“{column.unit.name}”，应当像“{usual.name}”。请改正栏目或对照文件。"
        en = f"“{column.title}” is in {column.unit.name}, but should be in units such as {usual.name}. Correct the heading or the mapping."
        return None, (finding_at(cell, "wrong_unit", usual.name, zh, en, blocking=True),)
    if measure is Measure.AREA and column.unit.factor != usual.factor:
        zh = f"“{column.title}”以“{column.unit.name}”为单位，已换算为 ㎡（1 亩 = 10000/15 ㎡），四舍五入到 0.01 ㎡。"
        en = f"“{column.title}” is in {column.unit.name}; it was converted to ㎡ (1 mu = 10000/15 ㎡) and rounded half up to 0.01 ㎡."
        return column, (finding_at(cell, "converted", usual.name, zh, en, blocking=False),)
    return column, ()


def mapped(sheet: Sheet, rule: SheetRule, schema: FactsSchema | None, fallback: FactsSchema) -> Layout:
    """The layout that a mapping file describes.

    schema    the facts that may be named; None: those of `fallback` and plain facts by their unit
    Headings are compared without spaces, line breaks and full or half width; a key that is no heading
    but a column letter names that column. What rows say about themselves (name, remarks …) is found by
    its usual heading where the mapping does not name it.
    """
    headings = headings_of(sheet, 1, rule.header_rows)
    columns: list[Column] = []
    findings: list[Finding] = []
    for key, role in ((rule.id, Role.ID), *((key, Role.FACT) for key in rule.columns)):
        number, found = _column_of(sheet, headings, key, rule.header_rows)
        findings.extend(found)
        if number is None:
            continue
        title = headings[number - 1].title
        column = Column(number, title, Role.ID)
        if role is Role.FACT:
            named = _mapped_column(Column(number, title, Role.CHECKED), rule, key, schema, fallback)
            if named is None:
                findings.append(_unknown_fact(sheet, number, rule.columns[key].fact or ""))
                continue
            column = named
        checked, found = _unit_checked(sheet, rule.header_rows, column)
        findings.extend(found)
        if checked is not None:
            columns.append(checked)
    columns.extend(_usual_roles(headings, columns))
    return Layout(rule.header_rows + 1, tuple(columns), tuple(findings))


def _column_of(
    sheet: Sheet, headings: tuple[Heading, ...], key: str, rows: int
) -> tuple[int | None, tuple[Finding, ...]]:
    exact = [
        h.column for h in headings if any(plain(key) == plain(reading) for reading in h.readings() if reading)
    ]
    bare = [
        h.column
        for h in headings
        if any(plain(key) == split_heading(reading)[0] for reading in h.readings() if reading)
    ]
    matches = exact or bare
    if not matches and re.fullmatch(r"[A-Z]{1,3}", key):
        number = column_number(key)
        if number <= sheet.width:
            return number, ()
    if len(matches) == 1:
        return matches[0], ()
    cell = sheet.cell(max(rows, 1), matches[0] if matches else 1)
    there = "、".join(h.title for h in headings if h.parts)
    if matches:
        letters = "、".join(column_letters(number) for number in matches)
        zh = f"对照文件的“{key}”在表头出现了 {len(matches)} 次（{letters} 列）。请改用列的字母。"
        en = f"“{key}” of the mapping stands {len(matches)} times in the heading (columns {letters}). Use the column's letter."
        return None, (finding_at(cell, "two_such_columns", letters, zh, en, blocking=True, found=key),)
    zh, en = (
        f"对照文件的“{key}”在表头里没有。表头有：{there}。",
        f"“{key}” of the mapping is not in the heading. It has: {there}.",
    )
    return None, (finding_at(cell, "no_such_column", there, zh, en, blocking=True, found=key),)


def _mapped_column(
    place: Column, rule: SheetRule, key: str, schema: FactsSchema | None, fallback: FactsSchema
) -> Column | None:
    said = rule.columns[key]
    number, title = place.number, place.title
    unit = said.unit or split_heading(title)[1]
    if said.fact is None:
        return Column(number, title, Role.CHECKED, None, unit, claims=said.claims)
    if said.fact in _ROLE_FACTS:
        return Column(number, title, _ROLE_FACTS[said.fact], claims=said.claims)
    found = _fact_named(said.fact, schema or fallback)
    if found is None and schema is None:
        found = _plain_fact(said.fact, unit), "", 1
    if found is None:
        return None
    field, table, index = found
    return Column(number, title, Role.FACT, field, unit, field.path, table, index, said.claims)


_ROLE_FACTS = {
    "name": Role.NAME,
    "names": Role.NAME,
    "block": Role.BLOCK,
    "address": Role.ADDRESS,
    "remarks": Role.REMARKS,
    "kind": Role.KIND,
    "unit": Role.UNIT,
}


def _fact_named(fact: str, schema: FactsSchema) -> tuple[Field, str, int] | None:
    if (own := schema.main.field(fact)) is not None:
        return own, "", 1
    for table in schema.lists:
        match = re.fullmatch(rf"{re.escape(table.path)}(?:\[([1-9]\d?)\])?\.(.+)", fact)
        if match and not table.parent and (field := table.field(match[2])) is not None:
            return field, table.path, int(match[1] or 1)
    return None


def _plain_fact(fact: str, unit: Unit | None) -> Field:
    """A fact of a policy that this room does not know: its kind follows from its unit, or its name."""
    kinds = {
        Measure.AREA: FieldKind.AREA,
        Measure.MONEY: FieldKind.FEN,
        Measure.PRICE: FieldKind.FEN_PER_M2,
        Measure.LENGTH: FieldKind.LENGTH,
        Measure.LAND_PER_HEAD: FieldKind.LAND_PER_HEAD,
        Measure.COUNT: FieldKind.INTEGER,
    }
    if unit is not None:
        kind = kinds[unit.measure]
    elif fact.endswith("area") or "_area_" in fact:
        kind = FieldKind.AREA
    else:
        kind = FieldKind.DAY if fact.endswith("_on") else FieldKind.TEXT
    return Field(fact, kind, Text(fact, fact))


def _unknown_fact(sheet: Sheet, number: int, fact: str) -> Finding:
    zh, en = (
        f"对照文件里的事实“{fact}”不在事实表之内。请核对名称。",
        f"the fact {fact} of the mapping is not in the facts schema. Check its name.",
    )
    return finding_at(sheet.cell(1, number), "no_such_column", "", zh, en, blocking=True, found=fact)


def _usual_roles(headings: tuple[Heading, ...], columns: list[Column]) -> list[Column]:
    taken = {column.number for column in columns}
    present = {column.role for column in columns}
    found = []
    for role in (Role.NAME, Role.REMARKS, Role.ADDRESS, Role.BLOCK):
        names = {plain(name) for name in ROLE_HEADINGS[role]}
        for heading in headings:
            if (
                role not in present
                and heading.column not in taken
                and any(plain(text) in names for text in heading.parts)
            ):
                found.append(Column(heading.column, heading.title, role))
                if role is not Role.REMARKS:
                    break
    return found
