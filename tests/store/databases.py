"""The two databases: SQLite in the home directory, PostgreSQL on a socket in a temporary folder.

A test runs on a file of its own; the server is started once a session, as an unprivileged user, without
syncing. Snapshots make a campaign that has come far cheap: a copy of the folder, a template of the database.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from django.db import connections

from plumbline.store.database import database
from plumbline.store.home import Home

MISSING = "PostgreSQL is not here. Install it: sudo apt-get install -y --no-install-recommends postgresql"


class Server:
    """A PostgreSQL server of this test session alone."""

    def __init__(self, binaries: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="plumbline-pg-"))
        self.numbers = count(1)
        self.binaries = binaries
        self.user = "postgres"
        data = self.folder / "data"
        self.folder.chmod(0o755)
        self._run(
            "initdb",
            "-D",
            str(data),
            "-U",
            self.user,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
            own=self.folder,
        )
        settings = [
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "listen_addresses=",
            f"unix_socket_directories={self.folder}",
        ]
        options = " ".join(f"-c {setting}" for setting in settings)
        self._run("pg_ctl", "-D", str(data), "-o", options, "-w", "-l", str(self.folder / "log"), "start")

    def _run(self, program: str, *arguments: str, own: Path | None = None) -> None:
        unprivileged: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            account = pwd.getpwnam(
                "postgres" if "postgres" in {p.pw_name for p in pwd.getpwall()} else "nobody"
            )
            if own:
                os.chown(own, account.pw_uid, account.pw_gid)
            unprivileged = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        done = subprocess.run(
            [str(self.binaries / program), *arguments],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            **unprivileged,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def url(self, name: str) -> str:
        """Address of a database of this server."""
        return f"postgresql://{self.user}@/{name}?host={self.folder}"

    def create(self, template: str = "template1") -> str:
        """A new database, a copy of another where one is named; its name."""
        import psycopg

        name = f"campaign_{next(self.numbers)}"
        with psycopg.connect(
            host=str(self.folder),
            user=self.user,
            dbname="template1" if template != "template1" else "postgres",
            autocommit=True,
        ) as link:
            link.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return name

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def binaries() -> Path:
    """Where PostgreSQL's programs lie; fails with the line that installs them."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/local/bin")]
    if named := shutil.which("initdb"):
        places.append(Path(named).parent)
    found = next(
        (place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None
    )
    assert found is not None, MISSING
    return found


class Installation:
    """A home directory with its database."""

    def __init__(self, home: Path, url: str | None) -> None:
        self.home = Home(home)
        self.url = url

    @property
    def environment(self) -> dict[str, str]:
        """What a process of its own needs to work on this installation."""
        root = Path(__file__).resolve().parents[2]
        named = {"PLUMBLINE_DATABASE_URL": self.url} if self.url else {}
        path = os.pathsep.join((str(root / "src"), str(root)))
        rest = {k: v for k, v in os.environ.items() if not k.startswith("PLUMBLINE_")}
        return {
            **rest, **named, "PLUMBLINE_HOME": str(self.home.path), "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "plumbline.web.settings",
        }  # fmt: skip


class Databases:
    """Makes installations of one kind, empty or as copies of one that has come further."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        self.folder, self.server = folder, server
        self.numbers = count(1)

    def empty(self) -> Installation:
        """An installation without any table."""
        home = self.folder / f"home-{next(self.numbers)}"
        home.mkdir(parents=True)
        return Installation(home, self.server.url(self.server.create()) if self.server else None)

    def copy(self, of: Installation) -> Installation:
        """An installation that goes on from where another stands; nobody may be connected to that one."""
        home = self.folder / f"home-{next(self.numbers)}"
        shutil.copytree(of.home.path, home)
        if self.server is None:
            return Installation(home, None)
        assert of.url is not None
        name = of.url.partition("@/")[2].partition("?")[0]
        return Installation(home, self.server.url(self.server.create(name)))


@contextmanager
def connected(installation: Installation) -> Iterator[None]:
    """Django's one database is this installation's inside the block, in every thread."""
    settings = {
        **connections.settings["default"],
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {},
        "PORT": "",
        "HOST": "",
    }
    settings |= database(installation.home.path, installation.url) | {
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
    }
    before, known = connections["default"], connections.settings["default"]
    connections.settings["default"] = settings
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = known
        connections["default"] = before
