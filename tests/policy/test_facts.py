"""Facts that may not be computed with: each refused with its code, its rule and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plumbline.policy import Computation, Policy, compute, validate_facts
from plumbline.terms import Refused

from .conftest import Facts, changed, codes, computed


def building(**values: Any) -> Callable[[Facts], object]:
    return lambda facts: facts["buildings"][0].update(values)


def dates(**values: Any) -> Callable[[Facts], object]:
    return lambda facts: facts["dates"].update(values)


NUMBERS = [
    (building(area=62.37), "a float never enters"),
    (building(area=62), "an area is a text, even a whole one"),
    (building(area="62.375"), "three decimals are too precise"),
    (building(area="-1.00"), "negative"),
    (building(area="6.2e1"), "an exponent is not how an area is written"),
    (building(area="６２.37"), "full-width digits are converted by the register, not here"),
    (building(area=None), "missing"),
    (building(assessed_price_fen_per_m2=6180.5), "a float price"),
    (building(assessed_price_fen_per_m2="618050"), "money is an integer"),
    (building(assessed_price_fen_per_m2=-1), "negative price"),
    (building(assessed_price_fen_per_m2=True), "true is not one fen"),
    (building(built_on="1986-6-30"), "a day is written with two digits"),
    (building(built_on="1986-02-30"), "a day that does not exist"),
    (building(built_on="0986-06-30"), "a thousand years too early"),
    (dates(vacated_on="9999-12-31"), "a day at the end of time"),
    (building(registered="yes"), "yes is not true"),
    (dates(as_of="2026-05-10T12:00:00Z"), "another zone"),
    (dates(as_of="2026-05-10T12:00:00"), "no zone"),
    (dates(as_of="2026-05-10T12:00:00.5+08:00"), "parts of a second"),
    (dates(signed_at="2026-04-08"), "a day is not an instant"),
]


@pytest.mark.parametrize(("change", "why"), NUMBERS, ids=[why for _, why in NUMBERS])
def test_it_refuses_a_malformed_fact(
    state_land: Policy, zhang: Facts, change: Callable[[Facts], object], why: str
) -> None:
    facts = changed(zhang, change)
    assert codes(state_land, facts) == {("R07", "A5")}
    (reason,) = validate_facts(state_land, facts)
    assert reason.message.zh
    assert reason.remedy.en


def test_it_names_every_malformed_fact_at_once(state_land: Policy, zhang: Facts) -> None:
    facts = changed(zhang, lambda f: (building(area=1.5, use="castle")(f), dates(as_of="now")(f)))
    assert sorted(reason.code for reason in validate_facts(state_land, facts)) == ["R04", "R07", "R07"]


def test_it_refuses_a_category_that_is_not_listed(collective_land: Policy, li: Facts) -> None:
    assert codes(collective_land, changed(li, building(structure="bamboo"))) == {("R04", "B7")}


def test_it_refuses_shares_that_do_not_make_one(state_land: Policy, zhang: Facts) -> None:
    owners = [{"owner_id": "o1", "share": "1/3"}, {"owner_id": "o2", "share": "1/3"}]
    facts = changed(zhang, lambda f: f["household"].update(co_owners=owners))
    assert codes(state_land, facts) == {("R05", "A24")}
    whole = [*owners, {"owner_id": "o3", "share": "1/3"}]
    assert computed(
        state_land, changed(facts, lambda f: f["household"].update(co_owners=whole))
    ).co_owner_split_fen


def test_it_refuses_the_same_building_twice(state_land: Policy, zhang: Facts) -> None:
    facts = changed(zhang, lambda f: f["buildings"].append(f["buildings"][0]))
    assert codes(state_land, facts) == {("R09", "A5")}


def test_it_refuses_more_buildings_than_a_household_can_have(state_land: Policy, zhang: Facts) -> None:
    one = zhang["buildings"][0]
    twenty = [{**one, "building_id": f"b{i}"} for i in range(20)]
    assert computed(state_land, {**zhang, "buildings": twenty})
    assert codes(state_land, {**zhang, "buildings": [*twenty, {**one, "building_id": "b20"}]}) == {
        ("R07", "A5")
    }


TIMES = [
    ({"signed_at": "2026-03-31T23:59:59+08:00"}, ("R01", "A25"), "a second before the window"),
    ({"signed_at": "2026-05-10T12:00:01+08:00"}, ("R01", "A25"), "a second after the computation"),
    (
        {"compensation_available_on": "2026-04-20", "vacated_on": "2026-05-11"},
        ("R01", "A26"),
        "moved out tomorrow",
    ),
    ({"delivered_on": "2026-05-11"}, ("R01", "A16"), "delivered tomorrow"),
    (
        {"compensation_available_on": "2026-04-20", "vacated_on": "2026-04-19"},
        ("R08", "A31"),
        "moved a day too early",
    ),
    ({"vacated_on": "2026-04-19"}, ("R08", "A31"), "moved without compensation"),
    ({"as_of": "2026-03-19T23:59:59+08:00", "signed_at": None}, ("R01", "A25"), "before the first version"),
]


@pytest.mark.parametrize(("values", "expected", "why"), TIMES, ids=[why for *_, why in TIMES])
def test_it_refuses_an_impossible_time(
    state_land: Policy, zhang: Facts, values: Facts, expected: tuple[str, str], why: str
) -> None:
    assert codes(state_land, changed(zhang, dates(**values))) == {expected}


def test_it_accepts_the_first_second_and_the_same_day(state_land: Policy, zhang: Facts) -> None:
    assert computed(state_land, changed(zhang, dates(signed_at="2026-04-01T00:00:00+08:00")))
    same = dates(compensation_available_on="2026-04-20", vacated_on="2026-04-20")
    assert computed(state_land, changed(zhang, same)).clauses["A26"] == 1_247_400  # 62.37 × 200


COUNTS = [
    ({"total": 40, "signed_by_period_1": 41}, "more than the block has"),
    ({"total": 40, "signed_by_period_1": 39, "signed_by_final": 38}, "fewer at the end than before"),
    ({"total": 40, "signed_by_final": 41}, "more at the end than the block has"),
]


@pytest.mark.parametrize(("block", "why"), COUNTS, ids=[why for _, why in COUNTS])
def test_it_refuses_counters_that_contradict_each_other(
    state_land: Policy, zhang: Facts, block: Facts, why: str
) -> None:
    assert codes(state_land, {**zhang, "block": block}) == {("R09", "A27")}


def test_it_refuses_an_exchange_without_a_flat(state_land: Policy, zhang: Facts) -> None:
    assert codes(state_land, {**zhang, "choices": {"mode": "swap"}}) == {("R06", "A23")}


def test_it_refuses_flats_for_nobody_and_nothing_for_somebody(collective_land: Policy, li: Facts) -> None:
    assert codes(collective_land, changed(li, lambda f: f["choices"].update(mode="none"))) == {("R10", "B9")}
    assert codes(collective_land, {**li, "persons": []}) == {("R10", "B9")}


def test_it_refuses_an_unregistered_building_without_its_height(state_land: Policy, zhang: Facts) -> None:
    change = building(registered=False, ruling="lawful")
    assert codes(state_land, changed(zhang, change)) == {("R07", "A9")}
    assert computed(state_land, changed(zhang, building(registered=False, ruling="illegal")))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["mode", "area", "swap", "kind"]), inner, max_size=2)
    ),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.sampled_from(["household", "buildings", "attachments", "persons", "choices", "dates", "block"]),
    junk=JSON,
)
def test_it_computes_or_refuses_whatever_it_is_given(
    state_land: Policy, zhang: Facts, place: str, junk: Any
) -> None:
    result = compute(state_land, {**zhang, place: junk})
    assert isinstance(result, Computation | Refused)


def test_it_says_where_a_refusal_stands_and_what_to_do(state_land: Policy, zhang: Facts) -> None:
    refused = compute(state_land, changed(zhang, building(area=62.37)))
    assert isinstance(refused, Refused)
    assert "buildings.b1.area" in refused.reasons[0].fact
    assert "62.37" in refused.reasons[0].remedy.zh
