"""Why an expression does not hold: explanations compiled once, each saying every part that fails in a view."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, assert_never

from plumbline.law import words
from plumbline.law.comparing import compared, is_figure, named_value, value_getter
from plumbline.law.compiled import Rules
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
    show,
)
from plumbline.law.failing import (
    HOLDS,
    NOTHING_TO_SAY,
    Failing,
    default_text,
    earliest_of,
    label_of,
    locals_in,
    missing,
    need,
    not_all,
    not_done,
    not_elapsed,
)
from plumbline.law.procedure import ConditionRow
from plumbline.law.views import STATED, Unknown, View
from plumbline.terms import Text

Why: TypeAlias = "Callable[[View], tuple[Failing, ...]]"
"""An expression made ready to say what fails in it for a view: every failing part, empty where it holds."""


def explanation_of(expr: Expr, rules: Rules) -> Why:
    """The compiled explanation of an expression."""
    return _why(expr, rules, inside=False)


def _why(expr: Expr, rules: Rules, *, inside: bool) -> Why:
    """The compiled explanation of an expression, one for equal texts.

    inside  the expression is the check of a condition, whose own conditions are named and not taken apart
    """
    what = "why inside" if inside else "why"
    why: Why = rules.once(what, expr, lambda whole: _why_of_text(whole, rules, inside=inside))
    return why


def _why_of_text(expr: Expr, rules: Rules, *, inside: bool) -> Why:
    key = ("why", show(expr), inside)
    known: Why | None = rules.memo.get(key)
    if known is None:
        known = rules.memo[key] = _compiled(expr, rules, inside=inside)
    return known


def _compiled(expr: Expr, rules: Rules, *, inside: bool) -> Why:
    test, parts = rules.test(expr), _parts_of(expr, rules, inside=inside)
    is_quick = isinstance(expr, Done) or (isinstance(expr, Condition) and not _has_check(expr, rules))

    def now(view: View) -> tuple[Failing, ...]:
        verdict = test(view)
        if verdict is False:
            return parts(view)
        if verdict is True or verdict is STATED:
            return HOLDS
        assert isinstance(verdict, Unknown), "the three outcomes"
        return (missing(verdict, rules),)

    return now if is_quick else _once_for_each_view(now)


def _once_for_each_view(now: Why) -> Why:
    key = object()

    def why(view: View) -> tuple[Failing, ...]:
        known: tuple[Failing, ...] | None = view.explained.get(key)
        if known is None:
            known = view.explained[key] = now(view)
        return known

    return why


def _has_check(expr: Condition, rules: Rules) -> bool:
    return rules.procedure.conditions[expr.id].check is not None


def _parts_of(expr: Expr, rules: Rules, *, inside: bool) -> Why:
    """What fails in an expression that does not hold."""
    match expr:
        case And(parts):
            whys = [_why(part, rules, inside=inside) for part in parts]
            return lambda view: tuple([failing for why in whys for failing in why(view)])
        case Or(parts):
            return _ways(expr, [_why(part, rules, inside=inside) for part in parts], rules)
        case Not(part):
            return _opposite(expr, part, rules)
        case Done(step):
            return _always(not_done(rules, step))
        case Elapsed():
            return lambda view: (not_elapsed(expr, rules, view),)
        case AllHouseholds(step):
            return lambda view: (not_all(rules, view, step),)
        case Condition(id):
            return _condition(id, rules, inside=inside)
        case Compare() | Among():
            return _figures(expr, rules)
        case _:
            assert_never(expr)


def _always(failing: Failing) -> Why:
    known = (failing,)
    return lambda view: known  # noqa: ARG005 - one shape for every explanation


def _ways(expr: Or, whys: list[Why], rules: Rules) -> Why:
    token = object()

    def parts(view: View) -> tuple[Failing, ...]:
        ways = [why(view) for why in whys]
        # The lengths say where one way ends among the parts that follow one another.
        key = (token, *map(len, ways))
        failing: Failing = rules.kept_from(
            key, [part for way in ways for part in way], lambda: _any_of(expr, rules, ways)
        )
        return (failing,)

    return parts


def _any_of(expr: Or, rules: Rules, ways: list[tuple[Failing, ...]]) -> Failing:
    """The alternatives nearest to being met: a household paid in money is told of its payment, not of every other way."""
    least = min(map(_distance, ways))
    near = [way for way in dict.fromkeys(ways) if _distance(way) == least][:MOST_WAYS]
    shown = ways if len(ways) <= MOST_WAYS else near
    days = [part.earliest for way in ways for part in way if part.earliest is not None]
    asked = Text("须具备其一：", "one of these is needed: ") if len(shown) > 1 else Text("", "")
    return Failing(
        need(expr, rules),
        Text(
            asked.zh + "；或者".join("，并且".join(p.what.zh for p in way) for way in shown),
            asked.en + "; or ".join(", and ".join(p.what.en for p in way) for way in shown),
        ),
        " | ".join("; ".join(p.fact for p in way) for way in shown),
        Text(
            "；或者".join("，并且".join(_remedies(way, "zh")) for way in near),
            "; or ".join(", and ".join(_remedies(way, "en")) for way in near),
        ),
        min(days) if days else None,
        weight=least,
    )


MOST_WAYS = 2
"""Alternatives that one sentence can name; whoever needs another reads the law's page."""


