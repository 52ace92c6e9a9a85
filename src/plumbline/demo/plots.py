"""The invented ground put together: three old quarters and two villages on one local grid.

    ground = build_ground(projects, households_of_block, chance)
    text = geojson(ground, "footprints", project="zhumuqiao")

Each quarter is laid out straight, bent a little, turned and put in its place. No outline of anything
real was used; the map says so in its own properties.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plumbline.demo.chance import Chance
from plumbline.demo.description import Project
from plumbline.demo.geometry import (
    Bend,
    Point,
    Ring,
    Turn,
    box,
    decimal_e7,
    degrees_e7,
    grown,
    hull,
    moved,
    rectangle,
    turned,
)
from plumbline.demo.ground import Field, Footprint, Ground, Shape
from plumbline.demo.lanes import Block, Style, lay_block
from plumbline.demo.villages import Village, lay_fields, lay_village, round_shape
from plumbline.terms import Regime


@dataclass(frozen=True, slots=True)
class Site:
    """Where and how a quarter lies: its middle (cm), its turn, blocks in each strip from south to north."""

    at: Point
    turn: Turn
    strips: tuple[int, ...]
    style: Style
    canal_after: int = 0
    reach: int = 260


_OLD_TOWN = Style(
    flats_per_mille=310,
    shared_per_mille=240,
    courtyard_per_mille=110,
    annex_per_mille=200,
    alley_per_mille=90,
    rows=4,
)
_RIVERSIDE = Style(
    flats_per_mille=240,
    shared_per_mille=200,
    courtyard_per_mille=90,
    annex_per_mille=220,
    alley_per_mille=130,
    rows=4,
)
_WORKERS = Style(
    flats_per_mille=640,
    shared_per_mille=160,
    courtyard_per_mille=0,
    annex_per_mille=120,
    alley_per_mille=40,
    rows=4,
)

SITES = {
    # The triangle between three streets that gave the quarter its name.
    "dasanjiao": Site((0, 0), Turn(12, 5, 13), (5, 4, 2, 1), _OLD_TOWN),
    "zhumuqiao": Site((52_000, -6_000), Turn(24, -7, 25), (4, 4), _RIVERSIDE, canal_after=1, reach=420),
    "dongxincun": Site((20_000, -40_000), Turn(60, 11, 61), (3, 3), _WORKERS, reach=60),
    "tianzhen-makou": Site((84_000, -66_000), Turn(40, 9, 41), (3, 2), _OLD_TOWN, reach=900),
    "huaqiao-tangjiaotou": Site((-68_000, -48_000), Turn(24, -7, 25), (2, 2), _OLD_TOWN, reach=900),
}
_ALONE = Style(
    flats_per_mille=0,
    shared_per_mille=0,
    courtyard_per_mille=0,
    annex_per_mille=120,
    alley_per_mille=60,
    rows=3,
)
"""The grain store's streets: a house for each family, but for the one that `buildings_for` always shares."""

SITES |= {
    "laoliangku": Site((-46_000, 40_000), Turn(60, -11, 61), (2,), _ALONE, reach=120),
    "laozhuanchang": Site((-120_000, 22_000), Turn(40, 9, 41), (1,), _OLD_TOWN, reach=300),
}
_ELSEWHERE = Site((0, 90_000), Turn(1, 0, 1), (4, 4, 4), _OLD_TOWN)
STREET = 900
CANAL = 2_600
_POND = "水塘"


def build_ground(projects: Sequence[Project], households: Mapping[str, int], chance: Chance) -> Ground:
    """Footprints, fields and background of all projects; `households` counts them by block id."""
    parts = []
    for project in projects:
        lay = _lay_quarter if project.regime is Regime.STATE_LAND else _lay_countryside
        parts.append(lay(project, households, SITES.get(project.id, _ELSEWHERE), chance.child(project.id)))
    return Ground(
        footprints=tuple(f for part in parts for f in part.footprints),
        fields=tuple(f for part in parts for f in part.fields),
        shapes=tuple(s for part in parts for s in part.shapes),
    )


