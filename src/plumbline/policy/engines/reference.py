"""The exact reference interpreter: each formula compiled once into closures over fractions.

A `Program` is a policy at one version. A `Run` is one household under it: definitions and lines are
computed when first asked for and kept. A table that refuses, or a refusal rule, raises `RefusedAt`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

from plumbline.policy import ir
from plumbline.policy.admission import Item
from plumbline.policy.calendar import after, full_years, half_months, started_months
from plumbline.policy.checks import check_policy
from plumbline.policy.findings import FaultAt, PolicyError
from plumbline.policy.meaning import give_meaning
from plumbline.policy.model import Policy, PriceTable, Refer, Version
from plumbline.policy.resolving import rounding_step
from plumbline.policy.rounding import half_up
from plumbline.policy.schema import ROOT
from plumbline.policy.typed import Meaning, TypedFill, TypedLine, TypedPay, TypedSlabs, TypedUpTo
from plumbline.policy.versions import InForce, in_force
from plumbline.terms import Json, Reason, Text, local_day

Compiled: TypeAlias = "Callable[[Run, Item], Any]"


class RefusedAt(Exception):
    """The household is refused, for this reason."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.code)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a line: a slice of a slab, or the whole.

    exact   fen before rounding
    fen     rounded, half away from zero
    slice   row of the slab table and the length in it, else None
    nil     whether it is nothing because the fact does not count
    """

    exact: Fraction
    fen: int
    slice: tuple[int, Fraction] | None = None
    nil: bool = False


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """A line with its closures; `named` gives the words of the price list's row, where the line is priced by code."""

    typed: TypedLine
    when: Compiled | None
    nil_when: Compiled | None
    amounts: Callable[[Run, Item], tuple[Amount, ...]]
    named: Callable[[Run, Item], Text | None]


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


class Run:
    """One household under one program."""

    __slots__ = ("lines", "memo", "noted", "program", "root")

    def __init__(self, program: Program, root: Item) -> None:
        self.program = program
        self.root = root
        self.memo: dict[tuple[str, int], Any] = {}
        self.lines: dict[tuple[str, int, int], tuple[Amount, ...]] = {}
        self.noted: dict[tuple[str, int], dict[str, Json]] = {}

    def items(self, scope: str) -> list[Item]:
        """Every record of a list, wherever it lies."""
        if scope == ROOT:
            return [self.root]
        around = self.program.policy.schema.lists[scope].inside
        return [item for holder in self.items(around) for item in holder.lists[scope]]

    def definition(self, name: str, item: Item) -> Any:
        """The value of a named quantity of a record."""
        key = (name, item.key)
        if key not in self.memo:
            self.memo[key] = self.program.define[name](self, item)
        return self.memo[key]

    def amounts(self, clause: str, index: int, item: Item) -> tuple[Amount, ...]:
        """The amounts of one line rule for one record; none when its condition does not hold."""
        key = (clause, index, item.key)
        if key not in self.lines:
            self.lines[key] = self._amounts(self.program.lines[clause][index], item)
        return self.lines[key]

    def _amounts(self, line: CompiledLine, item: Item) -> tuple[Amount, ...]:
        if line.when is not None and not line.when(self, item):
            return ()
        if line.nil_when is not None and line.nil_when(self, item):
            return (Amount(Fraction(0), 0, None, True),)
        return line.amounts(self, item)

    def in_order(self, clause: str) -> Iterator[tuple[int, Item, Amount]]:
        """All amounts of a clause: by record, and within a record by line."""
        lines = self.program.lines[clause]
        at = 0
        while at < len(lines):
            scope = lines[at].typed.rule.scope
            end = at
            while end < len(lines) and lines[end].typed.rule.scope == scope:
                end += 1
            for item in self.items(scope):
                for index in range(at, end):
                    for amount in self.amounts(clause, index, item):
                        yield index, item, amount
            at = end

    def clause_fen(self, clause: str) -> int:
        """The clause's amount: the sum of its lines."""
        return sum(amount.fen for _, _, amount in self.in_order(clause))

    def refuse(self) -> tuple[Reason, ...]:
        """Every reason of the policy's refusal rules."""
        reasons: list[Reason] = []
        for typed, when in self.program.refusals:
            for item in self.items(typed.rule.scope):
                try:
                    if not when(self, item):
                        continue
                except RefusedAt as refused:
                    reasons.append(refused.reason)
                    continue
                rule = typed.rule
                place = f"{rule.scope}.{item.id}" if rule.scope else "household"
                reasons.append(Reason(rule.code, rule.rule, place, rule.message, rule.remedy))
        return tuple(reasons)


class Program:
    """A policy compiled at one version."""

    def __init__(self, policy: Policy, figures: InForce, meaning: Meaning) -> None:
        self.policy = policy
        self.in_force = figures
        self.meaning = meaning
        # A node's closure is found again by the node's identity: the trace asks for the same nodes often.
        self.values: dict[int, Compiled] = {}
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
        ends = [(_bound(row.low), _bound(row.high)) for row in table.rows]

        def amounts(run: Run, item: Item) -> tuple[Amount, ...]:
            low, high = start(run, item), end(run, item)
            top = ends[-1][1]
            if top is not None and high > top and table.above:
                raise RefusedAt(_outside(table, table.above, high))
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
                    raise RefusedAt(_outside(table, table.missing, key))
                return by_key[key]

            return listed
        key = keys[0]
        ends = [(_bound(row.low), _bound(row.high)) for row in table.rows]

        def stepped(run: Run, item: Item) -> Fraction:
            value = key(run, item)
            for (low, high), cell in zip(ends, cells, strict=True):
                if (low is None or low <= value) and (high is None or value < high):
                    return cell
            first = ends[0][0]
            refer = table.before if first is not None and value < first else table.above
            assert refer, "the checks let no table without an answer pass"
            raise RefusedAt(_outside(table, refer, value))

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


def _rounded(exact: Fraction) -> Amount:
    return Amount(exact, half_up(exact))


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


def _bound(bound: Any) -> Any:
    return bound.value if hasattr(bound, "value") else bound


def _outside(table: PriceTable, refer: Refer, value: object) -> Reason:
    label = table.label
    shown = str(value)
    return Reason(
        refer.code,
        refer.rule,
        f"{table.name}: {shown}",
        Text(
            f"“{shown}”不在《{label.zh}》之内，不予受理。",
            f"`{shown}` is outside the table `{label.en}`; it is not accepted.",
        ),
        Text(
            "核对所填编号、面积或时刻；确有此项的，先修订方案。",
            "Check the code, area or instant; if it is right, the policy must be amended first.",
        ),
    )


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
