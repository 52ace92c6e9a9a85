"""How recorded persons change a household: numbers stay in the event, the file keeps them masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving.common import Aggregate, household_of
from plumbline.campaign.identity import masked
from plumbline.campaign.state import State

_SHOWN = ("role", "name", "share", "id_kind", "phone")


def recorded(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    """The household with its persons and account as recorded; `id_seq`, `seq` name the event that has the number."""
    household = household_of(state, event)
    given: list[Mapping[str, str]] = event.com["persons"] or []
    persons = {
        p["person_id"]: _person(p, household.persons.get(p["person_id"], {}), stamp.seq) for p in given
    }
    account: Mapping[str, str] = event.com["pay_to"] or {}
    return (
        replace(
            household,
            persons=persons,
            pay_to=_account(account, household.pay_to, stamp.seq) or household.pay_to,
        ),
    )


def _person(person: Mapping[str, str], before: Mapping[str, Any], seq: int) -> dict[str, Any]:
    shown = {name: person[name] for name in _SHOWN if person.get(name)}
    if number := person.get("id_number"):
        return {**shown, "id_masked": masked(number), "id_seq": seq}
    return {**shown, **{name: before[name] for name in ("id_masked", "id_seq") if name in before}}


def _account(account: Mapping[str, str], before: Mapping[str, Any], seq: int) -> dict[str, Any]:
    if not account:
        return {}
    shown: dict[str, Any] = {"holder": account["holder"], "bank": account["bank"]}
    if number := account.get("number"):
        return {**shown, "masked": masked(number), "seq": seq}
    return {**shown, **{name: before[name] for name in ("masked", "seq") if name in before}}
