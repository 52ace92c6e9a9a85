"""What papers of the whole campaign have: they stand above projects and regimes, and bear a sealed day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from plumbline.documents.fields import seal, words
from plumbline.documents.paper import OfficialValues, PaperValues
from plumbline.documents.sealed import SealMark
from plumbline.terms import Regime

OF_CAMPAIGN = (Regime.STATE_LAND,)
"""The regimes of a paper of the campaign: it has one wording, kept under the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignValues(PaperValues):
    """Values of a paper of figures: the campaign's name in place of a project's, and the sealed day."""

    regime: Regime = Regime.STATE_LAND
    project: Annotated[str, words("活动名称", "campaign")]
    seal: Annotated[SealMark, seal("封账标记", "mark of the sealed day")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOfficialValues(OfficialValues):
    """The same under a red head."""

    regime: Regime = Regime.STATE_LAND
    project: Annotated[str, words("活动名称", "campaign")]
    seal: Annotated[SealMark, seal("封账标记", "mark of the sealed day")]
