"""A household's money as it reads it itself: what is in its hands, and what only lies ready for it."""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.campaign import Household
from plumbline.terms import Fen


@dataclass(frozen=True, slots=True)
class OwnMoney:
    """Balances in fen.

    paid       reached the household
    deposited  lies with the notary or in an account of its own, and is the household's to draw
    open       booked and neither paid nor deposited
    owed       what the household itself owes by its agreement, such as the difference to a dearer flat
    """

    booked: Fen
    before_moving: Fen
    paid: Fen
    deposited: Fen
    open: Fen
    owed: Fen


def own_money(household: Household) -> OwnMoney:
    """The balances. A deposit whose decision has fallen makes nobody a debtor: it is shown as a deposit."""
    booked, settled = sum(household.booked.values()), sum(household.settled.values())
    deposited = sum(o["fen"] for o in household.orders.values() if o["deposit"] and o.get("paid_on"))
    owes = household.account == "owed"
    return OwnMoney(
        booked=Fen(booked),
        before_moving=Fen(sum(household.before_moving.values())),
        paid=Fen(max(0, settled - deposited)),
        deposited=Fen(deposited),
        open=Fen(max(0, booked - settled)),
        owed=Fen(max(0, settled - booked) if owes else 0),
    )
