"""Sealing a day: which files it gives, and what it refuses to seal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.logs import SIGNER, small_log

from plumbline.ledger import (
    EMPTY_ROOT,
    SealError,
    TileError,
    from_std64,
    grow_tiles,
    is_consistent,
    leaf_hash,
    open_checkpoint,
    root_of,
    seal_day,
    stored_leaf,
    tiles_of_size,
)


def reseal(small, **changes):
    # The second day again: it begins after the four leaves of the first.
    given_ = {"day": "2026-11-02", "size": 4, "leaves": small.leaves[4:], "read": small.files.get}
    given_ |= {"signer": SIGNER, "keys": small.files["keys"], "policy": small.files["policy"]}
    return seal_day(**(given_ | changes))


def test_a_day_can_be_sealed_again_and_gives_the_same_files(small):
    # Broken off between two files, the seal is repeated from the start: nothing may differ.
    assert all(small.files[path] == data for path, data in reseal(small).files.items())


def test_the_checkpoint_is_the_last_file(small):
    assert list(reseal(small).files)[-1] == "checkpoint"


def test_partial_tiles_of_every_sealed_size_stay(small):
    assert {
        "tile/entries/000.p/4",
        "tile/0/000.p/4",
        "tile/entries/000.p/7",
        "tile/0/000.p/7",
    } <= small.files.keys()


def test_a_day_without_events_is_sealed_all_the_same():
    log = small_log((2, 0, 1))
    assert log.sizes == [3, 4, 6]
    assert open_checkpoint(log.files["seal/2026-11-02.checkpoint"], log.vkey).size == 4


def test_a_stored_leaf_is_found_again(small):
    assert [stored_leaf(small.files.get, seq, 7) for seq in range(7)] == small.leaves


@pytest.mark.parametrize(
    "changes",
    [
        {"day": "2026-11-03"},  # the leaves are of the second
        {"size": 5},
        {"leaves": []},
        {"keys": b"another"},  # day.closed has recorded the hash of the right file
        {"policy": None},
    ],
    ids=str,
)
def test_it_refuses_to_seal(small, changes):
    with pytest.raises(SealError):
        reseal(small, **changes)


def test_it_refuses_a_day_that_is_not_closed(small):
    with pytest.raises(SealError, match=r"day\.closed"):
        reseal(small, leaves=small.leaves[4:-1])


def test_it_names_an_earlier_tile_that_is_missing(small):
    files = {path: data for path, data in small.files.items() if path != "tile/0/000.p/4"}
    with pytest.raises(TileError) as missing:
        reseal(small, read=files.get)
    assert missing.value.path == "tile/0/000.p/4"


@settings(max_examples=15)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=4))
def test_however_the_leaves_are_cut_into_days_the_tiles_and_the_root_are_the_same(cuts):
    leaves = [str(n).encode() for n in range(sum(cuts))]
    files: dict[str, bytes] = {}
    size, root = 0, EMPTY_ROOT
    for cut in cuts:
        grown, root = grow_tiles(size=size, leaves=leaves[size : size + cut], read=files.get)
        files |= grown
        size += cut
    at_once, same = grow_tiles(size=0, leaves=leaves, read={}.get)
    assert root == same == root_of([leaf_hash(leaf) for leaf in leaves])
    assert {tile.path for tile in tiles_of_size(size)} == at_once.keys()
    assert all(files[path] == data for path, data in at_once.items())


def test_each_seal_proves_that_it_extends_the_one_before(small):
    head, _, _ = small.files["seal/2026-11-02.consistency"].partition(b"\n\n")
    first, *lines = head.decode().split("\n")
    old = open_checkpoint(small.files["seal/2026-11-01.checkpoint"], small.vkey)
    new = open_checkpoint(small.files["checkpoint"], small.vkey)
    path = [from_std64(line) for line in lines]
    assert first == "old 4"
    assert is_consistent(old=4, old_root=old.root, new=7, new_root=new.root, path=path)
