"""The five registers as files, written by a second process while the first already plays the winter's days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from datetime import date
from multiprocessing import get_context

import django

from plumbline import policy
from plumbline.demo.description import read_description
from plumbline.demo.examples import examples
from plumbline.demo.later_facts import as_of
from plumbline.demo.policies import VILLAGE_POLICY, policy_text
from plumbline.demo.procedure_days import IMPORT_DAY
from plumbline.demo.registers import Funds, funds_for, register_file
from plumbline.demo.world import World, build_world
from plumbline.terms import Regime

REGISTER_ON = date(2025, 12, 2)
"""The day on which the registers of the state-owned land are taken in."""

CONFIG = examples() / "demonstration" / "campaign.yaml"

WORTH_A_PROCESS = 600
"""Households from which on a second process is quicker than making the world once more costs."""

Files = Callable[[str], bytes]
"""A project's register by its id."""


def taken_in_on(regime: Regime) -> date:
    """The day on which a project's register is taken in."""
    return REGISTER_ON if regime is Regime.STATE_LAND else IMPORT_DAY


def register_of(world: World, project_id: str) -> bytes:
    """A project's register as the office can write it on the day of its import."""
    project = world.description.project(project_id)
    funds = _village_funds(world, project_id) if project.regime is Regime.COLLECTIVE_LAND else None
    return register_file(as_of(world, taken_in_on(project.regime)), project_id, funds)


@contextmanager
def register_files(world: World) -> Iterator[Files]:
    """The registers of a world. A large one's villages, taken in last, are written meanwhile by a second process."""
    if len(world.households) < WORTH_A_PROCESS:
        yield lambda project_id: register_of(world, project_id)
        return
    # A fresh interpreter, because a forked one would hold the database's connection of this one.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup) as beside:
        written: Future[dict[str, bytes]] = beside.submit(_village_files, len(world.households))

        def file(project_id: str) -> bytes:
            if world.description.project(project_id).regime is Regime.COLLECTIVE_LAND:
                with suppress(BrokenProcessPool):  # where no second process may run, this one writes it
                    return written.result()[project_id]
            return register_of(world, project_id)

        yield file


def _village_files(households: int) -> dict[str, bytes]:
    world = build_world(read_description(CONFIG), households)
    villages = [p.id for p in world.description.projects if p.regime is Regime.COLLECTIVE_LAND]
    return {village: register_of(world, village) for village in villages}


def _village_funds(world: World, project: str) -> Funds:
    """The estimate that the office made of its own households, dearer mode where none is chosen."""
    rule = policy.parse_policy(policy_text(VILLAGE_POLICY, improved=False), VILLAGE_POLICY)
    return funds_for(world.of_project(project), rule, "2026-04-08T12:00:00+08:00")
