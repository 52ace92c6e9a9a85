"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.supervision_reminder import SupervisionReminderValues
from plumbline.documents.supervising import FoundFact
from plumbline.terms import Regime


def sample(_regime: Regime) -> SupervisionReminderValues:
    """A case that a small bureau left lying."""
    return SupervisionReminderValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部",
        number="青征指督〔2026〕7号",
        on=date(2026, 6, 15),
        mark="青岚县征迁清零工作指挥部",
        matter=7,
        addressee="县文化和旅游局",
        rule="诉求超期未答复",
        source="信访工作条例第二十二条",
        facts=(
            FoundFact(name="诉求编号", value="3120"),
            FoundFact(name="应答复日期", value="2026年6月12日"),
        ),
        reasons="诉求应在6月12日前答复，至今没有答复",
        demand="书面答复并送达，说明超期的原因",
        decided_by="林静（督查岗）",
        answer_days=3,
        contact="指挥部办公室，电话0000-5550001",
        new_due=date(2026, 6, 19),
    )
