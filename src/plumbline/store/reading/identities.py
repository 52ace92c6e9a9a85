"""A person's number or an account's, whole, out of the event that recorded it; each look is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from plumbline.campaign import Household
from plumbline.store.models import Leaf, Opening
from plumbline.store.reading.households import note_access
from plumbline.store.replaying import event_of
from plumbline.store.writing import services

IDENTITY_READERS = frozenset({"office", "accountant", "reviewer", "notary"})
"""Roles whose work needs a whole number: who checks papers, who pays, who deposits."""

ACCOUNT = "account"
"""Stands for the household's account where a person's id is asked for."""


def number_of(household: Household, whose: str, *, person: str, reason: str, at: datetime) -> str | None:
    """The whole number of a person of the file, or of its account; None where none was recorded.

    whose   a person's id in the file, or `ACCOUNT`
    person  who looks, with the reason, kept before the number is opened
    """
    seq = _seq(household, whose)
    if seq is None:
        return None
    note_access(at=at, person=person, household=household.id, what=f"number {whose}: {reason}"[:40])
    leaf, opening = Leaf.objects.get(pk=seq), Opening.objects.get(pk=seq)
    com: Mapping[str, Any] = event_of(leaf, opening, services().keystore)[0].com
    if whose == ACCOUNT:
        return str(com["pay_to"]["number"])
    return str(next(p["id_number"] for p in com["persons"] if p["person_id"] == whose))


def _seq(household: Household, whose: str) -> int | None:
    row = household.pay_to if whose == ACCOUNT else household.persons.get(whose, {})
    found = row.get("seq" if whose == ACCOUNT else "id_seq")
    return int(found) if found is not None else None
