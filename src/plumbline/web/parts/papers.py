"""Documents, their heads in print, and the mark of a sealed day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plumbline import ledger
from plumbline.terms import Text

ROOT_DIGITS = 64
"""Hexadecimal digits of a tree head, whole: SHA-256."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The mark of a sealed day: forty decimal digits of its tree head, as the notice board has them.

    root  hexadecimal tree head, whole
    size  leaves under it
    """

    root: str
    day: int | None
    on: date
    size: int
    verify_url: str = ""

    def __post_init__(self) -> None:
        if len(self.root) != ROOT_DIGITS or not set(self.root) <= set("0123456789abcdef"):
            raise ValueError(
                f"a seal is made of a root of {ROOT_DIGITS} hexadecimal digits; found {self.root!r}"
            )

    @property
    def groups(self) -> tuple[str, ...]:
        """Eight groups of five, as people compare them."""
        return tuple(ledger.forty_digits(bytes.fromhex(self.root)).split())


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
    """A document in a list: `kind` is the ending people know it by (`PDF`, `XLSX`).

    picture  address of its first page, small; empty where there is none
    version  the how-manieth paper of its kind and number, empty for the only one
    """

    name: Text | str
    url: str
    kind: str
    on: date
    number: str = ""
    size: str = ""
    proof_url: str = ""
    picture: str = ""
    version: str = ""
