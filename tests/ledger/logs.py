"""Logs to test with: the golden vectors, and small ones made from a list of events a day."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from plumbline.ledger import (
    DAY_CLOSED,
    EMPTY_ROOT,
    KeyRow,
    Leaf,
    Opening,
    Signer,
    blind_slot,
    commit_all,
    key_list,
    leaf_bytes,
    previous_seal,
    read_vkey,
    seal_day,
    unwitnessed_policy,
)
from plumbline.terms import SHANGHAI, at_millis

VECTORS = Path(__file__).resolve().parents[1] / "data" / "vectors"
SIGNER = Signer.from_seed("plumbline.test/small", bytes(32))
FIRST = date(2026, 11, 1)


def vectors(name: str) -> dict:
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


@cache
def golden() -> dict:
    return vectors("golden_log")


def golden_key():
    return read_vkey(golden()["vkey"])


def golden_policy(rule: str = "all") -> bytes:
    notary, residents = golden()["witness_vkeys"]
    return f"witness n {notary}\nwitness r {residents}\ngroup both {rule} n r\nquorum both\n".encode()


def salt(*words: object) -> bytes:
    """A salt for tests; a real one comes from the operating system."""
    return hashlib.sha256(repr(words).encode()).digest()


@dataclass(frozen=True)
class SmallLog:
    """A log sealed day by day: its files, its leaves, and the openings of each leaf."""

    files: dict[str, bytes]
    leaves: list[bytes]
    openings: list[list[Opening]]
    sizes: list[int]
    part: bytes

    @property
    def vkey(self):
        return SIGNER.vkey


def subject(household: int) -> bytes:
    return salt("k_subject", household)


def at(day: str, minutes: int) -> int:
    midnight = datetime.fromisoformat(day).replace(tzinfo=SHANGHAI)
    return at_millis(midnight + timedelta(minutes=minutes))


def small_log(days: tuple[int, ...] = (3, 2), households: int = 2, part: bytes | None = None) -> SmallLog:
    """Days with so many events each, of households in turn; each event opens to its sum and its file."""
    files: dict[str, bytes] = {}
    log = SmallLog(files, [], [], [], part or b"PAR1 not really PAR1")
    keys = key_list([KeyRow(SIGNER.vkey, FIRST.isoformat())])
    policy = unwitnessed_policy(SIGNER.vkey)
    used = Counter()
    size, root = 0, EMPTY_ROOT
    for place, events in enumerate(days):
        day = (FIRST + timedelta(days=place)).isoformat()
        for n in range(events):
            household = n % households
            _event(log, day, household, used[household], minutes=n)
            used[household] += 1
        parts = {f"{day}.parquet": log.part} if part is not None else {}
        files |= {f"parts/{name}": data for name, data in parts.items()}
        _close(log, day, size, previous_seal(size, root), {"keys": keys, "policy": policy}, parts)
        sealed = seal_day(
            day=day,
            size=size,
            leaves=log.leaves[size:],
            read=dict(files).get,
            signer=SIGNER,
            keys=keys,
            policy=policy,
        )
        files |= sealed.files
        size, root = sealed.size, sealed.root
        log.sizes.append(size)
    return log


def _event(log: SmallLog, day: str, household: int, n: int, *, minutes: int) -> None:
    seq = len(log.leaves)
    fields = {"sum_fen": 1000 + seq, "file": f"户{household}"}
    salts = {name: salt(seq, name) for name in fields}
    leaf = Leaf(
        seq=seq,
        day=day,
        at=at(day, 480 + minutes),
        type="payment.made/1",
        by="post/4",
        slots=(blind_slot(subject(household), n),),
        com=commit_all(fields, salts),
    )
    log.leaves.append(leaf_bytes(leaf))
    log.openings.append([Opening(name, salts[name], value) for name, value in fields.items()])


def _close(log: SmallLog, day: str, first: int, prev: dict, files: dict, parts: dict) -> None:
    count = len(log.leaves) - first
    opened = {
        "date": day,
        "first": first,
        "count": count,
        "types": {"payment.made/1": count} if count else {},
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "prev": prev,
    }
    if parts:
        opened["parts"] = {
            name: {"rows_sha256": "0" * 64, "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in parts.items()
        }
    leaf = Leaf(seq=len(log.leaves), day=day, at=at(day, 1440), type=DAY_CLOSED, by="system", open=opened)
    log.leaves.append(leaf_bytes(leaf))
    log.openings.append([])
