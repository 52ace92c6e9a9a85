"""Commitments: a field is sealed without being shown, and can be shown alone later."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from plumbline.ledger.base64text import Base64Error, from_url64, url64
from plumbline.ledger.canonical import CanonicalError, canonical
from plumbline.terms import Json

SALT_SIZE = 32
"""Exactly this many bytes: HMAC pads shorter keys with zeros, so two lengths could open one commitment."""

_PREFIX = b"plumbline/c1\n"


class OpeningError(ValueError):
    """An opening that cannot be read: wrong members, wrong salt, or a value outside the profile."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens one committed field: its name, its salt of 32 bytes, its value."""

    field: str
    salt: bytes
    value: Json

    def __post_init__(self) -> None:
        if len(self.salt) != SALT_SIZE:
            raise OpeningError(f"the salt of {self.field} has {len(self.salt)} bytes, not {SALT_SIZE}")

    @property
    def commitment(self) -> str:
        """The commitment this opens, as it stands in a leaf's `com`."""
        return commit(self.field, self.value, self.salt)

    def as_json(self) -> dict[str, Json]:
        """`{"f": field, "s": salt, "v": value}`."""
        return {"f": self.field, "s": url64(self.salt), "v": self.value}


def commit(field: str, value: Json, salt: bytes) -> str:
    """Commitment to one field, base64url of 32 bytes.

    value   any value of the profile; a field that has none is committed as None
    salt    32 bytes of the operating system's generator, used once
    raises  OpeningError for another length of salt, CanonicalError for a value outside the profile
    source  HMAC-SHA-256(salt, "plumbline/c1" 0x0A JCS([field, value]))
    """
    if len(salt) != SALT_SIZE:
        raise OpeningError(f"the salt of {field} has {len(salt)} bytes, not {SALT_SIZE}")
    # JCS of a pair is its members' own forms between brackets: the field's is made once.
    message = _absent(field) if value is None else _head(field) + canonical(value) + b"]"
    return url64(hmac.digest(salt, message, "sha256"))


@lru_cache(maxsize=1000)
def _head(field: str) -> bytes:
    """The message of a field up to its value."""
    return _PREFIX + b"[" + canonical(field) + b","


@lru_cache(maxsize=1000)
def _absent(field: str) -> bytes:
    """The message of a field that has no value, as many fields of every event."""
    return _PREFIX + canonical([field, None])


def commit_all(fields: Mapping[str, Json], salts: Mapping[str, bytes]) -> dict[str, str]:
    """The member `com` of a leaf: every field under its own salt."""
    return {field: commit(field, value, salts[field]) for field, value in fields.items()}


def read_opening(value: Json) -> Opening:
    """The opening of its JSON form; exactly the members f, s and v."""
    if not isinstance(value, dict) or value.keys() != {"f", "s", "v"}:
        raise OpeningError('an opening has exactly the members "f", "s" and "v"')
    field, salt, opened = value["f"], value["s"], value["v"]
    if not isinstance(field, str) or not isinstance(salt, str):
        raise OpeningError("the field and the salt of an opening are texts")
    try:
        canonical(opened)
        return Opening(field, from_url64(salt, SALT_SIZE), opened)
    except (Base64Error, CanonicalError) as error:
        raise OpeningError(f"opening of {field}: {error}") from error


def opens(opening: Opening, committed: Mapping[str, str]) -> bool:
    """Whether an opening is that of the field of its name in a leaf's `com`."""
    commitment = committed.get(opening.field)
    return commitment is not None and hmac.compare_digest(opening.commitment, commitment)
