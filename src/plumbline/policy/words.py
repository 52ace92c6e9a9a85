"""The words of a formula, Chinese first; each has one English form that means the same."""

from __future__ import annotations

from plumbline.terms import Text

KEYWORDS: dict[str, Text] = {
    "or": Text("或", "or"),
    "and": Text("且", "and"),
    "not": Text("非", "not"),
    "in": Text("属于", "in"),
    "if": Text("若", "if"),
    "then": Text("则", "then"),
    "else": Text("否则", "else"),
    "by": Text("按", "by"),
    "where": Text("其中", "where"),
}

FUNCTIONS: dict[str, Text] = {
    "round": Text("取整", "round"),
    "floor": Text("舍去小数", "floor"),
    "max": Text("较大", "max"),
    "min": Text("较小", "min"),
    "positive": Text("负数为零", "positive"),
    "full_years": Text("满年数", "full_years"),
    "half_months": Text("月数按半月计", "half_months"),
    "started_months": Text("月数不足一月按一月", "started_months"),
    "days": Text("天数", "days"),
    "earlier": Text("较早", "earlier"),
    "later": Text("较晚", "later"),
    "day_of": Text("当日", "day_of"),
    "has": Text("有", "has"),
    "sum": Text("合计", "sum"),
    "highest": Text("最高", "highest"),
    "any": Text("存在", "any"),
    "count": Text("个数", "count"),
    "sum_before": Text("此前合计", "sum_before"),
}

OPERATORS = {
    "+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "/": "/", "÷": "/",
    "=": "=", "==": "=", "≠": "≠", "!=": "≠", "<": "<", ">": ">",
    "≤": "≤", "<=": "≤", "≥": "≥", ">=": "≥",
}  # fmt: skip
"""Each written operator and the one it stands for."""

SHOWN = {"+": "+", "-": "−", "*": "×", "/": "÷"}

KEYWORD_OF = {form: key for key, text in KEYWORDS.items() for form in (text.zh, text.en)}
FUNCTION_OF = {form: key for key, text in FUNCTIONS.items() for form in (text.zh, text.en)}
