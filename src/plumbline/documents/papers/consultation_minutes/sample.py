"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.consultation_minutes import (
    ConsultationMinutesValues,
    MinutesDecision,
    MinutesPeople,
    MinutesTopic,
)
from plumbline.terms import Regime


def sample(_regime: Regime) -> ConsultationMinutesValues:
    """The third consultation of a small campaign."""
    return ConsultationMinutesValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部",
        number="青征指纪〔2026〕3号",
        on=date(2026, 6, 15),
        mark="青岚县征迁清零工作指挥部会商纪要",
        consultation=3,
        held="2026年6月15日15时30分",
        place="指挥部二楼会议室",
        chair="周明（常务副指挥长）",
        topics=(
            MinutesTopic(kind="停滞（2项）", text="朱木桥片区槐荫巷片、县文化和旅游局"),
            MinutesTopic(kind="未答复的诉求（1项）", text="诉求3120"),
        ),
        decisions=(
            MinutesDecision(
                matter="逐户核对槐荫巷片停在哪一步",
                standard="清单逐户写明环节、事由和法定最早日",
                unit="县文化和旅游局",
                person="何静（单位负责人）",
                due=date(2026, 6, 19),
            ),
        ),
        present=(MinutesPeople(names="周明（指挥部常务副指挥长）、何静（县文化和旅游局负责人）"),),
        absent=(MinutesPeople(names="陆川（政策法规组组长）"),),
        observers=(MinutesPeople(names="林静（督查岗）"),),
    )
