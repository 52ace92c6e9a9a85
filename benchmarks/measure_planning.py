"""Planning: the committed campaigns solved, each figure beside the bound proved in the same run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.timing import best_of, shown_seconds
from plumbline.planning import Campaign, Plan, check, parse_campaign, solve
from plumbline.terms import Text

CAMPAIGNS = Path(__file__).resolve().parents[1] / "tests/data/campaigns"
NAMES = ("tiny", "three-projects", "infeasible")


def figures() -> Iterator[Figure]:
    """Plan each committed campaign and have the plan checked by the code that the planner does not use."""
    for name in NAMES:
        campaign = parse_campaign(json.loads((CAMPAIGNS / f"{name}.json").read_text("utf-8")))
        assert isinstance(campaign, Campaign), name
        seconds, plan = best_of(1, lambda campaign=campaign: solve(campaign))
        assert isinstance(plan, Plan), name
        assert not check(campaign, plan), f"{name}: the plan breaks a rule of the statement"
        yield _figure(name, campaign, plan, seconds)


def _figure(name: str, campaign: Campaign, plan: Plan, seconds: float) -> Figure:
    households = len(campaign.households)
    found, proved = plan.objective, plan.bound
    return Figure(
        Text(f"排计划 {name}（{households} 户）", f"plan of {name} ({households} households)"),
        Text(
            f"{shown_seconds(seconds)}；逾期 {found.overdue} 户日，第 {found.finish} 天完成",
            f"{shown_seconds(seconds)}; {found.overdue} household-days overdue, done on day {found.finish}",
        ),
        Text("同一次证明的下限", "the bound proved in the same run"),
        Text(
            f"逾期 {_or_none(proved.overdue)} 户日，第 {_or_none(proved.finish)} 天",
            f"{_or_none(proved.overdue)} household-days, day {_or_none(proved.finish)}",
        ),
    )


def _or_none(value: int | None) -> str:
    return "–" if value is None else str(value)
