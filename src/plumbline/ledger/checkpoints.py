"""Signed checkpoints: made by the log's signer, believed only with its signature and, where asked, a quorum."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from plumbline.ledger.checkpoint_text import Checkpoint, read_checkpoint_text
from plumbline.ledger.cosignatures import CHECKS
from plumbline.ledger.notes import Note, NoteError, SignatureLine, read_note, verify_note
from plumbline.ledger.verifier_keys import KeyType, VerifierKey, is_key_name
from plumbline.ledger.witness_policy import WitnessPolicy


class Signer:
    """Holds the private key of a log. The caller brings the key; nothing here reads or keeps a file."""

    def __init__(self, origin: str, private: Ed25519PrivateKey) -> None:
        if not is_key_name(origin):
            raise ValueError(f"{origin!r} cannot name a log: no spaces, no plus")
        self._private = private
        self.vkey = VerifierKey(origin, KeyType.ED25519, private.public_key().public_bytes_raw())

    @classmethod
    def from_seed(cls, origin: str, seed: bytes) -> Signer:
        """Signer by the 32 bytes of an Ed25519 seed."""
        return cls(origin, Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def from_pem(cls, origin: str, pem: bytes, password: bytes | None = None) -> Signer:
        """Signer by a PEM (PKCS#8) private key; raises ValueError when it is not an Ed25519 key."""
        private = load_pem_private_key(pem, password)
        if not isinstance(private, Ed25519PrivateKey):
            raise ValueError("the PEM holds a private key of another kind than Ed25519")
        return cls(origin, private)

    @property
    def origin(self) -> str:
        """Name of the log and of its key."""
        return self.vkey.name

    def sign(self, size: int, root: bytes) -> bytes:
        """The signed checkpoint of a tree, as the file `checkpoint` holds it."""
        text = Checkpoint(self.origin, size, root).text
        line = SignatureLine(self.origin, self.vkey.key_id, self._private.sign(text))
        return with_lines(text + b"\n", line.text.encode())


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A verified checkpoint, and the names of the witnesses of the policy that cosigned it."""

    checkpoint: Checkpoint
    witnesses: frozenset[str]
    note: Note

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self.checkpoint.size

    @property
    def root(self) -> bytes:
        """Root over them."""
        return self.checkpoint.root


def with_lines(checkpoint: bytes, lines: bytes) -> bytes:
    """A checkpoint with further signature lines, such as those of witnesses."""
    return checkpoint + lines


def open_checkpoint(data: bytes, vkey: VerifierKey, policy: WitnessPolicy | None = None) -> SignedCheckpoint:
    """The checkpoint of a signed note, if the log has signed it.

    policy  names the witnesses whose lines are checked; whether they suffice the caller asks with
            `policy.is_met(signed.witnesses)`, since a day may be published before they answer
    raises  NoteError or CheckpointError when it must not be believed
    """
    note = read_note(data)
    known = policy.witnesses if policy else {}
    keys = {key: name for name, key in known.items()}
    signed = verify_note(note, (vkey, *keys), CHECKS)
    if vkey not in signed:
        raise NoteError(f"{vkey.name} has not signed it")
    checkpoint = read_checkpoint_text(note.text)
    if checkpoint.origin != vkey.name:
        raise NoteError(f"it is of the log {checkpoint.origin}, not of {vkey.name}")
    return SignedCheckpoint(checkpoint, frozenset(keys[key] for key in signed if key in keys), note)
