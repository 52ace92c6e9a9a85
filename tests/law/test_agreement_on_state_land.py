"""State land, the way of an agreement from listing to the closed file, money and exchange."""

from __future__ import annotations

import pytest
from tests.law.walking import SIGNED, Walk, state_land_negotiating

from plumbline.law import stage_of
from plumbline.terms import Regime, Stage


def signed(choice: str, due: int = 1) -> Walk:
    walk = state_land_negotiating()
    assert walk.codes("sl_h_agreement_signed", "2026-03-30", dates={"moving_end": "2026-04-30"}) == [
        "policy_computed",
        "signatory_entitled",
        "agreement_effective",
    ]
    # The policy computes the sum before anybody signs: what is due stands from that moment.
    walk.holds("policy_computed").knows(household__due_before_moving=due, household__due_to_date=due)
    return walk.does(
        "sl_h_agreement_signed",
        "2026-03-30",
        dates={"moving_end": "2026-04-30"},
        facts={**SIGNED, "choice": choice, "agreement.transition_months": 24},
        conditions=("signatory_entitled",),
    )


def handed_over(walk: Walk) -> Walk:
    walk.does("sl_h_vacated", "2026-04-10", conditions=("own_accord",))
    walk.does("sl_h_handed_over", "2026-04-11")
    return walk


def demolished(walk: Walk) -> Walk:
    # Filed on 2026-04-13, 15 days end on Tuesday the 28th; works from the 29th.
    walk.records("sl_demolition_filed", "2026-04-13")
    return walk.opens_on(
        "sl_h_demolished", "2026-04-29", before="2026-04-28", shut_by="elapsed(sl_demolition_filed)"
    )


def closed(walk: Walk) -> Walk:
    walk.does("sl_household_compensation_published", "2026-05-06")
    walk.does("sl_h_title_settled", "2026-05-06")
    return walk.does("sl_h_file_closed", "2026-05-07")


def stage(walk: Walk) -> Stage:
    return stage_of(Regime.STATE_LAND, walk.household.state, walk.household)


def test_it_walks_a_money_household_from_listing_to_the_closed_file():
    walk = signed("money", due=30_000_000)
    assert (walk.household.state, stage(walk)) == ("agreed", Stage.AGREED)
    walk.does("sl_h_money_paid", "2026-04-02").knows(household__paid_before_moving=24_000_000)
    # 80 % of what is due: not compensated, and every way out is shut by it alone.
    assert walk.codes("sl_h_vacated", "2026-04-10", conditions=("own_accord",)) == ["compensated"]
    walk.knows(household__paid_before_moving=30_000_000).moves(None, "2026-04-09")
    assert stage(walk) == Stage.COMPENSATED
    walk = demolished(handed_over(walk))
    assert (walk.household.state, stage(walk)) == ("demolished", Stage.DEMOLISHED)
    walk.knows(household__paid_to_date=30_000_000)
    walk.moves(None, "2026-04-30")
    assert (walk.household.state, stage(walk)) == ("resettled", Stage.DEMOLISHED)
    assert stage(closed(walk)) == Stage.CLOSED


def test_it_walks_an_exchange_household_through_its_dwelling():
    walk = signed("exchange", due=2_000_000)
    walk.does("sl_h_money_paid", "2026-04-02", facts={"household.moving_fee_paid": True})
    walk.knows(household__paid_before_moving=2_000_000).moves(None, "2026-04-02")
    assert walk.household.state == "agreed"
    # A dwelling identified by location and area, and one month of the allowance in advance.
    walk.does(
        "sl_h_exchange_secured",
        "2026-04-03",
        facts={"household.dwelling_identified": True},
        conditions=("transition_advance_paid",),
    )
    assert walk.household.state == "compensated"
    walk = demolished(handed_over(walk))
    assert walk.codes("sl_h_file_closed", "2026-05-07")[0] == "requires(sl_h_title_settled)"
    walk.does("sl_h_exchange_delivered", "2026-04-30")
    assert (walk.household.state, stage(walk)) == ("resettled", Stage.DEMOLISHED)
    assert closed(walk).household.state == "closed"


def test_it_closes_a_file_whose_building_is_kept():
    walk = signed("money").does("sl_h_money_paid", "2026-04-02")
    walk.knows(household__paid_before_moving=1, household__paid_to_date=1).moves(None, "2026-04-02")
    handed_over(walk)
    assert walk.household.state == "resettled"
    walk.records("sl_household_compensation_published", "2026-05-06").does("sl_h_title_settled", "2026-05-06")
    assert walk.codes("sl_h_file_closed", "2026-05-07") == [
        "requires(sl_h_demolished)|household.building_kept==true"
    ]
    walk.knows(household__building_kept=True)
    assert walk.codes("sl_h_demolished", "2026-05-07")[0] == "when"
    assert walk.does("sl_h_file_closed", "2026-05-07").household.state == "closed"


def test_it_keeps_a_file_open_while_anything_is_owed():
    walk = signed("money").does("sl_h_money_paid", "2026-04-02")
    walk.knows(household__paid_before_moving=1, household__paid_to_date=1).moves(None, "2026-04-02")
    demolished(handed_over(walk)).knows(household__open_amount=1)
    walk.records("sl_household_compensation_published", "2026-05-06").does("sl_h_title_settled", "2026-05-06")
    assert walk.codes("sl_h_file_closed", "2026-05-07") == ["no_open_obligation"]
    walk.knows(household__open_amount=0)
    assert walk.codes("sl_h_file_closed", "2026-05-07") == []


def test_it_keeps_a_household_in_negotiation_until_the_signing_period_opens():
    walk = state_land_negotiating()
    assert walk.household.state == "negotiating"
    # Before the period opens the household stands at report_served, from where no agreement leads on.
    early = Walk(Regime.STATE_LAND)
    early.household = type(walk.household)(early.project, state="report_served")
    assert "state(report_served)" in early.codes(
        "sl_h_agreement_signed", "2026-03-30", dates={"moving_end": "2026-04-30"}
    )


def test_it_counts_resettled_as_handed_over_until_demolition_is_recorded():
    walk = signed("money")
    walk.does("sl_h_money_paid", "2026-04-02").knows(household__paid_before_moving=1).moves(
        None, "2026-04-02"
    )
    handed_over(walk).knows(household__paid_to_date=1).moves(None, "2026-04-12")
    assert (walk.household.state, stage(walk)) == ("resettled", Stage.HANDED_OVER)
    demolished(walk)
    assert (walk.household.state, stage(walk)) == ("resettled", Stage.DEMOLISHED)


@pytest.mark.parametrize(
    "state", ["decision_requested", "decided", "decision_served", "demanded", "court_granted"]
)
def test_it_counts_a_household_under_a_decision_as_decided_until_compensated(state):
    walk = signed("money")
    assert stage_of(Regime.STATE_LAND, state, walk.household) == Stage.DECIDED
    walk.knows(household__paid_before_moving=1)
    assert stage_of(Regime.STATE_LAND, state, walk.household) == Stage.COMPENSATED
