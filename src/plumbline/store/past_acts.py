"""The past acts of a register turned into ordinary commands at their own dates.

What the sheet 经过 calls by the step's id is often more than a record: a payment is ordered and then paid, a
decision and an agreement come with the choice that they rest on, a displayed value with the appraiser's prices.
Sums are never taken from the sheet; every command computes or is judged as if it were given on its day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from plumbline import law
from plumbline.campaign import plain
from plumbline.registers import PastAct, RegisterEntry
from plumbline.terms import SHANGHAI

Command = dict[str, Any]
"""A past act as the import command carries it: the fields of a command, its name, and the sheet's row."""

_PAYING = frozenset({"money_paid", "deposited", "transition_paid"})
_DECIDING = frozenset({"compensation_decision", "decision_made"})
_SECURING = frozenset({"exchange_secured", "resettlement_secured"})
ADVANCE = "transition_advance_voucher"
CLAUSES, INSTALMENT = "payment.clauses", "payment.instalment"
"""Facts of a past payment that the law does not know: which clauses it paid, or which agreed instalment."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A step's named dates by when they are entered."""

    before: dict[str, date] = field(default_factory=dict)
    given: dict[str, date] = field(default_factory=dict)
    after: dict[str, date] = field(default_factory=dict)


def _named_dates(past: PastAct) -> _Named:
    named = _Named()
    step = law.load_procedure().steps.get(past.step)
    for name, on in past.dates.items():
        row = step.date(name) if step else None
        entry = row.entry if row else law.Entry.WITH
        {law.Entry.BEFORE: named.before, law.Entry.AFTER: named.after}.get(entry, named.given)[name] = on
    return named


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), SHANGHAI)


def _papers(past: PastAct) -> list[dict[str, Any]]:
    return [
        {
            "document": p.document,
            "number": p.number,
            "on": p.on.isoformat() if p.on else None,
            "sha256": p.sha256,
        }
        for p in past.evidence
    ]


def _papers_of(past: PastAct, *documents: str) -> list[dict[str, Any]]:
    return [paper for paper in _papers(past) if paper["document"] in documents]


