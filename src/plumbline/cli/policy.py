"""`plumbline policy`: check a policy file, compute households by it, explain one of them."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from plumbline.policy import (
    Computation,
    Finding,
    Policy,
    PolicyError,
    check_policy,
    computation_json,
    compute,
    explain,
    explanation_json,
    load_policy,
)
from plumbline.terms import Json, Reason, Refused, refused_json

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

DONE, FOUND, UNREADABLE, REFUSED = 0, 1, 2, 3
"""Exit codes: done · the check found something · wrong usage or unreadable input · refused."""

MAX_FACTS_BYTES = 200_000_000
"""Facts of some hundred thousand households; what is larger belongs into Parquet, not into one text."""


def register(subparsers: _SubParsersAction[ArgumentParser]) -> _SubParsersAction[ArgumentParser]:
    """Add `policy` with `check`, `compute` and `explain`; returns its own subparsers."""
    parser = subparsers.add_parser(
        "policy", help="补偿方案：检查、计算、说明 / the policy: check, compute, explain"
    )
    actions = parser.add_subparsers(dest="policy_action", required=True, metavar="ACTION")
    _add_check(actions)
    _add_compute(actions)
    _add_explain(actions)
    return actions


def _add_check(actions: _SubParsersAction[ArgumentParser]) -> None:
    parser = actions.add_parser(
        "check",
        help="检查方案文件，有问题逐条列出 / static checks of a policy file",
        epilog="example: plumbline policy check examples/policies/state-renewal-example.yaml",
    )
    _add_policy(parser)
    parser.set_defaults(run=check)


def _add_compute(actions: _SubParsersAction[ArgumentParser]) -> None:
    parser = actions.add_parser(
        "compute",
        help="按方案计算各户 / compute every household of a facts file",
        epilog="example: plumbline policy compute POLICY.yaml --facts households.yaml --out amounts.csv",
    )
    _add_policy(parser)
    _add_facts(parser)
    parser.add_argument(
        "--out", required=True, type=Path, metavar="OUT.{json,csv}", help="结果文件 / the result"
    )
    parser.add_argument("--engine", choices=["reference"], default="reference", help="计算引擎 / engine")
    parser.set_defaults(run=compute_file)


def _add_explain(actions: _SubParsersAction[ArgumentParser]) -> None:
    parser = actions.add_parser(
        "explain",
        help="逐条说明一户的金额 / explain one household line by line",
        epilog="example: plumbline policy explain POLICY.yaml --facts households.yaml --household A-01",
    )
    _add_policy(parser)
    _add_facts(parser)
    parser.add_argument("--household", required=True, metavar="ID", help="户编号 / household_id")
    parser.set_defaults(run=explain_household)


def _add_policy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("policy", type=Path, metavar="POLICY", help="方案文件 / policy file (YAML)")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="语言 / language")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def _add_facts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--facts", required=True, type=Path, metavar="FACTS.{yaml,json}", help="各户事实 / facts"
    )


def check(args: Namespace) -> int:
    """Report every fault of the file; 0 when there is none."""
    try:
        policy = load_policy(args.policy)
        findings = check_policy(policy)
    except PolicyError as error:
        findings = error.findings
    except OSError as error:
        return _unreadable(args, args.policy, error)
    if args.json:
        _print_json({"file": str(args.policy), "findings": [_finding_json(finding) for finding in findings]})
    else:
        for finding in findings:
            print(finding.show(str(args.policy), args.lang))
        if not findings:
            print(
                f"{policy.id}: {len(policy.clauses)} 个计算条款，{len(policy.versions)} 个版本，没有发现问题。"
                if args.lang == "zh"
                else f"{policy.id}: {len(policy.clauses)} paying clauses, {len(policy.versions)} versions, nothing found."
            )
    return FOUND if findings else DONE


def compute_file(args: Namespace) -> int:
    """Compute the households of the facts file whose `policy` is this one; refused rows are results."""
    if args.out.suffix.lower() not in (".json", ".csv"):
        return _wrong(
            args,
            f"{args.out}：结果写成 .json 或 .csv。",
            f"{args.out}: the result is written as .json or .csv.",
        )
    read = _read(args)
    if isinstance(read, int):
        return read
    policy, rows, others = read
    results = [(str(row.get("household_id", "")), compute(policy, row, trace=False)) for row in rows]
    try:
        if args.out.suffix.lower() == ".json":
            listed = [computation_json(household, computed) for household, computed in results]
            args.out.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", "utf-8")
        else:
            _write_csv(args.out, policy, results)
    except OSError as error:
        return _unreadable(args, args.out, error)
    refused = sum(isinstance(computed, Refused) for _, computed in results)
    if others:
        _say(f"另有 {others} 户属于其他方案，未计算。 / {others} rows of another policy were passed over.")
    if args.json:
        _print_json(
            {"households": len(results), "refused": refused, "passed_over": others, "out": str(args.out)}
        )
    else:
        print(
            f"已计算 {len(results)} 户，其中 {refused} 户不予受理：{args.out}"
            if args.lang == "zh"
            else f"computed {len(results)} households, {refused} of them refused: {args.out}"
        )
    return DONE


def explain_household(args: Namespace) -> int:
    """Tell one household's sheet, or why it is refused."""
    read = _read(args)
    if isinstance(read, int):
        return read
    policy, rows, _ = read
    found = [row for row in rows if row.get("household_id") == args.household]
    if not found:
        return _wrong(
            args,
            f"{args.facts}：没有编号为 {args.household} 且属于方案 {policy.id} 的户。",
            f"{args.facts}: no household {args.household} of policy {policy.id}.",
        )
    match compute(policy, found[0]):
        case Refused() as refused:
            if args.json:
                _print_json({"household_id": args.household, **refused_json(refused)})
            else:
                for reason in refused.reasons:
                    print(_reason_line(reason, args.lang))
            return REFUSED
        case Computation() as computation:
            if args.json:
                _print_json(explanation_json(computation, args.lang))
            else:
                print(explain(computation, args.lang))
            return DONE


