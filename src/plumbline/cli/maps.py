"""`plumbline map import`: building footprints of a project from a GeoJSON file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plumbline.cli.acting import submit_as
from plumbline.cli.answers import answer, complain
from plumbline.cli.installation import make_ready

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction


def register(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add `map import`."""
    parser = subparsers.add_parser("map", help="地图：导入建筑轮廓 / maps: import footprints")
    actions = parser.add_subparsers(dest="map_action", required=True, metavar="ACTION")
    take = actions.add_parser(
        "import",
        help="导入建筑轮廓 / import footprints",
        epilog="example: plumbline map import buildings.geojson --project zhumuqiao --as wu-guilan",
    )
    take.add_argument("file", type=Path, metavar="FILE.geojson")
    take.add_argument("--project", required=True, metavar="ID")
    take.add_argument("--as", dest="person", metavar="PERSON[:POST]", help="办理人 / acting person")
    take.add_argument("--json", action="store_true", help="one JSON document on stdout")
    take.set_defaults(run=import_map)


def import_map(args: Namespace) -> int:
    """Import the footprints whole; features that cannot be drawn are named and left out."""
    import sys

    from plumbline.store import maps_in

    try:
        if args.file.stat().st_size > maps_in.MAX_BYTES:
            return complain(
                args, f"{args.file} 太大，请按项目拆分。", f"{args.file} is too large: split it by project."
            )
        read = maps_in.read_geojson(args.file.read_bytes())
    except OSError as error:
        return complain(
            args, f"{args.file} 不能读：{error.strerror}", f"{args.file} cannot be read: {error.strerror}"
        )
    except maps_in.MapUnreadable as error:
        return complain(args, str(error), str(error))
    for found in read.findings:
        print(f"{found.feature}: {found.message.zh} ({found.message.en})", file=sys.stderr)
    if not read.features:
        return complain(args, "没有可画的要素，未导入。", "nothing to draw; nothing was imported.")
    make_ready(args)
    from plumbline.campaign import COMMANDS
    from plumbline.store.writing import services, writer

    with writer() as opened:
        project = opened.state.project(args.project)
    if project is not None and read.sha256 in project.maps:
        return answer(
            args,
            {"already_present": len(read.features)},
            ["此图此前已导入，没有改动。 This map was imported before; nothing changed."],
        )
    now = services().clock.now().replace(microsecond=0)
    command = COMMANDS["ImportMap"](
        project=args.project, sha256=read.sha256, features=tuple(read.features), done_at=now
    )
    args.key = f"map-{args.project}-{read.sha256}"
    return submit_as(args, command)
