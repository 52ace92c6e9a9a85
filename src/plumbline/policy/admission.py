"""Facts of one household, checked against the schema and read into exact values.

Money and counts are integers, areas decimal texts; a float is refused wherever it stands (R07). What
is admitted becomes an `Item` tree: values by field id, lists by scope, absent values as None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeAlias

from plumbline.policy.schema import ROOT, Field, ListOf, Schema
from plumbline.policy.units import parse_unit
from plumbline.terms import Reason, Text

Value: TypeAlias = "Fraction | bool | date | datetime | str | None"

MAX_WHOLE = 10**15
"""No sum, count or area of a household comes near this; beyond it lies a typing error."""

YEARS = (1800, 2200)
"""No building is older and no period of a plan ends later; beyond them lies a typing error."""

_MISSING = object()
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\+08:00")
_SHARE = re.compile(r"[0-9]{1,9}/[1-9][0-9]{0,8}|0|1")
_DECIMALS = {"area": 2, "height": 2, "quantity": 2, "mu_per_head": 3}
_MAPPINGS = (dict, Mapping)
"""A plain dict is asked first: it is what nearly every record is."""

_WRITTEN = {
    kind: re.compile(rf"(0|[1-9][0-9]{{0,8}})(\.[0-9]{{1,{places}}})?") for kind, places in _DECIMALS.items()
}
_PER_UNIT = {"mu_per_head": parse_unit("亩/人").scale}


class Item:
    """One record of the facts: the household itself or a member of a list.

    values  by field id; None where absent
    lists   by scope, in the order given
    key     a number unique within the household
    """

    __slots__ = ("id", "key", "lists", "parent", "scope", "values")

    def __init__(self, scope: str, name: str, key: int, parent: Item | None) -> None:
        self.scope = scope
        self.id = name
        self.key = key
        self.parent = parent
        self.values: dict[str, Value] = {}
        self.lists: dict[str, list[Item]] = {}


class Admission:
    """Reads facts and gathers every reason against them; `item` is whole only when there is none."""

    def __init__(self, schema: Schema, forms: Mapping[str, str]) -> None:
        self.schema = schema
        self.forms = forms
        self.reasons: list[Reason] = []
        self.keys = 0

    def household(self, facts: Mapping[str, Any]) -> Item:
        """The household's record with all its lists."""
        return self._item(ROOT, "", facts, None, "")

    def _item(self, scope: str, name: str, facts: Mapping[str, Any], parent: Item | None, place: str) -> Item:
        self.keys += 1
        item = Item(scope, name, self.keys, parent)
        for field in self.schema.fields_in[scope]:
            item.values[field.id] = self._value(field, facts, place)
        for list_of in self.schema.lists_in[scope]:
            item.lists[list_of.scope] = self._list(list_of, facts, item, place)
        return item

    def _list(self, list_of: ListOf, facts: Mapping[str, Any], parent: Item, place: str) -> list[Item]:
        at = f"{place}{'.'.join(list_of.path)}"
        found = _walk(facts, list_of.path)
        if found is _MISSING or found is None:
            if list_of.required:
                self._refuse(
                    "R07",
                    at,
                    "缺少这一列表",
                    "the list is missing",
                    "填报这一列表，没有的写空表。",
                    "Give the list; [] if none.",
                )
            return []
        if not isinstance(found, list | tuple) or not all(isinstance(member, Mapping) for member in found):
            self._refuse(
                "R07",
                at,
                "不是列表",
                "not a list of records",
                "按事实表格式填报。",
                "Follow the facts schema.",
            )
            return []
        if len(found) > list_of.limit:
            self._refuse(
                "R07", at, f"共 {len(found)} 项，超过上限 {list_of.limit} 项", f"{len(found)} items, above the limit of {list_of.limit}",
                "核对是否把几户并成了一户。", "Check whether several households were merged.",
            )  # fmt: skip
            return []
        items: list[Item] = []
        for i, member in enumerate(found):
            name = member.get(list_of.id_key)
            name = name if isinstance(name, str) and name else f"#{i + 1}"
            if list_of.id_key.endswith("_id") and any(item.id == name for item in items):
                self._refuse(
                    "R09",
                    f"{at}.{name}",
                    "编号重复",
                    "the id is used twice",
                    "每项用不同的编号；重复填报的删去一项。",
                    "Give each item its own id; remove what was entered twice.",
                )
            items.append(self._item(list_of.scope, name, member, parent, f"{at}.{name}."))
        return items

    def _value(self, field: Field, facts: Mapping[str, Any], place: str) -> Value:
        found = _walk(facts, field.path)
        if found is _MISSING or found is None:
            if field.default is not None:
                return _READ[field.type](field, int(field.default) if field.type in _WHOLE else field.default)
            if field.type == "bool":
                return False
            if field.optional or (field.group and _absent(facts, field.path[: field.group[0]])):
                return None
            self._refuse(
                "R07", _place(field, place), f"缺少“{field.label.zh}”", f"`{field.label.en}` is missing", "补报这一事实。", "Report this fact.",
            )  # fmt: skip
            return None
        try:
            return _READ[field.type](field, found)
        except _WrongCategory:
            known = "、".join(f"{code}（{text.zh}）" for code, text in field.values.items())
            self._refuse(
                "R04", f"{_place(field, place)} = {found!r}", f"“{field.label.zh}”没有“{found}”这一类", f"`{field.label.en}` has no category `{found}`",
                f"可用：{known}。", f"Known: {', '.join(field.values)}.",
            )  # fmt: skip
        except ValueError as error:
            want = _WANTED[field.type]
            self._refuse(
                "R07", f"{_place(field, place)} = {found!r}", f"“{field.label.zh}”的“{found}”不合要求（{error}）",
                f"`{field.label.en}`: {found!r} is not acceptable", f"应为{want.zh}。", f"Expected {want.en}.",
            )  # fmt: skip
        return None

    def _refuse(self, code: str, fact: str, zh: str, en: str, do_zh: str, do_en: str) -> None:
        rule = self.forms.get(code, "")
        self.reasons.append(
            Reason(code, rule, fact, Text(f"{fact}：{zh}。", f"{fact}: {en}."), Text(do_zh, do_en))
        )


