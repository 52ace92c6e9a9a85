"""Plane geometry of the invented plots in whole centimetres, and their place on the globe.

Everything is integer arithmetic, so that a map is the same to the byte on every machine. The local
grid has its origin at 30° N, 115° E, a round point chosen because it is round: what really stands
there has nothing to do with the demonstration. x runs east, y north.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from plumbline.demo.chance import Chance

Point: TypeAlias = tuple[int, int]
Ring: TypeAlias = tuple[Point, ...]
"""Corners in centimetres, anticlockwise, the first not repeated; of a line, its points in order."""

ORIGIN_E7 = (1_150_000_000, 300_000_000)
"""Longitude and latitude of the grid's origin in 1e-7 degrees."""

_CM_PER_DEGREE = (9_648_600, 11_086_000)
"""Centimetres per degree of longitude and latitude at 30° N on WGS 84, to the nearest 100 cm."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A rotation by a right triangle of whole sides: `along` and `across` over `whole`."""

    along: int
    across: int
    whole: int


STRAIGHT = Turn(1, 0, 1)
TURNS = tuple(
    Turn(a, s * b, c)
    for a, b, c in ((40, 9, 41), (60, 11, 61), (84, 13, 85), (112, 15, 113))
    for s in (1, -1)
)
"""Small turns of 7 to 13 degrees either way."""


def _rounded(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def rectangle(x: int, y: int, width: int, depth: int) -> Ring:
    """The rectangle whose south-west corner is (x, y)."""
    return ((x, y), (x + width, y), (x + width, y + depth), (x, y + depth))


def moved(ring: Ring, by: Point) -> Ring:
    """The ring displaced."""
    return tuple((x + by[0], y + by[1]) for x, y in ring)


def turned(ring: Ring, turn: Turn, about: Point = (0, 0)) -> Ring:
    """The ring turned about a point, corners rounded to the centimetre."""
    ox, oy = about
    return tuple(
        (
            ox + _rounded((x - ox) * turn.along - (y - oy) * turn.across, turn.whole),
            oy + _rounded((x - ox) * turn.across + (y - oy) * turn.along, turn.whole),
        )
        for x, y in ring
    )


def area_dm2(ring: Ring) -> int:
    """The area of a ring in 0.01 ㎡ (100 cm² each), rounded down."""
    doubled = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True))
    return abs(doubled) // 200


def middle(ring: Ring) -> Point:
    """The mean of the corners."""
    return sum(x for x, _ in ring) // len(ring), sum(y for _, y in ring) // len(ring)


def box(rings: list[Ring]) -> tuple[int, int, int, int]:
    """West, south, east and north of some rings."""
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def hull(points: list[Point]) -> Ring:
    """The convex hull, anticlockwise (Andrew's monotone chain)."""

    def chain(ordered: list[Point]) -> list[Point]:
        kept: list[Point] = []
        for x, y in ordered:
            while len(kept) > 1:
                (ax, ay), (bx, by) = kept[-2], kept[-1]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                kept.pop()
            kept.append((x, y))
        return kept[:-1]

    ordered = sorted(set(points))
    return tuple(chain(ordered) + chain(ordered[::-1]))


def grown(ring: Ring, by: int) -> Ring:
    """A convex ring moved outwards from its middle, about `by` centimetres at every corner."""
    cx, cy = middle(ring)
    return tuple((x + _sign(x - cx) * by, y + _sign(y - cy) * by) for x, y in ring)


def _sign(n: int) -> int:
    return (n > 0) - (n < 0)


@dataclass(frozen=True, slots=True)
class Bend:
    """A gentle irregular displacement of the plane, so that lanes and terraces are nowhere quite straight.

    chance  each knot of the lattice draws from its own child, so the order of asking changes nothing
    cell    spacing of the knots, cm
    reach   greatest displacement of a knot in x and in y, cm; keep it well below the cell
    """

    chance: Chance
    cell: int
    reach: int

    def _knot(self, i: int, j: int) -> Point:
        knot = self.chance.child(f"{i},{j}")
        return knot.between(-self.reach, self.reach), knot.between(-self.reach, self.reach)

    def point(self, at: Point) -> Point:
        """Where a point lands: displacements of the four knots around it, weighed by nearness."""
        (i, u), (j, v) = divmod(at[0], self.cell), divmod(at[1], self.cell)
        corners = (
            (self._knot(i, j), (self.cell - u) * (self.cell - v)),
            (self._knot(i + 1, j), u * (self.cell - v)),
            (self._knot(i, j + 1), (self.cell - u) * v),
            (self._knot(i + 1, j + 1), u * v),
        )
        square = self.cell * self.cell
        return (
            at[0] + _rounded(sum(knot[0] * weight for knot, weight in corners), square),
            at[1] + _rounded(sum(knot[1] * weight for knot, weight in corners), square),
        )

    def ring(self, ring: Ring) -> Ring:
        """Every corner displaced."""
        return tuple(self.point(corner) for corner in ring)


def degrees_e7(at: Point) -> Point:
    """Longitude and latitude of a grid point in 1e-7 degrees (about a centimetre)."""
    return tuple(  # type: ignore[return-value]
        origin + _rounded(cm * 10_000_000, per)
        for origin, cm, per in zip(ORIGIN_E7, at, _CM_PER_DEGREE, strict=True)
    )


def decimal_e7(value: int) -> str:
    """A number of 1e-7 degrees as decimal text with seven places: 1150000123 → `115.0000123`."""
    whole, rest = divmod(abs(value), 10_000_000)
    return f"{'-' if value < 0 else ''}{whole}.{rest:07d}"
