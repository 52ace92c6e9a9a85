"""Fixtures of every test that works on the store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from tests.store.databases import Databases, Installation, Server, binaries, connected
from tests.store.door import StoreDoor, begin, bring_to_signing, check_store
from tests.store.playing import Campaign
from tests.store.script import SCRIPT, instant

from plumbline.store import writing

BOTH = [
    "sqlite",
    pytest.param("postgresql", marks=[pytest.mark.server, pytest.mark.xdist_group("postgresql")]),
]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The session's server; a machine without one fails here, with the line that installs it."""
    server = Server(binaries())
    yield server
    server.stop()


@pytest.fixture(scope="session", params=BOTH)
def databases(request, tmp_path_factory) -> Databases:
    """Where installations come from."""
    server = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    return Databases(tmp_path_factory.mktemp(request.param), server)


@pytest.fixture(scope="session")
def signing(databases, django_db_blocker) -> Installation:
    """An installation on 9 April: both projects imported with their history, everybody may sign."""
    made = databases.empty()
    with django_db_blocker.unblock(), connected(made):
        call_command("migrate", verbosity=0)
        bring_to_signing(begin(made))
        writing.forget_services(made.home)
    return made


@pytest.fixture
def empty(databases, django_db_blocker, monkeypatch) -> Iterator[Installation]:
    """An installation with tables and nothing in them."""
    made = databases.empty()
    monkeypatch.setenv("PLUMBLINE_HOME", str(made.home.path))
    with django_db_blocker.unblock(), connected(made):
        call_command("migrate", verbosity=0)
        yield made
        writing.forget_services(made.home)


@pytest.fixture
def installation(databases, signing, django_db_blocker, monkeypatch) -> Iterator[Installation]:
    """A copy of the campaign on 9 April, connected."""
    made = databases.copy(signing)
    monkeypatch.setenv("PLUMBLINE_HOME", str(made.home.path))
    with django_db_blocker.unblock(), connected(made):
        yield made
        writing.forget_services(made.home)


@pytest.fixture
def unchecked(installation) -> Campaign:
    """The campaign on 9 April, for tests that damage it and look at the damage themselves."""
    at = instant("2026-04-09T09:30")
    return Campaign(StoreDoor(installation, at), opened=at, script=[act for act in SCRIPT if act.at > at])


@pytest.fixture
def campaign(unchecked, installation) -> Iterator[Campaign]:
    """The campaign on 9 April; when the test is done, the store must be whole."""
    yield unchecked
    check_store(installation)
