"""Verifier keys (vkeys): the public key of a log or witness as one line that can be printed.

`name+hex(key id)+base64(type byte || public key)`, where the key id ties name, type and key together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from plumbline.ledger.base64text import Base64Error, from_std64, std64

_NAME = re.compile(r"[^\s+\x00-\x1f]+")


class KeyType(IntEnum):
    """Signature types of signed notes that this room reads."""

    ED25519 = 0x01
    COSIGNATURE_V1 = 0x04
    MLDSA44_COSIGNATURE = 0x06


_KEY_SIZES = {KeyType.ED25519: 32, KeyType.COSIGNATURE_V1: 32, KeyType.MLDSA44_COSIGNATURE: 1312}


class KeyTextError(ValueError):
    """A vkey that cannot be read; the text says what is wrong and what a vkey looks like."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A named public key: its name, its type and its raw bytes."""

    name: str
    type: KeyType
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart: SHA-256(name || 0x0A || type || key)[:4]."""
        return sha256(self.name.encode("utf-8") + b"\n" + bytes([self.type]) + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The vkey line, without a newline."""
        return f"{self.name}+{self.key_id.hex()}+{std64(bytes([self.type]) + self.public)}"


def is_key_name(name: str) -> bool:
    """Whether a text may name a key: not empty, no space of any script, no plus, no control sign."""
    return _NAME.fullmatch(name) is not None


def read_vkey(text: str) -> VerifierKey:
    """The key of a vkey line.

    raises  KeyTextError for another number of parts, an unknown type, a key of another length, or a
            key id that is not that of name, type and key
    """
    # Base64 may itself contain a plus, so only the first two divide.
    parts = text.split("+", 2)
    if len(parts) != 3 or not is_key_name(parts[0]):
        raise KeyTextError(f"{text[:60]!r} is not a vkey: name+key id+base64")
    name, key_id, body = parts
    try:
        data = from_std64(body)
    except Base64Error as error:
        raise KeyTextError(f"vkey of {name}: {error}") from error
    if not data or data[0] not in set(KeyType):
        raise KeyTextError(f"vkey of {name}: a type of signature this program does not know")
    key = VerifierKey(name, KeyType(data[0]), data[1:])
    if len(key.public) != _KEY_SIZES[key.type]:
        raise KeyTextError(f"vkey of {name}: the key has {len(key.public)} bytes")
    if key.key_id.hex() != key_id:
        raise KeyTextError(
            f"vkey of {name}: key id {key_id} should be {key.key_id.hex()}; was a sign mistyped?"
        )
    return key
