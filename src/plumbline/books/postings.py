"""What each event posts: one table, from the event's own figures alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plumbline.books.accounts import Account

_POSITION = {"committed": Account.COMMITTED, "due": Account.DUE, "owed": Account.OWED}
"""Where the balance of a household's agreement stands, by the event's word for it."""


@dataclass(frozen=True, slots=True)
class Posting:
    """`fen` from one account to another under one clause; a negative amount goes the other way."""

    clause: str
    debit: Account
    credit: Account
    fen: int


def _lines(lines: Iterable[Mapping[str, Any]], debit: Account, credit: Account) -> list[Posting]:
    return [Posting(str(line["clause"]), debit, credit, int(line["fen"])) for line in lines if line["fen"]]


def _signed(_open: Mapping[str, Any], com: Mapping[str, Any]) -> list[Posting]:
    own = [line for line in com["lines"] if line["payee"] == "household"]
    others = [line for line in com["lines"] if line["payee"] != "household"]
    return _lines(own, Account.OBLIGATION, _POSITION[com["account"]]) + _lines(
        others, Account.OBLIGATION, Account.PAYEES
    )


def _effective(_open: Mapping[str, Any], com: Mapping[str, Any]) -> list[Posting]:
    return _lines(com["lines"], Account.COMMITTED, _POSITION[com["account"]])


def _lifted(_open: Mapping[str, Any], com: Mapping[str, Any]) -> list[Posting]:
    own = [line for line in com["changes"] if line["payee"] == "household"]
    others = [line for line in com["changes"] if line["payee"] != "household"]
    return _lines(own, Account.OBLIGATION, _POSITION[com["account_before"]]) + _lines(
        others, Account.OBLIGATION, Account.PAYEES
    )


def _revised(public: Mapping[str, Any], com: Mapping[str, Any]) -> list[Posting]:
    source = Account.ACCRUED if public["cause"] in ("accrued", "advance") else Account.OBLIGATION
    own = [line for line in com["changes"] if line["payee"] == "household"]
    others = [line for line in com["changes"] if line["payee"] != "household"]
    # A total that changes its sign moves what is unpaid from one side to the other first.
    turned = _lines(com["moved"], _POSITION[com["account_before"]], _POSITION[com["account"]])
    return turned + _lines(own, source, _POSITION[com["account"]]) + _lines(others, source, Account.PAYEES)


def _paid(_open: Mapping[str, Any], com: Mapping[str, Any]) -> list[Posting]:
    target = Account.DEPOSITED if com["deposit"] else Account.PAID
    return _lines(com["lines"], _POSITION[com["account"]], target) + _lines(
        com["lines"], Account.DISBURSED, Account.FUND
    )


def _funds(public: Mapping[str, Any], _com: Mapping[str, Any]) -> list[Posting]:
    return (
        [Posting("", Account.FUNDING, Account.FUND, -int(public["change_fen"]))]
        if public["change_fen"]
        else []
    )


POSTING_RULES: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], list[Posting]]] = {
    "agreement.signed/1": _signed,
    "agreement.effective/1": _effective,
    "decision.made/1": _signed,
    "decision.effective/1": _effective,
    "decision.lifted/1": _lifted,
    "sums.revised/1": _revised,
    "payment.made/1": _paid,
    "funds.recorded/1": _funds,
}
"""Event type → its postings. An event type that is not here moves no money."""


def postings_of(event_type: str, public: Mapping[str, Any], committed: Mapping[str, Any]) -> list[Posting]:
    """The postings of an event; none for a type that moves no money.

    public     the event's `open` fields
    committed  its `com` fields in clear
    """
    rule = POSTING_RULES.get(event_type)
    return rule(public, committed) if rule else []
