"""The list of projects, a project's board, and the forms of its acts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plumbline import campaign, law
from plumbline.campaign import Project
from plumbline.store.reading.planned import clean_days, newest_plan
from plumbline.store.reading.projects import all_projects, one_step, the_board, the_project
from plumbline.store.reading.sealed import last_sealed
from plumbline.terms import Regime, Text
from plumbline.web.accounts import Actor, not_permitted
from plumbline.web.boards.forms import (
    EstimateForm,
    ProjectDateForm,
    ProjectFactForm,
    ProjectStepForm,
    enterable_dates,
    enterable_facts,
)
from plumbline.web.boards.shown import board, cards, step_row
from plumbline.web.parts import Crumb
from plumbline.web.wallchart.guard import insider
from plumbline.web.workbench.to_print import project_papers
from plumbline.web.workbench.views.acts import answer


@require_safe
@insider
def projects(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All projects at a glance, from the last sealed day."""
    plan = newest_plan()
    context = cards(all_projects(), last_sealed(), clean_days(plan) if plan else {}, actor.office)
    return render(request, "boards/projects.html", context)


@require_safe
@insider
def project(request: HttpRequest, actor: Actor, project: str) -> HttpResponse:
    """A project's board as of today."""
    found = the_board(project)
    if found is None:
        raise Http404
    regime, procedure = Regime(found.project.regime), law.load_procedure()
    may = {
        command: not campaign.may(command, actor.context, project=project)
        for command in ("RecordProjectStep", "EnterProjectDate", "EnterProjectFact", "EstimateCosts")
    }
    context = board(found, last_sealed()) | {
        "may": may,
        "to_print": project_papers(found.project, actor),
        "enterable_dates": [
            {"target": target, "step": step.name, "date": row.text}
            for target, (step, row) in enterable_dates(regime, procedure).items()
            if target not in found.project.dates
        ],
        "enterable_facts": [
            {"id": row.id, "text": row.text, "value": found.project.facts.get(row.id)}
            for row in enterable_facts(regime, procedure)
        ],
    }
    return render(request, "boards/project.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@insider
def step(request: HttpRequest, actor: Actor, project: str, step: str) -> HttpResponse:
    """The form of a project's step."""
    found, row = _project(project), law.load_procedure().steps.get(step)
    if row is None or row.is_household or row.regime != found.regime:
        raise Http404
    if denied := campaign.may("RecordProjectStep", actor.context, project=project):
        return not_permitted(request, *denied)
    shown = one_step(found, step, actor.today)
    context = _context(found, row.name, actor) | {"row": step_row(shown, actor.today) if shown else None}
    return answer(
        request,
        actor,
        lambda data, files: ProjectStepForm(data, files, actor=actor, project=found, step=step),
        context,
        done=_board_url(project),
        template="boards/act.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@insider
def named_date(request: HttpRequest, actor: Actor, project: str, target: str) -> HttpResponse:
    """The form of a date that is entered before or after its step."""
    found = _project(project)
    known = enterable_dates(Regime(found.regime), law.load_procedure()).get(target)
    if known is None:
        raise Http404
    if denied := campaign.may("EnterProjectDate", actor.context, project=project):
        return not_permitted(request, *denied)
    step, row = known
    return answer(
        request,
        actor,
        lambda data, files: ProjectDateForm(data, files, actor=actor, project=found, target=target, row=row),
        _context(found, Text(f"{step.name.zh}：{row.text.zh}", f"{step.name.en}: {row.text.en}"), actor),
        done=_board_url(project),
        template="boards/act.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@insider
def fact(request: HttpRequest, actor: Actor, project: str, fact: str) -> HttpResponse:
    """The form of a fact that has an entry of its own."""
    found = _project(project)
    rows = {row.id: row for row in enterable_facts(Regime(found.regime), law.load_procedure())}
    if fact not in rows:
        raise Http404
    if denied := campaign.may("EnterProjectFact", actor.context, project=project):
        return not_permitted(request, *denied)
    return answer(
        request,
        actor,
        lambda data, files: ProjectFactForm(data, files, actor=actor, project=found, row=rows[fact]),
        _context(found, rows[fact].text, actor),
        done=_board_url(project),
        template="boards/act.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@insider
def estimate(request: HttpRequest, actor: Actor, project: str) -> HttpResponse:
    """The form that estimates what a project costs before its valuation."""
    found = _project(project)
    if denied := campaign.may("EstimateCosts", actor.context, project=project):
        return not_permitted(request, *denied)
    return answer(
        request,
        actor,
        lambda data, files: EstimateForm(data, files, actor=actor, project=found),
        _context(found, Text("逐户概算", "Estimate of costs"), actor),
        done=_board_url(project),
        template="boards/act.html",
    )


def _project(id: str) -> Project:
    found = the_project(id)
    if found is None:
        raise Http404
    return found


def _board_url(id: str) -> str:
    return reverse("project", args=[id])


def _context(project: Project, title: Text, actor: Actor) -> dict[str, Any]:
    language = get_language() or "zh-hans"
    name = Text(project.name_zh, project.name_en).in_language(language)
    return {
        "project": project,
        "title": title,
        "today": actor.today,
        "cancel_url": _board_url(project.id),
        "crumbs": (
            Crumb(_("Projects"), reverse("projects")),
            Crumb(name, _board_url(project.id)),
            Crumb(title.in_language(language)),
        ),
    }
