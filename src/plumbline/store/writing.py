"""The writer: one transaction reads the state, decides, and writes leaf, openings and read models together.

One process owns the head at a time (SQLite takes the write lock as the transaction begins, PostgreSQL
locks the head's row). Several commands may share one transaction: a receipt is valid once it has been
committed. Ledger, section 6.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from plumbline import campaign, ledger
from plumbline.campaign import Command, Context, Event, Stamp
from plumbline.store import intake
from plumbline.store.chance import Chance, SeededChance, SystemChance
from plumbline.store.clock import Clock, clock_of
from plumbline.store.handlers import Rows, handle
from plumbline.store.handlers.writing import put_aggregate, put_details
from plumbline.store.home import Home
from plumbline.store.keyed import as_committed
from plumbline.store.keystore import OFFICE_FILE, Keystore, seal_opening
from plumbline.store.models import Attempt, Head, IdempotencyRow, Leaf, Opening
from plumbline.store.state import StoredState
from plumbline.store.straight import last_number, recorded_under, write_rows
from plumbline.terms import Refused, at_millis, from_millis, local_day, refused_json


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a person is given for a recorded command; the code is printable on paper.

    seq       number of its first event
    events    how many events it became; 0 for a command recorded before under the same key
    leaf_hash hex of the first event's leaf hash
    """

    seq: int
    events: int
    day: date
    leaf_hash: str
    receipt_code: str
    repeated: bool = False


class KilledForTest(BaseException):
    """Raised at a named point by the crash tests, to stand for a power cut there."""


def checkpoint_for_tests(name: str) -> None:
    """End the process here and now when a crash test asks for it; in service this does nothing."""
    if os.environ.get("PLUMBLINE_KILL_AT") == name:
        os._exit(137)


@dataclass(slots=True)
class Services:
    """What a writer needs besides the database."""

    home: Home
    clock: Clock
    chance: Chance
    keystore: Keystore


_SERVICES: dict[str, Services] = {}


def services(home: Home | None = None) -> Services:
    """The services of an installation, opened once a process."""
    home = home or Home.from_environment()
    key = str(home.path)
    if key not in _SERVICES:
        home.make()
        chance = _chance_of(home)
        _SERVICES[key] = Services(home, clock_of(home), chance, Keystore(home.keystore, chance))
    return _SERVICES[key]


def forget_services(home: Home | None = None) -> None:
    """Close and forget an installation's services: after its settings changed, or a test is done."""
    home = home or Home.from_environment()
    found = _SERVICES.pop(str(home.path), None)
    if found:
        found.keystore.close()
    forget_state()


def _chance_of(home: Home) -> Chance:
    seed = home.settings().get("demonstration_seed")
    return SeededChance(seed) if seed else SystemChance()


_STATES: dict[str, StoredState] = {}
"""The last state of this process by database, true while the head has not moved elsewhere."""


def forget_state() -> None:
    """Let the next writer read the tables anew: after a rebuild they may say something else."""
    _STATES.clear()


