"""Whose row it is: a household, an organisation, several households at once; and what its name hides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from plumbline.registers.numerals import parse_numeral


class Party(StrEnum):
    """What a row of the register stands for."""

    HOUSEHOLD = "household"
    ORGANISATION = "organisation"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Named:
    """What a name cell says.

    names       the persons or the organisation, spaces inside a name closed up
    households  how many households the row stands for: 11 of 陈某等11户
    holding     2 of `王某2` or `王某-2`: another holding of the same person; None without such a mark
    was_spaced  whether a name was broken by spaces
    """

    party: Party
    names: tuple[str, ...]
    households: int = 1
    holding: int | None = None
    was_spaced: bool = False


_GROUP = re.compile(r"(.+?)等?\s*([0-9]{1,3}|[一二两三四五六七八九十百]{1,5})\s*户")
_HOLDING = re.compile(r"([^\d\s、,，]{2,}?)\s*[-－—–_]?\s*([0-9０-９]{1,2})")
_BETWEEN = re.compile(r"[、,，;；/／]+")
# Endings that no personal name has; 行, 部, 处 and 队 are left out, since people bear them.
_ORGANISATION = re.compile(
    r".+(?:公司|厂|商店|书店|药店|饭店|酒店|店|合作社|供销社|社|局|所|站|馆|医院|学院|院|学校|小学|中学|幼儿园|中心"
    r"|委员会|村委会|居委会|银行|信用社|集团|商场|超市|宾馆|工会|协会|基金会|大队|支队|管理处|办事处|村民小组|仓库)"
)
_DISPUTED = re.compile(r"争议|纠纷|异议|权属不清|权属不明|诉讼|扯皮")
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·]+")


def read_name(text: str) -> Named:
    """Who is meant by a name cell; total rows and empty cells are not asked here.

    `陈某等11户` is a group; `塑料厂` an organisation; `王 某` one name broken by a space; `王某-2` the
    second holding of 王某. Two names of two letters and more with a space between are two persons.
    """
    text = re.sub(r"\s+", " ", text).strip()
    if (match := _GROUP.fullmatch(text)) and (count := _count(match[2])) > 1:
        return Named(Party.GROUP, _split(match[1])[0], households=count)
    if _ORGANISATION.fullmatch(text.replace(" ", "")) and len(text.replace(" ", "")) > 2:
        return Named(Party.ORGANISATION, (text.replace(" ", ""),), was_spaced=" " in text)
    holding = None
    if match := _HOLDING.fullmatch(text):
        text, holding = match[1], int(match[2])
    names, spaced = _split(text)
    return Named(Party.HOUSEHOLD, names, holding=holding, was_spaced=spaced)


def is_disputed(remarks: str) -> bool:
    """Whether the remarks speak of a dispute, over a boundary or over title."""
    return _DISPUTED.search(remarks) is not None


def is_total(text: str) -> bool:
    """Whether a cell begins a row of totals."""
    return re.sub(r"[\s:：]", "", text) in {"合计", "总计", "小计", "累计", "共计", "total", "Total", "TOTAL"}


def _count(text: str) -> int:
    number = int(text) if text.isascii() else parse_numeral(text)
    return int(number) if number is not None and number == int(number) else 0


def _split(text: str) -> tuple[tuple[str, ...], bool]:
    names: list[str] = []
    spaced = False
    for piece in (piece.strip() for piece in _BETWEEN.split(text)):
        parts = piece.split(" ")
        if len(parts) > 1 and all(_CHINESE.fullmatch(part) for part in parts):
            spaced = True
            whole = all(len(part) >= 2 for part in parts)
            names.extend(parts if whole else ["".join(parts)])
        elif piece:
            names.append(piece)
    return tuple(names), spaced
