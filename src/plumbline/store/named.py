"""What a day's account names besides its figures: where nothing moved, and the orders that are open at its end.

Counted from the tables at the day's close, so that the account of tomorrow morning lists them by itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from plumbline.campaign import OPEN_ORDERS, Office
from plumbline.store.models import DispatchActRow, DispatchRow
from plumbline.store.reading.progress import standstills


def standstills_of_day(office: Office, day: date) -> list[dict[str, Any]]:
    """Projects, units and blocks in the totals with households left and no step on the day, longest first.

    returns  {"kind", "id", "project", "days", "remaining"}; `days` without a step, the day itself included
    """
    projects = [row["id"] for row in office.description["projects"] if row.get("in_totals", True)]
    found = standstills(day, office.first_day - timedelta(days=1), projects)
    return [
        {"kind": s.kind, "id": s.id, "project": s.project, "days": s.days, "remaining": s.remaining}
        for s in found
    ]


def orders_of_day(office: Office, day: date) -> dict[str, Any]:
    """How many dispatch orders were given, closed and withdrawn on the day, and every one that is open at its end."""
    if not office.dispatches:  # most days of a campaign's winter
        return {"issued": 0, "closed": 0, "withdrawn": 0, "open": []}
    acts = list(DispatchActRow.objects.filter(day=day).values_list("act", flat=True))
    rows = DispatchRow.objects.filter(state__in=OPEN_ORDERS).order_by("due_on", "number")
    return {
        "issued": acts.count("issued"),
        "closed": acts.count("closed"),
        "withdrawn": acts.count("withdrawn"),
        "open": [
            {
                "order": row.number,
                "consultation": row.consultation,
                "item": row.item,
                "unit": row.unit,
                "post": row.post,
                "due": row.due_on,
                "state": row.state,
                # What is answered waits for its verifier, no longer for its owner.
                "overdue": row.due_on <= day.isoformat() and row.state != "answered",
            }
            for row in rows
        ],
    }
