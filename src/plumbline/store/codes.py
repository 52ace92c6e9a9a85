"""The code on a household's notice: with the file's number it opens that file on the public portal.

It is derived from the file's own secret, so nothing is stored: whoever erases the key of a file has
ended its code too. Sixty bits; the portal counts wrong tries.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from plumbline.ledger import CROCKFORD
from plumbline.store.home import Home
from plumbline.store.models import HouseholdRow
from plumbline.store.writing import services

LABEL = b"plumbline/resident-code/1"
"""Sets the code apart from the blind slots, which the same secret makes."""

SIGNS = 12
GROUP = 4
NOBODY = bytes(32)
"""Stands for the secret of a file that does not exist, so that asking for one takes as long."""

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def code_of(household: str, home: Home | None = None) -> str:
    """The code of a listed household: twelve signs of Crockford's base 32, `7KQ2-M0XD-9TBA`."""
    return _written(services(home).keystore.of(household).k_subject)


def is_code(household: str, typed: str, home: Home | None = None) -> bool:
    """Whether a code was typed right, in the same time whether or not the file exists.

    typed  small letters, blanks and hyphens do not matter; O is read as 0, I and L as 1
    """
    # Asking the keystore for a number that nobody listed would make a key for it.
    listed = HouseholdRow.objects.filter(pk=household).exists()
    secret = services(home).keystore.of(household).k_subject if listed else NOBODY
    right = hmac.compare_digest(_plain(_written(secret)).encode(), _plain(typed).encode())
    return right and listed


def _written(secret: bytes) -> str:
    bits = int.from_bytes(hmac.new(secret, LABEL, hashlib.sha256).digest(), "big") >> (256 - 5 * SIGNS)
    signs = "".join(CROCKFORD[bits >> shift & 31] for shift in range(5 * SIGNS - 5, -1, -5))
    return "-".join(signs[at : at + GROUP] for at in range(0, SIGNS, GROUP))


def _plain(typed: str) -> str:
    wide = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    return "".join(sign for sign in wide if sign.isalnum())
