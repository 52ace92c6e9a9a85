"""The living page and the layouts on invented content; open to everybody, for it holds nothing else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plumbline.web.design.catalogue import GROUPS, LOOKS, Part
from plumbline.web.design.samples import layouts
from plumbline.web.parts import Tab

LAYOUTS = ("desk", "public", "wall", "paper")


def design(request: HttpRequest) -> HttpResponse:
    """Every part in the looks that the address names, all four without it."""
    wanted = request.GET.get("look", "")
    looks = (wanted,) if wanted in LOOKS else tuple(LOOKS)
    groups = [(group, [(part, frames(request, part, looks)) for part in parts]) for group, parts in GROUPS]
    return render(
        request,
        "design/page.html",
        {"groups": groups, "tabs": tabs(wanted), "layouts": LAYOUTS, "invented": True},
    )


def layout(request: HttpRequest, name: str) -> HttpResponse:
    """One of the layouts, filled with the samples of its parts."""
    if name not in LAYOUTS:
        raise Http404
    return render(request, f"design/layout_{name}.html", layouts.content(name))


def frames(request: HttpRequest, part: Part, looks: tuple[str, ...]) -> list[tuple[str, Promise | str, str]]:
    """(look, its name, the part in it). Ids differ by look, so that labels find their own field."""
    return [
        (look, LOOKS[look], render_to_string(part.template, part.sample(f"{look}-"), request))
        for look in looks
    ]


def tabs(wanted: str) -> tuple[Tab, ...]:
    """The looks as views of the page, each with its address."""
    page = reverse("design")
    every = Tab(_("All looks"), page, wanted not in LOOKS)
    return (every, *(Tab(name, f"{page}?look={look}", look == wanted) for look, name in LOOKS.items()))
