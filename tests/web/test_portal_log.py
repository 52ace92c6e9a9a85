"""The log as files: an outsider can check all of it, keep what never changes, and ask for a part."""

import pytest

from plumbline import ledger
from plumbline.store.home import Home


@pytest.fixture
def log(office):
    """The served directory of the small office."""
    return Home.from_environment().log


def body(answer) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def every_file(log) -> list[str]:
    return sorted(path.relative_to(log).as_posix() for path in log.rglob("*") if path.is_file())


def test_an_outsider_verifies_the_log_from_what_is_served(client, log, tmp_path):
    # Nothing but what the site hands out: fetched file by file, then checked by the ledger's own verifier.
    for path in every_file(log):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(body(client.get(f"/log/{path}")))
    keys = ledger.read_key_list((tmp_path / "keys").read_bytes())
    report = ledger.verify_log(tmp_path, keys[0].vkey)
    assert report.ok, report.problems


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("checkpoint", "no-cache"),
        ("keys", "no-cache"),
        ("policy", "no-cache"),
        # A tile, a seal and a day's partition are written once.
        ("seal/2026-05-21.checkpoint", "public, max-age=31536000, immutable"),
        ("parts/2026-05-21.parquet", "public, max-age=31536000, immutable"),
    ],
)
def test_what_grows_is_asked_for_again(client, log, path, kept):
    assert client.get(f"/log/{path}").headers["Cache-Control"] == kept


def test_texts_are_texts_and_tiles_are_bytes(client, log):
    tile = next(path for path in every_file(log) if path.startswith("tile/"))
    kinds = {
        path: client.get(f"/log/{path}").headers["Content-Type"] for path in ("checkpoint", "keys", tile)
    }
    assert kinds == {
        "checkpoint": "text/plain; charset=utf-8",
        "keys": "text/plain; charset=utf-8",
        tile: "application/octet-stream",
    }


@pytest.mark.parametrize(
    ("asked", "status", "part", "where"),
    [
        ("bytes=0-3", 206, slice(0, 4), "bytes 0-3/{n}"),
        ("bytes=5-", 206, slice(5, None), "bytes 5-{last}/{n}"),
        ("bytes=-4", 206, slice(-4, None), "bytes {n4}-{last}/{n}"),
        ("bytes=2-99999999", 206, slice(2, None), "bytes 2-{last}/{n}"),
        ("bytes=-99999999", 206, slice(None), "bytes 0-{last}/{n}"),
        ("bytes=99999999-", 416, slice(0, 0), "bytes */{n}"),
        ("bytes=-0", 416, slice(0, 0), "bytes */{n}"),
        ("bytes=3-1", 416, slice(0, 0), "bytes */{n}"),
        # What is no single range is answered with the whole.
        ("bytes=0-1,4-5", 200, slice(None), None),
        ("bytes=-", 200, slice(None), None),
        ("lines=1-2", 200, slice(None), None),
    ],
)
def test_it_serves_the_part_that_is_asked_for(client, log, asked, status, part, where):
    whole = (log / "checkpoint").read_bytes()
    n = len(whole)
    answer = client.get("/log/checkpoint", headers={"range": asked})
    assert answer.status_code == status
    assert body(answer) == whole[part]
    said = where and where.format(n=n, last=n - 1, n4=n - 4)
    assert answer.headers.get("Content-Range") == said
