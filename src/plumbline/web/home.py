"""The home directory of an installation: where its database, its secret and its static files lie."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

DEFAULT_HOME = "plumbline-data"


def home_directory() -> Path:
    """The directory named by `PLUMBLINE_HOME`, else `./plumbline-data`; made when it is missing."""
    home = Path(os.environ.get("PLUMBLINE_HOME") or DEFAULT_HOME).resolve()
    home.mkdir(parents=True, exist_ok=True)
    return home


def secret_key(home: Path) -> str:
    """The key that signs sessions, made once per installation and readable by its owner alone.

    Opening with O_EXCL decides between two processes that start at once: the one that loses reads
    what the other has written.
    """
    path = home / "web-secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text("ascii").strip()
        if len(key) < 50:
            raise RuntimeError(
                f"{path} is shorter than 50 characters, so sessions could be forged. "
                "Delete the file and start again: a new key is made and everybody signs in once more."
            ) from None
        return key
    key = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key + "\n")
    return key
