"""Reading rows of the tables: what every table's rows have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from plumbline.law.clocks import Unit
from plumbline.law.declared import TableError
from plumbline.law.expressions import Expr, ExpressionError, parse
from plumbline.law.procedure import Also, Beside, Entry, Nature, Period, StepDate
from plumbline.terms import Text

Row = Mapping[str, Any]
T = TypeVar("T")
K = TypeVar("K")


PERIOD_FIELDS = frozenset(
    [
        "n",
        "unit",
        "counted_from",
        "source",
        "article",
        "nature",
        "binds",
        "gates",
        "when",
        "suspended_while",
        "feeds",
        "note",
        "variant",
    ]
)
PERIOD_WORDS = frozenset(["extension", "then", "long_stop", "also", "effect", "by", "example", "verified"])
"""What a person reads beside a period; no gate turns on it."""


class At:
    """The place that is being read, so that an error can name it."""

    def __init__(self, table: str, id: str) -> None:
        self.table, self.id = table, id

    def only(self, row: Row, fields: frozenset[str], what: str = "") -> None:
        """Refuse a row that says something nobody reads."""
        if unknown := set(row) - fields:
            raise TableError(self.table, self.id, f"unknown fields {sorted(unknown)}{what}")

    def beside(self, row: Row | None) -> Beside | None:
        if row is None:
            return None
        self.only(row, frozenset(["source", "article", "verified"]), " of also")
        return Beside(row["source"], str(row["article"]), row["verified"])

    def expr(self, source: object) -> Expr | None:
        return None if source is None else self.must(source)

    def must(self, source: object) -> Expr:
        try:
            return parse(str(source))
        except ExpressionError as error:
            raise TableError(self.table, self.id, str(error)) from error

    def exprs(self, sources: Iterable[object]) -> tuple[Expr, ...]:
        return tuple(self.must(source) for source in sources)

    def also(self, rows: Iterable[Row], field: str) -> tuple[Also, ...]:
        return tuple(Also(self.must(row["when"]), tuple(row[field])) for row in rows)

    def period(
        self, row: Row | None, *, rolls: bool, base: Row | None = None, beside: frozenset[str] = frozenset()
    ) -> Period | None:
        """A period; `base` gives what the row leaves out, `beside` names fields that its caller reads."""
        if row is None:
            return None
        self.only(row, PERIOD_FIELDS | PERIOD_WORDS | beside, " of a period")
        whole = {**(base or {}), **row}
        gates = whole.get("gates", ())
        return Period(
            owner=self.id,
            n=whole["n"],
            unit=self.member(Unit, whole["unit"]),
            counted_from=whole["counted_from"],
            source=whole.get("source", ""),
            article=str(whole.get("article", "-")),
            nature=self.member(
                Nature, "product" if whole.get("source") == "PRODUCT" else whole.get("nature", "law")
            ),
            rolls=rolls,
            binds=whole.get("binds", ""),
            gates=(gates,) if isinstance(gates, str) else tuple(gates),
            when=self.expr(whole.get("when")),
            suspended_while=self.expr(whole.get("suspended_while")),
            feeds=whole.get("feeds"),
            note=whole.get("note", ""),
            words=frozen({field: row[field] for field in row if field in PERIOD_WORDS}),
        )

    def member(self, kind: Callable[[str], T], value: str) -> T:
        try:
            return kind(value)
        except ValueError as error:
            raise TableError(self.table, self.id, str(error)) from error


def dates_of(table: str, row: Row) -> tuple[StepDate, ...]:
    at = At(table, row["id"])
    for date in row.get("dates", ()):
        at.only(date, frozenset(["id", "zh", "en", "evidence", "entry", "nature"]), " of a date")
    return tuple(
        StepDate(
            id=date["id"],
            text=text(date),
            evidence=tuple(date["evidence"]),
            entry=at.member(Entry, date["entry"]),
            nature=Nature(date.get("nature", "law")),
        )
        for date in row.get("dates", ())
    )


def text(row: Row) -> Text:
    """The two languages of a row."""
    return Text(row["zh"], row["en"])


def frozen(rows: Mapping[K, T]) -> Mapping[K, T]:
    """A mapping that nobody can change."""
    return MappingProxyType(dict(rows))


def unique(table: str, rows: Iterable[T]) -> Mapping[str, T]:
    """Rows by their id, an id that comes twice refused."""
    by_id: dict[str, T] = {}
    for row in rows:
        id = str(getattr(row, "id", ""))
        if id in by_id:
            raise TableError(table, id, "the id comes twice")
        by_id[id] = row
    return frozen(by_id)
