"""The invented world as a whole: ground, households, dwellings, behaviour, incidents, from one description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plumbline.demo.behaviour import Behaviour, build_behaviour
from plumbline.demo.cases import LEAST
from plumbline.demo.chance import Chance, proportional
from plumbline.demo.clearing import with_demolition
from plumbline.demo.description import Description
from plumbline.demo.dwellings import Dwelling, build_stock
from plumbline.demo.ground import Ground
from plumbline.demo.households import Household, cases_of, seats_of
from plumbline.demo.incidents import Incidents, build_incidents
from plumbline.demo.places import estimate_prices
from plumbline.demo.plots import build_ground
from plumbline.demo.state_facts import state_household
from plumbline.demo.village_facts import village_household
from plumbline.terms import HouseholdId, Regime


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the demonstration invents.

    cases            name of a special case → its household (`cases.CASES`)
    estimate_prices  project → block → use → fen per ㎡, for the funds' estimate of state land
    """

    description: Description
    ground: Ground
    households: tuple[Household, ...]
    cases: Mapping[str, HouseholdId]
    dwellings: tuple[Dwelling, ...]
    behaviour: Mapping[HouseholdId, Behaviour]
    incidents: Incidents
    estimate_prices: Mapping[str, Mapping[str, Mapping[str, int]]]

    def household(self, household_id: str) -> Household:
        """The household of a file number."""
        return next(h for h in self.households if h.id == household_id)

    def of_project(self, project: str) -> tuple[Household, ...]:
        """The households of a project in the order of their numbers."""
        return tuple(h for h in self.households if h.project == project)


def build_world(description: Description, households: int | None = None) -> World:
    """The world of a description's seed.

    households  how many in all, spread as in the description; None = as many as it says (1,200)
    raises      ValueError below `cases.LEAST`, where the special cases have no room
    """
    counts = household_counts(description, households)
    chance = Chance(description.seed)
    ground = build_ground(description.projects, counts, chance.child("ground"))
    invented, cases = _invent(description, ground, chance.child("households"))
    stock, dwellings = build_stock(chance.child("dwellings"))
    plans = build_behaviour(invented, cases, stock, chance.child("behaviour"))
    behaviour = with_demolition(plans, invented, chance.child("demolition"))
    prices = {
        p.id: estimate_prices(p, chance.child("households").child(p.id))
        for p in description.projects
        if p.regime is Regime.STATE_LAND
    }
    incidents = build_incidents(description, invented, cases, behaviour, chance.child("incidents"))
    return World(description, ground, invented, cases, dwellings, behaviour, incidents, prices)


def household_counts(description: Description, households: int | None = None) -> dict[str, int]:
    """How many households each block has, by block id, when the whole is so many."""
    planned = [sum(block.households for block in project.blocks) for project in description.projects]
    whole = sum(planned) if households is None else households
    if whole < LEAST:
        raise ValueError(
            f"示例至少要有 {LEAST} 户，才容得下全部特例 (a demonstration needs at least {LEAST} households, not {whole})"
        )
    counts: dict[str, int] = {}
    for project, total in zip(description.projects, proportional(whole, planned), strict=True):
        parts = proportional(total, [block.households for block in project.blocks])
        counts |= {block.id: part for block, part in zip(project.blocks, parts, strict=True)}
    return counts


def _invent(
    description: Description, ground: Ground, chance: Chance
) -> tuple[tuple[Household, ...], dict[str, HouseholdId]]:
    households: list[Household] = []
    cases: dict[str, HouseholdId] = {}
    for project in description.projects:
        seats = seats_of(project, ground)
        here = cases_of(project, seats)
        cases |= {name: HouseholdId(household) for name, household in here.items()}
        case_of = {household: name for name, household in here.items()}
        make = state_household if project.regime is Regime.STATE_LAND else village_household
        quarter = chance.child(project.id)
        households += [make(seat, case_of.get(seat.id, ""), quarter) for seat in seats]
    return tuple(households), cases
