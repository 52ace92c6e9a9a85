"""Pictures of a paper: small charts of its own figures, and the code that leads to the seal's page.

A picture is vector text (SVG) made here from values, so the same values give the same bytes; Typst sets it
in the PDF and draws the same one as pixels for the Word file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import segno

CODE_MM = 24
"""Side of the code: at this size a telephone reads eighty characters from a hand's breadth."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its size on paper and what it shows, for who cannot see it."""

    svg: str
    width_mm: int
    height_mm: int
    says: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: a value for each point from the left, and whether it is a plan (broken)."""

    name: str
    values: tuple[int, ...]
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over the same points; `marks` names every point that the axis names, by its place."""

    says: str
    lines: tuple[Line, ...]
    marks: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a schedule: from its first to its last point, and what stands behind it."""

    name: str
    first: int
    last: int
    told: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Bars over points of time; `today` is marked by a line, `marks` names points of the axis."""

    says: str
    points: int
    today: int
    bars: tuple[Bar, ...]
    marks: tuple[tuple[int, str], ...]


def code_of(address: str) -> Picture:
    """The QR sign of an address, with the margin that readers want."""
    svg: str = segno.make(address, error="m", micro=False).svg_inline(border=4, scale=4, dark="#000")
    return Picture(svg, CODE_MM, CODE_MM, address)


def bars_of(schedule: Schedule) -> Picture:
    """The schedule as a picture, 150 mm wide: one line a bar, its dates and numbers written behind it."""
    left, right, line, head = 46, 96, 17, 14
    height = head + line * len(schedule.bars) + 8
    across = (_WIDTH - left - right) / max(schedule.points - 1, 1)

    def x(place: int) -> float:
        return left + across * min(max(place, 0), schedule.points - 1)

    parts = []
    for place, name in schedule.marks:
        parts.append(_text(x(place), 9, name, "middle"))
        parts.append(_upright(x(place), head, height - 4, "#ccc", 0.5))
    for n, bar in enumerate(schedule.bars):
        top = head + line * n
        parts.append(_text(left - 4, top + 11, bar.name, "end"))
        width = max(x(bar.last) - x(bar.first), 3)
        parts.append(
            f'<rect x="{x(bar.first):.1f}" y="{top + 4}" width="{width:.1f}" height="8" fill="#777" stroke="#111" stroke-width="0.5"/>'
        )
        parts.append(_text(_WIDTH - right + 6, top + 11, bar.told, "start"))
    parts.append(_upright(x(schedule.today), head - 3, height - 4, "#111", 1))
    return Picture(_svg(height, parts), 150, round(150 * height / _WIDTH), schedule.says)


_WIDTH, _HEIGHT = 450, 174
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 104, 10, 22
_FACES = "SimHei, Noto Sans CJK SC, sans-serif"
# Told apart by the mark and the end's name, not by colour: an office prints in black.
_INKS = ("#111", "#555", "#888")
_WIDTHS = ("1.8", "1.4", "1.4")


def picture_of(chart: Chart) -> Picture:
    """The chart as a picture of 150 × 58 mm; its axis begins at zero, so that no step looks larger than it is."""
    most = max((value for line in chart.lines for value in line.values), default=0)
    step = _step(most)
    top = -(-most // step) * step or step
    points = max((len(line.values) for line in chart.lines), default=1)
    across = (_WIDTH - _LEFT - _RIGHT) / max(points - 1, 1)

    def x(place: int) -> float:
        return _LEFT + across * place

    def y(value: int) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value / top

    parts = []
    for value in range(0, top + 1, step):
        parts.append(_rule(_LEFT, x(points - 1), y(value)))
        parts.append(_text(_LEFT - 4, y(value) + 3, str(value), "end"))
    parts += [_text(x(place), _HEIGHT - 8, name, "middle") for place, name in chart.marks]
    ends = _apart([y(line.values[-1]) for line in chart.lines])
    inks = _inks(chart.lines)
    for line, end in zip(chart.lines, ends, strict=True):
        path = " ".join(f"{x(n):.1f},{y(value):.1f}" for n, value in enumerate(line.values))
        ink, width = inks[line.name.removesuffix("计划")]
        broken = ' stroke-dasharray="4 3"' if line.planned else ""
        parts.append(f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="{width}"{broken}/>')
        last = x(len(line.values) - 1)
        parts.append(_text(last + 5, end + 3, f"{line.name} {line.values[-1]}", "start"))
    return Picture(_svg(_HEIGHT, parts), 150, 58, chart.says)


def _svg(height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" font-family="{_FACES}" font-size="8.5">{"".join(parts)}</svg>'
    )


def _upright(x: float, top: float, bottom: float, ink: str, width: float) -> str:
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}" stroke="{ink}" stroke-width="{width}"/>'


def _inks(lines: Sequence[Line]) -> dict[str, tuple[str, str]]:
    """A line and its plan share an ink."""
    names = list(dict.fromkeys(line.name.removesuffix("计划") for line in lines))
    return {name: (_INKS[n % 3], _WIDTHS[n % 3]) for n, name in enumerate(names)}


def _step(most: int) -> int:
    """The distance of the rules: 1, 2 or 5 times a power of ten, so that at most five are drawn."""
    size = 1
    while True:
        for times in (1, 2, 5):
            if most <= 5 * times * size:
                return times * size
        size *= 10


def _apart(ends: list[float], least: float = 10) -> list[float]:
    """Heights of the names beside the line ends, moved so that none covers another."""
    order = sorted(range(len(ends)), key=ends.__getitem__)
    placed = list(ends)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + least)
    over = max([*placed, 0]) - (_HEIGHT - _BOTTOM + 4)
    if over > 0:
        placed = [place - over for place in placed]
        for below, above in pairwise(reversed(order)):
            placed[above] = min(placed[above], placed[below] - least)
    return placed


def _rule(left: float, right: float, height: float) -> str:
    return f'<line x1="{left}" x2="{right:.1f}" y1="{height:.1f}" y2="{height:.1f}" stroke="#ccc" stroke-width="0.5"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#111">{escape(text)}</text>'
