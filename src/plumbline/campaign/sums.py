"""A household's facts as the policy reads them, and the policy's answer as lines of an event.

Nobody types an amount: every line comes from `policy.compute` on recorded facts, with its clause and
its arithmetic. What falls due at signing and what falls due later on a fact of its own is the
policy's own word (`falls_due`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from plumbline import policy
from plumbline.campaign.households import Household
from plumbline.campaign.projects import Project
from plumbline.terms import SHANGHAI


def _instant(at: datetime) -> str:
    return at.astimezone(SHANGHAI).replace(microsecond=0).isoformat()


def compensation_day(household: Household) -> str | None:
    """The day on which what must precede moving had been given, or None while it has not."""
    return household.compensated_on or None


def _recorded_day(household: Household, *endings: str) -> str | None:
    return next((str(r["on"]) for step, r in household.records.items() if step.endswith(endings)), None)


def policy_facts(
    project: Project,
    household: Household,
    *,
    as_of: datetime,
    signed_at: str | None,
    prices: Mapping[str, int] | None = None,
    shop_prices: Mapping[str, int] | None = None,
    vacated_on: date | None = None,
) -> dict[str, Any]:
    """The household in the facts schema of the policies.

    as_of       instant of the computation; it decides the version for those who have not signed
    signed_at   instant of the signature, None for an unsigned household
    prices      unit prices by building, fen per ㎡; the appraiser's where none are given
    vacated_on  a day of moving out that is about to be recorded
    """
    prices = household.prices if prices is None else prices
    shop_prices = household.shop_prices if shop_prices is None else shop_prices
    buildings = []
    for row in household.facts.get("buildings", ()):
        building = {key: value for key, value in row.items() if key != "footprint_id"}
        if row["building_id"] in prices:
            building["assessed_price_fen_per_m2"] = prices[row["building_id"]]
        if building.get("business") and row["building_id"] in shop_prices:
            building["business"] = {
                **building["business"],
                "shop_price_fen_per_m2": shop_prices[row["building_id"]],
            }
        buildings.append(building)
    dates = {
        "signed_at": signed_at,
        "as_of": _instant(as_of),
        "compensation_available_on": compensation_day(household)
        or (vacated_on.isoformat() if vacated_on else None),
        "vacated_on": vacated_on.isoformat()
        if vacated_on
        else _recorded_day(household, "_h_vacated", "_h_enforced"),
        "delivered_on": _recorded_day(household, "_exchange_delivered", "_h_resettled"),
    }
    return {
        **household.facts,
        "household_id": household.id,
        "policy": project.policy,
        "buildings": buildings,
        "dates": {name: day for name, day in dates.items() if day is not None or name == "signed_at"},
    }


def lines_json(lines: Iterable[policy.Line]) -> list[dict[str, Any]]:
    """Lines of a computation as an event keeps them: clause, what it is of, fen, payee, working."""
    return [
        {
            "clause": line.clause,
            "name": line.name.zh,
            "subject": line.subject,
            "fen": int(line.fen),
            "payee": line.payee,
            "falls_due": str(line.falls_due),
            "steps": list(line.steps),
        }
        for line in lines
        if line.fen
    ]


def by_clause(lines: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """Sum of the lines by (clause, payee), in fen."""
    result: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line["clause"], line["payee"])
        result[key] = result.get(key, 0) + line["fen"]
    return result


def booked_now(household: Household) -> dict[tuple[str, str], int]:
    """What is booked for the household and for other payees, by (clause, payee), in fen."""
    own = {(clause, "household"): fen for clause, fen in household.booked.items()}
    return own | {(clause, entry["payee"]): entry["fen"] for clause, entry in household.payees.items()}


def changes_between(
    before: Mapping[tuple[str, str], int], after: Mapping[tuple[str, str], int]
) -> list[dict[str, Any]]:
    """What must be booked so that `before` becomes `after`, clause by clause."""
    keys = sorted({*before, *after})
    return [
        {
            "clause": clause,
            "payee": payee,
            "fen": after.get((clause, payee), 0) - before.get((clause, payee), 0),
        }
        for clause, payee in keys
        if after.get((clause, payee), 0) != before.get((clause, payee), 0)
    ]


def account_of(total_fen: int, *, payable: bool) -> str:
    """The account that an agreement's balance stands in: `committed`, `due`, or `owed` by the household."""
    if not payable:
        return "committed"
    return "due" if total_fen >= 0 else "owed"


def instalment_parts(instalments: tuple[str, ...]) -> tuple[Fraction, ...] | None:
    """The agreed parts as exact fractions, or None where they are not positive or do not add up to 1."""
    try:
        parts = tuple(Fraction(text) for text in instalments)
    except (ValueError, ZeroDivisionError):
        return None
    return parts if parts and sum(parts) == 1 and all(part > 0 for part in parts) else None


def apportioned(lines: Mapping[str, int], part: tuple[int, int]) -> dict[str, int]:
    """An agreed part of several lines, by largest remainder, so that the parts add up to the part of the sum.

    part  exact fraction (numerator, denominator), 0 < part ≤ 1
    """
    numerator, denominator = part
    total = sum(lines.values()) * numerator // denominator
    whole = {clause: fen * numerator // denominator for clause, fen in lines.items()}
    rest = total - sum(whole.values())
    order = sorted(lines, key=lambda clause: (-(lines[clause] * numerator % denominator), clause))
    for clause in order[:rest]:
        whole[clause] += 1
    return {clause: fen for clause, fen in whole.items() if fen}
