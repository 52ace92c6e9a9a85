"""The arithmetic behind a line: its formula with the figures put in, and the facts it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any

from plumbline.policy import ir
from plumbline.policy.admission import Item
from plumbline.policy.engines import Amount, Run
from plumbline.policy.schema import Field
from plumbline.policy.showing import show_decimal, show_fen, show_number, show_value, show_written
from plumbline.policy.typed import TypedFill, TypedLine, TypedPay, TypedSlabs, TypedUpTo
from plumbline.policy.units import Dim
from plumbline.policy.words import FUNCTIONS, SHOWN
from plumbline.terms import Json, Text

_BIND = {"+": 1, "-": 1, "*": 2, "/": 2}
_ATOM = 3
_COUNTED: tuple[Dim, ...] = ((("head", 1),), (("portion", 1),))
_MAX_TERMS = 8
"""A sum of more parts is printed as its value; the parts have lines of their own."""


class Trace(Enum):
    """How much of the working goes with a line."""

    NONE = "none"
    STEPS = "steps"
    WHOLE = "whole"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the steps are written."""
        # Not the value itself: an early Python 3.11 loses an empty tuple as the value of a member.
        return _LANGUAGES[self]


_LANGUAGES = {Trace.NONE: (), Trace.STEPS: ("zh",), Trace.WHOLE: ("zh", "en")}


def trace_amount(
    run: Run, clause: str, index: int, item: Item, amount: Amount, trace: Trace
) -> tuple[Text, Mapping[str, Json], Mapping[str, tuple[str, ...]]]:
    """The line's name, the facts used (for the whole trace) and the steps by language."""
    line = run.program.lines[clause][index].typed
    name = _name(run, clause, index, item, amount)
    steps = {lang: _steps(run, lang, line, item, amount) for lang in trace.languages}
    used = _facts_used(run, line, item, amount) if trace is Trace.WHOLE else {}
    return name, used, steps


def _steps(run: Run, lang: str, line: TypedLine, item: Item, amount: Amount) -> tuple[str, ...]:
    if amount.nil:
        return (f"{line.rule.nil_because.in_language(lang)} = 0.00",)
    writer = _Writer(run, lang)
    last = _last_step(writer, run, line.amount, item, amount)
    rounded = _rounded(amount)
    return (*writer.steps, rounded if rounded == last else f"{last} = {rounded}")


def _facts_used(run: Run, line: TypedLine, item: Item, amount: Amount) -> dict[str, Json]:
    used: dict[str, Json] = {}
    collector = _Facts(run, used)
    for node in (line.when, line.nil_when):
        if node is not None:
            collector.take(node, item)
    if amount.nil:
        return used
    match line.amount:
        case TypedPay(value=value):
            nodes: tuple[ir.Ir, ...] = (value,)
        case TypedUpTo(least=least, have=have):
            nodes = (least, have)
        case TypedSlabs(start=start, end=end, factor=factor):
            nodes = (start, end, factor)
    for node in nodes:
        collector.take(node, item)
    return used


def _name(run: Run, clause: str, index: int, item: Item, amount: Amount) -> Text:
    rule = run.program.policy.clauses[clause].lines[index]
    if amount.slice is None:
        return rule.label if rule.name else run.program.lines[clause][index].named(run, item) or rule.label
    typed = run.program.lines[clause][index].typed.amount
    assert isinstance(typed, TypedSlabs), "only slabs have slices"
    row = run.program.policy.tables[typed.table].rows[amount.slice[0]]
    return Text(f"{rule.label.zh} {row.label.zh}".strip(), f"{rule.label.en} {row.label.en}".strip())


def _last_step(
    writer: _Writer, run: Run, amount_rule: TypedPay | TypedUpTo | TypedSlabs, item: Item, amount: Amount
) -> str:
    match amount_rule:
        case TypedPay(value=value):
            return writer.text(value, item)[0]
        case TypedUpTo(least=least, have=have):
            return f"max({writer.text(least, item)[0]} − {writer.tight(have, item)}, 0.00)"
        case TypedSlabs() as slabs:
            assert amount.slice is not None, "each amount of a slab is a slice"
            row, length = amount.slice
            rate = run.program.in_force.cells[slabs.table][row][0]
            shown = [show_number(length, slabs.start.kind.dim, writer.lang), show_written(rate, writer.lang)]
            return " × ".join([*shown, writer.tight(slabs.factor, item)])


