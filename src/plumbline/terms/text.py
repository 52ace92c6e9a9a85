"""A text in the two languages of the product, and the plain values that travel as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType, TypeAlias

HouseholdId = NewType("HouseholdId", str)
"""A household's file number, such as `朱木桥-0113`; personal data, so only in committed fields."""

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""A value of the ledger's profile of JSON: no fractions, so no float can carry money."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Chinese, which is authoritative, and in English, its translation."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        """The text for a language tag: English for tags that begin with `en`, else Chinese."""
        return self.en if lang.lower().startswith("en") else self.zh
