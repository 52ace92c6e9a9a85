"""Plans: the committed files, small ones by hand, and what holds for every campaign."""

from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.planning.small import committed, day_of, generated, households, planned, small

from plumbline.planning import check, finish_bound, solve
from plumbline.terms import Refused


def test_the_tiny_campaign_is_planned_at_its_bound():
    plan = planned(committed("tiny"))
    # The shop: survey 1, notice 9, appraisal 9, notice 15, sign 16, pay 17, move 17 + 5 + 4 = 26; its block on 27.
    assert (plan.objective.overdue, plan.objective.finish, plan.bound.finish) == (0, 27, 27)
    assert plan.status == "optimal"
    assert plan.meets_deadline
    assert check(committed("tiny"), plan) == ()


def test_three_projects_miss_the_deadline_by_five_days_and_it_is_proved():
    plan = planned(committed("three-projects"))
    assert (plan.objective.overdue, plan.bound.overdue) == (5, 5)
    assert (plan.objective.finish, plan.bound.finish) == (48, 48)
    assert plan.deadline_is_impossible
    assert check(committed("three-projects"), plan) == ()


def test_an_impossible_deadline_is_proved_and_the_best_plan_made_all_the_same():
    plan = planned(committed("infeasible"))
    # 60 households each at least 13 days late are 780 by law alone; with the teams there are it is 1,102.
    assert (plan.objective.overdue, plan.bound.overdue) == (1102, 1102)
    assert plan.objective.finish <= 75
    assert plan.bound.finish == 67
    assert check(committed("infeasible"), plan) == ()


def test_the_household_with_the_smallest_slack_goes_first():
    # One team surveys one shop or two flats a day. The shop must be surveyed on day 1 to make day 12; the flats can
    # wait until day 4. On day 1 the shop, on day 2 the flats.
    plan = planned(small())
    assert [day_of(plan, who, "survey") for who in ("wang", "zhang", "li")] == [1, 2, 2]
    assert plan.meets_deadline


def test_demolition_waits_for_the_last_household_and_key_parcels_go_first():
    # B1 (a key parcel, two crews): flats hand over on day 10, so it comes down on 11 and 12. B2: the shop hands over on 12, down on 13.
    plan = planned(small())
    assert [(b.block, b.start, b.end, b.crews) for b in plan.blocks] == [("B1", 11, 12, 2), ("B2", 13, 13, 1)]


def test_a_stage_waits_for_a_day_on_which_its_team_works():
    # Hand-over is closed at weekends: day 13 is a Saturday, so a survey on day 5 leads to hand-over on Monday 15.
    def closed(doc):
        doc["resources"][1]["off"] = "nonworking"
        households(["li", "B1", "flat", 0, None, 5])(doc)

    assert day_of(planned(small(closed)), "li", "handover") == 15


def test_a_change_of_teams_counts_on_its_days():
    # Nobody surveys on days 1 to 3.
    plan = planned(small(lambda d: d["resources"][0].update(changes=[[1, 3, 0]])))
    assert min(row.day for row in plan.stages if row.stage == "survey") == 4


def test_a_replan_plans_nothing_before_its_first_day():
    plan = planned(small(lambda d: d["calendar"].update(first_day=6)))
    assert min(row.day for row in plan.stages) == 6


def test_a_block_with_nothing_to_demolish_is_done_at_its_last_handover():
    plan = planned(small(lambda d: [row.__setitem__(2, 0) for row in d["blocks"]["rows"]]))
    assert plan.blocks == ()
    assert plan.objective.finish == 12  # the shop's hand-over


def test_a_campaign_with_everything_done_is_empty_and_optimal():
    done = small(
        lambda d: [
            households(["li", "B1", "flat", 3, 0, None])(d),
            [r.__setitem__(2, 0) for r in d["blocks"]["rows"]],
        ]
    )
    plan = planned(done)
    assert (plan.stages, plan.blocks, plan.status) == ((), (), "optimal")
    assert check(done, plan) == ()


def test_without_room_before_the_horizon_it_refuses_and_names_the_household():
    refused = solve(small(lambda d: d["calendar"].update(horizon=11)), time_limit=5, workers=1)
    assert isinstance(refused, Refused)
    [reason] = refused.reasons
    assert reason.code == "no_room_before_horizon"
    assert "wang" in reason.message.zh
    assert reason.remedy.en


def test_the_number_of_threads_may_change_from_one_plan_to_the_next():
    two, one = (solve(small(lambda d: None), time_limit=30, workers=workers) for workers in (2, 1))
    assert (one.objective, one.bound) == (two.objective, two.bound)


def test_the_same_arguments_give_the_same_plan():
    assert planned(committed("tiny"), seed=3) == planned(committed("tiny"), seed=3)


def test_without_the_solver_it_still_plans_and_claims_less(monkeypatch):
    monkeypatch.setattr(import_module("plumbline.planning.solve"), "is_available", lambda: False)
    campaign = committed("infeasible")
    plan = planned(campaign)
    assert check(campaign, plan) == ()
    assert 780 <= plan.bound.overdue < 1102  # what the law alone makes late, without the teams
    assert plan.deadline_is_impossible


@pytest.mark.parametrize("seed", range(4))
def test_with_one_kind_of_household_the_plan_is_the_bound(seed):
    # First come, first served is optimal for one class: overdue and hand-over equal the relaxation's.
    campaign = generated(
        households=90, projects=1, seed=seed, homogeneous=True, late=0, deadline=24, block_mean=12
    )
    plan = planned(campaign)
    assert plan.objective.overdue == plan.bound.overdue
    assert check(campaign, plan) == ()


CAMPAIGNS = st.fixed_dictionaries(
    {
        "households": st.integers(1, 25),
        "projects": st.integers(1, 3),
        "seed": st.integers(0, 10_000),
        "deadline": st.integers(15, 45),
        "tightness": st.sampled_from([0.7, 1.0, 1.4]),
        "progress": st.sampled_from([0.0, 0.3, 1.0]),
        "late": st.sampled_from([0.0, 0.3]),
        "decided": st.booleans(),
        "dedicated": st.booleans(),
        "block_mean": st.integers(3, 9),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CAMPAIGNS)
def test_every_plan_passes_the_checker_and_keeps_its_bounds(options):
    campaign = generated(
        **(options | {"projects": min(options["projects"], options["households"])}), horizon=400
    )
    plan = planned(campaign, time_limit=2.0)
    # The checker also compares every bound with the figure that it reckons itself.
    assert check(campaign, plan) == ()
    assert finish_bound(campaign).day <= plan.objective.finish
