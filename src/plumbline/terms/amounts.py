"""Money in fen and areas in 0.01 ㎡: exact integers inside, written out only at the edges."""

from __future__ import annotations

import re
from typing import NewType

Fen = NewType("Fen", int)
"""An amount of money in fen (0.01 yuan); may be negative where a household owes."""

AreaDm2 = NewType("AreaDm2", int)
"""An area in units of 0.01 ㎡ (100 = 1 ㎡)."""

_AREA = re.compile(r"(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,2}))?")


def show_yuan(fen: int) -> str:
    """Yuan with two decimals and groups of three: 31204567 → `312,045.67`."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}"


def show_area(area: int) -> str:
    """Square metres with two decimals: 6237 → `62.37`."""
    sign = "-" if area < 0 else ""
    whole, rest = divmod(abs(area), 100)
    return f"{sign}{whole}.{rest:02d}"


def parse_area(text: str) -> AreaDm2:
    """Area of a decimal text with at most two decimals, in 0.01 ㎡.

    raises  ValueError for a sign, an exponent, more than two decimals or anything that is not a
            plain decimal; nothing is rounded here
    source  the facts schema of the policies: areas are decimal strings
    """
    match = _AREA.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not an area in ㎡ with at most two decimals")
    whole, rest = match.groups()
    return AreaDm2(int(whole) * 100 + int((rest or "").ljust(2, "0") or "0"))
