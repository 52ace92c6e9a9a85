"""约谈通知书: whom the supervision talks to about what, and what the unit may bring; with its right to state its case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from plumbline.documents.fields import words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN
from plumbline.documents.paper import Kind
from plumbline.documents.supervising import SupervisionValues
from plumbline.terms import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalTalkNoticeValues(SupervisionValues):
    """Values of the notice; hour and place are written in by hand, as they are agreed on."""

    talker: Annotated[str, words("约谈人", "who talks")]
    statement: Annotated[str, words("单位意见", "what the unit said")]


KIND = Kind(
    "formal_talk_notice",
    Text("约谈通知书", "notice of a formal talk"),
    FormalTalkNoticeValues,
    Layout.OFFICIAL,
    regimes=OF_CAMPAIGN,
)
