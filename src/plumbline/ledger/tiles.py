"""Tiles: the log as static files of 256 hashes or 256 entries (C2SP tlog-tiles).

`tile/<L>/<N>` holds hashes of level 8·L, `tile/entries/<N>` the leaves themselves; a tile that is not
full yet is `….p/<W>`, W hashes wide. Tile N is written in groups of three digits: 1234067 = x001/x234/067.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from plumbline.ledger.hashing import HASH_SIZE, node_hash
from plumbline.ledger.slots import Read
from plumbline.ledger.tree import Node

WIDTH = 256
"""Hashes in a full tile; 2^8, so one level of tiles is eight levels of the tree."""

HEIGHT = 8
MAX_LEVEL = 7
"""256^8 leaves would need level 8; a county writes a million a year."""

_PATH = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


class TileError(ValueError):
    """A tile that is missing, or whose bytes are not those of a tile; `path` names its file."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Tile:
    """Which tile a file is: its level (None for entries), its number and its width, 1 to 256."""

    level: int | None
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Relative path of the tile's file."""
        digits = f"{self.number:03d}"
        digits = digits.rjust(-(-len(digits) // 3) * 3, "0")
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        name = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
        part = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{'entries' if self.level is None else self.level}/{name}{part}"

    @property
    def first(self) -> int:
        """Index, at its level, of the tile's first hash or entry."""
        return self.number * WIDTH


def tile_of_path(path: str) -> Tile | None:
    """The tile of a relative path, None for a path that is not the one spelling of a tile's name."""
    match = _PATH.fullmatch(path)
    if match is None:
        return None
    kind, groups, width = match.groups()
    number = int(groups.replace("x", "").replace("/", ""))
    tile = Tile(None if kind == "entries" else int(kind), number, int(width) if width else WIDTH)
    is_tile = tile.width <= WIDTH and (tile.level or 0) <= MAX_LEVEL
    return tile if is_tile and tile.path == path else None


def tiles_of_size(size: int) -> Iterator[Tile]:
    """Every tile of a log of `size` leaves, the entries first, then the hashes from level 0 upwards."""
    yield from _tiles_at(None, size)
    level = 0
    while size:
        yield from _tiles_at(level, size)
        size >>= HEIGHT
        level += 1


def edge_tiles(size: int) -> Iterator[Tile]:
    """The partial tiles of a log of `size` leaves: those that only a log of about this size has."""
    if size % WIDTH:
        yield Tile(None, size // WIDTH, size % WIDTH)
    level = 0
    while size:
        if size % WIDTH:
            yield Tile(level, size // WIDTH, size % WIDTH)
        size >>= HEIGHT
        level += 1


def _tiles_at(level: int | None, count: int) -> Iterator[Tile]:
    full, rest = divmod(count, WIDTH)
    yield from (Tile(level, number) for number in range(full))
    if rest:
        yield Tile(level, full, rest)


def entry_tile(leaves: Sequence[bytes]) -> bytes:
    """Bytes of a tile of entries: each leaf after its length, uint16 big-endian."""
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def read_entries(path: str, data: bytes, width: int) -> list[bytes]:
    """The leaves of a tile of entries.

    raises  TileError when the file holds fewer or more than `width` leaves
    """
    leaves, at = [], 0
    for place in range(width):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if len(data) < at + 2 or len(data) < end:
            raise TileError(path, f"ends inside its entry {place} of {width}")
        leaves.append(data[at + 2 : end])
        at = end
    if at != len(data):
        raise TileError(path, f"has {len(data) - at} bytes after its last entry")
    return leaves


def split_hashes(path: str, data: bytes, width: int) -> list[bytes]:
    """The hashes of a tile; raises TileError when there are not exactly `width`."""
    if len(data) != width * HASH_SIZE:
        raise TileError(path, f"is {len(data)} bytes long, not {width} hashes of {HASH_SIZE}")
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]


def fold(hashes: Sequence[bytes]) -> bytes:
    """Root of a full subtree over 1, 2, 4, … hashes."""
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(level[at], level[at + 1]) for at in range(0, len(level), 2)]
    return level[0]


def tile_levels(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """Hashes of every level of tiles over leaf hashes; level L+1 holds the roots of full tiles only."""
    levels = [list(hashes)]
    while len(levels[-1]) >= WIDTH:
        below = levels[-1]
        full = len(below) // WIDTH * WIDTH
        levels.append([fold(below[at : at + WIDTH]) for at in range(0, full, WIDTH)])
    return levels


def nodes_of(levels: Sequence[Sequence[bytes]]) -> Node:
    """Nodes of a log that is held in memory as `tile_levels`."""

    @cache
    def node(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, HEIGHT)
        return fold(levels[tile_level][index << height : index + 1 << height])

    return node


def stored_nodes(read: Read, size: int) -> Node:
    """Nodes of a stored log of `size` leaves, each from one tile; every tile is read once.

    raises  TileError, from the node function, for a tile that is missing or has another length
    """

    @cache
    def hashes_of(level: int, number: int) -> list[bytes]:
        count = size >> HEIGHT * level
        tile = Tile(level, number, min(WIDTH, count - number * WIDTH))
        data = read(tile.path)
        if data is None:
            raise TileError(tile.path, "is missing")
        return split_hashes(tile.path, data, tile.width)

    def node(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, HEIGHT)
        start = index << height
        inside = start % WIDTH
        return fold(hashes_of(tile_level, start // WIDTH)[inside : inside + (1 << height)])

    return node


def stored_leaf(read: Read, seq: int, size: int) -> bytes:
    """One leaf of a stored log of `size` leaves; raises TileError as `stored_nodes` does."""
    number, place = divmod(seq, WIDTH)
    tile = Tile(None, number, min(WIDTH, size - number * WIDTH))
    data = read(tile.path)
    if data is None:
        raise TileError(tile.path, "is missing")
    return read_entries(tile.path, data, tile.width)[place]
