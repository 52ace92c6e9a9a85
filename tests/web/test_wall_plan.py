"""The live campaign as a planning problem: lawful, from the facts, and kept as what the wall measures by."""

from datetime import date

import pytest
from tests.web.wall_fixtures import give_teams, keep_plan

from plumbline import planning
from plumbline.store.live_plan import MOVING_DAYS, make_plan, plan_of_day, planning_document
from plumbline.store.models import HouseholdRow, PlanRow
from plumbline.store.reading.planned import clean_days, newest_plan
from plumbline.store.writing import writer
from plumbline.terms import Refused

TODAY = date(2026, 5, 22)


@pytest.fixture
def statement(office):
    """The small office as the planner reads it."""
    give_teams()
    with writer() as opened:
        return planning.parse_campaign(planning_document(opened, TODAY))


def test_it_reads_how_far_each_household_is(statement):
    done = {household.id: household.stages_done for household in statement.households}
    route = [stage.id for stage in statement.procedures["qiao"].stages]
    assert route[-3:] == ["sl_h_money_paid", "sl_h_vacated", "sl_h_handed_over"]
    # 张 and 何 signed, 刘 is paid too, the others have still to sign.
    assert [route[done[id] - 1] for id in ("桥东-0001", "桥西-0004", "桥西-0005")] == [
        "sl_h_agreement_signed",
        "sl_h_money_paid",
        "sl_h_agreement_signed",
    ]
    assert route[done["桥西-0006"]] == "sl_h_agreement_signed"


def test_the_plan_is_lawful_by_the_planners_own_check(statement):
    plan = planning.solve(statement, time_limit=5)
    assert planning.check(statement, plan) == ()


def test_it_plans_nothing_into_the_past_and_leaves_time_to_move(office):
    keep_plan()
    dates = PlanRow.objects.get().dates
    for steps in dates.values():
        assert all(days[1] is None or days[1] >= TODAY.isoformat() for days in steps.values())
    paid, vacated = (
        date.fromisoformat(dates["桥东-0001"][f"sl_h_{s}"][1]) for s in ("money_paid", "vacated")
    )
    assert (vacated - paid).days >= MOVING_DAYS["home"]


def test_a_household_whose_owner_is_unclear_waits_without_a_date(office):
    give_teams()
    row = HouseholdRow.objects.get(pk="桥西-0006")
    row.data["law"]["track.title"] = "disputed"
    row.save()
    keep_plan()
    kept = newest_plan()
    assert kept.waiting == {"桥西-0006"}
    assert "桥西-0006" not in kept.hand_over
    # Her block cannot come down either, so its other households have no day of demolition.
    assert set(kept.clean) == {"桥东-0001", "桥东-0002", "桥东-0003"}


def test_the_projects_land_is_clean_when_its_last_block_is_down(office):
    keep_plan()
    kept = newest_plan()
    assert clean_days(kept) == {"qiao": max(kept.clean.values())}
    assert max(kept.hand_over.values()) <= max(kept.clean.values())
    assert kept.bound <= kept.finish


def test_it_is_kept_by_the_office_alone(office):
    give_teams()
    refused = make_plan(TODAY, person="cheng", post="unit-07-clerk", key="plan")
    assert isinstance(refused, Refused)
    assert refused.reasons[0].code == "permission:role"
    assert not PlanRow.objects.exists()


def test_without_teams_it_says_which_are_missing(office):
    with writer() as opened:
        refused = plan_of_day(opened, TODAY)
    assert isinstance(refused, Refused)
    assert "signing" in refused.reasons[0].fact
    assert "teams" in refused.reasons[0].remedy.zh
