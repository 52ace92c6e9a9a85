"""`plumbline calendar enter`: the State Council's holiday notice of a year, dated."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from plumbline.cli.acting import submit_as
from plumbline.cli.answers import complain
from plumbline.cli.installation import make_ready

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

MAX_BYTES = 100_000
"""A year's notice has about a kilobyte."""


def register(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `calendar enter`."""
    parser = subparsers.add_parser("calendar", help="日历：录入放假通知 / the holiday calendar")
    actions = parser.add_subparsers(dest="calendar_action", required=True, metavar="ACTION")
    enter = actions.add_parser(
        "enter",
        help="录入一年的放假通知 / enter a year's notice",
        epilog="example: plumbline calendar enter 2027.yaml --as wu-guilan",
    )
    enter.add_argument(
        "file", type=Path, metavar="FILE", help="year, notice, holidays, working_weekends, statutory_days"
    )
    enter.add_argument("--as", dest="person", metavar="PERSON[:POST]", help="办理人 / acting person")
    enter.add_argument("--json", action="store_true", help="one JSON document on stdout")
    enter.set_defaults(run=enter_year)


def enter_year(args: Namespace) -> int:
    """Enter the notice; gates that had to wait for it are decided from then on."""
    try:
        if args.file.stat().st_size > MAX_BYTES:
            return complain(
                args,
                f"{args.file} 太大，不像一年的放假通知。",
                f"{args.file} is too large for a year's notice.",
            )
        content = yaml.safe_load(args.file.read_text("utf-8"))
        year, notice = int(content["year"]), _notice(content["notice"])
        table = {name: _plain(content[name]) for name in ("holidays", "working_weekends", "statutory_days")}
    except OSError as error:
        return complain(
            args, f"{args.file} 不能读：{error.strerror}", f"{args.file} cannot be read: {error.strerror}"
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, RecursionError):
        return complain(
            args,
            f"{args.file} 的格式不对。请写 year、notice、holidays（from、to）、working_weekends、statutory_days。",
            f"{args.file} is of another form: give year, notice, holidays (from, to), working_weekends, statutory_days.",
        )
    make_ready(args)
    from plumbline.campaign import COMMANDS
    from plumbline.store.writing import services

    now = services().clock.now().replace(microsecond=0)
    command = COMMANDS["EnterCalendarYear"](year=year, notice=notice, table=table, done_at=now)
    args.key = f"calendar-{hashlib.sha256(args.file.read_bytes()).hexdigest()}"
    return submit_as(args, command)


def _notice(value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['title']}（{value['number']}）"
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
