"""A bank statement: each line matched with one recorded payment, the rest named as unreconciled."""

from __future__ import annotations

from plumbline.campaign.codec import plain
from plumbline.campaign.commands import ReceiveStatement
from plumbline.campaign.deciding.draft import Draft
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
    known, rows, unmatched = payments(draft), [], 0
    for line in command.lines:
        order, fen = str(line.get("reference") or ""), line.get("fen")
        matches = isinstance(fen, int) and known.get(order) == fen
        if matches:
            known.pop(order)
        elif isinstance(fen, int):
            unmatched += abs(fen)
        rows.append({**plain(line), "matched": bool(matches)})
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
