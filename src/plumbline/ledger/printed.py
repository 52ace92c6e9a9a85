"""Hashes as people read them from paper: the receipt code, and the forty digits of a root."""

from __future__ import annotations

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are misread or misheard."""

RECEIPT_SIGNS = 20
DIGIT_BITS = 132
DIGITS = 40


def receipt_code(leaf_hash: bytes) -> str:
    """First 100 bits of a leaf's hash as 20 signs; what a person takes home from the counter."""
    bits = int.from_bytes(leaf_hash, "big") >> (len(leaf_hash) * 8 - RECEIPT_SIGNS * 5)
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(RECEIPT_SIGNS * 5 - 5, -1, -5))


def forty_digits(root: bytes) -> str:
    """First 132 bits of a root in decimal: eight groups of five digits, for the notice board.

    2^132 < 10^40, so forty digits always hold it.
    """
    digits = str(int.from_bytes(root, "big") >> (len(root) * 8 - DIGIT_BITS)).rjust(DIGITS, "0")
    return " ".join(digits[at : at + 5] for at in range(0, DIGITS, 5))
