"""The check of a paper of figures: its day's seal, and its figures as they come out of the sealed day again."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plumbline.store.printing import figures
from plumbline.terms import Text
from plumbline.web.portal.figure_words import Figure, in_words
from plumbline.web.portal.views.public import print_head, seal


@require_safe
def verify(request: HttpRequest, on: str, digest: str) -> HttpResponse:
    """What the code on a paper leads to; 404 for a day that is not sealed."""
    try:
        found = figures.checked(date.fromisoformat(on), digest)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    rows: tuple[Figure, ...] = ()
    if isinstance(found, figures.Checked):
        rows = in_words(found.figures)
    day = found.day if isinstance(found, figures.Checked) else found
    context = {
        "day": day,
        "sealed": seal(day),
        "digest": digest,
        "paper": found.name if isinstance(found, figures.Checked) else None,
        "figures": rows,
        "print_head": print_head(Text("文书核验", "Check of a paper")),
    }
    return render(request, "portal/verify.html", context)
