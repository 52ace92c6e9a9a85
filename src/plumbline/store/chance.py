"""Where salts and keys come from: the operating system, or a seed for a demonstration alone.

Only a campaign whose first event says `demonstration` may draw from a seed; every page and export of it
says so. The same seed gives the same demonstration, and no real one can be weakened.
"""

from __future__ import annotations

import hmac
import os
from typing import Protocol


class Chance(Protocol):
    """Gives unpredictable bytes."""

    def bytes_for(self, purpose: str, size: int) -> bytes:
        """`size` bytes; the purpose matters to a seeded source alone."""


class SystemChance:
    """The operating system's generator."""

    def bytes_for(self, purpose: str, size: int) -> bytes:  # noqa: ARG002 — a port's signature
        """`size` fresh bytes."""
        return os.urandom(size)


class SeededChance:
    """Bytes that follow from a seed and the purpose: for a demonstration that must come out the same."""

    def __init__(self, seed: str) -> None:
        self._key = hmac.digest(b"plumbline/demonstration", seed.encode(), "sha256")

    def bytes_for(self, purpose: str, size: int) -> bytes:
        """`size` bytes for this purpose; two purposes never share a byte."""
        block = hmac.digest(self._key, purpose.encode(), "sha512")
        assert size <= len(block), "no key or salt is longer than 64 bytes"
        return block[:size]
