"""Invented values."""

from __future__ import annotations

from plumbline.documents.papers.formal_talk_notice import FormalTalkNoticeValues
from plumbline.documents.papers.sample_matter import FURTHER_UP
from plumbline.terms import Regime


def sample(_regime: Regime) -> FormalTalkNoticeValues:
    """A case that a small bureau left lying, further up the ladder."""
    return FormalTalkNoticeValues(
        **FURTHER_UP, talker="林静（督查岗）", statement="提醒单、通报送达后没有说明"
    )
