"""The bank's statement of the special account, invented from the payments that were really made.

The sums come from the campaign's own payment orders; the bank only repeats them, but for the one line that
the demonstration lets differ.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plumbline.demo.incidents import BankMismatch
from plumbline.terms import HouseholdId


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment as it left the account: the order's reference is what the bank prints as its voucher."""

    household: HouseholdId
    reference: str
    payee: str
    on: date
    fen: int


def statement_csv(payments: Sequence[Paid], mismatch: BankMismatch | None = None) -> str:
    """A statement with one line a payment, in the order given; the mismatch changes the line of its household and day."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("交易日期", "凭证号", "收款人", "支出（元）", "摘要"))
    for paid in payments:
        differs = mismatch is not None and paid.household == mismatch.household and paid.on == mismatch.on
        fen = paid.fen + mismatch.difference_fen if differs and mismatch else paid.fen
        writer.writerow(
            (
                paid.on.isoformat(),
                paid.reference,
                paid.payee,
                f"{fen // 100}.{fen % 100:02d}",
                "征收补偿款（示例）",
            )
        )
    return out.getvalue()
