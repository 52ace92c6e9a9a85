"""Tables: columns of a kind, and rows whose cells know how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Kind = Literal["text", "number", "yuan", "m2", "day", "stage", "status", "code"]
NUMERIC: frozenset[str] = frozenset({"number", "yuan", "m2"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `minor` ones give way where the page is narrow, `sortable` ones by the server's order."""

    key: str
    label: str | Promise
    kind: Kind = "text"
    sortable: bool = False
    minor: bool = False

    @property
    def is_numeric(self) -> bool:
        """Whether its cells stand to the right, digit under digit."""
        return self.kind in NUMERIC


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in its column; `url` where it leads somewhere."""

    column: Column
    value: object
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns; the first names the row."""

    cells: tuple[Cell, ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; `foot` adds up what stands above it."""

    caption: str | Promise
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: Row | None = None


def rows(
    columns: tuple[Column, ...],
    records: Iterable[Mapping[str, object]],
    *,
    url: Callable[[Mapping[str, object]], str] | None = None,
    late: Callable[[Mapping[str, object]], bool] | None = None,
) -> tuple[Row, ...]:
    """Rows of records by the columns' keys; `url` makes the first cell a link, `late` marks the row."""

    def cells(record: Mapping[str, object]) -> tuple[Cell, ...]:
        link = url(record) if url else ""
        return tuple(
            Cell(column, record.get(column.key), "" if n else link) for n, column in enumerate(columns)
        )

    return tuple(Row(cells(record), bool(late and late(record))) for record in records)


def total_row(columns: tuple[Column, ...], totals: Mapping[str, object]) -> Row:
    """The foot of a table: what `totals` names under its column, the others left empty."""
    return Row(
        tuple(
            Cell(column, totals[column.key])
            if column.key in totals
            else Cell(Column(column.key, "", minor=column.minor), "")
            for column in columns
        )
    )
