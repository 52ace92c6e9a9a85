"""A project and one household driven at random through the gates, with books of their own.

The driver takes what is open, tries what is not, waits, pays, files and loses papers. What it holds true is
written here in the law's own words and counted with a calendar of its own: the tables are not asked.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from tests.law.lawful import check
from tests.law.rowing import CALENDAR, DOCUMENT, LOCAL

from plumbline.law import (
    Act,
    Entry,
    HouseholdSubject,
    LocalValue,
    Procedure,
    ProjectSubject,
    Record,
    Standing,
    Value,
    judge,
    judge_date_entry,
    judge_fact_entry,
    load_procedure,
    move,
    standing,
)
from plumbline.law.compiled import rules_of
from plumbline.terms import Regime

PROCEDURE = load_procedure()
BEGIN, END = date(2023, 1, 3), date(2026, 12, 31)
ONE = timedelta(days=1)
PAPERS = frozenset(PROCEDURE.documents)
FROZEN = ("h_agreement_signed", "h_compensation_decision", "h_vacated", "h_demand_served", "h_court_applied")
"""Steps that stand still once the expropriation decision is quashed."""
AFTER_A_DECISION = (
    *(
        "h_decision_requested",
        "h_compensation_decision",
        "h_decision_made",
        "h_decision_served",
        "h_deposited",
    ),
    *("h_reconsideration_filed", "h_reconsideration_decided", "h_suit_filed", "h_judgment_final"),
    *("h_demand_served", "h_court_applied", "h_court_accepted", "h_court_granted", "h_handover_order"),
)
"""What a decision that is set aside takes along."""
GOOD: dict[str, tuple[Value, ...]] = {
    "project.basis": ("r590_8_3", "r590_8_5", "lam_45_2"),
    "project.freeze_months": (12, 6),
    "plan.signing_period_days": (15, 30),
    "plan.registration_days": (10,),
    "project.taking_state": ("in_force",),
    "project.appraiser_method": ("owners_negotiate", "majority_vote"),
    "agreement.state": ("in_force",),
    "agreement.payment_days": (30,),
    "agreement.transition_months": (6,),
    "choice": ("money", "exchange", "resettlement_dwelling"),
    "decision.state": ("in_force",),
    "decision.moving_days": (15,),
    "household.dwelling_identified": (True,),
    "household.moving_fee_paid": (True,),
    "household.transition_first_paid": (True,),
    "household.execution_starts": (900,),
    "household.execution_ends": (1600,),
    "household.ruling": ("granted",),
    "household.reconsideration_outcome": ("upheld",),
    "household.judgment_outcome": ("dismissed",),
    "track.social_security": ("in_force",),
    "track.title": ("clear", "clear", "owner_unknown", "disputed"),
    "project.funds_available": (1_000, 1_000, 999),
    "project.estimate_total": (1_000,),
    "project.unsigned_stated": (0, 1),
}
"""What a step is usually stated with; now and then the driver states anything at all."""


class Unlawful(AssertionError):
    """A state was reached that the law forbids."""


class Drive:
    """One project with one household on its way."""

    def __init__(self, regime: Regime, seed: int, procedure: Procedure = PROCEDURE) -> None:
        self.procedure = procedure
        self.regime, self.law = regime, {Regime.STATE_LAND: "sl_", Regime.COLLECTIVE_LAND: "cl_"}[regime]
        self.rng = random.Random(seed)
        self.today = BEGIN + timedelta(days=self.rng.randrange(300))
        local = {id: LocalValue(value, DOCUMENT) for id, value in LOCAL[regime].items()}
        self.project = ProjectSubject(regime, local=local, households=1)
        self.household = HouseholdSubject(self.project)
        self.rules = rules_of(self.procedure, regime)
        self.steps = [s for s in self.procedure.steps.values() if s.regime is regime]
        self.done: list[str] = []
        self.refused = 0
        # Some never sign, some never move, some are never paid: so every way is gone now and then.
        ways = ("h_agreement_signed", "h_vacated", "h_money_paid", "h_deposited", "h_title_dispute_sent")
        self.never = {self.law + way for way in ways if self.rng.random() < 0.4}
        self._standing: dict[bool, Standing] = {}

    # ---------- what the driver does ----------

    def turn(self, kind: int) -> None:
        """One random move."""
        if self.today >= END - 40 * ONE:
            return
        doing = (self.take, self.take, self.take, self.wait, self.attack, self.enter, self.happen)
        doing[kind % len(doing)]()

    def take(self) -> None:
        """Take a step that is said to be open, usually as one should."""
        for household in (self.rng.random() < 0.7, None):
            level = self.rng.random() < 0.5 if household is None else household
            there = self.asked(household=level)
            opened = [step for step in there.open if step not in self.never]
            if opened:
                self._try(self.rng.choice(opened), careful=self.rng.random() < 0.85)
                return

    def attack(self) -> None:
        """Try any step at all, with anything stated."""
        self._try(self.rng.choice(self.steps).id, careful=self.rng.random() < 0.5)

    def wait(self) -> None:
        """Go to the day before something opens, fail there, and try again on the day."""
        rows = [row for row in self.asked(household=self.rng.random() < 0.6).waiting if row.earliest]
        if not rows or self.rng.random() < 0.2:
            self._pass(self.rng.choice((1, 3, 10, 40)))
            return
        row = self.rng.choice(rows)
        assert row.earliest is not None
        if row.earliest > END - 60 * ONE:
            return
        if row.earliest - ONE > self.today:
            self._pass((row.earliest - ONE - self.today).days)
            if self._try(row.step, careful=True):
                raise Unlawful(f"{row.step} on {self.today}, the day before it opens")
        self._pass(max((row.earliest - self.today).days, 0))
        self._try(row.step, careful=True)

    def enter(self) -> None:
        """Enter a date of its own, for a step that lacks one."""
        dates = [(s, d) for s in self.steps for d in s.dates if d.entry in (Entry.BEFORE, Entry.AFTER)]
        self.rng.shuffle(dates)
        for step, row in dates:
            target, subject = f"{step.id}.{row.id}", self.household if step.is_household else self.project
            if target in subject.entered_dates:
                continue
            if judge_date_entry(self.procedure, CALENDAR, subject, target, self.today, PAPERS, self.today):
                continue
            entered = {**subject.entered_dates, target: self.today}
            if step.is_household:
                self.household = replace(self.household, entered_dates=entered)
            else:
                self._project(entered_dates=entered)
            self._settle()
            return

    def happen(self) -> None:
        """Something becomes so: money moves, a fact is entered with its paper, a neighbour moves in or out."""
        self.rng.choice((self._compute, self._compute, self._pay, self._pay, self._count, self._fact))()
        self._settle()

    # ---------- its books ----------

    def _compute(self) -> None:
        self._know({"household.due_before_moving": 100, "household.due_to_date": 100})
        self._hold("policy_computed", True)

    def _pay(self) -> None:
        paid = self.rng.choice((99, 100, 100))
        if f"{self.law}h_money_paid" in self.household.records:
            self._know({"household.paid_before_moving": paid, "household.paid_to_date": paid})

    def _count(self) -> None:
        self._know(
            {
                "household.open_amount": self.rng.choice((0, 0, 5)),
                "household.building_occupied_units": self.rng.choice((0, 0, 1)),
            }
        )

    def _fact(self) -> None:
        rows = [f for f in self.procedure.facts.values() if "own_entry" in f.recorded_by and not f.derived]
        conditions = [c for c in self.procedure.conditions.values() if "own_entry" in c.recorded_by]
        row = self.rng.choice([*rows, *conditions])
        rare = row.id == "project.taking_state" and self.rng.random() < 0.9
        of_the_other_regime = row in rows and row.type == "words" and self.regime not in row.values
        if rare or of_the_other_regime or row.id.startswith("local."):
            return
        value = self._value(row.id) if row in rows else True
        subject = self.project if row.level == "project" else self.household
        if not judge_fact_entry(self.procedure, subject, row.id, value, PAPERS):
            if row in rows:
                self._know({row.id: value})
            else:
                self._hold(row.id, True)

    def _know(self, facts: dict[str, Value]) -> None:
        project = {n: v for n, v in facts.items() if n.startswith(("project.", "plan."))}
        others = {n: v for n, v in facts.items() if n not in project}
        self._project(facts={**self.project.facts, **project})
        self.household = replace(self.household, facts={**self.household.facts, **others})

    def _hold(self, condition: str, value: bool) -> None:
        self.household = replace(self.household, conditions={**self.household.conditions, condition: value})

    def _project(self, **changed: object) -> None:
        self.project = replace(self.project, **changed)  # type: ignore[arg-type]
        self.household = replace(self.household, project=self.project)

    def _pass(self, days: int) -> None:
        self.today += timedelta(days=days)
        self._settle()

    def _settle(self) -> None:
        self._standing = {}
        state = move(self.procedure, CALENDAR, self.household, None, self.today)
        if state is not None:
            self.household = replace(self.household, state=state)

    def _value(self, name: str) -> Value:
        row = self.procedure.facts[name]
        words = row.values.get(self.regime, ())
        usual = [v for v in GOOD.get(name, ()) if row.type != "words" or v in words]
        if usual and self.rng.random() < 0.9:
            return self.rng.choice(usual)
        if row.type == "words":
            return self.rng.choice(words)
        return self.rng.random() < 0.5 if row.type == "boolean" else self.rng.choice((0, 1, 30, 900, 2100))

    # ---------- a step ----------

    def _try(self, id: str, *, careful: bool) -> bool:
        step = self.procedure.steps[id]
        if id in self.household.records or id in self.project.records:
            return False
        named = self.rules.recorded_by(id)
        rng = self.rng
        facts = {
            n: self._value(n)
            for n in sorted(named)
            if n in self.procedure.facts and (careful or rng.random() < 0.6)
        }
        said = frozenset(
            n for n in named if n in self.procedure.conditions and (careful or rng.random() < 0.6)
        )
        dates = {d.id: self.today + ONE * rng.choice((0, 20)) for d in step.dates if d.entry is Entry.WITH}
        papers = (
            PAPERS
            if careful
            else PAPERS - {rng.choice(sorted(PAPERS)) for _ in range(3)} - set(step.evidence[:1])
        )
        act = Act(id, self.today, self.today, papers, dates, facts, said)
        subject = self.household if step.is_household else self.project
        reasons = judge(self.procedure, CALENDAR, subject, act)
        if reasons:
            self.refused += 1
            for reason in reasons:
                assert reason.rule
                assert reason.remedy.zh
                assert reason.message.zh.endswith("。")
            return False
        self._record(act, household=step.is_household)
        return True

    def _record(self, act: Act, *, household: bool) -> None:
        record = Record(act.on, act.dates, act.evidence, len(self.done))
        self._know(dict(act.facts))
        for condition in act.conditions:
            self._hold(condition, True)
        if household:
            self.household = replace(self.household, records={**self.household.records, act.step: record})
            state = move(self.procedure, CALENDAR, self.household, act.step, self.today, act=act)
            self.household = replace(self.household, state=state or self.household.state)
        else:
            self._project(records={**self.project.records, act.step: record})
        self.done.append(act.step)
        check(self, act)
        if household:
            done = dict.fromkeys(self.household.records, 1)
            self._project(
                households_done=done,
                facts={
                    **self.project.facts,
                    "project.unsigned_count": 0 if f"{self.law}h_agreement_signed" in done else 1,
                },
            )
        self._settle()
        if act.facts.get(
            "household.judgment_outcome", act.facts.get("household.reconsideration_outcome")
        ) in (
            "quashed",
            "varied",
            "confirmed_unlawful",
            "ordered_to_act",
        ):
            self._take_down()

    def _take_down(self) -> None:
        """A decision that is set aside takes its own record and what followed from it along."""
        gone = {f"{self.law}{step}" for step in AFTER_A_DECISION}
        records = {step: r for step, r in self.household.records.items() if step not in gone}
        self.household = replace(self.household, records=records)
        self._know({"decision.state": "set_aside", "household.judgment_outcome": "none"})
        self._know({"household.reconsideration_outcome": "none", "household.ruling": "none"})
        self._settle()

    def asked(self, *, household: bool) -> Standing:
        """Where the household or the project stands today; every answer explains itself."""
        if household not in self._standing:
            subject = self.household if household else self.project
            found = self._standing[household] = standing(self.procedure, CALENDAR, subject, self.today)
            for row in found.waiting:
                assert row.reasons, row.step
        return self._standing[household]