@dataclass(frozen=True, slots=True)
class _Put:
    """From a quarter's straight plan to the grid: centred, bent, turned, moved."""

    middle: Point
    site: Site
    bend: Bend

    def __call__(self, ring: Ring) -> Ring:
        bent = self.bend.ring(moved(ring, (-self.middle[0], -self.middle[1])))
        return moved(turned(bent, self.site.turn), self.site.at)


# ---------- old quarters ----------
def _lay_quarter(project: Project, households: Mapping[str, int], site: Site, chance: Chance) -> Ground:
    laid = [
        lay_block(chance.child(b.id), project.id, b.id, households[b.id], site.style) for b in project.blocks
    ]
    placed, streets = _in_strips(laid, site, project)
    widest = max(x + block.width for block, (x, _) in placed)
    highest = max(y + block.depth for block, (_, y) in placed)
    put = _Put((widest // 2, highest // 2), site, Bend(chance.child("bend"), 4_000, site.reach))
    footprints: list[Footprint] = []
    shapes: list[Shape] = []
    for spec, (block, corner) in zip(project.blocks, placed, strict=True):
        rings = [moved(f.ring, corner) for f in block.footprints]
        for f, ring in zip(block.footprints, rings, strict=True):
            footprints.append(
                Footprint(f.id, f.project, f.block, f.kind, f.floors, f.room, put(ring), f.belongs)
            )
        edge = grown(hull([p for ring in rings for p in ring]), 140)
        shapes.append(Shape(f"{spec.id}-block", "block", project.id, spec.name_zh, put(edge)))
        for number, lane in enumerate(block.lanes):
            line = tuple((corner[0] + x, corner[1] + y) for x, y in _with_knots(lane))
            shapes.append(Shape(f"{spec.id}-lane-{number + 1}", "lane", project.id, "", put(line), 250))
    for number, (kind, name, line, width) in enumerate(streets):
        shapes.append(
            Shape(f"{project.id}-{kind}-{number + 1}", kind, project.id, name, put(_with_knots(line)), width)
        )
    if site.canal_after:
        shapes += _canal(project, placed, site, put, widest)
    scope = grown(hull([p for f in footprints for p in f.ring]), 700)
    shapes.insert(0, Shape(f"{project.id}-scope", "scope", project.id, project.name_zh, scope))
    return Ground(tuple(footprints), (), tuple(shapes))


def _with_knots(line: Ring) -> Ring:
    """A straight line cut into pieces of about ten metres, so that it can bend."""
    (x0, y0), (x1, y1) = line[0], line[-1]
    pieces = max(1, max(abs(x1 - x0), abs(y1 - y0)) // 1_000)
    return tuple((x0 + (x1 - x0) * i // pieces, y0 + (y1 - y0) * i // pieces) for i in range(pieces + 1))


_Line = tuple[str, str, Ring, int]


def _in_strips(
    laid: list[Block], site: Site, project: Project
) -> tuple[list[tuple[Block, Point]], list[_Line]]:
    strips: list[list[Block]] = []
    rest = list(laid)
    for size in (*site.strips, *([1] * len(rest))):
        if rest:
            strips.append(rest[:size])
            rest = rest[size:]
    widths = [sum(b.width for b in strip) + STREET * (len(strip) - 1) for strip in strips]
    placed: list[tuple[Block, Point]] = []
    streets: list[_Line] = []
    y = 0
    for number, (strip, width) in enumerate(zip(strips, widths, strict=True)):
        x = (max(widths) - width) * 2 // 5
        deep = max(b.depth for b in strip)
        streets.append(
            (
                "street",
                f"{project.short_zh}{'一二三四五六七八'[number % 8]}路",
                ((x - 1_200, y - STREET // 2), (x + width + 1_200, y - STREET // 2)),
                600,
            )
        )
        for block in strip:
            placed.append((block, (x, y)))
            x += block.width + STREET
            streets.append(
                ("street", "", ((x - STREET // 2, y - STREET // 2), (x - STREET // 2, y + deep + 200)), 480)
            )
        streets.pop()
        y += deep + STREET + (CANAL if number + 1 == site.canal_after else 0)
    return placed, streets


def _canal(
    project: Project, placed: list[tuple[Block, Point]], site: Site, put: _Put, widest: int
) -> list[Shape]:
    north = min(y for _, (_, y) in placed[site.strips[0] :])
    y = north - STREET - CANAL + 300
    bank = _with_knots(((-5_000, y), (widest + 5_000, y)))
    other = tuple((x, y + CANAL - 700) for x, _ in reversed(bank))
    x = widest * 9 // 20
    bridge = ((x, y - 500), (x, y + CANAL - 300))
    return [
        Shape(f"{project.id}-canal", "water", project.id, "朱木河", put(bank + other)),
        Shape(f"{project.id}-bridge", "bridge", project.id, "朱木桥", put(bridge), 700),
    ]


# ---------- villages ----------
def _lay_countryside(project: Project, households: Mapping[str, int], site: Site, chance: Chance) -> Ground:
    villages = [lay_village(chance.child(b.id), project.id, b.id, households[b.id]) for b in project.blocks]
    tile = (max(v.width for v in villages) + 7_000, 36_000)
    columns = max(site.strips)
    rows = (len(villages) + columns - 1) // columns
    put = _Put(
        (columns * tile[0] // 2, rows * tile[1] // 2), site, Bend(chance.child("bend"), 9_000, site.reach)
    )
    parts = [
        _one_village(
            project.id,
            spec.id,
            spec.name_zh,
            village,
            _corner(number, columns, tile, chance),
            tile,
            put,
            chance.child(f"land-{spec.id}"),
            households[spec.id],
        )
        for number, (spec, village) in enumerate(zip(project.blocks, villages, strict=True))
    ]
    road = _with_knots(((-4_000, tile[1] - 150), (columns * tile[0] + 4_000, tile[1] - 150)))
    shapes = [Shape(f"{project.id}-road", "street", project.id, f"{project.short_zh}路", put(road), 650)]
    shapes += [s for part in parts for s in part.shapes]
    rings = [f.ring for part in parts for f in part.footprints] + [
        f.ring for part in parts for f in part.fields
    ]
    every = [corner for ring in rings for corner in ring]
    shapes.insert(
        0, Shape(f"{project.id}-scope", "scope", project.id, project.name_zh, grown(hull(every), 600))
    )
    return Ground(
        tuple(f for part in parts for f in part.footprints),
        tuple(f for part in parts for f in part.fields),
        tuple(shapes),
    )


def _corner(number: int, columns: int, tile: Point, chance: Chance) -> Point:
    row, column = divmod(number, columns)
    shift = tile[0] // 3 if row % 2 else 0
    return column * tile[0] + shift, row * tile[1] + chance.child(f"shift-{number}").between(-900, 0)


def _one_village(
    project: str,
    block: str,
    name: str,
    village: Village,
    corner: Point,
    tile: Point,
    put: _Put,
    chance: Chance,
    holders: int,
) -> Ground:
    home = (corner[0] + 3_500, corner[1] + tile[1] // 2 + chance.between(-3_000, 3_000))
    pond_at = (home[0] + village.width * chance.between(20, 80) // 100, home[1] - 7_400)
    pond = round_shape(chance, pond_at, chance.between(1_600, 2_600), chance.between(900, 1_400), 24)
    homes = [moved(ring, home) for _, ring in village.yards]
    west, south, east, north = box(homes)
    avoid = [(west - 500, south - 500, east + 500, north + 500), box([pond])]
    fields = lay_fields(
        chance.child("fields"), project, block, corner, (tile[0], tile[1] - 900), holders, avoid
    )
    lane = tuple((home[0] + x, home[1] + y) for x, y in village.lane)
    out = ((lane[0][0], lane[0][1]), (corner[0] + 600, corner[1] + (tile[1] if corner[1] < tile[1] else 0)))
    shapes = [
        Shape(f"{block}-block", "block", project, name, put(grown(hull([p for r in homes for p in r]), 400))),
        Shape(f"{block}-pond", "water", project, _POND, put(pond)),
        Shape(
            f"{block}-lane",
            "lane",
            project,
            "",
            put(tuple(q for a, b in pairwise(lane) for q in _with_knots((a, b)))),
            350,
        ),
        Shape(f"{block}-way", "lane", project, "", put(_with_knots(out)), 300),
        *(Shape(yard_id, "yard", project, "", put(moved(ring, home))) for yard_id, ring in village.yards),
        *(
            Shape(f"{block}-trees-{n + 1}", "trees", project, "", put(moved(ring, home)))
            for n, ring in enumerate(village.trees)
        ),
    ]
    footprints = tuple(
        Footprint(f.id, f.project, f.block, f.kind, f.floors, f.room, put(moved(f.ring, home)), f.belongs)
        for f in village.footprints
    )
    laid = tuple(Field(f.id, f.project, f.block, f.land_class, f.holder, put(f.ring)) for f in fields)
    return Ground(footprints, laid, tuple(shapes))


# ---------- out ----------
LAYERS = ("footprints", "fields", "background")


def geojson(ground: Ground, layer: str, project: str = "") -> str:
    """One layer as GeoJSON text, WGS 84, seven decimals; of one project where it is named.

    The text is made piece by piece so that coordinates never pass through a float and the bytes stay.
    """
    if layer not in LAYERS:
        raise ValueError(f"no layer {layer!r}; there are {', '.join(LAYERS)}")
    features = [text for owner, text in _features(ground, layer) if project in ("", owner)]
    head = '{"type": "FeatureCollection", "notice": "示例，地块虚构 / invented plots, demonstration", "features": [\n'
    return head + ",\n".join(features) + "\n]}\n"


def _features(ground: Ground, layer: str) -> list[tuple[str, str]]:
    match layer:
        case "footprints":
            return [
                (
                    f.project,
                    _feature(
                        f.id,
                        {
                            "footprint_id": f.id,
                            "project": f.project,
                            "block": f.block,
                            "kind": f.kind,
                            "floors": f.floors,
                        },
                        f.ring,
                        False,
                    ),
                )
                for f in ground.footprints
            ]
        case "fields":
            return [
                (
                    f.project,
                    _feature(
                        f.id,
                        {
                            "parcel_id": f.id,
                            "project": f.project,
                            "block": f.block,
                            "land_class": f.land_class,
                        },
                        f.ring,
                        False,
                    ),
                )
                for f in ground.fields
            ]
        case _:
            return [
                (
                    s.project,
                    _feature(
                        s.id,
                        {"kind": s.kind, "project": s.project, "name_zh": s.name_zh, "width_cm": s.width_cm},
                        s.ring,
                        s.is_line,
                    ),
                )
                for s in ground.shapes
            ]


def _feature(feature_id: str, properties: Mapping[str, object], ring: Ring, is_line: bool) -> str:
    points = ring if is_line else (*ring, ring[0])
    text = ", ".join("[" + ", ".join(decimal_e7(v) for v in degrees_e7(p)) + "]" for p in points)
    shape = f'"LineString", "coordinates": [{text}]' if is_line else f'"Polygon", "coordinates": [[{text}]]'
    named = json.dumps(properties, ensure_ascii=False)
    return (
        f'{{"type": "Feature", "id": "{feature_id}", "properties": {named}, "geometry": {{"type": {shape}}}}}'
    )


def whole_box(ground: Ground) -> Ring:
    """The rectangle around everything, in centimetres."""
    west, south, east, north = box([f.ring for f in ground.footprints] + [s.ring for s in ground.shapes])
    return rectangle(west, south, east - west, north - south)
