"""Dispatch orders: signed for, answered with evidence, closed by a second person, or withdrawn with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.campaign.test_consultations import DAY, DECISION, MEETING, opened
from tests.store.playing import Campaign, MemoryDoor, open_campaign
from tests.store.script import documents, instant
from tests.store.town import STATE, VILLAGE

from plumbline.campaign import (
    COMMANDS,
    OPEN_ORDERS,
    Context,
    MemoryState,
    Post,
    decide,
    evolve,
    office_json,
    rules_of,
)
from plumbline.terms import Refused

PAPER = documents(instant(DAY).date(), "service_receipt")
ANSWER = {"order": 1, "text": "已核对 12 户", "evidence": PAPER}
CLOSING = {"order": 1, "note": "核对表齐全", "evidence": PAPER}


@pytest.fixture
def ordered(campaign):
    """One order, given to the clerk of unit 07."""
    opened(campaign)
    campaign.does("吴", "DecideInConsultation", DAY, **DECISION)
    return campaign


def state_of(campaign: Any, order: int = 1) -> str:
    return campaign.door.state.office().dispatches[str(order)]["state"]


def test_it_goes_from_issue_to_its_end_by_three_hands(ordered):
    ordered.does("程", "SignForDispatch", DAY, order=1)
    ordered.does("程", "AnswerDispatch", DAY, **ANSWER)
    assert state_of(ordered) == "answered"
    ordered.does("石", "CloseDispatch", DAY, **CLOSING)
    assert state_of(ordered) == "closed"


def test_it_may_be_done_by_the_head_of_the_unit_in_the_clerks_stead(ordered):
    ordered.does("方", "SignForDispatch", DAY, order=1)
    ordered.does("方", "AnswerDispatch", DAY, **ANSWER)


def test_it_is_nobody_elses(ordered):
    for who in ("勇", "陈", "吴"):
        assert list(ordered.refusal(who, "SignForDispatch", DAY, order=1)) == ["order:addressee"]


def test_it_passes_to_the_unit_when_the_post_is_not_held_any_more(campaign):
    # 周 held his post until 31 December; from then on whoever else is of the unit acts.
    opened(campaign)
    campaign.does(
        "吴", "DecideInConsultation", DAY, **{**DECISION, "addressee": "old-clerk", "due_on": "2026-01-10"}
    )
    assert list(campaign.refusal("程", "SignForDispatch", "2025-11-30T18:00", order=1)) == ["order:addressee"]
    campaign.waiting = []  # what the offices do meanwhile is another story
    campaign.does("程", "SignForDispatch", "2026-01-02T09:00", order=1)


@pytest.mark.parametrize(
    ("who", "command", "fields", "code"),
    [
        ("程", "AnswerDispatch", ANSWER, "order:state"),  # first it is signed for
        ("石", "CloseDispatch", CLOSING, "order:state"),  # nothing is answered yet
        ("石", "SendBackDispatch", {"order": 1, "note": "缺表"}, "order:state"),
        ("程", "SignForDispatch", {"order": 9}, "order:unknown"),
        ("吴", "WithdrawDispatch", {"order": 1, "reason": " "}, "order:reason"),
        ("程", "WithdrawDispatch", {"order": 1, "reason": "办不了"}, "permission:role"),
        ("石", "WithdrawDispatch", {"order": 1, "reason": "不办"}, "permission:role"),
    ],
)
def test_it_takes_no_act_out_of_its_turn(ordered, who, command, fields, code):
    assert list(ordered.refusal(who, command, DAY, **fields)) == [code]


def test_it_is_answered_with_words_and_a_paper(ordered):
    ordered.does("程", "SignForDispatch", DAY, order=1)
    bare = ordered.refusal("程", "AnswerDispatch", DAY, order=1, text="")
    assert list(bare) == ["order:text", "order:evidence"]


def test_it_is_closed_by_a_second_person_who_has_seen_a_paper(ordered):
    ordered.does("程", "SignForDispatch", DAY, order=1)
    ordered.does("程", "AnswerDispatch", DAY, **ANSWER)
    bare = ordered.refusal("石", "CloseDispatch", DAY, order=1, note="")
    assert list(bare) == ["order:note", "order:evidence"]
    # 程 may not close at all; that she answered is told by her role already.
    assert list(ordered.refusal("程", "CloseDispatch", DAY, **CLOSING)) == ["permission:role"]


def test_it_is_not_closed_by_the_office_that_answered_it(campaign):
    # The order goes to the office's own desk: the desk answers, supervision verifies.
    opened(campaign)
    campaign.does("吴", "DecideInConsultation", DAY, **{**DECISION, "addressee": "office-desk"})
    own = campaign.refusal("吴", "WithdrawDispatch", DAY, order=1, reason="不办了")
    assert list(own) == ["order:own_hand"]
    campaign.does("吴", "SignForDispatch", DAY, order=1)
    campaign.does("吴", "AnswerDispatch", DAY, **ANSWER)
    assert list(campaign.refusal("吴", "CloseDispatch", DAY, **CLOSING)) == ["order:second_person"]
    back = {"order": 1, "note": "缺表"}
    assert list(campaign.refusal("吴", "SendBackDispatch", DAY, **back)) == ["order:second_person"]
    campaign.does("石", "CloseDispatch", DAY, **CLOSING)


def test_it_is_answered_anew_when_it_was_sent_back(ordered):
    ordered.does("程", "SignForDispatch", DAY, order=1)
    ordered.does("程", "AnswerDispatch", DAY, **ANSWER)
    assert list(ordered.refusal("石", "SendBackDispatch", DAY, order=1, note="")) == ["order:note"]
    ordered.does("石", "SendBackDispatch", DAY, order=1, note="缺两户")
    assert state_of(ordered) == "signed"
    ordered.does("程", "AnswerDispatch", DAY, **ANSWER)


def test_it_is_looked_after_by_the_branch_of_its_own_project(campaign):
    opened(campaign, project=STATE)
    campaign.does("吴", "DecideInConsultation", DAY, **DECISION)
    branch = Post(
        "branch", "office", "岗", "post", "office", "someone", "2025-01-01", "2026-12-31", (VILLAGE,)
    )
    context = Context(at=instant(DAY), person="someone", post=branch)
    command = COMMANDS["WithdrawDispatch"](order=1, reason="并入", done_at=instant(DAY))
    office = campaign.door.state.office()
    refused = decide(campaign.door.state, command, context, rules_of(office))
    assert [r.code for r in refused.reasons] == ["permission:project"]


def test_it_cannot_be_signed_for_before_it_was_given(ordered):
    early = ordered.refusal("程", "SignForDispatch", "2025-11-29T10:00", entered=DAY, order=1)
    assert list(early) == ["order:before"]


def test_it_stays_as_it_ended(ordered):
    ordered.does("吴", "WithdrawDispatch", DAY, order=1, reason="并入复测")
    for who, command, fields in (
        ("程", "SignForDispatch", {"order": 1}),
        ("程", "AnswerDispatch", ANSWER),
        ("石", "CloseDispatch", CLOSING),
        ("吴", "WithdrawDispatch", {"order": 1, "reason": "再撤"}),
    ):
        assert list(ordered.refusal(who, command, DAY, **fields)) == ["order:state"]


# ---------- any course of meetings and orders ----------
POSTS_OF = {"程": "unit-07-clerk", "吴": "office-desk", "陈": "surveyor"}
ACTORS = ("程", "方", "吴", "陈", "石")
WHO = st.sampled_from(ACTORS)
NUMBERS = st.integers(1, 4)


class Office(RuleBasedStateMachine):
    """Any acts by anybody in any order; what must hold of the records is held after each."""

    opened = MemoryDoor()
    open_campaign(opened)

    def __init__(self) -> None:
        super().__init__()
        self.played = Campaign(self.opened.copy(), script=())
        self.meetings: list[bool] = []  # whether closed
        self.orders: list[str] = []  # states
        self.owners: list[str] = []
        self.answered: dict[int, str] = {}

    def tries(self, who: str, command: str, **fields: Any) -> bool:
        return not isinstance(self.played.gives(who, command, DAY, **fields), Refused)

    def is_in(self, order: int, *states: str) -> bool:
        return order <= len(self.orders) and self.orders[order - 1] in states

    def is_owner(self, who: str, order: int) -> bool:
        return who == self.owners[order - 1] or (who == "方" and self.owners[order - 1] == "程")

    @rule(who=WHO)
    def open(self, who: str) -> None:
        done = self.tries(who, "OpenConsultation", **MEETING)
        assert done is (who == "吴" and all(self.meetings))
        self.meetings += [False] * done

    @rule(owner=st.sampled_from(tuple(POSTS_OF)), number=st.integers(1, 3))
    def decide(self, owner: str, number: int) -> None:
        fields = {**DECISION, "consultation": number, "addressee": POSTS_OF[owner]}
        done = self.tries("吴", "DecideInConsultation", **fields)
        assert done is (number <= len(self.meetings) and not self.meetings[number - 1])
        self.orders += ["issued"] * done
        self.owners += [owner] * done

    @rule(number=st.integers(1, 3))
    def close_meeting(self, number: int) -> None:
        done = self.tries("吴", "CloseConsultation", consultation=number)
        assert done is (number <= len(self.meetings) and not self.meetings[number - 1])
        if done:
            self.meetings[number - 1] = True

    @rule(number=st.integers(1, 3))
    def reopen(self, number: int) -> None:
        done = self.tries("吴", "ReopenConsultation", consultation=number, reason="漏记")
        assert done is (number == len(self.meetings) and self.meetings[-1])
        if done:
            self.meetings[-1] = False

    @rule(who=WHO, order=NUMBERS)
    def sign(self, who: str, order: int) -> None:
        done = self.tries(who, "SignForDispatch", order=order)
        assert done is (self.is_in(order, "issued") and self.is_owner(who, order))
        self.moves(done, order, "signed")

    @rule(who=WHO, order=NUMBERS)
    def answer(self, who: str, order: int) -> None:
        done = self.tries(who, "AnswerDispatch", **{**ANSWER, "order": order})
        assert done is (self.is_in(order, "signed") and self.is_owner(who, order))
        self.moves(done, order, "answered")
        if done:
            self.answered[order] = who

    @rule(who=WHO, order=NUMBERS, back=st.booleans())
    def verify(self, who: str, order: int, back: bool) -> None:
        command = "SendBackDispatch" if back else "CloseDispatch"
        done = self.tries(who, command, order=order, note="已看", evidence=PAPER)
        second = who in ("吴", "石") and self.is_in(order, "answered")
        assert done is (second and who not in (self.answered.get(order), self.owners[order - 1]))
        self.moves(done, order, "signed" if back else "closed")

    @rule(who=WHO, order=NUMBERS)
    def withdraw(self, who: str, order: int) -> None:
        done = self.tries(who, "WithdrawDispatch", order=order, reason="并入")
        assert done is (who == "吴" and self.is_in(order, *OPEN_ORDERS) and self.owners[order - 1] != "吴")
        self.moves(done, order, "withdrawn")

    def moves(self, done: bool, order: int, state: str) -> None:
        if done:
            self.orders[order - 1] = state

    @invariant()
    def it_has_one_order_for_each_decision_and_each_is_where_it_should_be(self) -> None:
        office = self.played.door.state.office()
        assert [o["state"] for o in office.dispatches.values()] == self.orders
        assert sum(m["decisions"] for m in office.consultations.values()) == len(self.orders)
        assert [m["closed"] for m in office.consultations.values()] == self.meetings

    def teardown(self) -> None:
        again = MemoryState()
        for event, stamp in self.played.door.events:
            again.put(*evolve(again, event, stamp))
            again.next_seq = stamp.seq + 1
        assert office_json(again.office()) == office_json(self.played.door.state.office())


TestAnyCourse = Office.TestCase
TestAnyCourse.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
