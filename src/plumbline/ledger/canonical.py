"""The one spelling of a JSON value: RFC 8785, restricted until there is nothing left to disagree about.

Keys are printable ASCII and unique, numbers are integers within ±(2^53−1), strings hold no lone
surrogate. The validator runs before the serialiser; it rejects and never repairs.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Never

from plumbline.terms import Json

MAX_INTEGER = 2**53 - 1
"""Beyond it a reader that keeps numbers as IEEE doubles sees another number (RFC 7493 section 2.2)."""

MAX_DEPTH = 64
"""Nesting that no record of an office needs; it keeps a hostile text from exhausting the stack."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_DIGITS = len(str(MAX_INTEGER)) + 1


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
    if type(value) is str:  # most values of an event are one short text
        try:
            return _quoted(value).encode("utf-8")
        except UnicodeEncodeError:
            pass  # half a character: the walk below says so
    if not _is_sound(value, 0):
        _walk(value, _ROOT, 0)  # names the place
    return _serialise(value)


def _serialise(value: Json) -> bytes:
    # Inside the profile the standard library sorts and escapes as RFC 8785 does: ASCII keys sort alike by
    # code point and by UTF-16 unit, and integers have no second spelling.
    return _ENCODER.encode(value).encode("utf-8")


_quoted = json.encoder.encode_basestring
"""A text in quotation marks with the escapes of the encoder below, which uses the same function."""

_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


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
    if not _is_sound(value, 0):
        _walk(value, _ROOT, 0)  # names the place
    parsed: Json = value
    return parsed


def parse_canonical(data: bytes) -> Json:
    """The value of a text that is already canonical; raises CanonicalError when it is spelt otherwise."""
    value = parse(data)
    if _serialise(value) != data:
        raise CanonicalError("$", "not in canonical form (order of keys, white space or escapes)")
    return value


_Path = tuple["_Path | None", str]
"""A path as links from the leaf up, so that the way to a sound value costs no text."""

_ROOT: _Path = (None, "$")


def _is_sound(value: Any, depth: int) -> bool:
    """Whether `_walk` finds nothing: the same rules without the places, for what is nearly always sound."""
    kind = type(value)
    if kind is dict:
        if depth > MAX_DEPTH or not all(
            type(key) is str and key.isascii() and key.isprintable() for key in value
        ):
            return False
        members: Any = value.values()
    elif kind is list:
        if depth > MAX_DEPTH:
            return False
        members = value
    else:
        return depth <= MAX_DEPTH and _is_sound_scalar(value, kind)
    # Texts and numbers are asked here: a call for each of them would be most of the work.
    for item in members:
        kind = type(item)
        if kind is dict or kind is list:
            if not _is_sound(item, depth + 1):
                return False
        elif depth == MAX_DEPTH or not (
            (kind is str and item.isascii()) or item is None or _is_sound_scalar(item, kind)
        ):
            return False
    return True


def _is_sound_scalar(value: Any, kind: type) -> bool:
    if kind is str:
        return value.isascii() or _LONE_SURROGATE.search(value) is None
    return value is None or kind is bool or (kind is int and -MAX_INTEGER <= value <= MAX_INTEGER)


def _walk(value: object, path: _Path, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _error(path, f"nested deeper than {MAX_DEPTH}")
    # Exact types: a bool is an int to Python, and a subclass could serialise itself in its own way.
    kind = type(value)
    if kind is str:
        _check_string(str(value), path)
    elif value is None or kind is bool:
        return
    elif isinstance(value, int) and kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise _error(path, "an integer beyond ±(2^53−1)")
    elif isinstance(value, list) and kind is list:
        for place, item in enumerate(value):
            _walk(item, (path, f"[{place}]"), depth + 1)
    elif isinstance(value, dict) and kind is dict:
        for key, item in value.items():
            if type(key) is not str or not key.isascii() or not key.isprintable():
                raise _error((path, f".{key!r}"), "a key that is not printable ASCII")
            _walk(item, (path, key), depth + 1)
    elif isinstance(value, _Unfit):
        raise _error(path if value.key is None else (path, value.key), value.why)
    else:
        raise _error(path, f"a {kind.__name__} has no place in this profile of JSON")


def _check_string(text: str, path: _Path) -> None:
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise _error(path, "a lone surrogate") from error


def _error(path: _Path, why: str) -> CanonicalError:
    steps: list[str] = []
    above, step = path
    while above is not None:
        steps.append(step if step.startswith(("[", ".")) else f".{step}")
        above, step = above
    return CanonicalError("$" + "".join(reversed(steps)), why)


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
