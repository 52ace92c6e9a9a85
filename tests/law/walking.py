"""A project and one household that are walked through the gates, as the campaign would do it.

`Walk.does` asserts that the gate is open and records the step; `Walk.codes` only tries. The evidence is
all that the step can ask for, unless a test says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from plumbline.law import (
    Act,
    HouseholdSubject,
    LocalValue,
    ProjectSubject,
    Record,
    judge,
    judge_date_entry,
    load_calendar,
    load_procedure,
    move,
)
from plumbline.terms import Reason, Regime

PROCEDURE, CALENDAR = load_procedure(), load_calendar()
LOCAL = {
    "survey_publication_days": 7,
    "hearing_notice_days": 7,
    "many_owners_threshold": 100,
    "appraiser_negotiation_days": 10,
    "initial_value_publication_days": 5,
    "announcement_days": 10,
    "payment_days": 60,
    "social_security_list_days": 7,
}
SIGNED = {"agreement.state": "in_force", "agreement.payment_days": 30}


def day(text: str) -> date:
    return date.fromisoformat(text)


@dataclass
class Walk:
    """One project with one household; everything is recorded as it goes."""

    regime: Regime
    project: ProjectSubject = field(init=False)
    household: HouseholdSubject = field(init=False)
    seq: int = 0

    def __post_init__(self) -> None:
        local = {id: LocalValue(value, "某办发〔2026〕1号") for id, value in LOCAL.items()}
        known = PROCEDURE.regimes[self.regime].local_parameters
        self.project = ProjectSubject(
            self.regime, local={id: value for id, value in local.items() if id in known}, households=1
        )
        self.household = HouseholdSubject(self.project)

    def knows(self, **facts: object) -> Walk:
        """Record facts by `level__word`; project's and plan's go to the project."""
        for key, value in facts.items():
            name = key.replace("__", ".")
            if name.partition(".")[0] in ("project", "plan"):
                self.project = replace(self.project, facts={**self.project.facts, name: value})
            else:
                self.household = replace(self.household, facts={**self.household.facts, name: value})
        return self._joined()

    def holds(self, *conditions: str) -> Walk:
        """Record conditions of the household."""
        new = {**self.household.conditions, **dict.fromkeys(conditions, True)}
        self.household = replace(self.household, conditions=new)
        return self

    def enters(self, target: str, on: str) -> Walk:
        """Enter a named date by itself, through its own gate."""
        step = PROCEDURE.steps[target.partition(".")[0]]
        named = step.date(target.partition(".")[2])
        assert named is not None
        subject = self.household if step.is_household else self.project
        reasons = judge_date_entry(
            PROCEDURE,
            CALENDAR,
            subject,
            target=target,
            on=day(on),
            now=day(on),
            evidence=frozenset(named.evidence),
        )
        assert not reasons, reasons
        if step.is_household:
            dates = {**self.household.entered_dates, target: day(on)}
            self.household = replace(self.household, entered_dates=dates)
            return self
        self.project = replace(self.project, entered_dates={**self.project.entered_dates, target: day(on)})
        return self._joined()

    def reasons(
        self,
        step: str,
        on: str,
        *,
        without: tuple[str, ...] = (),
        dates: dict[str, str] | None = None,
        facts: dict[str, object] | None = None,
        conditions: tuple[str, ...] = (),
        now: str | None = None,
    ) -> tuple[Reason, ...]:
        act = self.act(step, on, without=without, dates=dates, facts=facts, conditions=conditions, now=now)
        return judge(PROCEDURE, CALENDAR, self._subject(step), act)

    def codes(self, step: str, on: str, **stated: object) -> list[str]:
        """The needs that are not met, without the step's name."""
        return [reason.code.partition(":")[2] for reason in self.reasons(step, on, **stated)]  # type: ignore[arg-type]

    def does(self, step: str, on: str, **stated: object) -> Walk:
        """The step through its gate into the records, and the household as far as it moves by that."""
        reasons = self.reasons(step, on, **stated)  # type: ignore[arg-type]
        assert not reasons, [(r.code, r.message.zh) for r in reasons]
        return self.records(step, on, **stated)

    def records(self, step: str, on: str, **stated: object) -> Walk:
        """The step into the records without its gate."""
        act = self.act(step, on, **stated)  # type: ignore[arg-type]
        self.seq += 1
        record = Record(act.on, act.dates, act.evidence, self.seq)
        if PROCEDURE.steps[step].is_household:
            self.household = replace(
                self.household,
                records={**self.household.records, step: record},
                facts={**self.household.facts, **act.facts},
                conditions={**self.household.conditions, **dict.fromkeys(act.conditions, True)},
            )
        else:
            done = {**self.project.records, step: record}
            self.project = replace(self.project, records=done, facts={**self.project.facts, **act.facts})
            self._joined()
        return self.moves(step if PROCEDURE.steps[step].is_household else None, on, act)

    def moves(self, step: str | None, on: str, act: Act | None = None) -> Walk:
        """Let the household move by the step, or by itself."""
        state = move(PROCEDURE, CALENDAR, self.household, step, day(on), act=act)
        if state is not None:
            self.household = replace(self.household, state=state)
        return self

    def opens_on(self, step: str, on: str, *, shut_by: str, before: str, **stated: object) -> Walk:
        """The day before it is shut by exactly this need; on the day it is done."""
        assert self.codes(step, before, **stated) == [shut_by]
        return self.does(step, on, **stated)

    def act(self, step: str, on: str, **stated: object) -> Act:
        without: tuple[str, ...] = stated.get("without") or ()  # type: ignore[assignment]
        dates: dict[str, str] = stated.get("dates") or {}  # type: ignore[assignment]
        facts: dict[str, object] = stated.get("facts") or {}  # type: ignore[assignment]
        row = PROCEDURE.steps[step]
        papers = [*row.evidence, *(d for also in row.evidence_if for d in also.ids)]
        papers += [d for group in row.evidence_any for d in group]
        return Act(
            step,
            day(on),
            day(str(stated.get("now") or on)),
            evidence=frozenset(papers) - frozenset(without),
            dates={id: day(value) for id, value in dates.items()},
            facts=facts,  # type: ignore[arg-type]
            conditions=frozenset(stated.get("conditions") or ()),  # type: ignore[call-overload]
        )

    def _subject(self, step: str) -> HouseholdSubject | ProjectSubject:
        return self.household if PROCEDURE.steps[step].is_household else self.project

    def _joined(self) -> Walk:
        self.household = replace(self.household, project=self.project)
        return self


