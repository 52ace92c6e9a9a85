"""Documents, their heads in print, and the mark of a sealed day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plumbline.terms import Text

SEAL_DIGITS = 40
"""Digits of the mark: 160 bits of the tree head, more than anybody can search for, still short
enough to be read out over a telephone."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The mark of a sealed day: the first forty digits of its tree head.

    root  hexadecimal tree head; forty digits or more
    size  leaves under it
    """

    root: str
    day: int
    on: date
    size: int
    verify_url: str = ""

    def __post_init__(self) -> None:
        digits = set("0123456789abcdef")
        if len(self.root) < SEAL_DIGITS or not set(self.root) <= digits:
            raise ValueError(f"a seal shows {SEAL_DIGITS} hexadecimal digits; found {self.root!r}")

    @property
    def groups(self) -> tuple[str, ...]:
        """Ten groups of four, as people compare them."""
        return tuple(self.root[n : n + 4] for n in range(0, SEAL_DIGITS, 4))


@dataclass(frozen=True, slots=True)
class PrintHead:
    """Head of a page that is printed as a document; without a seal it says that it is not sealed."""

    name: Text | str
    office: str
    on: date
    number: str = ""
    seal: Seal | None = None
    invented: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list: `kind` is the ending people know it by (`PDF`, `XLSX`)."""

    name: Text | str
    url: str
    kind: str
    on: date
    number: str = ""
    size: str = ""
    proof_url: str = ""
