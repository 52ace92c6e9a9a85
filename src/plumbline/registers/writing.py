"""The standard register out: the empty form of a regime, and a filled one that reads back identically."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

from plumbline.registers.columns import ROLE_HEADINGS, Role
from plumbline.registers.entries import PastAct, PastDocument, RegisterEntry
from plumbline.registers.history import HISTORY, show_pairs
from plumbline.registers.people import Party
from plumbline.registers.reading import NOTES_SHEET
from plumbline.registers.rows import KIND_LABELS
from plumbline.registers.schema import FactsSchema, Field, FieldKind, Table
from plumbline.registers.standard import standard_schema
from plumbline.terms import Json, Regime

CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 (a fixed day in the file's own properties, no instant)
"""Written into every file, so that the same register is the same bytes."""

HEADER_ROWS = 2
"""Row 1 has the Chinese heading with its unit, row 2 the fact's name; the data begin on row 3."""

NAME_SEPARATOR = "、"
VALIDATED_ROWS = 2_000
"""Rows of the empty form that offer the list of choices."""

MAX_CELL_TEXT = 32_767
"""Excel's own limit of letters in one cell."""

_HEAD = (Role.ID, Role.NAME, Role.KIND, Role.BLOCK, Role.ADDRESS, Role.UNIT, Role.REMARKS)
_UNITS = {
    FieldKind.AREA: "㎡",
    FieldKind.LENGTH: "米",
    FieldKind.LAND_PER_HEAD: "亩/人",
    FieldKind.FEN: "元",
    FieldKind.FEN_PER_M2: "元/㎡",
}


def write_template(regime: Regime) -> bytes:
    """The empty register of a regime as .xlsx, with lists of choices and a page on how to fill it in."""
    return _write(standard_schema(regime), (), (), template=True)


def write_register(
    regime: Regime, households: Sequence[Mapping[str, object]], *, acts: Sequence[PastAct] = ()
) -> bytes:
    """A filled register as .xlsx; `read_register` gives back the same households and acts.

    households  each `{"household_id", "names", "kind", "block", "address", "unit", "remarks", "facts",
                "history"}`, only the first two of them needed; `facts` in the policies' facts schema in
                its canonical form (areas with two decimals), `history` a sequence of PastAct
    acts        past acts of the project itself
    raises      ValueError for a fact that the regime's register has no column for: our own mistake, since
                a fact silently left out would be missing from somebody's compensation
    """
    return _write(standard_schema(regime), households, acts, template=False)


def register_row(entry: RegisterEntry) -> dict[str, object]:
    """An entry in the shape that `write_register` takes."""
    return {
        "household_id": entry.household_id,
        "names": entry.names,
        "kind": entry.kind.value,
        "block": entry.block,
        "address": entry.address,
        "unit": entry.unit,
        "remarks": entry.remarks,
        "facts": dict(entry.facts),
        "history": entry.history,
    }


def _write(
    schema: FactsSchema,
    households: Sequence[Mapping[str, object]],
    acts: Sequence[PastAct],
    *,
    template: bool,
) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": CREATED, "title": "准绳登记表"})
    page = _Page(book)
    main = page.sheet(schema.main.sheet.zh, _head_columns(), schema.main.fields, template=template)
    lists = {
        table.path: page.sheet(table.sheet.zh, _keys(schema, table), table.fields, template=template)
        for table in schema.lists
    }
    history = page.sheet(HISTORY.sheet.zh, [_heading_of(Role.ID)], HISTORY.fields, template=template)
    for act_number, act in enumerate(acts, 1):
        _write_act(history, "", act_number, act)
    for household in households:
        _write_household(schema, household, main, lists, history)
    if template:
        _write_notes(book, schema)
    book.close()
    return buffer.getvalue()


def _heading_of(role: Role) -> tuple[str, str]:
    return ROLE_HEADINGS[role][0], ROLE_HEADINGS[role][1]


def _head_columns() -> list[tuple[str, str]]:
    return [_heading_of(role) for role in _HEAD]


def _keys(schema: FactsSchema, table: Table) -> list[tuple[str, str]]:
    parent = schema.table(table.parent) if table.parent else None
    wanted = parent.field(parent.key) if parent else None
    return [_heading_of(Role.ID), *([(wanted.title.zh, wanted.path)] if wanted else [])]


