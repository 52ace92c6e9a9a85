"""Whole ways through the system, on the embedded database that an office begins with."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.web.settings")
os.environ.setdefault("PLUMBLINE_HOME", tempfile.mkdtemp(prefix="plumbline-journeys-"))

import django

django.setup()

import hashlib  # noqa: E402
import json  # noqa: E402

import pytest  # noqa: E402
from django.core.management import call_command  # noqa: E402
from tests.journeys.law_attempts import NEW, new_entry  # noqa: E402
from tests.store.databases import Databases, connected  # noqa: E402
from tests.store.door import StoreDoor, begin  # noqa: E402
from tests.store.fixtures import campaign, empty, installation, signing, unchecked  # noqa: E402, F401 — fixtures
from tests.store.script import instant, register  # noqa: E402
from tests.store.town import PEOPLE  # noqa: E402

from plumbline.campaign import COMMANDS, plain, read_command  # noqa: E402
from plumbline.store import writing  # noqa: E402
from plumbline.terms import Refused  # noqa: E402


@pytest.fixture(scope="session")
def databases(tmp_path_factory) -> Databases:
    """SQLite alone."""
    return Databases(tmp_path_factory.mktemp("journeys"), None)


@pytest.fixture
def command(installation, monkeypatch, capsys):  # noqa: F811 — the fixture of that name
    """`plumbline …` on the installation, as 吴 of the office unless another is named: exit code, stdout, stderr."""
    from plumbline.cli.main import main

    monkeypatch.setenv("PLUMBLINE_PERSON", "wu")

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert not (installation.home.path / "errors.log").exists(), (
            installation.home.path / "errors.log"
        ).read_text()
        return code, said.out, said.err

    return run


@pytest.fixture
def asked(command):
    """The same with --json: exit code and the one document on stdout."""

    def run(*words: object) -> tuple[int, object]:
        code, out, _err = command(*words, "--json")
        return code, json.loads(out)

    return run


# ---------- every step of the law through every way in ----------
@pytest.fixture(scope="session")
def opened_once(databases, django_db_blocker):
    """An installation in which the campaign is open and nothing is recorded."""
    made = databases.empty()
    with django_db_blocker.unblock(), connected(made):
        call_command("migrate", verbosity=0)
        begin(made)
        writing.forget_services(made.home)
    return made


@pytest.fixture(scope="session")
def listed_once(databases, signing, django_db_blocker):  # noqa: F811 — the fixture of that name
    """An installation on 9 April with one household more in each project, listed and no more."""
    made = databases.copy(signing)
    with django_db_blocker.unblock(), connected(made):
        door = StoreDoor(made, instant("2026-04-09T08:30"))
        for project in NEW:
            fields = {
                **register(project, (), "2026-04-09").fields,
                "project": project,
                "sha256": hashlib.sha256(project.encode()).hexdigest(),
            }
            fields |= {
                "rows": 1,
                "entries": (new_entry(project),),
                "done_at": instant("2026-04-09T08:00").isoformat(),
            }
            command = read_command(COMMANDS["ImportRegister"], plain(fields))
            answer = door.give(command, "wu", None, instant("2026-04-09T08:30"), f"one-more-{project}")
            assert not isinstance(answer, Refused), answer
        writing.forget_services(made.home)
    return made


def _goes_on(databases, of, blocker, monkeypatch, at: str):
    made = databases.copy(of)
    monkeypatch.setenv("PLUMBLINE_HOME", str(made.home.path))
    with blocker.unblock(), connected(made):
        StoreDoor(made, instant(at))
        yield made
        writing.forget_services(made.home)


@pytest.fixture
def only_opened(databases, opened_once, django_db_blocker, monkeypatch):
    """A copy of the open campaign, connected, on the morning of its first day."""
    yield from _goes_on(databases, opened_once, django_db_blocker, monkeypatch, "2026-04-07T09:00")


@pytest.fixture
def listed(databases, listed_once, django_db_blocker, monkeypatch):
    """A copy of the campaign with the two households that are listed and no more."""
    yield from _goes_on(databases, listed_once, django_db_blocker, monkeypatch, "2026-04-09T09:30")


@pytest.fixture
def people():
    """A signed-in client of every person of the campaign, on the installation that is connected."""
    from django.contrib.auth.models import User
    from django.test import Client

    found = {}
    for person, name in PEOPLE.values():
        user, _made = User.objects.get_or_create(username=person, defaults={"first_name": name})
        found[person] = Client()
        found[person].force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return found
