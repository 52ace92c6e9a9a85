"""A formula and a unit for the tests of the appraisal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from plumbline.campaign.appraising import Figures, Formula, SealedRecord, Subject, read_formula

TEXT = (Path(__file__).parents[2] / "examples/demonstration/appraisal.yaml").read_text("utf-8")


def formula(text: str = TEXT) -> Formula:
    read = read_formula(text)
    assert isinstance(read, Formula), read
    return read


def data() -> dict[str, Any]:
    """The demonstration's formula as plain data, to be spoilt."""
    return yaml.safe_load(TEXT)


def figures(*, households: int = 50, unit: str = "unit-07", **amounts: int) -> Figures:
    """A unit with one record for each measure named."""
    records = tuple(SealedRecord(f"entered:{n}", {m: v}) for n, (m, v) in enumerate(amounts.items()))
    return Figures(Subject("unit", unit, unit), households, records)


GOOD = {
    "households_promised": 50,
    "households_reached": 45,
    "households_on_plan": 40,
    "days_ahead_of_plan": 32,
    "cases_due": 10,
    "cases_answered_in_time": 9,
    "cases_answered": 8,
    "cases_not_reopened": 6,
}
"""45 of 50 promised households, 0.8 days ahead, 9 of 10 cases in time, 6 of 8 settled at once."""
