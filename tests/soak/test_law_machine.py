"""More of the random drive of tests/law/test_machine.py, and proof that its sentences notice what is gone."""

from __future__ import annotations

import pytest
from tests.law.mutants import needs_gone
from tests.law.test_machine import PROCEDURE, drive_on

from plumbline.terms import Regime

RARE = {"sl_hearing", "cl_hearing", "sl_executive_meeting", "cl_tract_plan_approved"}
"""Steps of cases that the driver does not bring about: objections of many, a tract to be developed."""


@pytest.mark.parametrize("regime", list(Regime))
def test_it_takes_every_step_and_reaches_nothing_unlawful(regime):
    taken = drive_on(regime, range(1_000, 1_150), 500)
    every = {step.id for step in PROCEDURE.steps.values() if step.regime is regime}
    assert every - taken <= RARE


@pytest.mark.parametrize(
    ("step", "need", "sentence"),
    [
        ("sl_h_vacated", "compensated", "before compensation is given"),
        ("sl_h_demolished", "building_has_no_remaining_occupied_unit", "nobody lives in the building"),
        (
            "sl_h_file_closed",
            "no_open_obligation",
            "nothing is owed|no grievance|no suit runs|no reconsideration runs",
        ),
        ("cl_taking_approved", "funds_in_full", "the funds are there in full"),
        ("cl_h_vacated", "compensated", "before compensation is given"),
    ],
)
def test_it_would_notice_a_need_that_is_gone(step, need, sentence):
    gone = next(m for m in needs_gone(PROCEDURE) if (m.row, m.says) == (step, need))
    with pytest.raises(AssertionError, match=sentence):
        drive_on(PROCEDURE.steps[step].regime, range(300), 400, gone.without)
