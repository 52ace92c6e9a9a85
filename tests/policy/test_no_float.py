"""No float near money: neither written in the ruler's code nor alive in what it computes."""

from __future__ import annotations

import ast
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import plumbline.policy
from plumbline.policy import Policy, compute, render_articles

from .conftest import worked_households

SOURCES = sorted(Path(plumbline.policy.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_no_source_of_the_ruler_writes_or_names_a_float(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), ast.dump(node)
        assert not (isinstance(node, ast.Name) and node.id in ("float", "Decimal")), ast.dump(node)


def floats_in(value: Any) -> bool:
    if isinstance(value, float):
        return True
    if is_dataclass(value):
        return any(floats_in(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, dict):
        return any(map(floats_in, value.values()))
    return isinstance(value, list | tuple) and any(map(floats_in, value))


def test_no_float_is_alive_in_a_computation_or_a_printed_plan(policies: dict[str, Policy]) -> None:
    for row in worked_households():
        assert not floats_in(compute(policies[row["policy"]], row))
    for policy in policies.values():
        assert not floats_in(render_articles(policy))
