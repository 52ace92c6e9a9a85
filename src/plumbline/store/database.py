"""Which database the site runs on: SQLite in the home directory, or PostgreSQL by an address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

WRITER_WAIT_SECONDS = 30
"""How long a writer waits for the one before it; an import of a register takes some seconds."""


def sqlite(home: Path) -> dict[str, Any]:
    """The embedded database: readers never wait (WAL), a commit survives a power cut (FULL).

    A writer takes its lock when its transaction begins (IMMEDIATE), so nothing can change between
    what it reads and what it writes.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "plumbline.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WRITER_WAIT_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """The server named by `postgresql://user:password@host:port/name`; `?host=/folder` for a socket.

    raises  ValueError for an address of another kind or without a database name
    """
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ValueError(
            "PLUMBLINE_DATABASE_URL must read postgresql://user:password@host:port/name; "
            f"found the scheme {parts.scheme!r} and the database name {name!r}."
        )
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def database(home: Path, url: str | None) -> dict[str, Any]:
    """Django's entry for the one database of the installation."""
    return postgresql(url) if url else sqlite(home)


@contextmanager
def not_waiting_for_the_disk() -> Iterator[None]:
    """Let commits of the embedded database return before the disk has them; only for what is built anew when cut off.

    Until the block ends a power cut may damage the database. At its end everything is on the disk.
    """
    from django.db import connection

    if connection.vendor != "sqlite" or connection.in_atomic_block:  # the setting is none of a transaction
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
