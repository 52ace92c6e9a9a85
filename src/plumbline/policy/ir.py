"""The typed intermediate form: every name resolved, every value with its kind. One meaning for every engine.

Values are exact fractions in base units, booleans, days, instants and codes; no node loops but over the
bounded lists of the facts, none recurses, none divides but by what is declared positive.
`up` counts the lists between the place of a node and the record it reads: 0 is the innermost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from plumbline.policy.schema import Field
from plumbline.policy.units import NONE, Dim
from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is: `number` with a dimension, `bool`, `day`, `instant`, `code`, or `enum` with its codes."""

    name: str
    dim: Dim = NONE
    values: tuple[str, ...] = ()


BOOL, DAY, INSTANT, CODE = Kind("bool"), Kind("day"), Kind("instant"), Kind("code")


@dataclass(frozen=True, slots=True)
class Const:
    """A literal: zero, one, or a value of an enumeration."""

    value: Fraction | str
    kind: Kind
    label: Text


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A figure of the plan, by the version in force."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class DayRef:
    """A named day of the plan."""

    name: str
    on: date
    kind: Kind = DAY


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact of the record `up` lists further out."""

    field: Field
    up: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a fact that may be absent is there."""

    field: Field
    up: int
    kind: Kind = BOOL


@dataclass(frozen=True, slots=True)
class DefRef:
    """A named quantity of the record `up` lists further out."""

    name: str
    up: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class LineRef:
    """Fen of a clause, or of one of its lines; of one record where `up` is given, of all where it is None."""

    clause: str
    line: str | None
    up: int | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Lookup:
    """A cell of a table."""

    table: str
    column: int
    keys: tuple[Ir, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Arith:
    """+ − × ÷ of numbers, or a day plus or minus days."""

    op: str
    left: Ir
    right: Ir
    kind: Kind


@dataclass(frozen=True, slots=True)
class Compare:
    """= ≠ < ≤ > ≥ of two values of one kind."""

    op: str
    left: Ir
    right: Ir
    kind: Kind = BOOL


@dataclass(frozen=True, slots=True)
class Member:
    """One of several values of an enumeration."""

    of: Ir
    values: tuple[Const, ...]
    kind: Kind = BOOL


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or`, from left to right, no further than needed."""

    op: str
    parts: tuple[Ir, ...]
    kind: Kind = BOOL


@dataclass(frozen=True, slots=True)
class Not:
    """not x."""

    of: Ir
    kind: Kind = BOOL


@dataclass(frozen=True, slots=True)
class Choose:
    """if test then one else the other; only the chosen side is computed."""

    test: Ir
    then: Ir
    other: Ir
    kind: Kind


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of `words.FUNCTIONS` that is neither a fold nor `has`."""

    function: str
    args: tuple[Ir, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Fold:
    """sum, highest, any or count over a list, or over the part of it that lies in the record `up` lists out."""

    function: str
    scope: str
    up: int
    body: Ir | None
    where: Ir | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Before:
    """Sum of a number over the records that stand before this one in its list."""

    body: Ir
    kind: Kind


Ir: TypeAlias = (
    Const | FigureRef | DayRef | FactRef | Known | DefRef | LineRef | Lookup | Arith | Compare | Member | Logic
    | Not | Choose | Apply | Fold | Before
)  # fmt: skip


def children(node: Ir) -> tuple[Ir, ...]:
    """The nodes directly below, in the order in which they are read."""
    match node:
        case Lookup(keys=keys):
            return keys
        case Arith(left=left, right=right) | Compare(left=left, right=right):
            return left, right
        case Member(of=of) | Not(of=of):
            return (of,)
        case Logic(parts=parts):
            return parts
        case Choose(test=test, then=then, other=other):
            return test, then, other
        case Apply(args=args):
            return args
        case Fold(body=body, where=where):
            return tuple(part for part in (where, body) if part is not None)
        case Before(body=body):
            return (body,)
        case _:
            return ()


def walk(node: Ir) -> tuple[Ir, ...]:
    """A node and everything below it."""
    return (node, *(below for child in children(node) for below in walk(child)))
