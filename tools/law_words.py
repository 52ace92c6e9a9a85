"""The law's expressions and periods in the words of both languages, for the generated pages of docs/law."""

from __future__ import annotations

from typing import assert_never

from plumbline.law import Period, Procedure
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
)
from plumbline.law.failing import label_of
from plumbline.law.words import name_of, value_of
from plumbline.terms import Text

_OP = {
    "==": Text("为", "is"),
    "!=": Text("不为", "is not"),
    "<": Text("少于", "is less than"),
    "<=": Text("不超过", "is at most"),
    ">": Text("多于", "is more than"),
    ">=": Text("不少于", "is at least"),
}
_UNIT = {
    "calendar_day": Text("日", "calendar days"),
    "working_day": Text("个工作日", "working days"),
    "month": Text("个月", "months"),
}
_NATURE = {
    "law": Text("法律", "law"),
    "local": Text("地方规定", "local rule"),
    "contract": Text("约定", "agreement"),
    "product": Text("准绳自设规则", "Plumbline's own rule"),
}


def in_words(rules: Rules, expr: Expr) -> Text:
    """What an expression asks."""
    match expr:
        case And(parts):
            return _joined(rules, parts, "，并且", ", and ")
        case Or(parts):
            return _joined(rules, parts, "，或者", ", or ")
        case Not(part):
            inside = in_words(rules, part)
            return Text(f"没有下列情形：{inside.zh}", f"it is not so that: {inside.en}")
        case Done(step):
            name = rules.procedure.steps[step].name
            return Text(f"“{name.zh}”已办", f"“{name.en}” is done")
        case Elapsed():
            label = label_of(rules, expr.target)
            return Text(f"自“{label.zh}”起的期限届满", f"the period from “{label.en}” has run")
        case AllHouseholds(step):
            name = rules.procedure.steps[step].name
            return Text(f"各户均已“{name.zh}”", f"every household has “{name.en}”")
        case Condition(id):
            return rules.procedure.conditions[id].text
        case Among(left, values):
            name = name_of(rules, left.id)
            words = [value_of(rules, left.id, value) for value in values]
            return Text(
                f"{name.zh}为{'、'.join(word.zh for word in words)}之一",
                f"{name.en} is one of {', '.join(word.en for word in words)}",
            )
        case Compare(left, op, right):
            name, sign = name_of(rules, left.id), _OP[op]
            value = name_of(rules, right.id) if isinstance(right, Name) else value_of(rules, left.id, right)
            return Text(f"{name.zh}{sign.zh}{value.zh}", f"{name.en} {sign.en} {value.en}")
        case _:
            assert_never(expr)


def period_in_words(rules: Rules, period: Period) -> Text:
    """`自“公布方案征求公众意见”起30日（R590 10(2)，法律）`."""
    start = _start(rules, period.counted_from)
    unit, nature = _UNIT[period.unit], _NATURE[period.nature]
    n = Text(str(period.n), str(period.n))
    if isinstance(period.n, str):
        n = name_of(rules, period.n)
        n = Text(f"“{n.zh}”所定", f"“{n.en}”,")
    cited = f"{period.source} {period.article}".strip(" -") or "-"
    return Text(
        f"自“{start.zh}”起{n.zh}{unit.zh}（{cited}，{nature.zh}）",
        f"{n.en} {unit.en} from “{start.en}” ({cited}, {nature.en})",
    )


def nature_in_words(nature: str) -> Text:
    """Where a rule comes from."""
    return _NATURE[nature]


def _start(rules: Rules, target: str) -> Text:
    owner, _, named = target.partition(".")
    procedure: Procedure = rules.procedure
    if owner in procedure.matters:
        return next(date.text for date in procedure.matters[owner] if date.id == named)
    return label_of(rules, target)


def _joined(rules: Rules, parts: tuple[Expr, ...], zh: str, en: str) -> Text:
    words = [in_words(rules, part) for part in parts]
    shown = [
        Text(f"（{word.zh}）", f"({word.en})") if isinstance(part, And | Or) else word
        for part, word in zip(parts, words, strict=True)
    ]
    return Text(zh.join(word.zh for word in shown), en.join(word.en for word in shown))
