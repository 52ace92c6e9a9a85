"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.dispatch_order import DispatchOrderValues
from plumbline.terms import Regime


def sample(_regime: Regime) -> DispatchOrderValues:
    """An order that was answered and closed."""
    return DispatchOrderValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部办公室",
        on=date(2026, 6, 15),
        order=9,
        source="第3次会商第1项",
        matter="逐户核对槐荫巷片停在哪一步",
        standard="清单逐户写明环节、事由和法定最早日",
        unit="县文化和旅游局",
        person="何静（单位负责人）",
        due=date(2026, 6, 19),
        signed_on=date(2026, 6, 15),
        answer="已会同片区逐户核对，清单附后",
        evidence="核对清单 青征指督〔2026〕618号",
        answered_on=date(2026, 6, 18),
        verified="清单与分户档案逐户相符",
        verifier="林静（督查岗）",
        closed_on=date(2026, 6, 19),
    )
