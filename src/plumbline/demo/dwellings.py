"""The invented stock of replacement dwellings, and which of them a household would choose.

Four estates: off-plan and ready flats for state land, one estate for each collective project. A flat is
given once. Sizes are chosen well inside what the policy lets a household choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plumbline.demo.chance import Chance

SIZES_DM2 = (5_236, 6_148, 7_015, 7_992, 8_960, 9_873, 10_925, 11_890, 12_864)
"""Areas of the flats in 0.01 ㎡, smallest first."""


@dataclass(frozen=True, slots=True)
class Dwelling:
    """One flat: ASCII id, estate, area in 0.01 ㎡, floor, and whether it stands already."""

    id: str
    estate: str
    area_dm2: int
    floor: int
    ready: bool


@dataclass(frozen=True, slots=True)
class Estate:
    """An estate: buildings of two stairs with so many floors and doors a floor."""

    id: str
    name_zh: str
    ready: bool
    buildings: int
    floors: int
    doors: int


ESTATES: Mapping[str, Estate] = {
    estate.id: estate
    for estate in (
        Estate("xincheng", "新城家园（示例，期房）", False, 7, 17, 3),
        Estate("binjiang", "滨江苑（示例，现房）", True, 4, 11, 3),
        Estate("makou", "马口新居（示例，期房）", False, 14, 6, 2),
        Estate("tangjiao", "塘角新苑（示例，期房）", False, 10, 6, 2),
    )
}


@dataclass(slots=True)
class Stock:
    """Flats that are still free, by estate and size. Changed by `take`; one stock belongs to one build."""

    free: dict[tuple[str, int], list[Dwelling]] = field(default_factory=dict)

    def take(self, estate: str, wanted_dm2: int, at_most_dm2: int) -> Dwelling | None:
        """The free flat nearest in size to what is wanted and not above the limit, or None."""
        sizes = [s for s in SIZES_DM2 if s <= at_most_dm2 and self.free.get((estate, s))]
        if not sizes:
            return None
        return self.free[estate, min(sizes, key=lambda s: (abs(s - wanted_dm2), s))].pop()


def build_stock(chance: Chance) -> tuple[Stock, tuple[Dwelling, ...]]:
    """The whole stock, and a list of all its flats in the order of their ids."""
    dwellings = tuple(
        Dwelling(f"{e.id}-{b:02d}-{stair}-{floor:02d}{door:02d}", e.id, size, floor, e.ready)
        for e in ESTATES.values()
        for b in range(1, e.buildings + 1)
        for stair in (1, 2)
        for door, size in enumerate(_doors(e, b, stair, chance), start=1)
        for floor in range(1, e.floors + 1)
    )
    stock = Stock()
    for dwelling in chance.child("order").shuffled(dwellings):
        stock.free.setdefault((dwelling.estate, dwelling.area_dm2), []).append(dwelling)
    return stock, tuple(sorted(dwellings, key=lambda d: d.id))


def _doors(estate: Estate, building: int, stair: int, chance: Chance) -> list[int]:
    stack = chance.child(f"{estate.id}-{building}-{stair}")
    return [stack.pick(SIZES_DM2) for _ in range(estate.doors)]
