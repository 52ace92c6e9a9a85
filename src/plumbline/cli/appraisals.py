"""`plumbline appraisal`: check a formula, or compute a published appraisal again from its file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plumbline.cli.answers import DONE, FOUND, REFUSED, UNREADABLE, answer, complain
from plumbline.cli.arguments import trouble

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

LARGEST_FILE_BYTES = 16_000_000
"""A campaign of a county has some hundred subjects: less than a hundredth of it."""


def register(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `appraisal check` and `appraisal compute`."""
    parser = subparsers.add_parser("appraisal", help="考核：检查办法、重算分数 / appraisal: check, compute")
    actions = parser.add_subparsers(dest="appraisal_action", required=True, metavar="ACTION")
    checking = actions.add_parser(
        "check",
        help="检查考核办法 / check a formula",
        epilog="example: plumbline appraisal check examples/demonstration/appraisal.yaml",
    )
    checking.add_argument("file", type=Path, metavar="FILE", help="考核办法 / the formula (.yaml, .json)")
    checking.add_argument("--json", action="store_true", help="one JSON document on stdout")
    checking.set_defaults(run=check)
    computing = actions.add_parser(
        "compute",
        help="由封存的记录重算并比较 / compute again from the sealed records and compare",
        description="退出码：0 一致；1 有不同。 Exit 0: equal; 1: something differs.",
        epilog="example: plumbline appraisal compute 1.json --json",
    )
    computing.add_argument("file", type=Path, metavar="FILE", help="考核页下载的文件 / the file of the page")
    computing.add_argument("--json", action="store_true", help="one JSON document on stdout")
    computing.set_defaults(run=compute)


def check(args: Namespace) -> int:
    """Everything that makes a formula unfit; 3 when there is anything, for it would be refused."""
    from plumbline.campaign import appraising

    text = _read(args)
    if text is None:
        return UNREADABLE
    found = appraising.unfit_formula(text)
    value = {
        "fit": not found,
        "unfit": [
            {
                "code": u.code, "where": u.where, "message_zh": u.message.zh, "message_en": u.message.en,
                "remedy_zh": u.remedy.zh, "remedy_en": u.remedy.en,
            }
            for u in found
        ],
    }  # fmt: skip
    lines = [
        f"× {u.where}：{u.message.zh}\n  → {u.remedy.zh}\n  {u.message.en}\n  → {u.remedy.en}" for u in found
    ] or ["考核办法可以公布。 The formula is fit to be published."]
    answer(args, value, lines)
    return REFUSED if found else DONE


def compute(args: Namespace) -> int:
    """Every score anew from the records in the file, beside what was published; 1 where one differs."""
    from plumbline.campaign import appraising

    text = _read(args)
    if text is None:
        return UNREADABLE
    try:
        data: dict[str, Any] = json.loads(text)
        formula = appraising.read_formula(str(data["formula"]))
        figures = [appraising.figures_from_json(row) for row in data["scores"]]
        said = [str(row["total"]) for row in data["scores"]]
        sealed = str(data["formula_sha256"])
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError):
        return _no_appraisal(args)
    if not isinstance(formula, appraising.Formula):
        return _no_appraisal(args)
    scores = [appraising.appraise(formula, one) for one in figures]
    same_formula = hashlib.sha256(str(data["formula"]).encode()).hexdigest() == sealed
    rows = [
        {"subject": s.subject.id, "published": was, "computed": s.shown, "working": s.working.en}
        for s, was in zip(scores, said, strict=True)
    ]
    equal = same_formula and all(row["published"] == row["computed"] for row in rows)
    lines = [
        f"{'✓' if row['published'] == row['computed'] else '×'} {row['subject']}  {row['published']}  {row['computed']}  {row['working']}"
        for row in rows
    ]
    if not same_formula:
        lines.append("× 考核办法的 SHA-256 不符。 The formula's SHA-256 differs.")
    lines.append(
        "全部一致。 All are equal."
        if equal
        else "有不一致，见上 × 行。 Something differs, see the lines with ×."
    )
    answer(args, {"equal": equal, "formula_equal": same_formula, "scores": rows}, lines)
    return DONE if equal else FOUND


def _read(args: Namespace) -> str | None:
    try:
        if args.file.stat().st_size > LARGEST_FILE_BYTES:
            complain(args, f"{args.file} 超过 16 MB。请确认文件是否选对。", f"{args.file} is larger than 16 MB. Check that it is the right file.")  # fmt: skip
            return None
        return str(args.file.read_text("utf-8"))
    except UnicodeDecodeError:
        complain(args, f"{args.file} 不是 UTF-8 文本。请另存为 UTF-8。", f"{args.file} is no UTF-8 text. Save it as UTF-8.")  # fmt: skip
    except OSError as error:
        why = trouble(error)
        complain(
            args, f"{args.file} 不能读：{why.zh}。请核对路径。", f"{args.file} cannot be read: {why.en}. Check the path."
        )  # fmt: skip
    return None


def _no_appraisal(args: Namespace) -> int:
    return complain(
        args,
        f"{args.file} 不是考核文件。请用考核页的“记录和分数文件”。",
        f"{args.file} is no file of an appraisal. Take the one that its page gives out.",
    )
