"""Opens the tables: plain YAML in, plain values out, once for a process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from plumbline.law.calendar import EMPTY, WorkCalendar
from plumbline.law.procedure import Procedure
from plumbline.law.reading import read_procedure

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same reader in C, where libyaml is built in

SHARED_TABLES = (
    "about",
    "sources",
    "time_rules",
    "actors",
    "documents",
    "conditions",
    "facts",
    "common",
    "open_questions",
)
REGIME_TABLES = (
    "regime",
    "project_steps",
    "household_steps",
    "prohibitions",
    "rights",
    "local_parameters",
    "minimum_chains",
    "lifecycle",
)
REGIMES = ("state_land", "collective_land")


def read_table(name: str) -> dict[str, Any]:
    """One table as plain values, by its name inside tables/ without the ending."""
    text = files("plumbline.law").joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8")
    return cast("dict[str, Any]", yaml.load(text, Loader=_LOADER))  # noqa: S506  both are safe loaders


def load_procedure(on: date | None = None) -> Procedure:
    """The statutory procedure of both regimes, read and checked; raises TableError for a wrong table.

    on  the day whose law is asked for; without it the edition of the day the tables are as of
    """
    procedure = _procedure()
    return procedure if on is None else procedure.on(on)


@cache
def _procedure() -> Procedure:
    return read_procedure({name: read_table(name) for name in table_names()})


@cache
def load_calendar() -> WorkCalendar:
    """The calendar of the shipped notices; later ones are added by `with_notice`."""
    return calendar_of(read_table("calendar"))


def table_names() -> tuple[str, ...]:
    """Every table of the procedure, the calendar aside."""
    return SHARED_TABLES + tuple(f"{regime}/{table}" for regime in REGIMES for table in REGIME_TABLES)


def calendar_of(table: Mapping[str, Any]) -> WorkCalendar:
    """The calendar that a table of yearly notices describes."""
    calendar = EMPTY
    for year, notice in table["years"].items():
        ranges: list[tuple[date, date]] = [(range_["from"], range_["to"]) for range_ in notice["holidays"]]
        calendar = calendar.with_notice(
            year,
            holidays=ranges,
            working_weekends=notice["working_weekends"],
            statutory_days=notice["statutory_days"],
        )
    return calendar
