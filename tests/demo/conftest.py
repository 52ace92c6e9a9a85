"""One whole world and one small one, built once for all tests of the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from plumbline.demo import Description, World, build_world, read_description

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
