"""The tables of the room against the description they were split from: nothing is lost or changed.

Needs PLUMBLINE_OUTSIDE_DATA; the description lies in its sibling folder `domain`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from plumbline.law import read_table
from plumbline.law.loading import SHARED_TABLES
from plumbline.terms import Regime

DOMAIN = Path(os.environ["PLUMBLINE_OUTSIDE_DATA"]).parent / "domain"
WHOLE_REGIME_TABLES = ("prohibitions", "rights", "local_parameters", "minimum_chains")


def description(name: str) -> dict[str, Any]:
    return yaml.safe_load((DOMAIN / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def procedure() -> dict[str, Any]:
    return description("procedure.yaml")


def test_it_keeps_every_shared_table(procedure):
    ours = {key: rows for name in SHARED_TABLES for key, rows in read_table(name).items()}
    # `reading` tells people how to read; docs/law/README.md does that here.
    assert ours == {key: rows for key, rows in procedure.items() if key not in ("reading", "regimes")}


@pytest.mark.parametrize("regime", list(Regime))
def test_it_keeps_every_row_of_a_regime(procedure, regime):
    ours = read_table(f"{regime}/regime")
    levels = [read_table(f"{regime}/{level}_steps")["steps"] for level in ("project", "household")]
    ours["steps"] = [step for level in levels for step in level]
    for table in WHOLE_REGIME_TABLES:
        ours[table] = read_table(f"{regime}/{table}")[table]
    ours["household_lifecycle"] = read_table(f"{regime}/lifecycle")["household_lifecycle"]
    assert ours == procedure["regimes"][regime]


def test_it_keeps_the_calendar():
    assert read_table("calendar") == description("calendar.yaml")
