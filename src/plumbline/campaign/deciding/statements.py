"""A bank statement: each line matched with one recorded payment, the rest named as unreconciled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plumbline.campaign.codec import plain
from plumbline.campaign.commands import ReceiveStatement
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.deciding.project_work import already_recorded
from plumbline.campaign.events import make_event
from plumbline.terms import Refused


def payments(draft: Draft) -> dict[str, int]:
    """Every paid order and its amount in fen, over all projects."""
    found: dict[str, int] = {}
    for row in draft.state.office().description["projects"]:
        for household_id in draft.state.household_ids(row["id"]):
            for number, order in draft.household(household_id).orders.items():
                if order["paid"]:
                    found[number] = order["fen"]
    return found


def receive_statement(draft: Draft, command: ReceiveStatement) -> Refused | None:
    """Match the bank's lines by order number and amount; what does not match stays unreconciled, in fen.

    A line that names no order, names an unknown one, or has another amount is unmatched.
    """
    if command.sha256 in draft.state.office().statements:
        return already_recorded(f"statement {command.sha256[:12]}", draft.today.isoformat())
    wrong = next((n for n, line in enumerate(command.lines, start=1) if not _is_line(line)), None)
    if wrong is not None:
        return _no_line(wrong)
    known, rows, unmatched = payments(draft), [], 0
    for line in command.lines:
        order, fen = str(line.get("reference") or ""), int(line["fen"])
        matches = known.get(order) == fen
        if matches:
            known.pop(order)
        else:
            unmatched += abs(fen)
        rows.append({**plain(line), "matched": matches})
    draft.emit(
        make_event(
            "bank.statement_received/1",
            open={
                "sha256": command.sha256,
                "lines": len(rows),
                "matched": sum(1 for row in rows if row["matched"]),
                "unmatched_fen": unmatched,
            },
            com={"rows": rows, "file_name": command.file_name, "by_person": draft.context.person},
        )
    )
    return None


def _is_line(line: Any) -> bool:
    fen = line.get("fen") if isinstance(line, Mapping) else None
    return isinstance(fen, int) and not isinstance(fen, bool)


def _no_line(number: int) -> Refused:
    return refused(
        reason(
            "statement:line",
            "准绳自设规则",
            f"lines[{number - 1}].fen",
            message=(f"第 {number} 行没有以分计的整数金额", f"line {number} has no amount in whole fen"),
            remedy=(
                "请用 plumbline day statement 导入银行的 Excel 或 CSV 文件",
                "take in the bank's Excel or CSV file with plumbline day statement",
            ),
        )
    )
