"""Columns as a mapping file says: headings or letters to facts, claims and checked numbers."""

from __future__ import annotations

import re

from plumbline.registers.cells import Sheet, column_letters, column_number
from plumbline.registers.columns import (
    ROLE_HEADINGS,
    Column,
    Heading,
    Layout,
    Role,
    headings_of,
    unit_checked,
)
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.mapping import SheetRule
from plumbline.registers.schema import FactsSchema, Field, FieldKind
from plumbline.registers.units import Measure, Unit, plain, split_heading
from plumbline.terms import Text


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
        checked, found = unit_checked(sheet, rule.header_rows, column)
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
