"""The curve of a commitment: what each sealed day measured, the promise, and what the unit reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 800, 200
"""Units of the drawing; the page stretches it, strokes keep theirs."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Points ready to draw, and the figures behind them.

    line     points of the measured polyline, one step a day
    promise  y of the promised number
    reports  (x, y) of each report in hundredths of the width and height
    rows     (day, measured, reported or None), the newest first
    """

    line: str
    promise: str
    reports: tuple[tuple[str, str], ...]
    rows: tuple[tuple[date, int, int | None], ...]
    first: date
    last: date
    top: int
    width: int = WIDTH
    height: int = HEIGHT


def curve(
    measured: Sequence[tuple[date, int]], promised: int, last: date, reported: Mapping[date, int]
) -> Curve:
    """The measures from the day of the promise on, in a box that ends with its last day."""
    assert measured, "a curve begins with a sealed day"
    first, newest = measured[0][0], measured[-1][0]
    span = max((max(last, newest) - first).days, 1)
    top = max(promised, *(n for _day, n in measured), *reported.values(), 1)

    def at(day: date, n: int) -> tuple[str, str]:
        return f"{WIDTH * (day - first).days / span:.1f}", f"{HEIGHT * (1 - n / top):.1f}"

    return Curve(
        line=" ".join(",".join(at(day, n)) for day, n in measured),
        promise=at(first, promised)[1],
        reports=tuple(at(day, n) for day, n in sorted(reported.items()) if first <= day),
        rows=tuple((day, n, reported.get(day)) for day, n in reversed(measured)),
        first=first,
        last=max(last, newest),
        top=top,
    )
