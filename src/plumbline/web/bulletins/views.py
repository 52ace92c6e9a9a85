"""The list of the weeks with their bulletins, and papers of figures as files."""

from __future__ import annotations

from datetime import date
from typing import Literal
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plumbline.store.printing import figures
from plumbline.store.reading.households import note_access
from plumbline.store.reading.sealed import sealed_day
from plumbline.store.reading.weeks import week_of, weeks
from plumbline.terms import Refused, Text
from plumbline.web.accounts import Actor
from plumbline.web.wallchart.guard import insider

FORMS: dict[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
}

_PAPERS: dict[str, Literal["pdf", "docx"]] = {"pdf": "pdf", "docx": "docx"}
_TEXTS: dict[str, Literal["pdf", "docx", "md"]] = {"pdf": "pdf", "docx": "docx", "md": "md"}


@require_safe
@insider
def bulletins(request: HttpRequest, _actor: Actor) -> HttpResponse:
    """Every week of the campaign, newest first: its bulletin, or the days that are not sealed."""
    return render(request, "bulletins/weeks.html", {"weeks": tuple(reversed(weeks()))})


@require_safe
@insider
def bulletin_file(request: HttpRequest, actor: Actor, number: int, form: str) -> HttpResponse:
    """A week's bulletin as PDF, Word or text; 409 with why while the week is not sealed."""
    asked = _TEXTS.get(form)
    if asked is None or week_of(number) is None:
        raise Http404
    made = figures.print_bulletin(number, asked)
    if isinstance(made, Refused):
        return unprinted(
            request, made, Text("周通报", "weekly bulletin"), back=reverse("bulletins"), of=f"{number}"
        )
    note_access(at=actor.now, person=actor.person, household="", what=f"bulletin {number} {form}")
    return as_file(made, f"周通报-第{number}期", form)


@require_safe
@insider
def account_file(request: HttpRequest, actor: Actor, on: str, form: str) -> HttpResponse:
    """A closed day's account on its page, as PDF or Word."""
    try:
        day = sealed_day(date.fromisoformat(on))
    except ValueError:
        day = None
    asked = _PAPERS.get(form)
    if day is None or asked is None:
        raise Http404
    made = figures.print_day_account(day, asked)
    if isinstance(made, Refused):
        return unprinted(
            request, made, Text("日结账", "daily account"), back=reverse("day", args=[on]), of=on
        )
    note_access(at=actor.now, person=actor.person, household="", what=f"account {on} {form}")
    return as_file(made, f"日结账-{on}", form)


def unprinted(request: HttpRequest, refused: Refused, title: Text, *, back: str, of: str) -> HttpResponse:
    """The page that says why a paper cannot be made yet."""
    context = {"refused": refused, "back": back, "of": of, "title": title}
    return render(request, "workbench/unprinted.html", context, status=409)


def as_file(made: bytes, name: str, form: str) -> HttpResponse:
    """A paper as a download; a PDF may be looked at in the page."""
    answer = HttpResponse(made, content_type=FORMS[form])
    shown = "inline" if form == "pdf" else "attachment"
    answer["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(f'{name}.{form}')}"
    return answer
