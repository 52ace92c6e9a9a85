"""`plumbline bulletin`: a week's bulletin from its sealed days."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plumbline.cli.answers import answer, complain, say_refused
from plumbline.cli.arguments import trouble
from plumbline.cli.installation import make_ready
from plumbline.terms import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

FORMS = (".docx", ".pdf", ".md")


def register(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `bulletin`."""
    parser = subparsers.add_parser(
        "bulletin",
        help="周通报：由封账日写成 / a week's bulletin from its sealed days",
        epilog="example: plumbline bulletin --week 2 --out 周通报-2.pdf",
    )
    parser.add_argument(
        "--week", type=int, required=True, metavar="N", help="第几周，自第1天起 / week of the campaign"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=".docx, .pdf or .md")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.set_defaults(run=write_bulletin)


def write_bulletin(args: Namespace) -> int:
    """Write the bulletin; 3 while the week is not sealed to its last day."""
    if args.out.suffix not in FORMS:
        return complain(
            args,
            f"{args.out.name}：周通报写成 .docx、.pdf 或 .md。",
            f"{args.out.name}: a bulletin is written as .docx, .pdf or .md.",
        )
    make_ready(args)
    from plumbline.store.printing import figures

    made = figures.print_bulletin(args.week, args.out.suffix.removeprefix("."))
    if isinstance(made, Refused):
        return say_refused(args, made)
    try:
        args.out.write_bytes(made)
    except OSError as error:
        what = trouble(error)
        return complain(args, f"{args.out} 写不了：{what.zh}", f"{args.out} cannot be written: {what.en}")
    return answer(
        args,
        {"week": args.week, "file": str(args.out), "bytes": len(made)},
        [f"第{args.week}周通报已写入 {args.out}。 Week {args.week} written to {args.out}."],
    )
