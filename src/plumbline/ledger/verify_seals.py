"""Checks of the daily seals: every signed checkpoint and every proof that a day extends the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plumbline.ledger.checkpoint_text import CheckpointError
from plumbline.ledger.checkpoints import SignedCheckpoint, open_checkpoint
from plumbline.ledger.merkle_proofs import consistency_proof
from plumbline.ledger.notes import NoteError
from plumbline.ledger.report import Problem, problem
from plumbline.ledger.sealing import checkpoint_path, consistency_body, consistency_path
from plumbline.ledger.tree import Node
from plumbline.ledger.verifier_keys import VerifierKey
from plumbline.ledger.verify_days import Closing
from plumbline.ledger.verify_tiles import first_difference
from plumbline.ledger.witness_policy import WitnessPolicy


def check_seals(
    files: Mapping[str, bytes],
    closings: Sequence[Closing],
    node: Node,
    vkey: VerifierKey,
    policy: WitnessPolicy | None,
) -> Iterator[Problem]:
    """Problems of `seal/`: missing files, signatures, sizes, roots, and proofs by exact comparison."""
    before = 0
    for closing in closings:
        seal, proof = checkpoint_path(closing.day), consistency_path(closing.day)
        yield from (problem("missing_file", path) for path in (seal, proof) if path not in files)
        if seal in files:
            yield from _check_checkpoint(seal, files[seal], closing, vkey, policy)
        if proof in files:
            head = consistency_body(before, consistency_proof(before, closing.size, node), b"")
            yield from _check_proof(files, closing, head, vkey)
        before = closing.size


def _check_checkpoint(
    path: str, data: bytes, closing: Closing, vkey: VerifierKey, policy: WitnessPolicy | None
) -> Iterator[Problem]:
    try:
        signed = open_checkpoint(data, vkey, policy)
    except (NoteError, CheckpointError) as error:
        yield problem("seal_invalid", path, why=error)
        return
    if (signed.size, signed.root) != (closing.size, closing.root):
        claimed, found = f"{signed.size} {signed.root.hex()}", f"{closing.size} {closing.root.hex()}"
        yield problem("seal_mismatch", path, claimed=claimed, found=found)


def _check_proof(
    files: Mapping[str, bytes], closing: Closing, head: bytes, vkey: VerifierKey
) -> Iterator[Problem]:
    seal, proof = checkpoint_path(closing.day), consistency_path(closing.day)
    data, sealed = files[proof], files.get(seal)
    if not data.startswith(head):
        yield problem("consistency_mismatch", proof, None, first_difference(data, head))
        return
    copy = data[len(head) :]
    if copy == sealed:
        return
    if not _is_of(copy, closing, vkey):
        start = len(head) + first_difference(copy, sealed) if sealed is not None else None
        yield problem("consistency_mismatch", proof, None, start)
    elif sealed is not None and _is_of(sealed, closing, vkey):
        # Both bear the log's signature, so the difference is in lines of keys that nobody here knows.
        yield problem("seal_copies_differ", seal, None, first_difference(sealed, copy), other=proof)
        start = len(head) + first_difference(copy, sealed)
        yield problem("seal_copies_differ", proof, None, start, other=seal)


def _is_of(data: bytes, closing: Closing, vkey: VerifierKey) -> bool:
    try:
        signed = open_checkpoint(data, vkey)
    except (NoteError, CheckpointError):
        return False
    return (signed.size, signed.root) == (closing.size, closing.root)


def best_checkpoint(files: Mapping[str, bytes], vkey: VerifierKey) -> SignedCheckpoint | None:
    """The longest checkpoint here that the log has signed: `checkpoint`, or else one of the seals."""
    best: SignedCheckpoint | None = None
    for path in files:
        if path == "checkpoint" or (path.startswith("seal/") and path.endswith(".checkpoint")):
            try:
                signed = open_checkpoint(files[path], vkey)
            except (NoteError, CheckpointError):
                continue
            if path == "checkpoint":
                return signed
            best = signed if best is None or signed.size > best.size else best
    return best
