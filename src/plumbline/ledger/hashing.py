"""Hashes of leaves and nodes (RFC 6962 section 2.1): the two never take the same input."""

from __future__ import annotations

from hashlib import sha256

HASH_SIZE = 32

EMPTY_ROOT = sha256(b"").digest()
"""Root of a log without leaves."""


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 || leaf)."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()
