"""Exact values as people read them: yuan with two decimals, areas in ㎡, ratios as fractions."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from plumbline.policy.units import AREA, MONEY, NONE, UNIT_EN, Dim, Quantity, show_dim

_PIECES: Dim = (("piece", 1),)


def show_decimal(value: Fraction, least: int = 0) -> str:
    """A terminating decimal with at least so many places; a fraction `1/3` where it does not terminate."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives, least)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def show_number(value: Fraction, dim: Dim, lang: str = "zh") -> str:
    """A number of a dimension: money and prices in yuan without a unit, the rest with it."""
    if dim == NONE:
        return str(value)
    if dict(dim).get("money") == 1:
        return show_decimal(value / 100, 2)
    if dim == _PIECES:
        return show_decimal(value)
    unit = show_dim(dim)
    if dim == AREA:
        return f"{show_decimal(value, 2)} {unit_in(unit, lang)}"
    return f"{show_decimal(value)} {unit_in(unit, lang)}"


def show_written(quantity: Quantity, lang: str = "zh") -> str:
    """A figure of the plan in the unit in which it is written: `60030.00 元/亩`, `70%`, `6180.50`."""
    unit = quantity.unit
    written = quantity.value / unit.scale
    if unit.text.startswith("%"):
        return f"{show_decimal(written)}{unit_in(unit.text, lang)}"
    if dict(unit.dim).get("money") == 1:
        shown = show_decimal(written, 2)
        return f"{shown} {unit_in(unit.text, lang)}" if "亩" in unit.text else shown
    return show_number(quantity.value, unit.dim, lang)


def show_with_unit(quantity: Quantity, lang: str = "zh") -> str:
    """A figure with its unit always, as the articles print it: `15 元/㎡·次`, `3/10`, `320,000 元`."""
    unit = quantity.unit
    written = quantity.value / unit.scale
    number = f"{written.numerator:,}" if written.denominator == 1 else show_decimal(written)
    if unit.text.startswith("%"):
        return f"{number}{unit_in(unit.text, lang)}"
    if unit.dim == NONE and unit.text in ("数", "比例"):
        return number
    return f"{number} {unit_in(unit.text, lang)}"


def unit_in(unit: str, lang: str) -> str:
    """A written unit in the language wanted."""
    if not lang.startswith("en"):
        return unit
    over, stroke, under = unit.partition("/")
    words = [
        "·".join(UNIT_EN.get(word, "piece") if word != "%" else "%" for word in part.split("·"))
        if part
        else ""
        for part in (over, under)
    ]
    return words[0] + stroke + words[1]


def show_value(value: object, dim: Dim, lang: str = "zh") -> str:
    """Any value of a formula."""
    if isinstance(value, bool):
        return ("yes" if value else "no") if lang.startswith("en") else ("是" if value else "否")
    if isinstance(value, Fraction):
        return show_number(value, dim, lang)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def show_fen(value: Fraction | int) -> str:
    """Fen as yuan, exact: `385477.785`, at least two decimals."""
    return show_number(Fraction(value), MONEY)
