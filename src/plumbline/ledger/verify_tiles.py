"""Checks of tiles: every hash is recomputed from the entries, and a difference is given its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plumbline.ledger.hashing import EMPTY_ROOT, HASH_SIZE, leaf_hash
from plumbline.ledger.report import Problem, problem
from plumbline.ledger.tiles import (
    HEIGHT,
    WIDTH,
    Tile,
    edge_tiles,
    entry_tile,
    tile_levels,
    tile_of_path,
    tiles_of_size,
)
from plumbline.ledger.tree import root_of

MAX_NAMED = 20
"""Problems named for one file: after a changed length every later entry of the file differs too."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the entry tiles hold: sound leaves by seq (None where damaged or missing), and every leaf's hash."""

    size: int
    leaves: tuple[bytes | None, ...]
    levels: tuple[Sequence[bytes], ...]
    problems: tuple[Problem, ...]

    @property
    def hashes(self) -> Sequence[bytes]:
        """Hashes of the leaves that were sealed, as far as anything here tells them."""
        return self.levels[0]


def entry_path(seq: int, size: int) -> str:
    """File in which an entry of a log of `size` leaves stands."""
    return Tile(None, seq // WIDTH, min(WIDTH, size - seq // WIDTH * WIDTH)).path


def size_of_entries(files: Iterable[str]) -> int:
    """Leaves that the entry tiles present would hold, without a gap, where no checkpoint tells."""
    widths: dict[int, int] = {}
    for path in files:
        tile = tile_of_path(path)
        if tile is not None and tile.level is None:
            widths[tile.number] = max(tile.width, widths.get(tile.number, 0))
    number = 0
    while widths.get(number) == WIDTH:
        number += 1
    return number * WIDTH + widths.get(number, 0)


def read_content(files: Mapping[str, bytes], size: int, root: bytes | None) -> Content:
    """The leaves of a log, and which of them are those that were sealed.

    root  the signed root that decides between an entry and its hash where they differ; None where no
          checkpoint can be believed
    """
    found = [
        leaf for tile in _tiles(None, size) for leaf in _entries(files.get(tile.path, b""), tile.width)[0]
    ]
    of_entries = [leaf_hash(leaf) if leaf is not None else None for leaf in found]
    of_tiles = [one for tile in _tiles(0, size) for one in _hashes(files.get(tile.path, b""), tile.width)]
    trusted, decided = _decide(of_entries, of_tiles, root)
    leaves = tuple(
        leaf if one == sealed else None for leaf, one, sealed in zip(found, of_entries, trusted, strict=True)
    )
    problems = [] if decided else [problem("root_mismatch", "checkpoint")]
    if not decided:
        problems += _disagreements(of_entries, of_tiles, size)
    return Content(size, leaves, tuple(tile_levels(trusted)), tuple(problems))


def check_tiles(files: Mapping[str, bytes], content: Content, sealed: Iterable[int]) -> Iterator[Problem]:
    """Problems of all tiles: missing ones, and every byte that is not what the entries give.

    sealed  sizes whose partial tiles must have stayed
    """
    needed = {tile.path for tile in tiles_of_size(content.size)}
    needed |= {tile.path for size in sealed for tile in edge_tiles(size)}
    yield from (problem("missing_file", path) for path in sorted(needed - files.keys()))
    for path in files:
        tile = tile_of_path(path)
        if tile is None or not is_within(tile, content.size):
            continue
        if tile.level is None:
            yield from _check_entries(path, files[path], tile, content)
        else:
            yield from _check_hashes(path, files[path], tile, content)


def is_within(tile: Tile, size: int) -> bool:
    """Whether a log of `size` leaves has, or once had, this tile."""
    return tile.first + tile.width <= size >> HEIGHT * (tile.level or 0)


def _tiles(level: int | None, size: int) -> Iterator[Tile]:
    return (tile for tile in tiles_of_size(size) if tile.level == level)


def _entries(data: bytes, width: int) -> tuple[list[bytes | None], list[int], str | None]:
    """Entries of a tile as far as they can be told, where each begins, and what is wrong with the length."""
    leaves: list[bytes | None] = []
    starts: list[int] = []
    at = 0
    for place in range(width):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if len(data) < at + 2 or len(data) < end:
            return leaves + [None] * (width - place), starts, f"it ends inside its entry {place} of {width}"
        starts.append(at)
        leaves.append(data[at + 2 : end])
        at = end
    return leaves, starts, None if at == len(data) else f"{len(data) - at} bytes follow its last entry"


def _hashes(data: bytes, width: int) -> list[bytes | None]:
    parts = [data[at : at + HASH_SIZE] for at in range(0, width * HASH_SIZE, HASH_SIZE)]
    return [part if len(part) == HASH_SIZE else None for part in parts]


def _decide(
    of_entries: Sequence[bytes | None], of_tiles: Sequence[bytes | None], root: bytes | None
) -> tuple[list[bytes], bool]:
    """The hashes to measure by, and whether the signed root vouches for them."""
    for hashes in (of_entries, of_tiles):
        whole = [one for one in hashes if one is not None]
        if root is not None and len(whole) == len(hashes) and root_of(whole) == root:
            return whole, True
    # Nothing vouches: measure by the entries, and let an entry that is missing stand by its hash.
    merged = [
        entry if entry is not None else tile or EMPTY_ROOT
        for entry, tile in zip(of_entries, of_tiles, strict=True)
    ]
    return merged, root is None


def _disagreements(
    of_entries: Sequence[bytes | None], of_tiles: Sequence[bytes | None], size: int
) -> list[Problem]:
    differing = [
        seq for seq, (entry, tile) in enumerate(zip(of_entries, of_tiles, strict=True)) if entry != tile
    ]
    return [problem("entry_damaged", entry_path(seq, size), seq, None) for seq in differing[:MAX_NAMED]]


def _check_entries(path: str, data: bytes, tile: Tile, content: Content) -> Iterator[Problem]:
    expected = content.leaves[tile.first : tile.first + tile.width]
    sound = [leaf for leaf in expected if leaf is not None]
    if len(sound) == tile.width and data == entry_tile(sound):
        return
    leaves, starts, wrong_length = _entries(data, tile.width)
    sealed = content.hashes[tile.first : tile.first + tile.width]
    named = 0
    for place, (leaf, start) in enumerate(zip(leaves, starts, strict=False)):
        if leaf is not None and leaf_hash(leaf) != sealed[place] and named < MAX_NAMED:
            named += 1
            yield problem("entry_damaged", path, tile.first + place, start)
    if wrong_length is not None:
        # The entry at which the file breaks off is the first that has no start.
        broken = tile.first + len(starts) if len(starts) < tile.width else None
        yield problem("entry_file_damaged", path, broken, len(data), why=wrong_length)


def _check_hashes(path: str, data: bytes, tile: Tile, content: Content) -> Iterator[Problem]:
    level = tile.level or 0
    expected = b"".join(content.levels[level][tile.first : tile.first + tile.width])
    if data == expected:
        return
    differing = [
        place
        for place in range(tile.width)
        if data[place * HASH_SIZE : (place + 1) * HASH_SIZE]
        != expected[place * HASH_SIZE : (place + 1) * HASH_SIZE]
    ]
    for place in differing[:MAX_NAMED]:
        at = first_difference(data, expected, place * HASH_SIZE)
        yield problem(
            "tile_damaged",
            path,
            tile.first + place if level == 0 else None,
            at,
            level=level,
            index=tile.first + place,
        )
    if not differing:
        yield problem("tile_damaged", path, None, len(expected), level=level, index=tile.first + tile.width)


def first_difference(data: bytes, expected: bytes, start: int = 0) -> int:
    """First byte from `start` at which two byte strings differ; the length of the shorter where one goes on."""
    for at in range(start, min(len(data), len(expected))):
        if data[at] != expected[at]:
            return at
    return min(len(data), len(expected))
