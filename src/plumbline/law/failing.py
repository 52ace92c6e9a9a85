"""What one need that is not met says: what is missing, the fact with its figures, the remedy, the earliest day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from plumbline.law.calendar import ONE_DAY
from plumbline.law.clocks import UNIT_TEXT, LastDay, earliest_after
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
    Not,
    Or,
    names_in,
    show,
    tests_in,
)
from plumbline.law.periods import length_of
from plumbline.law.procedure import Period
from plumbline.law.views import Unknown, View
from plumbline.terms import Text


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


def need(expr: Expr, rules: Rules) -> str:
    """The stable name of a need, worked out once."""
    name: str = rules.once("need", expr, need_of)
    return name


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
