"""The log: all of it recomputed from its entries, beside hashing the same bytes and nothing else."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from benchmarks.figures import Figure
from benchmarks.timing import best_of, shown_seconds, times
from plumbline import ledger
from plumbline.terms import SHANGHAI, Json, Text, at_millis

DAYS, EVENTS = 20, 1_000
"""Twenty days of a thousand events: about what the demonstration's forty days have."""

FIRST = date(2026, 5, 6)
SIGNER = ledger.Signer.from_seed("plumbline.bench/log", bytes(32))


def figures() -> Iterator[Figure]:
    """Time sealing a day and verifying the whole log."""
    files, leaves = _log()
    seconds, report = best_of(2, lambda: ledger.verify_files(files, SIGNER.vkey))
    assert report.ok, report.problems[:3]
    peer, _ = best_of(3, lambda: _root(leaves))
    yield Figure(
        Text(
            f"复核整本账（{len(leaves)} 条、{DAYS} 天：格式、树、瓦片、签名、盲槽、日结）",
            f"the whole log verified ({len(leaves)} entries, {DAYS} days: form, tree, tiles, signatures, slots, closings)",
        ),
        Text(
            f"{shown_seconds(seconds)}，每秒 {len(leaves) / seconds:,.0f} 条",
            f"{shown_seconds(seconds)}, {len(leaves) / seconds:,.0f} entries a second",
        ),
        Text("下限：hashlib 只算同样字节的树", "bound: hashlib computing the tree of the same bytes"),
        times(seconds, peer),
    )


def _log() -> tuple[dict[str, bytes], list[bytes]]:
    """A log of so many days, sealed day by day with the office's own code."""
    files: dict[str, bytes] = {}
    leaves: list[bytes] = []
    size, root = 0, ledger.EMPTY_ROOT
    keys = ledger.key_list([ledger.KeyRow(SIGNER.vkey, FIRST.isoformat())])
    policy = ledger.unwitnessed_policy(SIGNER.vkey)
    for place in range(DAYS):
        day = FIRST + timedelta(days=place)
        leaves += [_event(size + n, day, n) for n in range(EVENTS)]
        leaves.append(_closing(day, size, leaves, ledger.previous_seal(size, root), keys, policy))
        sealed = ledger.seal_day(
            day=day.isoformat(),
            size=size,
            leaves=leaves[size:],
            read=files.get,
            signer=SIGNER,
            keys=keys,
            policy=policy,
        )
        files |= sealed.files
        size, root = sealed.size, sealed.root
    return files, leaves


def _event(seq: int, day: date, minute: int) -> bytes:
    fields: dict[str, Json] = {"file": f"户-{seq % 1200:04d}", "sum_fen": 10_000 + seq, "note": "发放补偿款"}
    com = ledger.commit_all(fields, {name: os.urandom(ledger.SALT_SIZE) for name in fields})
    slot = ledger.blind_slot(hashlib.sha256(str(seq).encode()).digest(), 0)
    at = at_millis(datetime.combine(day, time(8), SHANGHAI)) + minute
    return ledger.leaf_bytes(
        ledger.Leaf(
            seq=seq, day=day.isoformat(), at=at, type="payment.made/1", by="post-1", slots=(slot,), com=com
        )
    )


def _closing(
    day: date, first: int, leaves: Sequence[bytes], prev: dict[str, Json], keys: bytes, policy: bytes
) -> bytes:
    types = Counter({"payment.made/1": len(leaves) - first})
    opened: dict[str, Json] = {
        "date": day.isoformat(),
        "first": first,
        "count": len(leaves) - first,
        "types": dict(types),
        "files": {"keys": hashlib.sha256(keys).hexdigest(), "policy": hashlib.sha256(policy).hexdigest()},
        "prev": prev,
    }
    at = at_millis(datetime.combine(day + timedelta(days=1), time(), SHANGHAI))
    return ledger.leaf_bytes(
        ledger.Leaf(
            seq=len(leaves), day=day.isoformat(), at=at, type=ledger.DAY_CLOSED, by="system", open=opened
        )
    )


def _root(leaves: Sequence[bytes]) -> bytes:
    """Every hash of the tree once, levels folded in pairs: as few hashes as any verifier needs."""
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [hashlib.sha256(b"\x01" + a + b).digest() for a, b in pairs] + level[len(level) & ~1 :]
    return level[0]
