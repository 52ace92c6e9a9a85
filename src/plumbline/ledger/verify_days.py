"""Checks of the leaves: each keeps the rules of its envelope, and the days follow each other closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from plumbline.ledger.canonical import canonical
from plumbline.ledger.hashing import EMPTY_ROOT
from plumbline.ledger.leaf import DAY_CLOSED, Leaf, LeafError, read_leaf
from plumbline.ledger.report import Problem, problem
from plumbline.ledger.sealing import previous_seal
from plumbline.ledger.tree import CompactTree
from plumbline.ledger.verify_tiles import Content, entry_path
from plumbline.terms import Json


@dataclass(frozen=True, slots=True)
class Closing:
    """A day's closing leaf: its day, the sealed size it makes (its seq + 1), the root of it, its open part."""

    day: str
    size: int
    root: bytes
    open: Mapping[str, Json]


def read_leaves(content: Content) -> tuple[tuple[Leaf | None, ...], tuple[Problem, ...]]:
    """Every sound leaf as an event, None where it is damaged or no event at all."""
    leaves: list[Leaf | None] = []
    problems = []
    for seq, data in enumerate(content.leaves):
        try:
            leaves.append(read_leaf(data) if data is not None else None)
        except LeafError as error:
            leaves.append(None)
            problems.append(problem("leaf_invalid", entry_path(seq, content.size), seq, why=error))
    return tuple(leaves), tuple(problems)


def closings_of(leaves: Sequence[Leaf | None], hashes: Sequence[bytes]) -> tuple[Closing, ...]:
    """The sealed days of a log."""
    closings, tree = [], CompactTree()
    for leaf, one in zip(leaves, hashes, strict=True):
        tree = tree.append(one)
        if leaf is not None and leaf.type == DAY_CLOSED:
            closings.append(Closing(leaf.day, tree.size, tree.root, leaf.open))
    return tuple(closings)


@dataclass(slots=True)
class _OpenDay:
    """What is known of the day being read; `whole` is False once one of its leaves cannot be read."""

    first: int
    types: Counter[str] = field(default_factory=Counter)
    whole: bool = True


def check_days(leaves: Sequence[Leaf | None], closings: Sequence[Closing]) -> Iterator[Problem]:
    """Problems of order: seq, day and at; a day not closed, skipped or written to after it was closed; and
    members of `day.closed/1` that are not what the leaves give. Members that are absent claim nothing.
    """
    size, roots = len(leaves), {closing.size: closing.root for closing in closings}
    before: Leaf | None = None
    closed: Leaf | None = None
    day = _OpenDay(0)
    for seq, leaf in enumerate(leaves):
        path = entry_path(seq, size)
        if leaf is None:
            day.whole, before = False, None
            continue
        for why in _disorder(leaf, seq, before, closed):
            yield problem("leaf_out_of_order", path, seq, why=why)
        yield from _gaps(leaf, path, before, closed, day.whole)
        if leaf.type == DAY_CLOSED:
            sealed = (closed.seq + 1, roots.get(closed.seq + 1)) if closed else (0, EMPTY_ROOT)
            yield from _check_closing(leaf, path, day, sealed)
            closed, day = leaf, _OpenDay(seq + 1)
        else:
            day.types[leaf.type] += 1
        before = leaf


def _disorder(leaf: Leaf, seq: int, before: Leaf | None, closed: Leaf | None) -> Iterator[str]:
    if leaf.seq != seq:
        yield f"seq {leaf.seq} at place {seq}"
    if before and leaf.at < before.at:
        yield f"at {leaf.at} is earlier than {before.at} of the entry before it"
    if before and leaf.day < before.day:
        yield f"{leaf.day} after {before.day}"
    if closed and leaf.day <= closed.day:
        yield f"{leaf.day} is of a day that entry {closed.seq} has closed"


def _gaps(leaf: Leaf, path: str, before: Leaf | None, closed: Leaf | None, whole: bool) -> Iterator[Problem]:
    if before and before.type != DAY_CLOSED and leaf.day > before.day:
        yield problem("day_not_closed", path, leaf.seq, day=before.day, next=leaf.day)
    elif closed and before is closed and leaf.day > _next(closed.day) and whole:
        yield problem("day_skipped", path, leaf.seq, closed=closed.day, day=leaf.day)


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _check_closing(
    leaf: Leaf, path: str, day: _OpenDay, sealed: tuple[int, bytes | None]
) -> Iterator[Problem]:
    found: dict[str, Json] = {"date": leaf.day}
    if day.whole:
        found |= {"first": day.first, "count": leaf.seq - day.first, "types": dict(day.types)}
    size, root = sealed
    if root is not None:
        found["prev"] = previous_seal(size, root)
    for member, value in found.items():
        claimed = leaf.open.get(member, value)
        # Compared in canonical form, where true is not 1.
        if canonical(claimed) != canonical(value):
            yield problem(
                "day_closed_wrong",
                path,
                leaf.seq,
                day=leaf.day,
                member=member,
                claimed=canonical(claimed).decode(),
                found=canonical(value).decode(),
            )
