"""The whole check of an exported log: everything is computed again from the entries, nothing is believed
but the log's key, which the reader brings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from plumbline.ledger.base64text import std64
from plumbline.ledger.checkpoint_text import CheckpointError
from plumbline.ledger.checkpoints import SignedCheckpoint, open_checkpoint
from plumbline.ledger.exported import HEAD, ExportedLog
from plumbline.ledger.leaf import Leaf
from plumbline.ledger.notes import NoteError, SignatureLine, read_note
from plumbline.ledger.proof_files import verify_proof
from plumbline.ledger.report import LogReport, Problem, problem
from plumbline.ledger.sealing import checkpoint_path
from plumbline.ledger.tiles import nodes_of
from plumbline.ledger.tree import root_of
from plumbline.ledger.verifier_keys import VerifierKey
from plumbline.ledger.verify_beside import (
    check_extra,
    check_index,
    check_recorded,
    check_slots,
    is_proof,
)
from plumbline.ledger.verify_days import Closing, check_days, closings_of, read_leaves
from plumbline.ledger.verify_seals import best_checkpoint, check_seals
from plumbline.ledger.verify_tiles import Content, check_tiles, read_content, size_of_entries
from plumbline.ledger.witness_policy import PolicyFileError, WitnessPolicy, read_witness_policy


def verify_log(
    directory: Path, vkey: VerifierKey, since: bytes | None = None, tlog_policy: bytes | None = None
) -> LogReport:
    """Check a log in a directory.

    vkey         the log's key, from paper or from somewhere other than the directory
    since        a checkpoint kept from earlier; the log must be its continuation
    tlog_policy  a witness policy whose quorum the log's `checkpoint` must meet
    raises       ExportError for a directory that cannot be read; NoteError, CheckpointError or
                 PolicyFileError when what the caller brought cannot be believed or read
    """
    return verify_files(ExportedLog(directory), vkey, since=since, tlog_policy=tlog_policy)


def verify_files(
    files: Mapping[str, bytes],
    vkey: VerifierKey,
    *,
    since: bytes | None = None,
    tlog_policy: bytes | None = None,
) -> LogReport:
    """`verify_log` for files by relative path, wherever they are."""
    kept = open_checkpoint(since, vkey) if since is not None else None
    asked = read_witness_policy(tlog_policy) if tlog_policy is not None else None
    signed = best_checkpoint(files, vkey)
    size = signed.size if signed else size_of_entries(files)
    content = read_content(files, size, signed.root if signed else None)
    problems = list(_check(files, vkey, content, asked))
    if kept is not None:
        problems += _check_kept(kept, content)
    root = signed.root if signed else root_of(content.hashes)
    return LogReport(not problems, size, std64(root), tuple(problems))


def _check(
    files: Mapping[str, bytes], vkey: VerifierKey, content: Content, asked: WitnessPolicy | None
) -> Iterator[Problem]:
    leaves, invalid = read_leaves(content)
    closings = closings_of(leaves, content.hashes)
    # A log of today's form says in every closing leaf what came before; older ones claim less, and are
    # held to what they claim. The leaves are signed, so nobody can make a new log look old.
    is_full = any("prev" in closing.open for closing in closings)
    policy, unreadable = (asked, []) if asked else _own_policy(files)
    yield from _check_head(files, vkey, policy, closings)
    if asked:
        yield from _check_quorum(files, vkey, asked)
    yield from unreadable
    yield from content.problems
    yield from check_tiles(files, content, [closing.size for closing in closings] if is_full else [])
    yield from invalid
    yield from check_days(leaves, closings)
    yield from check_slots(leaves)
    if is_full or _has(files, "seal/"):
        yield from check_seals(files, closings, nodes_of(content.levels), vkey, policy)
    if is_full or _has(files, "index/"):
        yield from check_index(files, leaves[: _indexed(leaves, closings)])
    yield from check_recorded(files, closings, vkey)
    for path in filter(is_proof, files):
        report = verify_proof(files[path], vkey, asked)
        yield from (problem("proof_invalid", path, why=reason.en) for reason in report.reasons)
    # A damaged closing leaf can no longer say which seals and parts its day has: then they are not accused.
    yield from check_extra(files, closings, content.size, is_whole=None not in leaves)


def _indexed(leaves: Sequence[Leaf | None], closings: Sequence[Closing]) -> int:
    """Leaves that the list of slots covers: the sealed ones, and all where a closing leaf may be unreadable."""
    sealed = closings[-1].size if closings else 0
    return len(leaves) if None in leaves[sealed:] else sealed


def _has(files: Mapping[str, bytes], folder: str) -> bool:
    return any(path.startswith(folder) for path in files)


def _own_policy(files: Mapping[str, bytes]) -> tuple[WitnessPolicy | None, list[Problem]]:
    """The log's own policy: it tells whose lines to check, but asks for no quorum in its own favour."""
    if "policy" not in files:
        return None, []
    try:
        return read_witness_policy(files["policy"]), []
    except PolicyFileError as error:
        return None, [problem("policy_unreadable", "policy", why=error)]


def _check_head(
    files: Mapping[str, bytes], vkey: VerifierKey, policy: WitnessPolicy | None, closings: Sequence[Closing]
) -> Iterator[Problem]:
    if HEAD not in files:
        yield problem("missing_file", HEAD)
        return
    try:
        signed = open_checkpoint(files[HEAD], vkey, policy)
    except (NoteError, CheckpointError) as error:
        yield problem("checkpoint_invalid", HEAD, why=error)
        return
    if policy is None:
        return
    # With a policy every line can be told, so one that is of no known key must at least be in the seal.
    known = {(key.name, key.key_id) for key in (vkey, *policy.witnesses.values())}
    sealed = _sealed_lines(files, signed.size, closings)
    for line in signed.note.signatures:
        if (line.name, line.key_id) not in known and line not in sealed:
            yield problem("unknown_signature", HEAD, name=line.name)


def _sealed_lines(
    files: Mapping[str, bytes], size: int, closings: Sequence[Closing]
) -> tuple[SignatureLine, ...]:
    for closing in closings:
        if closing.size == size and checkpoint_path(closing.day) in files:
            try:
                return read_note(files[checkpoint_path(closing.day)]).signatures
            except NoteError:
                return ()
    return ()


def _check_quorum(files: Mapping[str, bytes], vkey: VerifierKey, asked: WitnessPolicy) -> Iterator[Problem]:
    try:
        signed = open_checkpoint(files.get(HEAD, b""), vkey, asked)
    except (NoteError, CheckpointError):
        return
    if not asked.is_met(signed.witnesses):
        yield problem("no_quorum", HEAD, have=", ".join(sorted(signed.witnesses)) or "0")


def _check_kept(kept: SignedCheckpoint, content: Content) -> Iterator[Problem]:
    if kept.size > content.size:
        yield problem("history_changed", HEAD, why=f"{kept.size} > {content.size}")
    elif root_of(content.hashes[: kept.size]) != kept.root:
        found = root_of(content.hashes[: kept.size]).hex()
        yield problem("history_changed", HEAD, why=f"{kept.size}: {kept.root.hex()} ≠ {found}")
