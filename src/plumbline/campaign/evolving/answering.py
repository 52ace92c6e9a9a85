"""How duties, posts and plans of both change: what held before keeps its period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving.common import Aggregate, household_of
from plumbline.campaign.households import Household
from plumbline.campaign.office import Office
from plumbline.campaign.state import State
from plumbline.terms import STAGES, Duty, Stage


def duties(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    """The household's new holders; its open cases go with the duty of settling."""
    household = household_of(state, event)
    given: Mapping[str, Any] = event.com["duties"]
    after = replace(household, duties=given, credited=_credited(household, given))
    settling = given[Duty.SETTLING.value]
    office = _without_plan(state.office(), event)
    for number in event.com.get("cases") or ():
        case = office.grievances[str(number)]
        owner = {"owner_unit": settling["unit"], "owner_post": settling["post"]}
        office = office.with_entry("grievances", str(number), {**case, **owner})
    return (after,) if office is state.office() else (after, office)


def _credited(household: Household, given: Mapping[str, Any]) -> Mapping[str, str]:
    """Stage → the unit that answered when it was reached, for what was reached before the household moved."""
    before = next((duty["unit"] for duty in household.duties.values()), "")
    after = next(duty["unit"] for duty in given.values())
    if not before or before == after:
        return household.credited
    reached = STAGES[: STAGES.index(Stage(household.stage)) + 1]
    return {**{stage.value: before for stage in reached}, **household.credited}


def _without_plan(office: Office, event: Event) -> Office:
    planned = event.com.get("planned")
    if planned is None or str(planned) not in office.ahead:
        return office
    return replace(office, ahead={n: e for n, e in office.ahead.items() if n != str(planned)})


def planned(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    """Something that begins on a later day."""
    payload: Mapping[str, Any] = event.com["payload"]
    act = {name: event.com[name] for name in ("by_person", "done_at", "evidence", "reviewed_by")}
    entry = {**payload, **act, "kind": event.open["kind"], "on": event.open["begins_on"]}
    return (state.office().with_entry("ahead", str(stamp.seq), entry),)


def appointed(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    """A new term of a post; the one before it ends the day before, and stays."""
    office = _without_plan(state.office(), event)
    post, since = str(event.open["post"]), str(event.open["since"])
    day_before = (date.fromisoformat(since) - timedelta(days=1)).isoformat()
    rows: list[dict[str, Any]] = []
    last = -1
    for row in office.description["posts"]:
        mine = row["id"] == post
        runs_on = mine and (not row.get("to") or str(row["to"]) >= since)
        rows.append({**row, "to": day_before} if runs_on else dict(row))
        last = len(rows) - 1 if mine else last
    term = {**rows[last], "holder": event.com["person"], "from": since, "to": event.open["until"] or ""}
    people = list(office.description["people"])
    if all(row["id"] != event.com["person"] for row in people):
        people.append({"id": event.com["person"], "name": event.com["name"]})
    posts = [*rows[: last + 1], term, *rows[last + 1 :]]
    return (replace(office, description={**office.description, "posts": posts, "people": people}),)


def ended(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    """The newest term of a post ends with a day."""
    office = state.office()
    rows = [dict(row) for row in office.description["posts"]]
    newest = max(n for n, row in enumerate(rows) if row["id"] == event.open["post"])
    rows[newest]["to"] = event.open["last"]
    return (replace(office, description={**office.description, "posts": rows}),)


def reported(_state: State, _event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    """A report changes nothing that is counted."""
    return ()
