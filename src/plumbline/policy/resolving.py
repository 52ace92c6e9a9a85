"""Resolve the tree of a formula into typed nodes: names, units, kinds, facts that may be absent."""

from __future__ import annotations

from abc import ABC, abstractmethod

from plumbline.policy import ir
from plumbline.policy.findings import FaultAt, fault
from plumbline.policy.loader_tables import DAY, INSTANT
from plumbline.policy.model import Definition, Policy, PriceTable
from plumbline.policy.presence import Known, if_false, if_true
from plumbline.policy.schema import NUMBER_TYPES, ROOT, Field
from plumbline.policy.showing import show_with_unit
from plumbline.policy.tree import (
    Among,
    Called,
    Chosen,
    Compared,
    Denied,
    Folded,
    Formula,
    Joined,
    Look,
    Name,
    Negative,
    Number,
    Pair,
    Tree,
)
from plumbline.policy.typed import TypedFill
from plumbline.policy.units import AREA, MONEY, NONE, Dim, parse_unit, show_dim, times
from plumbline.policy.words import FUNCTIONS
from plumbline.terms import Text

_KIND_ZH = {"number": "数", "bool": "是否", "day": "日期", "instant": "时刻", "enum": "类别", "code": "编号"}
_FEN = ir.Kind("number", MONEY)


