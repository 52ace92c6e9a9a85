"""Where the ledger touches what stands beside it: the head that the writer locks, and the published directory.

Whoever can write the database can forge a leaf together with its hash and its commitments. What was published
says otherwise: the entries of the sealed tiles are compared with the leaves byte for byte. Ledger, section 12.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from plumbline import ledger
from plumbline.store.home import Home
from plumbline.store.models import DayRow, Head, Leaf


def head_fits() -> bool:
    """Whether the head stands behind the last leaf, with the open nodes of the tree over all of them."""
    head = Head.objects.filter(pk=1).first() or Head()
    hashes = [bytes(h) for h in Leaf.objects.order_by("seq").values_list("hash", flat=True)]
    nodes = [node.hex() for node in ledger.CompactTree().extend(hashes).peaks]
    return (head.size, list(head.nodes)) == (len(hashes), nodes)


def published_otherwise(home: Home) -> Iterator[tuple[str, str, str]]:
    """(place, what the database has, what was published) for every sealed leaf or tile that differs."""
    size = _published_size(home.log)
    rows = (bytes(body) for body in Leaf.objects.order_by("seq").values_list("body", flat=True).iterator())
    for tile in ledger.tiles_of_size(size):
        if tile.level is not None:
            break  # the tiles of hashes follow from the entries; `log verify` recomputes them
        stored = list(islice(rows, tile.width))
        file = home.log / tile.path
        try:
            published = ledger.read_entries(tile.path, file.read_bytes(), tile.width)
        except (OSError, ledger.TileError) as error:
            yield tile.path, f"{len(stored)} leaves", str(error)
            continue
        for place, leaf in enumerate(published):
            row = stored[place] if place < len(stored) else b""
            if row != leaf:
                yield str(tile.first + place), row.decode("utf-8", "replace"), leaf.decode("utf-8", "replace")


def _published_size(directory: Path) -> int:
    """Leaves of the last day whose seal was written; a day that is closed and not yet written comes later."""
    for row in DayRow.objects.order_by("-day"):
        if (directory / "seal" / f"{row.day.isoformat()}.checkpoint").exists():
            return int(row.size)
    return 0
