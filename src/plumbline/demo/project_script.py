"""What the offices do for the projects as wholes: steps, policies, registers, maps, funds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from plumbline.demo.description import Project
from plumbline.demo.policies import STATE_POLICY, VILLAGE_POLICY, policy_text
from plumbline.demo.procedure_days import IMPORTED_UNTIL, POLICY_BETTER_ON, ProjectAct, project_acts
from plumbline.demo.script import Cast, Move, at, command, papers
from plumbline.demo.world import World
from plumbline.store.live_plan import command_of, plan_of_day
from plumbline.store.writing import Writer
from plumbline.terms import Refused, Regime

FUNDS_ROUND_FEN = 100_000_000
"""Money is put into the special account in whole millions of yuan above the estimate."""


def project_moves(world: World, cast: Cast) -> Iterator[Move]:
    """All moves of the projects as wholes."""
    yield from _policies(world, cast)
    yield from _plans(cast)
    for project in world.description.projects:
        if project.regime is Regime.STATE_LAND:
            yield from _facts(world, cast, project)
            yield from _steps(world, cast, project, project_acts(project))
        else:
            played = [act for act in project_acts(project) if act.on > IMPORTED_UNTIL]
            yield from _steps(world, cast, project, played)


def _policies(world: World, cast: Cast) -> Iterator[Move]:
    state = tuple(p.id for p in world.description.projects if p.regime is Regime.STATE_LAND)
    village = tuple(p.id for p in world.description.projects if p.regime is Regime.COLLECTIVE_LAND)
    person, post = cast.post_of("office", person=cast.office)
    for day, name, projects, improved in (
        (date(2026, 3, 2), VILLAGE_POLICY, village, False),
        (date(2026, 3, 6), STATE_POLICY, state, False),
        (POLICY_BETTER_ON, STATE_POLICY, state, True),
    ):
        sealed = command(
            "SealPolicy",
            text=policy_text(name, improved=improved),
            projects=projects,
            done_at=at(day, 8, 5),
            evidence=papers(day, "plan_draft"),
        )
        yield Move(at(day, 8, 5), person, post, sealed, f"policy-{name}-{day}")
    for number, project in enumerate(state):
        revised = command("ReviseSums", project=project, done_at=at(POLICY_BETTER_ON, 9, 10 * number))
        yield Move(at(POLICY_BETTER_ON, 9, 10 * number), person, post, revised, f"top-up-{project}")


OWN_FACTS = {
    "project.uses_implementing_unit": "entrust_contract",
    "project.major_decision": "decision_catalogue",
}
"""Facts of a project that are entered by themselves, and their papers."""


def _facts(world: World, cast: Cast, project: Project) -> Iterator[Move]:
    person, post = cast.post_of("office", person=cast.office)
    row = next(r for r in world.description.whole["projects"] if r["id"] == project.id)
    day = date(2025, 12, 1)
    for name, document in OWN_FACTS.items():
        if name in row.get("facts", {}):
            entered = command(
                "EnterProjectFact",
                project=project.id,
                fact=name,
                value=row["facts"][name],
                done_at=at(day, 11),
                evidence=papers(day, document),
            )
            yield Move(at(day, 11), person, post, entered, f"{project.id}-{name}")


PLANNED_ON = (date(2026, 5, 6), date(2026, 5, 14), date(2026, 5, 21))
"""Evenings on which the office keeps a plan: the first day, a week on, and the day before it is shown."""


def _plans(cast: Cast) -> Iterator[Move]:
    person, post = cast.post_of("office", person=cast.office)
    for day in PLANNED_ON:
        yield Move(at(day, 18, 30), person, post, partial(_plan, day), f"plan-{day}")


def _plan(day: date, opened: Writer) -> Any:
    made = plan_of_day(opened, day)
    assert not isinstance(made, Refused), made
    return command_of(made)


def _steps(world: World, cast: Cast, project: Project, acts: Any) -> Iterator[Move]:
    person, post = cast.post_of("office", person=cast.office)
    for number, act in enumerate(acts):
        # The window opens before the office's doors do; everything else is recorded in its first half hour.
        early = {"sl_appraisal_reports_issued": 10, "sl_signing_period_opened": 15}.get(act.step)
        moment = at(act.on, 8, 30 + number % 30) if early is None else at(act.on, 8, early)
        if act.step == "sl_funds_in_full":
            yield _estimate(world, cast, project, act)
        for name in act.before:
            day = act.dates[name]
            entered = command(
                "EnterProjectDate",
                project=project.id,
                name=f"{act.step}.{name}",
                on=day,
                evidence=_date_papers(act, name, day),
            )
            yield Move(
                at(_entry_day(act, day), 9, 5), person, post, entered, f"{project.id}-{act.step}-{name}"
            )
        yield Move(
            moment,
            person,
            post,
            partial(_step, project.id, act, moment),
            f"{project.id}-{act.step}",
        )
        for name in act.after:
            day = act.dates[name]
            entered = command(
                "EnterProjectDate",
                project=project.id,
                name=f"{act.step}.{name}",
                on=day,
                evidence=_date_papers(act, name, day),
            )
            yield Move(at(day, 16, 5), person, post, entered, f"{project.id}-{act.step}-{name}")


_DATE_PAPERS = {
    "notice_delivered": "hearing_notice",
    "submitted": "review_submission",
    "list_published": "appraiser_list",
    "received": "taking_approval",
    "opened": "cl_plan_notice",
}


def _date_papers(_act: ProjectAct, name: str, day: date) -> Any:
    return papers(day, _DATE_PAPERS[name])


def _entry_day(act: ProjectAct, day: date) -> date:
    # The hearing is noticed once the comments are registered, both on one day.
    return day if day >= act.on - timedelta(days=40) else act.on


def _step(project: str, act: ProjectAct, moment: Any, opened: Writer) -> Any:
    facts = dict(act.facts)
    found = opened.state.project(project)
    assert found is not None
    if act.step == "sl_executive_meeting" and found.owners < found.local["many_owners_threshold"]["value"]:
        return None  # a small demonstration has too few owners for the government's meeting
    if act.step == "sl_funds_in_full":
        facts["project.funds_available"] = (found.estimate_fen // FUNDS_ROUND_FEN + 1) * FUNDS_ROUND_FEN
    given = {name: day for name, day in act.dates.items() if name not in (*act.before, *act.after)}
    return command(
        "RecordProjectStep",
        project=project,
        step=act.step,
        done_at=moment,
        evidence=papers(act.on, *act.documents),
        dates=given,
        facts=facts,
        conditions=act.conditions,
    )


def _estimate(world: World, cast: Cast, project: Project, act: ProjectAct) -> Move:
    person, post = cast.post_of("office", person=cast.office)
    estimated = command(
        "EstimateCosts",
        project=project.id,
        prices={block: dict(uses) for block, uses in world.estimate_prices[project.id].items()},
        done_at=at(act.on, 8, 10),
        evidence=papers(act.on, "cost_estimate"),
    )
    return Move(at(act.on, 8, 10), person, post, estimated, f"{project.id}-estimate")
