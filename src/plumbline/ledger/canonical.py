"""The one spelling of a JSON value: RFC 8785, restricted until there is nothing left to disagree about.

Keys are printable ASCII and unique, numbers are integers within ±(2^53−1), strings hold no lone
surrogate. The validator runs before the serialiser; it rejects and never repairs.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Never

from plumbline.terms import Json

MAX_INTEGER = 2**53 - 1
"""Beyond it a reader that keeps numbers as IEEE doubles sees another number (RFC 7493 section 2.2)."""

MAX_DEPTH = 64
"""Nesting that no record of an office needs; it keeps a hostile text from exhausting the stack."""

_MAX_DIGITS = len(str(MAX_INTEGER)) + 1
_SURROGATES = range(0xD800, 0xE000)


class CanonicalError(ValueError):
    """A value outside the profile. `path` names it as `$.open.types[3]`; `why` says what is wrong."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


@dataclass(frozen=True, slots=True)
class _Unfit:
    """Stands in a parsed tree for a spelling the profile refuses, until the walk can name its path."""

    why: str
    key: str | None = None


def canonical(value: Json) -> bytes:
    """Canonical UTF-8 bytes of a value.

    raises  CanonicalError naming the first offending value
    source  RFC 8785 sections 3.2.2 and 3.2.3, within the profile above
    """
    _walk(value, "$", 0)
    # Inside the profile the standard library sorts and escapes as RFC 8785 does: ASCII keys sort alike by
    # code point and by UTF-16 unit, and integers have no second spelling.
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def parse(data: bytes) -> Json:
    """The value of a JSON text within the profile; the text itself need not be in canonical order.

    raises  CanonicalError for anything that is not JSON, or is outside the profile
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CanonicalError("$", f"not UTF-8 at byte {error.start}") from error
    if text.startswith("\ufeff"):
        raise CanonicalError("$", "begins with a byte order mark")
    try:
        value = json.loads(
            text,
            parse_int=_integer,
            parse_float=lambda spelt: _Unfit(f"{spelt[:30]} is not an integer"),
            parse_constant=_not_json,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise CanonicalError("$", f"not JSON at character {error.pos}: {error.msg}") from error
    except RecursionError as error:
        raise CanonicalError("$", f"nested deeper than {MAX_DEPTH}") from error
    _walk(value, "$", 0)
    parsed: Json = value
    return parsed


def parse_canonical(data: bytes) -> Json:
    """The value of a text that is already canonical; raises CanonicalError when it is spelt otherwise."""
    value = parse(data)
    if canonical(value) != data:
        raise CanonicalError("$", "not in canonical form (order of keys, white space or escapes)")
    return value


def _walk(value: object, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise CanonicalError(path, f"nested deeper than {MAX_DEPTH}")
    # Exact types: a bool is an int to Python, and a subclass could serialise itself in its own way.
    kind = type(value)
    if value is None or kind is bool:
        return
    if kind is str:
        _check_string(str(value), path)
    elif isinstance(value, int) and kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise CanonicalError(path, "an integer beyond ±(2^53−1)")
    elif isinstance(value, list) and kind is list:
        for place, item in enumerate(value):
            _walk(item, f"{path}[{place}]", depth + 1)
    elif isinstance(value, dict) and kind is dict:
        for key, item in value.items():
            _check_key(key, path)
            _walk(item, f"{path}.{key}", depth + 1)
    elif isinstance(value, _Unfit):
        raise CanonicalError(path if value.key is None else f"{path}.{value.key}", value.why)
    else:
        raise CanonicalError(path, f"a {kind.__name__} has no place in this profile of JSON")


def _check_string(text: str, path: str) -> None:
    if not text.isascii() and any(ord(sign) in _SURROGATES for sign in text):
        raise CanonicalError(path, "a lone surrogate")


def _check_key(key: object, path: str) -> None:
    if type(key) is not str or not all(" " <= sign <= "~" for sign in str(key)):
        raise CanonicalError(f"{path}.{key!r}", "a key that is not printable ASCII")


def _integer(spelt: str) -> int | _Unfit:
    if spelt == "-0":
        return _Unfit("minus zero, a second spelling of 0")
    if len(spelt) > _MAX_DIGITS:
        return _Unfit("an integer beyond ±(2^53−1)")
    return int(spelt)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Unfit:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
    return _Unfit("a key written twice", twice)


def _not_json(spelt: str) -> Never:
    raise CanonicalError("$", f"{spelt} is not JSON")
