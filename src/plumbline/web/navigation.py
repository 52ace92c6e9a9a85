"""The places of the site, in the order in which they stand in the masthead."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plumbline.campaign import ROLES
from plumbline.store.reading.office import ATTEMPT_READERS, MONEY_READERS
from plumbline.web.accounts import Actor, actor_of


@dataclass(frozen=True, slots=True)
class Place:
    """A destination of the masthead: the name of its URL and its label.

    desk   shown only to somebody who acts in a post
    roles  of these posts only, of all where none is named
    guest  shown only to somebody who is not signed in
    """

    url_name: str
    label: str | Promise
    desk: bool = False
    roles: frozenset[str] = frozenset()
    guest: bool = False

    def is_for(self, actor: Actor | None) -> bool:
        """Whether it stands in the masthead of this person, None for somebody who is not signed in."""
        if self.guest:
            return actor is None
        if not self.desk:
            return True
        post = actor.post if actor else None
        return post is not None and post.role != "wall" and (not self.roles or post.role in self.roles)


@dataclass(frozen=True, slots=True)
class Destination:
    """A place as one page shows it."""

    url: str
    label: str | Promise
    current: bool


OUTSIDE_COMPANIES = frozenset({"construction_unit", "demolition_contractor", "appraiser", "notary"})
"""Roles of firms: they work on their own households and read nothing of the whole."""

INSIDE = ROLES - OUTSIDE_COMPANIES
"""Roles that read the headquarters' chart, accounts, projects and structure."""

PLACES: tuple[Place, ...] = (
    Place("today", _("Today"), desk=True),
    Place("households", _("Households"), desk=True),
    Place("wallchart", _("Wall chart"), desk=True, roles=INSIDE),
    Place("projects", _("Projects"), desk=True, roles=INSIDE),
    Place("days", _("Day accounts"), desk=True, roles=INSIDE),
    Place("bulletins", _("Weekly bulletins"), desk=True, roles=INSIDE),
    Place("grievances", _("Grievances"), desk=True),
    Place("units", _("Units"), desk=True, roles=INSIDE),
    Place("commitments", _("Commitments"), desk=True),
    Place("consultations", _("Consultations"), desk=True, roles=INSIDE),
    Place("orders", _("Dispatch orders"), desk=True),
    Place("supervision", _("Supervision"), desk=True),
    Place("late-entries", _("Late entries"), desk=True),
    Place("bank", _("Bank"), desk=True, roles=MONEY_READERS),
    Place("attempts", _("Refused attempts"), desk=True, roles=ATTEMPT_READERS),
    Place("appraisal", _("Appraisal"), desk=True, roles=INSIDE),
    Place("structure", _("Command structure"), desk=True, roles=INSIDE),
    Place("policies", _("Policies"), desk=True, roles=INSIDE),
    Place("portal", _("Public home")),
    Place("mine", _("My file"), guest=True),
    Place("procedure", _("Steps and rights"), guest=True),
    Place("log-book", _("Sealed log"), guest=True),
    Place("account_login", _("Staff sign-in"), guest=True),
)


def navigation(request: HttpRequest) -> dict[str, tuple[Destination, ...]]:
    """Context of every page: `places`, with the one that the address lies in marked as current."""
    actor = actor_of(request) if hasattr(request, "user") else None
    return {"places": destinations(tuple(p for p in PLACES if p.is_for(actor)), request.path)}


def destinations(places: tuple[Place, ...], path: str) -> tuple[Destination, ...]:
    """The places with their addresses; current is the longest address that `path` begins with."""
    urls = [(place, reverse(place.url_name)) for place in places]
    # Everything lies below "/": the home is current on its own address alone.
    inside = [url for _place, url in urls if path == url or (url != "/" and path.startswith(f"{url}/"))]
    here = max(inside, key=len, default=None)
    return tuple(Destination(url, place.label, url == here) for place, url in urls)
