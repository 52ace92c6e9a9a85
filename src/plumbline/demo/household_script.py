"""What happens to each household, from the survey to the closed file, as its plan of behaviour says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from plumbline.demo.behaviour import Behaviour
from plumbline.demo.chance import Chance
from plumbline.demo.days import is_office_day, office_day_from, office_hour, state_days
from plumbline.demo.households import Household
from plumbline.demo.script import Cast, Move, at, command, papers
from plumbline.demo.world import World
from plumbline.store.writing import Writer
from plumbline.terms import Regime

PAY_RUN_WEEKDAY = 4
"""Fridays: what fell due after the first payment (rewards, top-ups) is paid in one run a week."""

WAITS_AFTER_CORRECTION = 5
"""Days for which a house still stands after its survey was corrected: the difference is paid meanwhile."""

TOP_UPS_PAID_ON = date(2026, 5, 15)
"""The Friday after the policy was improved."""


class HouseholdScript:
    """Moves of one household."""

    def __init__(self, world: World, cast: Cast, household: Household) -> None:
        self.household = household
        self.plan: Behaviour = world.behaviour[household.id]
        self.project = world.description.project(household.project)
        self.cast = cast
        self.chance = Chance(world.description.seed).child("script").child(household.id)
        self.late = world.incidents.late_entry
        self.correction = world.incidents.correction
        self.grievances = [g for g in world.incidents.grievances if g.household == household.id]
        self.state_land = household.regime is Regime.STATE_LAND
        self.prefix = "sl_h_" if self.state_land else "cl_h_"

    # ---------- helpers ----------
    def hour(self, day: date, what: str, *, earliest: int = 8 * 60 + 40) -> datetime:
        """An office hour of a day, always the same for the same thing."""
        return office_hour(day, self.chance.child(what), earliest)

    def step(self, ending: str, moment: datetime, who: tuple[str, str], *documents: str, **more: Any) -> Move:
        """A recorded step of the household."""
        recorded = command(
            "RecordStep",
            household=self.household.id,
            step=self.prefix + ending,
            done_at=moment,
            evidence=papers(moment.date(), *documents),
            **more,
        )
        return self.move(moment, who, recorded, ending)

    def move(self, moment: datetime, who: tuple[str, str], made: Any, what: str) -> Move:
        """A move of somebody, keyed by household and thing."""
        return Move(moment, who[0], who[1], made, f"{self.household.id}/{what}")

    @property
    def clerk(self) -> tuple[str, str]:
        """The unit's post for signing and appraisal."""
        return self.cast.holder(f"{self.household.unit}-signing")

    @property
    def mover(self) -> tuple[str, str]:
        """The unit's post for vacating and demolition."""
        return self.cast.holder(f"{self.household.unit}-moving")

    @property
    def head(self) -> tuple[str, str]:
        """The head of the responsible unit, who approves payments."""
        return self.cast.holder(f"{self.household.unit}-head")

    @property
    def accountant(self) -> tuple[str, str]:
        """The accountant."""
        return self.cast.post_of("accountant", person=self.cast.accountant)

    def post(self, role: str) -> tuple[str, str]:
        """A post of the project by its role."""
        return self.cast.post_of(role, project=self.household.project)

    # ---------- the way ----------
    def moves(self) -> Iterator[Move]:
        """All moves of the household; what lies after the last built day is cut off by the player."""
        if self.state_land:
            yield from self.before_signing()
        if self.plan.signs_at is not None:
            imported = not self.state_land and self.plan.signs_at.date() <= date(2026, 4, 28)
            if not imported:
                yield from self.signing(self.plan.signs_at)
            yield from self.paying()
            yield from self.top_up_run()
            yield from self.leaving()

    def before_signing(self) -> Iterator[Move]:
        """Survey, publication, settling, inspection, values, report, choice: state land."""
        days, plan, office = (
            state_days(self.household.project),
            self.plan,
            self.cast.post_of("office", person=self.cast.office),
        )
        surveyor, appraiser = self.post("surveyor"), self.post("appraiser")
        yield self.step(
            "surveyed",
            self.hour(plan.surveyed_on, "surveyed"),
            surveyor,
            "survey_sheet",
            "survey_photos",
            facts=dict(self.household.law),
        )
        if plan.determined_on:
            yield self.step(
                "unregistered_determined",
                self.hour(plan.determined_on, "determined"),
                office,
                "unregistered_determination",
                "service_receipt",
            )
        yield self.step("facts_published", at(days.published, 15), office, "survey_publication")
        reviewer = self.cast.post_of("reviewer", person=self.cast.reviewer)
        yield self.step("facts_settled", self.hour(plan.confirmed_on, "settled"), reviewer, "survey_sheet")
        if plan.objects_to_plan:
            day = office_day_from(
                date(2026, 1, 13) + timedelta(days=self.chance.child("objects").between(0, 27))
            )
            objection = command(
                "ObjectToPlan",
                household=self.household.id,
                text="认为方案的补偿标准、选房办法不符合条例，书面意见附后",
                done_at=self.hour(day, "objection"),
                evidence=papers(day, "comment_register"),
            )
            yield self.move(self.hour(day, "objection"), self.clerk, objection, "objects")
        assert plan.inspected_on is not None
        assert plan.served_on is not None
        yield self.step(
            "inspected",
            self.hour(plan.inspected_on, "inspected"),
            appraiser,
            "inspection_record",
            "survey_photos",
        )
        valued = at(days.displayed, 8, 50)
        values = command(
            "RecordAppraisedValues",
            household=self.household.id,
            prices=dict(self.household.prices),
            shop_prices=dict(self.household.shop_prices),
            done_at=valued,
            evidence=papers(days.displayed, "initial_values"),
        )
        yield self.move(valued, appraiser, values, "values")
        yield self.step("initial_value_displayed", at(days.displayed, 15, 30), office, "initial_values")
        served = self.hour(plan.served_on, "served", earliest=14 * 60 + 10)
        if plan.signs_at is not None and plan.signs_at.date() == plan.served_on:
            served = min(served, plan.signs_at - timedelta(minutes=15))
        yield self.step("report_served", served, self.clerk, "appraisal_report_h", "service_receipt")
        yield self.step("choice_offered", served, self.clerk, "choice_form", "service_receipt")

    def signing(self, moment: datetime) -> Iterator[Move]:
        """Choice, computation sheet, agreement."""
        day, choice = moment.date(), self.plan.choice
        if self.household.law.get("track.title") == "inheritance_open":
            yield self._representative(moment - timedelta(minutes=20))
        parts = tuple(part for part, _day in self.plan.instalments) or ("1",)
        chosen = command(
            "RecordChoice",
            household=self.household.id,
            choices=dict(choice.choices),
            done_at=moment,
            evidence=papers(day, "choice_form"),
        )
        sheet = command(
            "ComputeSums",
            household=self.household.id,
            done_at=moment,
            evidence=papers(day, "computation_sheet"),
        )
        signed = command(
            "SignAgreement",
            household=self.household.id,
            done_at=moment,
            moving_end=self.plan.moving_end or day + timedelta(days=45),
            payment_days=15,
            transition_months=24 if self.state_land else 30,
            instalments=parts if len(parts) > 1 else ("1",),
            evidence=papers(day, "agreement", "authorisation"),
        )
        yield self.move(moment, self.clerk, chosen, "choice")
        yield self.move(moment, self.clerk, sheet, "sheet")
        yield self.move(moment, self.clerk, signed, "signs")

    def _representative(self, moment: datetime) -> Move:
        """The heirs have agreed who signs for them: until then the owner is unclear and nobody is paid."""
        agreed = command(
            "EnterFact",
            household=self.household.id,
            fact="household.representative_agreed",
            value=True,
            done_at=moment,
            evidence=papers(moment.date(), "authorisation"),
        )
        return self.move(moment, self.clerk, agreed, "representative")

    def paying(self) -> Iterator[Move]:
        """The agreed instalments, then the dwelling secured, then what fell due later, on the weekly pay run."""
        several = len(self.plan.instalments) > 1
        for number, (_part, day) in enumerate(self.plan.instalments, 1):
            moment = self._pay_moment(number, day)
            ordered = partial(self._order, moment, number if several else None)
            yield self.move(moment, self.head, ordered, f"order-{number}")
            yield self.move(
                moment + timedelta(minutes=20),
                self.accountant,
                partial(self._pay, moment + timedelta(minutes=20)),
                f"pay-{number}",
            )
        if self.plan.secured_on:
            yield from self._securing(self.plan.secured_on)

    def _pay_moment(self, number: int, day: date) -> datetime:
        moment = self.hour(day, f"pay-{number}")
        signed = self.plan.signs_at
        return max(moment, signed + timedelta(minutes=30)) if signed and signed.date() == day else moment

    def _order(self, moment: datetime, instalment: int | None, opened: Writer) -> Any:
        household = opened.state.household(self.household.id)
        assert household is not None
        due = sum(fen for clause, fen in household.unpaid.items() if clause in household.before_moving)
        if instalment is None and due <= 0:
            # What the household owes for its dwelling is settled at delivery; its moving fee is paid all the same.
            moving = "A15" if self.state_land else "B23"
            return (
                command("OrderPayment", household=household.id, clauses=(moving,), done_at=moment)
                if household.unpaid.get(moving)
                else None
            )
        return command("OrderPayment", household=household.id, instalment=instalment, done_at=moment)

    def _pay(self, moment: datetime, opened: Writer) -> Any:
        household = opened.state.household(self.household.id)
        assert household is not None
        order = next((number for number, row in household.orders.items() if not row["paid"]), None)
        if order is None:
            return None
        return command(
            "RecordPayment",
            household=household.id,
            order=order,
            done_at=moment,
            evidence=papers(moment.date(), "payment_voucher"),
        )

    def _securing(self, day: date) -> Iterator[Move]:
        moment = self._pay_moment(len(self.plan.instalments), day) + timedelta(minutes=25)
        choices = self.plan.choice
        ready = (choices.choices.get("swap") or {}).get("kind") == "ready"
        lent = choices.turnover or ready or choices.law == "new_homestead_plot"
        if not lent:
            advance = command("OrderPayment", household=self.household.id, advance=True, done_at=moment)
            yield self.move(moment, self.head, advance, "order-advance")
            yield self.move(
                moment + timedelta(minutes=10),
                self.accountant,
                partial(self._pay, moment + timedelta(minutes=10)),
                "pay-advance",
            )
        later = moment + timedelta(minutes=15)
        facts: dict[str, Any] = {"household.dwelling_identified": True}
        if choices.turnover or choices.law == "new_homestead_plot":
            facts["household.transitional_dwelling"] = True
        elif ready:
            facts["household.transition_first_paid"] = True
        yield self.step(
            "exchange_secured" if self.state_land else "resettlement_secured",
            later,
            self.cast.post_of("office", person=self.cast.office),
            "dwelling_allocation",
            "transition_provision" if lent else "transition_advance_voucher",
            facts=facts,
            conditions=() if lent else ("transition_advance_paid",),
        )

    def leaving(self) -> Iterator[Move]:
        """Vacating, hand-over, what fell due on it, demolition, title, closing."""
        plan = self.plan
        if self.household.id == self.late.household:
            # Its vacating is entered late and wrongly first; the incident's own moves tell that.
            plan = replace(
                plan,
                vacates_on=None,
                handed_over_on=self.late.entered_again_at.date(),
                demolished_on=None,
                title_settled_on=None,
                closes_on=None,
            )
        if self.household.id == self.correction.household and plan.demolished_on:
            # What the second measuring adds is paid first: an unpaid household's house is not taken down.
            standing = office_day_from(
                self.correction.done_at.date() + timedelta(days=WAITS_AFTER_CORRECTION)
            )
            plan = replace(
                plan,
                demolished_on=max(plan.demolished_on, standing),
                title_settled_on=plan.title_settled_on
                and max(plan.title_settled_on, standing + timedelta(days=1)),
                # Its file stays open on day 17: the second sum is being settled.
                closes_on=None,
            )
        if plan.vacates_on:
            vacated = self.hour(plan.vacates_on, "vacates", earliest=14 * 60 + 10)
            yield self.step("vacated", vacated, self.mover, "handover_record", conditions=("own_accord",))
        if plan.handed_over_on:
            handed = self.hour(plan.handed_over_on, "hands-over", earliest=16 * 60)
            if plan.handed_over_on == plan.vacates_on and plan.vacates_on:
                handed = max(handed, vacated + timedelta(minutes=25))
            yield self.step("handed_over", handed, self.mover, "handover_record")
            yield from self.pay_run(plan.handed_over_on)
        if plan.demolished_on:
            contractor = self.post("demolition_contractor")
            yield self.step("demolished", at(plan.demolished_on, 17, 5), contractor, "demolition_record")
        office = self.cast.post_of("office", person=self.cast.office)
        if plan.title_settled_on:
            hour, minute = (17, 45) if plan.title_settled_on == plan.vacates_on else (10, 15)
            yield self.step("title_settled", at(plan.title_settled_on, hour, minute), office, "title_record")
        closes_on = self._closing_day(plan)
        if closes_on:
            yield from self.settle_rest(at(closes_on, 11, 30), "close")
            yield self.step("file_closed", at(closes_on, 17, 50), office, "archive_index")

    def _closing_day(self, plan: Behaviour) -> date | None:
        """The planned day, or the one after the last act, where what fell due on it can be paid first.

        Later where an enquiry is answered later; none while one is open.
        """
        if plan.closes_on is None or any(g.answered_at is None for g in self.grievances):
            return None
        acts = (plan.vacates_on, plan.handed_over_on, plan.demolished_on, plan.title_settled_on)
        after = [office_day_from(act + timedelta(days=1)) for act in acts if act is not None]
        answered = [g.answered_at.date() for g in self.grievances if g.answered_at is not None]
        return max(plan.closes_on, *after, *answered)

    def pay_run(self, after: date) -> Iterator[Move]:
        """The first pay run after a day: all that is due and unpaid."""
        day = after + timedelta(days=1)
        while day.weekday() != PAY_RUN_WEEKDAY or not is_office_day(day):
            day += timedelta(days=1)
        if self.plan.closes_on is None or day < self.plan.closes_on:
            yield from self.settle_rest(self.hour(day, "run"), "rest")

    def top_up_run(self) -> Iterator[Move]:
        """The top-ups of the improved policy are paid on the first Friday, to two households of three."""
        paid = self.plan.paid_on
        if self.state_land and paid and paid < TOP_UPS_PAID_ON and self.household.number % 3:
            yield from self.settle_rest(self.hour(TOP_UPS_PAID_ON, "top-up"), "top-up")

    def settle_rest(self, moment: datetime, what: str) -> Iterator[Move]:
        """Order and pay whatever is due and unpaid at a moment; nothing where nothing is."""
        later = moment + timedelta(minutes=20)
        yield self.move(moment, self.head, partial(self._rest, moment), f"order-{what}")
        yield self.move(later, self.accountant, partial(self._pay, later), f"pay-{what}")

    def _rest(self, moment: datetime, opened: Writer) -> Any:
        household = opened.state.household(self.household.id)
        assert household is not None
        if sum(household.unpaid.values()) <= 0 or household.account != "due" or not household.compensated_on:
            return None
        if any(not order["paid"] for order in household.orders.values()):
            return None
        return command("OrderPayment", household=household.id, done_at=moment)
