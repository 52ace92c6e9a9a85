"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.duty_list import DutyLine, DutyListValues
from plumbline.documents.sealed import SealMark
from plumbline.terms import Regime


def sample(_regime: Regime) -> DutyListValues:
    """The list of a small bureau."""
    return DutyListValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部",
        on=date(2026, 6, 15),
        unit="县文化和旅游局",
        version="版本：账本第4120条",
        lines=(
            DutyLine(
                subject="林静（局长）",
                duty="包稳定",
                rule="R590 25(1)",
                task="12户，未答复诉求1件",
                standard="诉求在法定期限内书面答复，入账并附凭证",
                deadline="各件法定期限",
                helper="群众工作组",
                watched="每日封账；督查考核组核对",
            ),
        ),
        seal=SealMark(
            on=date(2026, 6, 14),
            number="（第14天）",
            size=4_120,
            root="5a" * 32,
            digits="04127 73011 89554 02261 00987 34566 10295 40873",
            address=f"https://qinglan.example/verify/2026-06-14/{'e5' * 32}",
        ),
    )
