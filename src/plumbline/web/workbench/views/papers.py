"""Scans: drawn anew on the server for those who may see a file that names them; the file itself is a download."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from plumbline.store.home import Home
from plumbline.store.reading import households as reading
from plumbline.web import scans
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.workbench.forms.papers import FORMATS, format_of
from plumbline.web.workbench.words import document_name, say

_SHOWN_WIDTH, _THUMBNAIL_WIDTH = 1400, 240
_WIDTHS = (_THUMBNAIL_WIDTH, _SHOWN_WIDTH, scans.LARGEST_WIDTH)
_DRAWN = ("pdf", "jpg", "png")


def _seen(request: HttpRequest, actor: Actor, sha256: str) -> tuple[str, Path, str] | HttpResponse:
    """(household or "", path, format) of a scan that this actor may see, else the answer that says why not."""
    files = reading.households_of_paper(sha256)
    if not files:
        raise Http404
    sight = reading.visible(actor.office, actor.held)
    household = next((id for id in files if not id or reading.is_visible(id, sight)), None)
    if household is None:
        return not_permitted(request, reading.not_visible(actor.held, files[0]))
    path = Home.from_environment().documents / sha256
    if not path.exists():
        raise Http404
    with path.open("rb") as file:
        return household, path, format_of(file) or ""


@desk
def paper(request: HttpRequest, actor: Actor, sha256: str) -> HttpResponse:
    """A scan page by page, with what it says of itself and in which acts it stands."""
    found = _seen(request, actor, sha256)
    if isinstance(found, HttpResponse):
        return found
    household, path, kind = found
    if household:
        reading.note_access(at=actor.now, person=actor.person, household=household, what="paper")
    named = reading.acts_of_paper(sha256, household)
    context: dict[str, Any] = {
        "title": say(document_name(named[0].document)),
        "named": [(say(document_name(row.document)), row) for row in named],
        "household": household,
        "household_url": reverse("household", args=(household, "papers")) if household else "",
        "file_url": reverse("paper-file", args=(sha256,)),
        "sha256": sha256,
        "kind": kind.upper(),
        "size_kb": -(-path.stat().st_size // 1024),
    }
    try:
        if kind in _DRAWN:
            numbers = range(1, scans.pages_of(path, kind) + 1)
            context["pages"] = [reverse("paper-page", args=(sha256, n, _SHOWN_WIDTH)) for n in numbers]
        elif kind:
            context["tables"] = scans.words_of(path, kind)
    except scans.ScanUnreadable:
        context["unreadable"] = True
    if kind in ("jpg", "png"):
        context["says"] = scans.photograph_says(path)
    return render(request, "workbench/paper.html", context)


@desk
def page(request: HttpRequest, actor: Actor, sha256: str, number: int, width: int) -> HttpResponse:
    """One page of a scan as PNG, in one of three widths."""
    found = _seen(request, actor, sha256)
    if isinstance(found, HttpResponse):
        return found
    _household, path, kind = found
    if kind not in _DRAWN or width not in _WIDTHS:
        raise Http404
    try:
        drawn = scans.draw_page(path, kind, number, width)
    except (scans.ScanUnreadable, IndexError) as wrong:
        raise Http404 from wrong
    answer = HttpResponse(drawn, content_type="image/png")
    # The bytes of a hash never change; only this reader's browser may keep them.
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


@desk
def file(request: HttpRequest, actor: Actor, sha256: str) -> HttpResponseBase:
    """The file as it came, always as a download, so that no content can act in the site's name."""
    found = _seen(request, actor, sha256)
    if isinstance(found, HttpResponse):
        return found
    household, path, kind = found
    if household:
        reading.note_access(at=actor.now, person=actor.person, household=household, what="paper file")
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=f"{sha256[:12]}.{kind or 'bin'}",
        content_type=FORMATS.get(kind, "application/octet-stream"),
    )


def thumbnail(sha256: str) -> str:
    """Address of a scan's first page, small; empty where its format is not drawn or the file is not here."""
    path = Home.from_environment().documents / sha256
    if not sha256 or not path.exists():
        return ""
    with path.open("rb") as opened:
        kind = format_of(opened)
    return reverse("paper-page", args=(sha256, 1, _THUMBNAIL_WIDTH)) if kind in _DRAWN else ""
