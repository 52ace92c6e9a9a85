"""Units as they stand in headings and cells, and what they are worth in the facts' own units."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Measure(StrEnum):
    """What a number measures; a unit of one measure never stands in a column of another."""

    AREA = "area"  # base: ㎡
    MONEY = "money"  # base: fen
    PRICE = "price"  # base: fen per ㎡
    LENGTH = "length"  # base: m
    LAND_PER_HEAD = "land_per_head"  # base: mu
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `factor` times the number gives the base unit of its measure, exactly."""

    name: str
    measure: Measure
    factor: Fraction


SQUARE_METRE = Unit("㎡", Measure.AREA, Fraction(1))
# 1 亩 = 10,000/15 ㎡ = 666.666… ㎡, the survey's own definition; not 667 and not 666.67.
MU = Unit("亩", Measure.AREA, Fraction(10_000, 15))
HECTARE = Unit("公顷", Measure.AREA, Fraction(10_000))
FEN = Unit("分", Measure.MONEY, Fraction(1))
YUAN = Unit("元", Measure.MONEY, Fraction(100))
WAN_YUAN = Unit("万元", Measure.MONEY, Fraction(1_000_000))
FEN_PER_M2 = Unit("分/㎡", Measure.PRICE, Fraction(1))
YUAN_PER_M2 = Unit("元/㎡", Measure.PRICE, Fraction(100))
METRE = Unit("米", Measure.LENGTH, Fraction(1))
MU_PER_HEAD = Unit("亩/人", Measure.LAND_PER_HEAD, Fraction(1))
EACH = Unit("个", Measure.COUNT, Fraction(1))

_NAMES: dict[str, Unit] = {
    **dict.fromkeys(("m2", "平方米", "平米", "平方", "平", "sqm"), SQUARE_METRE),
    **dict.fromkeys(("亩", "市亩", "mu"), MU),
    **dict.fromkeys(("公顷", "ha"), HECTARE),
    **dict.fromkeys(("分", "fen"), FEN),
    **dict.fromkeys(("元", "yuan", "圆", "人民币元", "rmb", "cny"), YUAN),
    **dict.fromkeys(("万元", "万", "wan_yuan"), WAN_YUAN),
    **dict.fromkeys(("分/m2", "fen/m2", "fen_per_m2"), FEN_PER_M2),
    **dict.fromkeys(("元/m2", "元/平方米", "元/平米", "元每平方米", "yuan/m2", "yuan_per_m2"), YUAN_PER_M2),
    **dict.fromkeys(("米", "m", "公尺"), METRE),
    **dict.fromkeys(("亩/人", "亩/头", "mu_per_head"), MU_PER_HEAD),
    **dict.fromkeys(("个", "人", "户", "月", "套", "层", "株", "台", "项", "count"), EACH),
}

_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")


def plain(text: str) -> str:
    """Text as headings are compared: full and half width alike, no spaces or line breaks, small letters."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


def unit_named(text: str) -> Unit | None:
    """The unit of a name: ㎡, M2, m², 平方米, 亩, 元, 万元, 元/㎡ …"""
    return _NAMES.get(re.sub(r"^单位[::]?", "", plain(text)))


def split_heading(heading: str) -> tuple[str, Unit | None]:
    """Heading without its unit, and the unit in its brackets: `住宅\\n(M2)` is 住宅 in ㎡."""
    text = plain(heading)
    for match in _BRACKETS.finditer(text):
        if unit := unit_named(match.group(1)):
            return text[: match.start()] + text[match.end() :], unit
    return text, None


def split_cell(text: str) -> tuple[str, Unit | None]:
    """A cell's number without the unit behind it: `87.5平方米`, `1.2亩`, `3000元`."""
    text = plain(text)
    for name in sorted(_NAMES, key=len, reverse=True):
        if text.endswith(name) and text != name:
            return text[: -len(name)], _NAMES[name]
    return text, None
