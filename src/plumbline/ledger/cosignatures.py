"""Cosignatures: a witness says at what time it saw a checkpoint, after checking that it extends the last."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from plumbline.ledger.checkpoint_text import CheckpointError, read_checkpoint_text
from plumbline.ledger.notes import Check, NoteError, SignatureLine, is_ed25519
from plumbline.ledger.verifier_keys import KeyType, VerifierKey

_TIME_SIZE = 8
_ED25519_SIZE = 64


def cosignature_message(text: bytes, time: int) -> bytes:
    """What a witness signs under type 0x04: the time in seconds, then the checkpoint's text."""
    return f"cosignature/v1\ntime {time}\n".encode() + text


def subtree_message(name: str, text: bytes, time: int) -> bytes:
    """What a witness signs under type 0x06: its name, the time, and the whole tree as the subtree from 0."""
    checkpoint = read_checkpoint_text(text)
    own, origin = name.encode("utf-8"), checkpoint.origin.encode("utf-8")
    if len(own) > 255 or len(origin) > 255:
        raise NoteError("a name longer than the 255 bytes that its length byte can say")
    return b"".join(
        (
            b"subtree/v1\n\x00",
            bytes([len(own)]) + own,
            time.to_bytes(8, "big"),
            bytes([len(origin)]) + origin,
            (0).to_bytes(8, "big"),
            checkpoint.size.to_bytes(8, "big"),
            checkpoint.root,
        )
    )


def is_cosignature(key: VerifierKey, text: bytes, signature: bytes) -> bool:
    """Whether a timestamped Ed25519 cosignature holds."""
    if len(signature) != _TIME_SIZE + _ED25519_SIZE:
        return False
    time = int.from_bytes(signature[:_TIME_SIZE], "big")
    return is_ed25519(key, cosignature_message(text, time), signature[_TIME_SIZE:])


def is_mldsa44_cosignature(key: VerifierKey, text: bytes, signature: bytes) -> bool:
    """Whether a timestamped ML-DSA-44 cosignature holds.

    raises  NoteError where this machine's `cryptography` has no ML-DSA: the key is known, so its line
            may be neither passed over nor believed
    """
    time = int.from_bytes(signature[:_TIME_SIZE], "big")
    try:
        # Older versions of `cryptography` do all the rest of this room but lack this module.
        from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

        public = MLDSA44PublicKey.from_public_bytes(key.public)
        public.verify(signature[_TIME_SIZE:], subtree_message(key.name, text, time))
    except (ImportError, UnsupportedAlgorithm) as error:
        raise NoteError(f"this machine cannot check the ML-DSA-44 line of {key.name}") from error
    except (InvalidSignature, CheckpointError, ValueError):
        return False
    return True


CHECKS: dict[KeyType, Check] = {
    KeyType.ED25519: is_ed25519,
    KeyType.COSIGNATURE_V1: is_cosignature,
    KeyType.MLDSA44_COSIGNATURE: is_mldsa44_cosignature,
}


def cosign(key: VerifierKey, private: Ed25519PrivateKey, text: bytes, time: int) -> SignatureLine:
    """The line of a witness over a checkpoint's text, at a time in seconds since the epoch."""
    signature = private.sign(cosignature_message(text, time))
    return SignatureLine(key.name, key.key_id, time.to_bytes(_TIME_SIZE, "big") + signature)
