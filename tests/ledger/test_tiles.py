"""Names and bytes of tiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.ledger import Tile, TileError, entry_tile, read_entries, tile_of_path, tiles_of_size


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 1_234_067), "tile/0/x001/x234/067"),  # the example of the specification
        (Tile(2, 1000), "tile/2/x001/000"),
        (Tile(None, 1, 24), "tile/entries/001.p/24"),
    ],
)
def test_it_names_tiles_as_the_specification_does(tile, path):
    assert tile.path == path
    assert tile_of_path(path) == tile


@pytest.mark.parametrize(
    "path",
    ["tile/0/0", "tile/00/000", "tile/0/x000/001", "tile/0/000.p/256", "tile/0/000.p/0", "tile/0/000.p/01",
     "tile/8/000", "tile/0/1000", "tile/0/000/", "TILE/0/000", "tile/entries/000.p/999"],
)  # fmt: skip
def test_it_knows_no_second_name_of_a_tile(path):
    assert tile_of_path(path) is None


@given(st.integers(0, 10**9), st.integers(1, 256), st.none() | st.integers(0, 7))
def test_every_tile_comes_back_from_its_path(number, width, level):
    assert tile_of_path(Tile(level, number, width).path) == Tile(level, number, width)


def test_a_log_of_280_leaves_has_five_tiles():
    # 280 = 256 + 24 entries, the same of their hashes, and the root of the one full tile.
    paths = [tile.path for tile in tiles_of_size(280)]
    assert paths == [
        "tile/entries/000",
        "tile/entries/001.p/24",
        "tile/0/000",
        "tile/0/001.p/24",
        "tile/1/000.p/1",
    ]


def test_a_full_tile_has_no_partial_beside_it():
    assert [tile.path for tile in tiles_of_size(256)] == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]
    assert not list(tiles_of_size(0))


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_entries_come_back_from_their_tile(leaves):
    assert read_entries("x", entry_tile(leaves), len(leaves)) == leaves


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x00\x05abcd", b"\x00\x01a\x00"])
def test_it_refuses_a_tile_that_does_not_hold_exactly_one_entry(data):
    with pytest.raises(TileError):
        read_entries("x", data, 1)
