"""The rules that a decision is made by: the statute's tables, the working calendar, the sealed policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from plumbline import law, policy
from plumbline.campaign.office import Office
from plumbline.campaign.projects import Project


@lru_cache(maxsize=64)
def _parsed_policy(text: str, name: str) -> policy.Policy:
    return policy.parse_policy(text, name)


@dataclass(frozen=True, slots=True)
class Rules:
    """What binds today: the procedure and the calendar with the years that have been entered."""

    procedure: law.Procedure
    calendar: law.WorkCalendar

    def policy_of(self, office: Office, project: Project) -> policy.Policy | None:
        """The sealed policy of a project, or None while none is sealed."""
        entry = office.policies.get(project.policy)
        return _parsed_policy(entry["text"], project.policy) if entry else None


def rules_of(office: Office) -> Rules:
    """The rules of a campaign: the shipped tables and the calendar years entered by its own events."""
    return Rules(
        law.load_procedure(),
        _calendar(tuple(sorted((y, _frozen(e["table"])) for y, e in office.years.items()))),
    )


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple(sorted((k, _frozen(v)) for k, v in value.items()))
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def _thawed(value: Any) -> Any:
    if (
        isinstance(value, tuple)
        and value
        and all(isinstance(v, tuple) and len(v) == 2 and isinstance(v[0], str) for v in value)
    ):
        return {k: _thawed(v) for k, v in value}
    return [_thawed(v) for v in value] if isinstance(value, tuple) else value


@lru_cache(maxsize=8)
def _calendar(years: tuple[tuple[str, Any], ...]) -> law.WorkCalendar:
    calendar = law.load_calendar()
    for year, table in years:
        calendar = with_year(calendar, int(year), _thawed(table))
    return calendar


def with_year(calendar: law.WorkCalendar, year: int, table: Mapping[str, Any]) -> law.WorkCalendar:
    """The calendar with a year's notice as a file has it.

    table   `holidays` [{from, to}], `working_weekends` [day], `statutory_days` [day]
    raises  KeyError, TypeError or ValueError for a table of another form or a day of another year
    """
    return calendar.with_notice(
        year,
        holidays=[
            (date.fromisoformat(row["from"]), date.fromisoformat(row["to"])) for row in table["holidays"]
        ],
        working_weekends=[date.fromisoformat(day) for day in table["working_weekends"]],
        statutory_days=[date.fromisoformat(day) for day in table["statutory_days"]],
    )
