"""The account of a day as everybody reads it: stages, money, projects, units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plumbline.books.accounts import MONEY_ACCOUNTS, Account
from plumbline.terms import REMAINING_BEFORE, STAGES, Json


def day_account(
    *,
    day: str,
    campaign_day: int | None,
    projects: Iterable[Mapping[str, Any]],
    units: Iterable[Mapping[str, Any]],
    posted: Mapping[str, Mapping[Account, int]],
    unreconciled_fen: int,
    others: bool = False,
) -> dict[str, Json]:
    """The day's account; its stages add up to its households, in all and in each project.

    projects  {"id", "regime", "in_totals", "stages": {stage: count}}
    units     {"id", "stages": {stage: count}} over the projects in the totals
    posted    project → balances of its accounts
    others    count the projects outside the totals too (the page's switch)
    """
    counted = [p for p in projects if p["in_totals"] or others]
    money = dict.fromkeys(MONEY_ACCOUNTS, 0)
    for project in counted:
        for account in MONEY_ACCOUNTS:
            money[account] += posted.get(project["id"], {}).get(account, 0)
    totals = {s.value: sum(p["stages"].get(s.value, 0) for p in counted) for s in STAGES}
    return {
        "date": day,
        "campaign_day": campaign_day,
        "households": sum(totals.values()),
        "stages": dict(totals),
        "money_fen": {account.value: money[account] for account in MONEY_ACCOUNTS},
        "unreconciled_fen": unreconciled_fen,
        "projects": [
            {
                "id": p["id"],
                "regime": p["regime"],
                "households": sum(p["stages"].values()),
                "stages": {s.value: p["stages"].get(s.value, 0) for s in STAGES},
                "remaining": remaining(p["stages"]),
            }
            for p in counted
        ],
        "units": [
            {"id": u["id"], "households": sum(u["stages"].values()), "remaining": remaining(u["stages"])}
            for u in units
        ],
    }


def remaining(stages: Mapping[str, int]) -> int:
    """Households not yet handed over and not withdrawn."""
    return sum(stages.get(stage.value, 0) for stage in REMAINING_BEFORE)
