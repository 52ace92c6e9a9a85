"""The law at the store's own door: what it forbids leaves no event behind, whoever asks."""

from __future__ import annotations

from datetime import date

import pytest

from plumbline.store.models import Attempt, Leaf

pytestmark = pytest.mark.long


def test_t18_it_refuses_demolition_on_collective_land_before_its_day(campaign):
    campaign.signs("塘张", "2026-04-10T13:00")
    campaign.announces_taking()
    campaign.pays("塘张", "2026-06-10T14:00").vacates("塘张", "2026-06-12")
    # Not handed over yet; filed on 8 June + 15 days = 23 June, a Tuesday, so works from the 24th.
    early = campaign.step_refusal("蔡", "塘张", "demolished", "2026-06-15")
    assert set(early) == {
        "cl_h_demolished:requires(cl_h_handed_over)",
        "cl_h_demolished:elapsed(cl_demolition_filed)",
        "cl_h_demolished:state(vacated)",
    }
    campaign.hands_over("塘张", "2026-06-15T15:00")
    attempts = Attempt.objects.count()
    reasons = campaign.step_refusal("蔡", "塘张", "demolished", "2026-06-23")
    found = reasons["cl_h_demolished:elapsed(cl_demolition_filed)"]
    assert (len(reasons), found.rule, found.earliest) == (1, "CSR 11", date(2026, 6, 24))
    assert Attempt.objects.count() == attempts + 1
    recorded = Leaf.objects.filter(type="household.step_recorded/1", day__gte="2026-06-16")
    assert not recorded.exists()
    campaign.step("蔡", "塘张", "demolished", "2026-06-24")
    assert campaign.of("塘张").stage == "demolished"
    assert recorded.count() == 1


def test_t18_it_refuses_demolition_of_a_house_that_nobody_was_paid_for(campaign):
    campaign.signs("塘张", "2026-04-10T13:00")
    campaign.announces_taking()
    reasons = campaign.step_refusal("蔡", "塘张", "demolished", "2026-06-24")
    assert "cl_h_demolished:compensated" in reasons or "cl_p_no_moving_before_compensation" in str(reasons)
    assert reasons.keys() >= {"cl_h_demolished:requires(cl_h_handed_over)"}
    assert campaign.of("塘张").stage == "agreed"
