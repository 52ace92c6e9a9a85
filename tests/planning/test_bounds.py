"""Bounds: what no plan can beat, and why."""

from tests.planning.small import households, planned, small

from plumbline.planning import finish_bound
from plumbline.planning.bounds import work_bounds
from plumbline.planning.routes import routes_of


def test_the_slowest_household_of_a_block_sets_its_end():
    # The shop hands over on day 12 at the earliest (survey 1, notice 8, hand-over 8 + 1 + 3); its block comes down on 13.
    bound = finish_bound(small())
    assert bound.day == 13
    assert "B2" in bound.why.zh
    assert "商铺" in bound.why.zh
    assert "shop" in bound.why.en


def test_a_team_with_too_much_work_sets_the_end():
    # 20 flats in B2, 4 slots each: 80 slots, ten days of one team. The last survey is on day 10, and 7 + 1 + 1 days
    # must follow (notice, hand-over, demolition of one day): day 19.
    campaign = small(households(*([f"h{n}", "B2", "flat", 0, None, None] for n in range(20))))
    bound = finish_bound(campaign)
    assert bound.day == 19
    assert "survey" in bound.why.zh
    assert planned(campaign).objective.finish == 19


def test_work_that_opens_late_is_counted_from_its_day():
    # Four flats not before day 20: 16 slots are two days of the team, so the last survey is on day 21, the end on 30.
    rows = [[f"h{n}", "B2", "flat", 0, None, 20] for n in range(4)]
    days = {
        bound.why.en.split(":")[0]: bound.day for bound in work_bounds(routes_of(small(households(*rows))))
    }
    assert days["survey"] == 30


def test_a_key_parcel_late_by_law_is_in_the_bound():
    # wanted on day 10; B1 is handed over on 9 at the earliest and down on 11: one day, weight 3.
    plan = planned(small(lambda d: d["parcels"][0].update(wanted=10)))
    assert plan.bound.parcels == 3


def test_a_fact_that_is_overdue_already_is_in_plan_and_bound():
    # Handed over on day 15, three days late, in a campaign re-planned from day 20.
    def later(doc):
        doc["calendar"]["first_day"] = 20
        households(["zhang", "B1", "flat", 3, 15, None])(doc)

    plan = planned(small(later))
    assert (plan.objective.overdue, plan.bound.overdue) == (3, 3)
