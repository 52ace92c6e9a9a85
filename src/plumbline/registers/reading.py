"""A register file to entries and findings: whole, exact, each fact with its cell, each doubt with its name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from plumbline.registers.cells import Sheet, Workbook
from plumbline.registers.columns import HEADER_SEARCH_ROWS, Role, detect, lookup_of
from plumbline.registers.comparing import compare_names, compare_sheets
from plumbline.registers.entries import Register
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.history import HISTORY, read_history
from plumbline.registers.lists import read_lists, shares_sum_to_one
from plumbline.registers.mapped import mapped
from plumbline.registers.mapping import RegisterMapping
from plumbline.registers.refusals import unreadable
from plumbline.registers.rows import RowReader, SheetRows, without_facts
from plumbline.registers.schema import FactsSchema, Table
from plumbline.registers.standard import standard_schema
from plumbline.registers.units import plain
from plumbline.registers.values import Rules
from plumbline.registers.workbook import read_workbook
from plumbline.terms import Refused, Text

NOTES_SHEET = Text("填表说明", "notes")
"""The template's own page of explanations; passed over in silence."""


def read_register(
    source: Path | bytes,
    *,
    name: str,
    schema: FactsSchema | None = None,
    sheet: str | None = None,
    mapping: RegisterMapping | None = None,
    rules: Rules | None = None,
) -> Register | Refused:
    """Everything that a register says, and everything that is doubtful in it.

    source   a path or the bytes of an upload; name: the file's name, for messages
    schema   the facts that exist; None: those of both regimes, and with a mapping whatever it names
    sheet    the main sheet; None: 户, or the first sheet, or every sheet that the mapping names
    mapping  for registers that are not of the standard layout
    rules    today, earliest day, existing blocks, Chinese numerals: what the caller knows
    returns  the register, or why the file as a whole cannot be read

    Every data row is an entry or has a finding of its own. No cell is ever read as a zero that does not
    hold one. Whether it may be imported is `not register.blocking`.
    """
    book = read_workbook(source, name)
    if isinstance(book, Refused):
        return book
    rules = rules or Rules()
    if mapping is not None:
        return _with_mapping(book, mapping, schema, sheet, rules)
    return _standard(book, schema or standard_schema(), sheet, rules)


def _with_mapping(
    book: Workbook, mapping: RegisterMapping, schema: FactsSchema | None, name: str | None, rules: Rules
) -> Register | Refused:
    wanted = [name] if name is not None else list(mapping.sheets)
    if name is not None and name not in mapping.sheets:
        return _no_such_sheet(book.name, name, "对照文件", "the mapping", list(mapping.sheets))
    parts: list[SheetRows] = []
    for sheet_name in wanted:
        sheet = book.sheet(sheet_name)
        if sheet is None:
            return _no_such_sheet(
                book.name, sheet_name, "文件", "the file", [known.name for known in book.sheets]
            )
        layout = mapped(sheet, mapping.sheets[sheet_name], schema, standard_schema())
        parts.append(RowReader(sheet, layout, rules, schema or standard_schema()).read())
    entries = tuple(entry for part in parts for entry in part.entries())
    findings = [finding for part in parts for finding in part.findings]
    findings.extend(without_facts(entries, tuple(findings)))
    findings.extend(compare_sheets([(part.entries(), part.columns) for part in parts]))
    return Register(book.sha256, sum(part.rows for part in parts), entries, tuple(findings))


def _no_such_sheet(file: str, sheet: str, where_zh: str, where_en: str, there: list[str]) -> Refused:
    names = "、".join(there)
    remedy = Text(f"可用的表：{names}。", f"Sheets there are: {names}.")
    zh, en = (
        f"{file}：{where_zh}里没有表“{sheet}”。{remedy.zh}",
        f"{file}: {where_en} has no sheet “{sheet}”. {remedy.en}",
    )
    return unreadable("no_such_sheet", f"{file} / {sheet}", Text(zh, en), remedy)


