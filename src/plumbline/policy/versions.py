"""The figures and table cells of one version: the file's own, with what each version up to it raises."""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.policy.findings import FaultAt, fault
from plumbline.policy.loader_tables import cell_quantity
from plumbline.policy.model import Figure, Policy, PriceTable, Version
from plumbline.policy.units import Quantity, parse_quantity


@dataclass(frozen=True, slots=True)
class InForce:
    """Every figure and every table cell as one version has them."""

    version: str
    figures: dict[str, Quantity]
    cells: dict[str, tuple[tuple[Quantity, ...], ...]]


@dataclass(frozen=True, slots=True)
class Raise:
    """One change of a version: where, from what, to what."""

    name: str
    old: Quantity
    new: Quantity
    line: int


def in_force(policy: Policy, version: Version) -> InForce:
    """The figures of a version. Raises FaultAt where a raise names nothing that exists."""
    figures = {name: figure.quantity for name, figure in policy.figures.items()}
    cells = {name: [list(row.cells) for row in table.rows] for name, table in policy.tables.items()}
    for earlier in policy.versions:
        for name, (written, line) in earlier.raises.items():
            place = find_place(policy, name, line)
            if isinstance(place, Figure):
                figures[name] = _figure(place, written, line)
            else:
                table, row, column = place
                cells[table.name][row][column] = cell_quantity(written, table.columns[column], line)
        if earlier is version:
            break
    return InForce(
        version.name, figures, {name: tuple(tuple(row) for row in rows) for name, rows in cells.items()}
    )


def raises_of(policy: Policy, version: Version) -> tuple[Raise, ...]:
    """What a version changes against the one before it."""
    index = policy.versions.index(version)
    if index == 0:
        return ()
    old, new = in_force(policy, policy.versions[index - 1]), in_force(policy, version)
    found = []
    for name, (_, line) in version.raises.items():
        place = find_place(policy, name, line)
        if isinstance(place, Figure):
            found.append(Raise(name, old.figures[name], new.figures[name], line))
        else:
            table, row, column = place
            found.append(
                Raise(name, old.cells[table.name][row][column], new.cells[table.name][row][column], line)
            )
    return tuple(found)


def find_place(policy: Policy, name: str, line: int) -> Figure | tuple[PriceTable, int, int]:
    """The figure, or the table's row and column, that `figure`, `table.row` or `table.row.column` names."""
    if name in policy.figures:
        return policy.figures[name]
    table_name, _, rest = name.partition(".")
    table = policy.tables.get(table_name)
    if table is not None:
        for i, row in enumerate(table.rows):
            for j, column in enumerate(table.columns):
                if rest == (f"{row.key}.{column.name}" if column.name else row.key):
                    return table, i, j
    raise _no_such(name, line)


def _figure(figure: Figure, written: str, line: int) -> Quantity:
    try:
        return parse_quantity(written, figure.quantity.unit)
    except ValueError:
        unit = figure.quantity.unit.text
        raise fault(
            "unit",
            line,
            zh=f"“{written}”不是以“{unit}”计的数。",
            en=f"`{written}` is not a number in {unit}.",
        ) from None


def _no_such(name: str, line: int) -> FaultAt:
    return fault(
        "name", line, zh=f"没有“{name}”这个数可以提高。", en=f"There is no figure `{name}` to raise.",
        do_zh="写 figures 里的名称，或“表.行”“表.行.列”。", do_en="Name a figure, `table.row` or `table.row.column`.",
    )  # fmt: skip
