"""Every step that the invented calendar names passes the law's own gates on its day, project by project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plumbline.demo import household_history, project_acts, state_days, unsigned_at_application
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

PROCEDURE, CALENDAR = load_procedure(), load_calendar()
PROJECTS = ("dasanjiao", "zhumuqiao", "dongxincun", "tianzhen-makou", "huaqiao-tangjiaotou")
STATE, VILLAGE = PROJECTS[:3], PROJECTS[3:]


def before_the_first_step(world, project_id: str) -> ProjectSubject:
    """The project with its local parameters and the figures that the campaign would derive."""
    project = world.description.project(project_id)
    row = next(r for r in world.description.whole["projects"] if r["id"] == project_id)
    households = world.of_project(project_id)
    objecting = sum(world.behaviour[h.id].objects_to_plan for h in households)
    facts = {
        **row["facts"],
        "project.funds_available": 100,
        "project.estimate_total": 99,
        "project.sums_computed": False,
    }
    facts |= {f"project.{unit}_half": len(households) // 2 for unit in ("owners", "households", "titles")}
    facts |= {f"project.{unit}_objecting": objecting for unit in ("owners", "households", "titles")}
    facts |= {"project.owners_in_scope": max(len(households), 100)}
    facts |= {"project.unsigned_count": unsigned_at_application(world, project_id)}
    local = {name: LocalValue(entry["value"], entry["document"]) for name, entry in row["local"].items()}
    return ProjectSubject(project.regime, facts=facts, local=local, households=len(households))


def play(world, project_id: str, until: date = date(2026, 12, 31)) -> ProjectSubject:
    """The project after its own steps up to a day, each of them judged."""
    subject = before_the_first_step(world, project_id)
    description = world.description.project(project_id)
    acts = [a for a in project_acts(description, unsigned_at_application(world, project_id)) if a.on <= until]
    for number, act in enumerate(acts):
        for name in act.before:
            target, on = f"{act.step}.{name}", act.dates[name]
            paper = frozenset(PROCEDURE.steps[act.step].date(name).evidence)
            earlier = replace(subject, records={s: r for s, r in subject.records.items() if r.on <= on})
            assert not judge_date_entry(
                PROCEDURE, CALENDAR, earlier, target=target, on=on, now=on, evidence=paper
            ), target
            subject = replace(subject, entered_dates={**subject.entered_dates, target: on})
        stated = {name: day for name, day in act.dates.items() if name not in (*act.before, *act.after)}
        tried = Act(
            act.step, act.on, act.on, frozenset(act.documents), stated, act.facts, frozenset(act.conditions)
        )
        reasons = judge(PROCEDURE, CALENDAR, subject, tried)
        assert not reasons, (act.step, [r.message.zh for r in reasons])
        record = Record(act.on, act.dates, frozenset(act.documents), number)
        subject = replace(
            subject, records={**subject.records, act.step: record}, facts={**subject.facts, **act.facts}
        )
    return subject


@pytest.mark.parametrize("project", PROJECTS)
def test_it_takes_every_project_step_through_its_gate(world, project):
    subject = play(world, project)
    assert ("sl_demolition_filed" if project in STATE else "cl_taking_announced") in subject.records


def walk(
    subject: HouseholdSubject, step: str, on: date, documents, dates=None, facts=None, conditions=()
) -> HouseholdSubject:
    """A household after one step that its gate lets through."""
    held = {s: r for s, r in subject.project.records.items() if r.on <= on}
    subject = replace(subject, project=replace(subject.project, records=held))
    act = Act(step, on, on, frozenset(documents), dates or {}, facts or {}, frozenset(conditions))
    reasons = judge(PROCEDURE, CALENDAR, subject, act)
    assert not reasons, (step, on, [r.message.zh for r in reasons])
    record = Record(on, act.dates, act.evidence, len(subject.records))
    subject = replace(
        subject, records={**subject.records, step: record}, facts={**subject.facts, **act.facts}
    )
    return replace(subject, state=move(PROCEDURE, CALENDAR, subject, step, on, act=act) or subject.state)


def with_project(subject: HouseholdSubject, project: ProjectSubject) -> HouseholdSubject:
    return replace(subject, project=project)


def papers(step: str) -> tuple[str, ...]:
    return PROCEDURE.steps[step].evidence


@pytest.mark.parametrize("project_id", STATE)
def test_it_takes_every_household_on_state_land_to_its_signature(small, project_id):
    project, days = play(small, project_id), state_days(project_id)
    for household in small.of_project(project_id):
        plan = small.behaviour[household.id]
        steps = [("sl_h_listed", plan.listed_on), ("sl_h_surveyed", plan.surveyed_on)]
        steps += [("sl_h_unregistered_determined", plan.determined_on)] if plan.determined_on else []
        steps += [("sl_h_facts_published", days.published), ("sl_h_facts_settled", plan.confirmed_on)]
        steps += [("sl_h_inspected", plan.inspected_on), ("sl_h_initial_value_displayed", days.displayed)]
        steps += [("sl_h_report_served", plan.served_on), ("sl_h_choice_offered", plan.choice_offered_on)]
        subject = HouseholdSubject(project)
        for step, on in steps:
            facts = household.law if step == "sl_h_surveyed" else {}
            subject = walk(with_project(subject, project), step, on, papers(step), facts=facts)
        if plan.signs_on:
            conditions = {**subject.conditions, "policy_computed": True}
            subject = replace(subject, project=project, conditions=conditions)
            said = {"choice": plan.choice.law, "agreement.state": "in_force", "agreement.payment_days": 15}
            walk(
                subject, "sl_h_agreement_signed", plan.signs_on, ("agreement", "authorisation"),
                {"moving_end": plan.moving_end}, said, ("signatory_entitled",),
            )  # fmt: skip


@pytest.mark.parametrize("project_id", VILLAGE)
def test_it_takes_every_village_household_through_its_imported_history(world, project_id):
    project = play(world, project_id)
    for household in world.of_project(project_id):
        subject = HouseholdSubject(project)
        for act in household_history(household, world.behaviour[household.id]):
            if act.step == "policy_computed":
                subject = replace(subject, conditions={**subject.conditions, "policy_computed": True})
                continue
            for name, on in act.dates.items():
                if name == "displayed":
                    subject = replace(
                        subject, entered_dates={**subject.entered_dates, f"{act.step}.{name}": on}
                    )
            facts = {name: value for name, value in act.facts.items() if name != "signatory_entitled"}
            if act.step == "cl_h_agreement_signed":
                facts["agreement.state"] = "pending_approval"
            conditions = ("signatory_entitled",) if act.facts.get("signatory_entitled") else ()
            documents = [paper.document for paper in act.evidence]
            subject = walk(
                with_project(subject, project), act.step, act.done_on, documents, act.dates, facts, conditions
            )


def test_it_would_be_refused_a_day_earlier_where_the_calendar_is_tight(world):
    # The plan of the villages is announced on 2 March; thirty days end on 1 April, so comments are of the 2nd.
    subject = play(world, "tianzhen-makou", until=date(2026, 3, 31))
    early = Act("cl_comments_recorded", date(2026, 4, 1), date(2026, 4, 1), frozenset({"comment_register"}))
    on_time = replace(early, on=date(2026, 4, 2), now=date(2026, 4, 2))
    assert judge(PROCEDURE, CALENDAR, subject, early)
    assert not judge(PROCEDURE, CALENDAR, subject, on_time)
