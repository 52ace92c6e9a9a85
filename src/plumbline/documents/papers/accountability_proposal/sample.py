"""Invented values."""

from __future__ import annotations

from plumbline.documents.papers.accountability_proposal import AccountabilityProposalValues
from plumbline.documents.papers.sample_matter import FURTHER_UP, SERVED
from plumbline.terms import Regime


def sample(_regime: Regime) -> AccountabilityProposalValues:
    """A case that a small bureau left lying, further up the ladder."""
    return AccountabilityProposalValues(
        **FURTHER_UP, organ="青岚县监察机关", statement="约谈时说明人手不足，没有提供材料", evidence=SERVED
    )
