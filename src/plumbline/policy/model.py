"""A policy as read from its file: chapters and articles, each with the figures, tables, named quantities,
refusals and payments that it rules. Formulas are trees of words here; `meaning` gives them types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from plumbline.policy.schema import Schema
from plumbline.policy.tree import Formula
from plumbline.policy.units import Quantity, Unit
from plumbline.terms import Regime, Text


class FallsDue(StrEnum):
    """When a line's amount is to be paid."""

    SIGNING = "signing"
    VACATING = "vacating"
    ACCRUAL = "accrual"
    LATER = "later"


FALLS_DUE_TEXT: dict[FallsDue, Text] = {
    FallsDue.SIGNING: Text("签约后、搬离前付清", "at signing, before moving out"),
    FallsDue.VACATING: Text("搬离后付", "after moving out"),
    FallsDue.ACCRUAL: Text("按月发生", "accrues by the month"),
    FallsDue.LATER: Text("条件成就后付", "later, on its own fact"),
}

PURPOSES = ("moving_fee",)
"""Kinds of payment that a gate of procedure asks for: the moving fee, paid before an exchange household moves."""

HOUSEHOLD = "household"
"""The payee whose lines make the total."""


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """One version: in force from an instant; `raises` names what it changes, with the written new values."""

    name: str
    start: datetime
    raises: dict[str, tuple[str, int]]
    line: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the plan, with its unit."""

    name: str
    label: Text
    quantity: Quantity
    line: int


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One day of the plan, such as the freeze."""

    name: str
    label: Text
    on: date
    line: int


@dataclass(frozen=True, slots=True)
class Refer:
    """`refuse R03 A23`: the code and the article of a refusal out of a table."""

    code: str
    rule: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `key` of a list, or the ends of a step (start included, end excluded; None = open)."""

    key: str
    label: Text
    low: Quantity | date | datetime | None
    high: Quantity | date | datetime | None
    cells: tuple[Quantity, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name ("" for the only one) and unit."""

    name: str
    label: Text
    unit: Unit


@dataclass(frozen=True, slots=True)
class PriceTable:
    """A table of the plan.

    kind      `list` (by code or category), `step` (one row applies), `slab` (each slice at its own rate)
    of        the facts of a list's key; for steps and slabs the unit, `日期` or `时刻`
    before, above, missing  what refuses outside the table, where anything does
    """

    name: str
    label: Text
    kind: str
    of: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    before: Refer | None
    above: Refer | None
    missing: Refer | None
    line: int


@dataclass(frozen=True, slots=True)
class Fill:
    """A cap filled in a stated order: `amount` of each item, best first, ties in the order listed.

    within, by  the cap holds for each group of items with one value of `by`, in one item of `within`
    """

    cap: Formula
    amount: Formula
    best: Formula
    by: str | None


@dataclass(frozen=True, slots=True)
class Definition:
    """A named quantity or condition: not paid, only used; `per` an item of a list or the household ("")."""

    name: str
    label: Text
    per: str
    rule: Formula | Fill
    line: int


@dataclass(frozen=True, slots=True)
class RefusalRule:
    """What makes the whole household be refused."""

    code: str
    rule: str
    scope: str
    when: Formula
    message: Text
    remedy: Text
    line: int


@dataclass(frozen=True, slots=True)
class Pay:
    """A line's amount by formula."""

    formula: Formula


@dataclass(frozen=True, slots=True)
class UpTo:
    """A guarantee: what is missing from `have` up to `least`; nothing when nothing is missing."""

    least: Formula
    have: Formula


@dataclass(frozen=True, slots=True)
class Slabs:
    """A line for each slice of a slab table between two points, times a factor."""

    table: str
    start: Formula
    end: Formula
    factor: Formula
    line: int


@dataclass(frozen=True, slots=True)
class LineRule:
    """One kind of line of a clause."""

    name: str
    label: Text
    scope: str
    when: Formula | None
    amount: Pay | UpTo | Slabs
    nil_when: Formula | None
    nil_because: Text
    falls_due: FallsDue
    line: int


@dataclass(frozen=True, slots=True)
class Clause:
    """What an article pays: lines, each rounded once to fen, to one payee.

    purpose  one of `PURPOSES` where procedure asks for this payment by its kind, else empty
    """

    id: str
    article: str
    title: Text
    basis: tuple[str, ...]
    payee: str
    lines: tuple[LineRule, ...]
    line: int
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the plan in its place, with the names of what it holds."""

    id: str
    number: str
    title: Text
    text: Text | None
    basis: tuple[str, ...]
    figures: tuple[str, ...]
    tables: tuple[str, ...]
    define: tuple[str, ...]
    refusals: tuple[RefusalRule, ...]
    clause: Clause | None
    line: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and its articles."""

    title: Text
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class TopUp:
    """The article that pays early signers what a later version gives more."""

    id: str
    article: str
    title: Text
    basis: tuple[str, ...]
    falls_due: FallsDue


@dataclass(frozen=True, eq=False)
class Policy:
    """A published policy, every version of it, with the sha256 of the file's bytes."""

    id: str
    title: Text
    regime: Regime
    basis: tuple[str, ...]
    schema: Schema
    payees: dict[str, Text]
    days: dict[str, NamedDay]
    versions: tuple[Version, ...]
    chapters: tuple[Chapter, ...]
    figures: dict[str, Figure]
    tables: dict[str, PriceTable]
    define: dict[str, Definition]
    refusals: tuple[RefusalRule, ...]
    clauses: dict[str, Clause]
    top_up: TopUp | None
    shared_by: str | None
    forms: dict[str, str]
    sha256: str
    text: str
    name: str

    def version_at(self, instant: datetime) -> Version | None:
        """The version in force at an instant; None before the first."""
        found = [version for version in self.versions if version.start <= instant]
        return found[-1] if found else None
