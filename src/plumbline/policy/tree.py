"""The tree of a written formula, before its names are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from plumbline.policy.units import Quantity


@dataclass(frozen=True, slots=True)
class Number:
    """A literal with its unit."""

    quantity: Quantity
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, figure, day, definition, clause or value of an enumeration."""

    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """`table[key, …].column`."""

    table: str
    keys: tuple[Tree, ...]
    column: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of + − × ÷."""

    op: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Negative:
    """−x."""

    of: Tree


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides of = ≠ < ≤ > ≥."""

    op: str
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Among:
    """`x in [a, b]`."""

    of: Tree
    values: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts joined by `and` or by `or`."""

    op: str
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Denied:
    """not x."""

    of: Tree


@dataclass(frozen=True, slots=True)
class Chosen:
    """if a then b else c."""

    test: Tree
    then: Tree
    other: Tree


@dataclass(frozen=True, slots=True)
class Called:
    """A function with its arguments."""

    function: str
    args: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """`sum(x by list where c)` and its kin; `any` and `count` have no body."""

    function: str
    body: Tree | None
    scope: str
    where: Tree | None


Tree: TypeAlias = (
    Number | Name | Look | Pair | Negative | Compared | Among | Joined | Denied | Chosen | Called | Folded
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as written, its line in the file and its tree."""

    text: str
    line: int
    tree: Tree
