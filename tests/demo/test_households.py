"""Facts of the invented households: valid for both policies, inside the schema's bounds, tied to the ground."""

from __future__ import annotations

import copy
from fractions import Fraction
from pathlib import Path

import pytest

from plumbline.policy import compute, load_policy
from plumbline.terms import Refused, parse_area

POLICIES = Path(__file__).parents[2] / "examples" / "policies"
BOUNDS = {"buildings": 20, "persons": 30, "attachments": 60, "parcels": 20}


def policy_facts(world, household):
    """What the policy would be asked on the last day: facts, appraised prices, the choice and its dates."""
    facts = copy.deepcopy(dict(household.facts))
    plan = world.behaviour[household.id]
    for building in facts["buildings"]:
        del building["footprint_id"]
        if household.prices:
            building["assessed_price_fen_per_m2"] = household.prices[building["building_id"]]
        if building["building_id"] in household.shop_prices:
            building["business"]["shop_price_fen_per_m2"] = household.shop_prices[building["building_id"]]
    dates = {
        "signed_at": plan.signs_at.isoformat() if plan.signs_at else None,
        "as_of": "2026-06-14T18:00:00+08:00",
    }
    if plan.paid_on and plan.vacates_on:
        dates |= {
            "compensation_available_on": plan.paid_on.isoformat(),
            "vacated_on": plan.vacates_on.isoformat(),
        }
    return {**facts, "household_id": household.id, "choices": dict(plan.choice.choices), "dates": dates}


@pytest.mark.parametrize("size", ["small", "world"])
def test_it_is_never_refused_by_the_policy(size, request):
    world = request.getfixturevalue(size)
    policies = {p.policy: load_policy(POLICIES / f"{p.policy}.yaml") for p in world.description.projects}
    # Of the large world every third household, of the small one all: the same rules made them.
    for household in world.households[:: 3 if size == "world" else 1]:
        result = compute(policies[household.policy], policy_facts(world, household), trace=False)
        assert not isinstance(result, Refused), (household.id, result)


def test_it_keeps_within_the_bounds_of_the_lists(world):
    for household in world.households:
        assert all(len(household.facts.get(name, ())) <= most for name, most in BOUNDS.items())
        assert household.facts["buildings"]
        assert all(len(p.get("trees", ())) <= 40 for p in household.facts.get("parcels", ()))


def test_it_shares_a_house_of_several_owners_out_whole(world):
    shared = [
        h.facts["household"]["co_owners"] for h in world.households if "co_owners" in h.facts["household"]
    ]
    assert len(shared) > 20
    assert all(sum(Fraction(owner["share"]) for owner in owners) == 1 for owners in shared)


def test_it_stands_every_building_on_a_footprint_of_its_block(world):
    where = {f.id: (f.project, f.block) for f in world.ground.footprints}
    for household in world.households:
        assert {where[fid] for fid in household.footprints} == {(household.project, household.block)}
    lived_on = {fid for h in world.households for fid in h.footprints}
    homes = [f for f in world.ground.footprints if f.room]
    assert all(f.id in lived_on for f in homes)


def test_it_gives_each_field_to_one_household_with_the_area_of_the_map(world):
    areas = {f.id: f.area_dm2 for f in world.ground.fields}
    held = [
        (p["parcel_id"], parse_area(p["area"])) for h in world.households for p in h.facts.get("parcels", ())
    ]
    assert len({parcel for parcel, _ in held}) == len(held)
    assert all(areas[parcel] == area for parcel, area in held)


def test_it_prices_every_building_on_state_land_and_none_in_the_villages(world):
    for household in world.households:
        ids = (
            {b["building_id"] for b in household.facts["buildings"]}
            if household.regime == "state_land"
            else set()
        )
        assert set(household.prices) == ids
    estimate = world.estimate_prices["dasanjiao"]["mishi"]
    block = [h for h in world.of_project("dasanjiao") if h.block == "mishi"]
    dwellings = [
        h.prices[b["building_id"]] for h in block for b in h.facts["buildings"] if b["use"] == "residence"
    ]
    # The estimate stands above what the appraiser will find, so that funds do not fall short.
    assert estimate["residence"] > sum(dwellings) // len(dwellings)


def test_it_has_shops_workshops_tenants_and_annexes_among_ordinary_dwellings(world):
    state = [h for h in world.households if h.regime == "state_land"]
    uses = [b["use"] for h in state for b in h.facts["buildings"]]
    assert all(uses.count(use) >= 3 for use in ("shop", "workshop"))
    tenants = sum(h.facts["household"]["tenure"] == "public_tenant" for h in state)
    unregistered = sum(bool(h.law["household.has_unregistered"]) for h in state)
    assert 20 <= tenants <= 150
    assert 80 <= unregistered <= 250
