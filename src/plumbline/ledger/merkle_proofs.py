"""Inclusion and consistency: made from the nodes of a tree, verified without it.

source  RFC 6962 section 2.1.1 and 2.1.2 (making), RFC 9162 sections 2.1.3.2 and 2.1.4.2 (verifying)
"""

from __future__ import annotations

from collections.abc import Sequence

from plumbline.ledger.hashing import HASH_SIZE, node_hash
from plumbline.ledger.tree import Node, split


def range_root(start: int, end: int, node: Node) -> bytes:
    """Root over the leaves start to end − 1, a range that RFC 6962's division reaches."""
    count = end - start
    if count & (count - 1) == 0 and start % count == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    middle = start + split(count)
    return node_hash(range_root(start, middle, node), range_root(middle, end, node))


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """Hashes that lead from leaf `index` to the root of `size` leaves, the leaf's neighbour first."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not among {size} leaves")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start = middle
    return path[::-1]


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """Hashes that show the log of `new` leaves to begin with the log of `old` leaves.

    Empty for old = 0, which everything extends, and for old = new.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a log of {new} leaves does not extend one of {old}")
    if old in (0, new):
        return []
    start, end, path = 0, new, []
    while old != end:
        middle = start + split(end - start)
        if old <= middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start = middle
    # A verifier holds the old root; the subtree itself is sent only when the old tree is not that subtree.
    return ([range_root(start, end, node)] if start else []) + path[::-1]


def is_included(leaf: bytes, *, index: int, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path leads from a leaf's hash at `index` to the root of `size` leaves."""
    if not 0 <= index < size or any(len(one) != HASH_SIZE for one in (leaf, root, *path)):
        return False
    place, last, found = index, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(one, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, one)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(*, old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path shows the tree (new, new_root) to extend the tree (old, old_root).

    An empty old tree proves nothing: it is consistent only by an empty path, and its root is not compared.
    """
    if not 0 <= old <= new or any(len(one) != HASH_SIZE for one in (old_root, new_root, *path)):
        return False
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path
    # A full old tree is its own first hash, and is not sent.
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not hashes or not path:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = hashes[0]
    for one in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, one)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root
