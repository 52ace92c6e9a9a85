"""How events of the office change it: policies, calendar, parameters, commitments, late entries, the books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving.common import (
    Aggregate,
    project_of,
)
from plumbline.campaign.projects import Project
from plumbline.campaign.state import State


def opened(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    description: Mapping[str, Any] = event.com["description"]
    projects = tuple(
        Project(
            id=row["id"],
            name_zh=row["name_zh"],
            name_en=row.get("name_en", row["name_zh"]),
            regime=row["regime"],
            policy=row["policy"],
            in_totals=row.get("in_totals", True),
            local=dict(row.get("local", {})),
            blocks={b["id"]: b["name_zh"] for b in row["blocks"]},
        )
        for row in description["projects"]
    )
    return (replace(state.office(), description=description), *projects)


def policy_sealed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {
        "sha256": event.open["sha256"],
        "text": event.com["text"],
        "version": event.open["version"],
        "from_seq": stamp.seq,
    }
    return (state.office().with_entry("policies", str(event.open["policy"]), entry),)


def year_entered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    office = state.office().with_entry(
        "years", str(event.open["year"]), {"notice": event.open["notice"], "table": event.open["table"]}
    )
    for case in event.open.get("moved") or ():
        number = str(case["grievance"])
        office = office.with_entry(
            "grievances", number, {**office.grievances[number], "due_on": case["due_on"]}
        )
    return (office,)


def local_set(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project = project_of(state, event.open["project"])
    value = {"value": event.open["value"], "document": event.open["document"]}
    return (replace(project, local={**project.local, str(event.open["name"]): value}),)


def commitment_given(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {key: event.open[key] for key in ("unit", "project", "stage", "households", "due_on")} | {
        "kept": None,
        "at": stamp.at,
    }
    return (state.office().with_entry("commitments", str(stamp.seq), entry),)


def commitment_settled(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    key = str(event.open["commitment"])
    entry = {**state.office().commitments[key], "kept": event.open["kept"], "reached": event.open["reached"]}
    return (state.office().with_entry("commitments", key, entry),)


def late_proposed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {
        "command": event.open["command"],
        "payload": event.com["payload"],
        "household": event.com["household"],
        "by_person": event.com["by_person"],
        "by_post": event.com["by_post"],
        "done_at": event.com["done_at"],
        "at": stamp.at,
        "accepted": None,
    }
    return (state.office().with_entry("proposals", str(stamp.seq), entry),)


def late_reviewed(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    key = str(event.open["proposal"])
    # The payload has done its work and may be long; it stays in the ledger, not in the state.
    entry = {**state.office().proposals[key], "accepted": event.open["accepted"], "payload": None}
    return (state.office().with_entry("proposals", key, entry),)


def statement(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    office = state.office()
    return (replace(office, statements=(*office.statements, str(event.open["sha256"]))),)


def closed(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    day, account = str(event.open["date"]), event.com.get("account") or {}
    places: list[Any] = account.get("standstills") or []
    return (replace(state.office(), last_closed=day, still={"day": day, "places": places}),)
