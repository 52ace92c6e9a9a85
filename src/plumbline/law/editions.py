"""Rows of the law with days from which and until which they stand, and the tables as of a day.

A row may say `effective: {from: 2027-01-01}` or `{until: 2026-12-31}`, both days inside. In a list the old
and the new row stand beside one another under the same id; in a table by id the row is
`{versions: [old, new]}`. A row without `effective` stands always. Between two days on which something
changes the tables are one edition.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from plumbline.law.declared import TableError

if TYPE_CHECKING:
    from plumbline.law.procedure import Procedure

_FIELD, _VERSIONS = "effective", "versions"
ONE_DAY = timedelta(days=1)


class Editions:
    """Every edition of the law in the order of its first day; an edition is read when it is first asked for."""

    def __init__(self, first_days: tuple[date, ...], read: Callable[[date], Procedure]) -> None:
        self.first_days = first_days
        self._read = read
        self._known: dict[int, Procedure] = {}

    def on(self, day: date) -> Procedure:
        """The law as of a day: the edition that had begun, before every change the first."""
        at = max(bisect_right(self.first_days, day) - 1, 0)
        if at not in self._known:
            self._known[at] = self._read(self.first_days[at])
        return self._known[at]


def first_days(tables: Mapping[str, Any]) -> tuple[date, ...]:
    """The day before everything and each day from which the tables are others; one day = nothing changes.

    raises  TableError for an `effective` that is no period of days
    """
    return (date.min, *sorted(set(_changes(tables, "tables"))))


def as_of(tables: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The tables with the rows that stand on a day, without a word about when."""
    return {name: _at(table, day) for name, table in tables.items()}


def _changes(node: object, place: str) -> Iterator[date]:
    if isinstance(node, list):
        for item in node:
            yield from _changes(item, place)
    elif isinstance(node, dict):
        place = str(node.get("id", place))
        if _FIELD in node:
            since, until = _period(node[_FIELD], place)
            yield from ([since] if since else [])
            yield from ([until + ONE_DAY] if until else [])
        for key, item in node.items():
            if key != _FIELD:
                yield from _changes(item, str(key) if place == "tables" else place)


def _period(row: Any, place: str) -> tuple[date | None, date | None]:
    days: dict[str, date] = row if isinstance(row, dict) else {"": row}
    since, until = days.get("from"), days.get("until")
    known = set(days) <= {"from", "until"} and all(type(day) is date for day in days.values())
    if not days or not known or (since is not None and until is not None and until < since):
        raise TableError(place, _FIELD, f"{row} is no period of days: from and until, both inside")
    return since, until


def _stands(row: object, day: date) -> bool:
    if not isinstance(row, dict) or _FIELD not in row:
        return True
    since, until = _period(row[_FIELD], "tables")
    return (since is None or since <= day) and (until is None or day <= until)


def _at(node: Any, day: date) -> Any:
    if isinstance(node, list):
        return [_at(item, day) for item in node if _stands(item, day)]
    if not isinstance(node, dict):
        return node
    found = {}
    for key, item in node.items():
        if key == _FIELD:
            continue
        versions = item[_VERSIONS] if isinstance(item, dict) and set(item) == {_VERSIONS} else [item]
        standing = [version for version in versions if _stands(version, day)]
        if len(standing) > 1:
            raise TableError(str(key), _VERSIONS, f"two versions stand on {day}")
        if standing:
            found[key] = _at(standing[0], day)
    return found
