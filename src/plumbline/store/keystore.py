"""Keys of household files, in a database apart: written and synced before their first use.

Each file has a random `k_subject` for its blind slots and a key under which its openings are encrypted.
Destroying the row erases what it hid, whatever backups of the main database exist.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from plumbline.store.chance import Chance

OFFICE_FILE = ""
"""The file of events that belong to no household: the office's own."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """Keys of one file: `key_id` is random and says nothing of the household."""

    key_id: str
    k_subject: bytes
    key: bytes


class Keystore:
    """The keystore of an installation."""

    def __init__(self, path: Path, chance: Chance) -> None:
        self._chance = chance
        self._database = sqlite3.connect(path, timeout=20, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=FULL")
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS file_key "
            "(file TEXT PRIMARY KEY, key_id TEXT UNIQUE NOT NULL, k_subject BLOB NOT NULL, key BLOB NOT NULL)"
        )
        self._database.commit()
        self._known: dict[str, FileKey] = {}
        self._by_id: dict[str, FileKey] = {}

    def of(self, file: str) -> FileKey:
        """The keys of a file, made and synced now if it has none."""
        if file not in self._known:
            self.make([file])
        return self._known[file]

    def make(self, files: Iterable[str]) -> None:
        """Make the keys of several files in one synced step; those that exist are kept."""
        rows = []
        for file in files:
            if file in self._known or self._load("file", file) is not None:
                continue
            rows.append(
                (
                    file,
                    self._chance.bytes_for(f"key-id/{file}", 16).hex(),
                    self._chance.bytes_for(f"subject/{file}", 32),
                    self._chance.bytes_for(f"file-key/{file}", 32),
                )
            )
        if rows:
            self._database.executemany("INSERT INTO file_key VALUES (?, ?, ?, ?)", rows)
            self._database.commit()
            for file, key_id, k_subject, key in rows:
                self._keep(file, FileKey(key_id, k_subject, key))

    def by_id(self, key_id: str) -> FileKey | None:
        """The keys with this id; None once they have been destroyed."""
        return self._by_id.get(key_id) or self._load("key_id", key_id)

    def _load(self, column: str, value: str) -> FileKey | None:
        row = self._database.execute(
            f"SELECT file, key_id, k_subject, key FROM file_key WHERE {column} = ?",  # noqa: S608 — two fixed names
            (value,),
        ).fetchone()
        return self._keep(row[0], FileKey(*row[1:])) if row else None

    def _keep(self, file: str, key: FileKey) -> FileKey:
        self._known[file] = self._by_id[key.key_id] = key
        return key

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def seal_opening(key: FileKey, seq: int, plain: bytes) -> bytes:
    """Encrypt an event's openings; a key sees each number once, so the number is the nonce."""
    return ChaCha20Poly1305(key.key).encrypt(seq.to_bytes(12, "big"), plain, b"plumbline/opening")


def open_opening(key: FileKey, seq: int, body: bytes) -> bytes:
    """Decrypt an event's openings.

    raises  cryptography.exceptions.InvalidTag when the bytes are not what was written
    """
    return ChaCha20Poly1305(key.key).decrypt(seq.to_bytes(12, "big"), bytes(body), b"plumbline/opening")
