"""`plumbline tasks`: what a unit answers for, as a workbook or as its task book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plumbline.cli.answers import answer, complain, say_refused
from plumbline.cli.arguments import trouble
from plumbline.cli.installation import make_ready
from plumbline.terms import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

FORMS = (".xlsx", ".docx", ".pdf")


def register(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `tasks`."""
    parser = subparsers.add_parser(
        "tasks",
        help="任务书：一个单位承担的户和下一步 / what a unit answers for",
        epilog="example: plumbline tasks --unit unit-01 --out 任务书.pdf",
    )
    parser.add_argument("--unit", required=True, metavar="ID", help="单位编号 / id of the unit")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=".xlsx, .docx or .pdf")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.set_defaults(run=write_tasks)


def write_tasks(args: Namespace) -> int:
    """Write the unit's tasks from the live books, with their version and day."""
    if args.out.suffix not in FORMS:
        return complain(
            args,
            f"{args.out.name}：任务书写成 .xlsx、.docx 或 .pdf。",
            f"{args.out.name}: a task book is written as .xlsx, .docx or .pdf.",
        )
    make_ready(args)
    from plumbline.store.printing import tasks

    if args.out.suffix == ".xlsx":
        made = tasks.unit_workbook(args.unit)
    else:
        made = tasks.print_task_book(args.unit, "pdf" if args.out.suffix == ".pdf" else "docx")
    if isinstance(made, Refused):
        return say_refused(args, made)
    try:
        args.out.write_bytes(made)
    except OSError as error:
        what = trouble(error)
        return complain(args, f"{args.out} 写不了：{what.zh}", f"{args.out} cannot be written: {what.en}")
    return answer(
        args,
        {"unit": args.unit, "file": str(args.out), "bytes": len(made)},
        [f"{args.unit} 的任务已写入 {args.out}。 Written to {args.out}."],
    )
