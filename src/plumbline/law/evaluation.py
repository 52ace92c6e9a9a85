"""Expressions compiled once into small functions of a view, with three outcomes.

True, False, or `Unknown`: a holiday notice or a local document must be entered first. `and` is false as
soon as one part is, `or` true as soon as one part is; otherwise an unknown part leaves the whole unknown.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, assert_never

from plumbline.law.expressions import (
    AllHouseholds,
    Among,
    And,
    Compare,
    Condition,
    Done,
    Elapsed,
    Expr,
    Name,
    Not,
    Or,
)
from plumbline.law.periods import elapsed
from plumbline.law.procedure import Value
from plumbline.law.subjects import all_done
from plumbline.law.views import Test, Unknown, Verdict, View

if TYPE_CHECKING:
    from plumbline.law.compiled import Rules

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
Getter = Callable[[View], "Value | Unknown"]


def compile_expr(expr: Expr, rules: Rules) -> Test:
    """The function of a view that an expression stands for."""
    match expr:
        case And(parts):
            return _all([compile_expr(part, rules) for part in parts])
        case Or(parts):
            return _any([compile_expr(part, rules) for part in parts])
        case Not(part):
            return _not(compile_expr(part, rules))
        case Done(step):
            return _done(step, household=rules.procedure.steps[step].is_household)
        case Elapsed():
            return _elapsed(expr.target, rules)
        case AllHouseholds(step):
            return _all_households(step)
        case Compare():
            return _compare(expr, rules)
        case Among(left, values):
            return _among(getter(left, rules), frozenset(values))
        case Condition(id):
            return _condition(id, rules)
        case _:
            assert_never(expr)


def getter(name: Name, rules: Rules) -> Getter:
    """The function that reads a fact by its name."""
    level, _, word = name.id.partition(".")
    if name.id in rules.derived_facts:
        return rules.derived_facts[name.id]
    if level == "local":
        return lambda view: view.local(word)
    if level == "track" and rules.is_derived_track(word):
        return lambda view: view.track(word)
    first = rules.procedure.facts[name.id].first(rules.regime)
    return lambda view, id=name.id, first=first: view.fact(id, first)  # type: ignore[misc]


def _all(parts: list[Test]) -> Test:
    def test(view: View) -> Verdict:
        whole: Verdict = True
        for part in parts:
            verdict = part(view)
            if verdict is False:
                return False
            if verdict is not True:
                whole = verdict
        return whole

    return test


def _any(parts: list[Test]) -> Test:
    def test(view: View) -> Verdict:
        whole: Verdict = False
        for part in parts:
            verdict = part(view)
            if verdict is True:
                return True
            if verdict is not False:
                whole = verdict
        return whole

    return test


def _not(part: Test) -> Test:
    def test(view: View) -> Verdict:
        verdict = part(view)
        return (not verdict) if isinstance(verdict, bool) else verdict

    return test


def _done(step: str, *, household: bool) -> Test:
    if household:
        return lambda view: step in view.household_records
    return lambda view: step in view.project_records


def _elapsed(target: str, rules: Rules) -> Test:
    counted = rules.counted(target)
    return lambda view: elapsed(view, counted)


def _all_households(step: str) -> Test:
    return lambda view: all_done(view.project, step)


def _compare(expr: Compare, rules: Rules) -> Test:
    left, holds = getter(expr.left, rules), _OPERATORS[expr.op]
    if isinstance(expr.right, Name):
        right = getter(expr.right, rules)

        def against_name(view: View) -> Verdict:
            a, b = left(view), right(view)
            if isinstance(a, Unknown):
                return a
            return b if isinstance(b, Unknown) else holds(a, b)

        return against_name

    literal = expr.right

    def against_literal(view: View) -> Verdict:
        value = left(view)
        return value if isinstance(value, Unknown) else holds(value, literal)

    return against_literal


def _among(left: Getter, values: frozenset[Value]) -> Test:
    def test(view: View) -> Verdict:
        value = left(view)
        return value if isinstance(value, Unknown) else value in values

    return test


def _condition(id: str, rules: Rules) -> Test:
    row = rules.procedure.conditions[id]
    if row.check is not None:
        return rules.condition(id)
    of_the_act = row.level == "act"
    return lambda view: view.is_stated(id, of_the_act=of_the_act)
