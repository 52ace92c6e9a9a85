"""Checks of what lies beside the tree: the list of slots, `keys`, `policy`, `parts/`, and files too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from plumbline.ledger.key_list import read_key_list
from plumbline.ledger.leaf import Leaf
from plumbline.ledger.report import Problem, problem
from plumbline.ledger.sealing import checkpoint_path, consistency_path
from plumbline.ledger.slots import index_line, index_path
from plumbline.ledger.tiles import tile_of_path
from plumbline.ledger.verifier_keys import KeyTextError, VerifierKey
from plumbline.ledger.verify_days import Closing
from plumbline.ledger.verify_tiles import entry_path, first_difference, is_within
from plumbline.terms import Json

RECORDED = ("keys", "policy")
"""Files outside the tree whose hashes stand in `day.closed/1`."""


def check_slots(leaves: Sequence[Leaf | None]) -> Iterator[Problem]:
    """A slot that two entries carry."""
    seen: dict[str, int] = {}
    for seq, leaf in enumerate(leaves):
        for slot in leaf.slots if leaf else ():
            if slot in seen:
                yield problem("slot_twice", entry_path(seq, len(leaves)), seq, slot=slot, first=seen[slot])
            seen[slot] = seq


def check_index(files: Mapping[str, bytes], leaves: Sequence[Leaf | None]) -> Iterator[Problem]:
    """Differences between `index/slots/` and the slots of the sealed leaves.

    Lines of entries that cannot be read are left out of the comparison: those entries are problems already.
    """
    expected: dict[str, list[str]] = {}
    for seq, leaf in enumerate(leaves):
        for slot in leaf.slots if leaf else ():
            expected.setdefault(index_path(slot), []).append(index_line(slot, seq))
    unread = {str(seq) for seq, leaf in enumerate(leaves) if leaf is None}
    for path in sorted(expected.keys() | {path for path in files if path.startswith("index/slots/")}):
        if path not in files:
            yield problem("missing_file", path)
            continue
        whole = "".join(f"{line}\n" for line in sorted(expected.get(path, []))).encode("ascii")
        data = files[path]
        if unread and data != whole:
            kept = [line for line in data.splitlines(keepends=True) if _seq(line) not in unread]
            data = b"".join(kept)
        if data != whole or (path not in expected and not unread):
            at = first_difference(data, whole)
            line = data[data.rfind(b"\n", 0, at) + 1 :].split(b"\n", 1)[0]
            yield problem("index_mismatch", path, None, at, line=line[:60].decode("ascii", "replace"))


def _seq(line: bytes) -> str:
    return line.rstrip(b"\n").rpartition(b",")[2].decode("ascii", "replace")


def check_recorded(
    files: Mapping[str, bytes], closings: Sequence[Closing], vkey: VerifierKey
) -> Iterator[Problem]:
    """`keys` and `policy` against the hashes of the last sealed day, and every part against those of its day."""
    if closings:
        yield from _check_named(files, closings[-1])
    if "keys" in files:
        yield from _check_keys(files["keys"], vkey)
    for closing in closings:
        for name, hashes in _object(closing.open.get("parts")).items():
            yield from _check_part(files, f"parts/{name}", _object(hashes), closing)


def _check_named(files: Mapping[str, bytes], closing: Closing) -> Iterator[Problem]:
    if "files" not in closing.open:
        return
    recorded = _object(closing.open["files"])
    for name in RECORDED:
        if name in recorded and name not in files:
            yield problem("missing_file", name)
        elif name in files and name not in recorded:
            yield problem("unrecorded_file", name)
        elif name in files and sha256(files[name]).hexdigest() != recorded[name]:
            yield problem("recorded_hash", name, closed=closing.size - 1)


def _check_keys(data: bytes, vkey: VerifierKey) -> Iterator[Problem]:
    try:
        listed = {row.vkey for row in read_key_list(data)}
    except KeyTextError as error:
        yield problem("key_not_listed", "keys", why=error)
        return
    if vkey not in listed:
        yield problem("key_not_listed", "keys", why=vkey.text)


def _check_part(
    files: Mapping[str, bytes], path: str, hashes: dict[str, Json], closing: Closing
) -> Iterator[Problem]:
    # A second partition of the day is under access control and need not be in a public directory.
    if path not in files:
        if path == part_path(closing.day):
            yield problem("missing_file", path)
    elif "sha256" not in hashes:
        yield problem("unrecorded_file", path)
    elif sha256(files[path]).hexdigest() != hashes["sha256"]:
        yield problem("recorded_hash", path, closed=closing.size - 1)


def part_path(day: str) -> str:
    """Where the public partition of a day stands."""
    return f"parts/{day}.parquet"


def check_extra(
    files: Mapping[str, bytes], closings: Sequence[Closing], size: int, *, is_whole: bool
) -> Iterator[Problem]:
    """Files that are no part of a log of `size` leaves with these sealed days.

    is_whole  whether every leaf could be read, so that `closings` are all of them
    """
    known = {"checkpoint", *RECORDED}
    for closing in closings:
        known |= {checkpoint_path(closing.day), consistency_path(closing.day)}
        known |= {f"parts/{name}" for name in _object(closing.open.get("parts"))}
    for path in files:
        tile = tile_of_path(path)
        if tile is not None and is_within(tile, size):
            continue
        is_of_unread_day = not is_whole and path.startswith(("seal/", "parts/"))
        if (
            path not in known
            and not path.startswith("index/slots/")
            and not is_proof(path)
            and not is_of_unread_day
        ):
            yield problem("extra_file", path)


def is_proof(path: str) -> bool:
    """Whether a path is that of a proof file kept beside the log."""
    return path.startswith("proofs/") and path.endswith(".tlog-proof")


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}
