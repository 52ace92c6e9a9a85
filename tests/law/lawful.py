"""What may never come to pass, in the law's own words, each looked at when a step has just been recorded.

Days are counted with a calendar of another maker; sums are the driver's own books.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import chinese_calendar

from plumbline.law import Act
from plumbline.terms import Regime

if TYPE_CHECKING:
    from tests.law.driving import Drive

DWELLING = ("exchange", "mixed", "new_homestead_plot", "resettlement_dwelling")
UNCLEAR = ("disputed", "owner_unknown", "in_government_handling", "in_court", "unknown", "inheritance_open")


def check(drive: Drive, act: Act) -> None:
    """Everything that must be so now that the act is recorded."""
    books = Books(drive, act)
    for what, holds in books.everything(act.step[3:]):
        assert holds, f"{act.step} on {act.on}: {what}; {drive.done}; {drive.household.facts}"


class Books:
    """The drive's records and facts with the act among them."""

    def __init__(self, drive: Drive, act: Act) -> None:
        self.drive, self.on, self.law = drive, act.on, drive.law
        self.collective = drive.regime is Regime.COLLECTIVE_LAND
        self.facts = {**drive.project.facts, **drive.household.facts}
        self.conditions = drive.household.conditions

    def day(self, step: str) -> date | None:
        records = {**self.drive.project.records, **self.drive.household.records}
        record = records.get(self.law + step)
        return record.on if record else None

    def has(self, *steps: str) -> bool:
        return any(self.day(step) is not None for step in steps)

    def everything(self, step: str):
        """Each sentence about the step, and whether it is true."""
        if step in ("h_vacated", "h_enforced", "h_demolished", "h_demand_served", "h_court_applied"):
            yield (
                "nobody moves, is demanded or enforced against before compensation is given",
                self.is_given(),
            )
        if step in ("h_vacated", "h_enforced"):
            yield (
                "moving rests on an agreement or a decision",
                self.has("h_agreement_signed", "h_decision_served"),
            )
        if step == "h_handed_over":
            yield "handed over after moving", self.has("h_vacated", "h_enforced")
        if step == "h_demolished":
            filed = self.day("demolition_filed")
            yield "no demolition before moving and hand-over", self.has("h_handed_over")
            yield "fifteen days after filing", filed is not None and (self.on - filed).days > 15
            yield "nobody lives in the building", not self.facts.get("household.building_occupied_units", 0)
        if step in ("h_demand_served", "h_court_applied"):
            yield "no court before the time to sue has run or the suit is lost", self.remedies_ended()
        if step == "h_court_applied":
            yield "ten working days after the demand", self.working_days(self.day("h_demand_served")) >= 10
        if step == "h_enforced":
            starts, ends = (self.facts.get(f"household.execution_{at}", 0) for at in ("starts", "ends"))
            yield "only by a ruling", self.facts.get("household.ruling") == "granted"
            yield "by day", 800 <= starts < ends <= 2000
            yield "on no statutory holiday", not self._statutory(self.on)
        if step in ("h_decision_requested", "h_compensation_decision"):
            yield "no decision while a review is open", not self.is_under_review()
            yield (
                "the report was served and the choice offered",
                self.has("h_report_served") and self.has("h_choice_offered"),
            )
        if step == "h_agreement_signed":
            yield "the sum is computed", self.conditions.get("policy_computed", False)
        if step in ("expropriation_decision", "application_submitted", "taking_approved"):
            money = self.facts.get("project.funds_available", 0), self.facts.get("project.estimate_total", 0)
            yield "the funds are there in full", money[0] >= money[1]
        if step == "expropriation_decision":
            yield "thirty days of comment", self.days_since("plan_published_for_comment") > 30
        if step in ("application_submitted", "plan_determined"):
            yield "thirty days of announcement", self.days_since("plan_announced") > 30
        if step == "plan_drafted" and self.collective:
            yield "ten working days of notice", self.working_days(self.day("pre_announcement")) >= 10
        if step in ("unsigned_stated", "application_submitted"):
            stated, true = (self.facts.get(f"project.unsigned_{of}", 0) for of in ("stated", "count"))
            yield "nobody without an agreement is hidden", stated == true
        if self.collective and step in (
            "h_money_paid",
            "h_deposited",
            "h_vacated",
            "h_demolished",
            "h_enforced",
        ):
            yield "nothing before the taking is announced", self.has("taking_announced")
        if self.collective and step in ("h_vacated", "h_demolished"):
            dispute = self.facts.get("track.title") in ("disputed", "in_government_handling", "in_court")
            yield "land use stands still while the title is disputed", not dispute
        if step in (
            "h_agreement_signed",
            "h_compensation_decision",
            "h_vacated",
            "h_demand_served",
            "h_court_applied",
        ):
            frozen = self.facts.get("project.taking_state") in ("quashed", "revoked", "ended")
            yield "a quashed taking stands still", not frozen or self.collective
        if step == "h_file_closed":
            yield from self.closed()

    def is_given(self) -> bool:
        """All that is due before moving paid and the dwelling secured; or a deposit that counts."""
        fact = self.facts.get
        wants_dwelling = fact("choice") in DWELLING and (
            not self.collective or fact("household.has_rural_home") is True
        )
        paid = self.conditions.get("policy_computed", False) and fact(
            "household.paid_before_moving", 0
        ) >= fact("household.due_before_moving", 0)
        delivered = self.has("h_exchange_delivered", "h_resettled")
        begun = any(
            (
                fact("household.transitional_dwelling"),
                fact("household.transition_first_paid"),
                self.conditions.get("transition_advance_paid"),
            )
        )
        identified = fact("household.dwelling_identified") is True
        secured = delivered or (identified and begun and fact("household.moving_fee_paid") is True)
        counts = (
            fact("decision.state") == "in_force"
            or fact("track.title") in UNCLEAR
            or self.conditions.get("payee_refuses", False)
        )
        deposited = self.has("h_deposited") and counts and (identified or not wants_dwelling)
        return bool((paid and (secured or not wants_dwelling)) or deposited)

    def remedies_ended(self) -> bool:
        """Lost in court; or upheld and fifteen days gone; or six months gone since the act was known."""
        if self.facts.get("household.judgment_outcome") == "dismissed":
            return True
        known = [
            d
            for s in ("h_decision_served", "h_performance_decision", "h_handover_order")
            if (d := self.day(s))
        ]
        if not known:
            return False
        if self.facts.get("household.reconsideration_outcome") == "upheld":
            return self.days_since("h_reconsideration_decided") >= 15
        return (self.on - max(known)).days > 180

    def is_under_review(self) -> bool:
        """A review asked for and not answered, or answered within ten days, or before the experts."""
        if not self.has("h_review_requested") or self.has("h_expert_opinion"):
            return False
        if self.has("h_expert_requested") or not self.has("h_review_answered"):
            return True
        return self.days_since("h_review_answered") <= 10 and not self.conditions.get(
            "objection_waived", False
        )

    def closed(self):
        """A closed file has no open obligation."""
        fact = self.facts.get
        yield "nothing is owed", fact("household.open_amount", 0) == 0
        yield "no grievance is open", fact("track.grievance", "none") in ("none", "answered")
        yield (
            "no suit runs",
            not self.has("h_suit_filed") or fact("household.judgment_outcome", "none") != "none",
        )
        reconsidered = fact("household.reconsideration_outcome", "none") != "none"
        yield (
            "no reconsideration runs",
            not self.has("h_reconsideration_filed") or reconsidered or self.has("h_suit_filed"),
        )
        if fact("choice") in ("exchange", "mixed") and not self.collective:
            yield "the dwelling is delivered", self.has("h_exchange_delivered")
        stands = fact("household.building_kept") is True or (
            self.collective and fact("household.has_buildings", False) is False
        )
        yield "the building is down or kept", self.has("h_demolished") or stands
        yield "handed over and title settled", self.has("h_handed_over") and self.has("h_title_settled")

    def days_since(self, step: str) -> int:
        day = self.day(step)
        return -1 if day is None else (self.on - day).days

    def working_days(self, since: date | None) -> int:
        """Whole working days between a day and today, neither counted."""
        if since is None:
            return -1
        between = (since + timedelta(days=n) for n in range(1, (self.on - since).days))
        return sum(chinese_calendar.is_workday(day) for day in between)

    @staticmethod
    def _statutory(day: date) -> bool:
        fixed = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
        return (day.month, day.day) in fixed