def _remedies(way: tuple[Failing, ...], language: str) -> list[str]:
    return list(dict.fromkeys(part.remedy.in_language(language) for part in way))


_FAR = 3
"""How much farther a way lies whose figure would have to be another one than a way whose step can be taken."""


def _distance(way: tuple[Failing, ...]) -> int:
    return sum(_FAR if part.is_given else part.weight for part in way)


def _opposite(expr: Not, part: Expr, rules: Rules) -> Why:
    if not isinstance(part, Condition | Done | Elapsed):
        return lambda view: (_not_so(expr, part, rules, view),)
    key = ("not", show(expr))

    def parts(view: View) -> tuple[Failing, ...]:
        known: Failing | None = rules.memo.get(key)
        return (known if known is not None else rules.keep(key, _not_so(expr, part, rules, view)),)

    return parts


def _not_so(expr: Not, part: Expr, rules: Rules, view: View) -> Failing:
    text, fact = _says(part, rules, view)
    return Failing(
        need(expr, rules),
        Text(f"不得有此情形：{text.zh}", f"this must not be so: {text.en}"),
        fact,
        Text("该情形消除后办理", "Possible once this is no longer so"),
    )


def _says(expr: Expr, rules: Rules, view: View) -> tuple[Text, str]:
    """What an expression says, and its figures, for one that holds but should not."""
    if isinstance(expr, Condition):
        return rules.procedure.conditions[expr.id].text, expr.id
    if isinstance(expr, Compare | Among):
        name, now = words.name_of(rules, expr.left.id), named_value(expr.left, rules, view)
        return Text(f"{name.zh}为{now.zh}", f"{name.en} is {now.en}"), compared(expr, rules, view).fact
    if isinstance(expr, Elapsed):
        label = label_of(rules, expr.target)
        return Text(f"自“{label.zh}”起的期限已过", f"the period from “{label.en}” is over"), expr.target
    if isinstance(expr, Done):
        name = rules.procedure.steps[expr.step].name
        return Text(f"“{name.zh}”已记录", f"“{name.en}” is recorded"), expr.step
    return Text(show(expr), show(expr)), show(expr)


def _not_recorded(id: str, rules: Rules) -> Failing:
    known: Failing | None = rules.memo.get(("not_recorded", id))
    if known is None:
        row = rules.procedure.conditions[id]
        names = "、".join(rules.procedure.documents[d].name.zh for d in row.evidence)
        names_en = ", ".join(rules.procedure.documents[d].name.en for d in row.evidence)
        failing = Failing(
            id,
            Text(f"没有记录：{row.text.zh}", f"not recorded: {row.text.en}"),
            f"{id}: 未记录",
            Text(f"凭下列材料记录：{names}", f"Record it with: {names_en}"),
        )
        known = rules.keep(("not_recorded", id), failing)
    return known


def _condition(id: str, rules: Rules, *, inside: bool) -> Why:
    row = rules.procedure.conditions[id]
    if row.check is None:
        return _always(_not_recorded(id, rules))
    check = row.check[rules.regime]
    why, locals_of, token = _why(check, rules, inside=True), locals_in(rules, check), object()

    def parts(view: View) -> tuple[Failing, ...]:
        failing = why(view)
        note = default_text(rules, view, locals_of) if locals_of else NOTHING_TO_SAY
        found: Failing = rules.kept_from(
            (token, note.zh), failing, lambda: _unmet(row, check, note, failing, inside=inside)
        )
        return (found,)

    return parts


def _unmet(
    row: ConditionRow, check: Expr, note: Text, parts: tuple[Failing, ...], *, inside: bool
) -> Failing:
    return Failing(
        row.id,
        Text(f"不具备条件：{row.text.zh}{note.zh}", f"the condition does not hold: {row.text.en}{note.en}"),
        "; ".join(part.fact for part in parts) or row.id,
        Text(f"先做到：{row.text.zh}", f"See first to: {row.text.en}")
        if inside and isinstance(check, Or)
        else Text("；".join(_remedies(parts, "zh")), "; ".join(_remedies(parts, "en"))),
        earliest_of(parts),
        is_given=any(part.is_given for part in parts),
        weight=sum(part.weight for part in parts) or 1,
    )


def _figures(expr: Compare | Among, rules: Rules) -> Why:
    """A comparison that fails; one of words is said once for each value."""
    if is_figure(rules, expr.left.id) or (isinstance(expr, Compare) and isinstance(expr.right, Name)):
        return lambda view: (compared(expr, rules, view),)
    value_of, token = value_getter(expr.left, rules), object()

    def parts(view: View) -> tuple[Failing, ...]:
        value = value_of(view)
        key = (token, type(value), value)
        known: Failing | None = rules.memo.get(key)
        return (known if known is not None else rules.keep(key, compared(expr, rules, view)),)

    return parts