def state_land_to_reports() -> Walk:
    """A small state-land project up to the household reports, every gate passed on its first open day."""
    walk = Walk(Regime.STATE_LAND)
    walk.knows(project__owners_in_scope=1, project__owners_half=0)
    walk.does("sl_public_interest_basis", "2026-01-05", facts={"project.basis": "r590_8_5"})
    walk.does("sl_scope_determined", "2026-01-06")
    walk.does("sl_freeze_notice", "2026-01-06", facts={"project.freeze_months": 12})
    walk.does("sl_h_listed", "2026-01-06")
    walk.does("sl_survey", "2026-01-08")
    walk.does("sl_h_surveyed", "2026-01-08", facts={"household.use": "dwelling"})
    # 7 days after the 9th end on Friday the 16th: nothing rolls, and the facts settle from the 17th.
    walk.does("sl_survey_results_published", "2026-01-09")
    walk.does("sl_h_facts_published", "2026-01-09")
    walk.opens_on(
        "sl_h_facts_settled",
        "2026-01-17",
        before="2026-01-16",
        shut_by="elapsed(sl_survey_results_published)",
    )
    walk.does("sl_unregistered_handled", "2026-01-15")
    walk.does("sl_plan_drafted", "2026-01-15", facts={"plan.signing_period_days": 20})
    walk.does("sl_plan_argued", "2026-01-16")
    # 30 days after the 20th end on 2026-02-19, inside the Spring Festival: rolled to the 24th.
    walk.does("sl_plan_published_for_comment", "2026-01-20")
    walk.opens_on(
        "sl_comments_recorded",
        "2026-02-25",
        before="2026-02-24",
        shut_by="elapsed(sl_plan_published_for_comment)",
    )
    walk.does("sl_comments_result_published", "2026-02-25")
    walk.does("sl_stability_risk_assessment", "2026-02-26")
    money = {"project.funds_available": 50_000_000, "project.estimate_total": 50_000_000}
    walk.does("sl_funds_in_full", "2026-02-26", facts=money)
    walk.does("sl_legality_review", "2026-02-27")
    walk.does("sl_expropriation_decision", "2026-03-02", facts={"project.taking_state": "in_force"})
    walk.does("sl_decision_announced", "2026-03-03", conditions=("rights_stated",))
    # The list on the 3rd: 10 days end on Friday the 13th; a vote is possible from the 14th.
    walk.enters("sl_appraiser_selected.list_published", "2026-03-03")
    walk.opens_on(
        "sl_appraiser_selected",
        "2026-03-14",
        before="2026-03-13",
        shut_by="elapsed(sl_appraiser_selected.list_published)",
        facts={"project.appraiser_method": "majority_vote"},
    )
    walk.does("sl_appraiser_commissioned", "2026-03-16")
    walk.does("sl_h_inspected", "2026-03-17")
    # Displayed on the 18th: 5 days end on Monday the 23rd; reports from the 24th.
    walk.does("sl_initial_values_published", "2026-03-18")
    walk.does("sl_h_initial_value_displayed", "2026-03-18")
    walk.opens_on(
        "sl_appraisal_reports_issued",
        "2026-03-24",
        before="2026-03-23",
        shut_by="elapsed(sl_initial_values_published)",
    )
    return walk


def state_land_negotiating() -> Walk:
    """The same project with the report served, the choice offered and the signing period open."""
    walk = state_land_to_reports()
    walk.does("sl_h_report_served", "2026-03-25")
    walk.does("sl_h_choice_offered", "2026-03-25")
    walk.does("sl_signing_period_opened", "2026-03-26")
    assert walk.household.state == "negotiating"
    return walk
