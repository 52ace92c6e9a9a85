"""SQL put straight to the database: what every command asks and every flush writes.

The ORM builds each statement anew, which for these few took longer than deciding the command. The
statements are the same on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from plumbline.store.models import FileEntry, IdempotencyRow


def recorded_under(key: str) -> IdempotencyRow | None:
    """The row of an idempotency key, or None for a key that was never used."""
    found = _one(
        "SELECT {key}, {command_hash}, {seq}, {events} FROM {table} WHERE {key} = %s", IdempotencyRow, key
    )
    return IdempotencyRow(*found) if found else None


def last_number(file: str) -> int | None:
    """The number of the last event in a household's file, or None where the file has none."""
    found = _one("SELECT MAX({n}) FROM {table} WHERE {household} = %s", FileEntry, file)
    number: int | None = found[0] if found else None
    return number


def write_rows(model: type[models.Model], rows: Iterable[models.Model], *, over: Sequence[str] = ()) -> None:
    """Insert rows; with `over`, each replaces the row that has the same values in those unique columns."""
    columns = _columns(model)
    values = [tuple(put(getattr(row, name)) for name, put in columns) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(_insert(model, tuple(over)), values)


def _one(sql: str, model: type[models.Model], value: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(_named(sql, model), [value])
        return cursor.fetchone()


@cache
def _named(sql: str, model: type[models.Model]) -> str:
    """The statement with its table and columns as the database quotes them; every name is our own."""
    quoted = {field.attname: _quote(field.column) for field in model._meta.concrete_fields}
    return sql.format(table=_quote(model._meta.db_table), **quoted)


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)


def _stored(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields that we give values for: all but a number that the database gives itself."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((field.attname, _adapter(field)) for field in _stored(model))


def _adapter(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """What makes a field's value one that the driver takes; a word of an enum becomes a plain text."""
    if isinstance(field, models.CharField | models.TextField):
        return lambda value: value if value is None else str(value)
    if isinstance(field, models.JSONField | models.DateField):
        return lambda value: field.get_db_prep_save(value, connection)
    return lambda value: value


@cache
def _insert(model: type[models.Model], over: tuple[str, ...]) -> str:
    fields = _stored(model)
    names = ", ".join(_quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {_quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 — our own names
    if not over:
        return sql
    unique = ", ".join(_quote(field.column) for field in fields if field.attname in over)
    kept = [_quote(field.column) for field in fields if field.attname not in over]
    changes = ", ".join(f"{column} = excluded.{column}" for column in kept)
    return f"{sql} ON CONFLICT ({unique}) DO UPDATE SET {changes}"
