"""Measure a produced PDF by its ink: pages drawn at 300 dots an inch, distances in millimetres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2

DOTS = 300
MM = DOTS / 25.4
DARK = 128


@dataclass(frozen=True)
class Drawn:
    """One page: where there is ink, and which of it is red."""

    ink: Any
    red: Any

    def part(self, *, top: float, bottom: float) -> Drawn:
        """The strip between two heights from the upper edge."""
        rows = slice(round(top * MM), round(bottom * MM))
        return Drawn(self.ink[rows], self.red[rows])

    def lines(self, *, gap: float = 0.6) -> list[tuple[float, float]]:
        """First and last ink of each line of text, from the strip's upper edge; nearer than `gap` is one line."""
        return _runs(self.ink.any(axis=1), gap)

    def columns(self) -> tuple[float, float]:
        """Leftmost and rightmost ink."""
        found = np.flatnonzero(self.ink.any(axis=0))
        return found[0] / MM, (found[-1] + 1) / MM


def draw(pdf: bytes, *, only: int | None = None) -> list[Drawn]:
    """The pages of a PDF, or one of them, counted from 1."""
    document = pypdfium2.PdfDocument(pdf)
    wanted = range(len(document)) if only is None else (only - 1,)
    return [_drawn(document[n].render(scale=DOTS / 72).to_numpy()[:, :, :3]) for n in wanted]


def lines_of_pdf(pdf: bytes) -> list[list[str]]:
    """The lines of text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().split() for page in document]


def text_of_pdf(pdf: bytes) -> list[str]:
    """The text of each page, white space left out."""
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def flowing(pages: list[str]) -> str:
    """The text from the first page to the last, without heads and page numbers."""
    return "".join(
        re.sub(r"（示例）演示用文书，人名、地名和数字均为虚构，不具有法律效力|—\d+—", "", page)
        for page in pages
    )


def _drawn(pixels: Any) -> Drawn:
    blue, green, red = pixels[:, :, 0], pixels[:, :, 1], pixels[:, :, 2]
    return Drawn(ink=np.minimum(np.minimum(blue, green), red) < DARK, red=(red > 150) & (green < DARK))


def _runs(marked: Any, gap: float) -> list[tuple[float, float]]:
    runs: list[tuple[float, float]] = []
    for at in np.flatnonzero(marked):
        if runs and at / MM - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], (at + 1) / MM)
        else:
            runs.append((at / MM, (at + 1) / MM))
    return runs