def _rounded(amount: Amount) -> str:
    exact, rounded = show_fen(amount.exact), show_fen(amount.fen)
    return rounded if amount.exact == amount.fen else f"{exact} → {rounded}"


class _Writer:
    """Writes a formula with its values; named quantities become steps of their own, once each."""

    def __init__(self, run: Run, lang: str) -> None:
        self.run = run
        self.lang = lang
        self.steps: list[str] = []

    def value(self, node: ir.Ir, item: Item) -> Any:
        """The node's value."""
        return self.run.program.value(node)(self.run, item)

    def tight(self, node: ir.Ir, item: Item) -> str:
        """The text, in brackets unless it is a single term."""
        text, bind = self.text(node, item)
        return text if bind == _ATOM and not text.startswith("-") else f"({text})"

    def text(self, node: ir.Ir, item: Item) -> tuple[str, int]:
        """The text and how tightly its last operator binds."""
        match node:
            case ir.Const(value=value, label=label) if isinstance(value, str):
                return label.in_language(self.lang), _ATOM
            case ir.FigureRef(name=name):
                return show_written(self.run.program.in_force.figures[name], self.lang), _ATOM
            case ir.Lookup(table=table, column=column):
                return self._cell(node, table, column, item), _ATOM
            case ir.DefRef() if node.kind.name == "number":
                return self._defined(node, item)
            case ir.Arith(left=ir.Const(value=0), op="-", right=right):
                return f"−{self.tight(right, item)}", 1
            case ir.Arith(op=op, left=left, right=right) if node.kind.name == "number":
                return self._arith(op, left, right, item)
            case ir.Choose(test=test, then=then, other=other):
                return self.text(then if self.value(test, item) else other, item)
            case ir.Apply(function=function, args=args) if function in (
                "max",
                "min",
                "round",
                "floor",
                "positive",
            ):
                return self._apply(function, args, item), _ATOM
            case ir.Fold(function="sum", body=body) if body is not None:
                return self._sum(node, item)
            case _:
                pass
        return show_value(self.value(node, item), node.kind.dim, self.lang), _ATOM

    def _cell(self, node: ir.Ir, table: str, column: int, item: Item) -> str:
        unit = self.run.program.policy.tables[table].columns[column].unit
        value = self.value(node, item)
        if unit.text == "%" or "亩" in unit.text:
            number = show_decimal(value / unit.scale, 0 if unit.text == "%" else 2)
            return f"{number}%" if unit.text == "%" else f"{number} {unit.text}"
        return show_value(value, node.kind.dim, self.lang)

    def _arith(self, op: str, left: ir.Ir, right: ir.Ir, item: Item) -> tuple[str, int]:
        bind = _BIND[op]
        one, first = self.text(left, item)
        two, second = self.text(right, item)
        if first < bind:
            one = f"({one})"
        if second < bind or (second == bind and op in "-/") or two.startswith(("-", "−")):
            two = f"({two})"
        return f"{one} {SHOWN[op]} {two}", bind

    def _apply(self, function: str, args: tuple[ir.Ir, ...], item: Item) -> str:
        inside = [self.text(arg, item)[0] for arg in args]
        if function == "positive":
            value = self.value(args[0], item)
            return (
                f"max({inside[0]}, {show_value(Fraction(0), args[0].kind.dim, self.lang)})"
                if value < 0
                else f"({inside[0]})"
            )
        word = FUNCTIONS[function].in_language(self.lang) if function in ("round", "floor") else function
        return f"{word}({', '.join(inside)})"

    def _sum(self, node: ir.Fold, item: Item) -> tuple[str, int]:
        assert node.body is not None, "a sum has a body"
        values = [self.value(node.body, one) for one in self.run.program.kept(node, self.run, item)]
        values = [value for value in values if value]
        if len(values) < 2 or len(values) > _MAX_TERMS or node.kind.dim in _COUNTED:
            return show_value(sum(values, Fraction(0)), node.kind.dim, self.lang), _ATOM
        return " + ".join(show_value(value, node.kind.dim, self.lang) for value in values), 1

    def _defined(self, node: ir.DefRef, item: Item) -> tuple[str, int]:
        """A named quantity by its value; how it came about is a step of its own, written once, before it is used."""
        item = _out(item, node.up)
        key = (self.lang, node.name, item.key)
        if key not in self.run.told:
            inner = _Writer(self.run, self.lang)
            text = inner.definition(node, item)
            self.run.told[key] = (text, tuple(inner.steps))
        text, steps = self.run.told[key]
        self.steps.extend(step for step in steps if step not in self.steps)
        return text

    def definition(self, node: ir.DefRef, item: Item) -> tuple[str, int]:
        """The text of a named quantity of this very record, with its steps."""
        rule = self.run.program.meaning.define[node.name]
        shown = show_value(self.run.definition(node.name, item), node.kind.dim, self.lang)
        if isinstance(rule, TypedFill):
            return shown, _ATOM
        text, bind = self.text(rule, item)
        if bind == _ATOM and "(" not in text:
            return text, _ATOM
        label = self.run.program.policy.define[node.name].label.in_language(self.lang)
        self.steps.append(f"{label} = {text} = {shown}")
        return shown, _ATOM


