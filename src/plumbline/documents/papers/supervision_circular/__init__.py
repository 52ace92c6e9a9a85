"""督查通报: a unit's failing made known among units, by sealed figures, with the unit's own statement beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import day, words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN
from plumbline.documents.paper import Kind
from plumbline.documents.supervising import SupervisionValues
from plumbline.terms import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionCircularValues(SupervisionValues):
    """Values of a public notice.

    scope      among whom it is published
    sealed     the sealed day by which the facts stand
    statement  what the unit said to the reminder; that it said nothing is said too
    """

    scope: Annotated[str, words("通报范围", "published among")]
    sealed: Annotated[date, day("封账日期", "sealed day")]
    statement: Annotated[str, words("被通报单位说明", "the unit's statement")]


KIND = Kind(
    "supervision_circular",
    Text("督查通报", "supervision notice"),
    SupervisionCircularValues,
    Layout.OFFICIAL,
    regimes=OF_CAMPAIGN,
)
