"""Households that have not signed or not chosen, and what versions and shares make of them."""

from __future__ import annotations

import pytest

from plumbline.policy import Computation, Policy, compute, dearer_mode
from plumbline.terms import Refused

from .conftest import Facts, changed, computed


def test_an_unsigned_household_has_the_version_of_the_day(state_land: Policy, zhang: Facts) -> None:
    # Moving: 62.37 × 15 = 935.55, least 1,500; from 11 May 62.37 × 18 = 1,122.66, least 1,800. No rewards.
    def on(as_of: str) -> Computation:
        return computed(state_land, changed(zhang, lambda f: f["dates"].update(signed_at=None, as_of=as_of)))

    before, after = on("2026-05-10T23:59:59+08:00"), on("2026-05-11T00:00:00+08:00")
    assert (before.clauses["A15"], after.clauses["A15"]) == (150_000, 180_000)
    assert (before.version_at_signing, after.version_at_signing) == ("1.0", "1.1")
    assert after.clauses["A28"] == after.clauses["A25"] == after.clauses["A22"] == 0


def test_the_early_signer_is_topped_up_when_the_standard_rises(state_land: Policy, zhang: Facts) -> None:
    # "不能让先拆的人吃亏": moving +300.00, transition 6 × (1,122.66 − 935.55) = 1,122.66; together 1,422.66.
    late = changed(zhang, lambda f: f["dates"].update(as_of="2026-05-11T00:00:00+08:00"))
    assert computed(state_land, zhang).clauses["A28"] == 0
    assert computed(state_land, late).clauses["A28"] == 142_266


def test_the_dearer_mode_is_tried_for_who_has_not_chosen(collective_land: Policy, li: Facts) -> None:
    # Q = 200 ㎡: cash 200 × 2,600 = 520,000; self-build 30,000 + 200 × 400 = 110,000; flats are paid for.
    undecided = changed(li, lambda f: f["choices"].pop("mode"))
    dearest = dearer_mode(collective_land, undecided)
    assert isinstance(dearest, Computation)
    assert dearest.clauses["B20"] == 52_000_000
    totals = [
        result.total_fen
        for mode in ("flats", "cash", "self_build")
        if isinstance(
            result := compute(collective_land, changed(li, lambda f, m=mode: f["choices"].update(mode=m))),
            Computation,
        )
    ]
    assert dearest.total_fen == max(totals)


def test_the_dearer_mode_keeps_a_choice_that_was_made(collective_land: Policy, li: Facts) -> None:
    kept = dearer_mode(collective_land, li)
    assert isinstance(kept, Computation)
    assert kept.total_fen == computed(collective_land, li).total_fen


def test_the_dearer_mode_needs_no_choices_at_all(state_land: Policy, zhang: Facts) -> None:
    bare = changed(zhang, lambda f: f.pop("choices"))
    dearest = dearer_mode(state_land, bare)
    assert isinstance(dearest, Computation)
    assert (
        dearest.total_fen == computed(state_land, zhang).total_fen
    )  # no flat is chosen, so cash is what computes


def test_the_dearer_mode_says_why_when_none_computes(state_land: Policy, zhang: Facts) -> None:
    assert isinstance(
        dearer_mode(state_land, changed(zhang, lambda f: f["buildings"][0].update(area=1.0))), Refused
    )


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("cash", {"o1": 1, "o2": 0}), ("owing", {"o1": -1, "o2": 0})],
)
def test_the_odd_fen_goes_to_the_largest_remainder(
    state_land: Policy, zhang: Facts, mode: str, expected: Facts
) -> None:
    # An odd total in halves: the first registered gets the odd fen, owed or owing.
    owners = [{"owner_id": "o1", "share": "1/2"}, {"owner_id": "o2", "share": "1/2"}]
    facts = changed(zhang, lambda f: f["household"].update(co_owners=owners))
    if mode == "owing":
        flats = [{"flat_id": "f1", "area": "100.00"}]
        facts["choices"] = {"mode": "swap", "swap": {"kind": "ready", "flats": flats}}
    facts["attachments"] = [{"code": "awning", "quantity": "0.01"}]  # 0.9075 yuan → 91 fen
    result = computed(state_land, facts)
    parts = result.co_owner_split_fen
    assert sum(parts.values()) == result.total_fen
    assert (result.total_fen < 0) is (mode == "owing")
    odd = abs(result.total_fen) % 2
    assert parts["o1"] - parts["o2"] == odd * (expected["o1"] - expected["o2"])