class _Facts:
    """Gathers the facts that a formula's value rests on, along the branches actually taken."""

    def __init__(self, run: Run, used: dict[str, Json]) -> None:
        self.run = run
        self.used = used

    def take(self, node: ir.Ir, item: Item) -> None:
        """Note the facts of a node and of everything it needs."""
        match node:
            case ir.FactRef(field=field, up=up) | ir.Known(field=field, up=up):
                self._note(field, _out(item, up))
            case ir.DefRef(name=name, up=up):
                self._define(name, _out(item, up))
            case ir.Choose(test=test, then=then, other=other):
                self.take(test, item)
                self.take(then if self.run.program.value(test)(self.run, item) else other, item)
            case ir.Logic(op=op, parts=parts):
                for part in parts:
                    self.take(part, item)
                    if bool(self.run.program.value(part)(self.run, item)) is (op == "or"):
                        break
            case ir.Fold():
                self._fold(node, item)
            case ir.Before(body=body):
                assert item.parent is not None, "only an item of a list has others before it"
                for one in item.parent.lists[item.scope]:
                    if one is item:
                        break
                    self.take(body, one)
            case _:
                for child in ir.children(node):
                    self.take(child, item)

    def _fold(self, node: ir.Fold, item: Item) -> None:
        for one in self.run.program.kept(node, self.run, item):
            if node.where is not None:
                self.take(node.where, one)
            if node.body is not None:
                self.take(node.body, one)

    def _define(self, name: str, item: Item) -> None:
        """The facts of a named quantity, gathered once for the household."""
        key = (name, item.key)
        if key not in self.run.noted:
            inner = _Facts(self.run, {})
            inner.defined(name, item)
            self.run.noted[key] = inner.used
        self.used.update(self.run.noted[key])

    def defined(self, name: str, item: Item) -> None:
        """Note the facts of a named quantity's rule."""
        rule = self.run.program.meaning.define[name]
        if not isinstance(rule, TypedFill):
            self.take(rule, item)
            return
        scope = self.run.program.policy.define[name].per
        assert item.parent is not None, "a fill belongs to an item of a list"
        self.take(rule.cap, item)
        for one in item.parent.lists[scope]:
            self.take(rule.amount, one)
            self.take(rule.best, one)

    def _note(self, field: Field, item: Item) -> None:
        place = ".".join(field.path)
        holder: Item | None = item
        while holder is not None and holder.scope:
            place = f"{holder.scope}.{holder.id}.{place}"
            holder = holder.parent
        value = item.values[field.id]
        if value is not None:
            self.used[place] = _plain(value, field)


def _out(item: Item, up: int) -> Item:
    for _ in range(up):
        assert item.parent is not None, "the typer counted the lists around this record"
        item = item.parent
    return item


def _plain(value: object, field: Field) -> Json:
    match value:
        case bool() | None | str():
            return value
        case Fraction() if field.type in ("area", "height"):
            return show_decimal(value, 2)
        case Fraction() if field.type == "mu_per_head":
            return show_decimal(value * 3 / 2000, 3)
        case Fraction() if value.denominator == 1 and field.type not in ("quantity", "share"):
            return int(value)
        case Fraction():
            return show_decimal(value)
        case date() | datetime():
            return value.isoformat()
        case _:
            raise AssertionError(f"no such value among the facts: {value!r}")
