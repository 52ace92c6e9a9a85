"""The ordered pool: who stands in it and under which number; for a spot check, the leaves of one kind."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from plumbline.ledger import Checkpoint, Leaf, leaf_hash, read_leaf, root_of
from plumbline.sampling.drawing import MAX_POOL, Hash
from plumbline.sampling.refusing import DrawFileError, reason
from plumbline.terms import Reason, Refused, Text

LONGEST_CODE = 100
"""Characters of a code; it is the number on a slip, never a name or a file number."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Codes in their announced order; the first is number 1. No code stands twice.

    A code is public: the number on a slip for a household, the seq of a leaf for a spot check.
    """

    codes: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.codes)) < len(self.codes):
            raise ValueError("a code stands twice in the pool")

    @property
    def size(self) -> int:
        """N: how many numbers the pool has."""
        return len(self.codes)

    @property
    def text(self) -> bytes:
        """The pool as a file: one code a line, UTF-8, each line ended by one newline."""
        return "".join(f"{code}\n" for code in self.codes).encode()

    @property
    def sha256(self) -> str:
        """SHA-256 of `text`, small hex: what the announcement states."""
        return hashlib.sha256(self.text).hexdigest()


def read_pool(data: bytes) -> Pool:
    """The pool of its file.

    raises  DrawFileError for bytes that `Pool.text` would not have written: another spelling has another hash
    """
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise DrawFileError("pool", "不是 UTF-8 文字。", "not UTF-8.") from error
    if lines.pop() or not lines or len(lines) > MAX_POOL[Hash.SHA256]:
        raise DrawFileError(
            "pool",
            f"每行一个号，行末换行，共 1 至 {MAX_POOL[Hash.SHA256]} 行。",
            f"one code a line, each ended by a newline, 1 to {MAX_POOL[Hash.SHA256]} lines.",
        )
    return pool_of_codes(lines, "pool")


def pool_of_codes(codes: Sequence[str], where: str) -> Pool:
    """A pool of codes that came from outside; raises DrawFileError naming the first that cannot stand there."""
    seen: set[str] = set()
    for number, code in enumerate(codes, 1):
        if not 0 < len(code) <= LONGEST_CODE or not code.isprintable() or code != code.strip():
            raise DrawFileError(
                f"{where}:{number}",
                f"号应为 1 至 {LONGEST_CODE} 个字，前后无空格。",
                f"a code has 1 to {LONGEST_CODE} characters, no blanks around.",
            )
        if code in seen:
            raise DrawFileError(f"{where}:{number}", f"{code} 写了两次。", f"{code} stands twice.")
        seen.add(code)
    return Pool(tuple(codes))


def pool_of_leaves(leaves: Sequence[Leaf], kind: str, size: int) -> Pool | Refused:
    """The seqs, ascending, of the leaves of one kind among the first `size` of the log.

    leaves  any leaves that hold all of this kind; those from `size` on are later than the seal and stay out
    kind    name of the event without its version, `visit.recorded`: all versions are one kind
    refused when there is none
    """
    seqs = sorted(leaf.seq for leaf in leaves if leaf.seq < size and leaf.type.partition("/")[0] == kind)
    if not seqs:
        return Refused((_nothing_to_check(kind, size),))
    return Pool(tuple(map(str, seqs)))


def sealed_pool(entries: Sequence[bytes], kind: str, checkpoint: Checkpoint) -> Pool | Refused:
    """The pool from the log's own bytes, after they were found to be those that the checkpoint signed.

    entries  leaf bytes from seq 0 on, at least as many as the checkpoint counts
    refused  entries that do not give the checkpoint's root; no leaf of the kind
    source   ledger format section 14
    """
    sealed = entries[: checkpoint.size]
    if len(sealed) < checkpoint.size or root_of([leaf_hash(entry) for entry in sealed]) != checkpoint.root:
        return Refused((_not_the_sealed_ones(len(entries), checkpoint.size),))
    return pool_of_leaves([read_leaf(entry) for entry in sealed], kind, checkpoint.size)


_EMPTY_REMEDY = Text("换一种记录，或换一个更晚的封账日。", "Take another kind, or a later sealed day.")


def _nothing_to_check(kind: str, size: int) -> Reason:
    return reason(
        "spot_check:nothing_sealed",
        f"{kind}, size = {size}",
        Text(
            f"封存的前 {size} 条记录里没有 {kind}，无从抽查。",
            f"Among the first {size} entries sealed there is no {kind}; there is nothing to check.",
        ),
        _EMPTY_REMEDY,
    )


def _not_the_sealed_ones(entries: int, size: int) -> Reason:
    return reason(
        "spot_check:not_the_sealed_log",
        f"entries = {entries}, size = {size}",
        Text(
            f"这些记录算出的根与检查点（{size} 条）的不同：它们不是封存的那一本账。",
            f"These entries do not give the root of the checkpoint of {size}: they are not the log that was sealed.",
        ),
        Text(
            "取完整的导出账册，先用 plumbline log verify 复核。",
            "Take the complete exported log and check it with plumbline log verify.",
        ),
    )
