"""`plumbline register import`: a register taken in whole, or not at all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from plumbline.cli.acting import acting
from plumbline.cli.answers import FOUND, answer, complain, say_refused
from plumbline.cli.installation import make_ready
from plumbline.cli.register import add_register_arguments, refuse
from plumbline.registers import read_mapping
from plumbline.terms import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction


def register_import(actions: _SubParsersAction[ArgumentParser]) -> None:
    """Add `import` to the parser `register`."""
    parser = actions.add_parser(
        "import",
        help="导入名册：整册导入或者不导入 / take a register in, whole or not at all",
        epilog="example: plumbline register import 朱木桥.xlsx --project zhumuqiao --as wu-guilan",
    )
    add_register_arguments(parser)
    parser.add_argument("--project", required=True, metavar="ID", help="项目编号 / the project")
    parser.add_argument("--as", dest="person", metavar="PERSON[:POST]", help="办理人 / acting person")
    parser.set_defaults(run=import_file)


def import_file(args: Namespace) -> int:
    """Import a register; 1 where its findings stop it, 3 where law or post refuses it, 2 where it cannot be read."""
    try:
        person, post = acting(args)
    except ValueError as error:
        return complain(args, str(error), str(error))
    mapping = None if args.mapping is None else read_mapping(args.mapping, name=args.mapping.name)
    if isinstance(mapping, Refused):
        return refuse(mapping, as_json=args.json)
    make_ready(args)
    from plumbline.store.registers_in import Reading, import_register
    from plumbline.store.writing import writer

    how = Reading(sheet=args.sheet, mapping=mapping, numerals=args.numerals)
    with writer() as opened:
        outcome = import_register(
            opened,
            args.file,
            name=args.file.name,
            project_id=args.project,
            person=person,
            post=post,
            reading=how,
        )
    if outcome.refused is not None:
        unreadable = any(reason.code.startswith("register:") for reason in outcome.refused.reasons)
        return (
            refuse(outcome.refused, as_json=args.json) if unreadable else say_refused(args, outcome.refused)
        )
    value = {**outcome.report, "imported": outcome.imported, "already_present": outcome.already_present}
    if outcome.awaiting_review is not None:
        value["awaiting_review"] = outcome.awaiting_review
    _say(args, outcome.report)
    stopped = outcome.receipt is None and not outcome.already_present
    answer(args, value, [_summary(outcome, stopped=stopped)])
    return FOUND if stopped else 0


def _say(args: Namespace, report: dict[str, Any]) -> None:
    for found in report["findings"]:
        text = found["message_en"] if args.lang == "en" else found["message_zh"]
        print(text, file=sys.stderr)


def _summary(outcome: Any, *, stopped: bool) -> str:
    if stopped:
        return "名册有须先改正的问题，整册未导入。 Nothing was imported: mend what is named above."
    if outcome.already_present:
        return f"这份名册已经导入过，{outcome.already_present} 户都在，未作改动。 Imported before; nothing changed."
    if outcome.awaiting_review is not None:
        return (
            f"名册带有经过，已送另一人复核，编号 {outcome.awaiting_review}。"
            f" It carries past acts and waits for another hand: plumbline act ReviewLate, proposal {outcome.awaiting_review}."
        )
    return f"已导入 {outcome.imported} 户，回执 {outcome.receipt.receipt_code}。 Imported {outcome.imported} households."
