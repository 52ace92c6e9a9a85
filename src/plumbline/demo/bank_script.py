"""A bank statement received: the payments of some households up to a day, as the bank would list them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from plumbline.demo.bank import Paid, statement_csv
from plumbline.demo.households import Household
from plumbline.demo.incidents import BankMismatch
from plumbline.demo.script import command
from plumbline.registers import read_statement
from plumbline.store.models import OrderRow
from plumbline.store.writing import Writer
from plumbline.terms import HouseholdId, Refused


def statement(
    opened: Writer,
    households: Sequence[Household],
    *,
    before: date,
    received: datetime,
    name: str,
    mismatch: BankMismatch | None = None,
) -> Any:
    """The command that takes in the bank's statement of what was paid to these households before a day."""
    opened.flush()
    named = {h.id: "、".join(h.names) for h in households}
    orders = (
        OrderRow.objects.exclude(paid_on="")
        .filter(paid_on__lt=before.isoformat())
        .order_by("paid_on", "order")
    )
    payments = [
        Paid(
            household=HouseholdId(row.household),
            reference=row.order,
            payee=named[HouseholdId(row.household)],
            on=date.fromisoformat(row.paid_on),
            fen=row.fen,
        )
        for row in orders
        if row.household in named
    ]
    read = read_statement(statement_csv(payments, mismatch).encode(), name=name)
    assert not isinstance(read, Refused), read
    lines = tuple(
        {
            "on": line.on.isoformat(),
            "fen": int(line.amount_fen),
            "payee": line.payee,
            "reference": line.reference,
        }
        for line in read.lines
    )
    return command("ReceiveStatement", sha256=read.sha256, file_name=name, lines=lines, done_at=received)
