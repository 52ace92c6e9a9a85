"""The parts of a household's way that both older projects share: money, moving, remedies, the court, the end.

Each part adds past acts to a `Way`, so that a path of the lifecycle reads as the list of what happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plumbline.demo.older_steps import day
from plumbline.demo.registers import past
from plumbline.registers import PastAct
from plumbline.store.past_acts import CLAUSES


@dataclass(slots=True)
class Way:
    """The past acts of one household so far. Changed by its methods; one way belongs to one household.

    prefix  `sl_h_` or `cl_h_`
    """

    prefix: str
    acts: list[PastAct] = field(default_factory=list)
    signed_on: date | None = None

    def did(
        self,
        ending: str,
        on: str,
        *documents: str,
        dates: Mapping[str, str] | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        """A step of the household by the end of its id."""
        named = {name: day(text) for name, text in (dates or {}).items()}
        self.acts.append(past(self.prefix + ending, day(on), *documents, dates=named, facts=facts))

    def entered(self, name: str, on: str, document: str, value: Any = True) -> None:
        """A fact or condition entered by itself."""
        self.acts.append(past(name, day(on), document, facts={name: value}))

    # ---------- agreement and money ----------
    def signed(self, on: str, moving_end: str) -> None:
        """Choice, sheet and agreement of one day; the agreement gives twelve months of transition."""
        self.signed_on = day(on)
        self.acts.append(past("policy_computed", day(on), "computation_sheet"))
        said = {
            "signatory_entitled": True,
            "agreement.payment_days": 15,
            "agreement.transition_months": 12,
        }
        self.did("agreement_signed", on, "agreement", dates={"moving_end": moving_end}, facts=said)

    def paid(self, on: str, *clauses: str) -> None:
        """Everything that is due and unpaid, or the clauses named."""
        facts = {CLAUSES: list(clauses)} if clauses else None
        self.did("money_paid", on, "payment_voucher", facts=facts)

    def deposited(self, on: str) -> None:
        """Everything that is due, with the notary, and the household told so in writing."""
        self.did("deposited", on, "deposit_certificate", "service_receipt")

    def transition_paid(self, *days: str) -> None:
        """The allowance that has grown by each of the days."""
        for on in days:
            self.did("transition_paid", on, "payment_voucher")

    # ---------- moving ----------
    def left(self, on: str) -> None:
        """Moved of own accord, and the building handed over on the same day."""
        self.did("vacated", on, "handover_record", facts={"own_accord": True})
        self.did("handed_over", on, "handover_record")

    def executed(self, on: str) -> None:
        """The court's ruling executed between nine and four of a working day, then handed over."""
        hours = {"household.execution_starts": 900, "household.execution_ends": 1600}
        self.did("enforced", on, "enforcement_record", facts=hours)
        self.did("handed_over", on, "handover_record", "enforcement_record")

    def ended(self, demolished: str, title: str, closed: str = "") -> None:
        """Demolished, title settled, and the file closed where its day is given."""
        self.did("demolished", demolished, "demolition_record")
        self.did("title_settled", title, "title_record")
        if closed:
            self.did("file_closed", closed, "archive_index")

    # ---------- remedies ----------
    def asked_review_of_act(self, filed: str, accepted: str) -> None:
        """Reconsideration applied for, and accepted."""
        self.did("reconsideration_filed", filed, "reconsideration_papers", dates={"accepted": accepted})

    def reconsidered(self, decided: str, received: str, outcome: str) -> None:
        """The reconsideration body's decision."""
        self.did(
            "reconsideration_decided",
            decided,
            "reconsideration_papers",
            "service_receipt",
            dates={"received": received},
            facts={"household.reconsideration_outcome": outcome},
        )

    def sued(self, filed: str, docketed: str) -> None:
        """A suit filed and docketed."""
        self.did("suit_filed", filed, "litigation_papers", dates={"docketed": docketed})

    def judged(self, on: str, outcome: str) -> None:
        """The final judgment."""
        self.did("judgment_final", on, "litigation_papers", facts={"household.judgment_outcome": outcome})

    # ---------- the agreement not performed ----------
    def pressed_to_perform(self, demanded: str, term_end: str, decided: str) -> None:
        """A demand to perform the agreement, and when its term had passed the written decision."""
        self.did(
            "performance_demanded",
            demanded,
            "demand_notice",
            "service_receipt",
            dates={"term_end": term_end},
        )
        self.did("performance_decision", decided, "performance_decision", "service_receipt")

    def demanded(self, on: str) -> None:
        """The demand before the court, with what the household said to it."""
        self.did("demand_served", on, "demand_notice", "service_receipt", "statement_record")
