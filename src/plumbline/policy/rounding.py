"""Rounding 四舍五入: half away from zero, the only rounding of the policy language."""

from __future__ import annotations

from fractions import Fraction


def half_up(value: Fraction | int) -> int:
    """The nearest integer; a half goes away from zero (0.5 → 1, −0.5 → −1)."""
    value = Fraction(value)
    whole, rest = divmod(2 * abs(value.numerator) + value.denominator, 2 * value.denominator)
    del rest
    return -whole if value < 0 else whole


def largest_remainder(total: int, shares: tuple[Fraction, ...]) -> tuple[int, ...]:
    """Split a whole number by shares that add up to one; the parts add up to the total exactly.

    Each gets its whole part, cut off; the units left over go to the largest cut-off parts, ties in
    the order listed. A negative total is split by its absolute value.
    source  the co-owner article of the plans (第二十四条)
    """
    assert sum(shares) == 1, "shares were admitted because they add up to one"
    exact = [abs(total) * share for share in shares]
    parts = [value.numerator // value.denominator for value in exact]
    order = sorted(range(len(shares)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: abs(total) - sum(parts)]:
        parts[i] += 1
    return tuple(-part if total < 0 else part for part in parts)
