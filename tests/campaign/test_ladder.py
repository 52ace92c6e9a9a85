"""The ladder as a law: whatever is tried, in whatever order, no rung is reached early and no answer is cut short."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.campaign.supervised import PAPER, opening, overdue
from tests.store.playing import Campaign, MemoryDoor, open_campaign

from plumbline.campaign import ANOTHER_ORGANS, OUTCOMES, RUNGS
from plumbline.terms import Refused

ORDER = list(RUNGS)


def left_lying() -> Any:
    """A door at which an enquiry is overdue since Tuesday, 9 December."""
    door = MemoryDoor()
    open_campaign(door)
    overdue(Campaign(door, script=()))
    return door


DOOR = left_lying()
BREACH = f"grievance:{next(iter(DOOR.state.office().grievances))}"


def weekdays(first: date, last: date) -> int:
    """Working days after one day up to another; December 2025 has no holiday."""
    return sum((first + timedelta(days=n)).weekday() < 5 for n in range(1, (last - first).days + 1))


class Ladder(RuleBasedStateMachine):
    """The model knows three things of the standing rung: its place, its delivery, how it was concluded."""

    def __init__(self) -> None:
        super().__init__()
        self.campaign = Campaign(DOOR.copy(), script=())
        self.day = date(2025, 12, 9)
        self.papers: list[dict[str, Any]] = []
        self.is_over = False

    def tries(self, who: str, command: str, **fields: Any) -> bool:
        return not isinstance(self.campaign.gives(who, command, f"{self.day}T10:00", **fields), Refused)

    @rule(days=st.integers(1, 4))
    def waits(self, days):
        self.day = min(self.day + timedelta(days=days), date(2025, 12, 31))

    @rule(rung=st.sampled_from([*ORDER[:3], *ORDER]))
    def opens(self, rung):
        extra = {"organ": "受理机关", "evidence": [PAPER]} if rung in ANOTHER_ORGANS else {}
        if not self.tries("石", "OpenRung", **opening(BREACH, rung, **extra)):
            return
        assert not self.is_over
        assert ORDER.index(rung) == len(self.papers), "one rung after the other"
        if self.papers:
            below = self.papers[-1]
            assert below["outcome"] in ("not_accepted", "unanswered")
            assert weekdays(below["delivered"], self.day) >= 3
            # The last of the three days is the addressee's own: the rung opens on a later day.
            assert weekdays(below["delivered"], self.day - timedelta(days=1)) >= 3
        self.papers.append({"delivered": None, "answered": False, "outcome": ""})

    @rule(itself=st.booleans())
    def delivers(self, itself):
        if self.tries("吴" if itself else "石", "DeliverRung", matter=1, evidence=[PAPER]):
            self.papers[-1]["delivered"] = self.day

    @rule()
    def answers(self):
        if self.tries("吴", "AnswerRung", matter=1, text="说明原因"):
            assert self.papers[-1]["delivered"]
            self.papers[-1]["answered"] = True

    @rule(outcome=st.sampled_from(list(OUTCOMES)))
    def concludes(self, outcome):
        if not self.tries("石", "ConcludeRung", matter=1, outcome=outcome, reasons="结论"):
            return
        paper = self.papers[-1]
        assert paper["delivered"]
        assert paper["answered"] is (outcome != "unanswered")
        if outcome != "accepted":
            assert weekdays(paper["delivered"], self.day - timedelta(days=1)) >= 3
        paper["outcome"], self.is_over = outcome, outcome == "accepted"

    @rule()
    def withdraws(self):
        if self.tries("石", "WithdrawRung", matter=1, reasons="撤销"):
            self.papers.pop()

    @invariant()
    def has_the_papers_that_count(self):
        matter = self.campaign.door.state.office().matters.get("1")
        standing = [r["rung"] for r in matter["rungs"] if r["state"] != "withdrawn"] if matter else []
        assert standing == ORDER[: len(self.papers)]


TestLadder = Ladder.TestCase
TestLadder.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
