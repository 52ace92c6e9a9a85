"""The leaf: one event as it stands in the log, public from the moment it is sealed.

Personal data is never in a leaf; it is behind the commitments of `com`. A leaf is the canonical JSON
of exactly the keys v, seq, day, at, type, by, slots, com and, where used, open and pol.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plumbline.ledger.base64text import Base64Error, from_url64, is_url64
from plumbline.ledger.canonical import CanonicalError, canonical, parse_canonical
from plumbline.ledger.slots import SLOT_SIZE
from plumbline.terms import Json, from_millis

MAX_LEAF = 16_384
"""Bytes of a leaf; the tile format itself would allow 65,535."""

MAX_SLOTS = 4
DAY_CLOSED = "day.closed/1"

_NEEDED = frozenset({"v", "seq", "day", "at", "type", "by", "slots", "com"})
_ALLOWED = _NEEDED | {"open", "pol"}
_TYPE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*/[1-9][0-9]{0,3}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MAX_POST = 100
_LAST_MILLI = 253_402_271_999_999
"""End of the year 9999 in Shanghai: the last instant that has a `day`."""


class LeafError(ValueError):
    """A leaf that may not stand in the log; the text says which key and why."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One event.

    seq    its place in the log, from 0
    day    its date in Asia/Shanghai
    at     acceptance, integer milliseconds since the epoch
    type   `name/version`
    by     post that did it, or `system`; never a person
    slots  one blind position for each household file it belongs to
    com    field -> commitment
    open   public fields in clear
    pol    SHA-256, hex, of the sealed policy in force, where an amount depends on it
    """

    seq: int
    day: str
    at: int
    type: str
    by: str
    slots: tuple[str, ...] = ()
    com: Mapping[str, str] = field(default_factory=dict)
    open: Mapping[str, Json] = field(default_factory=dict)
    pol: str | None = None


def leaf_bytes(leaf: Leaf) -> bytes:
    """Canonical bytes of a leaf, held to every rule that a reader of them holds it to.

    raises  LeafError when the leaf breaks a rule of the envelope
    """
    members: dict[str, Json] = {
        "v": 1,
        "seq": leaf.seq,
        "day": leaf.day,
        "at": leaf.at,
        "type": leaf.type,
        "by": leaf.by,
        "slots": list(leaf.slots),
        "com": dict(leaf.com),
    }
    if leaf.open:
        members["open"] = dict(leaf.open)
    if leaf.pol is not None:
        members["pol"] = leaf.pol
    try:
        data = canonical(members)
    except CanonicalError as error:
        raise LeafError(str(error)) from error
    _check_size(data)
    _leaf_of(members)
    return data


def read_leaf(data: bytes) -> Leaf:
    """The leaf of its bytes; every rule of the envelope that one leaf alone can break is checked.

    raises  LeafError naming the key
    """
    _check_size(data)
    try:
        members = parse_canonical(data)
    except CanonicalError as error:
        raise LeafError(str(error)) from error
    return _leaf_of(members)


def _check_size(data: bytes) -> None:
    if len(data) > MAX_LEAF:
        raise LeafError(f"a leaf of {len(data)} bytes; the limit is {MAX_LEAF}")


def _leaf_of(members: Json) -> Leaf:
    if not isinstance(members, dict) or not members.keys() >= _NEEDED or not members.keys() <= _ALLOWED:
        raise LeafError(
            f"the keys are not those of an event: {sorted(members) if isinstance(members, dict) else '-'}"
        )
    if members["v"] is True or members["v"] != 1:
        raise LeafError("v: this reader knows version 1 only")
    day, at, kind = _day(members["day"]), _whole("at", members["at"]), _type(members["type"])
    _check_day(day, at, kind)
    return Leaf(
        seq=_whole("seq", members["seq"]),
        day=day,
        at=at,
        type=kind,
        by=_post(members["by"]),
        slots=_slots(members["slots"]),
        com=_commitments(members["com"]),
        open=_open(members["open"]) if "open" in members else {},
        pol=_hex(members["pol"]) if "pol" in members else None,
    )


def _check_day(day: str, at: int, kind: str) -> None:
    if at > _LAST_MILLI:
        raise LeafError("at: beyond the year 9999")
    local = from_millis(at).date().isoformat()
    # A day is never closed before 24:00 of its date, so its closing leaf is of a later date than its `day`.
    if kind == DAY_CLOSED and local <= day:
        raise LeafError(f"at: {day} is closed at an instant of {local}, before 24:00 of its date")
    if kind != DAY_CLOSED and local != day:
        raise LeafError(f"day: {day}, but `at` is an instant of {local} in Asia/Shanghai")


def _whole(key: str, value: Json) -> int:
    if type(value) is not int or value < 0:
        raise LeafError(f"{key}: not an integer from 0")
    return value


def _day(value: Json) -> str:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise LeafError("day: not YYYY-MM-DD")
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise LeafError(f"day: {value} is not a date") from error
    return value


def _type(value: Json) -> str:
    if not isinstance(value, str) or not _TYPE.fullmatch(value):
        raise LeafError("type: not name/version, such as agreement.signed/1")
    return value


def _post(value: Json) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_POST or not value.isprintable():
        raise LeafError(f"by: not the name of a post (1 to {_MAX_POST} printable characters)")
    return value


def _slots(value: Json) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_SLOTS:
        raise LeafError(f"slots: not a list of at most {MAX_SLOTS}")
    slots = tuple(_base64("slots", item, SLOT_SIZE) for item in value)
    if len(set(slots)) < len(slots):
        raise LeafError("slots: one position twice")
    return slots


def _commitments(value: Json) -> dict[str, str]:
    if not isinstance(value, dict):
        raise LeafError("com: not an object")
    return {name: _base64(f"com.{name}", item, 32) for name, item in value.items()}


def _base64(key: str, value: Json, size: int) -> str:
    if not isinstance(value, str):
        raise LeafError(f"{key}: not base64url")
    if is_url64(value, size):
        return value
    try:
        from_url64(value, size)
    except Base64Error as error:
        raise LeafError(f"{key}: {error}") from error
    return value


def _open(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict) or not value:
        raise LeafError("open: not an object with members (it is absent when not used)")
    return value


def _hex(value: Json) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise LeafError("pol: not a SHA-256 in 64 small hex digits")
    return value
