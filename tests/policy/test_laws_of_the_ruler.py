"""Laws that hold for every household: sums, signing times, order of lists, versions, guarantees."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plumbline.policy import HOUSEHOLD, Computation, Policy, compute

from .conftest import Facts

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

areas = st.integers(0, 30_000).map(lambda n: f"{n // 100}.{n % 100:02d}")
days = st.dates(min_value=date(1970, 1, 1), max_value=date(2026, 3, 1)).map(str)


@st.composite
def state_buildings(draw: st.DrawFn, index: int = 0) -> Facts:
    registered = draw(st.booleans())
    row: Facts = {
        "building_id": f"b{index}",
        "use": draw(st.sampled_from(["residence", "shop", "office", "workshop"])),
        "registered": registered,
        "area": draw(areas),
        "built_on": draw(days),
        "assessed_price_fen_per_m2": draw(st.integers(0, 3_000_000)),
    }
    if not registered:
        row["ruling"] = draw(st.sampled_from(["lawful", "legacy", "illegal", "temporary"]))
        row["clear_height_m"] = draw(st.integers(100, 300).map(lambda n: f"{n / 100:.2f}"))
    if draw(st.booleans()):
        row["decoration"] = {
            "grade": draw(st.sampled_from(["none", "plain", "medium", "fine"])),
            "done_on": draw(days),
        }
    return row


@st.composite
def state_households(draw: st.DrawFn) -> Facts:
    count = draw(st.integers(1, 3))
    persons = [
        {
            "person_id": f"p{i}",
            "birth_on": draw(days),
            "registered_on": draw(days),
            "disability_grade": draw(st.integers(0, 4)),
        }
        for i in range(draw(st.integers(0, 3)))
    ]
    return {
        "household_id": "h",
        "household": {
            "tenure": draw(st.sampled_from(["owner", "public_tenant"])),
            "sole_home": draw(st.booleans()),
            "bereaved_parents": draw(st.booleans()),
        },
        "buildings": [draw(state_buildings(index=i)) for i in range(count)],
        "persons": persons,
        "attachments": [{"code": "ac_wall", "quantity": str(draw(st.integers(0, 9)))}],
        "choices": {"mode": "cash"},
        "dates": {"signed_at": "2026-04-08T10:20:00+08:00", "as_of": "2026-08-01T09:00:00+08:00"},
    }


@st.composite
def village_households(draw: st.DrawFn) -> Facts:
    buildings = [
        {
            "building_id": f"b{i}",
            "structure": draw(
                st.sampled_from(["frame", "brick_concrete", "brick_wood", "earth_wood", "simple"])
            ),
            "certified": draw(st.booleans()),
            "area": draw(areas),
            "built_on": draw(days),
        }
        for i in range(draw(st.integers(0, 3)))
    ]
    persons = [
        {
            "person_id": f"p{i}",
            "category": draw(st.sampled_from(["member", "student", "married_in"])),
            "birth_on": draw(days),
            "registered_on": "2001-01-01",
            "unmarried": draw(st.booleans()),
        }
        for i in range(draw(st.integers(1, 4)))
    ]
    return {
        "household_id": "h",
        "household": {"remaining_land_mu_per_head": "0.100"},
        "buildings": buildings,
        "persons": persons,
        "parcels": [{"parcel_id": "l1", "zone": "II", "land_class": "pond", "area": draw(areas)}],
        "choices": {"mode": draw(st.sampled_from(["cash", "self_build"]))},
        "dates": {"signed_at": "2026-04-20T10:00:00+08:00", "as_of": "2026-08-01T09:00:00+08:00"},
    }


def total(policy: Policy, facts: Facts, **dates: Any) -> int:
    moved = copy.deepcopy(facts)
    moved["dates"].update(dates)
    result = compute(policy, moved, trace=False)
    assert isinstance(result, Computation), result
    return result.total_fen


@QUICK
@given(facts=state_households())
def test_lines_add_up_and_are_whole_fen(state_land: Policy, facts: Facts) -> None:
    result = compute(state_land, facts)
    assert isinstance(result, Computation)
    assert result.total_fen == sum(line.fen for line in result.lines if line.payee == HOUSEHOLD)
    assert all(type(fen) is int for fen in (*result.clauses.values(), *(line.fen for line in result.lines)))


# The instants around every edge of the signing table and of the versions, in order.
STATE_SIGNINGS = [
    "2026-04-01T00:00:00+08:00", "2026-04-30T23:59:59+08:00", "2026-05-01T00:00:00+08:00", "2026-05-10T23:59:59+08:00",
    "2026-05-11T00:00:00+08:00", "2026-05-15T23:59:59+08:00", "2026-05-16T00:00:00+08:00", "2026-05-30T23:59:59+08:00",
    "2026-05-31T00:00:00+08:00", "2026-07-01T00:00:00+08:00",
]  # fmt: skip
VILLAGE_SIGNINGS = [
    "2026-04-10T08:00:00+08:00", "2026-06-10T16:59:59+08:00", "2026-06-10T17:00:00+08:00", "2026-06-14T23:59:59+08:00",
    "2026-06-15T00:00:00+08:00", "2026-06-25T16:59:59+08:00", "2026-06-25T17:00:00+08:00", "2026-07-20T00:00:00+08:00",
]  # fmt: skip


@QUICK
@given(facts=state_households())
def test_a_later_signature_never_earns_more_on_state_land(state_land: Policy, facts: Facts) -> None:
    totals = [total(state_land, facts, signed_at=instant) for instant in STATE_SIGNINGS]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] == totals[1]  # first and last second of period 1: the same


@QUICK
@given(facts=village_households())
def test_a_later_signature_never_earns_more_in_the_village(collective_land: Policy, facts: Facts) -> None:
    totals = [total(collective_land, facts, signed_at=instant) for instant in VILLAGE_SIGNINGS]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] == totals[1]


@QUICK
@given(facts=state_households())
def test_the_order_of_lists_changes_nothing(state_land: Policy, facts: Facts) -> None:
    turned = {**facts, "buildings": facts["buildings"][::-1], "persons": facts["persons"][::-1]}
    one, two = compute(state_land, facts, trace=False), compute(state_land, turned, trace=False)
    assert isinstance(one, Computation)
    assert isinstance(two, Computation)
    assert one.clauses == two.clauses


@QUICK
@given(facts=state_households())
def test_the_later_version_is_nowhere_lower(state_land: Policy, facts: Facts) -> None:
    # Unsigned, a second before and at the version's instant: only the version differs.
    before = total(state_land, facts, signed_at=None, as_of="2026-05-10T23:59:59+08:00")
    assert total(state_land, facts, signed_at=None, as_of="2026-05-11T00:00:00+08:00") >= before


@QUICK
@given(facts=village_households())
def test_the_later_version_is_nowhere_lower_in_the_village(collective_land: Policy, facts: Facts) -> None:
    before = total(collective_land, facts, signed_at=None, as_of="2026-06-14T23:59:59+08:00")
    assert total(collective_land, facts, signed_at=None, as_of="2026-06-15T00:00:00+08:00") >= before


@QUICK
@given(facts=state_households(), more=st.integers(1, 500))
def test_more_area_never_lowers_the_total(state_land: Policy, facts: Facts, more: int) -> None:
    larger = copy.deepcopy(facts)
    hundredths = int(facts["buildings"][0]["area"].replace(".", "")) + more
    larger["buildings"][0]["area"] = f"{hundredths // 100}.{hundredths % 100:02d}"
    assert total(state_land, larger) >= total(state_land, facts)


@QUICK
@given(facts=village_households())
def test_the_village_minimum_holds(collective_land: Policy, facts: Facts) -> None:
    # B13 + B15 + B22 + B30 ≥ 30 ㎡ × heads × 1,050 yuan.
    result = compute(collective_land, facts, trace=False)
    assert isinstance(result, Computation)
    guaranteed = sum(result.clauses[clause] for clause in ("B13", "B15", "B22", "B30"))
    assert guaranteed >= 30 * len(facts["persons"]) * 105_000


@QUICK
@given(facts=village_households())
def test_the_three_parts_of_the_land_add_up_to_its_price(collective_land: Policy, facts: Facts) -> None:
    # 51,300 yuan a mu × 6/5, 1 ㎡ = 0.0015 mu: 9,234 fen a ㎡, so 92.34 fen a hundredth, rounded once.
    result = compute(collective_land, facts, trace=False)
    assert isinstance(result, Computation)
    hundredths = int(facts["parcels"][0]["area"].replace(".", ""))
    assert result.clauses["B10"] + result.clauses["B10c"] == (hundredths * 9_234 * 2 + 100) // 200
