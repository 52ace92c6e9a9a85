"""`plumbline draw`: do a draw from its public numbers, or do a published one again and compare."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plumbline.cli.answers import DONE, FOUND, answer, complain, say_refused
from plumbline.cli.arguments import trouble
from plumbline.sampling import (
    Difference,
    DrawFileError,
    Fields,
    check,
    check_refusals,
    read_records,
    run_record,
)
from plumbline.terms import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

LARGEST_FILE_BYTES = 256_000_000
"""A full order of the largest pool, with a digest for each, has about half of it."""

SHOWN = 50
"""Picks and differences that people are shown; the file and `--json` hold all."""


def register(subparsers: _SubParsersAction[ArgumentParser]) -> _SubParsersAction[ArgumentParser]:
    """Add `draw` with `run` and `verify`; returns its actions, so that others can be added."""
    parser = subparsers.add_parser("draw", help="摇号、抽查的抽取与复核 / verifiable draws: run, verify")
    actions = parser.add_subparsers(dest="draw_action", required=True, metavar="ACTION")
    running = actions.add_parser(
        "run",
        help="由公开数字抽取 / draw from public numbers",
        description="按 RFC 3797 抽取。 Draws as RFC 3797 says.",
        epilog="example: plumbline draw run draw.json --out result.json",
    )
    running.add_argument("file", type=Path, metavar="FILE", help="号池大小、个数、算法、来源 / the case")
    running.add_argument("--out", type=Path, required=True, metavar="FILE", help="结果写到哪里 / the result")
    running.add_argument("--json", action="store_true", help="one JSON document on stdout")
    running.set_defaults(run=run)
    verifying = actions.add_parser(
        "verify",
        help="重做一次抽取并比较 / do a draw again and compare",
        description="退出码：0 相同；1 有不同。 Exit 0: the same; 1: something differs.",
        epilog="example: plumbline draw verify result.json",
    )
    verifying.add_argument("file", type=Path, metavar="FILE", help="公布的结果 / the published result")
    verifying.add_argument("--json", action="store_true", help="one JSON document on stdout")
    verifying.set_defaults(run=verify)
    return actions


def run(args: Namespace) -> int:
    """Do every draw of a file; the result holds the case too, so that it can be verified alone."""
    try:
        data = _read(args.file)
        records = read_records(data)
        done = [run_record(record) for record in records]
    except DrawFileError as error:
        return _unreadable(args, error)
    results: list[dict[str, Any]] = []
    for one in done:
        if isinstance(one, Refused):
            return say_refused(args, one)
        results.append(one)
    many = len(records) > 1 or bool(records[0].where)
    try:
        args.out.write_text(_written({"draws": results} if many else results[0]), "utf-8")
    except OSError as error:
        why = trouble(error)
        return complain(
            args,
            f"{args.out} 不能写：{why.zh}。请换一个位置。",
            f"{args.out} cannot be written: {why.en}. Choose another place.",
        )
    shown = [
        {name: one[name] for name in ("id", "picks", "key", "digests") if name in one} for one in results
    ]
    value = {"draws": shown} if many else {name: results[0][name] for name in ("picks", "key", "digests")}
    return answer(args, value, [line for one in results for line in _drawn_lines(one)])


def verify(args: Namespace) -> int:
    """Do every draw of a file again; 1 when anything comes out otherwise."""
    try:
        data = _read(args.file)
        records = read_records(data)
        differences = [one for record in records for one in check(record)]
        differences += check_refusals(data)
    except DrawFileError as error:
        return _unreadable(args, error)
    value = {"ok": not differences, "draws": len(records), "problems": [_problem(one) for one in differences]}
    answer(args, value, _verdict(records, differences))
    return FOUND if differences else DONE


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise DrawFileError(
                str(path),
                "超过 256 MB。请确认文件是否选对。",
                "larger than 256 MB. Check that it is the right file.",
            )
        return path.read_bytes()
    except OSError as error:
        why = trouble(error)
        raise DrawFileError(str(path), f"{why.zh}。请核对路径。", f"{why.en}. Check the path.") from error


def _unreadable(args: Namespace, error: DrawFileError) -> int:
    name = "" if error.where == str(args.file) else f"{args.file}: "
    return complain(args, f"{name}{error.text.zh}", f"{name}{error.text.en}")


def _written(document: dict[str, Any]) -> str:
    """Every member on a line of its own: two results compare well, and a result can be read on paper."""
    members = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in document.items()
    )
    return f"{{\n{members}\n}}\n"


def _drawn_lines(one: dict[str, Any]) -> list[str]:
    picks = one["picks"]
    rest = f" …（共 {len(picks)} 个 in all）" if len(picks) > SHOWN else ""
    return [
        *([str(one["id"])] if "id" in one else []),
        f"密钥串 key: {one['key']}",
        f"抽出 picks: {' '.join(map(str, picks[:SHOWN]))}{rest}",
    ]


def _problem(one: Difference) -> dict[str, str]:
    return {
        "code": one.code,
        "where": one.where,
        "message_zh": one.message.zh,
        "message_en": one.message.en,
    }


def _verdict(records: tuple[Fields, ...], differences: list[Difference]) -> list[str]:
    if differences:
        shown = [f"× {one.where}：{one.message.zh}\n  {one.message.en}" for one in differences[:SHOWN]]
        return [*shown, f"不相符：{len(differences)} 处。 {len(differences)} differences."]
    announced = sum(record.has("announcement") for record in records)
    lines = [f"相符：{len(records)} 次抽取重做，结果相同。 The same: {len(records)} draws were done again."]
    if announced:
        lines.append(
            "公告、号池、来源、先后也已核对；公告是否封存在账，用 plumbline log verify 核对。\n"
            "Announcement, pool, sources and their order in time were checked; that the announcement is sealed, "
            "plumbline log verify checks."
        )
    return lines
