"""Headings to columns by the synonyms of the standard layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from plumbline.registers.cells import Sheet, column_letters
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.schema import NUMBER_KINDS, Field, FieldKind, Table
from plumbline.registers.units import FEN, FEN_PER_M2, YUAN, YUAN_PER_M2, Measure, Unit, plain, split_heading

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
        checked, found = unit_checked(sheet, first, column)
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


def unit_checked(sheet: Sheet, row: int, column: Column) -> tuple[Column | None, tuple[Finding, ...]]:
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
