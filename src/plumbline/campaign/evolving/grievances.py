"""How a grievance received or answered changes the office and its household."""

from __future__ import annotations

from dataclasses import replace

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving.common import (
    Aggregate,
    day_of,
    household_of,
)
from plumbline.campaign.state import State


def grievance(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {
        "household": event.com["household"],
        "project": event.com["project"],
        "kind": event.open["kind"],
        "due_on": event.open["due_on"],
        "owner_unit": event.com["owner_unit"],
        "owner_post": event.com["owner_post"],
        "received_on": day_of(event),
        "answered": None,
    }
    office = state.office().with_entry("grievances", str(stamp.seq), entry)
    if not event.com["household"]:
        return (office,)
    household = household_of(state, event)
    after = replace(
        household,
        grievances=household.grievances + 1,
        grievances_open=household.grievances_open + 1,
        law={**household.law, "track.grievance": event.com["grievance_state"]},
    )
    return (office, after)


def answered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    key = str(event.open["grievance"])
    office = state.office().with_entry(
        "grievances", key, {**state.office().grievances[key], "answered": day_of(event)}
    )
    if not event.com["household"]:
        return (office,)
    household = household_of(state, event)
    after = replace(
        household,
        grievances_open=household.grievances_open - 1,
        law={**household.law, "track.grievance": event.com["grievance_state"]},
    )
    return (office, after)
