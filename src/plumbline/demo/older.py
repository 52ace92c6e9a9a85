"""The two older projects: what forty days cannot hold, invented a year earlier and brought by their registers.

    older = build_older(description)
    data = older_register(older, "laoliangku")     # an .xlsx for the ordinary import command

Their households are made as all others are and then moved a year back with every day that they name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from plumbline import policy
from plumbline.demo.chance import Chance
from plumbline.demo.choices import Choice, heads, registered_home_dm2
from plumbline.demo.description import Description, Project
from plumbline.demo.dwellings import SIZES_DM2
from plumbline.demo.ground import Ground
from plumbline.demo.households import Household, seats_of
from plumbline.demo.older_state import STATE_PATHS, state_way
from plumbline.demo.older_steps import state_steps, village_steps
from plumbline.demo.older_village import UNSIGNED, VILLAGE_PATHS, village_way
from plumbline.demo.older_ways import Way
from plumbline.demo.plots import build_ground
from plumbline.demo.policies import older_policy
from plumbline.demo.registers import funds_for
from plumbline.demo.state_facts import state_household
from plumbline.demo.village_facts import village_household
from plumbline.registers import PastAct, write_register
from plumbline.terms import SHANGHAI, Regime, show_area

_DAY = re.compile(r"(\d{4})(-\d\d-\d\d)")
_USUAL = {Regime.STATE_LAND: "money_agreement", Regime.COLLECTIVE_LAND: "agreement"}
_NO_SHOP = frozenset({"exchange_agreement"})
"""Paths for households with a dwelling of their own."""


@dataclass(frozen=True, slots=True)
class Older:
    """The older projects: their ground, households, and for each household its path, its choice and its past.

    paths  household → name of its path through the procedure
    """

    projects: tuple[Project, ...]
    ground: Ground
    households: tuple[Household, ...]
    paths: Mapping[str, str]
    choices: Mapping[str, Choice]
    ways: Mapping[str, Way]

    def of_project(self, project: str) -> tuple[Household, ...]:
        """The households of a project in the order of their numbers."""
        return tuple(h for h in self.households if h.project == project)


def build_older(description: Description) -> Older:
    """The older projects of a description's seed; they have the same size whatever the size of the others."""
    chance = Chance(description.seed).child("older")
    counts = {block.id: block.households for project in description.older for block in project.blocks}
    ground = build_ground(description.older, counts, chance.child("ground"))
    households: list[Household] = []
    paths: dict[str, str] = {}
    choices: dict[str, Choice] = {}
    ways: dict[str, Way] = {}
    for project in description.older:
        for seat in seats_of(project, ground):
            path = _path(project, seat.number)
            household = _invented(project, seat, path, chance.child(project.id))
            choice = _choice(household, path)
            households.append(household)
            paths[household.id], choices[household.id] = path, choice
            is_state = project.regime is Regime.STATE_LAND
            ways[household.id] = (
                state_way(household, path) if is_state else village_way(household, path, choice)
            )
    return Older(description.older, ground, tuple(households), paths, choices, ways)


def _path(project: Project, number: int) -> str:
    known = STATE_PATHS if project.regime is Regime.STATE_LAND else VILLAGE_PATHS
    return known.get(number, _USUAL[project.regime])


def _invented(project: Project, seat: Any, path: str, quarter: Chance) -> Household:
    if project.regime is Regime.STATE_LAND:
        case = "owner_unknown" if path == "owner_unknown" else ""
        made = state_household(seat, case, quarter)
    else:
        made = village_household(seat, "", quarter)
        title = "disputed" if path == "title_disputed" else "clear"
        made = replace(made, law={**made.law, "track.title": title})
    return replace(made, facts=_a_year_earlier(made.facts))


