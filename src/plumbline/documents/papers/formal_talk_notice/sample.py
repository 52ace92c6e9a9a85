"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.formal_talk_notice import FormalTalkNoticeValues
from plumbline.documents.supervising import FoundFact
from plumbline.terms import Regime


def sample(_regime: Regime) -> FormalTalkNoticeValues:
    """A case that a small bureau left lying, further up the ladder."""
    return FormalTalkNoticeValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部",
        number="青征指督〔2026〕12号",
        on=date(2026, 7, 6),
        mark="青岚县征迁清零工作指挥部",
        matter=7,
        addressee="县文化和旅游局",
        rule="诉求超期未答复",
        source="信访工作条例第二十二条",
        facts=(
            FoundFact(name="诉求编号", value="3120"),
            FoundFact(name="应答复日期", value="2026年6月12日"),
        ),
        reasons="经提醒、通报仍未答复，申辩理由不成立",
        demand="书面答复并送达，报送整改情况",
        decided_by="林静（督查岗）",
        answer_days=3,
        contact="指挥部办公室，电话0000-5550001",
        talker="林静（督查岗）",
        statement="提醒单、通报送达后没有说明",
    )
