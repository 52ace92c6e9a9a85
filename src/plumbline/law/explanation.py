"""Why an expression does not hold: which test fails, in words, with figures and the earliest day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, assert_never

from plumbline.law import words
from plumbline.law.calendar import ONE_DAY
from plumbline.law.clocks import UNIT_TEXT, LastDay, earliest_after
from plumbline.law.compiled import Rules
from plumbline.law.evaluation import Getter, getter
from plumbline.law.expressions import (
    AllHouseholds,
    Among,
    And,
    Compare,
    Condition,
    Done,
    Elapsed,
    Expr,
    Literal,
    Name,
    Not,
    Or,
    names_in,
    show,
    tests_in,
)
from plumbline.law.periods import length_of
from plumbline.law.procedure import ConditionRow, Period, Value
from plumbline.law.views import STATED, Unknown, View
from plumbline.terms import Fen, Text, show_yuan


@dataclass(frozen=True, slots=True)
class Failing:
    """One need that is not met.

    need      its stable name inside the step's code: `compensated`, `requires(x)`, `elapsed(x)`
    what      what is missing
    fact      the fact that fails, with its figures
    remedy    what would make it possible
    earliest  the first day on which it can be met, where that is a matter of days alone
    is_given  it turns on what the household chose or what its title is: nobody takes a step to change that
    weight    how many things are missing in it
    """

    need: str
    what: Text
    fact: str
    remedy: Text
    earliest: date | None = None
    is_given: bool = False
    weight: int = 1


HOLDS: tuple[Failing, ...] = ()
"""Nothing fails."""


def need_of(expr: Expr) -> str:
    """The stable name of a need."""
    match expr:
        case Condition(id):
            return id
        case Done(step):
            return f"requires({step})"
        case Elapsed() | AllHouseholds():
            return show(expr)
        case Not(part):
            return f"not({need_of(part)})"
        case Or(parts):
            return "|".join(need_of(part) for part in parts)
        case And(parts):
            return "&".join(need_of(part) for part in parts)
        case Compare():
            return show(expr).replace(" ", "")
        case Among(left, values):
            return f"in({left.id},{','.join(str(value) for value in values)})"
        case _:
            assert_never(expr)


Why: TypeAlias = "Callable[[View], tuple[Failing, ...]]"
"""An expression made ready to say what fails in it for a view: every failing part, empty where it holds."""


def explanation_of(expr: Expr, rules: Rules) -> Why:
    """The compiled explanation of an expression."""
    return _why(expr, rules, inside=False)


def need(expr: Expr, rules: Rules) -> str:
    """The stable name of a need, worked out once."""
    name: str = rules.once("need", expr, need_of)
    return name


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


def earliest_of(failing: Iterable[Failing]) -> date | None:
    """The first day on which all of these can be met; None as soon as one is not a matter of days."""
    days = [f.earliest for f in failing]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def missing(unknown: Unknown, rules: Rules) -> Failing:
    """What must be entered before the question can be decided."""
    if unknown.kind == "calendar":
        year = unknown.what
        return Failing(
            f"calendar({year})",
            Text(
                f"{year}年放假安排尚未录入，不作推测",
                f"the holiday notice of {year} is not entered, and is not guessed",
            ),
            f"calendar {year}: 未录入",
            Text(
                f"录入国务院办公厅关于{year}年放假安排的通知",
                f"Enter the State Council's holiday notice of {year}",
            ),
        )
    parameter = rules.regime_rules.local_parameters[unknown.what]
    return Failing(
        f"local({parameter.id})",
        Text(
            f"地方参数“{parameter.name.zh}”没有依据文件设定",
            f"the local parameter {parameter.name.en} is not set by a cited document",
        ),
        f"local.{parameter.id}: 未设定",
        Text(
            f"录入设定“{parameter.name.zh}”的地方文件",
            f"Enter the local document that sets {parameter.name.en}",
        ),
    )


def not_done(rules: Rules, step: str) -> Failing:
    """A step that should have been recorded before."""
    known: Failing | None = rules.memo.get(("not_done", step))
    if known is None:
        known = rules.keep(("not_done", step), _not_done(rules, step))
    return known


def _not_done(rules: Rules, step: str) -> Failing:
    name = rules.procedure.steps[step].name
    return Failing(
        f"requires({step})",
        Text(f"“{name.zh}”尚未记录", f"“{name.en}” is not recorded"),
        f"{step}: 未记录",
        Text(f"先办理并记录“{name.zh}”", f"Do and record “{name.en}” first"),
    )


def not_all(rules: Rules, view: View, step: str) -> Failing:
    """A step that some household still lacks."""
    name, done, whole = (
        rules.procedure.steps[step].name,
        view.project.households_done.get(step, 0),
        view.project.households,
    )
    if whole == 0:
        return Failing(
            f"all_households({step})",
            Text("名册上还没有户", "no household is listed yet"),
            f"{step}: 0/0",
            Text(
                f"先列册，各户完成“{name.zh}”后办理",
                f"List the households and wait until every one has “{name.en}”",
            ),
        )
    return Failing(
        f"all_households({step})",
        Text(
            f"{whole}户中有{whole - done}户尚未完成“{name.zh}”",
            f"{whole - done} of {whole} households lack “{name.en}”",
        ),
        f"{step}: {done}/{whole}",
        Text(f"各户完成“{name.zh}”后办理", f"Wait until every household has “{name.en}”"),
    )


def not_elapsed(expr: Elapsed, rules: Rules, view: View) -> Failing:
    """A period that has not run, with its days."""
    label = label_of(rules, expr.target)
    start, last = rules.start(view, expr.target), rules.end(view, expr.target)
    if start is None:
        return _not_begun(expr, rules, label)
    period = rules.counted(expr.target, start).period
    if not isinstance(last, LastDay):
        return Failing(
            show(expr),
            Text(
                f"自“{label.zh}”（{start}）起的期限尚未届满：期限未定或者正在中止",
                f"the period from “{label.en}” ({start}) has no end yet: not set, or standing still",
            ),
            f"{expr.target} {start}: 无末日",
            Text("待期限确定、中止事由消除后办理", "Wait until the length is set and nothing suspends it"),
        )
    return Failing(
        show(expr),
        _period_text(label, start, last, period, rules, view),
        f"{expr.target} {start} → {_days(last)}",
        Text(f"自{last.day + ONE_DAY}起可以办理", f"Possible from {last.day + ONE_DAY}"),
        earliest_after(last),
    )


def _not_begun(expr: Elapsed, rules: Rules, label: Text) -> Failing:
    known: Failing | None = rules.memo.get(("not_begun", expr.target))
    if known is None:
        failing = Failing(
            show(expr),
            Text(f"“{label.zh}”尚未记录，期限没有起算", f"“{label.en}” is not recorded, so no period runs"),
            f"{expr.target}: 未记录",
            Text(f"先记录“{label.zh}”，期满后办理", f"Record “{label.en}” first and let its period run"),
        )
        known = rules.keep(("not_begun", expr.target), failing)
    return known


def label_of(rules: Rules, target: str) -> Text:
    """The words for a step or one of its named dates."""
    step_id, _, named = target.partition(".")
    step = rules.procedure.steps[step_id]
    date_row = step.date(named) if named else None
    return step.name if date_row is None else date_row.text


def length_text(n: int, period: Period) -> Text:
    """`30日`, `10个工作日`."""
    unit = UNIT_TEXT[period.unit]
    return Text(f"{n}{unit.zh}", f"{n} {unit.en}")


NOTHING_TO_SAY = Text("", "")
"""The remark where none is needed."""


def default_text(rules: Rules, view: View, names: Iterable[str]) -> Text:
    """A remark for each local parameter that holds only by our own default; empty where none does."""
    zh, en = "", ""
    for name in names:
        level, _, word = name.partition(".")
        entered = view.project.local.get(word)
        parameter = rules.regime_rules.local_parameters.get(word) if level == "local" else None
        if parameter is None or parameter.product_default is None or (entered and entered.document):
            continue
        zh += f"（{parameter.name.zh}未由地方文件设定，按准绳自设规则取{parameter.product_default}）"
        en += (
            f" ({parameter.name.en} is not set locally; by Plumbline's own rule {parameter.product_default})"
        )
    return Text(zh, en) if zh else NOTHING_TO_SAY


def locals_in(rules: Rules, expr: Expr) -> tuple[str, ...]:
    """The local parameters an expression turns on, through conditions."""
    names: tuple[str, ...] = rules.once("locals", expr, lambda whole: _locals_in(rules, whole))
    return names


def _locals_in(rules: Rules, expr: Expr) -> tuple[str, ...]:
    found = [name for name in names_in(expr) if name.startswith("local.")]
    for test in tests_in(expr):
        if isinstance(test, Condition):
            check = (rules.procedure.conditions[test.id].check or {}).get(rules.regime)
            found += locals_in(rules, check) if check is not None else ()
    return tuple(dict.fromkeys(found))


def show_value(rules: Rules, name: str, value: Value) -> str:
    """A value as its unit is read: fen in yuan, yes or no, else as it is."""
    if isinstance(value, bool):
        return "是" if value else "否"
    row = rules.procedure.facts.get(name)
    if row is not None and row.type == "fen" and isinstance(value, int):
        return f"{show_yuan(Fen(value))}元"
    return str(value)


def _days(last: LastDay) -> str:
    mark = "（to_be_rolled）" if last.to_be_rolled else ""
    return f"{last.day}{mark}" if last.day == last.nominal else f"{last.nominal} → {last.day}{mark}"


def _period_text(
    label: Text, start: date, last: LastDay, period: Period | None, rules: Rules, view: View
) -> Text:
    if period is None:
        return Text(f"“{label.zh}”为{start}，尚未过去", f"“{label.en}” is {start} and does not lie behind")
    n = length_of(view, period)
    length = length_text(n, period) if isinstance(n, int) else Text("期限", "the period")
    rolled = Text("", "")
    if last.nominal != last.day:
        rolled = Text(
            f"名义末日{last.nominal}为休息日，顺延至", f"nominally {last.nominal}, a rest day, rolled to "
        )
    note = default_text(rules, view, [period.n] if isinstance(period.n, str) else [])
    return Text(
        f"自“{label.zh}”（{start}）起{length.zh}未满：{rolled.zh}{last.day}为最后一日{note.zh}",
        f"{length.en} from “{label.en}” ({start}) have not run: the last day is {rolled.en}{last.day}{note.en}",
    )


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
        name, now = words.name_of(rules, expr.left.id), _named(expr.left, rules, view)
        return Text(f"{name.zh}为{now.zh}", f"{name.en} is {now.en}"), _compared(expr, rules, view).fact
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


_AT_ZH = {"==": "为", "!=": "不为", "<": "小于", "<=": "不超过", ">": "大于", ">=": "不少于"}
_AT_EN = {"==": "", "!=": "not ", "<": "less than ", "<=": "at most ", ">": "more than ", ">=": "at least "}
_GIVEN = frozenset({"choice", "track.title", "track.form", "household.use"})


def _figures(expr: Compare | Among, rules: Rules) -> Why:
    """A comparison that fails; one of words is said once for each value."""
    if is_figure(rules, expr.left.id) or (isinstance(expr, Compare) and isinstance(expr.right, Name)):
        return lambda view: (_compared(expr, rules, view),)
    value_of, token = _getter(expr.left, rules), object()

    def parts(view: View) -> tuple[Failing, ...]:
        value = value_of(view)
        key = (token, type(value), value)
        known: Failing | None = rules.memo.get(key)
        return (known if known is not None else rules.keep(key, _compared(expr, rules, view)),)

    return parts


def _compared(expr: Compare | Among, rules: Rules, view: View) -> Failing:
    id = expr.left.id
    name, now = words.name_of(rules, id), _named(expr.left, rules, view)
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
        is_given=id in _GIVEN and _getter(expr.left, rules)(view) != "unchosen",
    )


def _getter(name: Name, rules: Rules) -> Getter:
    known: Getter | None = rules.memo.get(("getter", name.id))
    if known is None:
        known = rules.memo["getter", name.id] = getter(name, rules)
    return known


def _label(name: str, rules: Rules) -> Text:
    if name in rules.procedure.facts:
        return rules.procedure.facts[name].text
    return rules.regime_rules.local_parameters[name.partition(".")[2]].name


def _named(name: Name, rules: Rules, view: View) -> Text:
    value = _getter(name, rules)(view)
    if isinstance(value, Unknown):
        return Text("未录入", "not entered")
    if view.masked and is_figure(rules, name.id):
        return Text(_open(name.id), _open(name.id))
    return words.value_of(rules, name.id, value)


def _right(left: Name, right: Name | Literal, rules: Rules, view: View) -> Text:
    if isinstance(right, Name):
        name, value = words.name_of(rules, right.id), _named(right, rules, view)
        return Text(f"{name.zh}（{value.zh}）", f"{name.en} ({value.en})")
    return words.value_of(rules, left.id, right)


def _fact_value(name: Name, rules: Rules, view: View) -> str:
    value = _getter(name, rules)(view)
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
        return _named(name, rules, view).in_language(written)

    return _FIGURE.sub(figure, text)


def _open(name: str) -> str:
    return f"{FIGURE_BEGINS}{name}{_FIGURE_ENDS}"
