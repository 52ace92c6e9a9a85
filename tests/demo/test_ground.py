"""The invented ground: as many footprints as planned, nothing on top of anything, the same bytes on every machine."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

import pytest
from shapely import STRtree
from shapely.geometry import Polygon

from plumbline.demo import LAYERS, geojson
from plumbline.demo.geometry import area_dm2, decimal_e7, degrees_e7, rectangle


def test_it_lays_out_about_900_footprints_with_room_for_every_household(world):
    footprints = world.ground.footprints
    assert 850 <= len(footprints) <= 1_050
    assert sum(f.room for f in footprints) == 1_200
    assert len({f.id for f in footprints}) == len(footprints)
    assert all(f.id.isascii() for f in footprints)


def test_it_builds_old_lanes_dense_and_villages_scattered(world):
    def cover(project: str, kinds: set[str]) -> float:
        own = [Polygon(f.ring) for f in world.ground.footprints if f.project == project]
        blocks = [Polygon(s.ring) for s in world.ground.shapes if s.project == project and s.kind in kinds]
        return sum(p.area for p in own) / sum(p.area for p in blocks)

    # In the old town more than half of a block is roofed, in a village less than a third.
    assert cover("dasanjiao", {"block"}) > 0.5
    assert cover("tianzhen-makou", {"block"}) < 0.33


@pytest.mark.parametrize("kind", ["footprints", "fields"])
def test_it_puts_nothing_on_top_of_anything(world, kind):
    shapes = [Polygon(thing.ring) for thing in getattr(world.ground, kind)]
    assert all(shape.is_valid and shape.exterior.is_ccw for shape in shapes)
    tree = STRtree(shapes)
    left, right = tree.query(shapes, predicate="overlaps")
    # Long straight edges meet bent ones, so neighbouring fields may share a sliver of less than 1 ㎡.
    assert all(
        shapes[i].intersection(shapes[j]).area < 10_000 for i, j in zip(left, right, strict=True) if i < j
    )


def test_it_writes_geojson_with_seven_decimals_near_the_round_origin(world):
    text = geojson(world.ground, "footprints", project="zhumuqiao")
    features = json.loads(text)["features"]
    assert {f["properties"]["project"] for f in features} == {"zhumuqiao"}
    ring = features[0]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert all(abs(lon - 115) < 0.02 and abs(lat - 30) < 0.02 for lon, lat in ring)
    assert "虚构" in text


def test_it_draws_streets_water_fields_and_scopes_behind_the_houses(world):
    kinds = Counter(shape.kind for shape in world.ground.shapes)
    assert kinds["scope"] == 5
    assert kinds["block"] == 35
    assert all(kinds[kind] for kind in ("street", "lane", "water", "bridge", "yard", "trees"))
    assert len(world.ground.fields) > 400


def test_it_gives_the_same_bytes_again(description, small):
    from plumbline.demo import build_world

    again = build_world(description, households=60)
    for layer in LAYERS:
        first, second = geojson(small.ground, layer), geojson(again.ground, layer)
        assert hashlib.sha256(first.encode()).digest() == hashlib.sha256(second.encode()).digest()


def test_it_reckons_in_whole_centimetres():
    # 10.00 m by 8.00 m is 80.00 ㎡, that is 8,000 units of 0.01 ㎡.
    assert area_dm2(rectangle(0, 0, 1_000, 800)) == 8_000
    # One metre east at 30° N is 100 × 10⁷ / 9,648,600 = 103.6 units of 1e-7 degrees; half up: 104.
    assert degrees_e7((100, 0)) == (1_150_000_104, 300_000_000)
    assert decimal_e7(1_150_000_104) == "115.0000104"


def test_it_lays_the_older_projects_apart_from_all_others(world, older):
    theirs = [Polygon(thing.ring) for thing in (*older.ground.footprints, *older.ground.fields)]
    tree = STRtree([Polygon(thing.ring) for thing in (*world.ground.footprints, *world.ground.fields)])
    assert not [shape for shape in theirs if len(tree.query(shape, predicate="intersects"))]
    assert sum(f.room for f in older.ground.footprints) == 36
    assert not {f.id for f in older.ground.footprints} & {f.id for f in world.ground.footprints}
