"""Members of a JSON object read one by one, each held to its form; the place is named in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from plumbline.sampling.refusing import DrawFileError
from plumbline.terms import SHANGHAI, Text

LONGEST_TEXT = 500
"""Characters of a title or name; more is not one line of a notice."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_Member = TypeVar("_Member", bound=StrEnum)


def parse_json(data: bytes) -> object:
    """The value of a JSON text; unlike the ledger's profile it may hold the 60 bit numbers of a beacon.

    raises  DrawFileError for what is not JSON, for fractions, and for a name written twice
    """
    try:
        return json.loads(data.decode("utf-8"), parse_float=_no_fraction, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise DrawFileError(
            "JSON", f"第 {error.start} 字节不是 UTF-8。", f"byte {error.start} is not UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        raise DrawFileError(
            f"{error.lineno}:{error.colno}",
            "这里起不是 JSON。请用原来的文件。",
            "no JSON from here. Take the original file.",
        ) from error
    except (RecursionError, ValueError) as error:
        if isinstance(error, DrawFileError):
            raise
        raise DrawFileError(
            "JSON", "嵌套过深，或者数字过长。", "nested too deep, or a number too long."
        ) from error


class Fields:
    """One object of a file; every reading names its place, as `announcement.sources[1].issue`."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, Mapping):
            raise DrawFileError(where or "JSON", "应为一个对象 {…}。", "an object {…} is expected.")
        self.members: Mapping[str, object] = value
        self.where = where

    def at(self, name: str) -> str:
        """The place of a member."""
        return f"{self.where}.{name}" if self.where else name

    def has(self, name: str) -> bool:
        """Whether the member stands there and is not null."""
        return self.members.get(name) is not None

    def only(self, *names: str) -> None:
        """Refuse members that this form does not know: a misspelt one must not pass unread."""
        for name in self.members:
            if name not in names:
                raise DrawFileError(
                    self.at(name), "没有这一项。请核对写法。", "there is no such member. Check its spelling."
                )

    def part(self, name: str) -> Fields:
        """A member that is an object."""
        return Fields(self.members.get(name), self.at(name))

    def items(self, name: str, most: int) -> list[object]:
        """A member that is a list of at most `most`."""
        value = self.members.get(name)
        if not isinstance(value, list) or len(value) > most:
            raise DrawFileError(
                self.at(name), f"应为一个列表，最多 {most} 项。", f"a list of at most {most} is expected."
            )
        return value

    def objects(self, name: str, most: int) -> tuple[Fields, ...]:
        """A member that is a list of objects."""
        return tuple(
            Fields(item, f"{self.at(name)}[{place}]") for place, item in enumerate(self.items(name, most))
        )

    def text(self, name: str, most: int = LONGEST_TEXT) -> str:
        """A member that is a text of 1 to `most` characters."""
        return as_text(self.members.get(name), self.at(name), most)

    def both(self, name: str) -> Text:
        """A text in both languages, as `title_zh` and `title_en`."""
        return Text(self.text(f"{name}_zh"), self.text(f"{name}_en"))

    def whole(self, name: str, low: int, high: int) -> int:
        """A member that is a whole number of a range."""
        return as_whole(self.members.get(name), self.at(name), low, high)

    def sha256(self, name: str) -> str:
        """A member that is a SHA-256 in small hex digits."""
        return as_sha256(self.members.get(name), self.at(name))

    def one_of(self, name: str, choices: type[_Member]) -> _Member:
        """A member that is one of a closed list."""
        return as_choice(self.members.get(name), self.at(name), choices)

    def instant(self, name: str) -> datetime:
        """A member that is an instant with its offset, `2026-06-04T21:15:00+08:00`; in Asia/Shanghai."""
        value = self.members.get(name)
        try:
            found = datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise DrawFileError(
                self.at(name),
                f"应写明日期、时刻和时区，如 2026-06-04T21:15:00+08:00；现为 {value!r}。",
                f"date, time and offset are expected, as 2026-06-04T21:15:00+08:00; found {value!r}.",
            )
        return found.astimezone(SHANGHAI)

    def day(self, name: str) -> date:
        """A member that is a day, `2026-06-04`."""
        value = self.members.get(name)
        try:
            return date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
        except ValueError as error:
            raise DrawFileError(
                self.at(name),
                f"应为日期，如 2026-06-04；现为 {value!r}。",
                f"a day is expected; found {value!r}.",
            ) from error


def as_text(value: object, where: str, most: int = LONGEST_TEXT) -> str:
    """A text of 1 to `most` characters, without control characters."""
    if not isinstance(value, str) or not 0 < len(value) <= most or not value.isprintable():
        raise DrawFileError(
            where,
            f"应为一行文字，最多 {most} 字。",
            f"one line of text, at most {most} characters, is expected.",
        )
    return value


def as_whole(value: object, where: str, low: int, high: int) -> int:
    """A whole number of a range; true and false are none."""
    if type(value) is not int or not low <= value <= high:
        raise DrawFileError(
            where,
            f"应为 {low} 至 {high} 的整数；现为 {str(value)[:60]}。",
            f"a whole number from {low} to {high} is expected; found {str(value)[:60]}.",
        )
    return value


def as_sha256(value: object, where: str) -> str:
    """A SHA-256 in 64 small hex digits."""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise DrawFileError(
            where, "应为 64 位小写十六进制的 SHA-256。", "a SHA-256 in 64 small hex digits is expected."
        )
    return value


def as_choice(value: object, where: str, choices: type[_Member]) -> _Member:
    """One of a closed list, by its name."""
    found = next((choice for choice in choices if choice == value), None)
    if found is None:
        names = ", ".join(choices)
        raise DrawFileError(where, f"应为其中之一：{names}。", f"one of {names} is expected.")
    return found


def _no_fraction(spelt: str) -> object:
    raise DrawFileError(
        spelt[:30], "不是整数；抽取只用整数。", "not a whole number; a draw uses whole numbers only."
    )


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DrawFileError(twice[:60], "同一项写了两次。", "written twice in one object.")
    return members
