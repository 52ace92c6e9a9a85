"""The seventy worked households of the two plans, each argued by hand beside its facts."""

from __future__ import annotations

import pytest

from plumbline.policy import HOUSEHOLD, Computation, Policy, compute
from plumbline.terms import Refused

from .conftest import Facts, worked_households

HOUSEHOLDS = worked_households()


def test_it_has_all_seventy_households() -> None:
    assert len(HOUSEHOLDS) == 70
    assert sum("refused" in row["expected"] for row in HOUSEHOLDS) == 6


@pytest.mark.parametrize("row", HOUSEHOLDS, ids=lambda row: row["household_id"])
def test_it_computes_every_clause_to_the_fen(policies: dict[str, Policy], row: Facts) -> None:
    policy, expected = policies[row["policy"]], row["expected"]
    result = compute(policy, row)
    if "refused" in expected:
        assert isinstance(result, Refused)
        assert [(r.code, r.rule) for r in result.reasons] == [
            (expected["refused"]["code"], expected["refused"]["clause"])
        ]
        return
    assert isinstance(result, Computation)
    own = {c: fen for c, fen in result.clauses.items() if fen and c not in result.other_payees}
    assert own == expected["clauses"]
    assert result.total_fen == expected["total_fen"]
    assert (result.version_at_signing, result.version_now) == (
        expected["version_at_signing"],
        expected["version_now"],
    )
    others = {c: {"payee": other.payee, "fen": other.fen} for c, other in result.other_payees.items()}
    assert others == expected.get("other_payees", {})
    assert result.co_owner_split_fen == expected.get("co_owner_split_fen", {})


@pytest.mark.parametrize("row", HOUSEHOLDS, ids=lambda row: row["household_id"])
def test_it_adds_up_from_lines_to_clauses_to_total(policies: dict[str, Policy], row: Facts) -> None:
    policy = policies[row["policy"]]
    result = compute(policy, row)
    if isinstance(result, Refused):
        return
    for clause, fen in result.clauses.items():
        assert fen == sum(line.fen for line in result.lines if line.clause == clause)
    assert result.total_fen == sum(line.fen for line in result.lines if line.payee == HOUSEHOLD)
    if result.co_owner_split_fen:
        assert sum(result.co_owner_split_fen.values()) == result.total_fen


def test_it_computes_the_same_without_the_trace(policies: dict[str, Policy]) -> None:
    for row in HOUSEHOLDS:
        traced, bare = (compute(policies[row["policy"]], row, trace=trace) for trace in (True, False))
        if isinstance(traced, Computation) and isinstance(bare, Computation):
            assert (bare.clauses, bare.total_fen) == (traced.clauses, traced.total_fen)
            assert all(
                not line.steps and not line.facts
                for line in bare.lines
                if line.clause in policies[row["policy"]].clauses
            )


def test_every_clause_pays_something_in_some_worked_household(policies: dict[str, Policy]) -> None:
    # A clause that no worked household reaches is one that nobody has checked by hand.
    reached: set[str] = set()
    for row in HOUSEHOLDS:
        result = compute(policies[row["policy"]], row, trace=False)
        if isinstance(result, Computation):
            reached |= {clause for clause, fen in result.clauses.items() if fen}
    assert reached == {clause for policy in policies.values() for clause in policy.clauses} | {"A28", "B31"}
