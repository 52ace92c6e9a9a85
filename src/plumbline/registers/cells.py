"""A cell as the file keeps it: where it stands, of what kind it is, and its value as exact text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class CellKind(StrEnum):
    """What a cell holds. A formula counts as the value that Excel last computed for it."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    sheet, row, column  its place; rows from 1 and columns in letters, as Excel shows them
    text                number: exact plain decimal of the stored double's shortest form; date:
                        `2026-04-20` or `2026-04-20T09:00:00`; boolean: `true`/`false`; error: `#NUM!`
    """

    sheet: str
    row: int
    column: str
    kind: CellKind
    text: str

    @property
    def name(self) -> str:
        """The cell as Excel names it: `U97`."""
        return f"{self.column}{self.row}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the cell; spaces alone are nothing."""
        return self.kind is CellKind.EMPTY


@dataclass(frozen=True, slots=True)
class SourceCell:
    """Where a fact was read, kept with the fact for as long as it lives."""

    sheet: str
    row: int
    column: str
    cell: str
    raw: str


def source_of(cell: Cell) -> SourceCell:
    """The address and raw text of a cell, to keep beside the fact read from it."""
    return SourceCell(cell.sheet, cell.row, cell.column, cell.name, cell.text)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, both ends included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in the range."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the values as read (row and column from 0 inside), error cells, merged ranges.

    Cells are made when asked for: a register of twenty thousand rows has far more cells than facts.
    """

    name: str
    values: Sequence[Sequence[object]]
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    height: int = field(init=False)
    width: int = field(init=False)

    def __post_init__(self) -> None:
        # Rows and columns down to the last cell; an error may lie beyond the last value. Counted once:
        # every row asks for the width.
        rows, columns = (max((place[axis] for place in self.errors), default=0) for axis in (0, 1))
        object.__setattr__(self, "height", max(len(self.values), rows))
        object.__setattr__(self, "width", max(max((len(row) for row in self.values), default=0), columns))

    def cell(self, row: int, column: int) -> Cell:
        """The cell at row and column, both from 1; outside the sheet it is empty."""
        kind, text = self._content(row, column)
        return Cell(self.name, row, column_letters(column), kind, text)

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged range that the cell lies in, if any."""
        return next((merge for merge in self.merges if merge.holds(row, column)), None)

    def shared_cell(self, row: int, column: int) -> Cell:
        """The cell, or where it lies in a merged range the range's own (top left) cell."""
        merge = self.merge_at(row, column)
        return self.cell(merge.top, merge.left) if merge else self.cell(row, column)

    def cells(self, row: int) -> Iterator[Cell]:
        """The cells of one row that hold anything, from the left."""
        for column in range(1, self.width + 1):
            cell = self.cell(row, column)
            if not cell.is_empty:
                yield cell

    def _content(self, row: int, column: int) -> tuple[CellKind, str]:
        if (error := self.errors.get((row, column))) is not None:
            return CellKind.ERROR, error
        if row > len(self.values) or column > len(self.values[row - 1]):
            return CellKind.EMPTY, ""
        return content_of(self.values[row - 1][column - 1])


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read: its SHA-256, which is the import's key, and its visible sheets in order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, spaces at the ends not counted."""
        return next((sheet for sheet in self.sheets if sheet.name.strip() == name.strip()), None)


def content_of(value: object) -> tuple[CellKind, str]:
    """Kind and exact text of a value as the readers hand it over.

    A double is written in its shortest form that reads back the same (82.03999999999999 stays so):
    nothing is rounded here, so that rounding can be seen and reported where it is done.
    """
    match value:
        case None:
            return CellKind.EMPTY, ""
        case bool():
            return CellKind.BOOLEAN, "true" if value else "false"
        case int() | float():
            return CellKind.NUMBER, exact_decimal(value)
        case datetime():
            return CellKind.DATE, value.isoformat(timespec="seconds")
        case date():
            return CellKind.DATE, value.isoformat()
        case time() | timedelta():
            return CellKind.TEXT, str(value)
        case _:
            text = str(value)
            return (CellKind.TEXT, text) if text.strip() else (CellKind.EMPTY, "")


def exact_decimal(value: int | float) -> str:
    """The shortest plain decimal that reads back as the same double; `82` for 82.0, never an exponent."""
    number = Decimal(repr(value))
    if number == number.to_integral_value():
        return format(number.to_integral_value(), "f")
    return format(number, "f")


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Column 1 is `A`, 27 is `AA`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """`A` is column 1, `AA` is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
