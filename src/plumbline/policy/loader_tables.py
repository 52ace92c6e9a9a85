"""Read the tables of a policy: lists by code, steps of which one applies, slabs of which each slice counts."""

from __future__ import annotations

from datetime import date, datetime

from plumbline.policy.findings import fault
from plumbline.policy.model import Column, PriceTable, Refer, Row
from plumbline.policy.reading import Items, Node, Table, as_items, as_table, as_text, need, only_keys
from plumbline.policy.units import Quantity, Unit, parse_quantity, parse_unit
from plumbline.terms import Text

_KEYS = frozenset({"zh", "en", "list", "step", "slab", "gives", "rows", "before", "above", "missing"})
DAY, INSTANT = "日期", "时刻"
OPEN = ".."


def read_table(name: str, node: Table) -> PriceTable:
    """The table of a node: its kind, columns, rows and what refuses outside it.

    raises  FaultAt
    """
    only_keys(node, _KEYS)
    kinds = [kind for kind in ("list", "step", "slab") if node.get(kind)]
    if len(kinds) != 1:
        raise fault(
            "shape",
            node.line,
            zh=f"表“{name}”写 list、step、slab 之一。",
            en=f"Table `{name}` is one of list, step, slab.",
        )
    kind = kinds[0]
    columns = _columns(need(node, "gives"))
    of = _key(need(node, kind), kind)
    rows = need(node, "rows")
    if kind == "list":
        read = tuple(_list_row(key, row, columns) for key, row in as_table(rows).entries.items())
    else:
        read = tuple(_step_row(i, row, of[0], columns) for i, row in enumerate(as_items(rows), 1))
    zh = node.get("zh")
    return PriceTable(
        name, Text(as_text(zh) if zh else name, as_text(need(node, "en"))), kind, of, columns, read,
        _refer(node.get("before")), _refer(node.get("above")), _refer(node.get("missing")), node.line,
    )  # fmt: skip


def cell_quantity(text: str, column: Column, line: int) -> Quantity:
    """A cell's value; a bare number takes the column's unit. Raises FaultAt."""
    try:
        return parse_quantity(text, column.unit)
    except ValueError:
        raise fault(
            "unit", line, zh=f"“{text}”不是以“{column.unit.text}”计的数。", en=f"`{text}` is not a number in {column.unit.text}.",
        ) from None  # fmt: skip


def _columns(node: Node) -> tuple[Column, ...]:
    if isinstance(node, Table):
        return tuple(_column(name, value) for name, value in node.entries.items())
    return (Column("", Text("", ""), _unit(as_text(node), node.line)),)


def _column(name: str, node: Node) -> Column:
    if isinstance(node, Items):
        unit, en = (as_text(item) for item in node.items)
        return Column(name, Text(name, en), _unit(unit, node.line))
    return Column(name, Text(name, name), _unit(as_text(node), node.line))


def _unit(text: str, line: int) -> Unit:
    try:
        return parse_unit(text)
    except ValueError:
        raise fault("unit", line, zh=f"“{text}”不是单位。", en=f"`{text}` is not a unit.") from None


def _key(node: Node, kind: str) -> tuple[str, ...]:
    if kind == "list":
        return tuple(as_text(item) for item in node.items) if isinstance(node, Items) else (as_text(node),)
    word = as_text(node)
    if word not in (DAY, INSTANT):
        _unit(word, node.line)
    return (word,)


def _list_row(key: str, node: Node, columns: tuple[Column, ...]) -> Row:
    cells = as_items(node)
    if len(cells) != len(columns) + 2:
        raise fault(
            "row", node.line, zh=f"“{key}”一行应有 {len(columns)} 个数和中英文名称。", en=f"Row `{key}` needs {len(columns)} figures and a Chinese and an English name.",
        )  # fmt: skip
    figures = tuple(
        cell_quantity(as_text(cell), column, cell.line) for cell, column in zip(cells, columns, strict=False)
    )
    label = Text(as_text(cells[-2]), as_text(cells[-1]))
    return Row(key, label, None, None, figures, node.line)


def _step_row(index: int, node: Node, of: str, columns: tuple[Column, ...]) -> Row:
    cells = as_items(node)
    if len(cells) != len(columns) + 2:
        raise fault(
            "row",
            node.line,
            zh=f"第 {index} 行应有起、止和 {len(columns)} 个数。",
            en=f"Row {index} needs a start, an end and {len(columns)} figures.",
        )
    low, high = (_bound(cell, of) for cell in cells[:2])
    figures = tuple(
        cell_quantity(as_text(cell), column, cell.line)
        for cell, column in zip(cells[2:], columns, strict=True)
    )
    label = Text(f"{as_text(cells[0])} 至 {as_text(cells[1])}", f"{as_text(cells[0])} to {as_text(cells[1])}")
    return Row(str(index), label, low, high, figures, node.line)


def _bound(node: Node, of: str) -> Quantity | date | datetime | None:
    text = as_text(node)
    if text == OPEN:
        return None
    try:
        if of == DAY:
            return date.fromisoformat(text)
        if of == INSTANT:
            instant = datetime.fromisoformat(text)
            if instant.tzinfo is None:
                raise ValueError
            return instant
        return parse_quantity(text, parse_unit(of))
    except ValueError:
        raise fault(
            "row", node.line, zh=f"“{text}”不是以“{of}”计的界限。", en=f"`{text}` is not a bound in {of}."
        ) from None


def _refer(node: Node | None) -> Refer | None:
    """`拒绝 R03 A23`, or in English `refuse R03 A23`."""
    if node is None:
        return None
    words = as_text(node).split()
    if len(words) != 3 or words[0] not in ("拒绝", "refuse"):
        raise fault(
            "refuse",
            node.line,
            zh=f"“{as_text(node)}”应写作“拒绝 R03 A23”。",
            en=f"`{as_text(node)}` should read `refuse R03 A23`.",
        )
    return Refer(words[1], words[2])
