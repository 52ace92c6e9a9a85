"""The entry of the command: the parser of all groups, the home directory, and the last net for errors."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import traceback
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from plumbline import __version__
from plumbline.cli.answers import UNREADABLE
from plumbline.terms import SHANGHAI

INTERRUPTED = 130

FEWER_COLLECTIONS = 100_000
"""New objects between two looks for cycles, in a process of our own: loading makes many that stay, and no garbage."""


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are in both languages and end with an example."""

    def error(self, message: str) -> NoReturn:
        print(f"用法不对：{message}", file=sys.stderr)
        print(f"wrong usage: {message}", file=sys.stderr)
        if self.epilog:
            print(self.epilog, file=sys.stderr)
        print(f"{self.prog} --help", file=sys.stderr)
        raise SystemExit(UNREADABLE)


GROUPS = {
    "demo": ("demonstration:register",),
    "init": ("installation:register_init",),
    "serve": ("installation:register_serve",),
    "rebuild": ("installation:register_rebuild",),
    "act": ("acting:register",),
    "register": ("register:register", "register_import:register_import"),
    "map": ("maps:register",),
    "calendar": ("calendars:register",),
    "policy": ("policy:register",),
    "plan": ("plan:register", "plan_live:register_live"),
    "day": ("days:register",),
    "bulletin": ("bulletins:register",),
    "tasks": ("tasks:register",),
    "log": ("log:register", "log_store:register_store"),
    "draw": ("draw:register",),
    "appraisal": ("appraisals:register",),
}
"""Every group of commands with the functions that add it; the second adds to what the first gave."""


def parser(group: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command, or of one group alone: a short command does not load every room."""
    top = _Parser(
        prog="plumbline",
        description="准绳：依法、精确、公开的征迁工作系统。 Lawful, exact and open running of a land-clearance campaign.",
        epilog="example: plumbline demo --no-serve && plumbline day show --json",
    )
    top.add_argument("--version", action="version", version=f"plumbline {__version__}")
    top.add_argument("--home", metavar="DIR", help="数据目录，缺省 ./plumbline-data / data directory")
    groups = top.add_subparsers(dest="group", required=True, metavar="COMMAND")
    for adding in GROUPS.values() if group is None else (GROUPS[group],):
        held = groups
        for place in adding:
            module, _, function = place.partition(":")
            held = getattr(import_module(f"plumbline.cli.{module}"), function)(held)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code is the command's."""
    if argv is None:
        gc.set_threshold(FEWER_COLLECTIONS)
    arguments, home = _home_of(_json_last(sys.argv[1:] if argv is None else argv))
    if home:
        os.environ["PLUMBLINE_HOME"] = str(Path(home).absolute())
    try:
        asked = arguments[0] if arguments else ""
        args = parser(asked if asked in GROUPS else None).parse_args(arguments)
        args.home = home
        return int(args.run(args))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else UNREADABLE
    except KeyboardInterrupt:
        print("\n已中断，没有留下半件事。 Interrupted; nothing is half done.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except Exception as error:
        return _unexpected(error)


def _json_last(arguments: list[str]) -> list[str]:
    """Move a `--json` that stands before the command behind it, where the command's own parser knows it."""
    position = 0
    while position < len(arguments) and arguments[position].startswith("--"):
        if arguments[position] == "--json":
            return [*arguments[:position], *arguments[position + 1 :], "--json"]
        position += 2 if arguments[position] == "--home" else 1
    return arguments


def _home_of(arguments: list[str]) -> tuple[list[str], str | None]:
    """Take `--home DIR` out of the arguments wherever it stands."""
    rest, home, position = [], None, 0
    while position < len(arguments):
        word = arguments[position]
        if word == "--home" and position + 1 < len(arguments):
            home, position = arguments[position + 1], position + 2
        elif word.startswith("--home="):
            home, position = word.partition("=")[2], position + 1
        else:
            rest.append(word)
            position += 1
    return rest, home


def _unexpected(error: Exception) -> int:
    """Our own mistake: one line for the user, the details in a file for those who mend it."""
    home = Path(os.environ.get("PLUMBLINE_HOME") or "plumbline-data")
    where = home / "errors.log"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with where.open("a", encoding="utf-8") as file:
            file.write(f"--- {datetime.now(SHANGHAI).isoformat()} {' '.join(sys.argv[1:])}\n")
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        where = Path("stderr")
    print(f"程序出错：{type(error).__name__}: {error}。已写入 {where}，数据没有改动一半。", file=sys.stderr)
    print(
        f"an error of ours: {type(error).__name__}: {error}; details in {where}; nothing is half done.",
        file=sys.stderr,
    )
    return UNREADABLE
