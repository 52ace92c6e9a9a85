"""Compile the typed nodes into closures over fractions, each once."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from plumbline.policy import ir
from plumbline.policy.admission import Item
from plumbline.policy.calendar import after, full_years, half_months, started_months
from plumbline.policy.engines.refusing import RefusedAt, bound_value, outside
from plumbline.policy.model import Policy
from plumbline.policy.resolving import rounding_step
from plumbline.policy.rounding import half_up
from plumbline.policy.schema import ROOT
from plumbline.policy.versions import InForce
from plumbline.terms import local_day

if TYPE_CHECKING:
    from plumbline.policy.engines.running import Run

Compiled: TypeAlias = "Callable[[Run, Item], Any]"
"""The value of a node for a household and one of its records."""


class Closures:
    """The closures of a policy's nodes at one version."""

    def __init__(self, policy: Policy, figures: InForce) -> None:
        self.policy = policy
        self.in_force = figures
        # A node's closure is found again by the node's identity: the trace asks for the same nodes often.
        self.values: dict[int, Compiled] = {}

    def value(self, node: ir.Ir) -> Compiled:
        """The closure of a node of this policy's meaning, compiled once."""
        found = self.values.get(id(node))
        if found is None:
            found = self.values[id(node)] = self.compile(node)
        return found

    def kept(self, node: ir.Fold, run: Run, item: Item) -> list[Item]:
        """The records over which a fold goes."""
        where = self.value(node.where) if node.where else None
        direct = self.policy.schema.lists[node.scope].inside == ROOT or node.up == 0
        items = _out(item, node.up).lists[node.scope] if direct else run.items(node.scope)
        return [one for one in items if where is None or where(run, one)]

    def compile(self, node: ir.Ir) -> Compiled:
        """The closure of a node."""
        match node:
            case ir.Const(value=value):
                return lambda _run, _item: value
            case ir.FigureRef(name=name):
                figure = self.in_force.figures[name].value
                return lambda _run, _item: figure
            case ir.DayRef(on=on):
                return lambda _run, _item: on
            case ir.FactRef(field=field, up=up):
                return _fact(field.id, up)
            case ir.Known(field=field, up=up):
                fact = _fact(field.id, up)
                return lambda run, item: fact(run, item) is not None
            case ir.DefRef(name=name, up=up):
                return lambda run, item: run.definition(name, _out(item, up))
            case ir.LineRef():
                return self._line_ref(node)
            case ir.Lookup():
                return self._lookup(node)
            case ir.Arith():
                return self._arith(node)
            case ir.Compare(op=op, left=left, right=right):
                compare, one, two = _COMPARE[op], self.compile(left), self.compile(right)
                return lambda run, item: compare(one(run, item), two(run, item))
            case ir.Member(of=of, values=values):
                value_of, codes = self.compile(of), frozenset(const.value for const in values)
                return lambda run, item: value_of(run, item) in codes
            case ir.Logic(op=op, parts=parts):
                return _logic(op, tuple(self.compile(part) for part in parts))
            case ir.Not(of=of):
                denied = self.compile(of)
                return lambda run, item: not denied(run, item)
            case ir.Choose(test=test, then=then, other=other):
                asked, yes, no = self.compile(test), self.compile(then), self.compile(other)
                return lambda run, item: yes(run, item) if asked(run, item) else no(run, item)
            case ir.Apply():
                return self._apply(node)
            case ir.Fold():
                return self._fold(node)
            case ir.Before(body=body):
                summed = self.compile(body)
                return lambda run, item: sum((summed(run, one) for one in _earlier(item)), Fraction(0))

    def _line_ref(self, node: ir.LineRef) -> Compiled:
        clause, line, up = node.clause, node.line, node.up
        rules = self.policy.clauses[clause].lines
        indexes = tuple(i for i, rule in enumerate(rules) if line is None or rule.name == line)
        if up is not None:
            return lambda run, item: Fraction(
                sum(amount.fen for i in indexes for amount in run.amounts(clause, i, _out(item, up)))
            )
        return lambda run, _item: Fraction(
            sum(
                amount.fen
                for i in indexes
                for one in run.items(rules[i].scope)
                for amount in run.amounts(clause, i, one)
            )
        )

    def _lookup(self, node: ir.Lookup) -> Compiled:
        table = self.policy.tables[node.table]
        cells = [row[node.column].value for row in self.in_force.cells[node.table]]
        keys = tuple(self.compile(key) for key in node.keys)
        if table.kind == "list":
            by_key = {row.key: cell for row, cell in zip(table.rows, cells, strict=True)}

            def listed(run: Run, item: Item) -> Fraction:
                key = " ".join(str(part(run, item)) for part in keys)
                if key not in by_key:
                    assert table.missing, "the checks let no list without all its keys pass"
                    raise RefusedAt(outside(table, table.missing, key))
                return by_key[key]

            return listed
        key = keys[0]
        ends = [(bound_value(row.low), bound_value(row.high)) for row in table.rows]

        def stepped(run: Run, item: Item) -> Fraction:
            value = key(run, item)
            for (low, high), cell in zip(ends, cells, strict=True):
                if (low is None or low <= value) and (high is None or value < high):
                    return cell
            first = ends[0][0]
            refer = table.before if first is not None and value < first else table.above
            assert refer, "the checks let no table without an answer pass"
            raise RefusedAt(outside(table, refer, value))

        return stepped

    def _arith(self, node: ir.Arith) -> Compiled:
        left, right = self.compile(node.left), self.compile(node.right)
        if node.kind == ir.DAY:
            sign = 1 if node.op == "+" else -1
            return lambda run, item: after(left(run, item), sign * right(run, item))
        act = _ARITH[node.op]
        return lambda run, item: act(left(run, item), right(run, item))

    def _apply(self, node: ir.Apply) -> Compiled:
        args = tuple(self.compile(arg) for arg in node.args)
        first = args[0]
        match node.function:
            case "round":
                steps = rounding_step(node.kind.dim)
                assert steps, "the typer rounds money and areas only"
                return lambda run, item: Fraction(half_up(first(run, item) * steps), steps)
            case "floor":
                return lambda run, item: Fraction(first(run, item).__floor__())
            case "positive":
                return lambda run, item: max(first(run, item), Fraction(0))
            case "max" | "later":
                return lambda run, item: max(arg(run, item) for arg in args)
            case "min" | "earlier":
                return lambda run, item: min(arg(run, item) for arg in args)
            case "day_of":
                return lambda run, item: local_day(first(run, item))
            case function:
                act, second = _BETWEEN[function], args[1]
                return lambda run, item: act(first(run, item), second(run, item))

    def _fold(self, node: ir.Fold) -> Compiled:
        body = self.compile(node.body) if node.body else None

        def kept(run: Run, item: Item) -> list[Item]:
            return self.kept(node, run, item)

        match node.function:
            case "any":
                return lambda run, item: bool(kept(run, item))
            case "count":
                return lambda run, item: Fraction(len(kept(run, item)))
            case function:
                assert body is not None, "sum and highest have a body"
                value = body
                if function == "sum":
                    return lambda run, item: sum((value(run, one) for one in kept(run, item)), Fraction(0))
                # The highest of none is zero: no such building, no such rate.
                return lambda run, item: max(
                    (value(run, one) for one in kept(run, item)), default=Fraction(0)
                )


def _out(item: Item, up: int) -> Item:
    for _ in range(up):
        assert item.parent is not None, "the typer counted the lists around this record"
        item = item.parent
    return item


def _fact(name: str, up: int) -> Compiled:
    if up == 0:
        return lambda _run, item: item.values[name]
    return lambda _run, item: _out(item, up).values[name]


def _earlier(item: Item) -> Iterator[Item]:
    assert item.parent is not None, "only an item of a list has others before it"
    for one in item.parent.lists[item.scope]:
        if one is item:
            return
        yield one


def _logic(op: str, parts: tuple[Compiled, ...]) -> Compiled:
    if op == "and":
        return lambda run, item: all(part(run, item) for part in parts)
    return lambda run, item: any(part(run, item) for part in parts)


_ARITH: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "≠": operator.ne, "<": operator.lt, ">": operator.gt, "≤": operator.le, "≥": operator.ge,
}  # fmt: skip
_BETWEEN: dict[str, Callable[[Any, Any], Fraction]] = {
    "full_years": lambda start, end: Fraction(full_years(start, end)),
    "half_months": half_months,
    "started_months": started_months,
    "days": lambda start, end: Fraction((end - start).days),
}