def _standard(book: Workbook, schema: FactsSchema, name: str | None, rules: Rules) -> Register | Refused:
    main = book.sheet(name) if name is not None else _main_sheet(book, schema)
    if main is None:
        return _no_such_sheet(
            book.name, name or "户", "文件", "the file", [known.name for known in book.sheets]
        )
    inline = tuple(table for table in schema.lists if table.path == "buildings")
    roles = (Role.ID, Role.NAME, Role.KIND, Role.BLOCK, Role.ADDRESS, Role.REMARKS, Role.UNIT)
    layout = detect(main, lookup_of(schema.main, roles=roles, inline=inline))
    if layout is None or not layout.of(Role.ID):
        return _no_heading(book.name, main)
    rows = RowReader(main, layout, rules, schema).read()
    lists, history, others = _other_sheets(book, main, schema)
    findings = [*rows.findings, *others]
    findings.extend(read_lists(lists, schema, rows.drafts, rows.known, rules))
    places = rows.places
    for number, draft in rows.drafts.items():
        findings.extend(shares_sum_to_one(main.cell(places[number], 1), number, draft))
    acts, firsts, found = read_history(history, rules) if history is not None else ({}, {}, ())
    findings.extend(found)
    for number in sorted(set(acts) - rows.known - {""}, key=lambda number: firsts[number]):
        assert history is not None
        zh, en = f"主表没有户号“{number}”。请核对。", f"the main sheet has no household “{number}”. Check it."
        where = history.cell(firsts[number], 1)
        findings.append(finding_at(where, "unknown_household", "", zh, en, blocking=True, found=number))
    entries = rows.entries(acts, groups=("household",))
    findings.extend(compare_names(entries))
    findings.extend(without_facts(entries, tuple(findings)))
    return Register(book.sha256, rows.rows, entries, tuple(findings), acts.get("", ()))


def _main_sheet(book: Workbook, schema: FactsSchema) -> Sheet | None:
    names = _names_of(schema.main)
    named = next((sheet for sheet in book.sheets if plain(sheet.name) in names), None)
    return named or next((sheet for sheet in book.sheets if sheet.height), None)


def _names_of(table: Table) -> frozenset[str]:
    return frozenset(
        plain(name) for name in (table.sheet.zh, table.sheet.en, table.path, *table.synonyms) if name
    )


def _other_sheets(
    book: Workbook, main: Sheet, schema: FactsSchema
) -> tuple[Mapping[str, Sheet], Sheet | None, list[Finding]]:
    lists: dict[str, Sheet] = {}
    history: Sheet | None = None
    findings: list[Finding] = []
    for sheet in book.sheets:
        name = plain(sheet.name)
        table = next((table for table in schema.lists if name in _names_of(table)), None)
        if sheet is main or name in (plain(NOTES_SHEET.zh), NOTES_SHEET.en):
            continue
        if table is not None and table.path not in lists:
            lists[table.path] = sheet
        elif name in _names_of(HISTORY) and history is None:
            history = sheet
        elif any(True for row in range(1, sheet.height + 1) for _ in sheet.cells(row)):
            zh = "此表不在标准表之内，未读取。"
            en = "this sheet is not of the standard layout and was passed over."
            findings.append(finding_at(sheet.cell(1, 1), "sheet_passed_over", "", zh, en, blocking=False))
    return lists, history, findings


def _no_heading(file: str, sheet: Sheet) -> Refused:
    remedy = Text(
        "请用 plumbline register template 取标准表，或者写对照文件（--mapping）。",
        "Take the standard form with plumbline register template, or write a mapping file (--mapping).",
    )
    zh = f"{file}：表“{sheet.name}”前 {HEADER_SEARCH_ROWS} 行里找不到表头（至少要有“户号”和另一栏）。{remedy.zh}"
    en = f"{file}: no heading (户号 and one more) in the first {HEADER_SEARCH_ROWS} rows of sheet “{sheet.name}”. {remedy.en}"
    return unreadable("no_heading", f"{file} / {sheet.name}", Text(zh, en), remedy)
