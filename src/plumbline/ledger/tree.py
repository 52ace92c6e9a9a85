"""The Merkle tree: a compact form that grows by one leaf, and a second way to the same root.

`CompactTree` keeps the roots of the full subtrees only and appends in O(log n). `root_of` follows the
definition of RFC 6962 by plain recursion; it shares no code with the first but the node hash, so each checks the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plumbline.ledger.hashing import EMPTY_ROOT, node_hash

Node = Callable[[int, int], bytes]
"""(level, index) -> root of the full subtree over the leaves index·2^level to (index+1)·2^level − 1."""


@dataclass(frozen=True, slots=True)
class CompactTree:
    """A tree by the roots of its full subtrees, largest first: one for each bit set in `size`."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, hash_of_leaf: bytes) -> CompactTree:
        """The tree with one leaf more."""
        peaks, joined, size = self.peaks, hash_of_leaf, self.size
        # As in a binary counter: every trailing 1 of the old size is a subtree that becomes full now.
        while size & 1:
            joined, peaks, size = node_hash(peaks[-1], joined), peaks[:-1], size >> 1
        return CompactTree(self.size + 1, (*peaks, joined))

    def extend(self, hashes: Sequence[bytes]) -> CompactTree:
        """The tree with these leaves more, in their order."""
        tree = self
        for one in hashes:
            tree = tree.append(one)
        return tree

    @property
    def root(self) -> bytes:
        """Root of the tree; of no leaves, SHA-256 of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


def compact_tree(size: int, node: Node) -> CompactTree:
    """The compact tree of a stored log, from its full subtrees."""
    peaks, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            peaks.append(node(level, start >> level))
            start += 1 << level
    return CompactTree(size, tuple(peaks))


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Root over leaf hashes by the definition (RFC 6962 section 2.1), without any memory of before."""
    if not hashes:
        return EMPTY_ROOT
    return _root(hashes, 0, len(hashes))


def _root(hashes: Sequence[bytes], start: int, end: int) -> bytes:
    if end - start == 1:
        return hashes[start]
    middle = start + split(end - start)
    return node_hash(_root(hashes, start, middle), _root(hashes, middle, end))


def split(count: int) -> int:
    """Largest power of two below a number of leaves, 2 or more: where RFC 6962 divides a tree."""
    return 1 << (count - 1).bit_length() - 1
