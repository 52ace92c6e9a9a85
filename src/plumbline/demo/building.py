"""Build the demonstration: open it, take the registers in, play every day up to the one it stands on."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plumbline.campaign import SYSTEM
from plumbline.demo.answering_script import answering_moves
from plumbline.demo.appraisal_script import appraisal_moves
from plumbline.demo.consultation_script import consultation_moves
from plumbline.demo.description import Description, read_description
from plumbline.demo.household_script import HouseholdScript
from plumbline.demo.incident_script import incident_moves
from plumbline.demo.later_facts import later_moves
from plumbline.demo.logins import Login, logins
from plumbline.demo.map_script import map_moves
from plumbline.demo.older_script import older_moves
from plumbline.demo.playing import Player
from plumbline.demo.procedure_days import IMPORT_DAY
from plumbline.demo.project_script import project_moves
from plumbline.demo.register_files import CONFIG, REGISTER_ON, Files, register_files
from plumbline.demo.scan_files import write_scans
from plumbline.demo.script import Cast, Move, at, in_order
from plumbline.demo.supervision_script import supervision_moves
from plumbline.demo.taking_in import Import, review
from plumbline.demo.world import World, build_world
from plumbline.store.clock import SetClock
from plumbline.store.database import not_waiting_for_the_disk
from plumbline.store.description import read_description as read_plain
from plumbline.store.home import Home
from plumbline.store.models import Leaf
from plumbline.store.opening import open_installation, settings_of
from plumbline.store.writing import forget_services, services
from plumbline.terms import SHANGHAI, Refused, Regime

OPENED_ON = date(2025, 12, 1)


@dataclass(frozen=True, slots=True)
class Built:
    """A built demonstration: its world, its printed logins, how many commands were given and events written."""

    world: World
    logins: tuple[Login, ...]
    commands: int
    events: int


def build(
    home: Home, *, households: int = 1200, day: int = 17, progress: Callable[[str], None] = lambda _text: None
) -> Built:
    """Build the demonstration in an empty home directory whose tables exist.

    households  how many in all, 60 or more
    day         the campaign day on which it stands at nine in the morning; the days before are sealed
    progress    told each simulated day
    raises      PlayedWrong when a command of the script is refused: then script or rules are wrong
    """
    description = read_description(CONFIG)
    world = build_world(description, households)
    first = date.fromisoformat(str(description.whole["day1"]))
    stands_at = datetime.combine(first + timedelta(days=day - 1), datetime.min.time(), SHANGHAI).replace(
        hour=9
    )
    plain = read_plain(CONFIG)
    home.make()
    home.write_settings(settings_of(plain, stands_at=stands_at))
    forget_services(home)
    clock = SetClock(at(OPENED_ON, 8))
    services(home).clock = clock
    opened = open_installation(plain, person=SYSTEM, home=home, clock=clock, stands_at=stands_at)
    assert not isinstance(opened, Refused), opened
    player = Player(home, clock, progress)
    with register_files(world) as registers, _uncollected(), not_waiting_for_the_disk():
        player.play(in_order(_moves(world, registers)), last=stands_at.date() - timedelta(days=1))
    write_scans(home)
    forget_services(home)
    return Built(world, logins(description), player.played, Leaf.objects.count())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for circles: a build makes millions of short-lived values and hardly any circle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def logins_of(home: Home) -> tuple[Login, ...]:
    """The printed logins of a built demonstration; none of any other installation."""
    if "demonstration_seed" not in home.settings():
        return ()
    return logins(read_description(CONFIG))


def description_of_home() -> Description:
    """The demonstration's description."""
    return read_description(CONFIG)


def _moves(world: World, registers: Files) -> Iterator[Move]:
    cast = Cast.of(world)
    yield from _registers(world, cast, registers)
    yield from map_moves(world.description.projects, world.ground, cast)
    yield from older_moves(world, cast)
    yield from project_moves(world, cast)
    for household in world.households:
        yield from HouseholdScript(world, cast, household).moves()
    yield from later_moves(world, cast, REGISTER_ON)
    yield from incident_moves(world, cast)
    yield from answering_moves(world, cast)
    yield from consultation_moves(cast)
    yield from supervision_moves(cast)
    yield from appraisal_moves(world, cast)


# ---------- registers ----------
def _registers(world: World, cast: Cast, registers: Files) -> Iterator[Move]:
    person, post = cast.post_of("office", person=cast.office)
    reviewer = cast.post_of("reviewer", person=cast.reviewer)
    for number, project in enumerate(world.description.projects):
        if project.regime is Regime.STATE_LAND:
            yield Move(
                at(REGISTER_ON, 16, number),
                person,
                post,
                Import(project.id, registers, person, post),
                f"register-{project.id}",
            )
        else:
            yield Move(
                at(IMPORT_DAY, 9, 10 * number),
                person,
                post,
                Import(project.id, registers, person, post),
                f"register-{project.id}",
            )
            yield Move(
                at(IMPORT_DAY, 15, 10 * number),
                reviewer[0],
                reviewer[1],
                review(project.id),
                f"review-{project.id}",
            )
