"""What a command may hold at all: values that the ledger can spell and the tables can keep.

A figure beyond the ledger's range, half a character, a day of the year 1, a text as long as a book or a
thousand papers are a slip of whoever wrote the file; they are named with their place before anything is decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plumbline.campaign.codec import command_json
from plumbline.campaign.commands import (
    Command,
    EnterProjectDate,
    EnterProjectFact,
    ImportMap,
    ImportRegister,
    MakePlan,
    OpenCampaign,
    RecordProjectStep,
    SealPolicy,
)
from plumbline.campaign.deciding.draft import reason
from plumbline.terms import Reason

MAX_INTEGER = 2**53 - 1
"""The ledger's own limit: beyond it a reader with IEEE doubles sees another number."""

MAX_TEXT = 4_000
"""Characters of one text: two pages. Longer papers are scanned and named as evidence."""

MAX_NUMBER = 80
"""Characters of an id or of a paper's number."""

MAX_WORD = 20
"""Characters of a word out of a short list, such as the channel of an enquiry."""

MAX_PAPERS = 60
"""Papers of one act; a household's whole survey has about ten."""

MAX_PUBLIC_PAPERS = 20
"""Papers of a project's act: they are published with the leaf, which holds 16,384 bytes."""

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years of any day: the oldest deed that an office is shown, and beyond every deadline that follows from a day."""

MAX_DEPTH = 24
MOST_REASONS = 20

_HALF_A_SIGN = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"(\d{4})-\d\d-\d\d(T[0-9:.+-]+)?")
_WORDS = frozenset({"channel", "kind", "stage"})
_SHORT = frozenset(
    {"document", "number", "sha256", "household", "project", "step", "post", "unit", "order", "person"}
)
_PUBLIC = (RecordProjectStep, EnterProjectDate, EnterProjectFact)
_WHOLE_FILES = (ImportRegister, ImportMap, MakePlan, OpenCampaign, SealPolicy)
"""Commands that carry a file: they have limits of their own where the file is read."""


def unfit(command: Command) -> tuple[Reason, ...]:
    """Every value of a command that cannot be recorded, with its place; empty when all can."""
    long_texts = isinstance(command, _WHOLE_FILES)
    found: list[Reason] = []
    given = command_json(command)
    if not _all_fit(given, "", 0, long_texts=long_texts):  # places are named only where one is wrong
        for where, name, value in _values(given, "", "", 0):
            if (wrong := _wrong(name, value, long_texts=long_texts)) is not None:
                found.append(_reason(_HALF_A_SIGN.sub("�", where) or type(command).__name__, *wrong))
            if len(found) == MOST_REASONS:
                return tuple(found)
    papers = getattr(command, "evidence", ())
    most = MAX_PUBLIC_PAPERS if isinstance(command, _PUBLIC) else MAX_PAPERS
    if len(papers) > most:
        found.append(_reason("evidence", f"一次最多附 {most} 份材料", f"at most {most} papers with one act"))
    return tuple(found)


def _all_fit(value: Any, name: str, depth: int, *, long_texts: bool) -> bool:
    """Whether no value is wrong; what `_values` and `_wrong` say, without the places."""
    kind = type(value)
    if depth > MAX_DEPTH:
        return False
    if kind is dict:
        for key, item in value.items():
            key = str(key)
            if not _is_short(key) and _wrong_text("key", key, long_texts=long_texts) is not None:
                return False
            # Short texts are asked here: a call for each of them would be most of the work.
            if not (type(item) is str and depth < MAX_DEPTH and _is_short(item)) and not _all_fit(
                item, key, depth + 1, long_texts=long_texts
            ):
                return False
        return True
    if kind is list:
        return all(_all_fit(item, name, depth + 1, long_texts=long_texts) for item in value)
    if kind is str:
        return _is_short(value) or _wrong_text(name, value, long_texts=long_texts) is None
    return _wrong(name, value, long_texts=long_texts) is None


def _is_short(text: str) -> bool:
    """Short enough for every name, and no day: as most texts are."""
    return len(text) <= MAX_WORD and text.isascii() and text.isprintable() and text[4:5] != "-"


def _values(value: Any, where: str, name: str, depth: int) -> Iterator[tuple[str, str, Any]]:
    if depth > MAX_DEPTH:
        yield where, name, _TooDeep()
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield f"{where}.{key}".lstrip("."), "key", str(key)
            yield from _values(item, f"{where}.{key}".lstrip("."), str(key), depth + 1)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _values(item, f"{where}[{number}]", name, depth + 1)
    else:
        yield where, name, value


class _TooDeep:
    """Stands for values nested deeper than any record of an office."""


def _wrong(name: str, value: Any, *, long_texts: bool) -> tuple[str, str] | None:
    match value:
        case bool() | None:
            return None
        case int():
            return None if abs(value) <= MAX_INTEGER else ("数字过大", "the number is too large")
        case str():
            return _wrong_text(name, value, long_texts=long_texts)
        case _TooDeep():
            return f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH}"
        case _:
            return "只可用文字、整数、true、false", "only texts, whole numbers, true and false"


def _wrong_text(name: str, text: str, *, long_texts: bool) -> tuple[str, str] | None:
    if "\x00" in text or (not text.isascii() and _HALF_A_SIGN.search(text)):
        return "含有不能保存的字符", "it holds a character that cannot be kept"
    if name not in _SHORT and (day := _DAY.fullmatch(text)) and not FIRST_YEAR <= int(day[1]) <= LAST_YEAR:
        return (
            f"日期 {text} 不在 {FIRST_YEAR} 年至 {LAST_YEAR} 年之间",
            f"the day {text} is not between the years {FIRST_YEAR} and {LAST_YEAR}",
        )
    most = MAX_NUMBER if name in _SHORT else MAX_WORD if name in _WORDS else MAX_TEXT
    if len(text) > most and not (long_texts and name not in _SHORT):
        return f"文字 {len(text)} 个字，最多 {most} 个", f"a text of {len(text)} characters; at most {most}"
    return None


def _reason(where: str, zh: str, en: str) -> Reason:
    return reason(
        "command:value",
        "准绳自设规则",
        where[:200],
        message=(f"{where[:200]}：{zh}", f"{where[:200]}: {en}"),
        remedy=(
            "请改正此处后再提交；长文件请扫描后作为材料附上",
            "correct it there; attach a long paper as evidence",
        ),
    )
