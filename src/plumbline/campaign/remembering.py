"""What was read of an aggregate last, kept while it is the same object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Given = TypeVar("Given")
Read = TypeVar("Read")


class Remembered(Generic[Given, Read]):
    """What was read last of aggregates: they are never changed in place, so the same object says the same.

    Each entry holds the object it was read of, so that no other object can come to stand at its address.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._read: dict[int, tuple[Given, Read]] = {}

    def read(self, given: Given, reader: Callable[[Given], Read]) -> Read:
        """What `reader` makes of it, read once."""
        known = self._read.get(id(given))
        if known is not None and known[0] is given:
            return known[1]
        made = reader(given)
        if len(self._read) >= self._most:
            self._read.clear()
        self._read[id(given)] = (given, made)
        return made
