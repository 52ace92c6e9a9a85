"""The two example policies and a household of each, for all tests of the ruler."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from plumbline.policy import Computation, Policy, compute, load_policy
from plumbline.terms import Refused

ROOT = Path(__file__).parents[2]
POLICIES = ROOT / "examples" / "policies"
WORKED = ROOT / "tests" / "data" / "worked_examples.yaml"

Facts = dict[str, Any]


def worked_households() -> list[Facts]:
    """The worked households of both policies, each with what is expected of it."""
    rows: list[Facts] = yaml.safe_load(WORKED.read_text("utf-8"))["households"]
    return rows


@pytest.fixture(scope="session")
def state_land() -> Policy:
    return load_policy(POLICIES / "state-renewal-example.yaml")


@pytest.fixture(scope="session")
def collective_land() -> Policy:
    return load_policy(POLICIES / "collective-land-example.yaml")


@pytest.fixture(scope="session")
def policies(state_land: Policy, collective_land: Policy) -> dict[str, Policy]:
    return {policy.id: policy for policy in (state_land, collective_land)}


@pytest.fixture
def zhang() -> Facts:
    """张: one registered dwelling of 62.37 ㎡ at 6,180.50 yuan, cash, signed early in period 1."""
    return {
        "household_id": "张",
        "policy": "state-renewal-example",
        "household": {"tenure": "owner", "sole_home": False},
        "buildings": [
            {
                "building_id": "b1",
                "use": "residence",
                "registered": True,
                "area": "62.37",
                "built_on": "1986-06-30",
                "assessed_price_fen_per_m2": 618_050,
            }
        ],
        "choices": {"mode": "cash"},
        "dates": {"signed_at": "2026-04-08T10:20:00+08:00", "as_of": "2026-05-10T12:00:00+08:00"},
    }


@pytest.fixture
def li() -> Facts:
    """李: a certified brick-concrete house of 180 ㎡, four members, flats, signed in period 1."""
    births = ("1968-03-02", "1970-07-15", "1994-11-11", "2019-01-20")
    return {
        "household_id": "李",
        "policy": "collective-land-example",
        "household": {},
        "buildings": [
            {
                "building_id": "b1",
                "structure": "brick_concrete",
                "certified": True,
                "area": "180.00",
                "built_on": "2004-09-30",
            }
        ],
        "persons": [
            {"person_id": f"p{i}", "category": "member", "birth_on": birth, "registered_on": "2000-01-01"}
            for i, birth in enumerate(births, 1)
        ],
        "choices": {"mode": "flats", "flats": [{"flat_id": "f1", "area": "200.00", "floor": 3}]},
        "dates": {"signed_at": "2026-06-01T09:30:00+08:00", "as_of": "2026-06-14T12:00:00+08:00"},
    }


def changed(facts: Facts, change: Callable[[Facts], object]) -> Facts:
    """A copy of the facts after a change."""
    copied = copy.deepcopy(facts)
    change(copied)
    return copied


def computed(policy: Policy, facts: Facts) -> Computation:
    """The computation of facts that must not be refused."""
    result = compute(policy, facts)
    assert isinstance(result, Computation), result
    return result


def codes(policy: Policy, facts: Facts) -> set[tuple[str, str]]:
    """Code and rule of every reason of facts that must be refused."""
    result = compute(policy, facts)
    assert isinstance(result, Refused), result
    return {(reason.code, reason.rule) for reason in result.reasons}
