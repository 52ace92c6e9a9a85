"""A paper ready to be set: its layout, its head, its parts, its foot. Both forms are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plumbline.terms import Json


class Layout(StrEnum):
    """How large the text is, whether the page has a red head, and (`wide`) whether it lies across."""

    OFFICIAL = "official"
    SHEET = "sheet"
    FORM = "form"
    WIDE = "wide"


class Profile(StrEnum):
    """Whether the block of 156 × 225 mm is counted from ink or from the line boxes."""

    INK = "ink"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who gets copies, who printed the paper, and when; the day as shown."""

    copies: str
    printed_by: str
    printed_on: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is set on the pages of one paper.

    title    its lines
    mark     发文机关标志 of the red head, empty on sheets and forms
    number   发文字号, empty where the paper has none
    on       the day that the paper bears; the PDF is dated with it
    parts    as `fill` gives them
    """

    layout: Layout
    profile: Profile
    example: bool
    title: tuple[str, ...]
    issuer: str
    mark: str
    number: str
    on: date
    day_shown: str
    parts: tuple[Json, ...]
    imprint: Imprint | None
