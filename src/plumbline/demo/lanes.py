"""Old town: blocks of irregular terraces along narrow lanes, courtyards, shops on the street, a few slabs of flats.

A block is first a list of buildings that hold exactly its households, then rows of them back to back.
"""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.demo.chance import Chance
from plumbline.demo.geometry import Ring, rectangle
from plumbline.demo.ground import Footprint

ROW_DEPTH = 1_050
"""Depth of a terrace row with its back yard, cm."""
LANE = 330
"""Width of a lane between rows, cm."""
BACK_GAP = 110


@dataclass(frozen=True, slots=True)
class Style:
    """How a quarter was built: chances in a thousand, rows of a block, share of households in flats."""

    flats_per_mille: int
    shared_per_mille: int
    courtyard_per_mille: int
    annex_per_mille: int
    alley_per_mille: int
    rows: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One building before it has a place: its kind, households, floors and frontage in cm."""

    kind: str
    room: int
    floors: int
    width: int


def buildings_for(chance: Chance, households: int, style: Style) -> list[Plan]:
    """Buildings that hold exactly so many households; with two or more, one terrace holds two.

    That one house always has two families, so that a demonstration of any size has neighbours under one roof.
    """
    plans: list[Plan] = []
    rest = households
    if rest >= 2:
        plans.append(Plan("terrace", 2, 2, chance.between(640, 780)))
        rest -= 2
    flats = rest * style.flats_per_mille // 1000
    while flats >= 6:
        room = min(flats, chance.pick((8, 10, 12, 12, 16)))
        plans.append(
            Plan(
                "apartment",
                room,
                3 if room <= 8 else chance.pick((4, 5, 6)),
                2_300 if room <= 8 else chance.between(2_900, 3_900),
            )
        )
        flats -= room
        rest -= room
    if rest >= 20 and chance.happens(420):
        plans.append(Plan("workshop", 1, 1, chance.between(1_700, 2_400)))
        rest -= 1
    while rest:
        plans.append(_small_house(chance, rest, style))
        rest -= plans[-1].room
    return plans[:1] + chance.shuffled(plans[1:])


def _small_house(chance: Chance, rest: int, style: Style) -> Plan:
    if rest >= 2 and chance.happens(style.courtyard_per_mille):
        return Plan("courtyard", 2 if chance.happens(600) else 1, 1, chance.between(980, 1_380))
    room = 2 if rest >= 2 and chance.happens(style.shared_per_mille) else 1
    floors = chance.weighted(((1, 20), (2, 55), (3, 25)))
    if chance.happens(70):
        return Plan("shop", 1, floors, chance.between(420, 640))
    return Plan("terrace", room, max(floors, room), chance.between(400, 600) + 130 * (room - 1))


@dataclass(frozen=True, slots=True)
class Block:
    """A block laid out from (0, 0): its footprints, the lanes inside it, its width and depth in cm."""

    footprints: tuple[Footprint, ...]
    lanes: tuple[Ring, ...]
    width: int
    depth: int


def lay_block(chance: Chance, project: str, block: str, households: int, style: Style) -> Block:
    """The block of so many households; ids are `<project>-<block>-<number>`."""
    plans = buildings_for(chance, households, style)
    rows = _into_rows(plans, min(style.rows, len(plans)))
    footprints: list[Footprint] = []
    lanes: list[Ring] = []
    y, widest = 0, 0
    for number, row in enumerate(rows):
        faces_south = number % 2 == 0
        x = chance.between(0, 250)
        for plan in row:
            if x and chance.happens(style.alley_per_mille):
                x += chance.between(120, 320)
            name = f"{project}-{block}-{len(footprints) + 1:03d}"
            footprints += _place(chance, plan, (project, block, name), (x, y), faces_south, style)
            x += plan.width + (
                chance.between(180, 420)
                if plan.kind in ("apartment", "workshop")
                else chance.pick((0, 0, 0, 12))
            )
        widest = max(widest, x)
        y += ROW_DEPTH + (BACK_GAP if faces_south else LANE)
        if not faces_south and number + 1 < len(rows):
            lanes.append(((0, y - LANE // 2), (widest, y - LANE // 2)))
    return Block(tuple(footprints), tuple(lanes), widest, y)


def _into_rows(plans: list[Plan], rows: int) -> list[list[Plan]]:
    target = sum(plan.width for plan in plans) // rows
    result: list[list[Plan]] = [[]]
    filled = 0
    for plan in plans:
        if filled >= target * len(result) and len(result) < rows:
            result.append([])
        result[-1].append(plan)
        filled += plan.width
    return result


def _place(
    chance: Chance,
    plan: Plan,
    name: tuple[str, str, str],
    corner: tuple[int, int],
    faces_south: bool,
    style: Style,
) -> list[Footprint]:
    project, block, fid = name
    x, y = corner
    deep = ROW_DEPTH - chance.between(0, 60)
    annexed = plan.kind == "terrace" and chance.happens(style.annex_per_mille)
    house = deep - chance.between(260, 340) if annexed else deep - chance.between(0, 190)
    setback = chance.pick((0, 0, 0, 30, 60))
    ring = _outline(chance, plan, house)
    placed = [_footprint(fid, project, block, plan.kind, plan, _stood(ring, x, y, setback, faces_south))]
    if annexed:
        wide = plan.width * chance.between(45, 85) // 100
        shed = rectangle(
            chance.pick((0, plan.width - wide)), house, wide, deep - house - chance.between(0, 60)
        )
        beside = Plan("annex", 0, 1, wide)
        placed.append(
            _footprint(
                f"{fid}a", project, block, "annex", beside, _stood(shed, x, y, setback, faces_south), fid
            )
        )
    return placed


def _footprint(
    fid: str, project: str, block: str, kind: str, plan: Plan, ring: Ring, belongs: str = ""
) -> Footprint:
    return Footprint(fid, project, block, kind, plan.floors, plan.room, ring, belongs)


def _stood(ring: Ring, x: int, y: int, setback: int, faces_south: bool) -> Ring:
    """A house drawn with its front on y = 0, put into its row; a row that faces north is mirrored."""
    if faces_south:
        return tuple((x + a, y + setback + b) for a, b in ring)
    return tuple((x + a, y + ROW_DEPTH - setback - b) for a, b in reversed(ring))


def _outline(chance: Chance, plan: Plan, deep: int) -> Ring:
    w = plan.width - 8
    match plan.kind:
        case "courtyard":
            yard, wing = chance.between(300, 420), chance.between(300, 360)
            if chance.happens(500):  # three wings around a yard that opens to the lane
                return (
                    (0, 0),
                    (wing, 0),
                    (wing, yard),
                    (w - wing, yard),
                    (w - wing, 0),
                    (w, 0),
                    (w, deep),
                    (0, deep),
                )
            return ((0, 0), (wing, 0), (wing, yard + 80), (w, yard + 80), (w, deep), (0, deep))
        case "apartment":
            stair, bay = chance.between(220, 260), w // 4
            return (
                (0, 0), (w, 0), (w, deep), (3 * bay + stair // 2, deep), (3 * bay + stair // 2, deep - 110),
                (3 * bay - stair // 2, deep - 110), (3 * bay - stair // 2, deep), (bay + stair // 2, deep),
                (bay + stair // 2, deep - 110), (bay - stair // 2, deep - 110), (bay - stair // 2, deep), (0, deep),
            )  # fmt: skip
        case _:
            if chance.happens(220):  # a corner left open for light
                cut = (w * chance.between(30, 45) // 100, chance.between(150, 280))
                return (
                    (0, 0),
                    (w, 0),
                    (w, deep - cut[1]),
                    (w - cut[0], deep - cut[1]),
                    (w - cut[0], deep),
                    (0, deep),
                )
            return rectangle(0, 0, w, deep)
