"""Rebuild: replay the leaves and the openings that still open into an empty database, and compare.

The fresh database must come out with the same tables, row for row. What is apart from the ledger
(attempts, accesses, sessions, accounts, drafts) is no part of it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db import connection, models, transaction

from plumbline import ledger
from plumbline.campaign import Event, Stamp
from plumbline.store import edges, writing
from plumbline.store.handlers import Rows
from plumbline.store.handlers.writing import put_aggregate
from plumbline.store.home import Home
from plumbline.store.keyed import as_recorded
from plumbline.store.keystore import Keystore, open_opening
from plumbline.store.models import REPLAYED, DayRow, Head, IdempotencyRow, Leaf, Opening
from plumbline.store.sealing import account_of_day
from plumbline.store.state import StoredState
from plumbline.store.writing import Writer, services
from plumbline.terms import Text


class LedgerDamaged(ValueError):
    """A leaf or its opening is not what was written; `text` says which, in both languages."""

    def __init__(self, seq: int, zh: str, en: str) -> None:
        self.text = Text(f"第 {seq} 条（leaf {seq}）：{zh}", f"leaf {seq}: {en}")
        super().__init__(self.text.en)


PUBLISHED = "Published"
"""Stands for the table where a sealed leaf is not the one that was published."""

SEALED_DAY = "SealedDay"
"""Stands for the table where a day was sealed otherwise than its events give it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that the replay gives otherwise: in which table, under which key."""

    table: str
    key: str
    stored: str
    replayed: str


def event_of(leaf: Leaf, opening: Opening, keystore: Keystore) -> tuple[Event, Stamp]:
    """The event of a leaf and its opening, every commitment checked on the way.

    raises  LedgerDamaged naming the leaf when an opening does not fit its commitment
    """
    body = bytes(leaf.body)
    if ledger.leaf_hash(body) != bytes(leaf.hash):
        raise LedgerDamaged(leaf.seq, "内容与它的哈希不符", "its bytes and its hash disagree")
    try:
        parsed = ledger.read_leaf(body)
    except ValueError as error:
        raise LedgerDamaged(leaf.seq, "内容不是一条记录", f"its bytes are no record ({error})") from error
    if (parsed.seq, parsed.type, parsed.day) != (leaf.seq, leaf.type, str(leaf.day)):
        raise LedgerDamaged(
            leaf.seq,
            "表中的序号、类型或日期与内容不符",
            "the table gives it another number, type or day than its bytes",
        )
    key = keystore.by_id(opening.key_id)
    if key is None:
        raise LedgerDamaged(
            leaf.seq, "密钥库中没有它的户档密钥", "the key of its file is not in the keystore"
        )
    try:
        plain: dict[str, Any] = json.loads(open_opening(key, leaf.seq, opening.body))
    except InvalidTag as error:
        raise LedgerDamaged(leaf.seq, "开启内容被改动过", "its opening is not what was written") from error
    for name, value in plain["values"].items():
        if ledger.commit(name, value, bytes.fromhex(plain["salts"][name])) != parsed.com.get(name):
            raise LedgerDamaged(
                leaf.seq,
                f"保存的 {name} 与承诺值不符",
                f"the stored value of {name} is not the committed one",
            )
    com = as_recorded(plain["values"])
    return Event(parsed.type, parsed.open, com, tuple(plain["files"]), parsed.pol), Stamp(
        parsed.seq, parsed.at
    )


def openings_of(seq: int, home: Home | None = None) -> list[ledger.Opening]:
    """The openings of one event, for its proof file."""
    at = services(home)
    opening = Opening.objects.get(pk=seq)
    key = at.keystore.by_id(opening.key_id)
    assert key is not None, f"leaf {seq}: the key of its file is not in the keystore"
    plain: dict[str, Any] = json.loads(open_opening(key, seq, opening.body))
    return [
        ledger.Opening(n, bytes.fromhex(plain["salts"][n]), v) for n, v in sorted(plain["values"].items())
    ]


class _Replay(Writer):
    """A writer whose events come from the ledger instead of from decisions."""

    def __init__(self, at_services: Any) -> None:
        self.services = at_services
        self.state = StoredState(0)
        self.rows = Rows()
        self._numbers: dict[str, int] = {}
        self.sealed_otherwise: list[Difference] = []

    def replay(self, leaf: Leaf, event: Event, stamp: Stamp) -> None:
        """Apply one event; a closing leaf brings its day's row back."""
        numbers = {file: self._number(file) for file in event.files}
        if event.type == ledger.DAY_CLOSED:
            self.write()
            self._day(leaf, event)
        self.apply(event, stamp, leaf.day, numbers)
        key: Any = event.com.get("key")
        if key:
            self.rows.add(IdempotencyRow(key=key[0], command_hash=key[1], seq=stamp.seq, events=key[2]))

    def _number(self, file: str) -> int:
        number = self._numbers.get(file, 0)
        self._numbers[file] = number + 1
        return number

    def _day(self, leaf: Leaf, event: Event) -> None:
        """The day's row as it was sealed; what the events alone give is another count, and is compared with it."""
        previous = DayRow.objects.order_by("-day").first()
        counted, counted_differences = account_of_day(self, leaf.day, previous)
        account: dict[str, Any] = event.com["account"]
        differences: list[dict[str, Any]] = event.com["differences"]
        hashes = [
            bytes(h)
            for h in Leaf.objects.filter(seq__lte=leaf.seq, seq__gte=self._hashed)
            .order_by("seq")
            .values_list("hash", flat=True)
        ]
        self._tree = self._tree.extend(hashes)
        self._hashed = leaf.seq + 1
        self.rows.put(
            DayRow(
                day=leaf.day, seq=leaf.seq, size=leaf.seq + 1, root=self._tree.root.hex(),
                balanced=bool(event.open["balanced"]), account=account, differences=differences,
            )
        )  # fmt: skip
        # A day sealed before the account named standstills or orders says nothing of them; all that it says is held.
        said = {name: counted.get(name) for name in account}
        sealed, replayed = _line([account, differences]), _line([said, counted_differences])
        if sealed != replayed:
            self.sealed_otherwise.append(Difference(SEALED_DAY, leaf.day.isoformat(), sealed, replayed))

    _tree = ledger.CompactTree()
    _hashed = 0

    def write(self) -> None:
        """Write the buffers into the emptied tables."""
        positions = {
            row["id"]: n for n, row in enumerate(self.state.office().description.get("projects", ()))
        }
        for aggregate in self.state.changed.values():
            put_aggregate(self.rows, aggregate, positions)
        self.rows.flush()
        self.state.changed.clear()


