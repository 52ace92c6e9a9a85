"""Blind slots: the owner of a file finds all of it in the public list, and nobody else can link two.

The n-th event of a household file carries slot n, derived from a key that only the file's owner
holds. The first n that is missing is the end of the file; a slot used twice proves a fork.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable

from plumbline.ledger.base64text import from_url64, url64

SLOT_SIZE = 16
SUBJECT_KEY_SIZE = 32

MAX_FILE_EVENTS = 100_000
"""A household file never comes near it; it ends the search in a list made by somebody hostile."""

_PREFIX = b"plumbline/slot1\n"

Read = Callable[[str], bytes | None]
"""Bytes of a file of the exported log by its relative path, None where there is none."""


class SlotError(ValueError):
    """A slot used twice: two histories of one file, which no honest log can have."""


def blind_slot(k_subject: bytes, n: int) -> str:
    """Slot of a file's n-th event (from 0), base64url of 16 bytes.

    source  HMAC-SHA-256(k_subject, "plumbline/slot1" 0x0A decimal(n))[:16]
    """
    if len(k_subject) != SUBJECT_KEY_SIZE or n < 0:
        raise ValueError("k_subject has 32 bytes, and the events of a file count from 0")
    return url64(hmac.digest(k_subject, _PREFIX + str(n).encode("ascii"), "sha256")[:SLOT_SIZE])


def index_path(slot: str) -> str:
    """File of the public list in which a slot stands."""
    return f"index/slots/{from_url64(slot, SLOT_SIZE)[0]:02x}"


def index_line(slot: str, seq: int) -> str:
    """One line of the public list, without its newline."""
    return f"{slot},{seq}"


def index_files(used: Iterable[tuple[str, int]], read: Read) -> dict[str, bytes]:
    """Files of the public list after new events, only those that change.

    used  (slot, seq) of the new leaves
    read  gives the files as they are; a line that is already there is not written twice, so that a
          seal broken off can be repeated
    """
    fresh: dict[str, set[str]] = {}
    for slot, seq in used:
        fresh.setdefault(index_path(slot), set()).add(index_line(slot, seq))
    files = {}
    for path, lines in sorted(fresh.items()):
        before = (read(path) or b"").decode("ascii").split()
        files[path] = "".join(f"{line}\n" for line in sorted(lines.union(before))).encode("ascii")
    return files


def find_file(k_subject: bytes, read: Read) -> tuple[int, ...]:
    """Seqs of all events of one household file, in the order of the file.

    read    gives the public list; the search ends at the first slot that is missing
    raises  SlotError when a slot stands there twice
    """
    found = []
    for n in range(MAX_FILE_EVENTS):
        slot = blind_slot(k_subject, n)
        lines = (read(index_path(slot)) or b"").decode("ascii").split()
        seqs = [int(line.partition(",")[2]) for line in lines if line.startswith(f"{slot},")]
        if len(seqs) > 1:
            raise SlotError(f"slot {n} of the file stands at {seqs}: the log has two histories")
        if not seqs:
            break
        found.append(seqs[0])
    return tuple(found)
