"""The agenda of a consultation, prepared from facts: references to what waits, never a figure that somebody types.

Each item names its thing by number or id; whoever reads the agenda looks the thing up as it stood. The
order is the office's: what was decided and is not done, where nothing moves, who waits longest and for
what, promises not kept, questions not answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from plumbline.campaign.households import Household
from plumbline.campaign.office import Office
from plumbline.campaign.projects import Project
from plumbline.campaign.rules import Rules
from plumbline.campaign.state import State
from plumbline.campaign.waiting import WaitsFor, waits_for
from plumbline.terms import REMAINING_BEFORE, STAGES

Item: TypeAlias = dict[str, Any]

STANDSTILL_DAYS = 3
"""Days without a step after which a unit or a block is named (M16)."""

MOST_OF_A_KIND = 60
"""Items of one kind: no meeting goes through more. What is beyond them is counted, not dropped unseen."""

LONGEST = 5
"""Households of a project's stage that are asked what they wait for: those that wait longest."""

OPEN_ORDERS = frozenset({"issued", "signed", "answered"})
"""States of a dispatch order that is neither closed nor withdrawn."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Remaining households by the places in which a standstill is named."""

    projects: Mapping[str, Project]
    households: tuple[Household, ...]

    def of(self, place: Mapping[str, Any]) -> list[Household]:
        """The remaining households of a project, unit or block."""
        return [h for h in self.households if h.project == place["project"] and _is_in(h, place)]


def agenda(state: State, rules: Rules, *, project: str, today: date) -> tuple[Item, ...]:
    """The items of a consultation held today.

    project  the one that it is about; empty for the whole campaign
    returns  {"kind": "order" | "standstill" | "waiting" | "commitment" | "grievance", …references};
             {"kind", "beyond": n} where a kind has n items more than a meeting can go through
    source   mission M11, M16
    """
    office = state.office()
    places = _places(state, office, project)
    kinds: tuple[Iterable[Item], ...] = (
        _orders(office, project),
        _standstills(office, places, rules, today),
        _longest(places, rules, today),
        _commitments(office, project),
        _grievances(office, project),
    )
    return tuple(item for items in kinds for item in _bounded(list(items)))


def _bounded(items: list[Item]) -> list[Item]:
    beyond = len(items) - MOST_OF_A_KIND
    return items if beyond <= 0 else [*items[:MOST_OF_A_KIND], {"kind": items[0]["kind"], "beyond": beyond}]


def open_orders(office: Office, project: str = "") -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Dispatch orders that are neither closed nor withdrawn, the earliest due first; of one project, or all."""
    rows = [(int(number), entry) for number, entry in office.dispatches.items()]
    for number, entry in sorted(rows, key=lambda row: (row[1]["due_on"], row[0])):
        of = office.consultations[str(entry["consultation"])]["project"]
        if entry["state"] in OPEN_ORDERS and project in ("", of):
            yield number, entry


def _orders(office: Office, project: str) -> Iterator[Item]:
    for number, _entry in open_orders(office, project):
        yield {"kind": "order", "ref": number}


# ---------- where nothing moves ----------
def _places(state: State, office: Office, project: str) -> _Places:
    rows = [row["id"] for row in office.description["projects"] if row.get("in_totals", True)]
    projects = {id: p for id in rows if project in ("", id) and (p := state.project(id)) is not None}
    households = (
        household
        for id in projects
        for household_id in state.household_ids(id)
        if (household := state.household(household_id)) is not None
    )
    left = {stage.value for stage in REMAINING_BEFORE}
    return _Places(projects, tuple(h for h in households if h.stage in left))


def _is_in(household: Household, place: Mapping[str, Any]) -> bool:
    match place["kind"]:
        case "project":
            return True
        case "block":
            return household.block == str(place["id"])
        case _:
            return any(duty["unit"] == place["id"] for duty in household.duties.values())


def _standstills(office: Office, places: _Places, rules: Rules, today: date) -> Iterator[Item]:
    """What the last closed day named, without the places where whoever is left lawfully waits."""
    named = [
        place
        for place in office.still.get("places", ())
        if place["days"] >= STANDSTILL_DAYS and place["project"] in places.projects
    ]
    left = [places.of(place) for place in named]
    moving = _not_all_waiting(left, places, rules, today)
    for place, stands in zip(named, moving, strict=True):
        if stands:
            yield {
                "kind": "standstill",
                "place": place["kind"],
                "ref": place["id"],
                "project": place["project"],
            }


def _not_all_waiting(left: list[list[Household]], places: _Places, rules: Rules, today: date) -> list[bool]:
    """Whether anybody of each place does not lawfully wait; asked in rounds, for one such household is enough."""
    found, asked, judged = [False] * len(left), 1, dict[str, bool]()
    while any(not done and asked <= 2 * len(of) for done, of in zip(found, left, strict=True)):
        wanted = [h for done, of in zip(found, left, strict=True) if not done for h in of[:asked]]
        new = {h.id: h for h in wanted if h.id not in judged}
        waits = waits_for(rules, ((places.projects[h.project], h) for h in new.values()), today)
        judged |= {id: not wait.is_lawful for id, wait in waits.items()}
        found = [done or any(judged[h.id] for h in of[:asked]) for done, of in zip(found, left, strict=True)]
        asked *= 2
    return found


# ---------- who waits longest, and for what ----------
def _longest(places: _Places, rules: Rules, today: date) -> Iterator[Item]:
    """Of each project's stage the household that waits longest, once for each thing that is waited for."""
    asked: list[Household] = []
    for project in places.projects:
        for stage in (s for s in STAGES if s in REMAINING_BEFORE):  # a set has no order of its own
            here = [h for h in places.households if (h.project, h.stage) == (project, stage.value)]
            asked += sorted(here, key=lambda h: (h.since, h.id))[:LONGEST]
    waits = waits_for(rules, ((places.projects[h.project], h) for h in asked), today)
    seen: set[tuple[str, str, str, str]] = set()
    for household in asked:
        what = waits[household.id]
        key = (household.project, household.stage, what.kind, what.ref)
        if key not in seen:
            seen.add(key)
            yield _waiting(household, what)


def _waiting(household: Household, what: WaitsFor) -> Item:
    return {
        "kind": "waiting",
        "ref": household.id,
        "project": household.project,
        "stage": household.stage,
        "since": household.since,
        "for": what.kind,
        "step": what.ref,
        "rule": what.rule,
    }


# ---------- promises and questions ----------
def _commitments(office: Office, project: str) -> Iterator[Item]:
    """Promises not kept whose day came after the last consultation of the same kind; each is gone through once."""
    before = max((c["on"] for c in office.consultations.values() if c["project"] == project), default="")
    for number, entry in sorted(office.commitments.items(), key=lambda row: (row[1]["due_on"], int(row[0]))):
        if entry["kept"] is False and entry["due_on"] >= before and project in ("", entry["project"]):
            yield {"kind": "commitment", "ref": int(number)}


def _grievances(office: Office, project: str) -> Iterator[Item]:
    for number, entry in sorted(office.grievances.items(), key=lambda row: (row[1]["due_on"], int(row[0]))):
        if not entry["answered"] and project in ("", entry["project"]):
            yield {"kind": "grievance", "ref": int(number)}
