"""Give a policy's formulas their meaning: names resolved, units checked, absent facts never used.

A fact that may be absent may stand only where the formula has asked for it (`有(搬离日) 且 …`, `若 有(…) 则 …`), so
every formula gives a value for every admitted household.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from plumbline.policy import ir
from plumbline.policy.findings import FaultAt, fault
from plumbline.policy.model import (
    Clause,
    Definition,
    Fill,
    LineRule,
    Pay,
    Policy,
    Slabs,
    UpTo,
)
from plumbline.policy.presence import Known, if_false, if_true
from plumbline.policy.resolving import Resolver
from plumbline.policy.schema import ROOT
from plumbline.policy.typed import (
    Meaning,
    TypedFill,
    TypedLine,
    TypedPay,
    TypedRefusal,
    TypedSlabs,
    TypedUpTo,
)
from plumbline.policy.units import MONEY, parse_unit, show_dim, times

_KIND_ZH = {"number": "数", "bool": "是否", "day": "日期", "instant": "时刻", "enum": "类别", "code": "编号"}
_FEN = ir.Kind("number", MONEY)
_NOTHING: Known = frozenset()
T = TypeVar("T")


def give_meaning(policy: Policy) -> Meaning:
    """Type every formula of the policy; faults are gathered, one a formula at most."""
    return _Typer(policy).whole()


class _Typer(Resolver):
    def __init__(self, policy: Policy) -> None:
        super().__init__(policy)
        self.meaning = Meaning(define=self.define)
        self.open: list[str] = []
        self.failed: set[str] = set()

    def whole(self) -> Meaning:
        for definition in self.policy.define.values():
            self._guard(partial(self._definition, definition))
        refusals = []
        for rule in self.policy.refusals:
            typed = self._guard(partial(self._condition, rule.when, rule.scope, _NOTHING))
            if typed:
                refusals.append(TypedRefusal(rule, typed))
        self.meaning.refusals = tuple(refusals)
        for clause in self.policy.clauses.values():
            lines = [self._guard(partial(self._line, clause, rule)) for rule in clause.lines]
            self.meaning.lines[clause.id] = tuple(line for line in lines if line)
        return self.meaning

    def _guard(self, type_it: Callable[[], T]) -> T | None:
        try:
            return type_it()
        except FaultAt as wrong:
            if wrong.finding not in self.meaning.findings and wrong.finding.code != "again":
                self.meaning.findings.append(wrong.finding)
            return None

    # Definitions, lines

    def _definition(self, definition: Definition) -> ir.Ir | TypedFill:
        name = definition.name
        if name in self.define:
            return self.define[name]
        if name in self.failed:
            raise fault("again", definition.line, zh="", en="")
        if name in self.open:
            ring = " → ".join([*self.open[self.open.index(name) :], name])
            raise fault(
                "cycle", definition.line, zh=f"循环定义：{ring}。", en=f"Defined in a circle: {ring}.",
                do_zh="断开其中一环。", do_en="Break the circle.",
            )  # fmt: skip
        self.open.append(name)
        line = self.line
        try:
            typed = self._rule(definition)
        except FaultAt:
            self.failed.add(name)
            raise
        finally:
            self.open.pop()
            self.line = line
        self.define[name] = typed
        return typed

    def _rule(self, definition: Definition) -> ir.Ir | TypedFill:
        if not isinstance(definition.rule, Fill):
            return self._formula(definition.rule, definition.per, frozenset())
        fill = definition.rule
        cap = self._number(fill.cap, definition.per)
        amount = self._number(fill.amount, definition.per)
        self._same(cap, amount, fill.cap.text)
        by = self._field(fill.by, definition.per) if fill.by else None
        if definition.per == ROOT or (fill.by and by is None):
            raise fault(
                "fill", definition.line, zh=f"“{definition.name}”按上限计满，要写明对哪一列表的每一项（per），按哪项分组。",
                en=f"`{definition.name}` fills a cap: say of which list (per) and by which of its facts.",
            )  # fmt: skip
        return TypedFill(cap, amount, self._number(fill.best, definition.per), by)

    def _line(self, clause: Clause, rule: LineRule) -> TypedLine:
        when = self._condition(rule.when, rule.scope, frozenset()) if rule.when else None
        known = if_true(when, self.define) if when else frozenset[str]()
        nil = self._condition(rule.nil_when, rule.scope, known) if rule.nil_when else None
        if nil is not None:
            known |= if_false(nil, self.define)
        amount: TypedPay | TypedUpTo | TypedSlabs
        match rule.amount:
            case Pay(formula=formula):
                amount = TypedPay(self._money(formula, rule.scope, known))
            case UpTo(least=least, have=have):
                amount = TypedUpTo(
                    self._money(least, rule.scope, known), self._money(have, rule.scope, known)
                )
            case Slabs() as slabs:
                amount = self._slabs(slabs, rule.scope, known)
        return TypedLine(clause, rule, when, nil, amount)

    def _slabs(self, slabs: Slabs, scope: str, known: Known) -> TypedSlabs:
        table = self.policy.tables.get(slabs.table)
        if table is None or table.kind != "slab":
            raise fault(
                "name",
                slabs.line,
                zh=f"没有分段表“{slabs.table}”。",
                en=f"There is no slab table `{slabs.table}`.",
            )
        start, end = self._number(slabs.start, scope, known), self._number(slabs.end, scope, known)
        factor = self._number(slabs.factor, scope, known)
        along = parse_unit(table.of[0]).dim
        paid = times(times(along, table.columns[0].unit.dim), factor.kind.dim)
        for point in (start, end):
            if point.kind.dim != along:
                raise self._unit(slabs.start.text, show_dim(point.kind.dim), show_dim(along))
        if paid != MONEY:
            raise self._unit(slabs.factor.text, show_dim(paid), "元")
        return TypedSlabs(table.name, start, end, factor)
