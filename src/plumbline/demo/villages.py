"""Villages: farmhouses scattered along a bent lane, each in its yard, with outbuildings, ponds and strips of fields."""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.demo.chance import Chance
from plumbline.demo.geometry import TURNS, Point, Ring, Turn, moved, rectangle, turned
from plumbline.demo.ground import Field, Footprint

LAND_CLASSES = (("cropland", 68), ("orchard", 9), ("forest", 9), ("pond", 7), ("unused", 7))


@dataclass(frozen=True, slots=True)
class Village:
    """A villagers' group laid out from (0, 0): homes on the west, its width and depth in cm."""

    footprints: tuple[Footprint, ...]
    yards: tuple[tuple[str, Ring], ...]
    lane: Ring
    trees: tuple[Ring, ...]
    width: int
    depth: int


def lay_village(chance: Chance, project: str, block: str, households: int) -> Village:
    """The homes of a group: two loose rows on either side of its lane."""
    footprints: list[Footprint] = []
    yards: list[tuple[str, Ring]] = []
    per_row = max(1, (households + 3) // 4)
    sway = [chance.between(-420, 420) for _ in range(per_row + 2)]
    pitch = 2_050
    rows = (-3_500, -1_350, 1_350, 3_500)
    for number in range(households):
        row, seat = divmod(number, per_row)
        x = 900 + seat * pitch + (pitch // 3 if row in (0, 3) else 0) + chance.between(-170, 170)
        y = rows[row] + sway[seat + 1] + chance.between(-160, 160)
        turn = chance.pick(TURNS) if chance.happens(700) else Turn(1, 0, 1)
        name = f"{project}-{block}-{number + 1:03d}"
        homestead = _homestead(chance, (project, block, name), faces_south=y > 0 or chance.happens(750))
        yards.append((f"{name}-yard", moved(turned(homestead[0], turn), (x, y))))
        footprints += [
            Footprint(
                f.id,
                f.project,
                f.block,
                f.kind,
                f.floors,
                f.room,
                moved(turned(f.ring, turn), (x, y)),
                f.belongs,
            )
            for f in homestead[1]
        ]
    lane = tuple((seat * pitch - 600, sway[min(seat, per_row + 1)]) for seat in range(per_row + 2))
    trees = tuple(
        _clump(
            chance,
            (chance.between(0, per_row * pitch), chance.pick((-1, 1)) * chance.between(4_900, 5_600)),
            chance.between(300, 700),
        )
        for _ in range(max(1, households // 3))
    )
    return Village(tuple(footprints), tuple(yards), lane, trees, per_row * pitch + 1_200, 9_800)


def _homestead(chance: Chance, name: tuple[str, str, str], faces_south: bool) -> tuple[Ring, list[Footprint]]:
    """A yard around (0, 0) with a house and, three times in five, one outbuilding; none ever overlap."""
    project, block, fid = name
    wide, deep = chance.between(1_450, 1_800), chance.between(1_550, 1_850)
    house_w, house_d = chance.between(860, 1_200), chance.between(760, 980)
    left, base = -wide // 2 + chance.between(60, 200), deep // 2 - house_d - 90
    floors = chance.weighted(((1, 25), (2, 50), (3, 25)))
    outline = rectangle(left, base, house_w, house_d)
    if chance.happens(350):  # a porch or kitchen wing towards the yard
        wing = (house_w * chance.between(30, 45) // 100, chance.between(230, 380))
        outline = (
            (left, base), (left + house_w - wing[0], base), (left + house_w - wing[0], base - wing[1]),
            (left + house_w, base - wing[1]), (left + house_w, base + house_d), (left, base + house_d),
        )  # fmt: skip
    parts = [Footprint(fid, project, block, "farmhouse", floors, 1, outline)]
    if chance.happens(440):
        size = (chance.between(280, 420), chance.between(280, 420))
        shed = rectangle(left if chance.happens(500) else left + 60, -deep // 2 + 60, *size)
        parts.append(Footprint(f"{fid}a", project, block, "outbuilding", 1, 0, shed, fid))
    yard = rectangle(-wide // 2, -deep // 2, wide, deep)
    if faces_south:
        return yard, parts
    turn = Turn(-1, 0, 1)
    return turned(yard, turn), [
        Footprint(f.id, f.project, f.block, f.kind, f.floors, f.room, turned(f.ring, turn), f.belongs)
        for f in parts
    ]


def _clump(chance: Chance, at: Point, radius: int) -> Ring:
    return round_shape(chance, at, radius, radius, 8)


def round_shape(chance: Chance, at: Point, across: int, along: int, corners: int) -> Ring:
    """A pond or a clump of trees: a circle's corners at uneven distances; `corners` divides 24."""
    unit = ((100, 0), (97, 26), (87, 50), (71, 71), (50, 87), (26, 97))
    quarter = [unit[i] for i in range(6)]
    circle = (
        [(c, s) for c, s in quarter]
        + [(-s, c) for c, s in quarter]
        + [(-c, -s) for c, s in quarter]
        + [(s, -c) for c, s in quarter]
    )
    chosen = circle[:: 24 // corners]
    result = []
    for c, s in chosen:
        reach = chance.between(80, 112)
        result.append((at[0] + across * c * reach // 10_000, at[1] + along * s * reach // 10_000))
    return tuple(result)


def lay_fields(
    chance: Chance,
    project: str,
    block: str,
    corner: Point,
    size: Point,
    holders: int,
    avoid: list[tuple[int, int, int, int]],
) -> tuple[Field, ...]:
    """Strips of fields in a rectangle, dealt to the holders in turn; a strip that meets `avoid` is left out.

    A household holds one to three strips; what is over belongs to the collective (holder 0).
    """
    strips: list[Ring] = []
    y = corner[1]
    while y + 2_600 <= corner[1] + size[1]:
        deep = chance.between(2_600, 3_600)
        x = corner[0]
        end = corner[0] + size[0]
        while x + 1_300 <= end:
            wide = min(chance.between(1_300, 2_700), end - x)
            strips.append(((x, y), (x + wide - 60, y), (x + wide - 60, y + deep - 60), (x, y + deep - 60)))
            x += wide
        y += deep + (220 if chance.happens(500) else 60)
    free = [ring for ring in strips if not any(_meets(ring, area) for area in avoid)]
    order = chance.shuffled(list(range(1, holders + 1)))
    # The first strip of every holder is arable, so that nobody of the village is without cropland.
    fields = []
    for number, ring in enumerate(free):
        turn, seat = divmod(number, holders)
        holder = order[seat] if turn == 0 or (turn < 3 and chance.happens(420)) else 0
        land = "cropland" if turn == 0 else chance.weighted(LAND_CLASSES)
        fields.append(Field(f"{project}-{block}-f{number + 1:03d}", project, block, land, holder, ring))
    return tuple(fields)


def _meets(ring: Ring, area: tuple[int, int, int, int]) -> bool:
    west, south, east, north = area
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return not (max(xs) < west or min(xs) > east or max(ys) < south or min(ys) > north)
