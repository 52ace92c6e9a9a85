"""Papers to print: a PDF that binds and a Word file, from the books alone."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plumbline import documents
from plumbline.store import printing
from plumbline.store.reading import households as reading
from plumbline.store.reading.projects import the_project
from plumbline.terms import Refused
from plumbline.web.accounts import Actor, desk
from plumbline.web.wallchart.guard import insider
from plumbline.web.workbench.to_print import FORMS, file_of, project_file_of
from plumbline.web.workbench.views.file import open_file

Form = Literal["pdf", "docx"]


@require_safe
@desk
def printed(request: HttpRequest, actor: Actor, household: str, kind: str, form: Form) -> HttpResponse:
    """A paper of a household as a file; 409 with what is missing where it does not have it yet."""
    if kind not in printing.KINDS or form not in FORMS:
        raise Http404
    opened = open_file(request, actor, household, f"print:{kind}")
    if isinstance(opened, HttpResponse):
        return opened
    made = printing.print_paper(file_of(opened.file, actor), kind, form, actor.now)
    if isinstance(made, Refused):
        back = reverse("household", args=(household, "papers"))
        return _unprinted(request, kind, made, back=back, of=household)
    reading.note_access(at=actor.now, person=actor.person, household=household, what=f"printed {kind}")
    return _file(made, kind, form, of=household)


@require_safe
@insider
def project_printed(request: HttpRequest, actor: Actor, project: str, kind: str, form: Form) -> HttpResponse:
    """A paper of a project as a file; 409 with what is missing where it does not have it yet."""
    found = the_project(project)
    if found is None or kind not in printing.PROJECT_KINDS or form not in FORMS:
        raise Http404
    try:
        made = printing.print_paper(project_file_of(found, actor), kind, form, actor.now)
    except KeyError as unknown:  # the other regime's paper
        raise Http404 from unknown
    if isinstance(made, Refused):
        back = f"{reverse('project', args=(project,))}#papers"
        return _unprinted(request, kind, made, back=back, of=found.name_zh)
    reading.note_access(at=actor.now, person=actor.person, household="", what=f"{kind} {project}"[:40])
    return _file(made, kind, form, of=found.name_zh)


def _unprinted(request: HttpRequest, kind: str, refused: Refused, *, back: str, of: str) -> HttpResponse:
    context: dict[str, Any] = {"refused": refused, "back": back, "of": of, "title": documents.kind(kind).name}
    return render(request, "workbench/unprinted.html", context, status=409)


def _file(made: bytes, kind: str, form: Form, *, of: str) -> HttpResponse:
    answer = HttpResponse(made, content_type=FORMS[form])
    name = f"{documents.kind(kind).name.zh}-{of}.{form}"
    # A PDF made here holds no script; it may be looked at in the page. Word is a download.
    shown = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(name)}"
    return answer
