"""Sentences made from figures: each keeps the names of the figures that it says, so that anybody finds them again.

A figure has a name that says where it lies (`2026-05-19/project:zhumuqiao/reached/agreed`). A sentence can say
a number only by the name of its figure; a share is worked out here from two of them, and names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from plumbline.documents.fields import words
from plumbline.documents.showing import show_digits
from plumbline.terms import Fen


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the names of the figures behind it, in the order in which it says them."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A paragraph: its text as printed, and the sentences that it is made of."""

    text: Annotated[str, words("文", "text")]
    sentences: tuple[Sentence, ...] = ()


class Teller:
    """Tells figures by their names; KeyError for a name that no figure has."""

    def __init__(self, figures: Mapping[str, int]) -> None:
        self.figures = figures

    def say(self, text: str, /, **names: str) -> Sentence:
        """The sentence with `{x}` as the figure of name `x`, `{x:yuan}` as money, `{x/y}` as a share of y."""
        sources: list[str] = []

        def shown(mark: str) -> str:
            name, _, form = mark.partition(":")
            whole = name.split("/")
            found = [names[one] for one in whole]
            sources.extend(found)
            values = [self.figures[one] for one in found]
            if len(values) == 2:
                return share(*values)
            return show_digits(Fen(values[0])) if form == "yuan" else str(values[0])

        parts = text.split("{")
        told = parts[0] + "".join(
            shown(mark) + rest for mark, _, rest in (part.partition("}") for part in parts[1:])
        )
        return Sentence(told, tuple(dict.fromkeys(sources)))


def paragraph(sentences: Iterable[Sentence]) -> Told:
    """The sentences as one paragraph."""
    kept = tuple(sentences)
    return Told(text="".join(one.text for one in kept), sentences=kept)


def share(part: int, whole: int) -> str:
    """A share in per cent with one decimal, half up, exact: 1 of 8 → `12.5%`; of nothing it is `—`."""
    if not whole:
        return "—"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"
