"""`plumbline plan solve` and `plan check`: a campaign file planned, and a plan re-checked by separate code."""

from __future__ import annotations

import json
import os
from argparse import ArgumentTypeError
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from plumbline.cli.answers import DONE, FOUND, REFUSED, answer, complain, progress, say_refused
from plumbline.planning import (
    Campaign,
    Plan,
    UnreadableDocument,
    Violation,
    check,
    finish_bound,
    objective_json,
    parse_campaign,
    parse_plan,
    plan_json,
    solve,
)
from plumbline.terms import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

TIME_LIMIT_SECONDS = 20.0
"""For one run of the solver; the class model in whole households took 12 to 19 s at 10,000 households."""

LARGEST_FILE_BYTES = 512 * 1024 * 1024
"""A campaign of a million households is 46 MB, its plan some 300 MB; more is another kind of file."""

VIOLATIONS_SHOWN = 100
"""Lines for people; `--json` gives them all."""


def register(subparsers: _SubParsersAction[ArgumentParser]) -> _SubParsersAction[ArgumentParser]:
    """Add `plan` with `solve` and `check`; returns its actions, so that others can be added."""
    plan = subparsers.add_parser(
        "plan",
        help="排程 / dates for every household's steps",
        epilog="example: plumbline plan solve campaign.json --out plan.json",
    )
    actions: _SubParsersAction[ArgumentParser] = plan.add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    making = actions.add_parser(
        "solve",
        help="排出合法计划并给出下限 / a lawful plan and a proven bound",
        description="退出码：0 按期；3 证明无法按期（仍写出计划）；1 未按期且没有证明。 "
        "Exit 0: the deadline is met; 3: it provably cannot be (the plan is written all the same); 1: neither.",
        epilog="example: plumbline plan solve campaign.json --out plan.json --json",
    )
    making.add_argument("campaign", type=Path, metavar="CAMPAIGN.json")
    making.add_argument("--out", type=Path, required=True, metavar="PLAN.json")
    making.add_argument(
        "--time-limit",
        type=_seconds,
        default=TIME_LIMIT_SECONDS,
        metavar="S",
        help="求解器每次的秒数 / of each solver run",
    )
    making.add_argument(
        "--workers", type=_count, default=min(8, os.cpu_count() or 1), metavar="N", help="线程 / threads"
    )
    making.add_argument("--seed", type=_seed, default=1, metavar="N", help="随机种子 / seed")
    making.add_argument("--json", action="store_true", help="one JSON document on stdout")
    making.set_defaults(run=solve_campaign)
    checking = actions.add_parser(
        "check",
        help="用另一套代码复核计划 / re-check a plan by separate code",
        description="退出码：0 无违反；1 有违反。 Exit 0: no violation; 1: at least one.",
        epilog="example: plumbline plan check campaign.json plan.json",
    )
    checking.add_argument("campaign", type=Path, metavar="CAMPAIGN.json")
    checking.add_argument("plan", type=Path, metavar="PLAN.json")
    checking.add_argument("--json", action="store_true", help="one JSON document on stdout")
    checking.set_defaults(run=check_plan)
    return actions


def solve_campaign(args: Namespace) -> int:
    """Plan a campaign file and write the plan."""
    begun = monotonic()
    try:
        campaign = parse_campaign(_document(args.campaign))
    except _Unreadable as error:
        return complain(args, error.zh, error.en)
    except UnreadableDocument as error:
        return _complain_of(args, args.campaign, error)
    made = solve(
        campaign,
        time_limit=args.time_limit,
        workers=args.workers,
        seed=args.seed,
        report=lambda text: progress(text.zh),
    )
    progress("")
    if isinstance(made, Refused):
        return say_refused(args, made)
    try:
        _write(args.out, made)
    except OSError as error:
        return complain(
            args,
            f"{args.out} 不能写：{error.strerror}。请换一个位置。",
            f"{args.out} cannot be written: {error.strerror}. Choose another place.",
        )
    value = _outcome(made, monotonic() - begun)
    answer(args, value, _lines(campaign, made, args.out))
    return DONE if made.meets_deadline else REFUSED if made.deadline_is_impossible else FOUND


def _outcome(plan: Plan, seconds: float) -> dict[str, Any]:
    return {
        "status": plan.status,
        "meets_deadline": plan.meets_deadline,
        "objective": objective_json(plan.objective),
        "bound": objective_json(plan.bound),
        "gap": round(plan.gap.numerator / plan.gap.denominator, 6),
        "finish": plan.objective.finish,
        "seconds": round(seconds, 3),
    }


