"""One seed, one world: counts, special cases, scaling, and what another seed changes."""

from __future__ import annotations

import hashlib

import pytest

from plumbline.demo import CASES, LEAST, World, build_world, description_of, household_counts
from plumbline.terms import parse_area


def digest(world: World) -> str:
    return hashlib.sha256(
        repr((world.households, dict(world.behaviour), world.incidents, world.dwellings)).encode()
    ).hexdigest()


def test_it_is_the_same_for_the_same_seed(description, small):
    assert digest(build_world(description, households=60)) == digest(small)


def test_it_differs_for_another_seed(description, small):
    other = description_of({**description.whole, "seed": "another"})
    assert digest(build_world(other, households=60)) != digest(small)


def test_it_invents_1200_households_numbered_through_in_each_project(world):
    assert len(world.households) == 1_200
    assert world.of_project("zhumuqiao")[112].id == "朱木桥-0113"
    assert [h.number for h in world.of_project("dongxincun")] == list(range(1, 221))


@pytest.mark.parametrize(
    ("whole", "parts"),
    [(60, [24, 15, 11, 6, 4]), (300, [120, 75, 55, 30, 20]), (1_200, [480, 300, 220, 120, 80])],
)
def test_it_scales_every_project_alike(description, whole, parts):
    counts = household_counts(description, whole)
    assert [sum(counts[b.id] for b in p.blocks) for p in description.projects] == parts


def test_it_refuses_a_size_without_room_for_the_special_cases(description):
    with pytest.raises(ValueError, match=f"至少要有 {LEAST} 户"):
        household_counts(description, LEAST - 1)


@pytest.mark.parametrize("size", ["world", "small"])
def test_it_has_every_special_case_on_a_household_of_its_own(size, request):
    world = request.getfixturevalue(size)
    assert set(world.cases) == set(CASES)
    assert len(set(world.cases.values())) == len(CASES)
    assert all(world.household(world.cases[name]).project == project for name, project in CASES.items())


@pytest.mark.parametrize("size", ["world", "small"])
def test_it_makes_the_special_cases_what_they_are_called(size, request):
    world = request.getfixturevalue(size)

    def of(case):
        return world.household(world.cases[case])

    assert of("owner_unknown").law["track.title"] == "owner_unknown"
    assert of("title_disputed").law["track.title"] == "disputed"
    assert of("inheritance_open").law["track.title"] == "inheritance_open"
    assert of("company_owner").kind == "organisation"
    assert of("company_owner").law["household.owner_is_individual"] is False
    assert of("public_tenant").facts["household"]["tenure"] == "public_tenant"
    assert len(of("co_owners").facts["household"]["co_owners"]) >= 2
    assert any(b.get("ruling") == "illegal" for b in of("illegal_annex").facts["buildings"])
    assert any(b.get("ruling") == "temporary" for b in of("temporary_building").facts["buildings"])
    assert any(b["built_on"] >= "2025-12-01" for b in of("rush_building").facts["buildings"])
    assert any("business" in b and b["use"] == "residence" for b in of("home_as_shop").facts["buildings"])
    assert "low_income" in of("low_income").facts["household"]
    assert parse_area(of("minimum_dwelling").facts["buildings"][0]["area"]) < 5_000
    assert {p["category"] for p in of("resident_only").facts["persons"]} <= {"resident_only", "state_paid"}
    assert "married_out" in {p["category"] for p in of("married_out").facts["persons"]}
    assert any(b["certified"] is False for b in of("uncertified_building").facts["buildings"])


@pytest.mark.parametrize("size", ["world", "small"])
def test_it_puts_the_refused_demolition_under_one_roof_with_who_still_lives_there(size, request):
    world = request.getfixturevalue(size)
    gone, still = (
        world.household(world.cases[name]) for name in ("refused_demolition", "neighbour_still_in")
    )
    assert set(gone.footprints) & set(still.footprints)
    assert world.behaviour[gone.id].handed_over_on < world.incidents.refused_demolition.at.date()
    assert world.behaviour[still.id].signs_on > world.incidents.refused_demolition.at.date()


def test_it_gives_each_replacement_dwelling_once(world):
    taken = [
        flat["flat_id"]
        for plan in world.behaviour.values()
        for flat in (
            *plan.choice.choices.get("flats", ()),
            *plan.choice.choices.get("swap", {}).get("flats", ()),
        )
    ]
    assert len(set(taken)) == len(taken)
    assert set(taken) <= {dwelling.id for dwelling in world.dwellings}
