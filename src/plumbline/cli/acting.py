"""`plumbline act`: any command of the office from a JSON file, as a person in a post."""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plumbline.campaign import COMMANDS, CommandUnreadable, command_schema, read_command
from plumbline.cli.answers import DONE, answer, complain, say_refused
from plumbline.cli.arguments import trouble
from plumbline.cli.installation import make_ready
from plumbline.terms import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

MAX_FILE = 20_000_000
"""Bytes of a command's file; a register of a county has about ten million."""

PERSON = "PLUMBLINE_PERSON"
"""The environment's name for the acting person where `--as` is not given."""


def register(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `act`."""
    parser = subparsers.add_parser(
        "act",
        help="办理一条命令 / give any command of the office",
        epilog="example: plumbline act RecordStep step.json --as cheng-xiaomei --key 2026-05-22-001",
    )
    parser.add_argument("command", nargs="?", metavar="COMMAND", help="命令名，见 --list / see --list")
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE.json", help="命令内容，- 为标准输入 / - for stdin"
    )
    parser.add_argument(
        "--as", dest="person", metavar="PERSON[:POST]", help="办理人和岗位 / acting person and post"
    )
    parser.add_argument("--key", metavar="KEY", help="幂等键：同一键只办一次 / idempotency key")
    parser.add_argument("--list", action="store_true", help="列出全部命令 / list all commands")
    parser.add_argument(
        "--schema", action="store_true", help="命令的 JSON Schema / the command's JSON Schema"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.set_defaults(run=act)


def act(args: Namespace) -> int:
    """Give a command; 0 with its receipt, 3 refused by law, policy or post, 2 unreadable."""
    if args.list:
        return _list(args)
    kind = COMMANDS.get(args.command or "")
    if args.command is None:
        return complain(
            args,
            "请写明命令，清单见 plumbline act --list",
            "name the command; plumbline act --list shows them",
        )
    if kind is None:
        known = "、".join(COMMANDS)
        return complain(
            args,
            f"没有命令“{args.command}”。可用：{known}",
            f"no command {args.command!r}; see plumbline act --list",
        )
    if args.schema:
        print(json.dumps(command_schema(kind), ensure_ascii=False, indent=2))
        return DONE
    try:
        command = read_command(kind, _content(args.file))
    except CommandUnreadable as error:
        lines = [f"{e.where}：{e.found}，应为{e.expected.zh}" for e in error.errors]
        english = [f"{e.where}: {e.found}, expected {e.expected.en}" for e in error.errors]
        return complain(args, "\n".join(lines), "\n".join(english))
    except (OSError, ValueError, RecursionError) as error:
        what = trouble(error)
        return complain(args, f"命令文件不能读：{what.zh}", f"the command's file cannot be read: {what.en}")
    return submit_as(args, command)


def _list(args: Namespace) -> int:
    rows = {name: (kind.__doc__ or "").strip().split("\n")[0] for name, kind in COMMANDS.items()}
    return answer(args, rows, [f"{name:<24} {text}" for name, text in rows.items()])


def _content(file: Path | None) -> Any:
    if file is None or str(file) == "-":
        text = sys.stdin.read(MAX_FILE + 1)
    else:
        if file.stat().st_size > MAX_FILE:
            raise ValueError(f"{file}: > {MAX_FILE} 字节 bytes")
        text = file.read_text("utf-8")
    return json.loads(text)


def acting(args: Namespace) -> tuple[str, str | None]:
    """The acting person and post of `--as PERSON[:POST]`, else of the environment.

    raises  ValueError when nobody is named
    """
    given = getattr(args, "person", None) or os.environ.get(PERSON, "")
    if not given:
        raise ValueError("请用 --as 人员[:岗位] 写明由谁办理 (say who acts with --as PERSON[:POST])")
    person, _, post = given.partition(":")
    return person, post or None


def fresh_key() -> str:
    """A key for a command given once by hand: device-less, made when the command is given."""
    return f"cli-{int(time.time() * 1000):013d}-{secrets.token_hex(8)}"


def submit_as(args: Namespace, command: Any) -> int:
    """Submit a command as the person of the arguments and print the receipt or the refusal."""
    try:
        person, post = acting(args)
    except ValueError as error:
        return complain(args, str(error), str(error))
    make_ready(args)
    from plumbline.store.writing import submit

    outcome = submit(command, person=person, post=post, key=getattr(args, "key", None) or fresh_key())
    if isinstance(outcome, Refused):
        return say_refused(args, outcome)
    value = {
        "seq": outcome.seq,
        "events": outcome.events,
        "day": outcome.day.isoformat(),
        "leaf_hash": outcome.leaf_hash,
        "receipt_code": outcome.receipt_code,
        "repeated": outcome.repeated,
    }
    again = "（此前已办，回执相同）" if outcome.repeated else ""
    return answer(
        args,
        value,
        [
            f"已记录 {outcome.events} 条{again}，回执 {outcome.receipt_code}。 Recorded, receipt {outcome.receipt_code}."
        ],
    )