class _WrongCategory(ValueError):
    """A code that is not in the enumeration."""


def _place(field: Field, place: str) -> str:
    return f"{place}{'.'.join(field.path)}"


def _walk(facts: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    if len(path) == 1:  # as of every member of a list
        return facts.get(path[0], _MISSING) if isinstance(facts, _MAPPINGS) else _MISSING
    at: Any = facts
    for key in path:
        if not isinstance(at, _MAPPINGS) or key not in at:
            return _MISSING
        at = at[key]
    return at


def _absent(facts: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    found = _walk(facts, path)
    return found is _MISSING or found is None


def _whole(field: Field, found: Any) -> Fraction:
    if isinstance(found, bool) or not isinstance(found, int):
        raise ValueError("不是整数")
    if abs(found) > MAX_WHOLE:
        raise ValueError("超出范围")
    if found < 0 and field.type != "fen_signed":
        raise ValueError("为负数")
    if found == 0 and field.positive:
        raise ValueError("应大于零")
    if field.type == "grade" and found > 4:
        raise ValueError("等级只有一至四级")
    return Fraction(found)


def _decimal(field: Field, found: Any) -> Fraction:
    if not isinstance(found, str):
        raise ValueError("数字应写成文字")
    places = _DECIMALS[field.type]
    if _WRITTEN[field.type].fullmatch(found) is None:
        raise ValueError(f"应为至多 {places} 位小数的非负数")
    whole, _, rest = found.partition(".")
    return Fraction(int(whole + rest), 10 ** len(rest)) * _PER_UNIT.get(field.type, 1)


def _share(_field: Field, found: Any) -> Fraction:
    if not isinstance(found, str) or _SHARE.fullmatch(found) is None:
        raise ValueError("不是份额")
    return Fraction(found)


def _bool(_field: Field, found: Any) -> bool:
    if not isinstance(found, bool):
        raise ValueError("不是是否")
    return found


def _day(_field: Field, found: Any) -> date:
    if not isinstance(found, str) or _DAY.fullmatch(found) is None:
        raise ValueError("不是日期")
    return _within(date.fromisoformat(found))


def _instant(_field: Field, found: Any) -> datetime:
    if not isinstance(found, str) or _INSTANT.fullmatch(found) is None:
        raise ValueError("不是北京时间的时刻")
    instant = datetime.fromisoformat(found)
    _within(instant.date())
    return instant


def _within(day: date) -> date:
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError("年份超出范围")
    return day


def _enum(field: Field, found: Any) -> str:
    if not isinstance(found, str) or found not in field.values:
        raise _WrongCategory
    return found


def _code(_field: Field, found: Any) -> str:
    if not isinstance(found, str) or not 0 < len(found) <= 100:
        raise ValueError("不是编号")
    return found


_WHOLE = frozenset({"fen", "fen_signed", "fen_per_m2", "count", "months", "number", "grade", "trees"})

_READ: dict[str, Callable[[Field, Any], Value]] = {
    **dict.fromkeys(_WHOLE, _whole),
    **dict.fromkeys(_DECIMALS, _decimal),
    "share": _share,
    "bool": _bool,
    "day": _day,
    "instant": _instant,
    "enum": _enum,
    "code": _code,
}

_WANTED: dict[str, Text] = {
    **dict.fromkeys(_WHOLE, Text("不小于零的整数（金额以分计），不得用小数", "a whole number, not negative (money in fen), no fraction")),
    "fen_signed": Text("整数（分）", "a whole number of fen"),
    "area": Text("带引号的平方米数，至多两位小数，如 \"62.37\"", 'square metres in quotes, at most two decimals, as "62.37"'),
    "height": Text("带引号的米数，至多两位小数", "metres in quotes, at most two decimals"),
    "quantity": Text("带引号的数量，至多两位小数", "a quantity in quotes, at most two decimals"),
    "mu_per_head": Text("带引号的亩数，至多三位小数", "mu in quotes, at most three decimals"),
    "share": Text("份额，如 \"1/3\"", 'a share, as "1/3"'),
    "bool": Text("true 或 false", "true or false"),
    "day": Text("日期，如 \"2026-04-20\"", 'a day, as "2026-04-20"'),
    "instant": Text("时刻，如 \"2026-04-30T23:59:59+08:00\"", 'an instant, as "2026-04-30T23:59:59+08:00"'),
    "enum": Text("所列类别之一", "one of the categories"),
    "code": Text("编号", "a code"),
}  # fmt: skip
