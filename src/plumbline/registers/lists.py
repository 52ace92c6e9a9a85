"""The list sheets of the standard register: buildings, persons, parcels … one record a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from plumbline.registers.cells import Cell, Sheet, SourceCell, source_of
from plumbline.registers.columns import Column, Layout, Role, detect, lookup_of
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.schema import NUMBER_KINDS, FactsSchema, Table
from plumbline.registers.values import Rules, clean_text, read_value
from plumbline.terms import Json


@dataclass(slots=True)
class Draft:
    """A household while it is being put together: facts nested as the schema wants, and their cells."""

    facts: dict[str, Json] = field(default_factory=dict)
    sources: dict[str, SourceCell] = field(default_factory=dict)

    def put(
        self,
        path: str,
        value: Json,
        source: SourceCell,
        *,
        within: dict[str, Json] | None = None,
        at: str = "",
    ) -> None:
        """Set the fact at a dotted path, below `within` (a record of a list, named `at`) or the whole."""
        target = self.facts if within is None else within
        *parents, last = path.split(".")
        for name in parents:
            inner = target.setdefault(name, {})
            assert isinstance(inner, dict)
            target = inner
        target[last] = value
        self.sources[f"{at}.{path}" if at else path] = source

    def records(self, path: str) -> list[Json]:
        """The list at a dotted path, made where it is not there yet."""
        target = self.facts
        *parents, last = path.split(".")
        for name in parents:
            inner = target.setdefault(name, {})
            assert isinstance(inner, dict)
            target = inner
        records = target.setdefault(last, [])
        assert isinstance(records, list)
        return records


def read_lists(
    sheets: Mapping[str, Sheet],
    schema: FactsSchema,
    drafts: Mapping[str, Draft],
    known: frozenset[str],
    rules: Rules,
) -> tuple[Finding, ...]:
    """Read every list sheet into the drafts of its households.

    sheets  by path of the list;  known  every household number of the main sheet, those included
    whose row could not be read (their records are passed over, the row's own finding says why)
    """
    findings: list[Finding] = []
    for table in schema.lists:  # parcels come before their trees
        if (sheet := sheets.get(table.path)) is not None:
            findings.extend(_read_list(sheet, table, schema, drafts, known, rules))
    return tuple(findings)


def _read_list(
    sheet: Sheet,
    table: Table,
    schema: FactsSchema,
    drafts: Mapping[str, Draft],
    known: frozenset[str],
    rules: Rules,
) -> list[Finding]:
    parent = schema.table(table.parent) if table.parent else None
    layout = detect(sheet, lookup_of(table, roles=(Role.ID,)), parent=parent.key if parent else "")
    if layout is None:
        if not any(True for row in range(1, sheet.height + 1) for _ in sheet.cells(row)):
            return []
        titles = "、".join(["户号", *(wanted.title.zh for wanted in table.fields)])
        zh, en = f"没有认得的表头。应有：{titles}。", f"no heading is understood. It should have: {titles}."
        return [finding_at(sheet.cell(1, 1), "no_such_column", titles, zh, en, blocking=True)]
    findings = list(layout.findings)
    for row in range(layout.first_row, sheet.height + 1):
        if (first := next(sheet.cells(row), None)) is not None:
            findings.extend(_read_record(sheet, row, first, table, parent, layout, drafts, known, rules))
    return findings


def _read_record(
    sheet: Sheet,
    row: int,
    first: Cell,
    table: Table,
    parent: Table | None,
    layout: Layout,
    drafts: Mapping[str, Draft],
    known: frozenset[str],
    rules: Rules,
) -> list[Finding]:
    household = "".join(clean_text(sheet.shared_cell(row, column.number)) for column in layout.of(Role.ID))
    if not household:
        zh, en = (
            "这一行没有户号，不知属于哪一户。",
            "this row has no household number; nobody knows whose it is.",
        )
        return [finding_at(first, "no_household_id", "户号", zh, en, blocking=True)]
    if (draft := drafts.get(household)) is None:
        if household in known:
            return []
        zh, en = (
            f"主表没有户号“{household}”。请核对。",
            f"the main sheet has no household “{household}”. Check it.",
        )
        return [finding_at(first, "unknown_household", "", zh, en, blocking=True, found=household)]
    records, at, found = _place(sheet, row, first, table, parent, layout, draft)
    if found or records is None:
        return found
    if len(records) >= table.most:
        zh = f"户“{household}”在此表超过 {table.most} 条，上限 {table.most} 条。"
        en = f"household “{household}” has more than {table.most} records here; the limit is {table.most}."
        return [finding_at(first, "too_many", f"≤ {table.most}", zh, en, blocking=True)]
    record: dict[str, Json] = {}
    at = f"{at}[{len(records)}]"
    for column in layout.of(Role.FACT):
        found.extend(read_into(draft, record, at, sheet, row, column, rules))
    found.extend(complete(first, household, table, record, records))
    records.append(record)
    return found


def _place(
    sheet: Sheet, row: int, first: Cell, table: Table, parent: Table | None, layout: Layout, draft: Draft
) -> tuple[list[Json] | None, str, list[Finding]]:
    """The list that the row's record belongs to: the household's own, or that of the parcel it names."""
    if parent is None:
        return draft.records(table.path), table.path, []
    named = "".join(clean_text(sheet.shared_cell(row, column.number)) for column in layout.of(Role.PARENT))
    last = table.path.rpartition(".")[2]
    for number, record in enumerate(draft.records(parent.path)):
        if isinstance(record, dict) and record.get(parent.key) == named:
            inner = record.setdefault(last, [])
            assert isinstance(inner, list)
            return inner, f"{parent.path}[{number}].{last}", []
    zh, en = f"此户没有“{named}”号地块。", f"this household has no parcel “{named}”."
    return None, "", [finding_at(first, "unknown_parcel", "", zh, en, blocking=True, found=named)]


def read_into(
    draft: Draft,
    record: dict[str, Json] | None,
    at: str,
    sheet: Sheet,
    row: int,
    column: Column,
    rules: Rules,
) -> tuple[Finding, ...]:
    """One cell into the draft: into a record of a list, or with None into the household's own facts.

    A merged cell's text or day holds for each of its rows. A merged number holds for the first row only,
    and is reported: copied down, one measured area would be paid for several times.
    """
    assert column.field is not None
    cell = sheet.cell(row, column.number)
    merge = sheet.merge_at(row, column.number) if sheet.merges else None
    if merge is None and cell.is_empty:
        return ()
    found: tuple[Finding, ...] = ()
    if merge is not None and merge.bottom > merge.top:
        if column.field.kind not in NUMBER_KINDS:
            cell = sheet.shared_cell(row, column.number)
        elif row == merge.top and not cell.is_empty:
            found = (merged_number(cell, column.title, merge.bottom - merge.top + 1, blocking=True),)
    value = read_value(cell, column.field, rules, title=column.title, unit=column.unit)
    if not value.absent:
        draft.put(column.path, value.value, source_of(cell), within=record, at=at)
    return (*found, *value.findings)


def merged_number(cell: Cell, title: str, rows: int, *, blocking: bool) -> Finding:
    """A number that stands once for several rows."""
    zh = f"“{title}”的 {cell.text} 占了 {rows} 行合并单元格，只计入第一行。请拆开合并，逐行填写。"
    en = f"“{title}” has {cell.text} in a merged cell of {rows} rows; it counts for the first alone. Unmerge it and write each row's own."
    return finding_at(cell, "merged_value", cell.text, zh, en, blocking=blocking)


def complete(
    first: Cell, household: str, table: Table, record: Mapping[str, Json], others: list[Json]
) -> list[Finding]:
    """Whether a record has what it must have, and a name of its own within the household."""
    found = []
    for wanted in table.fields:
        if wanted.required and wanted.path not in record:
            zh = f"户“{household}”缺少“{wanted.title.zh}”。"
            en = f"household “{household}” lacks “{wanted.title.zh}” ({wanted.title.en})."
            found.append(finding_at(first, "missing_value", wanted.title.zh, zh, en, blocking=True, found=""))
    name = record.get(table.key) if table.key else None
    if name is not None and any(isinstance(other, dict) and other.get(table.key) == name for other in others):
        zh, en = (
            f"户“{household}”的编号“{name}”出现两次。",
            f"household “{household}” has the record “{name}” twice.",
        )
        found.append(finding_at(first, "duplicate_record", "", zh, en, blocking=True, found=str(name)))
    return found


def shares_sum_to_one(first: Cell, household: str, draft: Draft) -> tuple[Finding, ...]:
    """The shares of co-owners must add up to the whole, in exact fractions."""
    own = draft.facts.get("household")
    owners = own.get("co_owners") if isinstance(own, dict) else None
    if not isinstance(owners, list) or not owners:
        return ()
    shares = [
        Fraction(str(owner["share"])) for owner in owners if isinstance(owner, dict) and "share" in owner
    ]
    if len(shares) < len(owners) or sum(shares) == 1:
        return ()
    zh = f"户“{household}”共有份额之和为 {sum(shares)}，不是 1。"
    en = f"the shares of household “{household}” add up to {sum(shares)}, not to 1."
    return (finding_at(first, "shares_not_one", "1", zh, en, blocking=True, found=str(sum(shares))),)
