"""How sums, agreements, decisions, orders and payments change a household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving import decisions
from plumbline.campaign.evolving.common import (
    Aggregate,
    day_of,
    household_of,
    moved_to,
    record_of,
    with_project,
)
from plumbline.campaign.households import Household, household_step
from plumbline.campaign.state import State


def computed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    sheet = {
        "seq": stamp.seq,
        "total_fen": event.com["total_fen"],
        "version": event.com["version"],
        "as_of": event.com["as_of"],
    }
    after = replace(household, sheet=sheet, conditions={**household.conditions, "policy_computed": True})
    return (after,)


def _by_clause(lines: Any, *, payee: bool) -> dict[str, int]:
    result: dict[str, int] = {}
    for line in lines or ():
        if (line["payee"] == "household") == payee:
            result[line["clause"]] = result.get(line["clause"], 0) + line["fen"]
    return result


def _payees(lines: Any) -> dict[str, dict[str, Any]]:
    result: dict[str, dict[str, Any]] = {}
    for line in lines or ():
        if line["payee"] != "household":
            entry = result.setdefault(line["clause"], {"payee": line["payee"], "fen": 0})
            entry["fen"] += line["fen"]
    return result


def signed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    com: Mapping[str, Any] = event.com
    step = household_step(household.regime, "agreement_signed")
    lines = com["lines"]
    after = replace(
        household,
        records={**household.records, step: record_of(event, stamp)},
        law={**household.law, "agreement.state": com["agreement_state"], **com["terms"]["law"]},
        conditions={**household.conditions, **dict.fromkeys(com["conditions"] or (), True)},
        agreement={"signed_at": com["done_at"], "pol": event.pol, "seq": stamp.seq, **com["terms"]},
        version=com["version"],
        account=com["account"],
        booked=_by_clause(lines, payee=True),
        before_moving=_by_clause([line for line in lines if line["falls_due"] == "signing"], payee=True),
        payees=_payees(lines),
        policy_total_fen=com["policy_total_fen"],
        **moved_to(household, event, day_of(event)),
    )
    return with_project(state, household, after)


def decision_made(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household, lines = household_of(state, event), event.com["lines"]
    booked = {
        "booked": _by_clause(lines, payee=True),
        "before_moving": _by_clause([line for line in lines if line["falls_due"] == "signing"], payee=True),
        "payees": _payees(lines),
    }
    after = decisions.made(household, event, stamp.seq, record_of(event, stamp), booked)
    return with_project(state, household, replace(after, **moved_to(after, event, day_of(event))))


def decision_in_force(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return (decisions.in_force(household_of(state, event), event),)


def decision_lifted(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    return with_project(state, household, decisions.lifted(household, str(event.open["cause"])))


def effective(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    after = replace(
        household, account=str(event.com["account"]), law={**household.law, "agreement.state": "in_force"}
    )
    return (after,)


def revised(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    com: Mapping[str, Any] = event.com
    booked = dict(household.booked)
    payees = {k: dict(v) for k, v in household.payees.items()}
    for change in com["changes"] or ():
        if change["payee"] == "household":
            booked[change["clause"]] = booked.get(change["clause"], 0) + change["fen"]
        else:
            entry = payees.setdefault(change["clause"], {"payee": change["payee"], "fen": 0})
            entry["fen"] += change["fen"]
    advance = household.advance
    if event.open["cause"] == "advance":
        advance = {change["clause"]: change["fen"] for change in com["changes"]}
    after = replace(
        household,
        booked=booked,
        before_moving=_due_after(household, event),
        advance=advance,
        payees=payees,
        account=com["account"],
        version=com["version"],
        policy_total_fen=com["total_fen"],
    )
    return with_project(state, household, after)


def _due_after(household: Household, event: Event) -> Mapping[str, int]:
    """What must be paid before moving: a correction changes it, what falls due later never does (1.16)."""
    if event.open["cause"] != "corrected":
        return household.before_moving
    lines: list[Any] = event.com["lines"] or []
    due = dict(household.before_moving)
    for change in event.com["changes"] or ():
        clause = change["clause"]
        due[clause] = sum(
            line["fen"]
            for line in lines
            if line["clause"] == clause and line["payee"] == "household" and line["falls_due"] == "signing"
        )
    return {clause: fen for clause, fen in due.items() if fen}


def _with_hand(household: Household, event: Event, hand: str) -> Mapping[str, str]:
    """Whose hand it was; who brings a past payment in with a register neither approved nor paid it."""
    if event.com.get("imported"):
        return household.hands
    return {**household.hands, hand: event.com["by_person"]}


def ordered(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    order = {key: event.com[key] for key in ("lines", "fen", "instalment", "deposit")} | {
        "paid": False,
        "seq": stamp.seq,
    }
    return (
        replace(
            household,
            orders={**household.orders, str(event.com["order"]): order},
            hands=_with_hand(household, event, "approval"),
        ),
    )


def cancelled(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    number = str(event.com["order"])
    order = {**household.orders[number], "cancelled_on": day_of(event), "cancelled_seq": stamp.seq}
    return (
        replace(
            household,
            orders={name: row for name, row in household.orders.items() if name != number},
            cancelled={**household.cancelled, number: order},
        ),
    )


def paid(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = household_of(state, event)
    com: Mapping[str, Any] = event.com
    settled = dict(household.settled)
    for line in com["lines"]:
        settled[line["clause"]] = settled.get(line["clause"], 0) + line["fen"]
    order = {**household.orders[com["order"]], "paid": True, "paid_on": day_of(event)}
    records = (
        {**household.records, com["step"]: record_of(event, stamp)} if com["step"] else household.records
    )
    after = replace(
        household,
        settled=settled,
        orders={**household.orders, com["order"]: order},
        records=records,
        law={**household.law, **(com["facts"] or {})},
        conditions={**household.conditions, **dict.fromkeys(com["conditions"] or (), True)},
        hands=_with_hand(household, event, "payment"),
    )
    return with_project(state, household, after)
