"""Invented values."""

from __future__ import annotations

from plumbline.documents.papers.referral_letter import ReferralLetterValues
from plumbline.documents.papers.sample_matter import FURTHER_UP, SERVED
from plumbline.terms import Regime


def sample(_regime: Regime) -> ReferralLetterValues:
    """A case that a small bureau left lying, further up the ladder."""
    return ReferralLetterValues(**FURTHER_UP, organ="青岚县监察机关", evidence=SERVED)
