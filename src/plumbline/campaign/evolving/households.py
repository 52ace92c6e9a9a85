"""How events of a household change it: listing, steps, facts, corrections, values, choice, duties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving import decisions
from plumbline.campaign.evolving.common import (
    Aggregate,
    day_of,
    household_of,
    moved_to,
    project_of,
    record_of,
    with_project,
)
from plumbline.campaign.households import Household, household_step
from plumbline.campaign.state import State


def listed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    com: Mapping[str, Any] = event.com
    household = Household(
        id=com["household"],
        project=com["project"],
        block=com["block"],
        kind=com["kind"],
        regime=project_of(state, com["project"]).regime,
        names=tuple(com["names"] or ()),
        address=com["address"] or "",
        remarks=com["remarks"] or "",
        state=com["state"],
        stage=com["stage"],
        since=day_of(event),
        records={household_step(project_of(state, com["project"]).regime, "listed"): record_of(event, stamp)},
        law=com["law"] or {},
        facts=com["facts"] or {},
        sources=com["sources"] or {},
        duties=com["duties"] or {},
    )
    return with_project(state, None, household)


_HANDS: Mapping[str, str] = {
    "sl_h_surveyed": "survey",
    "cl_h_surveyed": "survey",
    "sl_h_facts_settled": "review",
    "cl_h_facts_confirmed": "review",
}
"""Which recorded step makes a person the household's survey or review hand (four hands, M22)."""


def step_recorded(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    step = str(event.open["step"])
    is_hand = step in _HANDS and not event.com["imported"]
    hands = {**household.hands, _HANDS[step]: event.com["by_person"]} if is_hand else household.hands
    conditions: list[Any] = event.com["conditions"] or []
    if step.partition("_h_")[2] in decisions.NEWER_ACTS:
        household = decisions.without_remedies(household)
    after = replace(
        household,
        records={**household.records, step: record_of(event, stamp)},
        law={**household.law, **(event.com["facts"] or {})},
        conditions={**household.conditions, **dict.fromkeys(conditions, True)},
        hands=hands,
        **moved_to(household, event, day_of(event)),
    )
    return with_project(state, household, after)


def date_entered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    return (replace(household, dates={**household.dates, str(event.open["date"]): str(event.com["on"])}),)


def fact_entered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household, name, value = household_of(state, event), str(event.open["fact"]), event.com["value"]
    if "." in name or name == "choice":
        after = replace(household, law={**household.law, name: value})
    else:
        after = replace(household, conditions={**household.conditions, name: bool(value)})
    return with_project(state, household, after)


def set_path(facts: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of nested facts in which one place is set: `household.sole_home`, `buildings[b1].area`.

    raises  KeyError naming the part of the path that does not exist
    """
    head, _, rest = path.partition(".")
    name, _, key = head.partition("[")
    if not key:
        return {**facts, name: set_path(facts.get(name, {}), rest, value) if rest else value}
    wanted, rows = key.rstrip("]"), list(facts.get(name, ()))
    for index, row in enumerate(rows):
        ids = [str(v) for k, v in row.items() if k.endswith("_id") or k == "code"]
        if wanted in ids:
            rows[index] = set_path(row, rest, value)
            return {**facts, name: rows}
    raise KeyError(f"{name}[{wanted}]")


def corrected(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    facts: Mapping[str, Any] = household.facts
    changes: Mapping[str, Any] = event.com["changes"] or {}
    sources = dict(household.sources)
    for path, value in changes.items():
        facts = set_path(facts, path, value)
        sources[path] = {"event": stamp.seq}
    return with_project(state, household, replace(household, facts=facts, sources=sources))


def objected(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    return with_project(state, household, replace(household, objected=True))


def moved(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    after = replace(household, **moved_to(household, event, str(event.com["on"])))
    return with_project(state, household, after)


def values(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    after = replace(
        household,
        prices=event.com["prices"],
        shop_prices=event.com["shop_prices"],
        policy_total_fen=event.com["policy_total_fen"],
    )
    return with_project(state, household, after)


def choice(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    after = replace(
        household,
        facts={**household.facts, "choices": event.com["choices"]},
        law={**household.law, "choice": event.com["choice"]},
    )
    return (after,)


def conflict(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    return (replace(household, conflicts=(*household.conflicts, str(event.com["person"]))),)
