"""`plumbline demo`: build the demonstration by ordinary commands, and serve it."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from plumbline.cli.answers import DONE, complain, progress
from plumbline.cli.installation import DEFAULT_PORT, make_ready, serve_on

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

HOUSEHOLDS, DAY = 1200, 17
LEAST_HOUSEHOLDS, LAST_DAY = 60, 40
UNFINISHED = "demonstration-unfinished"
"""Lies in the home directory while a demonstration is built; one that was interrupted is built anew."""


MOST_HOUSEHOLDS = 20_000
"""Households of the largest demonstration: a county's year; more take hours to play."""

MOST_PORTS = 65_535


def register(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `demo`."""
    parser = subparsers.add_parser(
        "demo",
        help="建立并启动示例 / build and serve the demonstration",
        epilog="example: plumbline demo --households 1200 --day 17 --no-serve",
    )
    parser.add_argument(
        "--households", type=int, default=HOUSEHOLDS, help=f"户数，缺省 {HOUSEHOLDS} / households"
    )
    parser.add_argument(
        "--day", type=int, default=DAY, help=f"停在第几天，缺省 {DAY} / the campaign day it stands on"
    )
    parser.add_argument("--no-serve", action="store_true", help="只建立，不启动 / build only")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.set_defaults(run=demonstrate)


def demonstrate(args: Namespace) -> int:
    """Build the demonstration in the home directory unless one with the same size and day stands there."""
    if not LEAST_HOUSEHOLDS <= args.households <= MOST_HOUSEHOLDS or not 1 <= args.day <= LAST_DAY:
        return complain(
            args,
            f"户数 {LEAST_HOUSEHOLDS} 至 {MOST_HOUSEHOLDS}，天数 1 至 {LAST_DAY}。",
            f"from {LEAST_HOUSEHOLDS} to {MOST_HOUSEHOLDS} households, and a day from 1 to {LAST_DAY}.",
        )
    if not 1 <= args.port <= MOST_PORTS:
        return complain(
            args, f"端口 {args.port} 不在 1 到 65535 之间。", f"port {args.port} is not between 1 and 65535."
        )
    wanted = {"households": args.households, "day": args.day}
    from plumbline.store.home import Home

    home = Home.from_environment()
    built = home.settings().get("demonstration") if home.settings_file.exists() else None
    unfinished = (home.path / UNFINISHED).exists()
    if home.settings_file.exists() and built is None and not unfinished:
        return complain(
            args,
            f"{home.path} 中是一个真实活动，示例不会覆盖它。请用 --home 换一个目录。",
            f"{home.path} holds a real campaign; the demonstration will not replace it. Use another --home.",
        )
    if built != wanted:
        if home.path.exists() and (built is not None or unfinished):
            shutil.rmtree(home.path)
        home.make()
        (home.path / UNFINISHED).touch()
        make_ready(args)
        _build(args, home, wanted)
    else:
        make_ready(args)
    _show(args, home)
    return DONE if args.no_serve else serve_on(args.port)


def _build(args: Namespace, home: object, wanted: dict[str, int]) -> None:
    from plumbline.demo.building import build
    from plumbline.store.home import Home
    from plumbline.store.writing import forget_services

    assert isinstance(home, Home)
    built = build(home, households=args.households, day=args.day, progress=progress)
    forget_services(home)
    from plumbline.web.accounts import make_accounts

    make_accounts(home, passwords={login.person: login.password for login in built.logins})
    home.write_settings({**home.settings(), "demonstration": wanted})
    (home.path / UNFINISHED).unlink()


def _show(args: Namespace, home: object) -> None:
    from plumbline.demo.building import logins_of
    from plumbline.store.home import Home

    assert isinstance(home, Home)
    out = sys.stderr if args.json else sys.stdout
    print(f"\n示例已建立：{home.path}（人物、地点、金额均为虚构）", file=out)
    base = f"http://127.0.0.1:{args.port}"
    print(
        f"  公开网站  {base}/\n  工作台    {base}/today\n  挂图      {base}/wall\n  我的户档  {base}/mine",
        file=out,
    )
    print("  登录（人员编号 / 口令）：", file=out)
    for login in logins_of(home):
        print(f"    {login.label.zh:<10} {login.person:<16} {login.password}", file=out)
