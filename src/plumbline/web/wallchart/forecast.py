"""What remains on the days ahead if the last days go on: a measured rate, not a promise and not a plan.

The rate is what the last sealed days took off, on average; the band lies between the average of the three slowest and
of the three fastest of them. Nothing else goes in: no plan, no weekday, no wish. Too few sealed days give no forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

MEASURED_DAYS = 7
"""A week of sealed days: long enough that one good day is no trend, short enough to follow a change."""

EXTREME_DAYS = 3
"""Days behind either edge of the band; fewer measured days than these give no forecast."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Remaining households on each day after the last sealed one, as (low, middle, high).

    measured   sealed days that the rate was measured over
    rate       households a day in tenths, rounded half up: 41 is 4.1
    clear_day  first campaign day with nothing left at the middle rate, None where that is after the last day
    """

    band: tuple[tuple[int, int, int], ...]
    measured: int
    rate: int
    clear_day: int | None

    @property
    def at_end(self) -> tuple[int, int, int]:
        """What would remain on the last day."""
        return self.band[-1]

    @property
    def rate_text(self) -> str:
        """Households a day with one decimal."""
        return f"{self.rate // 10}.{self.rate % 10}"


def forecast(actual: Sequence[int], days: int) -> Forecast | None:
    """The forecast for a campaign of `days` days; `actual` is what remained at the end of day 0, 1, 2, …

    A day on which more came back than went counts as zero: the band never rises. None before the third measured day,
    when nothing remains, and on the last day.
    """
    falls = [max(0, before - after) for before, after in pairwise(actual)][-MEASURED_DAYS:]
    here, day = actual[-1] if actual else 0, len(actual) - 1
    if len(falls) < EXTREME_DAYS or here == 0 or day >= days:
        return None
    ordered = sorted(falls)
    slow, fast = (
        Fraction(sum(some), EXTREME_DAYS) for some in (ordered[:EXTREME_DAYS], ordered[-EXTREME_DAYS:])
    )
    middle = Fraction(sum(falls), len(falls))
    band = tuple(
        (_left(here, fast, n), _left(here, middle, n), _left(here, slow, n)) for n in range(1, days - day + 1)
    )
    cleared = next((day + n for n, (_low, mid, _high) in enumerate(band, 1) if mid == 0), None)
    return Forecast(band, len(falls), int(middle * 10 + Fraction(1, 2)), cleared)


def _left(here: int, rate: Fraction, days: int) -> int:
    # A household is gone when it is gone whole: what is left is rounded up.
    return max(0, ceil(here - rate * days))