class _Page:
    """The workbook's formats, and its sheets."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E8EEF4", "border": 1}
        )
        self.name = book.add_format({"font_color": "#777777", "font_size": 8, "border": 1})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.decimals = book.add_format({"num_format": "0.00"})
        self.text = book.add_format({"num_format": "@"})

    def sheet(
        self, name: str, keys: list[tuple[str, str]], fields: tuple[Field, ...], *, template: bool
    ) -> _Writer:
        sheet = self.book.add_worksheet(name)
        headings = [*keys, *((_title(wanted), _name(wanted)) for wanted in fields)]
        for column, (title, fact) in enumerate(headings):
            sheet.write_string(0, column, title, self.heading)
            sheet.write_string(1, column, fact, self.name)
            sheet.set_column(column, column, max(10, 2 * len(title) + 2))
        sheet.freeze_panes(HEADER_ROWS, len(keys))
        if template:
            _offer_choices(sheet, len(keys), fields)
        return _Writer(self, sheet, len(keys), fields)


def _title(wanted: Field) -> str:
    unit = _UNITS.get(wanted.kind)
    return f"{wanted.title.zh}（{unit}）" if unit else wanted.title.zh


def _name(wanted: Field) -> str:
    return (
        wanted.path.replace(".", "_").replace("_fen", "_yuan")
        if "fen" in wanted.kind
        else wanted.path.replace(".", "_")
    )


def _offer_choices(sheet: xlsxwriter.worksheet.Worksheet, left: int, fields: tuple[Field, ...]) -> None:
    for column, wanted in enumerate(fields, left):
        choices = [label for _, label in wanted.words] or (
            ["是", "否"] if wanted.kind is FieldKind.BOOLEAN else []
        )
        if choices:
            rule = {"validate": "list", "source": choices}
            sheet.data_validation(HEADER_ROWS, column, HEADER_ROWS + VALIDATED_ROWS, column, rule)


class _Writer:
    """Writes the rows of one sheet, from the third down."""

    def __init__(
        self, page: _Page, sheet: xlsxwriter.worksheet.Worksheet, left: int, fields: tuple[Field, ...]
    ) -> None:
        self.page, self.sheet, self.left, self.fields = page, sheet, left, fields
        self.row = HEADER_ROWS

    def write(self, keys: Iterable[str], values: Mapping[str, Json]) -> None:
        """One row: its keys, then each field's value where there is one."""
        for column, key in enumerate(keys):
            if key:
                self._text(column, key)
        for column, wanted in enumerate(self.fields, self.left):
            if wanted.path in values:
                self._value(column, wanted, values[wanted.path])
        self.row += 1

    def _value(self, column: int, wanted: Field, value: Json) -> None:
        match wanted.kind:
            case FieldKind.AREA | FieldKind.LENGTH | FieldKind.LAND_PER_HEAD | FieldKind.QUANTITY:
                self._number(column, Decimal(str(value)))
            case FieldKind.FEN | FieldKind.FEN_PER_M2:
                self._number(column, Decimal(str(value)).scaleb(-2))
            case FieldKind.INTEGER:
                self._number(column, Decimal(str(value)))
            case FieldKind.BOOLEAN:
                self._text(column, "是" if value else "否")
            case FieldKind.DAY:
                self.sheet.write_datetime(self.row, column, date.fromisoformat(str(value)), self.page.day)
            case FieldKind.INSTANT if value is None:
                self._text(column, "未签约")
            case _:
                labels = dict(wanted.words)
                self._text(column, labels.get(str(value), str(value)))

    def _number(self, column: int, value: Decimal) -> None:
        # A double keeps fifteen digits; a longer number is written as text, which reads back exactly.
        if len(value.as_tuple().digits) > 15:
            self._text(column, format(value, "f"))
        elif value == value.to_integral_value():
            self.sheet.write_number(self.row, column, value)
        else:
            self.sheet.write_number(self.row, column, value, self.page.decimals)

    def _text(self, column: int, text: str) -> None:
        if len(text) > MAX_CELL_TEXT:
            raise ValueError(f"{len(text)} letters do not fit into one cell of sheet {self.sheet.get_name()}")
        self.sheet.write_string(self.row, column, text, self.page.text)


def _write_household(
    schema: FactsSchema,
    household: Mapping[str, object],
    main: _Writer,
    lists: Mapping[str, _Writer],
    history: _Writer,
) -> None:
    number = str(household["household_id"])
    names = household.get("names", ())
    assert isinstance(names, Sequence), "names are a sequence of texts"
    shown = names if isinstance(names, str) else NAME_SEPARATOR.join(str(name) for name in names)
    kind = KIND_LABELS[Party(str(household.get("kind") or Party.HOUSEHOLD))]
    texts = [str(household.get(key) or "") for key in ("block", "address", "unit", "remarks")]
    facts = household.get("facts") or {}
    assert isinstance(facts, Mapping), "facts are a mapping"
    flat, records = _taken_apart(schema, facts)
    main.write([number, shown or number, kind, *texts], flat)
    for path, keys, record in records:
        lists[path].write([number, *keys], record)
    acts = household.get("history") or ()
    assert isinstance(acts, Sequence), "the history is a sequence of acts"
    for act_number, act in enumerate(acts, 1):
        _write_act(history, number, act_number, act)


_Record = tuple[str, tuple[str, ...], dict[str, Json]]


