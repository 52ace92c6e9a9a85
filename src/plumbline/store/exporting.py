"""The sealed log for others: a copy of its directory, proofs of single events, a household's whole file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from plumbline import ledger
from plumbline.store.home import Home
from plumbline.store.models import DayRow, FileEntry, Leaf
from plumbline.store.replaying import openings_of
from plumbline.store.sealing import write_seals
from plumbline.store.writing import services


class NotSealed(ValueError):
    """The event stands in a day that is not closed yet, so nothing can prove it."""


def export_log(target: Path, home: Home | None = None) -> int:
    """Write the sealed log into a directory and return the number of its files; a later export only adds."""
    at = services(home)
    write_seals(home)
    files = {path: data for path, data in ledger.read_from(at.home.log).items() if not path.endswith(".tmp")}
    ledger.write_files(target, files, sync=False)
    return len(files)


def proof_of(seq: int, home: Home | None = None) -> bytes:
    """The proof file of one event with all of its openings.

    raises  NotSealed while its day is open, Leaf.DoesNotExist for a number that is not there
    """
    at = services(home)
    leaf = Leaf.objects.get(pk=seq)
    sealed = DayRow.objects.order_by("-day").first()
    if sealed is None or seq >= sealed.size:
        raise NotSealed(f"第 {seq} 条还没有封账，封账后才能出具证明 (entry {seq} is not sealed yet)")
    log = at.home.log

    node = ledger.stored_nodes(_read(log), sealed.size)
    return ledger.make_proof(
        leaf=bytes(leaf.body),
        openings=openings_of(seq, home),
        index=seq,
        size=sealed.size,
        node=node,
        checkpoint=(log / "checkpoint").read_bytes(),
    )


def _read(directory: Path) -> Callable[[str], bytes | None]:
    def read(path: str) -> bytes | None:
        file = directory / path
        return file.read_bytes() if file.exists() else None

    return read


def household_archive(household: str, home: Home | None = None) -> bytes:
    """Every sealed event of a household with its openings, and the key to its blind slots, as one zip."""
    at = services(home)
    sealed = DayRow.objects.order_by("-day").first()
    size = sealed.size if sealed else 0
    entries = FileEntry.objects.filter(household=household, seq__lt=size).order_by("n")
    proofs = [(entry.seq, proof_of(entry.seq, home)) for entry in entries]
    if not proofs:
        raise NotSealed(f"户 {household} 没有已封账的记录 (nothing of household {household} is sealed yet)")
    return ledger.household_zip(household, at.keystore.of(household).k_subject, proofs)
