"""The annex of sums comes from the policy's own trace: clause, facts, arithmetic, exact to the fen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from plumbline.documents import FontSet, deducted, render, sample, sums_agree, sums_of
from plumbline.policy import Computation, Policy, compute, load_policy
from plumbline.terms import Fen

from .conftest import COLLECTIVE, STATE, by_id
from .measuring import flowing, text_of_pdf

ROOT = Path(__file__).parents[2]
WORKED: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/data/worked_examples.yaml").read_text("utf-8"))[
    "households"
]


@pytest.fixture(scope="module")
def policies() -> dict[str, Policy]:
    return {path.stem: load_policy(path) for path in (ROOT / "examples/policies").glob("*.yaml")}


def computed(policies: dict[str, Policy], name: str) -> tuple[Computation, Policy]:
    row = next(row for row in WORKED if row["household_id"] == name)
    policy = policies[row["policy"]]
    result = compute(policy, row)
    assert isinstance(result, Computation)
    return result, policy


def test_every_worked_household_adds_up_to_the_fen(policies: dict[str, Policy]) -> None:
    count = 0
    for row in WORKED:
        result = compute(policies[row["policy"]], row)
        if not isinstance(result, Computation):
            continue
        lines, less = sums_of(result, policies[row["policy"]]), deducted(result)
        assert sum(line.amount for line in lines) - less == result.total_fen == row["expected"]["total_fen"]
        count += 1
    assert count == 64


def test_a_line_has_its_clause_its_facts_in_words_and_its_arithmetic(policies: dict[str, Policy]) -> None:
    (first, *_), _ = sums_of(*computed(policies, "A-01")), None
    assert first.clause == "第十一条"
    assert first.item == "房屋价值补偿·房屋b1" or first.item.startswith("房屋价值补偿·")
    assert "建筑面积62.37㎡" in first.facts
    assert "6,180.50元/㎡" in first.facts
    # 62.37 ㎡ × 6180.50 = 385477.785, half up by the plan's rounding.
    assert first.working == "62.37 ㎡ × 6180.50 = 385477.785 → 385477.79"
    assert first.amount == 38_547_779


@pytest.mark.parametrize(("name", "regime"), [("A-01", STATE), ("B-01", COLLECTIVE)])
def test_an_agreement_carries_the_trace(
    policies: dict[str, Policy], fonts: FontSet, name: str, regime: Any
) -> None:
    result, policy = computed(policies, name)
    paper = by_id("agreement")
    lines, less = sums_of(result, policy), deducted(result)
    values = replace(sample(paper, regime), sums=lines, set_off=less, total=result.total_fen)
    pdf = render(paper, values, "pdf", fonts=fonts)
    assert isinstance(pdf, bytes), pdf
    told = flowing(text_of_pdf(pdf))
    assert all("".join(line.item.split()) in told for line in lines)


def test_no_fact_stands_by_the_name_of_a_file(policies: dict[str, Policy]) -> None:
    for row in WORKED:
        result = compute(policies[row["policy"]], row)
        if isinstance(result, Computation):
            told = "".join(line.facts for line in sums_of(result, policies[row["policy"]]))
            assert "_" not in told
            assert "None" not in told


def test_the_second_lock_sees_one_fen(policies: dict[str, Policy]) -> None:
    result, policy = computed(policies, "A-01")
    lines = sums_of(result, policy)
    assert list(sums_agree(lines, result.total_fen)) == []
    (reason,) = sums_agree(lines, Fen(result.total_fen - 1))
    assert "521,707.12" in reason.message.zh