def _a_year_earlier(value: Any) -> Any:
    """The same facts with every day a year earlier; a leap day becomes the 28th."""
    if isinstance(value, Mapping):
        return {name: _a_year_earlier(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_a_year_earlier(item) for item in value]
    if isinstance(value, str) and (found := _DAY.fullmatch(value)):
        return f"{int(found[1]) - 1}{found[2]}".replace("-02-29", "-02-28")
    return value


# ---------- what they chose ----------
def _choice(household: Household, path: str) -> Choice:
    if household.regime is Regime.STATE_LAND:
        return _flat_of_the_quarter(household) if path in _NO_SHOP else Choice({"mode": "cash"}, "money")
    if not heads(household):
        return Choice({"mode": "none"}, "money")
    match household.number:
        case 1 | 2 | 11:
            wanted = max(5_000 * heads(household), 6_000)
            flats = [{**flat, "floor": 3} for flat in _flats(household, wanted)]
            return Choice({"mode": "flats", "flats": flats}, "resettlement_dwelling")
        case 4:
            return Choice({"mode": "self_build"}, "new_homestead_plot")
        case _:
            return Choice({"mode": "cash"}, "money")


def _flat_of_the_quarter(household: Household) -> Choice:
    due = registered_home_dm2(household) * 115 // 100
    if household.facts["household"]["sole_home"]:
        due = max(due, 5_750)
    swap = {"kind": "off_plan", "flats": _flats(household, due)}
    return Choice({"mode": "swap", "swap": swap, "transition": "self"}, "exchange")


def _flats(household: Household, due_dm2: int) -> list[dict[str, Any]]:
    """Flats that together are not larger than what is due, so that nobody pays a difference; at least one."""
    flats: list[dict[str, Any]] = []
    left = due_dm2
    while (size := max((s for s in SIZES_DM2 if s <= left), default=0)) or not flats:
        size = size or SIZES_DM2[0]
        flat_id = f"{household.project}-xin-{household.number:02d}-{len(flats) + 1}"
        flats.append({"flat_id": flat_id, "area": show_area(size)})
        left -= size
    return flats


# ---------- the register ----------
def older_register(older: Older, project_id: str) -> bytes:
    """The register of an older project as .xlsx, with the past of the project and of every household."""
    project = next(p for p in older.projects if p.id == project_id)
    rows = [_row(older, household) for household in older.of_project(project_id)]
    return write_register(project.regime, rows, acts=older_history(older, project))


def older_history(older: Older, project: Project) -> tuple[PastAct, ...]:
    """The project's own past acts."""
    rule = policy.parse_policy(older_policy(project.regime), project.policy)
    households = [replace(h, facts=_with_prices(h)) for h in older.of_project(project.id)]
    if project.regime is Regime.STATE_LAND:
        return state_steps(funds_for(households, rule, "2025-03-20T12:00:00+08:00"), project.basis)
    unsigned = sum(older.paths[h.id] in UNSIGNED for h in households)
    return village_steps(funds_for(households, rule, "2025-04-09T12:00:00+08:00"), project.basis, unsigned)


def _with_prices(household: Household) -> dict[str, Any]:
    buildings = []
    for row in household.facts["buildings"]:
        building = dict(row)
        if row["building_id"] in household.prices:
            building["assessed_price_fen_per_m2"] = household.prices[row["building_id"]]
        if row.get("business") and row["building_id"] in household.shop_prices:
            shop = household.shop_prices[row["building_id"]]
            building["business"] = {**row["business"], "shop_price_fen_per_m2": shop}
        buildings.append(building)
    return {**household.facts, "buildings": buildings}


def _row(older: Older, household: Household) -> dict[str, object]:
    way = older.ways[household.id]
    facts = {"policy": household.policy, **_with_prices(household)}
    facts["choices"] = dict(older.choices[household.id].choices)
    if way.signed_on:
        signed = datetime.combine(way.signed_on, time(10), SHANGHAI)
        facts["dates"] = {"signed_at": signed.isoformat()}
    return {
        "household_id": household.id,
        "names": household.names,
        "kind": household.kind,
        "block": household.block,
        "address": household.address,
        "unit": household.unit,
        "remarks": "（示例）",
        "facts": {key: value for key, value in facts.items() if value != []},
        "history": tuple(way.acts),
    }
