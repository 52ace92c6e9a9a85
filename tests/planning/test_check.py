"""The checker: a lawful plan passes, and each rule catches the plan that breaks it."""

from dataclasses import replace

import pytest
from tests.planning.small import days, households, planned, small

from plumbline.planning import BlockDays, StageDay, check


def codes(campaign, plan):
    return {violation.code for violation in check(campaign, plan)}


def moved(plan, household, stage, **change):
    """The plan with one stage changed."""
    rows = tuple(
        replace(row, **change) if (row.household, row.stage) == (household, stage) else row
        for row in plan.stages
    )
    return replace(plan, stages=rows)


def rebuilt(plan, block, **change):
    """The plan with one block changed."""
    return replace(plan, blocks=tuple(replace(b, **change) if b.block == block else b for b in plan.blocks))


@pytest.fixture
def campaign():
    return small()


@pytest.fixture
def plan(campaign):
    # wang: survey 1, notice 8, hand-over 12 · zhang and li: survey 2, notice 9, hand-over 10 · B1 11–12, B2 13.
    return planned(campaign)


def test_a_lawful_plan_passes(campaign, plan):
    assert check(campaign, plan) == ()


BROKEN = [
    ("other_campaign", lambda p: replace(p, campaign="another")),
    ("not_due", lambda p: replace(p, stages=(*p.stages, StageDay("zhou", "survey", 3, "survey", 1)))),
    ("not_due", lambda p: replace(p, stages=(*p.stages, StageDay("li", "picnic", 3, None, None)))),
    ("twice", lambda p: replace(p, stages=(*p.stages, p.stages[0]))),
    ("missing", lambda p: replace(p, stages=p.stages[1:])),
    ("not_due", lambda p: replace(p, blocks=(*p.blocks, BlockDays("B9", 20, 20, 1)))),
    ("twice", lambda p: replace(p, blocks=(*p.blocks, p.blocks[0]))),
    ("missing", lambda p: replace(p, blocks=p.blocks[1:])),
    ("outside", lambda p: moved(p, "wang", "handover", day=61)),  # the horizon is 60
    ("outside", lambda p: moved(p, "wang", "survey", day=0)),
    ("outside", lambda p: rebuilt(p, "B2", start=61, end=61)),
    ("period", lambda p: moved(p, "zhang", "notice", day=8)),  # surveyed on 2: the seventh day is 9
    ("period", lambda p: moved(p, "wang", "handover", day=11)),  # 8 + 1 and three more days: 12
    ("gate", lambda p: moved(p, "wang", "survey", day=0)),  # the decision is of day 0, a day must pass
    ("resource", lambda p: moved(p, "zhang", "survey", resource="handover")),
    ("resource", lambda p: moved(p, "zhang", "notice", resource="survey", team=1)),
    ("team", lambda p: moved(p, "zhang", "notice", team=1)),
    ("team", lambda p: moved(p, "zhang", "survey", team=2)),  # there is one
    ("team", lambda p: moved(p, "zhang", "survey", team=None)),
    ("overload", lambda p: moved(p, "zhang", "survey", day=1)),  # with the shop: 4 + 8 slots of 8
    ("occupied", lambda p: rebuilt(p, "B1", start=10, end=11)),  # handed over on 10: from 11 on
    ("demolition", lambda p: rebuilt(p, "B1", end=13)),  # 3 crew-days by 2 crews are two days, not three
    ("demolition", lambda p: rebuilt(p, "B1", end=11)),  # and not one
    ("demolition", lambda p: rebuilt(p, "B1", crews=1)),
    ("crews", lambda p: rebuilt(p, "B2", start=12, end=12)),  # with B1's two crews: three of two
    ("figure", lambda p: replace(p, objective=replace(p.objective, overdue=1))),
    ("figure", lambda p: replace(p, objective=replace(p.objective, parcels=1))),
    ("figure", lambda p: replace(p, objective=replace(p.objective, finish=12))),
    ("figure", lambda p: replace(p, objective=replace(p.objective, peaks=0))),
    ("bound", lambda p: replace(p, bound=replace(p.bound, finish=14))),  # it ends on 13
]


@pytest.mark.parametrize(("code", "breaks"), BROKEN)
def test_it_catches(campaign, plan, code, breaks):
    assert code in codes(campaign, breaks(plan))


def test_it_catches_a_household_that_begins_too_soon():
    campaign = small(households(["li", "B1", "flat", 0, None, 5]))
    plan = planned(campaign)
    assert codes(campaign, plan) == set()
    assert "not_before" in codes(campaign, moved(plan, "li", "survey", day=4))


def test_it_catches_work_on_a_day_on_which_nobody_works():
    campaign = small(lambda d: d["resources"][1].update(off="nonworking"))
    # Day 13 is a Saturday.
    assert "team" in codes(campaign, moved(planned(campaign), "wang", "handover", day=13))


def test_it_counts_working_days_over_a_holiday():
    # Three working days after Thursday 4, with 8 and 9 a holiday: 5, 10, 11. The notice may end on 12, not on 11.
    def holiday(doc):
        doc["regimes"]["law"]["stages"][1]["lag"] = days(3, "working")
        doc["calendar"]["nonworking"] += [8, 9]
        households(["li", "B1", "flat", 1, 4, None])(doc)

    campaign = small(holiday)
    plan = planned(campaign)
    assert codes(campaign, moved(plan, "li", "notice", day=12)) == set()
    assert "period" in codes(campaign, moved(plan, "li", "notice", day=11))


def test_it_reckons_open_project_steps_itself():
    # The decision is still ahead: day 1 at the earliest, so the survey from day 2.
    campaign = small(lambda d: d["projects"][0].update(steps_done={}))
    plan = planned(campaign)
    assert codes(campaign, plan) == set()
    assert "gate" in codes(campaign, moved(plan, "wang", "survey", day=1))
