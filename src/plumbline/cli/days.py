"""`plumbline day`: close the days that are over, show a sealed day, take in a bank statement."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plumbline.cli.acting import submit_as
from plumbline.cli.answers import DONE, FOUND, answer, complain
from plumbline.cli.arguments import day
from plumbline.cli.installation import make_ready
from plumbline.terms import STAGE_TEXT, STAGES, Refused, show_yuan

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction


def register(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `day close`, `day show` and `day statement`."""
    parser = subparsers.add_parser("day", help="日结账：封账、查看、对账 / the day's books")
    actions = parser.add_subparsers(dest="day_action", required=True, metavar="ACTION")
    close = actions.add_parser(
        "close", help="封上已过的日子 / close the days that are over", epilog="example: plumbline day close"
    )
    close.add_argument("--date", type=day, metavar="D", help="封到这一天为止 / close up to this day")
    close.add_argument("--json", action="store_true", help="one JSON document on stdout")
    close.set_defaults(run=close_days)
    show = actions.add_parser(
        "show", help="查看封账日 / show a sealed day", epilog="example: plumbline day show --json"
    )
    show.add_argument("--date", type=day, metavar="D", help="缺省为最近封账日 / default: the last sealed day")
    show.add_argument("--json", action="store_true", help="one JSON document on stdout")
    show.set_defaults(run=show_day)
    statement = actions.add_parser(
        "statement",
        help="录入银行对账单 / take in a bank statement",
        epilog="example: plumbline day statement 0521.csv --as sun-liping",
    )
    statement.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .xls or .csv")
    statement.add_argument("--as", dest="person", metavar="PERSON[:POST]", help="会计 / the accountant")
    statement.add_argument("--json", action="store_true", help="one JSON document on stdout")
    statement.set_defaults(run=take_statement)


def close_days(args: Namespace) -> int:
    """Close every day that is over; a day is never closed before 24:00 of its date."""
    make_ready(args)
    from plumbline.store.models import DayRow
    from plumbline.store.sealing import DayNotOver, close_missed_days

    try:
        closed = close_missed_days(until=args.date)
    except DayNotOver:
        return complain(
            args,
            f"{args.date} 还没有过完：一天在当日 24 时以前不能封账。",
            f"{args.date} is not over: a day is never closed before 24:00 of its date.",
        )
    unbalanced = list(DayRow.objects.filter(day__in=closed, balanced=False).values_list("day", flat=True))
    lines = [f"已封 {len(closed)} 天：{', '.join(d.isoformat() for d in closed) or '没有需要封的日子'}"]
    lines += [f"{d} 不平衡，见 plumbline day show --date {d}" for d in unbalanced]
    answer(
        args,
        {"closed": [d.isoformat() for d in closed], "unbalanced": [d.isoformat() for d in unbalanced]},
        lines,
    )
    return FOUND if unbalanced else DONE


def show_day(args: Namespace) -> int:
    """Show the account of a sealed day; 1 when it did not balance."""
    make_ready(args)
    from plumbline.store.models import DayRow
    from plumbline.store.sealing import account_json

    rows = DayRow.objects.filter(day=args.date) if args.date else DayRow.objects.order_by("-day")
    row = rows.first()
    if row is None:
        return complain(
            args,
            f"{args.date} 没有封账。已过的日子请用 plumbline day close 封账。"
            if args.date
            else "还没有封过账。请先运行 plumbline day close。",
            f"{args.date} is not sealed; a day that is over is closed by plumbline day close."
            if args.date
            else "no day is sealed yet; run plumbline day close first.",
        )
    account = account_json(row)
    answer(args, account, _account_lines(account))
    return DONE if row.balanced else FOUND


def _account_lines(account: dict[str, Any]) -> list[str]:
    money = account["money_fen"]
    number = account["campaign_day"]
    lines = [
        f"{account['date']} 日结账" + (f"（第 {number} 天）" if number else ""),
        f"总户数 {account['households']}，其中：",
        *(f"  {STAGE_TEXT[s].zh} {account['stages'][s.value]}" for s in STAGES),
        f"已约定未到付款条件 {show_yuan(money['committed'])}，应付 {show_yuan(money['due'])}，已付 {show_yuan(money['paid'])}，"
        f"已退回 {show_yuan(money['returned'])}，未对账 {show_yuan(account['unreconciled_fen'])}（元）",
        *(f"  {p['id']:<24} {p['households']:>5} 户，剩余 {p['remaining']}" for p in account["projects"]),
        f"根 root {account['root']}，{account['size']} 条",
    ]
    return lines + ([] if account["balanced"] else ["× 本日不平衡"])


def take_statement(args: Namespace) -> int:
    """Take in a bank statement, matched line by line; nothing of it is kept when a line cannot be read."""
    from plumbline.campaign import COMMANDS
    from plumbline.registers import read_statement

    statement = read_statement(args.file, name=args.file.name)
    if isinstance(statement, Refused):
        return complain(
            args,
            "\n".join(r.message.zh for r in statement.reasons),
            "\n".join(r.message.en for r in statement.reasons),
        )
    blocking = [found for found in statement.findings if found.blocking]
    if blocking:
        return complain(
            args, "\n".join(f.message.zh for f in blocking), "\n".join(f.message.en for f in blocking)
        )
    make_ready(args)
    from plumbline.store.writing import services

    lines = [
        {
            "on": line.on.isoformat(),
            "fen": int(line.amount_fen),
            "payee": line.payee,
            "reference": line.reference,
        }
        for line in statement.lines
    ]
    sha256 = hashlib.sha256(args.file.read_bytes()).hexdigest()
    command = COMMANDS["ReceiveStatement"](
        sha256=sha256,
        file_name=args.file.name,
        lines=tuple(lines),
        done_at=services().clock.now().replace(microsecond=0),
    )
    args.key = f"statement-{sha256}"
    return submit_as(args, command)
