"""The mark of the sealed day that a paper of figures bears, with the address at which anybody checks it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import Shown, count, day, shown, words
from plumbline.documents.pictures import code_of
from plumbline.terms import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class SealMark:
    """The last sealed day behind a paper.

    number   day n of the campaign, empty before day 1
    digits   the forty decimal digits of the root, as they are read out
    address  where a reader finds the day's seal and the figures recomputed; it ends with their SHA-256 (`digest_of`)
    """

    on: Annotated[date, day("封账日", "sealed day")]
    number: Annotated[str, words("封账天次", "day of the campaign", optional=True)] = ""
    size: Annotated[int, count("封账条数", "leaves under the seal")]
    root: Annotated[str, words("封账根", "root")]
    digits: Annotated[str, words("封账编号", "forty digits of the seal")]
    address: Annotated[str, words("核验地址", "address of the check")]

    def shown(self) -> dict[str, Shown]:
        """The values of the mark, and its code as a picture."""
        return {**shown(self), CODE: code_of(self.address)}


CODE = "核验码"
"""The label of the code in a wording and in a Word template."""

LABELS = ("封账日", "封账天次", "封账条数", "封账根", "封账编号", "核验地址", CODE)
"""Every value that `[seal]` prints."""


def digest_of(figures: Mapping[str, Json]) -> str:
    """SHA-256 of a paper's figures: JSON with sorted names, no spaces, UTF-8; anybody can work it out again."""
    text = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
