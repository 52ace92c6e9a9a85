"""Papers of a household to print: a PDF that binds and a Word file, from the books alone."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from plumbline import documents
from plumbline.store import printing
from plumbline.store.reading import households as reading
from plumbline.terms import Refused
from plumbline.web.accounts import Actor, desk
from plumbline.web.workbench.to_print import FORMS, file_of
from plumbline.web.workbench.views.file import open_file


@desk
def printed(
    request: HttpRequest, actor: Actor, household: str, kind: str, form: Literal["pdf", "docx"]
) -> HttpResponse:
    """A paper as a file; 409 with what is missing where the file does not have it yet."""
    if kind not in printing.KINDS or form not in FORMS:
        raise Http404
    opened = open_file(request, actor, household, f"print:{kind}")
    if isinstance(opened, HttpResponse):
        return opened
    made = printing.print_paper(file_of(opened.file, actor), kind, form, actor.now)
    if isinstance(made, Refused):
        context = {"refused": made, "household": opened.household, "title": documents.kind(kind).name}
        return render(request, "workbench/unprinted.html", context, status=409)
    reading.note_access(at=actor.now, person=actor.person, household=household, what=f"printed {kind}")
    answer = HttpResponse(made, content_type=FORMS[form])
    name = f"{documents.kind(kind).name.zh}-{household}.{form}"
    # A PDF made here holds no script; it may be looked at in the page. Word is a download.
    shown = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(name)}"
    return answer
