"""Addresses and price levels of the invented quarters: a lane or a bay for each block, a level for each use."""

from __future__ import annotations

from plumbline.demo.chance import Chance
from plumbline.demo.description import Block, Project
from plumbline.terms import Regime, show_area

_LEVELS_YUAN = {"dasanjiao": (5_900, 7_000), "zhumuqiao": (5_300, 6_300), "dongxincun": (4_900, 5_800)}
"""Lowest and highest level of dwellings in yuan per ㎡, by quarter; invented."""

_OF_DWELLINGS = {"residence": 100, "shop": 215, "office": 118, "workshop": 74}
"""Level of a use in per cent of the dwellings' level of its block."""

_ESTIMATE = 112
"""The estimate before the valuation stands at this per cent of the level, so that funds do not fall short."""


def address(project: Project, block: Block, door: int, flat: str = "") -> str:
    """An invented address; `flat` is a unit's and door's number in a slab, such as `2-301`."""
    lane = block.name_zh.removesuffix("片")
    if project.regime is Regime.COLLECTIVE_LAND:
        return f"示例市{project.short_zh}{lane.removeprefix(project.short_zh)}{door}号"
    lane = f"{project.short_zh}{lane}" if not lane.startswith(("新村", "沿河")) else lane
    return f"示例市{lane}{door}号" + (f"{flat}室" if flat else "")


def level_fen(project: Project, block: Block, use: str, chance: Chance) -> int:
    """The price level of a use in a block, in fen per ㎡; `chance` is the quarter's stream."""
    low, high = _LEVELS_YUAN.get(project.id, (5_000, 6_000))
    dwellings = chance.child(f"level-{block.id}").between(low, high) * 100
    return dwellings * _OF_DWELLINGS[use] // 100


def estimate_prices(project: Project, chance: Chance) -> dict[str, dict[str, int]]:
    """Block → use → estimated price in fen per ㎡, in full ten yuan, for the funds' estimate."""
    return {
        block.id: {
            use: -(-level_fen(project, block, use, chance) * _ESTIMATE // 100_000) * 1_000
            for use in _OF_DWELLINGS
        }
        for block in project.blocks
    }


def show_quantity(hundredths: int) -> str:
    """A quantity of so many hundredths as registers write it: `9`, but `9.50`."""
    return show_area(hundredths).removesuffix(".00")
