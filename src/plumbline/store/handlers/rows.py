"""Rows waiting for the writer's flush: added, or changed by their key."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import models

from plumbline.store.straight import write_rows

BATCH = 400
"""Households in one DELETE; SQLite allows 32,766 parameters."""


class Rows:
    """A buffer of rows by table; a row with a key replaces what stands under it."""

    def __init__(self) -> None:
        self._added: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self._keyed: dict[type[models.Model], dict[Any, models.Model]] = defaultdict(dict)
        self._updates: list[tuple[type[models.Model], Any, dict[str, Any]]] = []
        self._replaced: dict[type[models.Model], dict[str, list[models.Model]]] = defaultdict(dict)
        self._unique: dict[tuple[type[models.Model], tuple[str, ...]], dict[Any, models.Model]] = {}

    def add(self, row: models.Model) -> None:
        """A row that is new."""
        self._added[type(row)].append(row)

    def put(self, row: models.Model) -> None:
        """A row that is new or replaces the one with its primary key."""
        self._keyed[type(row)][row.pk] = row

    def put_by(self, row: models.Model, *fields: str) -> None:
        """A row that is new or replaces the one with the same values in a unique set of columns."""
        key = (type(row), fields)
        self._unique.setdefault(key, {})[tuple(getattr(row, name) for name in fields)] = row

    def update(self, model: type[models.Model], pk: Any, **fields: Any) -> None:
        """Change fields of one row, which may be waiting or in the table."""
        waiting = self._keyed[model].get(pk) or next(
            (r for r in reversed(self._added[model]) if r.pk == pk), None
        )
        if waiting is None:
            self._updates.append((model, pk, fields))
            return
        for name, value in fields.items():
            setattr(waiting, name, value)

    def replace_of(self, model: type[models.Model], household: str, rows: list[models.Model]) -> None:
        """Replace all rows of one household in a table by these."""
        self._replaced[model][household] = rows

    def flush(self) -> None:
        """Write everything that waits, in one go a table."""
        for model, households in self._replaced.items():
            ids = sorted(households)
            for start in range(0, len(ids), BATCH):
                model._default_manager.filter(household__in=ids[start : start + BATCH]).delete()
        for model, keyed in self._keyed.items():
            write_rows(model, keyed.values(), over=[model._meta.pk.attname])  # type: ignore[union-attr]
        for (model, unique), rows in self._unique.items():
            write_rows(model, rows.values(), over=unique)
        for model, added in self._added.items():
            write_rows(model, added)
        for model, households in self._replaced.items():
            write_rows(model, [row for rows in households.values() for row in rows])
        for model, pk, changed in self._updates:
            model._default_manager.filter(pk=pk).update(**changed)
        self._added.clear()
        self._keyed.clear()
        self._updates.clear()
        self._replaced.clear()
        self._unique.clear()
