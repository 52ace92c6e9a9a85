"""The tree and its proofs, against the published roots and by law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.logs import vectors

from plumbline.ledger import (
    CompactTree,
    compact_tree,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    nodes_of,
    root_of,
    tile_levels,
)

VECTORS = vectors("rfc6962_roots")
LEAVES = [leaf_hash(bytes.fromhex(leaf)) for leaf in VECTORS["leaves_hex"]]
HASHES = [leaf_hash(str(n).encode()) for n in range(700)]
LEVELS = tile_levels(HASHES)
SIZES = st.integers(1, len(HASHES))


def unhex(texts):
    return [bytes.fromhex(text) for text in texts]


def test_it_hashes_leaves_as_published():
    assert unhex(VECTORS["leaf_hashes_hex"]) == LEAVES


@pytest.mark.parametrize(("size", "root"), VECTORS["roots_hex"].items())
def test_both_ways_give_the_published_root(size, root):
    hashes = LEAVES[: int(size)]
    assert CompactTree().extend(hashes).root.hex() == root
    assert root_of(hashes).hex() == root


def test_every_published_inclusion_proof_is_made_and_believed():
    for case in VECTORS["all_inclusion"]:
        index, size, path = case["index"], case["size"], unhex(case["proof_hex"])
        assert inclusion_proof(index, size, nodes_of(tile_levels(LEAVES[:size]))) == path
        assert is_included(LEAVES[index], index=index, size=size, root=root_of(LEAVES[:size]), path=path)


def test_every_published_consistency_proof_is_made_and_believed():
    for case in VECTORS["all_consistency"]:
        old, new, path = case["size1"], case["size2"], unhex(case["proof_hex"])
        assert consistency_proof(old, new, nodes_of(tile_levels(LEAVES[:new]))) == path
        assert is_consistent(
            old=old, old_root=root_of(LEAVES[:old]), new=new, new_root=root_of(LEAVES[:new]), path=path
        )


@given(SIZES)
def test_appending_one_by_one_is_the_tree_of_all(size):
    tree = CompactTree().extend(HASHES[:size])
    assert tree.root == root_of(HASHES[:size])
    assert tree == compact_tree(size, nodes_of(tile_levels(HASHES[:size])))


@given(st.permutations(range(6)))
def test_another_order_of_leaves_is_another_tree(order):
    hashes = [HASHES[n] for n in order]
    assert (CompactTree().extend(hashes).root == root_of(HASHES[:6])) == (list(order) == list(range(6)))


@given(st.data(), SIZES)
def test_every_leaf_is_proved_and_no_changed_proof_holds(data, size):
    index = data.draw(st.integers(0, size - 1))
    root, path = root_of(HASHES[:size]), inclusion_proof(index, size, nodes_of(tile_levels(HASHES[:size])))
    claim = {"index": index, "size": size, "root": root}
    assert is_included(HASHES[index], path=path, **claim)
    assert not is_included(HASHES[index], path=[*path, root], **claim)
    assert not is_included(HASHES[index - 1], path=path, **claim) or size == 1
    assert not is_included(HASHES[index], path=path, index=index, size=size + 1, root=bytes(32))
    if path:
        assert not is_included(HASHES[index], path=path[:-1], **claim)
        place = data.draw(st.integers(0, len(path) - 1))
        assert not is_included(HASHES[index], path=flipped(path, place, data), **claim)


@given(st.data(), SIZES)
def test_every_growth_is_proved_and_no_changed_proof_holds(data, new):
    old = data.draw(st.integers(1, new))
    path = consistency_proof(old, new, nodes_of(LEVELS))
    claim = {"old": old, "old_root": root_of(HASHES[:old]), "new": new, "new_root": root_of(HASHES[:new])}
    assert is_consistent(path=path, **claim)
    assert not is_consistent(path=[*path, bytes(32)], **claim)
    if path:
        assert not is_consistent(path=path[:-1], **claim)
        place = data.draw(st.integers(0, len(path) - 1))
        assert not is_consistent(path=flipped(path, place, data), **claim)
        assert not is_consistent(path=path, **(claim | {"old_root": bytes(32)}))


def flipped(path, place, data):
    changed = bytearray(path[place])
    changed[data.draw(st.integers(0, 31))] ^= 1 << data.draw(st.integers(0, 7))
    return [*path[:place], bytes(changed), *path[place + 1 :]]


def test_everything_extends_the_empty_log_and_no_log_shrinks():
    assert consistency_proof(0, 5, nodes_of(LEVELS)) == []
    assert is_consistent(old=0, old_root=root_of([]), new=5, new_root=root_of(HASHES[:5]), path=[])
    assert not is_consistent(
        old=5, old_root=root_of(HASHES[:5]), new=4, new_root=root_of(HASHES[:4]), path=[]
    )
    with pytest.raises(ValueError, match="does not extend"):
        consistency_proof(6, 5, nodes_of(LEVELS))
    with pytest.raises(ValueError, match="not among"):
        inclusion_proof(5, 5, nodes_of(LEVELS))
