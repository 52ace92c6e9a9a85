"""The three lines of a checkpoint (C2SP tlog-checkpoint): origin, size, root."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plumbline.ledger.base64text import Base64Error, from_std64, std64
from plumbline.ledger.hashing import HASH_SIZE
from plumbline.ledger.verifier_keys import is_key_name

_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")


class CheckpointError(ValueError):
    """A text that is not a checkpoint of our strict form."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: who it is, how many leaves it has, and their root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> bytes:
        """The signed text, with its last newline."""
        return f"{self.origin}\n{self.size}\n{std64(self.root)}\n".encode()


def read_checkpoint_text(text: bytes) -> Checkpoint:
    """A checkpoint by its text.

    raises  CheckpointError for extension lines, a size with leading zeros or a root that is not the
            canonical base64 of 32 bytes
    """
    lines = text.decode("utf-8").split("\n")
    if len(lines) != 4 or lines[3] or not is_key_name(lines[0]):
        raise CheckpointError("a checkpoint has exactly three lines: origin, size, root")
    if not _SIZE.fullmatch(lines[1]):
        raise CheckpointError(f"size {lines[1][:30]!r} is not a decimal without leading zeros")
    try:
        root = from_std64(lines[2], HASH_SIZE)
    except Base64Error as error:
        raise CheckpointError(f"root: {error}") from error
    return Checkpoint(lines[0], int(lines[1]), root)
