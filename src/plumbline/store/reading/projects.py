"""A project's board: where each statutory step stands, its parameters, its money, its blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline import campaign, law
from plumbline.campaign import Office, Project, project_from_json
from plumbline.store.models import DocumentRow, ProjectRow, ProjectStepRow
from plumbline.store.reading.planned import KeptPlan, clean_days, newest_plan
from plumbline.store.reading.progress import block_stages
from plumbline.store.reading.sealed import the_instant, the_office
from plumbline.terms import REMAINING_BEFORE, Refused, Regime, Stage, Text


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper behind a step: its kind, number and day."""

    kind: Text
    number: str
    on: date | None
    sha256: str


@dataclass(frozen=True, slots=True)
class StepOnBoard:
    """A statutory step of the project.

    state     done · overdue (its last day is past) · open · blocked (something is missing) · waiting (a
              period runs) · absent (it does not exist in this case)
    done_on   the day it was done; `dates` its named days with their meaning
    refused   what stands against it today, every reason; None where it is open or done
    earliest  the first day it could be done, where one can be told
    last      the last day for it, where the law sets one
    """

    id: str
    name: Text
    state: str
    rule: str
    nature: str
    done_on: date | None
    dates: tuple[tuple[Text, date], ...]
    papers: tuple[Paper, ...]
    refused: Refused | None
    earliest: date | None
    last: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """A local parameter: its value and document, or the product's own default, or nothing."""

    id: str
    name: Text
    value: str
    document: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block with its households as they stand now."""

    id: str
    name: str
    households: int
    remaining: int
    stages: Mapping[Stage, int]


@dataclass(frozen=True, slots=True)
class ProjectBoard:
    """Everything on a project's page; live, as of `today`."""

    project: Project
    description: Mapping[str, Any]
    today: date
    steps: tuple[StepOnBoard, ...]
    rights: tuple[tuple[Text, str, date, bool], ...]
    parameters: tuple[Parameter, ...]
    blocks: tuple[BlockLine, ...]
    clean_on: date | None
    policy: Mapping[str, Any] | None


def all_projects() -> list[Project]:
    """All projects in their order, as they stand now."""
    return [
        project_from_json(data)
        for data in ProjectRow.objects.order_by("position").values_list("data", flat=True)
    ]


def short_names(office: Office) -> Mapping[str, str]:
    """Project → its short name in Chinese, for tables; the whole name where none is given."""
    return {
        row["id"]: str(row.get("short_zh") or row["name_zh"])
        for row in office.description.get("projects", ())
    }


def the_project(project_id: str) -> Project | None:
    """The project of an id, or None."""
    row = ProjectRow.objects.filter(pk=project_id).first()
    return project_from_json(row.data) if row else None


def the_board(project_id: str) -> ProjectBoard | None:
    """The board of a project today, or None where there is none of this id."""
    project = the_project(project_id)
    if project is None:
        return None
    office, today = the_office(), the_instant().date()
    rules = campaign.rules_of(office)
    subject = campaign.project_subject(project)
    standing = law.standing(rules.procedure, rules.calendar, subject, today)
    rows = {row["id"]: row for row in office.description["projects"]}
    plan = newest_plan()
    return ProjectBoard(
        project=project,
        description=rows[project.id],
        today=today,
        steps=_steps(rules.procedure, project, standing),
        rights=_rights(rules.procedure, project, standing),
        parameters=_parameters(rules.procedure, project),
        blocks=_blocks(project),
        clean_on=_clean_on(plan, project.id),
        policy=office.policies.get(project.policy),
    )


def one_step(project: Project, step: str, today: date) -> StepOnBoard | None:
    """One step of a project's board."""
    rules = campaign.rules_of(the_office())
    standing = law.standing(rules.procedure, rules.calendar, campaign.project_subject(project), today)
    return next((row for row in _steps(rules.procedure, project, standing) if row.id == step), None)


def _steps(procedure: law.Procedure, project: Project, standing: law.Standing) -> tuple[StepOnBoard, ...]:
    open_now = set(standing.open)
    waiting = {w.step: w for w in standing.waiting}
    absent = {n.step: n for n in standing.not_applicable}
    last = {d.step: d for d in standing.deadlines if d.binds == "authority"}
    papers, dates = _papers(procedure, project.id), _dates(project.id)
    board = []
    for step in procedure.steps_of(Regime(project.regime), household=False):
        record = project.records.get(step.id)
        deadline = last.get(step.id)
        reasons = waiting[step.id].reasons if step.id in waiting else ()
        if step.id in absent:
            reasons = (absent[step.id].reason,)
        board.append(
            StepOnBoard(
                id=step.id,
                name=step.name,
                state=_state(
                    is_done=record is not None,
                    is_open=step.id in open_now,
                    is_absent=step.id in absent,
                    is_overdue=deadline is not None and deadline.is_breach and record is None,
                    waits_for_time=step.id in waiting and waiting[step.id].earliest is not None,
                ),
                rule=_rule(_as_done(procedure, step, record)),
                nature=step.nature.value,
                done_on=date.fromisoformat(record["on"]) if record else None,
                dates=_named_dates(step, dates.get(step.id, {}), project.dates),
                papers=papers.get(step.id, ()),
                refused=Refused(reasons) if reasons else None,
                earliest=waiting[step.id].earliest if step.id in waiting else None,
                last=deadline.last.day if deadline else None,
                late=deadline is not None and deadline.is_breach,
            )
        )
    return tuple(board)


