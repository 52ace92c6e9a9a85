"""The rows of a main sheet: each becomes a household, an organisation or a group, or a named finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plumbline.registers.cells import Cell, CellKind, Sheet, column_number, source_of
from plumbline.registers.columns import Column, Layout, Role
from plumbline.registers.entries import Claim, PastAct, RegisterEntry
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.lists import Draft, complete, merged_number, read_into
from plumbline.registers.numbers import NumberRule, read_number
from plumbline.registers.people import Named, Party, is_disputed, is_total, read_name
from plumbline.registers.schema import FactsSchema, FieldKind, Table
from plumbline.registers.units import YUAN, Measure
from plumbline.registers.values import Rules, clean_text
from plumbline.terms import Fen, Json

KIND_LABELS: dict[Party, str] = {Party.HOUSEHOLD: "户", Party.ORGANISATION: "单位", Party.GROUP: "多户"}
"""What column 类别 says; where it is empty the name decides."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a row says about itself, before its facts."""

    household_id: str
    named: Named
    row: int
    block: str
    address: str
    remarks: str
    unit: str


@dataclass(slots=True)
class SheetRows:
    """The rows of one sheet while the lists are still to be read into their drafts.

    columns  paths of the facts that the sheet has a column for
    """

    sheet: str
    columns: frozenset[str] = frozenset()
    rows: int = 0
    heads: dict[str, Head] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    claims: dict[str, dict[str, Claim]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def known(self) -> frozenset[str]:
        """Every household number that stands on the sheet, faulty rows included."""
        return frozenset(self.seen)

    @property
    def places(self) -> Mapping[str, int]:
        """The row of each household."""
        return {number: head.row for number, head in self.heads.items()}

    def entries(
        self, acts: Mapping[str, tuple[PastAct, ...]] | None = None, *, groups: tuple[str, ...] = ()
    ) -> tuple[RegisterEntry, ...]:
        """The entries as they now stand, in the sheet's order.

        groups  groups of facts that every household has, be they empty (`household` in the facts schema)
        """
        return tuple(
            RegisterEntry(
                head.named.party,
                number,
                head.named.names,
                self.sheet,
                head.row,
                {**_without_empty(self.drafts[number].facts), **_groups(self.drafts[number].facts, groups)},
                self.drafts[number].sources,
                self.claims.get(number, {}),
                (acts or {}).get(number, ()),
                head.block,
                head.address,
                head.remarks,
                head.unit,
                head.named.households,
                head.named.holding,
            )
            for number, head in self.heads.items()
        )


def _without_empty(facts: dict[str, Json]) -> dict[str, Json]:
    """Facts without the lists and groups that were opened but never filled."""
    kept: dict[str, Json] = {}
    for name, value in facts.items():
        inner = _without_empty(value) if isinstance(value, dict) else value
        if inner not in ({}, []):
            kept[name] = inner
    return kept


def _groups(facts: dict[str, Json], names: tuple[str, ...]) -> dict[str, Json]:
    return {
        name: _without_empty(inner) if isinstance(inner := facts.get(name), dict) else {} for name in names
    }


class RowReader:
    """Reads the data rows of one main sheet by its layout; `read` is the whole of it."""

    def __init__(self, sheet: Sheet, layout: Layout, rules: Rules, schema: FactsSchema) -> None:
        self.sheet, self.layout, self.rules, self.schema = sheet, layout, rules, schema
        columns = frozenset(column.path for column in layout.of(Role.FACT))
        self.out = SheetRows(sheet.name, columns, findings=list(layout.findings))

    def read(self) -> SheetRows:
        """Every data row in order; an empty sheet is a finding too."""
        for row in range(self.layout.first_row, self.sheet.height + 1):
            cells = tuple(self.sheet.cells(row))
            if cells:
                self.out.rows += 1
                self._read_row(row, cells)
        if not self.out.rows:
            zh, en = "表头以下没有数据行。", "there are no data rows below the heading."
            where = self.sheet.cell(self.layout.first_row, 1)
            self.out.findings.append(finding_at(where, "no_rows", "", zh, en, blocking=True))
        return self.out

    def _read_row(self, row: int, cells: tuple[Cell, ...]) -> None:
        household, name = self._text(row, Role.ID), self._text(row, Role.NAME)
        self._report_errors(cells)
        if is_total(household) or is_total(name) or is_total(clean_text(cells[0])):
            zh, en = (
                "这是合计行，不是户，未读取。",
                "this is a row of totals, not a household; it was passed over.",
            )
            self._note(cells[0], "total_row", "", zh, en, blocking=False)
            return
        if self._lacks_identity(household, name, row, cells):
            return
        head = self._head(household, name or household, row)
        self.out.seen.add(household)
        if (first := self.out.heads.get(household)) is not None:
            zh = f"户号“{household}”在第 {first.row} 行已经有了。请核对编号；一户有几栋房的写在表“建筑”。"
            en = f"household “{household}” stands already on row {first.row}. Check the number; several buildings of one household belong on sheet 建筑."
            self._note(self._cell(row, Role.ID), "duplicate_household", "", zh, en, blocking=True)
            return
        self.out.heads[household] = head
        draft = self.out.drafts[household] = Draft()
        draft.put("household_id", household, source_of(self._cell(row, Role.ID)))
        self._report_head(head, name)
        self._read_facts(row, household, draft)
        self._read_numbers(row, household)

    def _lacks_identity(self, household: str, name: str, row: int, cells: tuple[Cell, ...]) -> bool:
        filled = any(not self.sheet.cell(row, column.number).is_empty for column in self.layout.of(Role.FACT))
        if not household:
            zh = "这一行没有户号，不知属于哪一户。请补编号；说明文字请移出表格。"
            en = "this row has no household number; nobody knows whose it is. Number it; move notes out of the table."
            self._note(cells[0], "no_household_id", "户号", zh, en, blocking=filled or bool(name))
        elif not name and self.layout.of(Role.NAME):
            self.out.seen.add(household)
            zh = f"编号“{household}”的行没有姓名。" + (
                "请补写姓名。" if filled else "此行也没有事实，未作为一户。"
            )
            en = f"the row of number “{household}” has no name. " + (
                "Write the name." if filled else "It has no facts either and is not taken as a household."
            )
            self._note(self._cell(row, Role.NAME), "row_without_name", "姓名", zh, en, blocking=filled)
        else:
            return False
        return True

    def _head(self, household: str, name: str, row: int) -> Head:
        named = read_name(name)
        said = self._text(row, Role.KIND)
        for party, label in KIND_LABELS.items():
            if said in (label, party.value):
                named = Named(party, named.names, named.households, named.holding, named.was_spaced)
        texts = {role: self._text(row, role) for role in (Role.BLOCK, Role.ADDRESS, Role.REMARKS, Role.UNIT)}
        return Head(
            household,
            named,
            row,
            texts[Role.BLOCK],
            texts[Role.ADDRESS],
            texts[Role.REMARKS],
            texts[Role.UNIT],
        )

    def _report_head(self, head: Head, name: str) -> None:
        for finding in head_findings(self._cell(head.row, Role.NAME), head, name):
            self.out.findings.append(finding)
        if is_disputed(head.remarks):
            zh = f"备注写明有争议：“{head.remarks}”。可以导入；签约和补偿决定以前须先解决。"
            en = f"the remarks speak of a dispute: “{head.remarks}”. It may be imported; it must be settled before agreement or decision."
            self._note(self._cell(head.row, Role.REMARKS), "disputed", "", zh, en, blocking=False)
        blocks = self.rules.blocks
        if blocks is not None and head.block and head.block not in blocks:
            known = "、".join(sorted(blocks))
            zh, en = (
                f"没有片区“{head.block}”。可用：{known}。",
                f"there is no block “{head.block}”. There are: {known}.",
            )
            self._note(self._cell(head.row, Role.BLOCK), "unknown_block", known, zh, en, blocking=True)

    def _read_facts(self, row: int, household: str, draft: Draft) -> None:
        for column in self.layout.of(Role.FACT):
            if not column.table:
                self.out.findings.extend(read_into(draft, None, "", self.sheet, row, column, self.rules))
        for path, index in sorted({(c.table, c.index) for c in self.layout.of(Role.FACT) if c.table}):
            table = self.schema.table(path)
            assert table is not None
            self._read_inline(row, household, draft, table, index)

    def _read_inline(self, row: int, household: str, draft: Draft, table: Table, index: int) -> None:
        """One record of a list that stands in the main sheet's own columns: one house, one row."""
        columns = [c for c in self.layout.of(Role.FACT) if (c.table, c.index) == (table.path, index)]
        if all(self.sheet.shared_cell(row, column.number).is_empty for column in columns):
            return
        records = draft.records(table.path)
        # Its number where no column gives one: b1 for the first building, p2 for the second person.
        record: dict[str, Json] = {table.key: f"{table.key[0]}{index}"} if table.key else {}
        at = f"{table.path}[{len(records)}]"
        for column in columns:
            self.out.findings.extend(read_into(draft, record, at, self.sheet, row, column, self.rules))
        self.out.findings.extend(complete(self._cell(row, Role.ID), household, table, record, records))
        records.append(record)

    def _read_numbers(self, row: int, household: str) -> None:
        """Columns that are no facts: amounts that the office claims, and numbers checked only."""
        for column in self.layout.columns:
            if column.claims is None and column.role is not Role.CHECKED:
                continue
            cell = self.sheet.cell(row, column.number)
            merge = self.sheet.merge_at(row, column.number)
            if merge is not None and row == merge.top < merge.bottom and not cell.is_empty:
                self.out.findings.append(
                    merged_number(cell, column.title, merge.bottom - merge.top + 1, blocking=False)
                )
            number = read_number(cell, _checked_rule(column, self.rules))
            if column.field is None:
                self.out.findings.extend(number.findings)
            if column.claims is not None and not cell.is_empty:
                fen = None if number.value is None else Fen(int(number.value))
                self.out.claims.setdefault(household, {})[column.claims] = Claim(fen, source_of(cell))

    def _report_errors(self, cells: tuple[Cell, ...]) -> None:
        """Error values in columns that nobody reads: the register's own sums may hang on them."""
        read = {column.number for column in self.layout.columns if column.role in (Role.FACT, Role.CHECKED)}
        for cell in cells:
            if cell.kind is CellKind.ERROR and column_number(cell.column) not in read:
                zh, en = (
                    f"错误值 {cell.text}；此栏未读取。",
                    f"the error value {cell.text}; the column is not read.",
                )
                self._note(cell, "error_value", "", zh, en, blocking=False)

    def _columns(self, role: Role) -> Iterator[Column]:
        yield from self.layout.of(role)

    def _cell(self, row: int, role: Role) -> Cell:
        column = next(self._columns(role), None) or next(self._columns(Role.ID), None)
        return self.sheet.shared_cell(row, column.number) if column else self.sheet.cell(row, 1)

    def _text(self, row: int, role: Role) -> str:
        cells = (self.sheet.shared_cell(row, column.number) for column in self._columns(role))
        return "；".join(
            clean_text(cell) for cell in cells if cell.kind not in (CellKind.EMPTY, CellKind.ERROR)
        )

    def _note(self, cell: Cell, code: str, expected: str, zh: str, en: str, *, blocking: bool) -> None:
        self.out.findings.append(finding_at(cell, code, expected, zh, en, blocking=blocking))


def _checked_rule(column: Column, rules: Rules) -> NumberRule:
    unit = column.unit or YUAN
    kind = {
        Measure.AREA: FieldKind.AREA,
        Measure.MONEY: FieldKind.FEN,
        Measure.PRICE: FieldKind.FEN_PER_M2,
    }.get(unit.measure, FieldKind.QUANTITY)
    return NumberRule(column.title, kind, unit, feeds=False, signed=True, numerals=rules.numerals)


def head_findings(cell: Cell, head: Head, name: str) -> Iterator[Finding]:
    """What is to be said about the name: a group, an organisation, a second holding, a broken name."""
    named, shown = head.named, "、".join(head.named.names)
    match named.party:
        case Party.GROUP:
            zh = f"一行代表 {named.households} 户（“{name}”）。可以作为一份导入；分户以后才能分别签约。"
            en = f"one row stands for {named.households} households (“{name}”). It may be imported as one file; they sign only once it is divided."
            yield finding_at(cell, "group_row", str(named.households), zh, en, blocking=False)
        case Party.ORGANISATION:
            zh, en = f"“{shown}”是单位，不是自然人。", f"“{shown}” is an organisation, not a person."
            yield finding_at(cell, "organisation", shown, zh, en, blocking=False)
        case Party.HOUSEHOLD:
            if named.holding is not None:
                zh = f"“{name}”看来是“{shown}”的第 {named.holding} 处，作为单独一户读取。请核对是否应合并认定。"
                en = f"“{name}” looks like holding {named.holding} of “{shown}”; it is read as a file of its own. Check whether they belong together."
                yield finding_at(cell, "second_holding", shown, zh, en, blocking=False)
    if named.was_spaced:
        zh, en = (
            f"姓名“{name}”中间有空格，读为“{shown}”。",
            f"the name “{name}” is broken by spaces; it was read as “{shown}”.",
        )
        yield finding_at(cell, "spaced_name", shown, zh, en, blocking=False)


def without_facts(entries: Iterable[RegisterEntry], findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each entry of which nothing is known, and no other finding says why."""
    explained = {(finding.sheet, finding.row) for finding in findings if finding.blocking}
    for entry in entries:
        known = any(name != "household_id" and value != {} for name, value in entry.facts.items())
        if known or entry.history or (entry.sheet, entry.row) in explained:
            continue
        source = entry.sources["household_id"]
        cell = Cell(entry.sheet, entry.row, source.column, CellKind.TEXT, entry.household_id)
        zh = f"户“{entry.household_id}”没有任何事实。"
        en = f"household “{entry.household_id}” has no facts at all."
        yield finding_at(cell, "empty_entry", "", zh, en, blocking=False)
