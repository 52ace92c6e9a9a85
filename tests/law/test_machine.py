"""A state machine drives projects and households of both regimes at random: no unlawful state is ever reached.

Hypothesis chooses the regime, the household and every move, and shrinks what it finds. What holds is written
in `lawful`, apart from the tables. More steps are driven in tests/soak/test_law_machine.py.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.law.driving import Drive
from tests.law.mutants import needs_gone

from plumbline.law import load_procedure
from plumbline.terms import Regime

pytestmark = pytest.mark.long

PROCEDURE = load_procedure()
# A record stands for each state that says an act was done.
RESTS_ON = {
    "agreed": ("h_agreement_signed",),
    "decided": ("h_compensation_decision", "h_decision_made"),
    "decision_served": ("h_decision_served",),
    "vacated": ("h_vacated", "h_enforced"),
    "handed_over": ("h_handed_over",),
    "demolished": ("h_demolished",),
    "court_applied": ("h_court_applied",),
    "court_granted": ("h_court_granted",),
    "closed": ("h_file_closed",),
}


class Campaign(RuleBasedStateMachine):
    """One project and one household; each rule is one move of the driver."""

    drive: Drive

    @initialize(regime=st.sampled_from(Regime), seed=st.integers(0, 2**32))
    def begins(self, regime, seed):
        self.drive = Drive(regime, seed)

    @rule(kind=st.integers(0, 6))
    def moves(self, kind):
        self.drive.turn(kind)

    @invariant()
    def rests_on_what_was_recorded(self):
        state, law = self.drive.household.state, self.drive.law
        asked = RESTS_ON.get(state)
        assert asked is None or any(law + step in self.drive.household.records for step in asked), state

    @invariant()
    def keeps_its_days_in_order(self):
        assert all(record.on <= self.drive.today for record in self.drive.household.records.values())

    def teardown(self):
        # Whatever was reached explains itself: something is open, or every step that waits says why.
        there = self.drive.asked(household=True)
        assert there.open or all(row.reasons for row in there.waiting)
        for row in there.waiting:
            assert all(reason.message.zh and reason.message.en and reason.rule for reason in row.reasons)


TestCampaign = Campaign.TestCase
TestCampaign.settings = settings(
    max_examples=40,
    stateful_step_count=250,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def drive_on(regime, seeds, turns, procedure=PROCEDURE):
    """Drive so many households so far; returns every step that was recorded."""
    taken = set()
    for seed in seeds:
        drive = Drive(regime, seed, procedure)
        for _ in range(turns):
            drive.turn(drive.rng.randrange(7))
        taken.update(drive.done)
    return taken


def test_it_would_notice_a_need_that_is_gone():
    # The driver finds the way round as soon as there is one: its sentences are not true of themselves.
    gone = next(
        m
        for m in needs_gone(PROCEDURE)
        if (m.row, m.says) == ("cl_plan_drafted", "elapsed(cl_pre_announcement)")
    )
    with pytest.raises(AssertionError, match="ten working days of notice"):
        drive_on(Regime.COLLECTIVE_LAND, range(60), 150, gone.without)
