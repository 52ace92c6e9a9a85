"""The files of a sealed day: tiles that grow at the right edge, the signed checkpoint, the public list.

Work is O(leaves of the day + log n). Everything before the last sealed size is read from tiles that
are already there, by the function `read`; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from plumbline.ledger.base64text import std64
from plumbline.ledger.checkpoints import Signer, open_checkpoint, with_lines
from plumbline.ledger.hashing import HASH_SIZE, leaf_hash
from plumbline.ledger.leaf import DAY_CLOSED, Leaf, read_leaf
from plumbline.ledger.merkle_proofs import consistency_proof
from plumbline.ledger.slots import Read, index_files
from plumbline.ledger.tiles import (
    HEIGHT,
    WIDTH,
    Tile,
    TileError,
    entry_tile,
    fold,
    read_entries,
    split_hashes,
    stored_nodes,
)
from plumbline.ledger.tree import compact_tree
from plumbline.terms import Json

AskWitnesses = Callable[[bytes], bytes]
"""Body of a tlog-witness add-checkpoint request -> signature lines to add, none where nobody answered."""


class SealError(ValueError):
    """Leaves that cannot be sealed as the day they are given for. The log is left as it was."""


@dataclass(frozen=True, slots=True)
class SealedDay:
    """A day's seal. `files` are to be written in their order, of which `checkpoint` is the last."""

    day: str
    size: int
    root: bytes
    checkpoint: bytes
    files: dict[str, bytes]


def previous_seal(size: int, root: bytes) -> dict[str, Json]:
    """The member `prev` of `day.closed/1`: the last sealed size, and its root in hex."""
    return {"size": size, "root": root.hex()}


def seal_day(
    *,
    day: str,
    size: int,
    leaves: Sequence[bytes],
    read: Read,
    signer: Signer,
    keys: bytes | None = None,
    policy: bytes | None = None,
    ask_witnesses: AskWitnesses = lambda _: b"",
) -> SealedDay:
    """Seal one day.

    day     `YYYY-MM-DD`, the day of the last leaf, which is its `day.closed/1`
    size    leaves sealed before this day
    leaves  the day's leaves in order
    read    files of the log as sealed so far (a dictionary's `get` will do)
    keys    the files `keys` and `policy`; `day.closed/1` must have recorded their SHA-256 where it records any
    raises  SealError for leaves that are not the whole day, TileError for an earlier tile that is missing
    """
    parsed = _whole_day(day, size, leaves)
    _check_recorded(parsed[-1], {"keys": keys, "policy": policy})
    files, root = grow_tiles(size=size, leaves=leaves, read=read)
    now_read = _overlay(files, read)
    checkpoint = signer.sign(size + len(leaves), root)
    hashes = consistency_proof(size, size + len(leaves), stored_nodes(now_read, size + len(leaves)))
    checkpoint = with_lines(checkpoint, ask_witnesses(consistency_body(size, hashes, checkpoint)))
    open_checkpoint(checkpoint, signer.vkey)
    files |= index_files(((slot, leaf.seq) for leaf in parsed for slot in leaf.slots), read)
    files |= {name: data for name, data in (("keys", keys), ("policy", policy)) if data is not None}
    files[consistency_path(day)] = consistency_body(size, hashes, checkpoint)
    files[checkpoint_path(day)] = checkpoint
    files["checkpoint"] = checkpoint
    return SealedDay(day, size + len(leaves), root, checkpoint, files)


def checkpoint_path(day: str) -> str:
    """Where a day's sealed checkpoint stands."""
    return f"seal/{day}.checkpoint"


def consistency_path(day: str) -> str:
    """Where a day's proof that it extends the day before stands."""
    return f"seal/{day}.consistency"


def consistency_body(old: int, hashes: Sequence[bytes], checkpoint: bytes) -> bytes:
    """Body of a tlog-witness add-checkpoint request: `old N`, hashes, a blank line, the checkpoint."""
    lines = [f"old {old}", *(std64(one) for one in hashes), "", ""]
    return "\n".join(lines).encode("ascii") + checkpoint


def grow_tiles(*, size: int, leaves: Sequence[bytes], read: Read) -> tuple[dict[str, bytes], bytes]:
    """Tiles that a log of `size` leaves needs besides when these leaves follow, and the new root.

    The root is computed twice: from the compact tree of the old size by appending, and from the new
    tiles; a difference is a mistake of ours or of the storage and stops the seal.
    """
    hashes = [leaf_hash(leaf) for leaf in leaves]
    files = dict(_grow(None, size, [entry_tile([leaf]) for leaf in leaves], read))
    level, count, fresh = 0, size, hashes
    while fresh:
        grown = _grow(level, count, fresh, read)
        files |= grown
        fresh = [
            fold(split_hashes(path, data, WIDTH))
            for path, data in grown.items()
            if len(data) == WIDTH * HASH_SIZE
        ]
        level, count = level + 1, count >> HEIGHT
    new = size + len(leaves)
    root = compact_tree(size, stored_nodes(read, size)).extend(hashes).root
    if compact_tree(new, stored_nodes(_overlay(files, read), new)).root != root:
        raise SealError("the root from the tiles is not the root from the leaves; a stored tile is damaged")
    return files, root


def _grow(level: int | None, count: int, fresh: Sequence[bytes], read: Read) -> dict[str, bytes]:
    """New tiles of one level: `count` items are there, `fresh` follow (of entries, each with its length)."""
    items = [*_partial(level, count, read), *fresh]
    number = count // WIDTH
    files = {}
    for start in range(0, len(items), WIDTH):
        part = items[start : start + WIDTH]
        files[Tile(level, number + start // WIDTH, len(part)).path] = b"".join(part)
    return files


def _partial(level: int | None, count: int, read: Read) -> list[bytes]:
    tile = Tile(level, count // WIDTH, count % WIDTH)
    if not tile.width:
        return []
    data = read(tile.path)
    if data is None:
        raise TileError(tile.path, "is missing")
    if level is None:
        return [entry_tile([leaf]) for leaf in read_entries(tile.path, data, tile.width)]
    return split_hashes(tile.path, data, tile.width)


def _whole_day(day: str, size: int, leaves: Sequence[bytes]) -> list[Leaf]:
    parsed = [read_leaf(data) for data in leaves]
    if not parsed or parsed[-1].type != DAY_CLOSED:
        raise SealError(f"the last leaf of {day} is not its {DAY_CLOSED}")
    for place, leaf in enumerate(parsed):
        if leaf.seq != size + place or leaf.day != day:
            raise SealError(
                f"leaf {leaf.seq} of {leaf.day} stands at {size + place}, to be sealed with {day}"
            )
        if leaf.type == DAY_CLOSED and place < len(parsed) - 1:
            raise SealError(f"leaf {leaf.seq} follows the {DAY_CLOSED} of {day}")
    return parsed


def _check_recorded(closed: Leaf, files: dict[str, bytes | None]) -> None:
    recorded = closed.open.get("files")
    if not isinstance(recorded, dict):
        return
    for name, data in files.items():
        if recorded.get(name) != (sha256(data).hexdigest() if data is not None else None):
            raise SealError(f"leaf {closed.seq} records another SHA-256 for the file `{name}` than it has")


def _overlay(files: dict[str, bytes], read: Read) -> Read:
    return lambda path: files[path] if path in files else read(path)
