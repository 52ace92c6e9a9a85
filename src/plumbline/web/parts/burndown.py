"""The burndown as lines in a box: remaining households by day, against plan, with the forecast's band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 800, 320
"""Units of the drawing; the page stretches it to whatever width there is, strokes keep theirs."""


@dataclass(frozen=True, slots=True)
class Burndown:
    """Lines ready to draw, and the figures they stand for.

    planned, actual  points of a polyline
    band             points of the closed forecast area, empty without a forecast
    now              x of the last sealed day
    gap              remaining households above (+) or below (-) plan on the last sealed day
    rows             (day, planned, actual or None) for the table that stands behind the drawing
    """

    planned: str
    actual: str
    band: str
    median: str
    now: str
    total: int
    days: int
    day: int
    remaining: int
    gap: int
    rows: tuple[tuple[int, int, int | None], ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def halfway(self) -> int:
        """The label at half the height."""
        return self.total // 2

    @property
    def gap_size(self) -> int:
        """How far from plan, without its sign."""
        return abs(self.gap)


def burndown(
    planned: Sequence[int],
    actual: Sequence[int],
    forecast: Sequence[tuple[int, int, int]] = (),
) -> Burndown:
    """Lines for remaining households at the end of day 0, 1, 2, …

    planned   one count a day from day 0 to the last
    actual    the same, up to the last sealed day
    forecast  (low, median, high) for the days after it
    """
    assert planned, "a burndown needs the plan's day 0"
    assert 0 < len(actual) <= len(planned), "sealed days begin at day 0 and lie within the plan"
    assert all(low <= mid <= high for low, mid, high in forecast), "a band has its median inside"
    days, day, top = len(planned) - 1, len(actual) - 1, max(*planned, *actual, 1)

    def point(n: int, count: int) -> str:
        return f"{WIDTH * n / max(days, 1):.1f},{HEIGHT * (1 - count / top):.1f}"

    def line(counts: Sequence[int], first: int = 0) -> str:
        return " ".join(point(first + n, count) for n, count in enumerate(counts))

    here = actual[-1]
    lows = [here, *(low for low, _mid, _high in forecast)]
    highs = [here, *(high for _low, _mid, high in forecast)]
    back = [point(day + n, count) for n, count in reversed(list(enumerate(lows)))]
    return Burndown(
        planned=line(planned),
        actual=line(actual),
        band=" ".join([line(highs, day), *back]) if forecast else "",
        median=line([here, *(mid for _low, mid, _high in forecast)], day) if forecast else "",
        now=f"{WIDTH * day / max(days, 1):.1f}",
        total=top,
        days=days,
        day=day,
        remaining=here,
        gap=here - planned[day],
        rows=tuple((n, planned[n], actual[n] if n < len(actual) else None) for n in range(len(planned))),
    )
