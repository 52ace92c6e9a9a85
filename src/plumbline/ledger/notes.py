"""Signed notes (C2SP signed-note): a text, a blank line, and one line for each signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from plumbline.ledger.base64text import Base64Error, from_std64, std64
from plumbline.ledger.verifier_keys import KeyType, VerifierKey, is_key_name

MAX_NOTE = 1_000_000
"""Bytes; 64 post-quantum signatures of five thousand bytes each stay well below."""

MAX_SIGNATURES = 64
_DASH = "— "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteError(ValueError):
    """A note that must not be believed: malformed, or a known key's signature is wrong or absent."""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature: the key's name, its id of four bytes, and the signature's bytes."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def text(self) -> str:
        """The line with its newline."""
        return f"{_DASH}{self.name} {std64(self.key_id + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A note taken apart; nothing in it is verified yet. `text` ends in its newline."""

    text: bytes
    signatures: tuple[SignatureLine, ...]


Check = Callable[[VerifierKey, bytes, bytes], bool]
"""(key, text, signature) -> whether the signature is the key's over that text."""


def read_note(data: bytes) -> Note:
    """A note by its bytes.

    raises  NoteError for control characters, a missing blank line, a malformed or missing signature
            line, or more than 64 of them
    """
    if len(data) > MAX_NOTE:
        raise NoteError(f"a note of {len(data)} bytes; the limit is {MAX_NOTE}")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError(f"not UTF-8 at byte {error.start}") from error
    if _CONTROL.search(whole):
        raise NoteError("a control character other than newline (CR line ends are refused)")
    text, blank, rest = whole.rpartition("\n\n")
    if not blank or not rest.endswith("\n"):
        raise NoteError("no blank line before the signatures, or no newline after them")
    lines = rest[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise NoteError(f"{len(lines)} signatures; the limit is {MAX_SIGNATURES}")
    return Note(f"{text}\n".encode(), tuple(_line(line) for line in lines))


def _line(line: str) -> SignatureLine:
    name, space, body = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not space or not is_key_name(name):
        raise NoteError(f"not a signature line: {line[:60]!r}")
    try:
        data = from_std64(body)
    except Base64Error as error:
        raise NoteError(f"signature of {name}: {error}") from error
    if len(data) <= 4:
        raise NoteError(f"signature of {name}: nothing after the key id")
    return SignatureLine(name, data[:4], data[4:])


def verify_note(
    note: Note, keys: Sequence[VerifierKey], checks: Mapping[KeyType, Check]
) -> tuple[VerifierKey, ...]:
    """The known keys whose signatures the note bears, each once.

    Lines of unknown keys are passed over, as the specification demands.
    raises  NoteError when a known key's signature is wrong, or no known key has signed
    """
    known = {(key.name, key.key_id): key for key in keys}
    signed: dict[tuple[str, bytes], VerifierKey] = {}
    for line in note.signatures:
        key = known.get((line.name, line.key_id))
        if key is None:
            continue
        if not checks[key.type](key, note.text, line.signature):
            raise NoteError(f"the signature of {key.name} is not over this text")
        signed[(line.name, line.key_id)] = key
    if not signed:
        raise NoteError("no signature of a known key")
    return tuple(signed.values())


def is_ed25519(key: VerifierKey, text: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature holds (RFC 8032; S ≥ L is refused)."""
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
