"""The facts schema as this room needs it: names, kinds, headings. It is handed in, never looked up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from plumbline.registers.units import (
    EACH,
    METRE,
    MU_PER_HEAD,
    SQUARE_METRE,
    YUAN,
    YUAN_PER_M2,
    Measure,
    Unit,
)
from plumbline.terms import Text


class FieldKind(StrEnum):
    """How a fact is written in the facts schema."""

    AREA = "area"  # ㎡, text with two decimals: "62.37"
    LENGTH = "length"  # m, text with two decimals
    LAND_PER_HEAD = "land_per_head"  # mu a head, text with three decimals
    QUANTITY = "quantity"  # text: "3", or with two decimals "12.50"
    SHARE = "share"  # text: "1/3"
    DAY = "day"  # "2026-04-20"
    INSTANT = "instant"  # "2026-04-30T23:59:59+08:00", or null: not yet
    BOOLEAN = "boolean"
    INTEGER = "integer"
    FEN = "fen"
    FEN_PER_M2 = "fen_per_m2"
    WORD = "word"  # one of a closed list
    TEXT = "text"


NUMBER_KINDS: dict[FieldKind, tuple[Measure, Unit, int]] = {
    FieldKind.AREA: (Measure.AREA, SQUARE_METRE, 2),
    FieldKind.LENGTH: (Measure.LENGTH, METRE, 2),
    FieldKind.LAND_PER_HEAD: (Measure.LAND_PER_HEAD, MU_PER_HEAD, 3),
    FieldKind.QUANTITY: (Measure.COUNT, EACH, 2),
    FieldKind.INTEGER: (Measure.COUNT, EACH, 0),
    FieldKind.FEN: (Measure.MONEY, YUAN, 0),
    FieldKind.FEN_PER_M2: (Measure.PRICE, YUAN_PER_M2, 0),
}
"""For each kind of number: what it measures, the unit of a column that names none, decimals in its base unit."""

MAX_AREA = Decimal(1_000_000)
"""㎡ of one record: a hundred hectares, above any holding of one household or works."""

MAX_NUMBER = Decimal(10) ** 13
"""Above that a number is a slip of the hand: in fen it is a hundred thousand million yuan."""


@dataclass(frozen=True, slots=True)
class Field:
    """One fact.

    path      name inside its table, with dots: `decoration.grade`
    title     heading in Chinese (with the unit's name left out) and in English
    synonyms  other headings that mean it
    words     each code with its Chinese label: for WORD all there are, for TEXT the usual ones
    signed    whether the number may be below zero
    ahead     whether the day may lie after today, such as the end of a certificate
    """

    path: str
    kind: FieldKind
    title: Text
    synonyms: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    required: bool = False
    signed: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One list of facts, which is one sheet; the main sheet's table has the empty path.

    path       where the list lies in the facts: `buildings`, `household.co_owners`, `parcels.trees`
    sheet      name of the sheet in Chinese and in English
    key        the field that names a record, unique within a household; empty where records have none
    parent     table whose record this list hangs on (`parcels` for the trees), named by its key
    most       how many records a household may have
    """

    path: str
    sheet: Text
    fields: tuple[Field, ...]
    synonyms: tuple[str, ...] = ()
    key: str = ""
    parent: str = ""
    most: int = 1

    def field(self, path: str) -> Field | None:
        """The field of this path."""
        return next((field for field in self.fields if field.path == path), None)


@dataclass(frozen=True, slots=True)
class FactsSchema:
    """Everything that may be said of a household: the main table and the lists."""

    id: str
    main: Table
    lists: tuple[Table, ...] = ()

    def table(self, path: str) -> Table | None:
        """The list of this path."""
        return next((table for table in self.lists if table.path == path), None)


def flat_schema(schema_id: str, **kinds: FieldKind) -> FactsSchema:
    """A schema of plain facts by name, such as the five areas of a one-page standard."""
    fields = tuple(Field(name, kind, Text(name, name)) for name, kind in kinds.items())
    return FactsSchema(schema_id, Table("", Text("户", "households"), fields))
