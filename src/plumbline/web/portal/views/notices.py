"""The notice that is handed to a household: its number, its code, and the receipt of its listing as a QR sign."""

from __future__ import annotations

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plumbline.campaign import Household, Post
from plumbline.store.codes import code_of
from plumbline.store.reading import households as reading
from plumbline.store.reading.residents import publishes_area, unit_of
from plumbline.store.signing import origin_of
from plumbline.store.writing import services
from plumbline.terms import Text
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.portal.views.public import print_head

LISTED = "household.listed/1"


def may_print(post: Post, household: Household, unit: str) -> bool:
    """Whether a post hands out a household's notice: the office, and the unit that answers for it."""
    if post.role == "office":
        return not post.projects or household.project in post.projects
    return post.role in reading.OF_ITS_UNIT and post.unit == unit


@require_safe
@never_cache
@desk
def notice(request: HttpRequest, actor: Actor, household: str) -> HttpResponse:
    """The notice on paper; each printing is recorded."""
    file = reading.file_of(household)
    if file is None:
        raise Http404
    held = file.household
    if not may_print(actor.held, held, unit_of(household)):
        return not_permitted(request, reading.not_visible(actor.held, household))
    reading.note_access(at=actor.now, person=actor.person, household=household, what="notice")
    listed = next(iter(reading.entries_of(household, (LISTED,))), None)
    context = {
        "household": held,
        "names": "、".join(held.names),
        "project": Text(file.project.name_zh, file.project.name_en),
        "code": code_of(household),
        "listed": listed,
        "may_hang": actor.held.role == "office" and publishes_area(held),
        "origin": origin_of(services().home),
        "qr": qr(f"{origin_of(services().home)}\n{listed.seq}\n{listed.receipt}") if listed else "",
        "address": request.build_absolute_uri(reverse("mine")),
        "print_head": print_head(Text("查询告知单", "Notice of your file"), household),
    }
    return render(request, "portal/notice.html", context)


def qr(text: str) -> str:
    """A QR sign as the address of an image, drawn here and sent with the page."""
    sign: str = segno.make(text, error="m", micro=False).svg_data_uri(scale=4, border=2)
    return sign
