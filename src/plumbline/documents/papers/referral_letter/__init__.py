"""问题线索移交函: what is handed over to the organ that decides, by hash, with room for its receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from plumbline.documents.fields import rows, words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN
from plumbline.documents.paper import Kind
from plumbline.documents.supervising import ListedEvidence, SupervisionValues
from plumbline.terms import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLetterValues(SupervisionValues):
    """Values of a referral; kept of it are the letter, its evidence by hash, and the receipt."""

    organ: Annotated[str, words("受理机关", "organ that decides")]
    evidence: Annotated[tuple[ListedEvidence, ...], rows("证据目录", "evidence", ListedEvidence)]


KIND = Kind(
    "referral_letter",
    Text("问题线索移交函", "letter of referral"),
    ReferralLetterValues,
    Layout.OFFICIAL,
    regimes=OF_CAMPAIGN,
)
