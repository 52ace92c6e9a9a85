"""Where salts and keys come from: the operating system, or a seed for a demonstration alone.

Only a campaign whose first event says `demonstration` may draw from a seed; every page and export of it
says so. The same seed gives the same demonstration, and no real one can be weakened.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import Protocol

from plumbline.ledger import SALT_SIZE


class Chance(Protocol):
    """Gives unpredictable bytes."""

    def bytes_for(self, purpose: str, size: int) -> bytes:
        """`size` bytes; the purpose matters to a seeded source alone."""

    def salts(self, purpose: str, count: int) -> list[bytes]:
        """As many salts of 32 bytes; no two are the same."""


class SystemChance:
    """The operating system's generator."""

    def bytes_for(self, purpose: str, size: int) -> bytes:  # noqa: ARG002 — a port's signature
        """`size` fresh bytes."""
        return os.urandom(size)

    def salts(self, purpose: str, count: int) -> list[bytes]:  # noqa: ARG002 — a port's signature
        """As many fresh salts."""
        return _cut(os.urandom(SALT_SIZE * count))


class SeededChance:
    """Bytes that follow from a seed and the purpose: for a demonstration that must come out the same."""

    def __init__(self, seed: str) -> None:
        self._key = hmac.digest(b"plumbline/demonstration", seed.encode(), "sha256")

    def bytes_for(self, purpose: str, size: int) -> bytes:
        """`size` bytes for this purpose; two purposes never share a byte."""
        block = hmac.digest(self._key, purpose.encode(), "sha512")
        assert size <= len(block), "no key or salt is longer than 64 bytes"
        return block[:size]

    def salts(self, purpose: str, count: int) -> list[bytes]:
        """Salts for this purpose, drawn in one go."""
        drawn = hashlib.shake_256(self._key + purpose.encode())
        return _cut(drawn.digest(SALT_SIZE * count))


def _cut(drawn: bytes) -> list[bytes]:
    return [drawn[start : start + SALT_SIZE] for start in range(0, len(drawn), SALT_SIZE)]
