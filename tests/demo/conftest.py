"""One whole world and one small one, built once for all tests of the demonstration."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.web.settings")
os.environ.setdefault("PLUMBLINE_HOME", tempfile.mkdtemp(prefix="plumbline-demo-"))

import django
import pytest

django.setup()

from tests.demo.older_books import Books, taken_in  # noqa: E402

from plumbline.demo import Description, World, build_world, read_description  # noqa: E402
from plumbline.demo.older import Older, build_older  # noqa: E402

FILE = Path(__file__).parents[2] / "examples" / "demonstration" / "campaign.yaml"


@pytest.fixture(scope="session")
def description() -> Description:
    return read_description(FILE)


@pytest.fixture(scope="session")
def world(description: Description) -> World:
    return build_world(description)


@pytest.fixture(scope="session")
def small(description: Description) -> World:
    return build_world(description, households=60)


@pytest.fixture(scope="session")
def older(description: Description) -> Older:
    return build_older(description)


@pytest.fixture(scope="session")
def books(older: Older) -> Books:
    """The older projects as their reviewed registers leave them, in memory."""
    return taken_in(older)
