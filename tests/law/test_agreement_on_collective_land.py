"""Collective land, from the preliminary announcement to the closed file, money and a dwelling."""

from __future__ import annotations

from tests.law.walking import CALENDAR, PROCEDURE, Walk, day

from plumbline.law import fact, stage_of
from plumbline.terms import Regime, Stage

BEFORE_APPROVAL = {"agreement.state": "pending_approval"}


def stage(walk: Walk) -> Stage:
    return stage_of(Regime.COLLECTIVE_LAND, walk.household.state, walk.household)


def to_determined_plan() -> Walk:
    """A taking for a road, up to the plan as determined, each gate on its first open day."""
    walk = Walk(Regime.COLLECTIVE_LAND)
    walk.does("cl_public_interest_basis", "2026-02-05", facts={"project.basis": "lam_45_2"})
    walk.does("cl_pre_announcement", "2026-02-10")
    walk.does("cl_h_listed", "2026-02-10")
    walk.does("cl_land_survey", "2026-02-12", dates={"survey_ended": "2026-02-12"})
    walk.does(
        "cl_h_surveyed",
        "2026-02-12",
        facts={"household.has_rural_home": True, "household.has_buildings": True},
    )
    # Displayed on 2026-02-24: 7 days end on Tuesday March 3; confirmed from the 4th.
    walk.enters("cl_h_facts_confirmed.displayed", "2026-02-24")
    walk.opens_on(
        "cl_h_facts_confirmed",
        "2026-03-04",
        before="2026-03-03",
        shut_by="elapsed(cl_h_facts_confirmed.displayed)",
    )
    assert stage(walk) == Stage.PUBLISHED
    walk.does("cl_stability_risk_assessment", "2026-02-13")
    # Ten working days after 2026-02-10 end on Monday March 2.
    walk.opens_on(
        "cl_plan_drafted", "2026-03-03", before="2026-03-02", shut_by="elapsed(cl_pre_announcement)"
    )
    walk.does("cl_plan_announced", "2026-03-04", facts={"plan.registration_days": 30})
    # 30 days end on Friday April 3.
    walk.opens_on(
        "cl_comments_recorded", "2026-04-04", before="2026-04-03", shut_by="elapsed(cl_plan_announced)"
    )
    walk.enters("cl_compensation_registration.opened", "2026-03-05")
    walk.does("cl_compensation_registration", "2026-04-04")
    walk.does("cl_h_registered", "2026-04-04")
    walk.does("cl_plan_determined", "2026-04-10", dates={"agreement_deadline": "2026-05-29"})
    assert (walk.household.state, stage(walk)) == ("negotiating", Stage.VALUED)
    return walk


def signed(choice: str) -> Walk:
    walk = to_determined_plan()
    need = walk.codes("cl_h_agreement_signed", "2026-04-20", dates={"moving_end": "2026-09-30"})
    assert need[:3] == ["requires(cl_h_choice_offered)", "policy_computed", "signatory_entitled"]
    walk.does("cl_h_choice_offered", "2026-04-13")
    walk.holds("policy_computed").knows(household__due_before_moving=100, household__due_to_date=100)
    walk.does(
        "cl_h_agreement_signed",
        "2026-04-20",
        dates={"moving_end": "2026-09-30"},
        facts={**BEFORE_APPROVAL, "choice": choice, "agreement.transition_months": 24},
        conditions=("signatory_entitled",),
    )
    assert (walk.household.state, stage(walk)) == ("agreed_pending_approval", Stage.AGREED)
    return walk


def approved(walk: Walk) -> Walk:
    money = {"project.funds_available": 100, "project.estimate_total": 100}
    walk.does("cl_funds_in_full", "2026-04-25", facts=money)
    walk.does("cl_social_security_reviewed", "2026-04-27")
    walk.does("cl_agreements_signed", "2026-05-20")
    # Nobody is without an agreement, so the statement need not wait for the plan's last day.
    walk.project = type(walk.project)(
        **{f: getattr(walk.project, f) for f in walk.project.__slots__ if f != "households_done"},
        households_done={"cl_h_agreement_signed": 1},
    )
    walk.does("cl_unsigned_stated", "2026-05-21", facts={"project.unsigned_stated": 0})
    walk.does("cl_application_submitted", "2026-05-25")
    walk.does("cl_taking_approved", "2026-07-10", facts={"project.taking_state": "in_force"})
    walk.enters("cl_taking_approved.received", "2026-07-14")
    assert walk.household.state == "agreed_pending_approval"
    walk.does("cl_taking_announced", "2026-07-20")
    assert (walk.household.state, stage(walk)) == ("agreed", Stage.AGREED)
    return walk


