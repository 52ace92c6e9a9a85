"""Plan files: written, read back, and what a plan says of itself."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.planning.small import planned, small

from plumbline.planning import ObjectiveBound, UnreadableDocument, parse_plan, plan_json


def test_a_plan_is_read_as_it_was_written():
    plan = planned(small())
    assert parse_plan(json.loads(json.dumps(plan_json(plan)))) == plan


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("format", "plumbline-campaign/1", "format"),
        ("stages", [["li", "survey", "two", "survey", 1]], "stages[0][2]"),
        ("stages", [["li", "survey"]], "stages[0]"),
        ("blocks", {}, "blocks"),
        ("objective", {"overdue": 0}, "objective.parcels"),
        ("bound", {"overdue": 0.5}, "bound.overdue"),
    ],
)
def test_it_refuses_a_plan_of_another_shape_and_says_where(key, value, path):
    document = plan_json(planned(small())) | {key: value}
    with pytest.raises(UnreadableDocument) as refused:
        parse_plan(document)
    assert path in [finding.path for finding in refused.value.findings]


def test_it_is_optimal_only_when_every_date_is_proved():
    plan = planned(small())
    assert plan.status == "optimal"
    assert replace(plan, bound=replace(plan.bound, finish=12)).status == "feasible"
    assert replace(plan, bound=replace(plan.bound, finish=None)).status == "feasible"


def test_the_gap_is_of_the_first_figure_above_its_bound():
    plan = planned(small())
    assert plan.gap == 0
    # Overdue at its bound, finish 13 against 10: three thirteenths; peaks without a bound are passed over.
    assert replace(plan, bound=ObjectiveBound(0, 0, 10, None, 0)).gap == Fraction(3, 13)


def test_a_deadline_missed_without_proof_is_neither_met_nor_impossible():
    plan = planned(small())
    missed = replace(plan, objective=replace(plan.objective, overdue=2), bound=replace(plan.bound, overdue=0))
    assert (missed.meets_deadline, missed.deadline_is_impossible) == (False, False)
