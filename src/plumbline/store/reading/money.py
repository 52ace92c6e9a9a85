"""Money by project up to a day, from the postings of sealed leaves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Q, Sum

from plumbline.books import Account
from plumbline.store.models import PostingRow

_LEAVING = frozenset({Account.PAID, Account.DEPOSITED})


@dataclass(frozen=True, slots=True)
class MoneyOfDay:
    """What a project owes and has paid, in fen; `_today` on the day itself, the rest up to it.

    due            what has fallen due to households, whether paid since or not
    paid           what reached them; deposited: what lies with the notary for them
    due_open       due and neither paid nor deposited (an exclusive balance)
    committed      agreed and not yet payable; returned: what came back
    """

    due_today: int = 0
    due: int = 0
    paid_today: int = 0
    paid: int = 0
    deposited_today: int = 0
    deposited: int = 0
    due_open: int = 0
    committed: int = 0
    returned: int = 0

    def __add__(self, other: MoneyOfDay) -> MoneyOfDay:
        return MoneyOfDay(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(MoneyOfDay)))


def money_of_day(on: date) -> dict[str, MoneyOfDay]:
    """Project → its money at the end of a day; projects without a posting are absent."""
    rows = (
        PostingRow.objects.filter(day__lte=on)
        .order_by()
        .values_list("project", "debit", "credit")
        .annotate(total=Sum("fen"), today=Sum("fen", filter=Q(day=on)))
    )
    by_project: dict[str, list[tuple[Account, Account, int, int]]] = defaultdict(list)
    for project, debit, credit, total, today in rows:
        by_project[project].append((Account(debit), Account(credit), total, today or 0))
    return {project: _money(flows) for project, flows in by_project.items()}


def _money(flows: list[tuple[Account, Account, int, int]]) -> MoneyOfDay:
    def into(account: Account, *, today: bool) -> int:
        """Credits of an account less its debits; of what was due, payments are no debit here."""
        n = 0
        for debit, credit, total, of_today in flows:
            fen = of_today if today else total
            n += fen if credit is account else 0
            leaves = account is Account.DUE and credit in _LEAVING
            n -= fen if debit is account and not leaves else 0
        return n

    def balance(account: Account) -> int:
        return sum(t for _d, c, t, _n in flows if c is account) - sum(
            t for d, _c, t, _n in flows if d is account
        )

    return MoneyOfDay(
        due_today=into(Account.DUE, today=True),
        due=into(Account.DUE, today=False),
        paid_today=into(Account.PAID, today=True),
        paid=into(Account.PAID, today=False),
        deposited_today=into(Account.DEPOSITED, today=True),
        deposited=into(Account.DEPOSITED, today=False),
        due_open=balance(Account.DUE),
        committed=balance(Account.COMMITTED),
        returned=balance(Account.RETURNED),
    )
