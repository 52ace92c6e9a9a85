"""Units of the policy language: 元, ㎡, 亩, 月, 次, 人 … and exact quantities written with them.

A quantity is a fraction in base units (fen, ㎡, month, time, head …) and a dimension, so that
元/㎡ × ㎡ is 元 and anything else is a fault. 亩 is a scale of ㎡ (1 亩 = 10000/15 ㎡, exactly), % a scale
of one. 户 has no dimension of its own: a policy computes one household at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Dim: TypeAlias = tuple[tuple[str, int], ...]
"""Sorted base names with their powers, without zeros: `(("area", -1), ("money", 1))`."""

NONE: Dim = ()
MONEY: Dim = (("money", 1),)
AREA: Dim = (("area", 1),)

_BASE: dict[str, tuple[str | None, Fraction]] = {
    "元": ("money", Fraction(100)),
    "分": ("money", Fraction(1)),
    "㎡": ("area", Fraction(1)),
    "亩": ("area", Fraction(10000, 15)),
    "米": ("length", Fraction(1)),
    "月": ("month", Fraction(1)),
    "年": ("year", Fraction(1)),
    "岁": ("year", Fraction(1)),
    "日": ("day", Fraction(1)),
    "次": ("time", Fraction(1)),
    "人": ("head", Fraction(1)),
    "份": ("portion", Fraction(1)),
    "株": ("tree", Fraction(1)),
    "件": ("piece", Fraction(1)),
    "户": (None, Fraction(1)),
    "%": (None, Fraction(1, 100)),
    "比例": (None, Fraction(1)),
    "数": (None, Fraction(1)),
}
# The units of a price list's rows are words for one piece of it; each row is priced by its own.
_PIECES = ("个", "台", "口", "座", "部", "眼", "道", "处", "m³", "套")

BASE_UNIT = {
    "money": "分", "area": "㎡", "length": "米", "month": "月", "year": "年", "day": "日",
    "time": "次", "head": "人", "portion": "份", "tree": "株", "piece": "件",
}  # fmt: skip

UNIT_EN = {
    "元": "yuan", "分": "fen", "㎡": "m²", "亩": "mu", "米": "m", "月": "month", "年": "year", "岁": "year",
    "日": "day", "次": "time", "人": "head", "份": "portion", "株": "tree", "件": "piece", "户": "household",
}  # fmt: skip

for _piece in _PIECES:
    _BASE[_piece] = ("piece", Fraction(1))

UNIT_WORDS = tuple(sorted(_BASE, key=len, reverse=True))
_WORD = "|".join(re.escape(word) for word in UNIT_WORDS)
UNIT_PATTERN = rf"(?:{_WORD})(?:[·/](?:{_WORD}))*"
NUMBER_PATTERN = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_QUANTITY = re.compile(rf"(-?{NUMBER_PATTERN})(?:/([1-9][0-9]*))?\s*({UNIT_PATTERN})?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A written unit: its text, how many base units it is, its dimension."""

    text: str
    scale: Fraction
    dim: Dim


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact value in base units, with the unit in which it was written."""

    value: Fraction
    unit: Unit


def parse_unit(text: str) -> Unit:
    """The unit of a text such as `元/㎡·月`: everything after the stroke divides.

    raises  ValueError for an unknown word
    """
    over, _, under = text.partition("/")
    scale = Fraction(1)
    dim: Dim = NONE
    for words, sign in ((over, 1), (under, -1)):
        for word in words.split("·") if words else ():
            if word not in _BASE:
                raise ValueError(f"{word!r} is not a unit")
            base, factor = _BASE[word]
            scale *= factor**sign
            dim = times(dim, ((base, sign),)) if base else dim
    return Unit(text, scale, dim)


def parse_quantity(text: str, default: Unit | None = None) -> Quantity:
    """The exact value of `15 元/㎡·次`, `1,500 元`, `70%`, `1/4`; a bare number takes the default unit.

    raises  ValueError for anything else, and for a unit of another dimension than the default's
    """
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a number with a unit")
    number, divisor, word = match.groups()
    value = Fraction(number.replace(",", "")) / int(divisor or 1)
    unit = parse_unit(word) if word else (default or parse_unit("数"))
    if default is not None and unit.dim != default.dim:
        raise ValueError(f"{text!r} is not in {default.text}")
    return Quantity(value * unit.scale, unit)


def times(left: Dim, right: Dim, sign: int = 1) -> Dim:
    """The dimension of a product, or with sign −1 of a quotient."""
    powers = dict(left)
    for base, power in right:
        powers[base] = powers.get(base, 0) + sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def show_dim(dim: Dim) -> str:
    """A dimension as a person writes it: `元/㎡·月`; `数` for none."""
    words = {**BASE_UNIT, "money": "元"}
    over = "·".join(words[base] for base, power in dim for _ in range(power) if power > 0)
    under = "·".join(words[base] for base, power in dim for _ in range(-power) if power < 0)
    return (over or "数") + (f"/{under}" if under else "")
