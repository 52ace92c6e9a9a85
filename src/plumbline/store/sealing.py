"""The day's close: derived events, balance, public rows, the closing leaf, and the sealed directory.

Idempotent by day and resumable at each step: the closing leaf is in the database before a file is
written, and the files are made again from the leaves when the process died between. Ledger, section 7.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import Count, Sum

from plumbline import books, campaign, ledger
from plumbline.store.home import Home
from plumbline.store.models import (
    BankLineRow,
    DayRow,
    HouseholdRow,
    Leaf,
    MoveRow,
    OrderRow,
    PostingRow,
    ProjectRow,
)
from plumbline.store.named import orders_of_day, standstills_of_day
from plumbline.store.signing import keys_file, signer_of, witness_file
from plumbline.store.writing import Writer, checkpoint_for_tests, services, writer
from plumbline.terms import SHANGHAI, STAGES, at_millis, campaign_day

CHUNK_DAYS = 40
"""Days closed in one transaction where many were missed: a builder's winter, an office's holiday."""


class DayNotOver(ValueError):
    """A day was to be closed that has not ended by the installation's clock."""


def midnight_after(day: date) -> datetime:
    """The first instant at which a day may be closed."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)


def close_missed_days(
    home: Home | None = None, *, until: date | None = None, write: bool = True
) -> list[date]:
    """Close every day that is over and not closed, oldest first, and write what was not written yet.

    until   close no day after this one; yesterday of the installation's clock where none is given
    write   False leaves the sealed directory to a later `write_seals`, which writes all days at once
    raises  DayNotOver when `until` has not ended by the installation's clock
    """
    at = services(home)
    if until is not None and not day_is_over(until, home):
        raise DayNotOver(until)
    closed: list[date] = []
    while True:
        with writer(home) as opened:
            office = opened.state.office()
            if not office.is_open:
                return closed
            today = (until + timedelta(days=1)) if until else at.clock.now().astimezone(SHANGHAI).date()
            days = close_days_over(opened, today, most=CHUNK_DAYS)
        if not days:
            break
        closed += days
    if write:
        write_seals(home)
    return closed


def close_days_over(opened: Writer, today: date, *, most: int | None = None) -> list[date]:
    """Close the days before `today` in the writer's own transaction, oldest first, at most so many."""
    days = campaign.days_to_close(opened.state.office().last_closed, _first_day(opened), today)[:most]
    for day in days:
        _close(opened, day)
    return days


def _first_day(opened: Writer) -> date:
    first = Leaf.objects.order_by("seq").first()
    return first.day if first else opened.services.clock.now().astimezone(SHANGHAI).date()


def _close(opened: Writer, day: date) -> None:
    rules = campaign.rules_of(opened.state.office())
    end = at_millis(campaign.end_of(day))
    for event in campaign.closing_events(opened.state, rules, day):
        opened.append(event, at=max(end, opened.head.at), by=campaign.SYSTEM)
    opened.flush()
    checkpoint_for_tests("day-booked")
    previous = DayRow.objects.order_by("-day").first()
    account, differences = account_of_day(opened, day, previous)
    event = _closing_event(opened, day, account, differences, previous)
    opened.append(event, at=max(at_millis(midnight_after(day)), opened.head.at), by=campaign.SYSTEM, day=day)
    opened.rows.put(
        DayRow(
            day=day,
            seq=opened.head.size - 1,
            size=opened.head.size,
            root=opened.tree.root.hex(),
            balanced=not differences,
            account=account,
            differences=differences,
        )
    )
    opened.flush()
    checkpoint_for_tests("day-closed")


