"""Every typed formula of a policy, with what it belongs to: the ground on which checks and proofs walk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from plumbline.policy import ir
from plumbline.policy.typed import Meaning, TypedFill, TypedLine, TypedPay, TypedSlabs, TypedUpTo

PolicyNode: TypeAlias = tuple[str, str, int]
"""`("define", name, 0)` or `("line", clause, index)`."""


def formulas_of(meaning: Meaning) -> Iterator[tuple[PolicyNode, tuple[ir.Ir, ...]]]:
    """Every definition and line with its formulas."""
    for name, rule in meaning.define.items():
        yield (
            ("define", name, 0),
            (rule.cap, rule.amount, rule.best) if isinstance(rule, TypedFill) else (rule,),
        )
    for clause, lines in meaning.lines.items():
        for i, line in enumerate(lines):
            yield ("line", clause, i), _formulas(line)
    for i, typed in enumerate(meaning.refusals):
        yield ("refusal", typed.rule.rule, i), (typed.when,)


def _formulas(line: TypedLine) -> tuple[ir.Ir, ...]:
    conditions = tuple(node for node in (line.when, line.nil_when) if node is not None)
    match line.amount:
        case TypedPay(value=value):
            return (*conditions, value)
        case TypedUpTo(least=least, have=have):
            return (*conditions, least, have)
        case TypedSlabs(start=start, end=end, factor=factor):
            return (*conditions, start, end, factor)
