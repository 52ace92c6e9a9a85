"""How events of a project change it: steps, dates, facts, estimates, funds, registers, maps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving.common import (
    Aggregate,
    as_int,
    project_of,
)
from plumbline.campaign.state import State


def project_step(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    project = project_of(state, event.open["project"])
    documents: list[Any] = event.open["documents"] or []
    record = {
        "on": event.open["done_on"],
        "dates": event.open["dates"] or {},
        "evidence": sorted({d["document"] for d in documents}),
        "seq": stamp.seq,
    }
    conditions: list[Any] = event.open["conditions"] or []
    return (
        replace(
            project,
            records={**project.records, str(event.open["step"]): record},
            facts={**project.facts, **(event.open["facts"] or {})},
            conditions={**project.conditions, **dict.fromkeys(conditions, True)},
        ),
    )


def project_date(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project = project_of(state, event.open["project"])
    return (replace(project, dates={**project.dates, str(event.open["date"]): str(event.open["on"])}),)


def project_fact(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project, name, value = (
        project_of(state, event.open["project"]),
        str(event.open["fact"]),
        event.open["value"],
    )
    if "." in name:
        return (replace(project, facts={**project.facts, name: value}),)
    return (replace(project, conditions={**project.conditions, name: bool(value)}),)


def costs(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return (replace(project_of(state, event.open["project"]), estimate_fen=as_int(event.open["total_fen"])),)


def funds(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return (replace(project_of(state, event.open["project"]), funds_fen=as_int(event.open["balance_fen"])),)


def register(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project = project_of(state, event.open["project"])
    return (replace(project, registers=(*project.registers, str(event.open["sha256"]))),)


def map(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project = project_of(state, event.open["project"])
    return (replace(project, maps=(*project.maps, str(event.open["sha256"]))),)


def nothing(_state: State, _event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return ()
