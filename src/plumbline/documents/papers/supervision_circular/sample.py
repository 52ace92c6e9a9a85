"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.sample_matter import MATTER
from plumbline.documents.papers.supervision_circular import SupervisionCircularValues
from plumbline.terms import Regime


def sample(_regime: Regime) -> SupervisionCircularValues:
    """A case that a small bureau left lying, after its reminder."""
    return SupervisionCircularValues(
        **MATTER,
        number="青征指督〔2026〕9号",
        on=date(2026, 6, 22),
        reasons="经提醒仍未答复，申辩期内没有说明原因",
        demand="三日内答复，并报送办理情况",
        scope="各牵头单位、包保单位",
        sealed=date(2026, 6, 21),
        statement="提醒单于2026年6月15日送达，申辩期内没有说明",
    )
