"""A comparison that fails, in words: the fact's name, its value, what it should be; a figure may be left open.

Many households share one refusal and differ in their sums: where a view is `masked` a figure's place is
marked, and `fill` writes each household's own into it.
"""

from __future__ import annotations

import re

from plumbline.law import words
from plumbline.law.compiled import Rules
from plumbline.law.evaluation import Getter, getter
from plumbline.law.expressions import Among, Compare, Literal, Name
from plumbline.law.failing import Failing, need
from plumbline.law.procedure import Value
from plumbline.law.views import Unknown, View
from plumbline.terms import Fen, Text, show_yuan


def compared(expr: Compare | Among, rules: Rules, view: View) -> Failing:
    id = expr.left.id
    name, now = words.name_of(rules, id), named_value(expr.left, rules, view)
    if isinstance(expr, Among):
        choices = [words.value_of(rules, id, value) for value in expr.values]
        wanted = Text("、".join(c.zh for c in choices) + "之一", "one of " + ", ".join(c.en for c in choices))
        should = Text(f"为{wanted.zh}", wanted.en)
        asked = "in " + " / ".join(str(value) for value in expr.values)
    else:
        wanted = _right(expr.left, expr.right, rules, view)
        should = Text(_AT_ZH[expr.op] + wanted.zh, _AT_EN[expr.op] + wanted.en)
        asked = f"{expr.op} {_fact_right(expr.left, expr.right, rules, view)}"
    return Failing(
        need(expr, rules),
        Text(f"{name.zh}现为{now.zh}，应{should.zh}", f"{name.en} is {now.en}, should be {should.en}"),
        f"{_label(id, rules).zh} {_fact_value(expr.left, rules, view)}（要求 {asked}）",
        Text(f"{name.zh}{should.zh}时办理", f"Possible once {name.en}: {should.en}"),
        is_given=id in _GIVEN and value_getter(expr.left, rules)(view) != "unchosen",
    )


_AT_ZH = {"==": "为", "!=": "不为", "<": "小于", "<=": "不超过", ">": "大于", ">=": "不少于"}
_AT_EN = {"==": "", "!=": "not ", "<": "less than ", "<=": "at most ", ">": "more than ", ">=": "at least "}
_GIVEN = frozenset({"choice", "track.title", "track.form", "household.use"})
"""Facts that nobody takes a step to change: what a household chose, what its title is."""


def show_value(rules: Rules, name: str, value: Value) -> str:
    """A value as its unit is read: fen in yuan, yes or no, else as it is."""
    if isinstance(value, bool):
        return "是" if value else "否"
    row = rules.procedure.facts.get(name)
    if row is not None and row.type == "fen" and isinstance(value, int):
        return f"{show_yuan(Fen(value))}元"
    return str(value)


def value_getter(name: Name, rules: Rules) -> Getter:
    known: Getter | None = rules.memo.get(("getter", name.id))
    if known is None:
        known = rules.memo["getter", name.id] = getter(name, rules)
    return known


def _label(name: str, rules: Rules) -> Text:
    if name in rules.procedure.facts:
        return rules.procedure.facts[name].text
    return rules.regime_rules.local_parameters[name.partition(".")[2]].name


def named_value(name: Name, rules: Rules, view: View) -> Text:
    value = value_getter(name, rules)(view)
    if isinstance(value, Unknown):
        return Text("未录入", "not entered")
    if view.masked and is_figure(rules, name.id):
        return Text(_open(name.id), _open(name.id))
    return words.value_of(rules, name.id, value)


def _right(left: Name, right: Name | Literal, rules: Rules, view: View) -> Text:
    if isinstance(right, Name):
        name, value = words.name_of(rules, right.id), named_value(right, rules, view)
        return Text(f"{name.zh}（{value.zh}）", f"{name.en} ({value.en})")
    return words.value_of(rules, left.id, right)


def _fact_value(name: Name, rules: Rules, view: View) -> str:
    value = value_getter(name, rules)(view)
    if view.masked and is_figure(rules, name.id) and not isinstance(value, Unknown):
        return _open(name.id)
    return value.what if isinstance(value, Unknown) else show_value(rules, name.id, value)


def _fact_right(left: Name, right: Name | Literal, rules: Rules, view: View) -> str:
    if isinstance(right, Name):
        return f"{_label(right.id, rules).zh}（{_fact_value(right, rules, view)}）"
    return show_value(rules, left.id, right)


FIGURE_BEGINS, _FIGURE_ENDS = "\x02", "\x03"
"""Marks around a fact's name where its figure is left open; no text of the tables contains them."""
_FIGURE = re.compile(f"{FIGURE_BEGINS}(.*?){_FIGURE_ENDS}")


def is_figure(rules: Rules, name: str) -> bool:
    """Whether a fact is a number of a household."""
    row = rules.procedure.facts.get(name)
    return row is not None and row.type not in ("words", "boolean") and row.level != "project"


def fill(text: str, view: View, written: str) -> str:
    """A text with its open figures filled in for a household; `written` is zh, en or fact."""

    def figure(found: re.Match[str]) -> str:
        name, rules = Name(found.group(1)), view.rules
        if written == "fact":
            return _fact_value(name, rules, view)
        return named_value(name, rules, view).in_language(written)

    return _FIGURE.sub(figure, text)


def _open(name: str) -> str:
    return f"{FIGURE_BEGINS}{name}{_FIGURE_ENDS}"