class Writer:
    """A transaction of the writer: `submit` as many commands as belong together, then leave the block."""

    def __init__(self, at_services: Services) -> None:
        self.services = at_services
        self.head = _locked_head()
        cached = _STATES.pop(_database_name(), None)
        self.state = (
            cached
            if cached is not None and cached.next_seq == self.head.size
            else StoredState(self.head.size)
        )
        self.tree = ledger.CompactTree(self.head.size, tuple(bytes.fromhex(node) for node in self.head.nodes))
        self.rows = Rows()
        self._leaves: list[Leaf] = []
        self._openings: list[Opening] = []
        self._keys: dict[str, IdempotencyRow] = {}
        self.days_closed: list[date] = []

    # ---------- commands ----------
    def submit(
        self, command: Command, *, person: str, post: str | None = None, key: str, at: datetime | None = None
    ) -> Receipt | Refused:
        """Decide a command and write what it becomes.

        person  id of the acting person; `post` the post acted in, needed when several are held
        key     idempotency key: the same key and command give the same receipt again; for another command
                it is refused, and `intake.conflict/1` says that it came
        at      instant of acceptance; the clock's where none is given, never below the last leaf's
        """
        if wrong := intake.unusable(key):
            return Refused((wrong,))
        canonical, known = intake.canonical(command), self._known(key)
        if known is not None and known.command_hash == canonical:
            return self._receipt(known.seq, known.events, repeated=True)
        context = self.context(person, post, at)
        self._begin_day(local_day(context.at))
        if known is not None:
            return self._conflict(command, context, known, canonical)
        decided = campaign.decide(self.state, command, context, campaign.rules_of(self.state.office()))
        if isinstance(decided, Refused):
            return decided
        first = self.state.next_seq
        for number, event in enumerate(decided):
            stamped = _with_key(event, [key, canonical, len(decided)] if number == 0 else None)
            self.append(stamped, at=at_millis(context.at), by=context.post_id)
        self.put_key(key, canonical, first, len(decided))
        return self._receipt(first, len(decided))

    def _conflict(self, command: Command, context: Context, known: IdempotencyRow, canonical: str) -> Refused:
        """Record that a used key came with another command, once for each such command; it is refused."""
        own_key = intake.key_of_conflict(known.key, canonical)
        if self._known(own_key) is None:
            made = campaign.conflict(
                self.state,
                command,
                context,
                used_key=known.key,
                command_sha256=canonical,
                recorded=known.seq,
            )
            if isinstance(made, Refused):
                return made
            stamped = _with_key(made[0], [own_key, canonical, 1])
            seq = self.append(stamped, at=at_millis(context.at), by=context.post_id).seq
            self.put_key(own_key, canonical, seq, 1)
        first = self._receipt(known.seq, known.events)
        return Refused((intake.conflicting(known.key, first.day, first.receipt_code),))

    def _begin_day(self, today: date) -> None:
        """Close the days that are over before the first command of a new one: a closed day takes nothing more."""
        office = self.state.office()
        if office.is_open and office.last_closed < (today - timedelta(days=1)).isoformat():
            # The seal stands on the writer; the one door stands above both.
            from plumbline.store.sealing import close_days_over

            self.days_closed += close_days_over(self, today)

    def context(self, person: str, post: str | None, at: datetime | None) -> Context:
        """The acting context: the post held that day, and an instant not below the last leaf's."""
        instant = from_millis(max(at_millis(at or self.services.clock.now()), self.head.at))
        held = self.state.office().posts_of(person, local_day(instant)) if self.state.office().is_open else ()
        chosen = (
            next((p for p in held if p.id == post), None) if post else (held[0] if len(held) == 1 else None)
        )
        return Context(at=instant, person=person, post=chosen)

    def recorded_as(self, key: str) -> int | None:
        """Number of the first event under a key, or None for a key that was never used."""
        known = self._known(key)
        return known.seq if known else None

    def seq_of(self, key: str) -> int:
        """Number of the first event of a command recorded under a key; raises KeyError for an unknown one."""
        known = self._known(key)
        if known is None:
            raise KeyError(key)
        return known.seq

    def _known(self, key: str) -> IdempotencyRow | None:
        return self._keys.get(key) or recorded_under(key)

    def put_key(self, key: str, command_hash: str, seq: int, events: int) -> None:
        """Remember an idempotency key for the life of the log."""
        row = IdempotencyRow(key=key, command_hash=command_hash, seq=seq, events=events)
        self._keys[key] = row
        self.rows.add(row)

    def _receipt(self, seq: int, events: int, *, repeated: bool = False) -> Receipt:
        waiting = (
            self._leaves[seq - self._leaves[0].seq] if self._leaves and seq >= self._leaves[0].seq else None
        )
        leaf = waiting or Leaf.objects.get(pk=seq)
        leaf_hash = bytes(leaf.hash)
        day = leaf.day if isinstance(leaf.day, date) else date.fromisoformat(leaf.day)
        return Receipt(seq, events, day, leaf_hash.hex(), ledger.receipt_code(leaf_hash), repeated)

    # ---------- events ----------
    def append(self, event: Event, *, at: int, by: str, day: date | None = None) -> Stamp:
        """Write one event: leaf, hash, encrypted openings, aggregates and rows, all in the buffer.

        at   ms since the epoch; never below the last leaf's
        day  the day that the event closes, for `day.closed/1` alone
        """
        assert at >= self.head.at, "the clock went backwards"
        seq = self.state.next_seq
        stamp, of_day = Stamp(seq, at), day or local_day(from_millis(at))
        numbers = {file: self._next_number(file) for file in event.files}
        drawn = self.services.chance.salts(f"salts/{seq}", len(event.com))
        salts = dict(zip(sorted(event.com), drawn, strict=True))
        committed = as_committed(event.com)
        slots = tuple(
            ledger.blind_slot(self.services.keystore.of(file).k_subject, n) for file, n in numbers.items()
        )
        body = ledger.leaf_bytes(
            ledger.Leaf(
                seq=seq,
                day=of_day.isoformat(),
                at=at,
                type=event.type,
                by=by,
                slots=slots,
                com=ledger.commit_all(committed, salts),
                open=dict(event.open),
                pol=event.pol,
            )
        )
        leaf_hash = ledger.leaf_hash(body)
        self._leaves.append(Leaf(seq=seq, day=of_day, at=at, type=event.type, body=body, hash=leaf_hash))
        self._openings.append(self._opening(seq, event, committed, salts))
        self.tree = self.tree.append(leaf_hash)
        self.head.size, self.head.at = seq + 1, at
        self.apply(event, stamp, of_day, numbers)
        return stamp

    def _opening(
        self, seq: int, event: Event, committed: Mapping[str, Any], salts: Mapping[str, bytes]
    ) -> Opening:
        key = self.services.keystore.of(event.files[0] if event.files else OFFICE_FILE)
        plain = json.dumps(
            {
                "salts": {n: s.hex() for n, s in salts.items()},
                "values": committed,
                "files": list(event.files),
            },
            ensure_ascii=False,
        )
        return Opening(seq=seq, key_id=key.key_id, body=seal_opening(key, seq, plain.encode()))

    def apply(self, event: Event, stamp: Stamp, day: date, numbers: Mapping[str, int]) -> None:
        """Evolve the state and put the event's rows into the buffer; replay uses this too."""
        name = str(event.com.get("household") or "")
        before = self.state.household(name) if name else None
        self.state.put(*campaign.evolve(self.state, event, stamp))
        self.state.next_seq = stamp.seq + 1
        handle(self.rows, event, stamp, day, before, self.state, numbers)
        after = self.state.household(name) if name else None
        if after is not None:
            put_details(self.rows, before, after)

    def _next_number(self, file: str) -> int:
        sizes = self.state.file_sizes
        if file not in sizes:
            last = last_number(file)
            sizes[file] = 0 if last is None else last + 1
        number = sizes[file]
        sizes[file] = number + 1
        return number

    # ---------- the end of the transaction ----------
    def flush(self) -> None:
        """Write the buffers into the tables and move the head; the transaction still has to commit."""
        checkpoint_for_tests("before-flush")
        write_rows(Leaf, self._leaves)
        write_rows(Opening, self._openings)
        checkpoint_for_tests("leaves-written")
        positions = {
            row["id"]: n for n, row in enumerate(self.state.office().description.get("projects", ()))
        }
        for aggregate in self.state.changed.values():
            put_aggregate(self.rows, aggregate, positions)
        self.rows.flush()
        self.state.changed.clear()
        checkpoint_for_tests("rows-written")
        self.head.nodes = [node.hex() for node in self.tree.peaks]
        self.head.save(force_update=True)
        self._leaves, self._openings = [], []


