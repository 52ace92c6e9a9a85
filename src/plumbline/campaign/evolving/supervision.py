"""How dismissed breaches and the rungs of the ladder change the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving.common import Aggregate, day_of
from plumbline.campaign.ladder import standing_rung
from plumbline.campaign.office import Office
from plumbline.campaign.state import State
from plumbline.terms import from_millis, local_day


def dismissed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {"on": day_of(event), "seq": stamp.seq}
    return (state.office().with_entry("dismissed", str(event.com["breach"]), entry),)


def opened(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    office, number = state.office(), str(event.open["matter"])
    rung = {
        "rung": event.open["rung"],
        "unit": event.com["unit"],
        "post": event.com["post"],
        "state": "issued",
        "since": day_of(event),
        "answer_days": event.com["answer_days"],
        "scope": event.com["scope"],
        "organ": event.com["organ"],
        "delivered": "",
        "answered_by": "",
        "outcome": "",
        "received": False,
    }
    begun: Mapping[str, Any] = {key: event.com[key] for key in ("breach", "rule", "project", "unit")}
    matter = office.matters.get(number, {**begun, "ended": "", "rungs": []})
    after = office.with_entry("matters", number, {**matter, "rungs": [*matter["rungs"], rung]})
    return (_reminded(after, event, stamp),)


def delivered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _changed(state, event, {"state": "delivered", "delivered": event.com["delivered"]})


def reminded(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    return (_reminded(state.office(), event, stamp),)


def answered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _changed(state, event, {"state": "answered", "answered_by": event.com["by_person"]})


def concluded(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    outcome = str(event.com["outcome"])
    # With an accepted reason nothing is left to supervise.
    ended = "accepted" if outcome == "accepted" else ""
    return _changed(state, event, {"state": "concluded", "outcome": outcome}, ended=ended)


def withdrawn(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _changed(state, event, {"state": "withdrawn"})


def received(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return _changed(state, event, {"received": True})


def ended(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    office, number = state.office(), str(event.open["matter"])
    return (office.with_entry("matters", number, {**office.matters[number], "ended": "ended"}),)


def _changed(
    state: State, event: Event, changed: Mapping[str, Any], *, ended: str = ""
) -> tuple[Aggregate, ...]:
    office, number = state.office(), str(event.open["matter"])
    matter = office.matters[number]
    rungs: list[Mapping[str, Any]] = list(matter["rungs"])
    standing = standing_rung(matter)
    assert standing is not None, f"{event.type} names a matter without a paper"
    rungs[rungs.index(standing)] = {**standing, "since": day_of(event), **changed}
    after = {**matter, "rungs": rungs, "ended": ended or matter["ended"]}
    return (office.with_entry("matters", number, after),)


def _reminded(office: Office, event: Event, stamp: Stamp) -> Office:
    """The person that a reminder went to has had this day's; it goes out when it is entered."""
    person, day = event.com["receiver"], local_day(from_millis(stamp.at)).isoformat()
    return office.with_entry("reminded", str(person), {"on": day}) if person else office
