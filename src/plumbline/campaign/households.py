"""The household as an aggregate: what is known of it, where it stands, what is owed and paid.

Everything in it follows from events alone. Plain JSON inside, so that the store can keep it as it is
and a rebuild gives the same bytes; a copy is made whenever something changes.

Money is kept by clause in fen: `booked` is what the policy gives (payee the household), `settled` what
left the special account, `before_moving` the part that must reach the household before it moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from plumbline.terms import Regime, Stage


@dataclass(frozen=True, slots=True)
class Household:
    """One household's file.

    records   step id → {"on", "dates", "evidence", "seq"}: the latest standing record
    dates     `step.date` → day, for dates entered before or after their step
    prices    the appraiser's unit prices by building, fen per ㎡; `shop_prices` those of the place as a shop
    law       law fact id → value (`household.use`, `track.title`, `choice`, `agreement.state` …)
    facts     the policy's facts schema (areas as decimal texts)
    sources   fact path → the cell or the event that it comes from
    advance   clause → a month of transition allowance booked before moving, to be set off
    decision  the standing compensation decision: its day, policy and event
    persons   person id → role, name, share, kind of document, masked number and the event that has it whole
    pay_to    holder, bank and masked number of the account that the household is paid into
    account   `committed`, `due` or `owed` once an agreement or a decision is booked, else empty
    cancelled payment orders that were cancelled unpaid; their numbers are not given again
    credited  stage → the unit that answered when it was reached, for stages before the household moved to another
    hands     survey, review, approval, payment → the person who did it for this household
    """

    id: str
    project: str
    block: str
    kind: str
    regime: str
    names: tuple[str, ...] = ()
    persons: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pay_to: Mapping[str, Any] = field(default_factory=dict)
    address: str = ""
    remarks: str = ""
    state: str = "listed"
    stage: str = Stage.LISTED.value
    since: str = ""
    compensated_on: str = ""
    records: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, bool] = field(default_factory=dict)
    law: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Any] = field(default_factory=dict)
    prices: Mapping[str, int] = field(default_factory=dict)
    shop_prices: Mapping[str, int] = field(default_factory=dict)
    duties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    credited: Mapping[str, str] = field(default_factory=dict)
    hands: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
    policy_total_fen: int | None = None
    sheet: Mapping[str, Any] = field(default_factory=dict)
    agreement: Mapping[str, Any] = field(default_factory=dict)
    decision: Mapping[str, Any] = field(default_factory=dict)
    account: str = ""
    booked: Mapping[str, int] = field(default_factory=dict)
    before_moving: Mapping[str, int] = field(default_factory=dict)
    settled: Mapping[str, int] = field(default_factory=dict)
    advance: Mapping[str, int] = field(default_factory=dict)
    payees: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    orders: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    cancelled: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    objected: bool = False
    grievances_open: int = 0
    grievances: int = 0
    version: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether the household has left the taking."""
        return self.stage == Stage.WITHDRAWN

    @property
    def is_signed(self) -> bool:
        """Whether an agreement stands, conditional or pending ones included."""
        return self.law.get("agreement.state") in ("conditional", "pending_approval", "in_force")

    @property
    def is_decided(self) -> bool:
        """Whether a compensation decision stands, served or not."""
        return self.law.get("decision.state") in ("made", "in_force")

    @property
    def has_handed_over(self) -> bool:
        """Whether the building was handed over."""
        return "sl_h_handed_over" in self.records or "cl_h_handed_over" in self.records

    @property
    def total_fen(self) -> int:
        """What the policy gives the household so far, in fen."""
        return sum(self.booked.values())

    @property
    def unpaid(self) -> dict[str, int]:
        """What is booked and not yet settled, by clause, without the clauses that are even."""
        rest = {
            clause: self.booked.get(clause, 0) - self.settled.get(clause, 0)
            for clause in (*self.booked, *(c for c in self.settled if c not in self.booked))
        }
        return {clause: fen for clause, fen in rest.items() if fen}

    @property
    def deposited(self) -> dict[str, int]:
        """What of `settled` lies with a notary, by clause, in fen."""
        result: dict[str, int] = {}
        for order in self.orders.values():
            if order["paid"] and order["deposit"]:
                for line in order["lines"]:
                    result[line["clause"]] = result.get(line["clause"], 0) + line["fen"]
        return result

    @property
    def footprints(self) -> tuple[str, ...]:
        """The footprints of its buildings, each once, in the order of the buildings."""
        seen = dict.fromkeys(
            str(b["footprint_id"]) for b in self.facts.get("buildings", ()) if b.get("footprint_id")
        )
        return tuple(seen)


_TUPLES = frozenset({"names", "conflicts"})


def household_json(household: Household) -> dict[str, Any]:
    """The plain form of a household, for the store."""
    return {f.name: getattr(household, f.name) for f in fields(Household)}


def household_from_json(value: Mapping[str, Any]) -> Household:
    """The household of its plain form."""
    plain: dict[str, Any] = {key: tuple(item) if key in _TUPLES else item for key, item in value.items()}
    return Household(**plain)


def household_step(regime: str, ending: str) -> str:
    """The id of a household's step in its regime's table: `sl_h_…` on state land, `cl_h_…` on collective land."""
    return ("sl_h_" if regime == Regime.STATE_LAND else "cl_h_") + ending
