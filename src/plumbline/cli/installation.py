"""Commands that belong to an installation as a whole: Django made ready, `init`, `serve`, `rebuild`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plumbline.cli.answers import DONE, FOUND, UNREADABLE, answer, complain, say_refused
from plumbline.cli.arguments import trouble

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

DEFAULT_PORT = 8000

NEVER_ASKED_FOR = ("django_htmx", "redoc.standalone.js*", "swagger-ui-bundle.js.map")
"""What libraries bring beside what our pages ask for. Compressing ten megabytes of it would take most of the time to the
first page; and a script of django-htmx imports what it does not bring."""


def make_ready(args: Namespace) -> None:
    """Point Django at the home directory of `--home` or PLUMBLINE_HOME, and bring its tables up to date.

    Must run before anything of `store` is imported by the caller.
    """
    if getattr(args, "home", None):
        os.environ["PLUMBLINE_HOME"] = str(Path(args.home).absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from plumbline.store.home import Home

    Home.from_environment().make()
    call_command("migrate", verbosity=0, interactive=False)


def register_init(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `init`."""
    init = subparsers.add_parser(
        "init",
        help="按说明书开立一个活动 / open a campaign from its description",
        epilog="example: plumbline init --config examples/demonstration/campaign.yaml",
    )
    init.add_argument(
        "--config", required=True, type=Path, metavar="FILE", help="活动说明书 (YAML) / the description"
    )
    init.add_argument("--json", action="store_true", help="one JSON document on stdout")
    init.set_defaults(run=open_campaign)