BLOCK = 2_000
"""Leaves read at a time."""


def rebuild(home: Home | None = None, *, check: bool) -> list[Difference]:
    """Replay the whole ledger into emptied tables.

    check    compare with the tables as they were and put them back untouched; else keep the replayed ones
    returns  every day that was sealed otherwise than the events give it, and in a check every row that
             differs; nothing differs in a sound installation
    raises   LedgerDamaged naming the leaf
    """
    at = services(home)
    with transaction.atomic():
        before, after = dict(tables()) if check else {}, {}
        for model in REPLAYED:
            model._default_manager.all().delete()
        replay = _Replay(at)
        for leaf, opening in _pairs():
            replay.replay(leaf, *event_of(leaf, opening, at.keystore))
        replay.write()
        found = replay.sealed_otherwise + _at_the_edges(at.home, replay.state.next_seq)
        if check:
            after = dict(tables())
            transaction.set_rollback(True)
    writing.forget_state()
    return found + (_compare(before, after) if check else [])


def _at_the_edges(home: Home, size: int) -> list[Difference]:
    found = [Difference(PUBLISHED, *row) for row in edges.published_otherwise(home)]
    if not edges.head_fits():
        found.append(
            Difference("Head", "1", str(Head.objects.filter(pk=1).values().first()), f"{size} leaves")
        )
    return found


def _pairs() -> Iterator[tuple[Leaf, Opening]]:
    start = 0
    while True:
        leaves = list(Leaf.objects.filter(seq__gte=start).order_by("seq")[:BLOCK])
        if not leaves:
            return
        openings = Opening.objects.in_bulk([leaf.seq for leaf in leaves])
        for leaf in leaves:
            if leaf.seq != start or leaf.seq not in openings:
                raise LedgerDamaged(
                    start,
                    "记录或者它的开启内容不在数据库中",
                    "it or its opening is missing from the database",
                )
            yield leaf, openings[leaf.seq]
            start += 1


# ---------- canonical text of the tables ----------
def tables() -> Iterator[tuple[str, dict[str, str]]]:
    """Every read model as {key: canonical line}, without the database's own row numbers."""
    for model in REPLAYED:
        yield model.__name__, dict(_lines(model))


def _lines(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    auto = isinstance(model._meta.pk, models.AutoField)
    fields = [f for f in model._meta.concrete_fields if not (auto and f.primary_key)]
    order = [f.attname for f in fields if not isinstance(f, models.JSONField | models.TextField)]
    seen: Counter[str] = Counter()
    for row in model._default_manager.order_by(*order).iterator():
        values = {f.attname: _plain(getattr(row, f.attname)) for f in fields}
        line = _line(values)
        if not auto:
            yield str(row.pk), line
            continue
        # Rows without a number of their own go by their content; a second one just like it is another row.
        digest = hashlib.sha256(line.encode()).hexdigest()
        seen[digest] += 1
        yield f"{digest}/{seen[digest]}", line


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _compare(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> list[Difference]:
    found = []
    for table in before:
        old, new = before[table], after.get(table, {})
        for key in sorted({*old, *new}):
            if old.get(key) != new.get(key):
                found.append(Difference(table, key, old.get(key, "—"), new.get(key, "—")))
    return found


def dump(path: Path) -> str:
    """Write the read models in a canonical text and return its SHA-256; two equal databases give equal bytes."""
    digest = hashlib.sha256()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for name, lines in tables():
            for line in sorted(lines.values()):
                text = f"{name}\t{line}\n"
                digest.update(text.encode())
                file.write(text)
    return digest.hexdigest()


def database_kind() -> str:
    """`sqlite` or `postgresql`."""
    return connection.vendor