class Resolver(ABC):
    """Types one formula after another; what a named quantity is, the subclass knows (`_definition`)."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.schema = policy.schema
        self.define: dict[str, ir.Ir | TypedFill] = {}
        self.line = 0

    @abstractmethod
    def _definition(self, definition: Definition) -> ir.Ir | TypedFill:
        """The typed rule of a named quantity."""

    # Formulas of a wanted kind

    def _formula(self, formula: Formula, scope: str, known: Known) -> ir.Ir:
        self.line = formula.line
        return self._type(formula.tree, scope, known, None)

    def _condition(self, formula: Formula, scope: str, known: Known) -> ir.Ir:
        typed = self._formula(formula, scope, known)
        return self._want(typed, "bool", formula.text)

    def _number(self, formula: Formula, scope: str, known: Known = frozenset()) -> ir.Ir:
        return self._want(self._formula(formula, scope, known), "number", formula.text)

    def _money(self, formula: Formula, scope: str, known: Known) -> ir.Ir:
        typed = self._number(formula, scope, known)
        if typed.kind.dim != MONEY:
            raise self._unit(formula.text, show_dim(typed.kind.dim), "元")
        return typed

    def _want(self, typed: ir.Ir, kind: str, text: str) -> ir.Ir:
        if typed.kind.name != kind:
            raise self._fault(
                "kind",
                f"“{text}”是{_KIND_ZH[typed.kind.name]}，这里要{_KIND_ZH[kind]}",
                f"`{text}` is a {typed.kind.name}; a {kind} is wanted here",
            )
        return typed

    def _same(self, left: ir.Ir, right: ir.Ir, text: str) -> None:
        if left.kind.dim != right.kind.dim:
            raise self._unit(text, show_dim(left.kind.dim), show_dim(right.kind.dim))

    def _fault(self, code: str, zh: str, en: str, do_zh: str = "", do_en: str = "") -> FaultAt:
        return fault(code, self.line, zh=zh + "。", en=en + ".", do_zh=do_zh, do_en=do_en)

    def _unit(self, text: str, left: str, right: str) -> FaultAt:
        return self._fault(
            "unit", f"“{text}”单位不合：{left} 对 {right}", f"`{text}`: {left} against {right}",
            "核对单价的单位，每项都要乘到元为止。", "Check the units of the figures; a line must come out in 元.",
        )  # fmt: skip

    # Nodes

    def _type(self, tree: Tree, scope: str, known: Known, wanted: ir.Kind | None) -> ir.Ir:
        match tree:
            case Number():
                return self._literal(tree)
            case Name(text=text):
                return self._name(text, scope, known, wanted)
            case Look():
                return self._look(tree, scope, known)
            case Pair():
                return self._pair(tree, scope, known)
            case Negative(of=of):
                value = self._want(self._type(of, scope, known, None), "number", "−")
                return ir.Arith("-", ir.Const(_ZERO, value.kind, Text("0", "0")), value, value.kind)
            case Compared():
                return self._compared(tree, scope, known)
            case Among(of=of, values=values):
                value = self._want(self._type(of, scope, known, None), "enum", "属于")
                consts = tuple(self._type(item, scope, known, value.kind) for item in values)
                return ir.Member(value, tuple(const for const in consts if isinstance(const, ir.Const)))
            case Joined(op=op, parts=parts):
                return self._joined(op, parts, scope, known)
            case Denied(of=of):
                return ir.Not(self._want(self._type(of, scope, known, None), "bool", "非"))
            case Chosen():
                return self._chosen(tree, scope, known, wanted)
            case Called():
                return self._called(tree, scope, known)
            case Folded():
                return self._folded(tree, scope, known)

    def _literal(self, number: Number) -> ir.Ir:
        quantity = number.quantity
        if quantity.value not in (0, quantity.unit.scale) and quantity.value != 1:
            raise self._fault(
                "figure", f"算式里的“{number.text}”没有名称", f"the figure `{number.text}` in a formula has no name",
                "写进 figures 并给它名称，算式里只直接写 0 和 1。", "Declare it under `figures`; only 0 and 1 stand in formulas.",
            )  # fmt: skip
        label = Text(number.text, show_with_unit(quantity, "en"))
        return ir.Const(quantity.value, ir.Kind("number", quantity.unit.dim), label)

    def _name(self, text: str, scope: str, known: Known, wanted: ir.Kind | None) -> ir.Ir:
        for up, around in enumerate(self.schema.chain(scope)):
            found = self.schema.names.get((around, text))
            if found is not None:
                return self._fact(found, up, known)
        if text in self.policy.define:
            return self._defined(text, scope)
        if text in self.policy.figures:
            return ir.FigureRef(text, ir.Kind("number", self.policy.figures[text].quantity.unit.dim))
        if text in self.policy.days:
            return ir.DayRef(text, self.policy.days[text].on)
        line = self._line_ref(text, scope)
        if line is not None:
            return line
        if wanted is not None and wanted.name == "enum":
            return self._value(text, wanted)
        raise self._fault(
            "name", f"“{text}”没有定义", f"`{text}` is not defined",
            "它应是事实表里的事实，或在 figures、define、days 中写明。", "It must be a fact of the schema, or stand under figures, define or days.",
        )  # fmt: skip

    def _fact(self, found: Field, up: int, known: Known) -> ir.Ir:
        if found.absence is not None and found.absence not in known:
            raise self._fault(
                "absent", f"“{found.label.zh}”可能没有填报，用之前要先问“有({found.label.zh})”",
                f"`{found.label.en}` may be absent; ask `has(…)` before using it",
                f"写成“若 有({found.label.zh}) 则 … 否则 …”或放进该行的条件。", "Guard it with `if has(…) then … else …` or in the line's `when`.",
            )  # fmt: skip
        return ir.FactRef(found, up, _field_kind(found))

    def _defined(self, name: str, scope: str) -> ir.Ir:
        definition = self.policy.define[name]
        chain = self.schema.chain(scope)
        if definition.per not in chain:
            label = self.schema.lists[definition.per].label
            raise self._fault(
                "scope", f"“{name}”是每项{label.zh}的量，这里没有指明是哪一项", f"`{name}` belongs to each of {label.en}; none is chosen here",
                f"用“合计({name} 按 {label.zh})”。", f"Use `sum({name} by {label.en})`.",
            )  # fmt: skip
        typed = self._definition(definition)
        kind = typed.amount.kind if isinstance(typed, TypedFill) else typed.kind
        return ir.DefRef(name, chain.index(definition.per), kind)

    def _line_ref(self, text: str, scope: str) -> ir.Ir | None:
        name, _, line = text.partition(".")
        clause = self.policy.clauses.get(name)
        if clause is None:
            return None
        rules = [rule for rule in clause.lines if not line or rule.name == line]
        if not rules:
            raise self._fault("name", f"条款 {name} 没有“{line}”一行", f"clause {name} has no line `{line}`")
        chain = self.schema.chain(scope)
        scopes = {rule.scope for rule in rules}
        inner = scopes.pop() if len(scopes) == 1 else ROOT
        up = chain.index(inner) if inner != ROOT and inner in chain else None
        return ir.LineRef(name, line or None, up, _FEN)

    def _value(self, text: str, wanted: ir.Kind) -> ir.Ir:
        for values in self._enumerations(wanted):
            for code, label in values.items():
                if text in (code, label.zh):
                    return ir.Const(code, wanted, label)
        raise self._fault(
            "name",
            f"类别里没有“{text}”",
            f"`{text}` is not one of the categories",
            f"可用：{'、'.join(wanted.values)}。",
            f"Known: {', '.join(wanted.values)}.",
        )

    def _enumerations(self, wanted: ir.Kind) -> list[dict[str, Text]]:
        return [found.values for found in self.schema.fields.values() if tuple(found.values) == wanted.values]

    def _look(self, look: Look, scope: str, known: Known) -> ir.Ir:
        table = self.policy.tables.get(look.table)
        if table is None or table.kind == "slab":
            raise self._fault(
                "name", f"没有可查的表“{look.table}”", f"there is no table `{look.table}` to look into"
            )
        names = [column.name for column in table.columns]
        if (look.column or "") not in names:
            raise self._fault(
                "name", f"表“{table.name}”没有“{look.column or ''}”一列", f"table `{table.name}` has no column `{look.column or ''}`",
                f"可用：{'、'.join(names)}。", f"Known: {', '.join(names)}.",
            )  # fmt: skip
        index = names.index(look.column or "")
        if len(look.keys) != len(table.of):
            raise self._fault(
                "shape",
                f"表“{table.name}”要用 {len(table.of)} 项来查",
                f"table `{table.name}` is looked up by {len(table.of)} keys",
            )
        keys = tuple(
            self._table_key(table, of, key, scope, known) for of, key in zip(table.of, look.keys, strict=True)
        )
        return ir.Lookup(table.name, index, keys, ir.Kind("number", table.columns[index].unit.dim))

    def _table_key(self, table: PriceTable, of: str, key: Tree, scope: str, known: Known) -> ir.Ir:
        want = self.key_kind(table, of)
        typed = self._type(key, scope, known, want)
        if typed.kind != want:
            raise self._fault(
                "unit",
                f"表“{table.name}”按{of}查，这里给的是{_show(typed.kind)}",
                f"table `{table.name}` is looked up by {of}, not by {_show(typed.kind)}",
            )
        return typed

    def key_kind(self, table: PriceTable, of: str) -> ir.Kind:
        """The kind of value by which a table is looked up."""
        if table.kind == "list":
            found = next((f for f in self.schema.fields.values() if of in (f.label.zh, f.id)), None)
            if found is None or found.type not in ("enum", "code"):
                self.line = table.line
                raise self._fault(
                    "name",
                    f"表“{table.name}”的“{of}”不是类别或编号",
                    f"`{of}` of table `{table.name}` is no category or code",
                )
            return _field_kind(found)
        if of == DAY:
            return ir.DAY
        if of == INSTANT:
            return ir.INSTANT
        return ir.Kind("number", parse_unit(of).dim)

    def _pair(self, pair: Pair, scope: str, known: Known) -> ir.Ir:
        left, right = self._type(pair.left, scope, known, None), self._type(pair.right, scope, known, None)
        if left.kind == ir.DAY and pair.op in "+-" and right.kind == ir.Kind("number", (("day", 1),)):
            return ir.Arith(pair.op, left, right, ir.DAY)
        for side in (left, right):
            self._want(side, "number", _shown(pair.op))
        if pair.op in "+-":
            if left.kind.dim != right.kind.dim:
                raise self._unit(_shown(pair.op), show_dim(left.kind.dim), show_dim(right.kind.dim))
            return ir.Arith(pair.op, left, right, left.kind)
        if pair.op == "/" and not self._positive(right):
            raise self._fault(
                "division", "除数可能为零", "the divisor may be zero",
                "只能除以事实表注明大于零的事实，或“较大(…, 大于零的数)”。", "Divide only by a fact declared positive or by `max(…, a positive figure)`.",
            )  # fmt: skip
        dim = times(left.kind.dim, right.kind.dim, 1 if pair.op == "*" else -1)
        return ir.Arith(pair.op, left, right, ir.Kind("number", dim))

    def _positive(self, node: ir.Ir) -> bool:
        match node:
            case ir.FactRef(field=found):
                return found.positive
            case ir.FigureRef(name=name):
                return self.policy.figures[name].quantity.value > 0
            case ir.Const(value=value):
                return not isinstance(value, str) and value > 0
            case ir.Apply(function="max", args=args):
                return any(self._positive(arg) for arg in args)
            case _:
                return False

    def _compared(self, compared: Compared, scope: str, known: Known) -> ir.Ir:
        left = self._type(compared.left, scope, known, None)
        right = self._type(compared.right, scope, known, left.kind)
        if (
            left.kind.name != right.kind.name
            or left.kind.dim != right.kind.dim
            or left.kind.values != right.kind.values
        ):
            raise self._unit(compared.op, _show(left.kind), _show(right.kind))
        if left.kind.name in ("bool", "enum", "code") and compared.op not in "=≠":
            raise self._fault(
                "kind", f"{_KIND_ZH[left.kind.name]}不能比大小", f"a {left.kind.name} has no order"
            )
        return ir.Compare(compared.op, left, right)

    def _joined(self, op: str, parts: tuple[Tree, ...], scope: str, known: Known) -> ir.Ir:
        typed: list[ir.Ir] = []
        for part in parts:
            node = self._want(self._type(part, scope, known, None), "bool", "且" if op == "and" else "或")
            known = known | (if_true(node, self.define) if op == "and" else if_false(node, self.define))
            typed.append(node)
        return ir.Logic(op, tuple(typed))

    def _chosen(self, chosen: Chosen, scope: str, known: Known, wanted: ir.Kind | None) -> ir.Ir:
        test = self._want(self._type(chosen.test, scope, known, None), "bool", "若")
        then = self._type(chosen.then, scope, known | if_true(test, self.define), wanted)
        other = self._type(chosen.other, scope, known | if_false(test, self.define), wanted)
        if then.kind != other.kind:
            raise self._unit("若 … 则 … 否则 …", _show(then.kind), _show(other.kind))
        return ir.Choose(test, then, other, then.kind)

    def _called(self, called: Called, scope: str, known: Known) -> ir.Ir:
        if called.function == "has":
            return self._has(called, scope)
        args = tuple(self._type(arg, scope, known, None) for arg in called.args)
        word = FUNCTIONS[called.function].zh
        if called.function == "sum_before":
            if scope == ROOT or len(args) != 1:
                raise self._fault(
                    "scope",
                    f"“{word}”只用于列表的每一项",
                    f"`{called.function}` belongs to an item of a list",
                )
            return ir.Before(self._want(args[0], "number", word), args[0].kind)
        kinds = tuple(arg.kind for arg in args)
        kind = _result(called.function, kinds)
        if kind is None:
            raise self._fault(
                "kind",
                f"“{word}”不能用于{'、'.join(map(_show, kinds))}",
                f"`{called.function}` does not take {', '.join(map(_show, kinds))}",
            )
        return ir.Apply(called.function, args, kind)

    def _has(self, called: Called, scope: str) -> ir.Ir:
        arg = called.args[0]
        if len(called.args) == 1 and isinstance(arg, Name):
            for up, around in enumerate(self.schema.chain(scope)):
                found = self.schema.names.get((around, arg.text))
                if found is not None and found.absence is not None:
                    return ir.Known(found, up)
                if found is not None:
                    raise self._fault(
                        "absent", f"“{arg.text}”总有值，不必问有没有", f"`{arg.text}` always has a value"
                    )
        raise self._fault(
            "name", "“有(…)”里应是一个可能缺填的事实", "`has(…)` takes one fact that may be absent"
        )

    def _field(self, word: str, scope: str) -> Field | None:
        return self.schema.names.get((scope, word))

    def _folded(self, folded: Folded, scope: str, known: Known) -> ir.Ir:
        over = self.schema.scope_of(folded.scope)
        if over is None:
            raise self._fault("name", f"没有“{folded.scope}”这一列表", f"there is no list `{folded.scope}`")
        known = frozenset(name for name in known if not name.startswith(f"{over}."))
        where = (
            self._want(self._type(folded.where, over, known, None), "bool", "其中") if folded.where else None
        )
        inner = known | (if_true(where, self.define) if where else frozenset())
        body = (
            self._want(self._type(folded.body, over, inner, None), "number", "合计") if folded.body else None
        )
        chain = self.schema.chain(scope)
        around = self.schema.lists[over].inside
        up = chain.index(around) if around in chain else len(chain) - 1
        kind = ir.BOOL if folded.function == "any" else body.kind if body else ir.Kind("number", NONE)
        return ir.Fold(folded.function, over, up, body, where, kind)


def _result(function: str, kinds: tuple[ir.Kind, ...]) -> ir.Kind | None:
    """The kind of a function's value for arguments of these kinds; None when it does not take them."""
    number = all(kind.name == "number" for kind in kinds)
    alike = len({(kind.name, kind.dim) for kind in kinds}) == 1
    match function, len(kinds):
        case "round", 1 if number and rounding_step(kinds[0].dim):
            return kinds[0]
        case (("floor" | "positive"), 1) if number:
            return kinds[0]
        case (("max" | "min"), n) if n >= 2 and number and alike:
            return kinds[0]
        case (("earlier" | "later"), 2) if kinds == (ir.DAY, ir.DAY):
            return ir.DAY
        case "day_of", 1 if kinds == (ir.INSTANT,):
            return ir.DAY
        case (("full_years" | "half_months" | "started_months" | "days"), 2) if kinds == (ir.DAY, ir.DAY):
            unit = {"full_years": "年", "days": "日"}.get(function, "月")
            return ir.Kind("number", parse_unit(unit).dim)
        case _:
            return None


def rounding_step(dim: Dim) -> int | None:
    """Steps in one base unit to which `round` goes: 1 for money (fen), 100 for an area (0.01 ㎡), else None."""
    powers = dict(dim)
    if powers.get("money") == 1:
        return 1
    return 100 if dim == AREA else None


def _field_kind(found: Field) -> ir.Kind:
    if found.type in NUMBER_TYPES:
        return ir.Kind("number", found.dim)
    return ir.Kind(found.type, NONE, tuple(found.values))


def _show(kind: ir.Kind) -> str:
    return show_dim(kind.dim) if kind.name == "number" else _KIND_ZH[kind.name]


def _shown(op: str) -> str:
    return {"*": "×", "/": "÷", "-": "−"}.get(op, op)


_ZERO = parse_unit("数").scale * 0
