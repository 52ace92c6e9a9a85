"""The command structure laid out as a chart: the headquarters on top, its groups, its branches with their units below.

Boxes and lines in units of the drawing; who heads a unit today stands in its box. The list of the page says the same
in words, so nothing is told by the drawing alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from plumbline.terms import Text
from plumbline.web.structure.shown import Unit
from plumbline.web.wallchart.shown import without_mark

WIDTH, HEIGHT, GAP, STEP = 190, 78, 16, 12
"""A box, the room between two, and how far a unit is set in below the one above it."""

LINE_WIDTH = 26
"""Half-width characters of one line in a box; a Chinese character takes two."""

MOST_LINES = 3
MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A unit: where its box stands, its name in lines, and who heads it today; `top` for a headquarters."""

    id: str
    x: int
    y: int
    width: int
    lines: tuple[str, ...]
    head: str
    top: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Boxes, the points of each connecting line, and the size of the whole."""

    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    width: int
    height: int


def chart(units: Iterable[Unit], language: str) -> Chart:
    """The chart of the units that stand under no other, with everything below them."""
    boxes: list[Box] = []
    lines: list[str] = []
    whole = list(units)
    trees, alone = [u for u in whole if u.below], [u for u in whole if not u.below]
    columns = max([MOST_COLUMNS, *(sum(1 for b in u.below if b.below) for u in trees)])
    width, y = columns * (WIDTH + GAP) - GAP, 0
    for unit in trees:
        y = _tree(unit, boxes, lines, y, width, columns, language)
    y = _row(alone, boxes, y, columns, language)
    return Chart(tuple(boxes), tuple(lines), width, max(y - GAP, 0))


def _tree(
    unit: Unit, boxes: list[Box], lines: list[str], y: int, width: int, columns: int, language: str
) -> int:
    """A unit in the middle, those without units below in rows, the branches as columns; returns the next free y."""
    middle = width // 2
    boxes.append(_box(unit, (width - 2 * WIDTH) // 2, y, 2 * WIDTH, language))
    leaves, branches = [b for b in unit.below if not b.below], [b for b in unit.below if b.below]
    y += HEIGHT + 2 * GAP
    if leaves:
        lines += [f"{middle},{y - 2 * GAP} {middle},{y - GAP}", f"0,{y - GAP} {width},{y - GAP}"]
        y = _row(leaves, boxes, y, columns, language) + GAP
    if branches:
        lines.append(f"0,{y - GAP} {width},{y - GAP}")
        ends = [y]
        for n, branch in enumerate(branches):
            x, below = n * (WIDTH + GAP), y
            boxes.append(_box(branch, x, y, WIDTH, language))
            lines.append(f"{x + WIDTH // 2},{y - GAP} {x + WIDTH // 2},{y}")
            for depth, under in _under(branch, 1):
                above, below = below, below + HEIGHT + GAP
                inset = STEP * depth
                boxes.append(_box(under, x + inset, below, WIDTH - inset, language))
                at = x + STEP // 2
                lines.append(
                    f"{at},{above + HEIGHT} {at},{below + HEIGHT // 2} {x + inset},{below + HEIGHT // 2}"
                )
            ends.append(below + HEIGHT + 2 * GAP)
        y = max(ends)
    return y


def _row(units: list[Unit], boxes: list[Box], y: int, columns: int, language: str) -> int:
    for n, unit in enumerate(units):
        row, column = divmod(n, columns)
        boxes.append(_box(unit, column * (WIDTH + GAP), y + row * (HEIGHT + GAP), WIDTH, language))
    return y + -(-len(units) // columns) * (HEIGHT + GAP)


def _under(unit: Unit, depth: int) -> Iterator[tuple[int, Unit]]:
    for below in unit.below:
        yield depth, below
        yield from _under(below, depth + 1)


def _box(unit: Unit, x: int, y: int, width: int, language: str) -> Box:
    held = next((post for post in unit.posts if post.held), None)
    room = LINE_WIDTH * width // WIDTH
    return Box(
        unit.id, x, y, width, _lines(unit.name, room, language), held.holder if held else "", bool(unit.below)
    )


def _lines(name: Text, room: int, language: str) -> tuple[str, ...]:
    """A name broken to the width of its box: by words where it has any, else by characters."""
    shown = without_mark(name).in_language(language)
    parts = [f"{word} " for word in shown.split()] if " " in shown else list(shown)
    lines = [""]
    for part in parts:
        if _width(lines[-1] + part.rstrip()) > room and lines[-1]:
            lines.append("")
        lines[-1] += part
    kept = [line.rstrip() for line in lines]
    return tuple(kept) if len(kept) <= MOST_LINES else (*kept[: MOST_LINES - 1], f"{kept[MOST_LINES - 1]}…")


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
