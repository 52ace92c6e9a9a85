"""The places of the site, in the order in which they stand in the masthead."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """A destination of the masthead: the name of its URL and its label."""

    url_name: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Destination:
    """A place as one page shows it."""

    url: str
    label: str | Promise
    current: bool


PLACES: tuple[Place, ...] = (Place("design", _("Design")),)


def navigation(request: HttpRequest) -> dict[str, tuple[Destination, ...]]:
    """Context of every page: `places`, with the one that the address lies in marked as current."""
    return {"places": destinations(PLACES, request.path)}


def destinations(places: tuple[Place, ...], path: str) -> tuple[Destination, ...]:
    """The places with their addresses; current is the longest address that `path` begins with."""
    urls = [(place, reverse(place.url_name)) for place in places]
    inside = [url for _place, url in urls if path == url or path.startswith(url.rstrip("/") + "/")]
    here = max(inside, key=len, default=None)
    return tuple(Destination(url, place.label, url == here) for place, url in urls)
