"""The two projects in memory: the office's decisions without a database, a copy for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.store.playing import Campaign, MemoryDoor, played_doors
from tests.store.town import IDS, STATE, VILLAGE

from plumbline.campaign import MemoryState, evolve, household_json, project_json


@pytest.fixture(scope="session")
def doors() -> list[MemoryDoor]:
    """What the script makes of the ledger, act by act, played once."""
    return played_doors()


@pytest.fixture
def campaign(doors: list[MemoryDoor]) -> Iterator[Campaign]:
    """The campaign as it was opened; when the test is done, its events alone must give the same state."""
    played = Campaign(doors[0].copy(), played=doors)
    yield played
    again = MemoryState()
    for event, stamp in played.door.events:
        again.put(*evolve(again, event, stamp))
        again.next_seq = stamp.seq + 1
    for project in (STATE, VILLAGE):
        assert project_json(again.project(project)) == project_json(played.project(project))
    for household in IDS.values():
        now, replayed = played.door.state.household(household), again.household(household)
        assert (now is None) == (replayed is None)
        if now is not None:
            assert household_json(replayed) == household_json(now)
