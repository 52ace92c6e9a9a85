"""The small office in a test's database, and people signed in to it."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.web.build_small_office import ROWS

ROOT = Path(__file__).resolve().parents[2]
LOG_AS_BUILT = "log-as-built"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def build(home: Path) -> None:
    """Build the office by a process of its own."""
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    subprocess.run(
        [sys.executable, "-m", "tests.web.build_small_office", str(home)],
        check=True,
        env={**os.environ, "PYTHONPATH": path},
        cwd=ROOT,
    )


@pytest.fixture(scope="session")
def built_office(tmp_path_factory) -> Path:
    """Home of the small office, built once."""
    home = tmp_path_factory.mktemp("small-office")
    build(home)
    shutil.copytree(home / "log", home / LOG_AS_BUILT)
    return home


@pytest.fixture
def office(db, built_office, monkeypatch):
    """The office in this test's database, at nine in the morning of day 17; gives its clock."""
    from django.apps import apps
    from tests.web.small_office import NOW

    from plumbline.store import writing
    from plumbline.store.clock import SetClock
    from plumbline.store.home import Home
    from plumbline.store.reading import office as reading

    monkeypatch.setenv("PLUMBLINE_HOME", str(built_office))
    for label, rows in pickle.loads((built_office / ROWS).read_bytes()).items():
        model = apps.get_model(label)
        model._default_manager.bulk_create([model(**row) for row in rows], batch_size=200)
    # What pages remember belongs to a version of the log; a test that edits a row by hand has another one.
    for known in (reading.office_at, reading.projects_at, reading._tasks_at):
        known.cache_clear()
    home = Home.from_environment()
    writing.forget_services(home)
    services = writing.services(home)
    services.clock = SetClock(NOW)
    yield services.clock
    writing.forget_services(home)
    _take_back_seals(built_office)


def _take_back_seals(home: Path) -> None:
    """The database forgets the days that a test closed; their seals must not stay for the next one."""
    log, kept = home / "log", home / LOG_AS_BUILT
    if (log / "checkpoint").read_bytes() != (kept / "checkpoint").read_bytes():
        shutil.rmtree(log)
        shutil.copytree(kept, log)


@pytest.fixture
def signed_in(office) -> Callable[..., object]:
    """A client of a person, acting in the named post or in the first that is held."""
    from django.contrib.auth.models import User
    from django.test import Client

    def client(person: str, post: str | None = None) -> Client:
        found = Client()
        found.force_login(User.objects.get(username=person), backend=BACKEND)
        if post:
            assert found.post("/post", {"post": post}).status_code == 302
        return found

    return client
