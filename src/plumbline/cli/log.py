"""`plumbline log`: check an exported log or a proof with nothing but the files and the printed key."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plumbline.ledger import (
    CheckpointError,
    ExportError,
    HouseholdReport,
    KeyTextError,
    LogReport,
    NoteError,
    PolicyFileError,
    ProofReport,
    VerifierKey,
    WitnessPolicy,
    forty_digits,
    from_std64,
    read_vkey,
    read_witness_policy,
    std64,
    verify_household_zip,
    verify_log,
    verify_proof,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

DONE, FOUND, UNREADABLE = 0, 1, 2
"""Exit codes: done · the check found something · wrong usage or unreadable input."""

MAX_INPUT = 100_000_000
"""Bytes of a file that the caller names; a household's archive of a thousand proofs has about two million."""

_ZIP_MAGIC = b"PK\x03\x04"
_TICKS = (("signature", "签名"), ("witnessed", "见证"), ("recorded", "记录在账"), ("matches", "内容相符"))


def register(subparsers: _SubParsersAction[ArgumentParser]) -> _SubParsersAction[ArgumentParser]:
    """Add `log` with `verify` and `verify-proof`; returns its own subparsers, to which others add theirs."""
    parser = subparsers.add_parser("log", help="账本：复核、证明 / the sealed log: verify, prove")
    actions = parser.add_subparsers(dest="log_action", required=True, metavar="ACTION")
    _add_verify(actions)
    _add_verify_proof(actions)
    return actions


def _add_verify(actions: _SubParsersAction[ArgumentParser]) -> None:
    parser = actions.add_parser(
        "verify",
        help="逐条重算整本账 / recompute a whole exported log",
        epilog="example: plumbline log verify usb/log --key example.gov/one+530d903a+Aekye... --json",
    )
    parser.add_argument("directory", type=Path, metavar="DIR", help="账册目录 / the exported directory")
    _add_key_and_policy(parser)
    parser.add_argument(
        "--since",
        type=Path,
        metavar="OLD_CHECKPOINT",
        help="自己保存的检查点，现账须由它延续 / a checkpoint kept from before",
    )
    parser.set_defaults(run=verify)


def _add_verify_proof(actions: _SubParsersAction[ArgumentParser]) -> None:
    parser = actions.add_parser(
        "verify-proof",
        help="复核一份证明，或一户全部证明的压缩包 / check a proof, or the archive of a household",
        epilog="example: plumbline log verify-proof A-01-17.tlog-proof --key example.gov/one+530d903a+Aekye...",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=".tlog-proof 或 .zip / or .zip")
    _add_key_and_policy(parser)
    parser.set_defaults(run=check_proof)


