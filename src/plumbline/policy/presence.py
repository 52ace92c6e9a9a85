"""Which facts are certainly there when a condition holds, or when it does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from plumbline.policy import ir
from plumbline.policy.schema import Field
from plumbline.policy.typed import TypedFill

Known: TypeAlias = frozenset[str]
Define: TypeAlias = "Mapping[str, ir.Ir | TypedFill]"


def if_true(node: ir.Ir, define: Define) -> Known:
    """Facts that are certainly there when the condition holds."""
    match node:
        case ir.Known(field=found):
            return frozenset({str(found.absence), *_group_of(found)})
        case ir.Logic(op="and", parts=parts):
            return frozenset().union(*(if_true(part, define) for part in parts))
        case ir.Not(of=of):
            return if_false(of, define)
        case ir.DefRef(name=name):
            typed = define[name]
            return frozenset() if isinstance(typed, TypedFill) else if_true(typed, define)
        case _:
            return frozenset()


def if_false(node: ir.Ir, define: Define) -> Known:
    """Facts that are certainly there when the condition does not hold."""
    match node:
        case ir.Logic(op="or", parts=parts):
            return frozenset().union(*(if_false(part, define) for part in parts))
        case ir.Not(of=of):
            return if_true(of, define)
        case _:
            return frozenset()


def _group_of(found: Field) -> tuple[str, ...]:
    return (found.group[1],) if found.group else ()