def _taken_apart(schema: FactsSchema, facts: Mapping[str, Json]) -> tuple[dict[str, Json], list[_Record]]:
    """Facts as rows: the main sheet's own, and each list's records with the keys they hang on."""
    flat: dict[str, Json] = {}
    records: list[_Record] = []
    paths = {table.path for table in schema.lists}
    for path, value in _leaves(facts, "", paths):
        if path == "household_id":
            continue
        table = schema.table(path)
        if table is None:
            _must_have(schema.main, path)
            flat[path] = value
            continue
        assert isinstance(value, list), path
        for record in value:
            assert isinstance(record, dict), path
            records.extend(_records_of(schema, table, record))
    # In the schema's order, whatever the order of the facts: the same facts are the same bytes.
    order = [table.path for table in schema.lists]
    return flat, sorted(records, key=lambda record: order.index(record[0]))


def _records_of(schema: FactsSchema, table: Table, record: dict[str, Json]) -> Iterable[_Record]:
    inner = [child for child in schema.lists if child.parent == table.path]
    own = dict(_leaves(record, "", {child.path.rpartition(".")[2] for child in inner}))
    below = {child.path: own.pop(child.path.rpartition(".")[2], []) for child in inner}
    for path in own:
        _must_have(table, path)
    yield table.path, (), own
    for child in inner:
        rows = below[child.path]
        assert isinstance(rows, list), child.path
        for row in rows:
            assert isinstance(row, dict), child.path
            leaves = dict(_leaves(row, "", set()))
            for path in leaves:
                _must_have(child, path)
            yield child.path, (str(record[table.key]),), leaves


def _leaves(facts: Mapping[str, Json], prefix: str, lists: set[str]) -> Iterable[tuple[str, Json]]:
    for name, value in facts.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict) and path not in lists:
            yield from _leaves(value, f"{path}.", lists)
        else:
            yield path, value


def _must_have(table: Table, path: str) -> None:
    if table.field(path) is None:
        raise ValueError(
            f"sheet {table.sheet.zh} of this regime's register has no column for the fact {path}"
        )


def _write_act(history: _Writer, owner: str, number: int, act: PastAct) -> None:
    documents = act.evidence or (None,)
    for place, document in enumerate(documents):
        values: dict[str, Json] = {"act": number}
        if place == 0:
            dates: dict[str, Json] = {name: day.isoformat() for name, day in act.dates.items()}
            said = {"step": act.step, "done_on": act.done_on.isoformat(), "outcome": act.outcome}
            values |= {key: value for key, value in said.items() if value}
            values |= {
                key: show_pairs(pairs) for key, pairs in (("dates", dates), ("facts", act.facts)) if pairs
            }
        history.write([owner], {**values, **(_document_values(document) if document else {})})


def _document_values(document: PastDocument) -> dict[str, Json]:
    on = document.on.isoformat() if document.on else ""
    values = {
        "document": document.document,
        "number": document.number,
        "document_on": on,
        "sha256": document.sha256,
    }
    return {key: value for key, value in values.items() if value}


_NOTES = (
    "一户一行填在表“户”；户的几栋房、几口人、附属物、地块等，按同一户号逐行填在各自的表。",
    "第一行是中文栏目，第二行是事实名称，数据从第三行起；不需要的栏可以空着，不要删改第一、二行。",
    "面积以平方米计，两位小数；金额以元计；日期写 2026-04-20；签约时刻写 2026-04-30 23:59:59，未签约写“未签约”。",
    "没有的事实空着，不写 0、不写“无”；说明文字写在备注。",
    "户号在整个项目中只用一次；空户号的经过行是项目自身的步骤。",
    "表“经过”一行一个行为；同一行为有几份文件的，次序写同一个数，下面各行只写文件。",
    "经过：付款写步骤 …_money_paid、…_deposited、…_transition_paid，金额由方案算出，不写；只付几条的，事实写 payment.clauses=A15、A16。",
    "经过：作出补偿决定、签约时的补偿方式取自表“户”，评估单价取自各栋；单独记载的事实或条件，步骤写它的名称，如 decision_accepted。",
    "One row for one household on sheet 户; its buildings, persons, attachments and parcels on their own sheets by household number.",
    "Row 1 has the headings, row 2 the facts' names; data begin on row 3. Leave a column empty rather than deleting it.",
    "Areas in ㎡ with two decimals, money in yuan, days as 2026-04-20, instants as 2026-04-30 23:59:59 (China time).",
    "Leave a fact that is not there empty; do not write 0. Words belong in the remarks.",
    "Past acts: a payment is a step ending in money_paid, deposited or transition_paid, without a sum; a decision takes its form of compensation from sheet 户; a fact entered by itself stands by its name where a step would.",
)


def _write_notes(book: xlsxwriter.Workbook, schema: FactsSchema) -> None:
    sheet = book.add_worksheet(NOTES_SHEET.zh)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    for row, line in enumerate((f"{schema.id}", *_NOTES)):
        sheet.write_string(row, 0, line, wrapped)
