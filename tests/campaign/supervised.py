"""A question that nobody answers in time, and the moves by which a supervisor deals with it.

An enquiry of Monday, 1 December 2025 is due after five working days, on Monday the 8th: from the 9th it is a
breach of the headquarters office. Nothing else happens in the campaign so early, and no holiday falls into the month.
"""

from __future__ import annotations

from typing import Any

KEY_DAY = "2025-12-09T10:00"
PAPER = {"document": "service_receipt", "number": "督送〔2025〕1号", "on": "2025-12-09", "sha256": "a" * 64}
WORDS = {"reasons": "诉求超期，当事人多次询问", "demand": "三个工作日内答复并说明原因"}


def overdue(campaign: Any, received: str = "2025-12-01T09:00") -> str:
    """An enquiry that is left lying; the key of its breach."""
    asked = {"kind": "enquiry", "text": "过渡费怎么算", "channel": "desk"}
    campaign.does("吴", "ReceiveGrievance", received, **asked)
    return f"grievance:{list(campaign.door.state.office().grievances)[-1]}"


def opening(breach: str, rung: str = "reminder", **changed: Any) -> dict[str, Any]:
    """The fields of a decision that opens a rung."""
    return {"breach": breach, "rung": rung, "addressee": "office-desk", **WORDS, **changed}


def reminded(campaign: Any) -> str:
    """A reminder opened and signed for on Tuesday the 9th; the key of its breach."""
    breach = overdue(campaign)
    campaign.does("石", "OpenRung", KEY_DAY, **opening(breach))
    campaign.does("吴", "DeliverRung", "2025-12-09T11:00", matter=1)
    return breach


def concluded(campaign: Any, on: str, outcome: str = "unanswered") -> None:
    """The standing rung of the first matter is concluded against its addressee."""
    campaign.does("石", "ConcludeRung", on, matter=1, outcome=outcome, reasons="期满，依卷决定")


def rung_of(campaign: Any, matter: int = 1) -> dict[str, Any]:
    """The last rung of a matter as the office has it."""
    rungs: list[dict[str, Any]] = campaign.door.state.office().matters[str(matter)]["rungs"]
    return rungs[-1]
