"""How consultations and dispatch orders change the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving.common import Aggregate, as_int, day_of
from plumbline.campaign.state import State


def opened(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    agenda: list[Any] = event.com["agenda"]
    entry = {
        "project": event.open["project"],
        "on": event.open["held_on"],
        "items": len(agenda),
        "decisions": 0,
        "closed": False,
    }
    return (state.office().with_entry("consultations", str(event.open["consultation"]), entry),)


def decided(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _consultation(state, event, {"decisions": as_int(event.open["item"])})


def closed(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _consultation(state, event, {"closed": True})


def reopened(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _consultation(state, event, {"closed": False})


def _consultation(state: State, event: Event, changed: Mapping[str, Any]) -> tuple[Aggregate, ...]:
    number, office = str(event.open["consultation"]), state.office()
    return (office.with_entry("consultations", number, {**office.consultations[number], **changed}),)


# ---------- dispatch orders ----------
def issued(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {key: event.open[key] for key in ("consultation", "item", "unit", "post", "due_on")} | {
        "state": "issued",
        "since": day_of(event),
        "answered_by": None,
    }
    return (state.office().with_entry("dispatches", str(event.open["order"]), entry),)


def signed_for(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _order(state, event, {"state": "signed"})


def answered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _order(state, event, {"state": "answered", "answered_by": event.com["by_person"]})


def order_closed(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _order(state, event, {"state": "closed"})


def sent_back(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    # Who has signed for it once has it: what is missing is another answer.
    return _order(state, event, {"state": "signed"})


def withdrawn(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _order(state, event, {"state": "withdrawn"})


def _order(state: State, event: Event, changed: Mapping[str, Any]) -> tuple[Aggregate, ...]:
    number, office = str(event.open["order"]), state.office()
    entry = {**office.dispatches[number], "since": day_of(event), **changed}
    return (office.with_entry("dispatches", number, entry),)