def _lines(campaign: Campaign, plan: Plan, out: Path) -> list[str]:
    finish, overdue = plan.objective.finish, plan.objective.overdue
    bound = finish_bound(campaign)
    verdict = (
        "按期全部交房。 Every household hands over by its deadline."
        if plan.meets_deadline
        else "已证明：任何合法计划都不能按期。 Proved: no lawful plan meets the deadline."
        if plan.deadline_is_impossible
        else "未能按期，也没有证明不能按期。 The deadline is not met, and that it cannot be is not proved."
    )
    return [
        f"{campaign.name}：{len(campaign.households)} 户，{len(campaign.blocks)} 栋 → {out}",
        verdict,
        f"逾期户·日 overdue household-days: {overdue}（下限 bound {_shown(plan.bound.overdue)}）",
        f"重点地块逾期 key parcels: {plan.objective.parcels}（下限 bound {_shown(plan.bound.parcels)}）",
        f"完成 finish: 第 {finish} 日，{campaign.calendar.date_of(finish)}（下限 bound {_shown(plan.bound.finish)}）",
        f"  第 {bound.day} 日 day {bound.day}：{bound.why.zh}",
        f"  {bound.why.en}",
    ]


def _shown(bound: int | None) -> str:
    return "—" if bound is None else str(bound)


def check_plan(args: Namespace) -> int:
    """Re-check a plan file against its campaign file: 1 when any rule is broken."""
    path = args.campaign
    try:
        campaign = parse_campaign(_document(path))
        path = args.plan
        plan = parse_plan(_document(path))
    except _Unreadable as error:
        return complain(args, error.zh, error.en)
    except UnreadableDocument as error:
        return _complain_of(args, path, error)
    violations = check(campaign, plan)
    value = {
        "ok": not violations,
        "violations": [
            {"code": v.code, "where": v.where, "message_zh": v.message.zh, "message_en": v.message.en}
            for v in violations
        ],
    }
    answer(args, value, _findings(plan, violations))
    return FOUND if violations else DONE


def _findings(plan: Plan, violations: tuple[Violation, ...]) -> list[str]:
    if not violations:
        return [
            f"没有违反：{len(plan.stages)} 个环节、{len(plan.blocks)} 栋逐条复核。",
            f"No violation: {len(plan.stages)} stages and {len(plan.blocks)} blocks re-checked.",
        ]
    lines = [f"× {v.code} {v.where}：{v.message.zh}\n  {v.message.en}" for v in violations[:VIOLATIONS_SHOWN]]
    return [*lines, f"共 {len(violations)} 处违反。 {len(violations)} violations."]


class _Unreadable(Exception):
    """A file that is not a JSON document."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def _document(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise _Unreadable(
                f"{path} 超过 512 MB。请确认文件是否选对。",
                f"{path} is larger than 512 MB. Check that it is the right file.",
            )
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise _Unreadable(
            f"{path} 读不到：{error.strerror}。请核对路径。",
            f"{path} cannot be read: {error.strerror}. Check the path.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise _Unreadable(
            f"{path} 不是 JSON：{error}。请重新导出。", f"{path} is not JSON: {error}. Export it again."
        ) from error
    if not isinstance(document, dict):
        raise _Unreadable(f"{path} 应为一个对象 {{…}}。", f"{path} must hold one object {{…}}.")
    return document


def _complain_of(args: Namespace, path: Path, error: UnreadableDocument) -> int:
    zh = "\n".join(f"{path}: {f.path}：{f.message.zh}{f.remedy.zh}" for f in error.findings)
    en = "\n".join(f"{path}: {f.path}: {f.message.en} {f.remedy.en}" for f in error.findings)
    return complain(args, zh, en)


def _write(path: Path, plan: Plan) -> None:
    """One record a line: small differences between plans read well."""
    document = plan_json(plan)
    with path.open("w", encoding="utf-8") as file:
        file.write("{\n")
        for number, (key, value) in enumerate(document.items()):
            file.write(",\n" if number else "")
            file.write(f"{json.dumps(key)}: ")
            if isinstance(value, list):
                file.write("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in value) + "\n]")
            else:
                file.write(json.dumps(value, ensure_ascii=False))
        file.write("\n}\n")


def _seconds(text: str) -> float:
    if text.replace(".", "", 1).isdecimal() and 0 < float(text) <= 86_400:
        return float(text)
    raise ArgumentTypeError(f"{text!r}: 应为 0 至 86400 秒 / seconds above 0, up to 86400")


def _whole(text: str, low: int, high: int) -> int:
    if text.isdecimal() and low <= int(text) <= high:
        return int(text)
    raise ArgumentTypeError(f"{text!r}: 应为 {low} 至 {high} 的整数 / a whole number from {low} to {high}")


def _count(text: str) -> int:
    return _whole(text, 1, 256)


def _seed(text: str) -> int:
    return _whole(text, 0, 2**31 - 1)
