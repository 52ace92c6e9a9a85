"""A household's whole file to take away: a proof of each event, and the key that shows none is missing."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from plumbline.ledger.base64text import from_url64, url64
from plumbline.ledger.proof_files import ProofReport, verify_proof
from plumbline.ledger.slots import SUBJECT_KEY_SIZE, Read, blind_slot, find_file
from plumbline.ledger.verifier_keys import VerifierKey
from plumbline.ledger.witness_policy import WitnessPolicy
from plumbline.terms import Text

MAX_MEMBERS = 10_000
MAX_UNPACKED = 64_000_000
"""Bytes unpacked; a file of a thousand events has about three million. It stops archives made to explode."""

KEY_NAME = "k_subject"
_PROOF = ".tlog-proof"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError)
"""What the standard library raises for archives that are damaged, encrypted or packed in another way."""

# ZIP counts from 1980; a fixed instant makes the same file give the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class HouseholdReport:
    """Whether every proof holds and the file has no gap; reports by the name of the proof's file."""

    ok: bool
    proofs: dict[str, ProofReport]
    reasons: tuple[Text, ...]


def household_zip(file: str, k_subject: bytes, proofs: Sequence[tuple[int, bytes]]) -> bytes:
    """ZIP of `<file>-<seq>.tlog-proof` for each event, and `k_subject` (base64url) as the last member.

    proofs  (seq, bytes of the proof file), in any order
    """
    if len(k_subject) != SUBJECT_KEY_SIZE or "/" in file or "\\" in file:
        raise ValueError("k_subject has 32 bytes, and a file number is not a path")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for seq, data in sorted(proofs):
            archive.writestr(zipfile.ZipInfo(f"{file}-{seq}{_PROOF}", _EPOCH), data, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo(KEY_NAME, _EPOCH), f"{url64(k_subject)}\n")
    return buffer.getvalue()


def verify_household_zip(
    data: bytes, vkey: VerifierKey, policy: WitnessPolicy | None = None, index: Read | None = None
) -> HouseholdReport:
    """Check every proof of a household's file, and that its slots are 0, 1, 2, … without a gap.

    index  files of an exported log, where one is at hand: then also that the log has no further event
           of this file
    """
    try:
        members = _unpack(data)
        k_subject = _key(members.pop(KEY_NAME, b""))
    except _UNREADABLE as error:
        reason = Text(f"压缩包无法读取：{error}。", f"The archive cannot be read: {error}.")
        return HouseholdReport(False, {}, (reason,))
    reports = {name: verify_proof(body, vkey, policy) for name, body in members.items()}
    reasons = [
        Text(f"{name}：{reason.zh}", f"{name}: {reason.en}")
        for name, report in reports.items()
        for reason in report.reasons
    ]
    leaves = sorted((report.leaf for report in reports.values() if report.leaf), key=lambda leaf: leaf.seq)
    for n, leaf in enumerate(leaves):
        if blind_slot(k_subject, n) not in leaf.slots:
            reasons.append(
                Text(
                    f"第 {leaf.seq} 条不是本户的第 {n} 件：缺了一件，或混入了别户的记录。",
                    f"Entry {leaf.seq} is not event {n} of this file: one is missing, or one is of another file.",
                )
            )
            break
    if index is not None:
        reasons += _not_brought([leaf.seq for leaf in leaves], find_file(k_subject, index))
    return HouseholdReport(not reasons and bool(reports), reports, tuple(reasons))


def _unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        names = [info.filename for info in infos]
        if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise ValueError(f"more than {MAX_MEMBERS} files or {MAX_UNPACKED} bytes")
        if len(set(names)) < len(names):
            raise ValueError("two files of one name")
        strange = [name for name in names if name != KEY_NAME and not name.endswith(_PROOF)]
        if strange:
            raise ValueError(f"{strange[0]} is neither {KEY_NAME} nor a proof")
        return {info.filename: _unpacked(archive, info) for info in infos}


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    # A plain `read` unpacks up to two gigabytes before it looks at the declared size.
    with archive.open(info) as part:
        return part.read(info.file_size + 1)


def _key(data: bytes) -> bytes:
    return from_url64(data.decode("ascii", "replace").removesuffix("\n"), SUBJECT_KEY_SIZE)


def _not_brought(brought: Sequence[int], listed: Sequence[int]) -> list[Text]:
    absent = [seq for seq in listed if seq not in brought]
    return [
        Text(
            f"账中另有本户第 {seq} 条，压缩包里没有。",
            f"The log has entry {seq} of this file; the archive has not.",
        )
        for seq in absent
    ]