def _as_done(procedure: law.Procedure, step: law.Step, record: Mapping[str, Any] | None) -> law.Step:
    """The step as the law stood on the day it was done; one not done yet stands as it is today."""
    if record is None:
        return step
    return procedure.on(date.fromisoformat(record["on"])).steps.get(step.id, step)


def _rule(step: law.Step) -> str:
    """The articles that a step rests on; our own stricter rule is named as ours."""
    articles = []
    for citation in step.citations:
        if citation.source == "PRODUCT":
            articles.append("准绳自设规则")
        elif not citation.is_example:
            articles.append(
                citation.source if citation.article == "-" else f"{citation.source} {citation.article}"
            )
    return "；".join(dict.fromkeys(articles))


def _state(*, is_done: bool, is_open: bool, is_absent: bool, is_overdue: bool, waits_for_time: bool) -> str:
    if is_done:
        return "done"
    if is_absent:
        return "absent"
    if is_overdue:
        return "overdue"
    if is_open:
        return "open"
    return "waiting" if waits_for_time else "blocked"


def _papers(procedure: law.Procedure, project: str) -> dict[str, tuple[Paper, ...]]:
    """Step → the papers named with it; one query for the steps, one for the papers."""
    step_of = dict(ProjectStepRow.objects.filter(project=project).values_list("seq", "step"))
    found: dict[str, list[Paper]] = {}
    for row in DocumentRow.objects.filter(seq__in=list(step_of)).order_by("seq", "n"):
        kind = procedure.documents.get(row.document)
        name = kind.name if kind else Text(row.document, row.document)
        paper = Paper(name, row.number, date.fromisoformat(row.on) if row.on else None, row.sha256)
        found.setdefault(step_of[row.seq], []).append(paper)
    return {step: tuple(papers) for step, papers in found.items()}


def _dates(project: str) -> dict[str, Mapping[str, str]]:
    rows = ProjectStepRow.objects.filter(project=project).values_list("step", "data")
    return {step: data["dates"] for step, data in rows}


def _named_dates(
    step: law.Step, with_step: Mapping[str, str], entered: Mapping[str, str]
) -> tuple[tuple[Text, date], ...]:
    found = []
    for named in step.dates:
        on = with_step.get(named.id) or entered.get(f"{step.id}.{named.id}")
        if on:
            found.append((named.text, date.fromisoformat(on)))
    return tuple(found)


def _rights(
    procedure: law.Procedure, project: Project, standing: law.Standing
) -> tuple[tuple[Text, str, date, bool], ...]:
    """Clocks of the people concerned: what, by which article, its last day, and whether it is over."""
    table = procedure.regimes[Regime(project.regime)].rights
    return tuple(
        (table[running.right].text, running.rule, running.last.day, running.over)
        for running in standing.rights
    )


def _parameters(procedure: law.Procedure, project: Project) -> tuple[Parameter, ...]:
    found = []
    for row in procedure.regimes[Regime(project.regime)].local_parameters.values():
        mine = project.local.get(row.id)
        if mine is not None:
            value, document, source = mine["value"], str(mine.get("document") or ""), "local"
        elif row.value is not None:
            value, document, source = row.value, "", "table"
        elif row.product_default is not None:
            value, document, source = row.product_default, "", "product"
        else:
            value, document, source = "", "", "missing"
        found.append(Parameter(row.id, row.name, str(value), document, source, row.note))
    return tuple(found)


def _blocks(project: Project) -> tuple[BlockLine, ...]:
    counts = block_stages([project.id])
    lines = []
    for block, name in project.blocks.items():
        stages = {Stage(s): n for s, n in counts.get((project.id, block), {}).items()}
        left = sum(n for stage, n in stages.items() if stage in REMAINING_BEFORE)
        lines.append(BlockLine(block, str(name), sum(stages.values()), left, stages))
    return tuple(lines)


def _clean_on(plan: KeptPlan | None, project: str) -> date | None:
    return clean_days(plan).get(project) if plan else None
