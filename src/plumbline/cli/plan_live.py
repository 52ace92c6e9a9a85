"""`plumbline plan day` and `plan export`: the live campaign planned from its facts, or written as a planning file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plumbline.cli import arguments
from plumbline.cli.acting import acting, fresh_key
from plumbline.cli.answers import DONE, FOUND, REFUSED, answer, complain, say_refused
from plumbline.cli.installation import make_ready
from plumbline.planning import UnreadableDocument
from plumbline.terms import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from plumbline.store.live_plan import DayPlan


def register_live(actions: _SubParsersAction[ArgumentParser]) -> None:
    """Add `plan day` and `plan export` to the actions of `plan`."""
    day = actions.add_parser(
        "day",
        help="按今日事实为在办的活动排程 / plan the live campaign from its facts",
        epilog="example: plumbline plan day --as wu-guilan",
    )
    day.add_argument(
        "--date",
        type=arguments.day,
        metavar="D",
        help="缺省为今日，不得早于今日 / default: today; never earlier",
    )
    day.add_argument(
        "--as",
        dest="person",
        metavar="PERSON[:POST]",
        help="留存此计划的人；不写则只显示 / who keeps it; without, it is only shown",
    )
    day.add_argument("--json", action="store_true", help="one JSON document on stdout")
    day.set_defaults(run=plan_day)
    export = actions.add_parser(
        "export",
        help="把在办的活动写成排程文件 / write the live campaign as a planning file",
        epilog="example: plumbline plan export campaign.json && plumbline plan solve campaign.json --out plan.json",
    )
    export.add_argument("file", type=Path, metavar="FILE", help=".json")
    export.add_argument("--json", action="store_true", help="one JSON document on stdout")
    export.set_defaults(run=export_campaign)


def plan_day(args: Namespace) -> int:
    """Plan the live campaign: 0 when the deadline is met, 3 when it provably cannot be, 1 when neither is known."""
    try:
        keeper = acting(args)
    except ValueError:
        keeper = None
    make_ready(args)
    from plumbline.store.live_plan import command_of, plan_of_day
    from plumbline.store.writing import Receipt, services, writer
    from plumbline.terms import SHANGHAI

    today = services().clock.now().astimezone(SHANGHAI).date()
    on = args.date or today
    if on < today:
        return complain(
            args,
            f"{on} 已经过去：排程只从今日（{today}）的事实向前排。",
            f"{on} is past: a plan goes forward from today's facts ({today}).",
        )
    receipt: Receipt | None = None
    with writer() as opened:
        if not opened.state.office().is_open:
            return complain(args, "还没有开立活动：plumbline init。", "no campaign is open: plumbline init.")
        try:
            made = plan_of_day(opened, on)
        except UnreadableDocument as error:
            found = error.findings[0].message
            return complain(args, f"{on} 排不出计划：{found.zh}", f"no plan can be made for {on}: {found.en}")
        if isinstance(made, Refused):
            return say_refused(args, made)
        if keeper is not None:
            kept = opened.submit(command_of(made), person=keeper[0], post=keeper[1], key=fresh_key())
            if isinstance(kept, Refused):
                return say_refused(args, kept)
            receipt = kept
    value = _value(made) | {"kept": receipt.receipt_code if receipt else None}
    answer(args, value, _lines(value))
    return DONE if made.plan.meets_deadline else REFUSED if made.plan.deadline_is_impossible else FOUND


def _value(made: DayPlan) -> dict[str, Any]:
    waiting = sum(1 for why in made.impossible.values() if why["earliest"] is None)
    return {
        "day": made.day.isoformat(),
        "meets_deadline": made.plan.meets_deadline,
        "finish": made.finish.isoformat() if made.finish else None,
        "bound": made.bound_day.isoformat(),
        "bound_why_zh": made.bound.why.zh,
        "bound_why_en": made.bound.why.en,
        "overdue": made.plan.objective.overdue,
        "planned": sum(1 for steps in made.dates.values() if any(days[0] for days in steps.values())),
        "late_by_law": len(made.impossible) - waiting,
        "waiting_by_law": waiting,
    }


def _lines(value: dict[str, Any]) -> list[str]:
    kept = f"已留存，回执 {value['kept']}" if value["kept"] else "未留存（用 --as 人员 留存）"
    return [
        f"{value['day']} 排程：{value['planned']} 户，最后完成 {value['finish'] or '—'}，任何计划不早于 {value['bound']}",
        f"  {value['bound_why_zh']}",
        f"  {'期限内可以全部交房' if value['meets_deadline'] else '期限内不能全部交房'}：逾期合计 {value['overdue']} 户·日；"
        f"按法定期限已来不及 {value['late_by_law']} 户，依法等待 {value['waiting_by_law']} 户",
        f"  {kept}",
    ]


def export_campaign(args: Namespace) -> int:
    """Write the live campaign as `plumbline-campaign/1`, for `plan solve`, `explain` and `forecast`."""
    make_ready(args)
    from plumbline.store.live_plan import planning_document
    from plumbline.store.writing import services, writer
    from plumbline.terms import SHANGHAI

    with writer() as opened:
        if not opened.state.office().is_open:
            return complain(args, "还没有开立活动：plumbline init。", "no campaign is open: plumbline init.")
        document = planning_document(opened, services().clock.now().astimezone(SHANGHAI).date())
    try:
        args.file.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        return complain(
            args, f"{args.file} 不能写：{error.strerror}", f"{args.file} cannot be written: {error.strerror}"
        )
    households = len(document["households"]["rows"])
    return answer(
        args,
        {"file": str(args.file), "households": households},
        [f"已写出 {args.file}：{households} 户、{len(document['projects'])} 个项目"],
    )
