"""Vectors, the golden log, and a small log of two days that the tests seal themselves."""

from __future__ import annotations

import pytest
from tests.ledger.logs import SmallLog, golden, small_log


@pytest.fixture(scope="session")
def gold() -> dict:
    return golden()


@pytest.fixture(scope="session")
def small() -> SmallLog:
    return small_log()
