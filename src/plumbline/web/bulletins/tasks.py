"""Papers of tasks as files: a unit's task book and duty list, a project's breakdown."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from plumbline.store.printing import tasks
from plumbline.store.reading.households import note_access, sees_beyond_unit
from plumbline.store.reading.office import unit_names
from plumbline.store.reading.projects import the_project
from plumbline.terms import Reason, Refused, Text
from plumbline.web.accounts import Actor, not_permitted
from plumbline.web.bulletins.views import as_file, unprinted
from plumbline.web.wallchart.guard import insider


def offered_to(actor: Actor) -> frozenset[str]:
    """The units whose papers the actor may print: all that answer for households, a unit's post its own."""
    units = frozenset(tasks.answerable_units())
    return units if actor.post is None or _sees_all(actor) else units & {actor.held.unit}


@require_safe
@insider
def unit_tasks(request: HttpRequest, actor: Actor, unit: str, form: str) -> HttpResponse:
    """A unit's task book as PDF or Word, its tasks as a workbook; the roll is for its own posts and who sees beyond."""
    name = _unit(actor, unit, form, ("pdf", "docx", "xlsx"))
    if not _sees_all(actor) and actor.held.unit != unit:
        return not_permitted(request, _elsewhere(unit))
    made = tasks.unit_workbook(unit) if form == "xlsx" else tasks.print_task_book(unit, _word(form))
    return _answer(request, actor, made, Text("任务书", "task book"), name, form)


@require_safe
@insider
def unit_duties(request: HttpRequest, actor: Actor, unit: str, form: str) -> HttpResponse:
    """A unit's duty list: posts and counts, for everybody of the office."""
    name = _unit(actor, unit, form, ("pdf", "docx"))
    return _answer(
        request, actor, tasks.print_duties(unit, _word(form)), Text("责任清单", "duty list"), name, form
    )


@require_safe
@insider
def breakdown(request: HttpRequest, actor: Actor, project: str, form: str) -> HttpResponse:
    """A project's breakdown: posts and counts, for everybody of the office."""
    found = the_project(project)
    if found is None or form not in ("pdf", "docx"):
        raise Http404
    made = tasks.print_breakdown(project, _word(form))
    return _answer(request, actor, made, Text("任务分解表", "task breakdown"), found.name_zh, form)


def _word(form: str) -> tasks.Form:
    return "pdf" if form == "pdf" else "docx"


def _unit(actor: Actor, unit: str, form: str, forms: tuple[str, ...]) -> str:
    names = unit_names(actor.office)
    if unit not in names or form not in forms:
        raise Http404
    return names[unit].zh


def _sees_all(actor: Actor) -> bool:
    return sees_beyond_unit(actor.office, actor.held)


def _answer(
    request: HttpRequest, actor: Actor, made: bytes | Refused, title: Text, name: str, form: str
) -> HttpResponse:
    if isinstance(made, Refused):
        return unprinted(request, made, title, back=reverse("structure"), of=name)
    note_access(at=actor.now, person=actor.person, household="", what=f"{title.en} {form}")
    return as_file(made, f"{title.zh}-{name}", form)


def _elsewhere(unit: str) -> Reason:
    return Reason(
        code="permission:sight",
        rule="岗位权限表",
        fact=unit,
        message=Text(
            "任务书附分户名册，只供本单位和指挥部的岗位打印",
            "a task book has the roll of households: it is for the unit's own posts and for headquarters",
        ),
        remedy=Text(
            "请打印本单位的任务书，或者请指挥部办公室提供",
            "print your own unit's, or ask the headquarters office",
        ),
    )
