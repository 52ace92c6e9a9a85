"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.sample_matter import MATTER
from plumbline.documents.papers.supervision_reminder import SupervisionReminderValues
from plumbline.terms import Regime


def sample(_regime: Regime) -> SupervisionReminderValues:
    """A case that a small bureau left lying."""
    return SupervisionReminderValues(
        **MATTER,
        number="青征指督〔2026〕7号",
        on=date(2026, 6, 15),
        reasons="诉求应在6月12日前答复，至今没有答复",
        demand="书面答复并送达，说明超期的原因",
        new_due=date(2026, 6, 19),
    )
