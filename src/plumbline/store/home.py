"""The data directory of one installation: where its database, keys, sealed log and papers lie."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_HOME = "plumbline-data"


@dataclass(frozen=True, slots=True)
class Home:
    """Paths of an installation, and the few settings chosen when the campaign was opened."""

    path: Path

    @classmethod
    def from_environment(cls) -> Home:
        """The directory of `PLUMBLINE_HOME`, else `./plumbline-data`."""
        return cls(Path(os.environ.get("PLUMBLINE_HOME") or DEFAULT_HOME).absolute())

    @property
    def database(self) -> Path:
        """The ledger and its read models (SQLite)."""
        return self.path / "plumbline.sqlite3"

    @property
    def keystore(self) -> Path:
        """Keys of household files; a database of its own, so that erasing a key erases what it hid."""
        return self.path / "keystore.sqlite3"

    @property
    def signing_key(self) -> Path:
        """The log's private key (PEM), readable by its owner alone."""
        return self.path / "keys" / "log.pem"

    @property
    def log(self) -> Path:
        """The served directory of the sealed log."""
        return self.path / "log"

    @property
    def documents(self) -> Path:
        """Scans and photographs by their SHA-256."""
        return self.path / "documents"

    @property
    def settings_file(self) -> Path:
        """What was chosen at `init`: origin of the log, kind of clock."""
        return self.path / "settings.json"

    def make(self) -> None:
        """Create the directory with rights for its owner alone."""
        self.path.mkdir(parents=True, exist_ok=True)
        (self.path / "keys").mkdir(mode=0o700, exist_ok=True)
        self.documents.mkdir(exist_ok=True)

    def settings(self) -> dict[str, Any]:
        """The settings of this installation; empty before `init`."""
        return json.loads(self.settings_file.read_text("utf-8")) if self.settings_file.exists() else {}

    def write_settings(self, settings: dict[str, Any]) -> None:
        """Write the settings in one step."""
        partial = self.settings_file.with_suffix(".tmp")
        partial.write_text(json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
        partial.replace(self.settings_file)
