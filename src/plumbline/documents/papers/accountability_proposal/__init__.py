"""问责建议书: a proposal to the organ that decides, with the facts, the list of evidence by hash, and the unit's own opinion."""

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
class AccountabilityProposalValues(SupervisionValues):
    """Values of a proposal; the decision is the other organ's."""

    organ: Annotated[str, words("受理机关", "organ that decides")]
    statement: Annotated[str, words("单位意见", "what the unit said")]
    evidence: Annotated[tuple[ListedEvidence, ...], rows("证据目录", "evidence", ListedEvidence)]


KIND = Kind(
    "accountability_proposal",
    Text("问责建议书", "accountability proposal"),
    AccountabilityProposalValues,
    Layout.OFFICIAL,
    regimes=OF_CAMPAIGN,
)
