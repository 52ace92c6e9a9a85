"""The exact reference interpreter: a policy at one version, its lines and definitions compiled once.

Definitions and lines of a household (`Run`) are computed when first asked for and kept. A table that
refuses, or a refusal rule, raises `RefusedAt`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache

from plumbline.policy import ir
from plumbline.policy.admission import Item
from plumbline.policy.checks import check_policy
from plumbline.policy.engines.closures import Closures, Compiled
from plumbline.policy.engines.refusing import RefusedAt, bound_value, outside
from plumbline.policy.engines.running import Amount, CompiledLine, Run
from plumbline.policy.findings import FaultAt, PolicyError
from plumbline.policy.meaning import give_meaning
from plumbline.policy.model import Policy, Version
from plumbline.policy.rounding import half_up
from plumbline.policy.typed import Meaning, TypedFill, TypedLine, TypedPay, TypedSlabs, TypedUpTo
from plumbline.policy.versions import InForce, in_force
from plumbline.terms import Text


@lru_cache(maxsize=8)
def meaning_of(policy: Policy) -> Meaning:
    """The typed policy. Raises PolicyError when it has faults: what may not be sealed is not computed."""
    findings = check_policy(policy)
    if findings:
        raise PolicyError(policy.name, findings)
    return give_meaning(policy)


@lru_cache(maxsize=32)
def program_of(policy: Policy, version: Version) -> Program:
    """The policy compiled at a version. Raises PolicyError."""
    try:
        return Program(policy, in_force(policy, version), meaning_of(policy))
    except FaultAt as wrong:
        raise PolicyError(policy.name, (wrong.finding,)) from None


class Program(Closures):
    """A policy compiled at one version."""

    def __init__(self, policy: Policy, figures: InForce, meaning: Meaning) -> None:
        super().__init__(policy, figures)
        self.meaning = meaning
        self.define: dict[str, Compiled] = {
            name: self._fill(name, typed) if isinstance(typed, TypedFill) else self.compile(typed)
            for name, typed in meaning.define.items()
        }
        self.lines = {
            clause: tuple(self._line(typed) for typed in lines) for clause, lines in meaning.lines.items()
        }
        self.refusals = tuple((typed, self.compile(typed.when)) for typed in meaning.refusals)

    def _line(self, typed: TypedLine) -> CompiledLine:
        return CompiledLine(
            typed,
            self.compile(typed.when) if typed.when else None,
            self.compile(typed.nil_when) if typed.nil_when else None,
            self._amounts(typed),
            self._named(typed),
        )

    def _named(self, typed: TypedLine) -> Callable[[Run, Item], Text | None]:
        """The label of the row by whose code a line is priced: `ac_wall` is 挂式空调."""
        if not typed.rule.scope or not isinstance(typed.amount, TypedPay):
            return lambda _run, _item: None
        for node in self._priced_by(typed.amount.value):
            labels = {row.key: row.label for row in self.policy.tables[node.table].rows}
            keys = tuple(self.compile(key) for key in node.keys)
            return lambda run, item: labels.get(" ".join(str(key(run, item)) for key in keys))
        return lambda _run, _item: None

    def _priced_by(self, root: ir.Ir) -> Iterator[ir.Lookup]:
        for node in ir.walk(root):
            if isinstance(node, ir.Lookup):
                if all(
                    isinstance(key, ir.FactRef) and key.kind == ir.CODE and key.up == 0 for key in node.keys
                ):
                    yield node
            elif isinstance(node, ir.DefRef) and node.up == 0:
                rule = self.meaning.define[node.name]
                if not isinstance(rule, TypedFill):
                    yield from self._priced_by(rule)

    def _amounts(self, typed: TypedLine) -> Callable[[Run, Item], tuple[Amount, ...]]:
        match typed.amount:
            case TypedPay(value=value):
                pay = self.compile(value)
                return lambda run, item: (_rounded(pay(run, item)),)
            case TypedUpTo(least=least, have=have):
                up_to, has = self.compile(least), self.compile(have)
                return lambda run, item: (_rounded(max(up_to(run, item) - has(run, item), Fraction(0))),)
            case TypedSlabs() as slabs:
                return self._slabs(slabs)

    def _slabs(self, slabs: TypedSlabs) -> Callable[[Run, Item], tuple[Amount, ...]]:
        table = self.policy.tables[slabs.table]
        start, end, factor = self.compile(slabs.start), self.compile(slabs.end), self.compile(slabs.factor)
        rates = [row[0].value for row in self.in_force.cells[slabs.table]]
        ends = [(bound_value(row.low), bound_value(row.high)) for row in table.rows]

        def amounts(run: Run, item: Item) -> tuple[Amount, ...]:
            low, high = start(run, item), end(run, item)
            bottom, top = ends[0][0], ends[-1][1]
            if bottom is not None and low < bottom and table.before:
                raise RefusedAt(outside(table, table.before, low))
            if top is not None and high > top and table.above:
                raise RefusedAt(outside(table, table.above, high))
            found = []
            for i, (row_low, row_high) in enumerate(ends):
                left = low if row_low is None else max(low, row_low)
                right = high if row_high is None else min(high, row_high)
                if right > left:
                    exact = (right - left) * rates[i] * factor(run, item)
                    found.append(Amount(exact, half_up(exact), (i, right - left)))
            return tuple(found)

        return amounts

    def _fill(self, name: str, fill: TypedFill) -> Compiled:
        cap, amount, best = self.compile(fill.cap), self.compile(fill.amount), self.compile(fill.best)
        by = fill.by.id if fill.by else None
        scope = self.policy.define[name].per

        def filled(run: Run, item: Item) -> Fraction:
            assert item.parent is not None, "a fill belongs to an item of a list"
            group = [
                one for one in item.parent.lists[scope] if by is None or one.values[by] == item.values[by]
            ]
            left = cap(run, item)
            # Sorting is stable, so equal amounts a unit keep the order in which they are listed.
            for one in sorted(group, key=lambda one: best(run, one), reverse=True):
                taken = min(amount(run, one), left)
                left -= taken
                run.memo[name, one.key] = taken
            value: Fraction = run.memo[name, item.key]
            return value

        return filled


def _rounded(exact: Fraction) -> Amount:
    return Amount(exact, half_up(exact))
