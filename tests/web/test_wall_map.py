"""The map's data: every building with the stage of its least advanced household, and nothing of a person."""

import struct

import pytest
from tests.web.wall_fixtures import GAP, SIDE, SOUTH, WEST, draw_map, forget_the_map

from plumbline.store.models import BuildingRow, HouseholdRow
from plumbline.store.reading.map_layers import map_projects, stage_of_letter, version_of
from plumbline.terms import Stage


@pytest.fixture
def wall(signed_in):
    """The wall's own client, before a drawn map."""
    draw_map()
    return signed_in("zheng")


def shapes_of(wall) -> list[int]:
    answer = wall.get(f"/wall/map/{version_of(map_projects())}.bin")
    assert answer.status_code == 200
    return list(struct.unpack(f"<{len(answer.content) // 4}i", answer.content))


def test_it_shows_each_building_in_its_households_stage(wall):
    # 张 signed, 李 and 王 have their value, 刘 is paid, 何 signed, 杨 has her value; the shed is nobody's.
    assert wall.get("/wall/now.json").json()["stages"] == "eddged."
    letters = [stage_of_letter(letter) for letter in "eg."]
    assert letters == [Stage.AGREED, Stage.COMPENSATED, None]


def test_a_shared_building_shows_the_least_advanced(wall):
    # 刘, who is paid, moves in with 张, who has signed: the house is as far as 张.
    BuildingRow.objects.filter(household="桥西-0004").update(footprint="F-5")
    forget_the_map()
    assert wall.get("/wall/now.json").json()["stages"] == "edd.ed."


def test_a_withdrawn_household_does_not_hold_its_house_back(wall):
    BuildingRow.objects.filter(household="桥西-0004").update(footprint="F-5")
    HouseholdRow.objects.filter(pk="桥东-0001").update(stage="withdrawn")
    forget_the_map()
    assert wall.get("/wall/now.json").json()["stages"][0] == "g"


def test_it_packs_the_shapes_as_they_were_imported(wall):
    west, south, count, *rest = shapes_of(wall)
    # The pond lies two gaps west of the first house, the road 500 below it.
    assert (west, south, count) == (WEST - 2 * GAP, SOUTH - 500, 9)
    # Water is layer 2, closed, of no block; one ring of five points, the first 500 above the lowest.
    assert rest[:11] == [2, 0, -1, 1, 500, 1, 5, 0, 500, SIDE, 0]


def test_it_carries_no_household_and_no_name(wall):
    now = wall.get("/wall/now.json").content.decode()
    packed = wall.get(f"/wall/map/{version_of(map_projects())}.bin").content
    page = wall.get("/wall").content.decode()
    sheet = wall.get("/wall/sheet.svg").content.decode()
    for row in HouseholdRow.objects.all():
        for told in (row.pk, row.names, row.address):
            assert told not in now + page + sheet
            assert told.encode() not in packed
    assert "F-5" not in now


def test_it_counts_a_block_without_naming_a_person(wall):
    blocks = wall.get("/wall/now.json").json()["blocks"]
    assert blocks == [
        {"name": "桥东片", "households": 3, "remaining": 3},
        {"name": "桥西片", "households": 3, "remaining": 3},
    ]


def test_shapes_of_an_older_map_are_gone_and_the_present_ones_kept(wall):
    assert wall.get("/wall/map/0123456789abcdef0123.bin").status_code == 404
    answer = wall.get(f"/wall/map/{version_of(map_projects())}.bin")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "no-store" in wall.get("/wall/now.json").headers["Cache-Control"]
