"""How many to check, and what it proves when nothing was found: hypergeometric, in whole numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from plumbline.sampling.refusing import reason
from plumbline.terms import Reason, Refused, Text


@dataclass(frozen=True, slots=True)
class SampleSize:
    """What a spot check states before it is drawn.

    pool        N, records in the pool
    false       D, of which so many are supposed false
    confidence  chance of finding at least one of them, above 0 and below 1, as an exact fraction
    sample      n, the least number of records that reaches the confidence
    """

    pool: int
    false: int
    confidence: Fraction
    sample: int


def least_sample(*, pool: int, false: int, confidence: Fraction) -> SampleSize | Refused:
    """The least n with 1 − C(N−D, n) / C(N, n) ≥ confidence.

    refused  an empty pool; D below 1 or above N; a confidence of 0, 1 or outside
    source   ledger format section 14
    """
    reasons = _refuses(pool, false, confidence)
    if reasons:
        return Refused(reasons)
    low, high = 0, 1
    # Doubling first keeps the numbers short: the answer is small where the pool is large.
    while not _reaches(pool, false, high, confidence):
        low, high = high, min(2 * high, pool)
    while high - low > 1:
        middle = (low + high) // 2
        if _reaches(pool, false, middle, confidence):
            high = middle
        else:
            low = middle
    return SampleSize(pool, false, confidence, high)


def detection(*, pool: int, false: int, sample: int) -> Fraction:
    """Chance that a sample of n out of N holds at least one of the D false ones, exactly."""
    assert 0 <= false <= pool, f"{false} false of {pool}"
    assert 0 <= sample <= pool, f"{sample} sampled of {pool}"
    # C(N−D, n) / C(N, n) = C(N−n, D) / C(N, D): the shorter of the two is computed.
    less, more = sorted((false, sample))
    return 1 - Fraction(comb(pool - more, less), comb(pool, less))


def most_false(*, pool: int, sample: int, confidence: Fraction) -> int:
    """With nothing found in n of N: the largest D that the sample has not ruled out at this confidence.

    With D + 1 or more false ones, the chance of finding one would have been at least `confidence`.
    n = N rules out everything (0), n = 0 nothing (N).
    """
    assert 0 <= sample <= pool, f"{sample} sampled of {pool}"
    assert 0 < confidence < 1, f"a confidence of {confidence}"
    low, high = 0, 1
    while high <= pool - sample and not _reaches(pool, high, sample, confidence):
        low, high = high, 2 * high
    # More than N − n false ones cannot all lie outside the sample: they would have been found.
    high = min(high, pool - sample + 1)
    while high - low > 1:
        middle = (low + high) // 2
        if _reaches(pool, middle, sample, confidence):
            high = middle
        else:
            low = middle
    return low


def false_among(pool: int, share: Fraction) -> int:
    """D of a share: the least whole number that is at least this share of the pool; 5 % of 50 is 3."""
    return -(-pool * share.numerator // share.denominator)


def _reaches(pool: int, false: int, sample: int, confidence: Fraction) -> bool:
    return detection(pool=pool, false=false, sample=sample) >= confidence


def _refuses(pool: int, false: int, confidence: Fraction) -> tuple[Reason, ...]:
    found = []
    if pool < 1 or not 1 <= false <= pool:
        found.append(
            reason(
                "spot_check:false_outside_pool",
                f"N = {pool}, D = {false}",
                Text(
                    f"共 {pool} 条，假定其中 {false} 条不实：应在 1 至 {max(pool, 1)} 之间，记录也不能为零。",
                    f"{false} of {pool} records are supposed false: that must be 1 to {max(pool, 1)}, and records there must be.",
                ),
                Text("改正条数；按比例的，向上取整。", "Correct the number; a share is rounded up."),
            )
        )
    if not 0 < confidence < 1:
        found.append(
            reason(
                "spot_check:confidence",
                str(confidence),
                Text(
                    f"把握 {confidence} 不在 0 与 1 之间：全部查完才有十成把握。",
                    f"A confidence of {confidence} is not between 0 and 1: only a full check is certain.",
                ),
                Text("写成分数，如 95/100。", "Give a fraction such as 95/100."),
            )
        )
    return tuple(found)