# ---------- the account ----------
def account_of_day(
    opened: Writer, day: date, previous: DayRow | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The day's account from the tables, and what the second count finds different."""
    posted = posted_by_project()
    stages = _stages()
    projects = [
        {"id": id, "regime": regime, "in_totals": in_totals, "stages": stages.get(id, {})}
        for id, regime, in_totals in ProjectRow.objects.order_by("position").values_list(
            "pk", "regime", "in_totals"
        )
    ]
    office = opened.state.office()
    account = books.day_account(
        day=day.isoformat(),
        campaign_day=campaign_day(day, office.first_day),
        projects=projects,
        units=units_account([p["id"] for p in projects if p["in_totals"]]),
        posted=posted,
        unreconciled_fen=unreconciled_fen(),
    )
    yesterday = previous.account.get("all_stages", {}) if previous else {}
    everywhere = _all_stages(projects)
    moves = MoveRow.objects.filter(day=day).order_by("seq").values_list("before", "stage")
    check = books.check_day(
        households=_balances(),
        posted=posted,
        yesterday=yesterday,
        moves=[(before or None, after) for before, after in moves],
        stages=everywhere,
    )
    differences = [
        {
            "kind": d.kind,
            "where": d.where,
            "expected": d.expected,
            "found": d.found,
            "zh": d.message.zh,
            "en": d.message.en,
        }
        for d in check.differences
    ]
    named = {
        # Standstills are named from day 1 on: before it nobody has promised a step a day.
        "standstills": standstills_of_day(office, day) if day >= office.first_day else [],
        "orders": orders_of_day(office, day),
    }
    return {**account, **named, "all_stages": everywhere}, differences


def _stages() -> dict[str, dict[str, int]]:
    """Households of every project by stage, as the table has them."""
    by_project: dict[str, dict[str, int]] = {}
    rows = HouseholdRow.objects.order_by().values_list("project", "stage").annotate(n=Count("pk"))
    for project, stage, n in rows:
        by_project.setdefault(project, {})[stage] = n
    return by_project


def _all_stages(projects: list[dict[str, Any]]) -> dict[str, int]:
    return {s.value: sum(p["stages"].get(s.value, 0) for p in projects) for s in STAGES}


def units_account(projects: list[str]) -> list[dict[str, Any]]:
    """Stages of the households of every responsible unit, over these projects."""
    units: dict[str, dict[str, int]] = {}
    rows = (
        HouseholdRow.objects.filter(project__in=projects)
        .order_by()
        .values_list("unit", "stage")
        .annotate(n=Count("pk"))
    )
    for unit, stage, n in rows:
        units.setdefault(unit, {})[stage] = n
    return [{"id": unit, "stages": units[unit]} for unit in sorted(units)]


def posted_by_project() -> dict[str, dict[books.Account, int]]:
    """Balances of every account of every project, from the postings."""
    sums = PostingRow.objects.order_by().values_list("project", "debit", "credit").annotate(fen=Sum("fen"))
    by_project: dict[str, list[tuple[str, str, int]]] = {}
    for project, debit, credit, fen in sums:
        by_project.setdefault(project, []).append((debit, credit, fen))
    return {project: books.balances(rows) for project, rows in by_project.items()}


def unreconciled_fen() -> int:
    """Payments without a bank line, and bank lines without a payment, in fen."""
    matched = set(BankLineRow.objects.filter(matched=True).values_list("reference", flat=True))
    orders = OrderRow.objects.exclude(paid_on="").values_list("order", "fen")
    lines = BankLineRow.objects.filter(matched=False).aggregate(fen=Sum("fen"))["fen"] or 0
    return sum(fen for order, fen in orders if order not in matched) + abs(lines)


def _balances() -> Iterator[books.HouseholdBalance]:
    """Every household's own balance, counted from its row as it was written, not from the writer's memory."""
    rows = HouseholdRow.objects.values_list(
        "pk", "project", "stage", "account", "total_fen", "settled_fen", "deposited_fen"
    )
    for household, project, stage, account, total, settled, deposited in rows.iterator():
        yield books.HouseholdBalance(
            household=household,
            project=project,
            stage=stage,
            account=account,
            booked_fen=total,
            settled_fen=settled,
            deposited_fen=deposited,
        )


# ---------- the closing leaf ----------
PUBLIC_COLUMNS = ("seq", "day", "type", "by", "slots")
"""Columns of the day's public partition: nothing that a leaf does not say openly."""


def _closing_event(
    opened: Writer, day: date, account: dict[str, Any], differences: list[Any], previous: DayRow | None
) -> campaign.Event:
    leaves = list(Leaf.objects.filter(day=day).order_by("seq"))
    first = leaves[0].seq if leaves else opened.head.size
    counts = Counter(leaf.type for leaf in leaves)
    parts = _partition(opened.services.home, day, leaves)
    home = opened.services.home
    files = {
        "keys": _sha(keys_file(home, _first_day(opened).isoformat())),
        "policy": _sha(witness_file(home)),
    }
    size, root = (previous.size, bytes.fromhex(previous.root)) if previous else (0, ledger.EMPTY_ROOT)
    return campaign.make_event(
        "day.closed/1",
        open={
            "date": day.isoformat(),
            "first": first,
            "count": len(leaves),
            "types": dict(sorted(counts.items())),
            "balanced": not differences,
            "unreconciled": account["unreconciled_fen"],
            "stages": account["stages"],
            "accounts": account["money_fen"],
            "parts": parts,
            "files": files,
            "prev": ledger.previous_seal(size, root),
        },
        # The whole account, and the rows that did not agree: a rebuild gives back what the day said, right or wrong.
        com={"account": account, "differences": differences, "by_person": campaign.SYSTEM},
    )


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _partition(home: Home, day: date, leaves: list[Leaf]) -> dict[str, dict[str, str]]:
    """Write the day's public rows as Parquet and say what they are: rows are canonical, bytes are not."""
    rows = []
    for leaf in leaves:
        parsed = json.loads(bytes(leaf.body))
        rows.append({name: parsed[name] for name in PUBLIC_COLUMNS})
    canonical = b"\n".join(ledger.canonical(row) for row in rows)
    table = pa.table({name: [row[name] for row in rows] for name in PUBLIC_COLUMNS}, schema=_SCHEMA)
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    path = home.log / "parts" / f"{day.isoformat()}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".tmp")
    partial.write_bytes(buffer.getvalue())
    partial.replace(path)
    return {path.name: {"rows_sha256": _sha(canonical), "sha256": _sha(buffer.getvalue())}}


_SCHEMA = pa.schema(
    [
        ("seq", pa.int64()),
        ("day", pa.string()),
        ("type", pa.string()),
        ("by", pa.string()),
        ("slots", pa.list_(pa.string())),
    ]
)


# ---------- the sealed directory ----------
def write_seals(home: Home | None = None) -> list[str]:
    """Write the files of every closed day that the directory does not show yet, in one step, checkpoint last."""
    at = services(home)
    directory = at.home.log
    rows = list(DayRow.objects.order_by("day"))
    pending = [
        (row, before)
        for row, before in zip(rows, [None, *rows], strict=False)
        if not (directory / "seal" / f"{row.day.isoformat()}.checkpoint").exists()
    ]
    if not pending:
        return []
    since, files = rows[0].day.isoformat(), {}
    for row, before in pending:
        sealed = _sealed(at.home, row, before.size if before else 0, since, files)
        assert sealed.root.hex() == row.root, f"{row.day}: the tiles give another root than the ledger"
        files |= sealed.files
    checkpoint_for_tests("before-seal-files")
    ledger.write_files(directory, files)
    checkpoint_for_tests("seal-written")
    return [row.day.isoformat() for row, _before in pending]


def _sealed(home: Home, row: DayRow, size: int, since: str, files: dict[str, bytes]) -> ledger.SealedDay:
    """One day's seal, on the directory as it will be with the files made so far."""
    bodies = (
        Leaf.objects.filter(seq__gte=size, seq__lt=row.size).order_by("seq").values_list("body", flat=True)
    )
    stored = _reader(home.log)
    return ledger.seal_day(
        day=row.day.isoformat(),
        size=size,
        leaves=[bytes(body) for body in bodies],
        read=lambda path: files[path] if path in files else stored(path),
        signer=signer_of(home),
        keys=keys_file(home, since),
        policy=witness_file(home),
    )


def _reader(directory: Path) -> Callable[[str], bytes | None]:
    def read(path: str) -> bytes | None:
        file = directory / path
        return file.read_bytes() if file.exists() else None

    return read


def account_json(row: DayRow) -> dict[str, Any]:
    """The shape of `day show --json`."""
    plain: dict[str, Any] = json.loads(json.dumps(row.account))
    plain.pop("all_stages", None)
    return {
        "date": plain.pop("date"),
        "campaign_day": plain.pop("campaign_day"),
        "sealed": True,
        "root": row.root,
        "size": row.size,
        **plain,
        "balanced": row.balanced,
    }


def day_is_over(day: date, home: Home | None = None) -> bool:
    """Whether the installation's clock has passed 24:00 of a day."""
    return services(home).clock.now() >= midnight_after(day)
