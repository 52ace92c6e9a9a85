"""`plumbline register`: the empty form, and the check that changes nothing."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from plumbline.registers import (
    Register,
    Rules,
    read_mapping,
    read_register,
    register_json,
    report_lines,
    write_template,
)
from plumbline.terms import SHANGHAI, Refused, Regime, refused_json

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

DONE, FOUND, UNREADABLE = 0, 1, 2
"""Exit codes: done · the check found something · wrong usage or unreadable input."""


def register(subparsers: _SubParsersAction[ArgumentParser]) -> _SubParsersAction[ArgumentParser]:
    """Add `register` with `template` and `check`; returns its own subparsers, to which `import` is added."""
    parser = subparsers.add_parser("register", help="登记表：标准表、检查、导入 / registers in and out")
    actions = parser.add_subparsers(dest="register_action", required=True, metavar="ACTION")
    _add_template(actions)
    _add_check(actions)
    return actions


def _add_template(actions: _SubParsersAction[ArgumentParser]) -> None:
    template = actions.add_parser(
        "template",
        help="写出空白标准表 / write the empty standard form",
        epilog="example: plumbline register template --regime collective_land --out 登记表.xlsx",
    )
    template.add_argument("--regime", required=True, choices=[regime.value for regime in Regime])
    template.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx")
    template.add_argument("--json", action="store_true", help="one JSON document on stdout")
    template.set_defaults(run=write)


def _add_check(actions: _SubParsersAction[ArgumentParser]) -> None:
    check_parser = actions.add_parser(
        "check",
        help="检查登记表，不改动任何数据 / report only, changes nothing",
        epilog="example: plumbline register check register.xls --sheet old --mapping mapping.yaml --json",
    )
    add_register_arguments(check_parser)
    check_parser.set_defaults(run=check)


def add_register_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say which register is meant and how to read it: the same for check and import."""
    parser.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .xls or .csv")
    parser.add_argument("--sheet", metavar="NAME", help="主表名称 / the main sheet")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="对照文件 / mapping file (YAML)")
    parser.add_argument(
        "--numerals", action="store_true", help="读取中文数字 / read Chinese numerals such as 八十七点五"
    )
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the report")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def write(args: Namespace) -> int:
    """Write the empty form; refuses to write over an existing file, which may hold a month's work."""
    if args.out.suffix.lower() != ".xlsx":
        return _usage(
            args, f"{args.out}：标准表只能写成 .xlsx。", f"{args.out}: the form is written as .xlsx only."
        )
    try:
        with args.out.open("xb") as file:
            file.write(write_template(Regime(args.regime)))
    except FileExistsError:
        zh, en = (
            f"{args.out} 已经存在，未覆盖。请换一个文件名。",
            f"{args.out} exists already and was not written over. Choose another name.",
        )
        return _usage(args, zh, en)
    except OSError as error:
        return _usage(
            args, f"写不了 {args.out}：{error.strerror}。", f"{args.out} cannot be written: {error.strerror}."
        )
    print(
        json.dumps({"out": str(args.out), "regime": args.regime}, ensure_ascii=False)
        if args.json
        else f"{args.out}"
    )
    return DONE


def _usage(args: Namespace, zh: str, en: str) -> int:
    print(zh, en, sep="\n", file=sys.stderr)
    if args.json:
        print(json.dumps({"error": {"message_zh": zh, "message_en": en}}, ensure_ascii=False))
    return UNREADABLE


def check(args: Namespace) -> int:
    """Print the report of a register; 1 where anything was found, 2 where it cannot be read."""
    read = read_from(args)
    if isinstance(read, Refused):
        return refuse(read, as_json=args.json)
    if args.json:
        print(json.dumps(register_json(read), ensure_ascii=False))
    else:
        print("\n".join(report_lines(read, lang=args.lang)))
    return FOUND if read.findings else DONE


def read_from(args: Namespace) -> Register | Refused:
    """The register that the arguments name. Today is the machine's day in China: nothing is recorded by it."""
    mapping = None if args.mapping is None else read_mapping(args.mapping, name=args.mapping.name)
    if isinstance(mapping, Refused):
        return mapping
    rules = Rules(today=datetime.now(SHANGHAI).date(), numerals=args.numerals)
    return read_register(args.file, name=args.file.name, sheet=args.sheet, mapping=mapping, rules=rules)


def refuse(refused: Refused, *, as_json: bool) -> int:
    """Say why the input cannot be read, in both languages on stderr; with --json as the one shape on stdout."""
    for reason in refused.reasons:
        print(reason.message.zh, reason.message.en, sep="\n", file=sys.stderr)
    if as_json:
        print(json.dumps(refused_json(refused), ensure_ascii=False))
    return UNREADABLE
