"""Whole ways through the system, on the embedded database that an office begins with."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.web.settings")
os.environ.setdefault("PLUMBLINE_HOME", tempfile.mkdtemp(prefix="plumbline-journeys-"))

import django

django.setup()

import json  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402

import pytest  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from tests.journeys import law_home  # noqa: E402
from tests.store.databases import Databases, connected  # noqa: E402
from tests.store.fixtures import campaign, empty, installation, signing, unchecked  # noqa: E402, F401 — fixtures

from plumbline.store import writing  # noqa: E402
from plumbline.store.codes import code_of  # noqa: E402


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


# ---------- the law through every way in ----------
@dataclass
class LawOffice:
    """The office of `law_home`, with a signed-in client of everybody who is asked for."""

    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, person: str) -> Client:
        """A client of one person, signed in once."""
        if person not in self.clients:
            user, _made = User.objects.get_or_create(username=person)
            client = Client(headers={"accept-language": "zh-hans"})
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
            self.clients[person] = client
        return self.clients[person]

    def resident(self, household: str) -> Client:
        """A client that has opened a household's own page by its code."""
        client = Client(headers={"accept-language": "zh-hans"})
        typed = {"number": household, "code": code_of(household)}
        assert client.post("/mine/enter", typed).status_code == 302
        return client


@pytest.fixture(scope="session")
def law_made(databases, django_db_blocker):
    """The home in which the law is tried, made once; whoever connects goes on from where the last one left it."""
    made = databases.empty()
    with django_db_blocker.unblock(), connected(made):
        call_command("migrate", verbosity=0)
        law_home.make(made)
    yield made, LawOffice()
    writing.forget_services(made.home)


@pytest.fixture(scope="module")
def law_office(law_made, django_db_blocker):
    """That home, connected for a whole file of tests: what is refused leaves nothing behind."""
    made, office = law_made
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), connected(made):
        patch.setenv("PLUMBLINE_HOME", str(made.home.path))
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")  # nobody pulls the plug here
        yield office