def register_serve(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `serve`."""
    serve = subparsers.add_parser(
        "serve", help="启动网站 / serve the site", epilog="example: plumbline serve --port 8000"
    )
    serve.add_argument("--port", type=int, default=DEFAULT_PORT)
    serve.set_defaults(run=serve_site)


def register_rebuild(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `rebuild`."""
    rebuild = subparsers.add_parser(
        "rebuild",
        help="由账本重放全部读表 / replay the ledger into the read models",
        epilog="example: plumbline rebuild --check --dump tables.txt",
    )
    rebuild.add_argument("--check", action="store_true", help="只比较，不改动 / compare only, change nothing")
    rebuild.add_argument(
        "--dump", type=Path, metavar="FILE", help="写出各表的规范文本 / write the tables in canonical text"
    )
    rebuild.add_argument("--json", action="store_true", help="one JSON document on stdout")
    rebuild.set_defaults(run=rebuild_tables)


def open_campaign(args: Namespace) -> int:
    """Open a campaign in an empty home directory; nothing is half done when the description is wrong."""
    make_ready(args)
    from plumbline.campaign import SYSTEM, DescriptionWrong
    from plumbline.store.description import read_description
    from plumbline.store.opening import NotEmpty, open_installation
    from plumbline.terms import Refused

    try:
        outcome = open_installation(read_description(args.config), person=SYSTEM)
    except (DescriptionWrong, NotEmpty) as error:
        return complain(args, str(error), str(error))
    if isinstance(outcome, Refused):
        return say_refused(args, outcome)
    from plumbline.store.home import Home
    from plumbline.web.accounts import make_accounts

    home = Home.from_environment()
    accounts = make_accounts(home)
    passwords = home.path / "initial-passwords.txt"
    return answer(
        args,
        {
            "opened": True,
            "seq": outcome.seq,
            "receipt_code": outcome.receipt_code,
            "accounts": accounts,
            "initial_passwords": str(passwords) if passwords.exists() else None,
        },
        [
            f"已开立，回执 {outcome.receipt_code}。Opened, receipt {outcome.receipt_code}.",
            f"建立账号 {accounts} 个；初始口令在 {passwords}，发放后请删除。"
            f" {accounts} accounts; hand out their first passwords and delete the file."
            if passwords.exists()
            else f"建立账号 {accounts} 个。 {accounts} accounts.",
            "下一步：plumbline serve",
        ],
    )


def serve_site(args: Namespace) -> int:
    """Serve the site with granian on this machine; days that were missed are closed first."""
    make_ready(args)
    from plumbline.store.sealing import close_missed_days

    close_missed_days()
    return serve_on(args.port)


def collect_pages() -> None:
    """Gather scripts, styles and fonts under names with their digest, so that browsers may keep them."""
    from django.contrib.staticfiles.management.commands.collectstatic import Command
    from django.core.management import call_command

    from plumbline.web.assets import HashedFiles

    # Before the first collection the settings know only the plain storage, which writes no digests.
    collecting = Command()
    collecting.storage = HashedFiles()
    call_command(collecting, verbosity=0, interactive=False, ignore_patterns=list(NEVER_ASKED_FOR))


def serve_on(port: int) -> int:  # noqa: RET503
    """Serve on 127.0.0.1 until interrupted; returns only where the port is none."""
    if not 1 <= port <= 65_535:
        print(f"端口 {port} 不在 1 到 65535 之间。 port {port} is not between 1 and 65535.", file=sys.stderr)
        return UNREADABLE
    collect_pages()
    print(f"http://127.0.0.1:{port}", file=sys.stderr)
    sys.stderr.flush()
    # A new interpreter in this one's place: the settings are read again, now that the pages are collected.
    server = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    server += ["--blocking-threads", "4", "--no-ws", "plumbline.web.wsgi:application"]
    os.execv(sys.executable, [sys.executable, "-m", *server])  # noqa: S606


def rebuild_tables(args: Namespace) -> int:
    """Replay the ledger; with --check compare and report every row that differs."""
    make_ready(args)
    from django.db import DatabaseError

    from plumbline.store import replaying

    shown: dict[str, Any] = {}
    lines: list[str] = []
    differences: list[replaying.Difference] = []
    if args.check or not args.dump:
        try:
            differences = replaying.rebuild(check=args.check)
        except replaying.LedgerDamaged as error:
            return complain(
                args,
                f"账本不能重放：{error.text.zh}。请从备份取回这一条，不要修改账本。",
                f"the ledger cannot be replayed: {error.text.en}. Fetch it from a backup; change nothing by hand.",
            )
        except DatabaseError as error:
            return complain(
                args,
                f"数据库的表不完整：{error}。请从备份取回数据库。",
                f"the database's tables are not whole: {error}. Fetch the database from a backup.",
            )
        shown["differences"] = [{"table": d.table, "key": d.key} for d in differences]
        lines += [_difference(d) for d in differences[:MOST_SHOWN]]
        if not args.check:
            lines.append("已由账本重建。 Rebuilt from the ledger.")
        if differences:
            lines.append(f"发现 {len(differences)} 处不同。 {len(differences)} differences.")
        elif args.check:
            lines.append("逐行一致。 Every row agrees.")
    if args.dump:
        try:
            shown["dump_sha256"] = replaying.dump(args.dump)
        except OSError as error:
            what = trouble(error)
            return complain(
                args, f"{args.dump} 写不了：{what.zh}", f"{args.dump} cannot be written: {what.en}"
            )
        lines.append(f"{args.dump} sha256 {shown['dump_sha256']}")
    answer(args, shown, lines)
    return FOUND if differences else DONE


MOST_SHOWN = 20
"""Differences shown to people; `--json` has them all."""


_LABELS = {
    "SealedDay": ("封账日 sealed day", "封账 sealed", "重放 replayed"),
    "Published": ("已公布的记录 published leaf", "账库 database", "公布 published"),
}
"""What a difference lies between, where it is not a table and its replay."""


def _difference(found: Any) -> str:
    what, one, other = _LABELS.get(found.table, (found.table, "账表 table", "重放 replayed"))
    return f"{what} {found.key}\n  {one}: {found.stored[:200]}\n  {other}: {found.replayed[:200]}"
