"""The invented households: who lives or owns where, and their facts in the schema of the policies.

A seat is a place on the ground; `state_facts` and `village_facts` make a household of it. A household's stream of chance hangs on its file number alone, so that one more question asked about one
household never changes another. Prices of state land stand apart from the facts, because the appraiser
brings them months after the survey.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from plumbline.demo.cases import placed_cases
from plumbline.demo.description import Block, Project
from plumbline.demo.ground import Field, Footprint, Ground
from plumbline.terms import HouseholdId, Regime

OWNER_UNIT = "示例市房产管理所（虚构）"
"""Owner of the public housing of the demonstration."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a household: the id that the facts use, and what only the file shows."""

    person_id: str
    name: str
    sex: str
    relation: str


@dataclass(frozen=True, slots=True)
class Household:
    """One invented household.

    kind         `household` or `organisation`
    names        the right holders or the tenant, as the register writes them
    facts        the policy's facts schema, without prices, choices and dates; buildings name their footprint
    law          facts of the procedure that the survey records (`household.use`, `track.title`, …)
    prices       building id → appraised price in fen per ㎡ (state land)
    shop_prices  building id → appraised price of the same place as a shop, where a dwelling is used as one
    """

    id: HouseholdId
    number: int
    project: str
    block: str
    unit: str
    regime: Regime
    policy: str
    kind: str
    names: tuple[str, ...]
    address: str
    people: tuple[Member, ...]
    facts: Mapping[str, Any]
    law: Mapping[str, Any]
    prices: Mapping[str, int] = field(default_factory=dict)
    shop_prices: Mapping[str, int] = field(default_factory=dict)

    @property
    def footprints(self) -> tuple[str, ...]:
        """The footprints of its buildings, each once."""
        return tuple(dict.fromkeys(b["footprint_id"] for b in self.facts["buildings"]))


@dataclass(frozen=True, slots=True)
class Seat:
    """A household's place before anything is known of it.

    number   running number in the project; `in_block` in the block, from 1
    place    which of the footprint's households it is, from 0
    beside   annexes or outbuildings that go with the first household of the footprint
    fields   the farmland it holds
    """

    id: HouseholdId
    number: int
    in_block: int
    project: Project
    block: Block
    footprint: Footprint
    place: int
    beside: tuple[Footprint, ...]
    fields: tuple[Field, ...]
    door: int


def seats_of(project: Project, ground: Ground) -> list[Seat]:
    """The places of a project's households: block by block, footprint by footprint."""
    seats: list[Seat] = []
    for block in project.blocks:
        own = [f for f in ground.footprints if f.project == project.id and f.block == block.id]
        beside: dict[str, list[Footprint]] = {}
        for annex in own:
            if annex.belongs:
                beside.setdefault(annex.belongs, []).append(annex)
        land: dict[int, list[Field]] = {}
        for strip in ground.fields:
            if strip.block == block.id and strip.project == project.id and strip.holder:
                land.setdefault(strip.holder, []).append(strip)
        in_block = 0
        for door, footprint in enumerate((f for f in own if not f.belongs), start=1):
            for place in range(footprint.room):
                in_block += 1
                number = len(seats) + 1
                seats.append(
                    Seat(
                        id=HouseholdId(f"{project.short_zh}-{number:04d}"),
                        number=number,
                        in_block=in_block,
                        project=project,
                        block=block,
                        footprint=footprint,
                        place=place,
                        beside=tuple(beside.get(footprint.id, ())) if place == 0 else (),
                        fields=tuple(land.get(in_block, ())),
                        door=door,
                    )
                )
    return seats


def cases_of(project: Project, seats: list[Seat]) -> dict[str, str]:
    """The special cases of a project among its seats."""
    pairs = [(a.id, b.id) for a, b in pairwise(seats) if a.footprint is b.footprint and a.footprint.room == 2]
    workshops = [seat.id for seat in seats if seat.footprint.kind == "workshop"]
    return placed_cases(project.id, [seat.id for seat in seats], pairs, workshops)
