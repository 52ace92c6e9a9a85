"""A policy with its formulas typed: what every engine, check and printer works from."""

from __future__ import annotations

from dataclasses import dataclass, field

from plumbline.policy import ir
from plumbline.policy.findings import Finding
from plumbline.policy.model import Clause, LineRule, RefusalRule
from plumbline.policy.schema import Field


@dataclass(frozen=True, slots=True)
class TypedFill:
    """A cap filled in order, typed; `cap` and `best` and `amount` are all of one record."""

    cap: ir.Ir
    amount: ir.Ir
    best: ir.Ir
    by: Field | None


@dataclass(frozen=True, slots=True)
class TypedPay:
    """The amount in fen of a line."""

    value: ir.Ir


@dataclass(frozen=True, slots=True)
class TypedUpTo:
    """Up to `least` from `have`."""

    least: ir.Ir
    have: ir.Ir


@dataclass(frozen=True, slots=True)
class TypedSlabs:
    """Slices of a slab table between two points, each times a factor."""

    table: str
    start: ir.Ir
    end: ir.Ir
    factor: ir.Ir


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line with its formulas typed."""

    clause: Clause
    rule: LineRule
    when: ir.Ir | None
    nil_when: ir.Ir | None
    amount: TypedPay | TypedUpTo | TypedSlabs


@dataclass(frozen=True, slots=True)
class TypedRefusal:
    """A refusal rule with its condition typed."""

    rule: RefusalRule
    when: ir.Ir


@dataclass(slots=True)
class Meaning:
    """The typed policy, the same for every version; `findings` says what could not be given a meaning."""

    define: dict[str, ir.Ir | TypedFill] = field(default_factory=dict)
    lines: dict[str, tuple[TypedLine, ...]] = field(default_factory=dict)
    refusals: tuple[TypedRefusal, ...] = ()
    findings: list[Finding] = field(default_factory=list)