def _add_key_and_policy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--key", required=True, metavar="VKEY", help="账本公钥，应取自纸面 / the log's key, from paper"
    )
    parser.add_argument(
        "--policy", type=Path, metavar="FILE", help="见证规则 (tlog-policy) / witnesses and quorum"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def verify(args: Namespace) -> int:
    """Check a directory; 1 when anything in it is not as it was sealed, 2 when it or an argument is unreadable."""
    try:
        report = verify_log(
            args.directory,
            read_vkey(args.key),
            since=_read(args.since) if args.since else None,
            tlog_policy=_read(args.policy) if args.policy else None,
        )
    except (KeyTextError, NoteError, CheckpointError, PolicyFileError, ExportError, OSError) as error:
        return _unreadable(args, error)
    print(_compact(report.as_json()) if args.json else _log_text(report))
    return DONE if report.ok else FOUND


def check_proof(args: Namespace) -> int:
    """Check a proof or a household's archive; 1 when a tick is missing, 2 when a file cannot be opened."""
    try:
        data, vkey, policy = _read(args.file), read_vkey(args.key), _policy(args.policy)
    except (KeyTextError, PolicyFileError, OSError, ExportError) as error:
        return _unreadable(args, error)
    if data.startswith(_ZIP_MAGIC):
        return _check_archive(args, data, vkey, policy)
    report = verify_proof(data, vkey, policy)
    if args.json:
        print(_compact(_proof_json(report, args.file.name)))
    else:
        print(_proof_text(report))
    return DONE if report.ok else FOUND


def _check_archive(args: Namespace, data: bytes, vkey: VerifierKey, policy: WitnessPolicy | None) -> int:
    report = verify_household_zip(data, vkey, policy)
    if args.json:
        print(_compact(_archive_json(report, args.file.name)))
    else:
        for name, proof in report.proofs.items():
            print(f"{name}\n{_proof_text(proof)}\n")
        print(
            f"齐全：{len(report.proofs)} 件，没有缺漏。 Complete: {len(report.proofs)} events, none missing."
            if report.ok
            else "\n".join(f"{reason.zh}\n{reason.en}" for reason in report.reasons)
        )
    return DONE if report.ok else FOUND


def _read(path: Path) -> bytes:
    if path.stat().st_size > MAX_INPUT:
        raise ExportError(f"{path} has more than {MAX_INPUT} bytes")
    return path.read_bytes()


def _policy(path: Path | None) -> WitnessPolicy | None:
    return read_witness_policy(_read(path)) if path else None


def _unreadable(args: Namespace, error: Exception) -> int:
    zh = f"无法读取：{error}。请核对路径、公钥与文件。"
    en = f"Cannot be read: {error}. Check the path, the key and the files."
    print(zh, en, sep="\n", file=sys.stderr)
    if args.json:
        print(_compact({"error": {"message_zh": zh, "message_en": en}}))
    return UNREADABLE


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _log_text(report: LogReport) -> str:
    digits = forty_digits(from_std64(report.root))
    lines = [f"{one.where}\n  {one.message.zh}\n  {one.message.en}" for one in report.problems]
    if report.ok:
        lines.append(
            f"相符：{report.size} 条记录全部重算无误。 All {report.size} entries are as they were sealed."
        )
        lines.append(f"根 root: {report.root}\n公示栏四十位数字 on the notice board: {digits}")
    else:
        lines.append(f"发现 {len(report.problems)} 处问题。 {len(report.problems)} problems found.")
    return "\n".join(lines)


def _proof_text(report: ProofReport) -> str:
    ticks = [f"{_mark(getattr(report, name))} {zh} {name}" for name, zh in _TICKS]
    lines = ["  ".join(ticks), *(f"{reason.zh}\n{reason.en}" for reason in report.reasons)]
    if report.leaf and report.checkpoint and report.opened is not None:
        leaf = report.leaf
        lines.append(f"第 {leaf.seq} 条 entry {leaf.seq}: {leaf.type}, {leaf.day}, {leaf.by}")
        lines += [f"  {name} = {_compact(value)}" for name, value in sorted(report.opened.items())]
        lines.append(f"公示栏四十位数字 on the notice board: {forty_digits(report.checkpoint.root)}")
    return "\n".join(lines)


def _mark(tick: bool | None) -> str:
    return "–" if tick is None else "✓" if tick else "✗"


def _proof_json(report: ProofReport, name: str) -> dict[str, object]:
    signed, leaf = report.checkpoint, report.leaf
    return {
        "ok": report.ok,
        "size": signed.size if signed else None,
        "root": std64(signed.root) if signed else None,
        "problems": _problems(report, name),
        **{tick: getattr(report, tick) for tick, _ in _TICKS},
        "seq": leaf.seq if leaf else None,
        "type": leaf.type if leaf else None,
        "day": leaf.day if leaf else None,
        "opened": report.opened,
    }


def _problems(report: ProofReport, name: str) -> list[dict[str, str]]:
    return [
        {"kind": "proof_invalid", "where": name, "message": f"{reason.zh} {reason.en}"}
        for reason in report.reasons
    ]


def _archive_json(report: HouseholdReport, name: str) -> dict[str, object]:
    return {
        "ok": report.ok,
        "problems": [
            {"kind": "household_file", "where": name, "message": f"{reason.zh} {reason.en}"}
            for reason in report.reasons
        ],
        "proofs": {member: _proof_json(proof, member) for member, proof in report.proofs.items()},
    }
