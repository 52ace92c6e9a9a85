"""The wall, its map's data, and its sheet."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from plumbline.store.reading.map_layers import (
    map_projects,
    packed,
    present_at,
    version_of,
)
from plumbline.store.reading.office import version
from plumbline.store.reading.sealed import the_instant
from plumbline.store.reading.wall import the_wall
from plumbline.web.accounts import Actor
from plumbline.web.parts import write_day
from plumbline.web.wallchart.guard import insider
from plumbline.web.wallchart.sheet import sheet_of
from plumbline.web.wallchart.shown import page, without_mark

KEEP_SECONDS = 7 * 24 * 3600
"""How long a browser keeps the shapes; their address changes with them."""


@require_safe
@insider
def wall(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The wall chart."""
    context = page(the_wall()) | {
        "map_version": present_at(version()).shapes,
        "is_desk": actor.held.role != "wall",
    }
    answer = render(request, "wallchart/page.html", context)
    # The screen in the war room never leaves the page; what it shows is asked for again every minute.
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
@insider
@gzip_page
def shapes(_request: HttpRequest, _actor: Actor, shapes: str) -> HttpResponse:
    """The shapes of a version as 32-bit integers."""
    if shapes != version_of(map_projects()):
        raise Http404
    answer = HttpResponse(packed(shapes), content_type="application/octet-stream")
    answer.headers["Cache-Control"] = f"private, max-age={KEEP_SECONDS}, immutable"
    return answer


@require_safe
@insider
@gzip_page
def present(_request: HttpRequest, _actor: Actor) -> HttpResponse:
    """The stage of every building now, and what blocks and projects are called; nothing of a household."""
    known, language = present_at(version()), get_language() or "zh-hans"
    now = the_instant()
    answer: dict[str, Any] = {
        "version": known.shapes,
        "at": now.isoformat(timespec="minutes"),
        "at_words": _("%(time)s, not sealed") % {"time": write_day(now, "short", language)},
        "stages": known.stages,
        "projects": [{"name": without_mark(name).in_language(language)} for name in known.projects],
        "blocks": [
            {"name": place.name, "households": n, "remaining": left}
            for place in known.blocks
            for n, left in (known.counts.get((place.project, place.block), (0, 0)),)
        ],
    }
    response = JsonResponse(answer)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@insider
def sheet(request: HttpRequest, _actor: Actor) -> HttpResponse:
    """The whole wall as one drawing of A3, for print at any size: `?project=` draws one project large."""
    wanted = request.GET.get("project", "")
    if wanted and wanted not in {pk for pk, _data in map_projects()}:
        raise Http404
    drawing = sheet_of(the_wall(), wanted)
    return render(request, "wallchart/sheet.svg", drawing, content_type="image/svg+xml; charset=utf-8")
