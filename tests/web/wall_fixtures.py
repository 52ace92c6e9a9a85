"""Six squares on a map for the small office's six homes, with a road and a pond beside them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from plumbline.campaign import COMMANDS
from plumbline.store import writing
from plumbline.store.models import OfficeRow
from plumbline.store.reading.map_layers import present_at
from plumbline.terms import SHANGHAI, Refused

WEST, SOUTH, SIDE, GAP = 1_150_000_000, 299_900_000, 1_000, 1_500
"""In 1e-7 degrees: houses of about ten metres in a row from west to east."""

ROWS = (5, 6, 7, 8, 9, 10)
"""Rows of the register; the home of row n stands on footprint `F-n`."""


def square(n: int) -> list[list[int]]:
    """The ring of the n-th house."""
    west = WEST + n * GAP
    return [
        [west, SOUTH], [west + SIDE, SOUTH], [west + SIDE, SOUTH + SIDE], [west, SOUTH + SIDE], [west, SOUTH],
    ]  # fmt: skip


def features() -> list[dict[str, Any]]:
    """A pond, a road, then the houses and one shed that belongs to nobody."""
    houses = [{"id": f"F-{row}", "layer": "building", "rings": [square(n)]} for n, row in enumerate(ROWS)]
    return [
        {"id": "pond", "layer": "water", "rings": [square(-2)]},
        {"id": "road", "layer": "road", "width_cm": 650, "lines": [[[WEST, SOUTH - 500], [WEST + 9_000, SOUTH - 500]]]},
        *houses,
        {"id": "shed", "layer": "building", "rings": [square(len(ROWS))]},
    ]  # fmt: skip


def draw_map() -> None:
    """Take the map in by its ordinary command."""
    forget_the_map()
    command = COMMANDS["ImportMap"](
        project="qiao",
        sha256="c" * 64,
        features=tuple(features()),
        done_at=datetime(2026, 5, 22, 9, 0, tzinfo=SHANGHAI),
    )
    answer = writing.submit(command, person="wu", post="office-desk", key="map")
    assert not isinstance(answer, Refused), answer


def forget_the_map() -> None:
    """The map's present as the rows have it, after a test has edited one by hand."""
    present_at.cache_clear()


TEAMS = [
    {"id": "survey-qiao", "kind": "survey", "project": "qiao", "teams": 1, "slots": 6, "off": "nonworking"},
    {
        "id": "appraisal-qiao",
        "kind": "appraisal",
        "project": "qiao",
        "teams": 1,
        "slots": 8,
        "off": "nonworking",
    },
    {"id": "signing-qiao", "kind": "signing", "project": "qiao", "teams": 1, "slots": 2, "off": "none"},
    {
        "id": "inspection-qiao",
        "kind": "vacating_inspection",
        "project": "qiao",
        "teams": 1,
        "slots": 2,
        "off": "none",
    },
    {"id": "demolition-qiao", "kind": "demolition", "project": "qiao", "teams": 1, "slots": 1, "off": "none"},
    {"id": "payment", "kind": "payment", "teams": 1, "slots": 2, "off": "nonworking"},
]
"""Teams of the office: two signatures, payments and inspections a day."""


def give_teams() -> None:
    """The office's description as if it had named its teams."""
    row = OfficeRow.objects.get(pk=1)
    row.data["description"]["teams"] = TEAMS
    row.save()
    # The writer keeps the office between its transactions; this edit went past it.
    writing._STATES.clear()


def keep_plan(on: date = date(2026, 5, 22)) -> None:
    """Plan the office's households and keep the plan."""
    give_teams()
    from plumbline.store.live_plan import make_plan

    answer = make_plan(on, person="wu", post="office-desk", key=f"plan-{on}")
    assert not isinstance(answer, Refused), answer
