"""The draw itself: RFC 3797 section 4, with MD5 as the RFC has it and with SHA-256 for larger pools."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from plumbline.sampling.refusing import RFC_3797, reason
from plumbline.terms import Reason, Refused, Text


class Hash(StrEnum):
    """The digest of a draw, named beforehand in its announcement."""

    MD5 = "md5"
    SHA256 = "sha256"


INDEX_BYTES = {Hash.MD5: 2, Hash.SHA256: 4}
"""Bytes of the index written before and after the key."""

MAX_POOL = {Hash.MD5: 65_535, Hash.SHA256: 1_048_576}
"""MD5: what two bytes count. SHA-256: four bytes would count more, but no county seals more of one kind."""


@dataclass(frozen=True, slots=True)
class DrawCase:
    """What a draw is computed from, and nothing else.

    pool     how many stand in the pool, numbered from 1 in its announced order
    select   how many are drawn, 1 to `pool`; `pool` gives a full order
    hash     the digest
    sources  the public numbers in announced order; the order inside a source does not matter
    """

    pool: int
    select: int
    hash: Hash
    sources: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came out: the key string, a digest for every pick (capital hex), and the picks in drawn order."""

    key: str
    digests: tuple[str, ...]
    picks: tuple[int, ...]


def draw(case: DrawCase) -> Drawn | Refused:
    """The picks of a case, the same on every machine.

    refused  a pool that is empty or larger than its digest counts; more picks than pool; no number at all
    source   RFC 3797 section 4; ledger format section 13
    """
    reasons = refuses(case)
    if reasons:
        return Refused(reasons)
    key = key_string(case.sources)
    digests = tuple(_digest(case.hash, key, i) for i in range(case.select))
    left = _Remaining(case.pool)
    picks = tuple(left.take(int.from_bytes(digest, "big") % len(left)) + 1 for digest in digests)
    assert len(set(picks)) == case.select, "nobody is drawn twice"
    return Drawn(key, tuple(digest.hex().upper() for digest in digests), picks)


def key_string(sources: tuple[tuple[int, ...], ...]) -> str:
    """`9319./2.5.8.10.12./`: sources in announced order, numbers ascending, each with a point, then a stroke."""
    return "".join("".join(f"{number}." for number in sorted(source)) + "/" for source in sources)


def refuses(case: DrawCase) -> tuple[Reason, ...]:
    """Every ground on which a case cannot be drawn."""
    found = []
    most = MAX_POOL[case.hash]
    if case.pool < 1:
        found.append(_EMPTY_POOL)
    if case.pool > most:
        found.append(_pool_too_large(case, most))
    if case.select < 1 or case.select > max(case.pool, 1):
        found.append(_wrong_number(case))
    if not case.sources or not all(case.sources):
        found.append(_NO_NUMBERS)
    return tuple(found)


def _digest(algorithm: Hash, key: str, index: int) -> bytes:
    around = index.to_bytes(INDEX_BYTES[algorithm], "big")
    data = around + key.encode("ascii") + around
    match algorithm:
        case Hash.MD5:
            # MD5 is safe here: its input is fixed by events that nobody controls, so nobody can look for a collision.
            return hashlib.md5(data, usedforsecurity=False).digest()
        case Hash.SHA256:
            return hashlib.sha256(data).digest()


class _Remaining:
    """The numbers not yet picked, in pool order.

    A complete binary tree over the pool: each node counts how many of its leaves are left, so that the k-th
    of those left is found and taken on one way down.
    """

    def __init__(self, size: int) -> None:
        self._width = 1 << (size - 1).bit_length()
        counts = [0] * self._width + [1] * size + [0] * (self._width - size)
        for node in range(self._width - 1, 0, -1):
            counts[node] = counts[2 * node] + counts[2 * node + 1]
        self._counts = counts

    def __len__(self) -> int:
        return self._counts[1]

    def take(self, k: int) -> int:
        """Take the k-th of those left, from 0; its place in the pool, from 0."""
        counts, node = self._counts, 1
        counts[1] -= 1
        while node < self._width:
            node *= 2
            if k >= counts[node]:
                k -= counts[node]
                node += 1
            counts[node] -= 1
        return node - self._width


_EMPTY_POOL = reason(
    "draw:empty_pool",
    "pool = 0",
    Text("号池里没有号，无从抽取。", "The pool is empty; there is nothing to draw from."),
    Text("先公布号池，再抽取。", "Publish the pool first."),
    rule=RFC_3797,
)
_NO_NUMBERS = reason(
    "draw:no_numbers",
    "sources",
    Text(
        "有来源没有任何数字，谁都能预先算出结果。",
        "A source holds no number; anybody could know the result beforehand.",
    ),
    Text("每个来源至少写一个开出的数字。", "Give at least one drawn number for each source."),
    rule=RFC_3797,
)


def _pool_too_large(case: DrawCase, most: int) -> Reason:
    larger = case.hash is Hash.MD5 and case.pool <= MAX_POOL[Hash.SHA256]
    return reason(
        "draw:pool_too_large",
        f"pool = {case.pool}, {case.hash}: {most}",
        Text(
            f"号池有 {case.pool} 个号，{case.hash} 算法最多 {most} 个。",
            f"The pool has {case.pool} numbers; {case.hash} counts at most {most}.",
        ),
        Text("公告改用 sha256。", "Announce sha256.")
        if larger
        else Text("把号池分成几次抽取，分别公告。", "Split the pool into draws announced apart."),
        rule=RFC_3797,
    )


def _wrong_number(case: DrawCase) -> Reason:
    return reason(
        "draw:wrong_number",
        f"select = {case.select}, pool = {case.pool}",
        Text(
            f"要抽 {case.select} 个，号池有 {case.pool} 个：只能抽 1 个到全部。",
            f"{case.select} are to be drawn from a pool of {case.pool}: one to all of them can be.",
        ),
        Text("改正要抽的个数。", "Correct how many are drawn."),
        rule=RFC_3797,
    )
