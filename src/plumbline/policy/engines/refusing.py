"""How a household is refused in the middle of its computation."""

from __future__ import annotations

from typing import Any

from plumbline.policy.model import PriceTable, Refer
from plumbline.terms import Reason, Text


class RefusedAt(Exception):
    """The household is refused, for this reason."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.code)


def outside(table: PriceTable, refer: Refer, value: object) -> Reason:
    """The reason for a value that lies outside a table."""
    label = table.label
    shown = str(value)
    return Reason(
        refer.code,
        refer.rule,
        f"{table.name}: {shown}",
        Text(
            f"“{shown}”不在《{label.zh}》之内，不予受理。",
            f"`{shown}` is outside the table `{label.en}`; it is not accepted.",
        ),
        Text(
            "核对所填编号、面积或时刻；确有此项的，先修订方案。",
            "Check the code, area or instant; if it is right, the policy must be amended first.",
        ),
    )


def bound_value(bound: Any) -> Any:
    """The comparable value of a row's end: a day, an instant, a fraction, or None where it is open."""
    return bound.value if hasattr(bound, "value") else bound