def cleared(walk: Walk) -> Walk:
    walk.does("cl_h_vacated", "2026-08-10", conditions=("own_accord",))
    walk.does("cl_h_handed_over", "2026-08-11")
    # Filed on 2026-08-12; 15 days end on Thursday the 27th.
    walk.does("cl_demolition_filed", "2026-08-12")
    walk.opens_on(
        "cl_h_demolished", "2026-08-28", before="2026-08-27", shut_by="elapsed(cl_demolition_filed)"
    )
    return walk


def closed(walk: Walk) -> Walk:
    walk.does("cl_h_title_settled", "2026-09-01")
    walk.does("cl_h_social_security_confirmed", "2026-09-01", facts={"household.social_security_persons": 2})
    assert walk.codes("cl_h_file_closed", "2026-09-02") == ["social_security_in_place"]
    walk.knows(track__social_security="in_force")
    return walk.does("cl_h_file_closed", "2026-09-02")


def test_it_walks_a_money_household_from_listing_to_the_closed_file():
    walk = approved(signed("money"))
    walk.does("cl_h_money_paid", "2026-07-21").knows(household__paid_before_moving=99)
    assert walk.codes("cl_h_vacated", "2026-08-10", conditions=("own_accord",)) == ["compensated"]
    walk.knows(household__paid_before_moving=100, household__paid_to_date=100).moves(None, "2026-08-01")
    assert stage(walk) == Stage.COMPENSATED
    walk = cleared(walk)
    assert (walk.household.state, stage(walk)) == ("resettled", Stage.DEMOLISHED)
    assert stage(closed(walk)) == Stage.CLOSED


def test_it_walks_a_household_that_chose_a_dwelling():
    walk = approved(signed("resettlement_dwelling"))
    walk.does("cl_h_money_paid", "2026-07-21", facts={"household.moving_fee_paid": True})
    walk.knows(household__paid_before_moving=100).moves(None, "2026-07-21")
    assert walk.household.state == "agreed"
    walk.does(
        "cl_h_resettlement_secured",
        "2026-07-22",
        facts={"household.dwelling_identified": True, "household.transitional_dwelling": True},
    )
    assert walk.household.state == "compensated"
    walk = cleared(walk)
    assert (walk.household.state, stage(walk)) == ("demolished", Stage.DEMOLISHED)
    walk.does("cl_h_resettled", "2026-08-30")
    assert closed(walk).household.state == "closed"


def test_it_closes_a_household_without_a_home_with_money_alone():
    walk = signed("money").knows(household__has_rural_home=False, household__has_buildings=False)
    walk = approved(walk).does("cl_h_money_paid", "2026-07-21")
    walk.knows(household__paid_before_moving=100).moves(None, "2026-07-21")
    walk.does("cl_h_vacated", "2026-08-10", conditions=("own_accord",)).does("cl_h_handed_over", "2026-08-11")
    # Nothing to resettle and nothing to take down.
    assert walk.household.state == "resettled"
    assert walk.codes("cl_h_demolished", "2026-09-01")[0] == "when"
    assert closed(walk).household.state == "closed"


def test_it_keeps_an_agreement_without_force_until_the_taking_is_announced():
    walk = signed("money").knows(agreement__state="in_force")
    # Written down as in force before the announcement, it waits all the same.
    before = fact(PROCEDURE, CALENDAR, walk.household, "agreement.state", day("2026-05-01"))
    assert before == "pending_approval"
    walk = approved(walk)
    assert fact(PROCEDURE, CALENDAR, walk.household, "agreement.state", day("2026-07-20")) == "in_force"


def test_it_states_an_unsigned_household_only_after_the_plans_last_day():
    walk = to_determined_plan().records("cl_unsigned_stated", "2026-05-29")
    assert walk.household.state == "negotiating"
    walk.moves(None, "2026-05-30")
    assert (walk.household.state, stage(walk)) == ("unsigned_stated", Stage.VALUED)


def test_it_lets_an_unregistered_household_negotiate_when_registration_is_over():
    # Registration opened on 2026-03-05 for 30 days: to Saturday April 4, a rest day to the 6th, rolled to the 7th.
    walk = to_determined_plan()
    walk.household = type(walk.household)(
        walk.project, records=walk.household.records, facts=walk.household.facts, state="facts_confirmed"
    )
    assert walk.moves(None, "2026-04-07").household.state == "facts_confirmed"
    assert walk.moves(None, "2026-04-08").household.state == "negotiating"
