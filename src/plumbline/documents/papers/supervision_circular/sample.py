"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.supervision_circular import SupervisionCircularValues
from plumbline.documents.supervising import FoundFact
from plumbline.terms import Regime


def sample(_regime: Regime) -> SupervisionCircularValues:
    """A case that a small bureau left lying, after its reminder."""
    return SupervisionCircularValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部",
        number="青征指督〔2026〕9号",
        on=date(2026, 6, 22),
        mark="青岚县征迁清零工作指挥部",
        matter=7,
        addressee="县文化和旅游局",
        rule="诉求超期未答复",
        source="信访工作条例第二十二条",
        facts=(
            FoundFact(name="诉求编号", value="3120"),
            FoundFact(name="应答复日期", value="2026年6月12日"),
        ),
        reasons="经提醒仍未答复，申辩期内没有说明原因",
        demand="三日内答复，并报送办理情况",
        decided_by="林静（督查岗）",
        answer_days=3,
        contact="指挥部办公室，电话0000-5550001",
        scope="各牵头单位、包保单位",
        sealed=date(2026, 6, 21),
        statement="提醒单于2026年6月15日送达，申辩期内没有说明",
    )
