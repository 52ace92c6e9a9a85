"""The person of a request, the posts held today, and the one acted in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from plumbline.campaign import Context, Office, Post
from plumbline.store.reading.office import names_of, office_at, unit_names, version
from plumbline.store.reading.sealed import the_instant
from plumbline.terms import Text
from plumbline.web.parts import Acting
from plumbline.web.parts import Post as ShownPost

POST_KEY = "post"
"""The session's name for the post acted in."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in a post, at an instant of the installation's clock.

    post   None where the person holds none today
    posts  all that are held today, in the description's order
    """

    person: str
    name: str
    post: Post | None
    posts: tuple[Post, ...]
    office: Office
    now: datetime

    @property
    def today(self) -> date:
        """The day of the installation's clock."""
        return self.now.date()

    @property
    def held(self) -> Post:
        """The post acted in, where the guard has made sure that there is one."""
        assert self.post is not None, "asked for behind the guard alone"
        return self.post

    @property
    def context(self) -> Context:
        """What a permission is judged by."""
        return Context(at=self.now, person=self.person, post=self.post)


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts in this request, None for somebody who is not signed in; read once a request."""
    if not request.user.is_authenticated:
        return None
    known: Actor | None = getattr(request, "plumbline_actor", None)
    if known is None:
        known = _read(request)
        request.plumbline_actor = known  # type: ignore[attr-defined]
    return known


def _read(request: HttpRequest) -> Actor:
    office, now, person = office_at(version()), the_instant(), request.user.get_username()
    posts = office.posts_of(person, now.date()) if office.is_open else ()
    wanted = request.session.get(POST_KEY)
    post = next((p for p in posts if p.id == wanted), posts[0] if posts else None)
    return Actor(person, names_of(office).get(person, person), post, posts, office, now)


def acting(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: who acts, the campaign's name, and whether everything is invented.

    Name and mark are read when a template asks for them, so a page without a masthead asks no database.
    """
    shown: dict[str, Any] = {
        "campaign_name": SimpleLazyObject(_campaign_name),
        "invented": SimpleLazyObject(_is_invented),
    }
    actor = actor_of(request) if hasattr(request, "user") else None
    if actor is not None:
        shown["acting"] = _shown(actor)
    return shown


def _campaign_name() -> Text | str | None:
    office = _office_or_none()
    name = office.description["name"] if office is not None and office.is_open else None
    return Text(name["zh"], name["en"]) if isinstance(name, dict) else name


def _is_invented() -> bool:
    office = _office_or_none()
    return office is not None and office.is_open and bool(office.description.get("demonstration"))


def _office_or_none() -> Office | None:
    # A home whose tables are not made yet has no campaign; its public pages and its errors are shown all the same.
    try:
        return office_at(version())
    except DatabaseError:
        return None


def _shown(actor: Actor) -> Acting:
    units = unit_names(actor.office)

    language = get_language() or "zh-hans"

    def post(held: Post) -> ShownPost:
        unit = units.get(held.unit, Text(held.unit, held.unit))
        title = Text(held.title_zh, held.title_en)
        return ShownPost(held.id, title.in_language(language), unit.in_language(language))

    none = ShownPost("", Text("今日没有在任岗位", "no post held today").in_language(language), "")
    until = date.fromisoformat(actor.post.last) if actor.post and actor.post.last else None
    return Acting(
        person=actor.name,
        post=post(actor.post) if actor.post else none,
        others=tuple(post(p) for p in actor.posts if p != actor.post),
        until=until,
        switch_url=reverse("act-as"),
        leave_url=reverse("account_logout"),
    )
