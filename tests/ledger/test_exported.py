"""Writing a log to a directory, and reading it back."""

import os

import pytest
from tests.ledger.logs import SIGNER, small_log

from plumbline.ledger import ExportedLog, ExportError, read_from, verify_log, write_files


def test_what_was_written_is_read_back_and_passes(small, tmp_path):
    write_files(tmp_path, small.files)
    assert dict(ExportedLog(tmp_path)) == small.files
    assert verify_log(tmp_path, small.vkey).problems == ()


def test_writing_twice_changes_nothing(small, tmp_path):
    write_files(tmp_path, small.files)
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in small.files}
    write_files(tmp_path, small.files, sync=False)
    assert before == {path: (tmp_path / path).stat().st_mtime_ns for path in small.files}


def test_a_day_is_added_to_what_is_there(tmp_path):
    write_files(tmp_path, small_log((3,)).files)
    longer = small_log((3, 2))
    write_files(tmp_path, longer.files)
    assert verify_log(tmp_path, longer.vkey).size == 7


def test_a_sealed_file_with_other_bytes_is_named_and_nothing_is_written(small, tmp_path):
    tile = tmp_path / "tile/0/000.p/4"
    tile.parent.mkdir(parents=True)
    tile.write_bytes(b"another log")
    with pytest.raises(ExportError, match=r"tile/0/000\.p/4"):
        write_files(tmp_path, small.files)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["4"]


def test_a_shorter_log_never_replaces_a_longer_checkpoint(small, tmp_path):
    write_files(tmp_path, small.files)
    with pytest.raises(ExportError, match="longer log"):
        write_files(tmp_path, {"checkpoint": SIGNER.sign(4, bytes(32))})


@pytest.mark.parametrize("path", ["../x", "/x", "a/../b", "a//b", ".", ""])
def test_no_file_is_written_outside_the_directory(tmp_path, path):
    with pytest.raises(ExportError):
        write_files(tmp_path, {path: b""})


def test_the_checkpoint_comes_after_every_file_it_speaks_of(small, tmp_path, monkeypatch):
    # A cut of the power after any step leaves a checkpoint whose tiles are all there.
    order = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda old, new: (order.append(str(new)), replace(old, new)))
    write_files(tmp_path, dict(reversed(small.files.items())))
    assert order[-1].endswith("/checkpoint")
    assert verify_log(tmp_path, small.vkey).ok


def test_a_directory_that_is_not_there_is_empty_to_the_writer_and_an_error_to_the_verifier(small, tmp_path):
    assert dict(read_from(tmp_path / "none")) == {}
    with pytest.raises(ExportError):
        verify_log(tmp_path / "none", small.vkey)
