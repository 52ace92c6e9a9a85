"""A log as a directory of files: read lazily, written so that a cut of the power leaves it whole."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from plumbline.ledger.checkpoint_text import CheckpointError, read_checkpoint_text
from plumbline.ledger.notes import NoteError, read_note

MAX_FILE = 256_000_000
"""Bytes of one file that is read whole; a day's Parquet partition of a county stays below."""

HEAD = "checkpoint"
_REPLACED = frozenset({HEAD, "keys", "policy"})


class ExportError(ValueError):
    """A file that may not be written or read; the text names it."""


class ExportedLog(Mapping[str, bytes]):
    """The files of a directory by relative path with `/`, each read when asked for."""

    def __init__(self, directory: Path) -> None:
        if not directory.is_dir():
            raise ExportError(f"{directory} is not a directory")
        self._directory = directory
        self._paths = frozenset(
            str(PurePosixPath(path.relative_to(directory)))
            for path in directory.rglob("*")
            if not path.is_dir()
        )

    def __getitem__(self, path: str) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        file = self._directory / path
        if file.stat().st_size > MAX_FILE:
            raise ExportError(f"{file} has more than {MAX_FILE} bytes")
        return file.read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._paths))

    def __len__(self) -> int:
        return len(self._paths)


def read_from(directory: Path) -> Mapping[str, bytes]:
    """The files of a log's directory as they are now; an empty mapping where there is none yet."""
    return ExportedLog(directory) if directory.is_dir() else {}


def write_files(directory: Path, files: Mapping[str, bytes], *, sync: bool = True) -> None:
    """Write files of a log, `checkpoint` last, so that it never speaks of tiles that are not there.

    sync    False skips the forcing to disk, for an export that can be written again from its source
    raises  ExportError, before anything is written, for a path outside the directory, for a sealed
            file that exists with other bytes, and for a `checkpoint` smaller than the one there
    """
    for path, data in files.items():
        _check(directory, path, data)
    touched: set[Path] = set()
    for path in sorted(files, key=lambda path: path == HEAD):
        target = directory / path
        if target.is_file() and target.read_bytes() == files[path]:
            continue
        if path == HEAD:
            _sync_directories(touched, sync)
        touched |= _new_parents(target)
        _write(target, files[path], sync)
    _sync_directories(touched, sync)


def _check(directory: Path, path: str, data: bytes) -> None:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or str(pure) != path or path in ("", "."):
        raise ExportError(f"{path!r} is not a path inside the log")
    target = directory / path
    if not target.is_file():
        return
    before = target.read_bytes()
    if path == HEAD:
        if _size(data, path) < _size(before, str(target)):
            raise ExportError(f"{target} is of a longer log than the one to be written: nothing was changed")
    elif before != data and path not in _REPLACED and not path.startswith("index/"):
        raise ExportError(
            f"{target} is sealed and has other bytes: nothing was changed, find out which is right"
        )


def _size(data: bytes, path: str) -> int:
    try:
        return read_checkpoint_text(read_note(data).text).size
    except (NoteError, CheckpointError) as error:
        raise ExportError(f"{path} is not a checkpoint: {error}") from error


def _new_parents(target: Path) -> set[Path]:
    """Folders whose lists of names change when the target and its missing folders are made."""
    changed, folder = {target.parent}, target.parent
    while not folder.is_dir():
        folder = folder.parent
        changed.add(folder)
    return changed


def _write(target: Path, data: bytes, sync: bool) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.tmp")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        if sync:
            os.fdatasync(file.fileno())
    beside.replace(target)


def _sync_directories(folders: set[Path], sync: bool) -> None:
    if sync:
        for folder in sorted(folders):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    folders.clear()
