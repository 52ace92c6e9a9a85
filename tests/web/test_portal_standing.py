"""What a household without an agreement reads of itself: true to its state, and never a threat."""

from dataclasses import replace
from datetime import date

import pytest


@pytest.fixture
def unsigned(office):
    """A household that has not signed, in a state of one's choice."""
    from plumbline.store.reading.households import file_of

    found = file_of("桥东-0002").household

    def made(state: str, stage: str, decision: str = "in_force", **changed: object):
        law = {**found.law, "decision.state": decision}
        return replace(found, state=state, stage=stage, law=law, **changed)

    return made


def said(household) -> str:
    from plumbline.web.portal.standing import where_of

    return where_of(household).zh


def protected(household) -> str:
    from plumbline.web.portal.standing import protections_of

    return "".join(one.zh for one in protections_of(household))


def test_a_decision_that_is_only_asked_for_is_not_called_made(unsigned):
    household = unsigned("decision_requested", "decided", decision="none")
    assert "决定还没有作出" in said(household)
    assert "仍可以协商签约" in said(household)


def test_a_decision_that_has_fallen_is_said_to_count_no_more(unsigned):
    assert "不再作数" in said(unsigned("decision_requested", "decided", decision="set_aside"))
    assert "不再作数" not in said(unsigned("decision_served", "decided"))


def test_whoever_is_compensated_by_decision_reads_of_no_agreement(unsigned):
    household = unsigned("decision_served", "compensated")
    assert "约定" not in said(household)
    assert "提存" in said(household)
    assert "复议或者起诉" in said(household)


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        ("negotiating", "valued"),
        ("decision_served", "decided"),
        ("decision_served", "compensated"),
        ("demanded", "decided"),
        ("court_applied", "compensated"),
    ],
)
def test_without_an_agreement_only_a_court_may_order_to_move(unsigned, state, stage):
    assert "强制搬迁只有法院才能裁定" in protected(unsigned(state, stage))


def test_once_moved_out_nothing_is_said_of_courts(unsigned):
    assert "法院" not in protected(unsigned("vacated", "vacated"))


def test_every_state_of_the_law_without_an_agreement_has_words_of_its_own():
    from plumbline import law
    from plumbline.terms import Regime
    from plumbline.web.portal.standing import _BY_STATE

    states = {s for r in Regime for s in law.load_procedure().regimes[r].lifecycle.states}
    # All that lies between the agreement and the moving, but the agreement's own states.
    between = {s for s in states if s.startswith(("decision", "court", "remedies", "demanded", "ordered"))}
    assert between | {"decided", "performance_decided"} == _BY_STATE.keys()


def test_the_time_for_asking_a_court_is_no_debt_to_the_household(office, monkeypatch):
    from plumbline import campaign, law
    from plumbline.store.reading.households import file_of
    from plumbline.store.reading.sealed import the_office
    from plumbline.terms import Text
    from plumbline.web.portal.running import owed_of

    rules, file = campaign.rules_of(the_office()), file_of("桥东-0002")
    last = law.LastDay(date(2026, 9, 30), date(2026, 9, 30))

    def deadline(step: str) -> law.Deadline:
        return law.Deadline(step, last, "authority", "R590 28", None, overdue=False)

    standing = law.Standing(
        (), (), (), (), (deadline("sl_h_court_applied"), deadline("sl_h_money_paid")), (), ()
    )
    owed = owed_of(rules, standing, file.project, file.household, date(2026, 5, 22))
    assert [one.title for one in owed] == [Text("支付货币补偿", "money compensation paid")]


def test_a_deposit_whose_decision_has_fallen_makes_nobody_a_debtor(unsigned):
    # 280,781.08 lie with the notary; the decision that booked them has been quashed, so nothing is booked.
    from plumbline.web.portal.money import own_money

    order = {"fen": 28_078_108, "deposit": True, "paid_on": "2025-07-02", "lines": [], "seq": 1}
    household = unsigned(
        "decision_requested", "decided", "set_aside",
        account="due", booked={}, settled={"A11": 28_078_108}, orders={"1": order},
    )  # fmt: skip
    money = own_money(household)
    assert (money.paid, money.deposited, money.open, money.owed) == (0, 28_078_108, 0, 0)


def test_the_difference_to_a_dearer_flat_is_owed_by_the_household(unsigned):
    from plumbline.web.portal.money import own_money

    money = own_money(
        unsigned("agreed", "agreed", account="owed", booked={"A23": -500_000}, settled={}, orders={})
    )
    assert (money.owed, money.open) == (500_000, 0)
