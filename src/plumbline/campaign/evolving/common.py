"""What the evolutions share: the aggregates an event names, its day, its record."""

from __future__ import annotations

from typing import Any, TypeAlias

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.households import Household
from plumbline.campaign.office import Office
from plumbline.campaign.projects import Project, recounted
from plumbline.campaign.state import State
from plumbline.terms import STAGES, Stage

Aggregate: TypeAlias = Office | Project | Household


def as_int(value: Any) -> int:
    assert isinstance(value, int), f"{value!r} is not a whole number"
    return value


def household_of(state: State, event: Event) -> Household:
    household = state.household(str(event.com["household"]))
    assert household is not None, (
        f"{event.type} names household {event.com['household']}, which does not exist"
    )
    return household


def project_of(state: State, project_id: Any) -> Project:
    project = state.project(str(project_id))
    assert project is not None, f"an event names project {project_id}, which does not exist"
    return project


def with_project(state: State, before: Household | None, after: Household) -> tuple[Aggregate, ...]:
    return (after, recounted(project_of(state, after.project), before, after))


def day_of(event: Event) -> str:
    return str(event.com["done_at"])[:10]


def record_of(event: Event, stamp: Stamp) -> dict[str, Any]:
    evidence: list[Any] = event.com.get("evidence") or []
    return {
        "on": day_of(event),
        "dates": event.com.get("dates") or {},
        "evidence": sorted({e["document"] for e in evidence}),
        "seq": stamp.seq,
    }


def moved_to(household: Household, event: Event, day: str) -> dict[str, Any]:
    if event.com.get("state") is None or (event.com["state"], event.com["stage"]) == (
        household.state,
        household.stage,
    ):
        return {}
    moved: dict[str, Any] = {"state": event.com["state"], "stage": event.com["stage"], "since": day}
    if household.credited:
        # Whoever falls back and comes again comes to the stage under the unit that answers then.
        kept = STAGES.index(Stage(event.com["stage"]))
        moved["credited"] = {s: u for s, u in household.credited.items() if STAGES.index(Stage(s)) <= kept}
    if event.com["stage"] == Stage.COMPENSATED and not household.compensated_on:
        moved["compensated_on"] = day
    return moved
