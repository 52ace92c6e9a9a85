"""Scans: handed out to those who may see a file that names them, always as a download."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from plumbline.store.home import Home
from plumbline.store.reading import households as reading
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.workbench.forms.papers import FORMATS, format_of


@desk
def paper(request: HttpRequest, actor: Actor, sha256: str) -> HttpResponse:
    """A scan by its hash; never shown in the page, so that no content can act in the site's name."""
    files = reading.households_of_paper(sha256)
    if not files:
        raise Http404
    sight = reading.visible(actor.office, actor.held)
    seen = next((id for id in files if not id or reading.is_visible(id, sight)), None)
    if seen is None:
        return not_permitted(request, reading.not_visible(actor.held, files[0]))
    path = Home.from_environment().documents / sha256
    if not path.exists():
        raise Http404
    if seen:
        reading.note_access(at=actor.now, person=actor.person, household=seen, what="paper")
    file = path.open("rb")
    kind = format_of(file)
    name = f"{sha256[:12]}.{kind or 'bin'}"
    return FileResponse(
        file,
        as_attachment=True,
        filename=name,
        content_type=FORMATS.get(kind or "", "application/octet-stream"),
    )