def _read(args: Namespace) -> tuple[Policy, list[Mapping[str, Any]], int] | int:
    """The policy, its households and the number of other policies' rows, or an exit code already explained."""
    try:
        policy = load_policy(args.policy)
        findings = check_policy(policy)
    except PolicyError as error:
        findings = error.findings
    except OSError as error:
        return _unreadable(args, args.policy, error)
    if findings:
        for finding in findings:
            _say(finding.show(str(args.policy), args.lang))
        return UNREADABLE
    rows = read_facts(args.facts)
    if isinstance(rows, str):
        return _wrong(args, f"{args.facts}：{rows}", f"{args.facts}: {rows}")
    own = [row for row in rows if row.get("policy", policy.id) == policy.id]
    return policy, own, len(rows) - len(own)


def read_facts(path: Path) -> list[Mapping[str, Any]] | str:
    """The rows under `households:` of a .yaml or .json file, days kept as text; or what is wrong, in both languages."""
    suffix = path.suffix.lower()
    if suffix not in (".yaml", ".yml", ".json"):
        return "事实文件应是 .yaml 或 .json / facts are read from .yaml or .json"
    try:
        if path.stat().st_size > MAX_FACTS_BYTES:
            return f"文件超过 {MAX_FACTS_BYTES} 字节 / larger than {MAX_FACTS_BYTES} bytes"
        text = path.read_text("utf-8")
        top = json.loads(text) if suffix == ".json" else yaml.load(text, Loader=_FactsLoader)  # noqa: S506 - safe loader below
    except (OSError, UnicodeDecodeError) as error:
        return f"读不了 / cannot be read ({error.__class__.__name__})"
    except json.JSONDecodeError as error:
        return f"第 {error.lineno} 行不是可读的 JSON / line {error.lineno} is not readable as JSON"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return f"第 {line} 行不是可读的 YAML / line {line} is not readable as YAML"
    rows = top.get("households") if isinstance(top, dict) else top
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return "应有 households: 列表 / expected a list under `households:`"
    return rows


class _FactsLoader(yaml.SafeLoader):
    """Safe loader that leaves days and instants as the text written."""


_FactsLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _write_csv(path: Path, policy: Policy, results: Sequence[tuple[str, Computation | Refused]]) -> None:
    """One row a household: its id, fen for every clause, the total; refused rows have their codes instead."""
    top_up = [policy.top_up.id] if policy.top_up else []
    clauses = [*policy.clauses, *top_up]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["household_id", *clauses, "total_fen", "refused"])
        for household, computed in results:
            match computed:
                case Refused(reasons=reasons):
                    codes = " ".join(f"{reason.code}:{reason.rule}" for reason in reasons)
                    writer.writerow([household, *[""] * len(clauses), "", codes])
                case Computation():
                    amounts = [computed.clauses.get(clause, 0) for clause in clauses]
                    writer.writerow([household, *amounts, computed.total_fen, ""])


def _finding_json(finding: Finding) -> dict[str, Json]:
    return {
        "code": finding.code,
        "line": finding.line,
        "message_zh": finding.message.zh,
        "message_en": finding.message.en,
        "remedy_zh": finding.remedy.zh,
        "remedy_en": finding.remedy.en,
    }


def _reason_line(reason: Reason, lang: str) -> str:
    return f"{reason.code} {reason.rule} {reason.fact}: {reason.message.in_language(lang)} {reason.remedy.in_language(lang)}"


def _unreadable(args: Namespace, path: Path, error: OSError) -> int:
    return _wrong(
        args, f"{path}：打不开（{error.strerror}）。", f"{path}: cannot be opened ({error.strerror})."
    )


def _wrong(args: Namespace, zh: str, en: str) -> int:
    _say(zh if args.lang == "zh" else en)
    return UNREADABLE


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _print_json(document: Mapping[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1))