def _locked_head() -> Head:
    Head.objects.get_or_create(pk=1)
    query = Head.objects.filter(pk=1)
    return query.select_for_update().get() if connection.vendor == "postgresql" else query.get()


def _database_name() -> str:
    return f"{connection.vendor}:{connection.settings_dict['NAME']}"


@contextmanager
def writer(home: Home | None = None) -> Iterator[Writer]:
    """A writer's transaction: everything in the block is committed together, or nothing is."""
    with transaction.atomic():
        opened = Writer(services(home))
        yield opened
        opened.flush()
        checkpoint_for_tests("before-commit")
    _STATES[_database_name()] = opened.state
    if opened.days_closed:
        from plumbline.store.sealing import write_seals

        write_seals(home)


def submit(
    command: Command, *, person: str, post: str | None = None, key: str, home: Home | None = None
) -> Receipt | Refused:
    """The one door for a single command; a refusal is kept as an attempt, apart from the ledger."""
    with writer(home) as opened:
        acting = opened.context(person, post, None)
        outcome = opened.submit(command, person=person, post=post, key=key)
    if isinstance(outcome, Refused):
        keep_attempt(command, outcome, acting)
    return outcome


def keep_attempt(command: Command, outcome: Refused, acting: Context) -> None:
    """Keep a refusal apart from the ledger: who tried what in which post, and the reasons."""
    Attempt.objects.create(
        at=acting.at,
        person=intake.keepable(acting.person[:60]),
        post=acting.post.id if acting.post else "",
        command=type(command).__name__,
        subject=intake.keepable(
            str(getattr(command, "household", "") or getattr(command, "project", ""))[:60]
        ),
        refused=intake.keepable(refused_json(outcome)["refused"]),
    )


def _with_key(event: Event, key: list[Any] | None) -> Event:
    if key is None:
        return event
    return Event(event.type, event.open, {**event.com, "key": key}, event.files, event.pol)