def _split(facts: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Facts of the law and conditions: a condition is a bare word that holds."""
    conditions = [
        name for name, value in facts.items() if name in law.load_procedure().conditions and value is True
    ]
    return {name: value for name, value in facts.items() if name not in conditions}, conditions


def _is_entry(step: str) -> bool:
    """Whether the sheet names a fact or a condition where a step stands: an entry of its own."""
    procedure = law.load_procedure()
    return step in procedure.facts or step in procedure.conditions


def _entered(past: PastAct, command: str, at: datetime) -> Command:
    return {
        "command": command,
        "fact": past.step,
        "value": past.facts.get(past.step, True),
        "done_at": at.isoformat(),
        "evidence": _papers(past),
        "row": past.row,
    }


def _dated(past: PastAct, command: str, dates: Mapping[str, date]) -> Iterator[Command]:
    for name, on in dates.items():
        yield {
            "command": command,
            "name": f"{past.step}.{name}",
            "on": on.isoformat(),
            "evidence": _papers(past),
            "row": past.row,
        }


def _step(past: PastAct, at: datetime, given: Mapping[str, date], facts: Mapping[str, Any]) -> Command:
    of_law, conditions = _split(facts)
    return {
        "step": past.step,
        "done_at": at.isoformat(),
        "evidence": _papers(past),
        "dates": plain(dict(given)),
        "facts": of_law,
        "conditions": conditions,
        "row": past.row,
    }


# ---------- the project's own ----------
def project_acts(past: PastAct) -> list[Command]:
    """The commands of one past act of the project."""
    at = _midnight(past.done_on)
    if _is_entry(past.step):
        return [_entered(past, "EnterProjectFact", at)]
    named, facts = _named_dates(past), dict(past.facts)
    acts: list[Command] = []
    if past.step.endswith("_funds_in_full"):
        # The estimate is computed from the households by the policy; the register's own sum is not believed.
        facts.pop("project.estimate_total", None)
        acts.append(
            {
                "command": "EstimateCosts",
                "done_at": at.isoformat(),
                "evidence": _papers(past),
                "row": past.row,
            }
        )
    acts += _dated(past, "EnterProjectDate", named.before)
    acts.append(_step(past, at, named.given, facts))
    acts += _dated(past, "EnterProjectDate", named.after)
    return acts


# ---------- a household's ----------
def household_acts(entry: RegisterEntry) -> list[Command]:
    """The commands of a household's whole history, in the order of their days."""
    return list(_History(entry).commands())


class _History:
    """One household's history on its way into commands. Changed by `commands`; one belongs to one entry.

    orders  how many payments the history has ordered so far: an order's number follows from it
    """

    def __init__(self, entry: RegisterEntry) -> None:
        self.entry = entry
        self.facts: Any = entry.facts
        self.orders = 0

    def commands(self) -> Iterator[Command]:
        """Every command; acts of one day keep the sheet's order, after a signature whose hour is known."""
        last: datetime | None = None
        for past in sorted(self.entry.history, key=lambda act: act.done_on):
            at = self._instant(past)
            last = at if last is None else max(at, last)
            yield from self._of(past, last)

    def _instant(self, past: PastAct) -> datetime:
        signed = (self.facts.get("dates") or {}).get("signed_at")
        if signed and past.step.endswith(("policy_computed", "_h_agreement_signed")):
            return datetime.fromisoformat(str(signed))
        return _midnight(past.done_on)

    def _of(self, past: PastAct, at: datetime) -> Iterator[Command]:
        ending = past.step.partition("_h_")[2]
        if ending == "listed":
            return
        if past.step == "policy_computed":
            yield from self._computed(past, at)
        elif past.step == "choice":
            yield self._chosen(past, at)
        elif _is_entry(past.step):
            yield _entered(past, "EnterFact", at)
        elif ending == "agreement_signed":
            yield self._signed(past, at)
        elif ending in _PAYING:
            yield from self._paid(past, at, deposit=ending == "deposited")
        else:
            yield from self._recorded(past, ending, at)

    def _recorded(self, past: PastAct, ending: str, at: datetime) -> Iterator[Command]:
        named = _named_dates(past)
        yield from _dated(past, "EnterDate", named.before)
        if ending in _DECIDING:
            yield from self._decided(past, at)
            return
        if ending == "initial_value_displayed":
            yield from self._valued(past, at)
        if ending in _SECURING and any(paper.document == ADVANCE for paper in past.evidence):
            yield from self._advanced(past, at)
        yield _step(past, at, named.given, past.facts)
        yield from _dated(past, "EnterDate", named.after)

    # ---------- choice, agreement, decision ----------
    def _chosen(self, past: PastAct, at: datetime, papers: list[dict[str, Any]] | None = None) -> Command:
        return {
            "command": "RecordChoice",
            "choices": self.facts.get("choices") or {},
            "done_at": at.isoformat(),
            "evidence": _papers(past) if papers is None else papers,
            "row": past.row,
        }

    def _computed(self, past: PastAct, at: datetime) -> Iterator[Command]:
        form = {"document": "choice_form", "on": past.done_on.isoformat()}
        yield self._chosen(past, at, [form])
        yield {
            "command": "ComputeSums",
            "done_at": at.isoformat(),
            "evidence": _papers(past),
            "row": past.row,
        }

    def _signed(self, past: PastAct, at: datetime) -> Command:
        facts, conditions = _split(past.facts)
        return {
            "command": "SignAgreement",
            "done_at": at.isoformat(),
            "moving_end": plain(past.dates).get("moving_end"),
            "payment_days": int(facts.get("agreement.payment_days") or 15),
            "transition_months": int(facts.get("agreement.transition_months") or 0),
            "evidence": _papers(past),
            "conditions": conditions or ["signatory_entitled"],
            "row": past.row,
        }

    def _decided(self, past: PastAct, at: datetime) -> Iterator[Command]:
        # A decision states the form of compensation: the resident's own, or that of the proposal served before it.
        if self.facts.get("choices"):
            yield self._chosen(past, at)
        days = past.facts.get("decision.moving_days")
        yield {
            "command": "DecideCompensation",
            "done_at": at.isoformat(),
            **({"moving_days": int(days)} if isinstance(days, int | str) and days else {}),
            "evidence": _papers(past),
            "row": past.row,
        }

    # ---------- values and money ----------
    def _valued(self, past: PastAct, at: datetime) -> Iterator[Command]:
        """The appraiser's prices as the register has them; without a price the display itself is refused."""
        prices: dict[str, Any] = {}
        shops: dict[str, Any] = {}
        for row in self.facts.get("buildings") or ():
            if row.get("assessed_price_fen_per_m2") is not None:
                prices[str(row["building_id"])] = row["assessed_price_fen_per_m2"]
            shop = (row.get("business") or {}).get("shop_price_fen_per_m2")
            if shop is not None:
                shops[str(row["building_id"])] = shop
        if prices:
            yield {
                "command": "RecordAppraisedValues",
                "prices": prices,
                "shop_prices": shops,
                "done_at": at.isoformat(),
                "evidence": _papers(past),
                "row": past.row,
            }

    def _paid(self, past: PastAct, at: datetime, *, deposit: bool) -> Iterator[Command]:
        wanted: dict[str, Any] = {}
        if past.facts.get(CLAUSES):
            wanted["clauses"] = _words(past.facts[CLAUSES])
        if past.facts.get(INSTALMENT):
            wanted["instalment"] = past.facts[INSTALMENT]
        conditions = _split(past.facts)[1]
        yield from self._order(
            past, at, {**wanted, "deposit": deposit, "conditions": conditions}, _papers(past)
        )

    def _advanced(self, past: PastAct, at: datetime) -> Iterator[Command]:
        # The voucher of the advance is the bank's own: it proves the payment as it proves the step.
        voucher = [{**paper, "document": "payment_voucher"} for paper in _papers_of(past, ADVANCE)]
        yield from self._order(past, at, {"advance": True}, voucher)

    def _order(
        self, past: PastAct, at: datetime, wanted: Mapping[str, Any], papers: list[dict[str, Any]]
    ) -> Iterator[Command]:
        self.orders += 1
        yield {"command": "OrderPayment", **wanted, "done_at": at.isoformat(), "row": past.row}
        yield {
            "command": "RecordPayment",
            "order": f"{self.entry.household_id}/{self.orders}",
            "done_at": at.isoformat(),
            "evidence": papers,
            "conditions": wanted.get("conditions", []),
            "row": past.row,
        }


def _words(value: Any) -> list[str]:
    """Clauses as the sheet has them: a list, or one text with 、 between."""
    return [str(v) for v in value] if isinstance(value, list | tuple) else str(value).split("、")
