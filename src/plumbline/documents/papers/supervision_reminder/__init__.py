"""督办提醒单: what a unit has not done by its day, what is asked, by which new day; with its right to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import day
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN
from plumbline.documents.paper import Kind
from plumbline.documents.supervising import SupervisionValues
from plumbline.terms import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionReminderValues(SupervisionValues):
    """Values of a reminder; without a new day it asks at once."""

    new_due: Annotated[date | None, day("新时限", "new day", optional=True)] = None


KIND = Kind(
    "supervision_reminder",
    Text("督办提醒单", "supervision reminder"),
    SupervisionReminderValues,
    Layout.OFFICIAL,
    regimes=OF_CAMPAIGN,
)
