"""`plumbline log export`, `log prove` and `log key show`: what an installation hands out of its log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plumbline.cli.answers import answer, complain
from plumbline.cli.installation import make_ready

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction


def register_store(actions: _SubParsersAction[ArgumentParser]) -> None:
    """Add `export`, `prove` and `key` to the parser `log`."""
    export = actions.add_parser(
        "export",
        help="导出已封账的账册目录 / write the sealed log into a directory",
        epilog="example: plumbline log export /media/usb/log",
    )
    export.add_argument("directory", type=Path, metavar="DIR")
    export.add_argument("--json", action="store_true", help="one JSON document on stdout")
    export.set_defaults(run=export_log)
    prove = actions.add_parser(
        "prove",
        help="出具一条记录或一户全部记录的证明 / prove an event or a household's whole file",
        epilog="example: plumbline log prove --household 朱木桥-0113 --out 朱木桥-0113.zip",
    )
    what = prove.add_mutually_exclusive_group(required=True)
    what.add_argument("--seq", type=int, metavar="N", help="记录序号 / number of the event")
    what.add_argument("--household", metavar="ID", help="户编号 / file number")
    prove.add_argument("--out", required=True, type=Path, metavar="FILE", help=".tlog-proof or .zip")
    prove.add_argument("--json", action="store_true", help="one JSON document on stdout")
    prove.set_defaults(run=write_proof)
    key = actions.add_parser("key", help="账本公钥 / the log's key", epilog="example: plumbline log key show")
    key_actions = key.add_subparsers(dest="key_action", required=True, metavar="ACTION")
    show = key_actions.add_parser(
        "show", help="显示账本公钥 / show the verifier key", epilog="example: plumbline log key show"
    )
    show.add_argument("--json", action="store_true", help="one JSON document on stdout")
    show.set_defaults(run=show_key)


def export_log(args: Namespace) -> int:
    """Write the sealed log; what is there already must be the same log and is only added to."""
    make_ready(args)
    from plumbline.ledger import ExportError
    from plumbline.store import exporting

    try:
        files = exporting.export_log(args.directory)
    except (ExportError, OSError) as error:
        return complain(args, f"不能导出：{error}", f"cannot export: {error}")
    return answer(
        args,
        {"directory": str(args.directory), "files": files},
        [
            f"已导出 {files} 个文件到 {args.directory}。复核：plumbline log verify {args.directory} --key $(plumbline log key show)"
        ],
    )


def write_proof(args: Namespace) -> int:
    """Write the proof of one event, or of a household's whole file."""
    make_ready(args)
    from plumbline.store import exporting
    from plumbline.store.models import Leaf

    try:
        data = (
            exporting.proof_of(args.seq)
            if args.household is None
            else exporting.household_archive(args.household)
        )
    except exporting.NotSealed as error:
        return complain(args, str(error), str(error))
    except Leaf.DoesNotExist:
        return complain(args, f"没有第 {args.seq} 条记录。", f"there is no entry {args.seq}.")
    try:
        args.out.write_bytes(data)
    except OSError as error:
        return complain(
            args, f"写不了 {args.out}：{error.strerror}", f"{args.out} cannot be written: {error.strerror}"
        )
    return answer(args, {"out": str(args.out), "bytes": len(data)}, [f"{args.out} ({len(data)} bytes)"])


def show_key(args: Namespace) -> int:
    """Show the verifier key, as it is printed on the notice board."""
    make_ready(args)
    from plumbline.store.home import Home
    from plumbline.store.signing import signer_of

    vkey = signer_of(Home.from_environment()).vkey.text
    return answer(args, {"vkey": vkey}, [vkey])
