"""The file `keys`: which key signed the log, from which day and until which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plumbline.ledger.verifier_keys import KeyTextError, VerifierKey, read_vkey

MAX_KEYS = 1_000
_OPEN_END = "-"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key of the log: in force from the day `since`, to the day `until` or still (None)."""

    vkey: VerifierKey
    since: str
    until: str | None = None


def key_list(rows: Sequence[KeyRow]) -> bytes:
    """Bytes of the file: one line `vkey from to` a key, `-` where there is no end."""
    return "".join(f"{row.vkey.text} {row.since} {row.until or _OPEN_END}\n" for row in rows).encode()


def read_key_list(data: bytes) -> tuple[KeyRow, ...]:
    """The rows of the file; raises KeyTextError naming the line that cannot be read."""
    lines = data.decode("utf-8", errors="replace").split("\n")
    if lines.pop() or len(lines) > MAX_KEYS:
        raise KeyTextError(f"no newline at the end, or more than {MAX_KEYS} keys")
    rows = []
    for number, line in enumerate(lines, 1):
        match line.split(" "):
            case [vkey, since, until]:
                rows.append(KeyRow(read_vkey(vkey), since, None if until == _OPEN_END else until))
            case _:
                raise KeyTextError(f"line {number} is not `vkey from to`")
    return tuple(rows)
