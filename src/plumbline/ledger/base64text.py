"""Base64 with one spelling for each value: padded for notes and tiles, base64url without padding for leaves."""

from __future__ import annotations

import base64
import binascii
import re
import string
from functools import cache

_URL = re.compile(r"[A-Za-z0-9_-]*")


class Base64Error(ValueError):
    """A base64 text that is not the one canonical spelling of its bytes."""


def url64(data: bytes) -> str:
    """Base64url without padding: 32 bytes become 43 signs."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_url64(text: str, size: int | None = None) -> bytes:
    """Bytes of a base64url text without padding.

    size    the length the value must have, in bytes, where it is fixed
    raises  Base64Error for other signs, padding, stray low bits or another length
    """
    if not _URL.fullmatch(text) or len(text) % 4 == 1:
        raise Base64Error(f"{text[:60]!r} is not base64url without padding")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if url64(data) != text:
        raise Base64Error(f"{text[:60]!r} has stray bits after its last byte")
    if size is not None and len(data) != size:
        raise Base64Error(f"{text[:60]!r} is {len(data)} bytes long, not {size}")
    return data


@cache
def _fixed(size: int) -> re.Pattern[str]:
    """The texts of exactly so many bytes: where the last sign is only partly used, its rest is zero."""
    signs, unused = -(-size * 8 // 6), -size * 8 % 6
    alphabet = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    last = alphabet[:: 1 << unused].replace("-", "\\-")
    return re.compile(f"[A-Za-z0-9_-]{{{signs - 1}}}[{last}]")


def is_url64(text: str, size: int) -> bool:
    """Whether a text is the one spelling of some value of so many bytes, 1 or more; nothing is decoded."""
    return _fixed(size).fullmatch(text) is not None


def std64(data: bytes) -> str:
    """Standard base64 with padding (RFC 4648 section 4), as C2SP formats use it."""
    return base64.b64encode(data).decode("ascii")


def from_std64(text: str, size: int | None = None) -> bytes:
    """Bytes of a standard base64 text; only the canonical spelling is read.

    size    the length the value must have, in bytes, where it is fixed
    raises  Base64Error as `from_url64` does
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Base64Error(f"{text[:60]!r} is not base64") from error
    if std64(data) != text:
        raise Base64Error(f"{text[:60]!r} has stray bits after its last byte")
    if size is not None and len(data) != size:
        raise Base64Error(f"{text[:60]!r} is {len(data)} bytes long, not {size}")
    return data
