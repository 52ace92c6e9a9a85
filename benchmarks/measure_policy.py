"""The ruler: a household computed exactly, beside a plain loop of integers over one of its clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.figures import Figure
from benchmarks.timing import best_of, plain, shown_seconds, times
from plumbline.policy import Computation, Policy, compute, explain, load_policy
from plumbline.terms import Text, parse_area

ROOT = Path(__file__).resolve().parents[1]
HOUSEHOLDS = 1_000
"""Enough that one household's peculiarities do not matter, few enough for a second or two."""


def figures() -> Iterator[Figure]:
    """Time a household, with and without its explanation."""
    policies = {p.id: p for p in map(load_policy, sorted((ROOT / "examples/policies").glob("*.yaml")))}
    worked = yaml.safe_load((ROOT / "tests/data/worked_examples.yaml").read_text("utf-8"))["households"]
    for policy in policies.values():
        own = [_facts(row) for row in worked if row["policy"] == policy.id]
        many = [own[n % len(own)] for n in range(HOUSEHOLDS)]
        yield _computing(policy, many)
    yield _explaining(policies, worked)


def _computing(policy: Policy, many: Sequence[Mapping[str, Any]]) -> Figure:
    seconds, _ = best_of(3, lambda: [compute(policy, facts, trace=False) for facts in many])
    peer, _ = best_of(3, lambda: [_values(facts) for facts in many])
    return Figure(
        Text(
            f"按 {policy.id} 计算一户（{len(policy.clauses)} 条，精确到分，参考引擎）",
            f"one household by {policy.id} ({len(policy.clauses)} clauses, exact, reference engine)",
        ),
        plain(shown_seconds(seconds / len(many))),
        Text("下限：只用整数算一条，面积 × 单价", "bound: one clause alone in plain integers, area × price"),
        times(seconds / len(many), peer / len(many)),
    )


def _explaining(policies: Mapping[str, Policy], worked: Sequence[Mapping[str, Any]]) -> Figure:
    row = worked[0]
    policy, facts = policies[row["policy"]], _facts(row)

    def told() -> str:
        computed = compute(policy, facts)
        assert isinstance(computed, Computation)
        return explain(computed, "zh")

    seconds, _ = best_of(20, told)
    peer, _ = best_of(20, lambda: compute(policy, facts, trace=False))
    return Figure(
        Text("一户逐条说明：条款、事实、算式", "one household explained: clauses, facts, arithmetic"),
        plain(shown_seconds(seconds)),
        Text("同一户只算金额", "the same household, amounts alone"),
        times(seconds, peer),
    )


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in row.items() if key not in ("expected", "working", "title_zh", "title_en")
    }


def _values(facts: Mapping[str, Any]) -> int:
    """Area × price of each building, rounded half up to fen: the least that any engine has to do."""
    total = 0
    for building in facts.get("buildings", ()):
        area_dm2 = parse_area(str(building["area"]))
        total += (area_dm2 * int(building.get("assessed_price_fen_per_m2", 0)) + 50) // 100
    return total
