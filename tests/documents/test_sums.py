"""The annex of sums comes from the policy's own trace: clause, facts, arithmetic, exact to the fen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from plumbline.documents import FontSet, facts_of, page_of, render, sample, sums_agree, sums_of
from plumbline.policy import Computation, Policy, compute, load_policy
from plumbline.terms import Fen, show_yuan

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
        lines = sums_of(result, policies[row["policy"]])
        assert sum(line.amount for line in lines) == result.total_fen == row["expected"]["total_fen"]
        count += 1
    assert count == 64


def test_a_line_has_its_clause_its_facts_in_words_and_its_arithmetic(policies: dict[str, Policy]) -> None:
    first, *_ = sums_of(*computed(policies, "A-01"))
    assert first.clause == "第十一条"
    assert first.item == "房屋价值补偿·房屋1"
    assert first.facts == "房屋1：建成日期、已登记、建筑面积、评估单价"
    # 62.37 ㎡ × 6180.50 = 385477.785, half up by the plan's rounding.
    assert first.working == "62.37 ㎡ × 6180.50 = 385477.785 → 385477.79"
    assert first.amount == 38_547_779


@pytest.mark.parametrize(("name", "regime"), [("A-01", STATE), ("B-01", COLLECTIVE)])
def test_an_agreement_carries_the_trace(
    policies: dict[str, Policy], fonts: FontSet, name: str, regime: Any
) -> None:
    result, policy = computed(policies, name)
    paper = by_id("agreement")
    lines = sums_of(result, policy)
    facts = facts_of(result, policy)
    values = replace(sample(paper, regime), facts=facts, sums=lines, total=result.total_fen)
    pdf = render(paper, values, "pdf", fonts=fonts)
    assert isinstance(pdf, bytes), pdf
    told = flowing(text_of_pdf(pdf))
    assert all("".join(line.working.split()) in told for line in lines)
    assert all(show_yuan(line.amount) in told for line in lines)


def test_a_household_that_owes_a_difference_pays_it_by_its_amount(policies: dict[str, Policy]) -> None:
    # B-03: the two flats cost 234,000.00, its sums are 208,000.00: it pays 26,000.00.
    result, policy = computed(policies, "B-03")
    paper = by_id("agreement")
    values = replace(sample(paper, COLLECTIVE), sums=sums_of(result, policy), total=result.total_fen)
    told = str(page_of(paper, values).parts)
    assert "各项补偿、补助和奖励合计208,000.00元" in told
    assert "乙方应付甲方差额26,000.00元（人民币贰万陆仟元整）" in told
    assert "甲方应付乙方" not in told


def test_every_fact_stands_once_with_its_record(policies: dict[str, Policy]) -> None:
    household, building, *things = facts_of(*computed(policies, "A-01"))
    assert household.record == "本户"
    assert "补偿方式：货币补偿" in household.facts
    assert building.record == "房屋1"
    assert building.facts.count("建筑面积62.37㎡") == 1
    assert "评估单价6,180.50元/㎡" in building.facts
    assert [thing.record for thing in things] == [
        "水表主表", "电表主表", "挂式空调", "柜式空调", "管道燃气", "宽带移机"
    ]  # fmt: skip


def test_people_with_the_same_facts_are_named_together(policies: dict[str, Policy]) -> None:
    lines = sums_of(*computed(policies, "B-03"))
    assert max(len(line.facts) for line in lines) < 200


def test_no_fact_stands_by_the_name_of_a_file(policies: dict[str, Policy]) -> None:
    for row in WORKED:
        result = compute(policies[row["policy"]], row)
        if isinstance(result, Computation):
            policy = policies[row["policy"]]
            told = "".join(line.facts for line in (*facts_of(result, policy), *sums_of(result, policy)))
            assert "_" not in told
            assert "None" not in told


def test_the_second_lock_sees_one_fen(policies: dict[str, Policy]) -> None:
    result, policy = computed(policies, "A-01")
    lines = sums_of(result, policy)
    assert list(sums_agree(lines, result.total_fen)) == []
    (reason,) = sums_agree(lines, Fen(result.total_fen - 1))
    assert "521,707.12" in reason.message.zh


def test_every_worked_household_has_an_agreement(policies: dict[str, Policy]) -> None:
    paper = by_id("agreement")
    for row in WORKED:
        policy = policies[row["policy"]]
        result = compute(policy, row)
        if not isinstance(result, Computation):
            continue
        values = replace(
            sample(paper, STATE),
            facts=facts_of(result, policy),
            sums=sums_of(result, policy),
            total=result.total_fen,
        )
        assert paper.refused(values) is None, row["household_id"]
