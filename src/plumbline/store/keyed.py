"""Objects whose keys are people's words, spelt for the ledger, whose keys are printable ASCII.

A building may be called 主房 and a block 东片; the ledger's canonical form knows no such key. Such an object
is committed as rows of key and value, and read back as the object it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROWS = "~rows"

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
"""Most of what an event holds; they are asked first, by their exact type."""


def as_committed(value: Any) -> Any:
    """The value with every object that has other keys than printable ASCII as `{"~rows": [[key, value], …]}`."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is dict or isinstance(value, Mapping):
        if all(map(_is_plain, value)):
            return {
                key: item if type(item) in _AS_THEY_ARE else as_committed(item) for key, item in value.items()
            }
        return {ROWS: [[key, as_committed(item)] for key, item in value.items()]}
    if isinstance(value, list | tuple):
        return [as_committed(item) for item in value]
    return value


def as_recorded(value: Any) -> Any:
    """The value as the event had it."""
    if isinstance(value, Mapping):
        if value.keys() == {ROWS}:
            return {key: as_recorded(item) for key, item in value[ROWS]}
        return {key: as_recorded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_recorded(item) for item in value]
    return value


def _is_plain(key: str) -> bool:
    # The mark itself is spelt as rows, so that no object of a person's can be taken for one.
    return key != ROWS and key.isascii() and key.isprintable()
