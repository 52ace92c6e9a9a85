"""What stands around a page: the person acting in a post, tabs, the way back, work that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class Post:
    """A post that the person holds today; `id` is what the switch sends."""

    id: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Acting:
    """A person acting in one post; others of hers may be switched to, by POST of `post` to `switch_url`."""

    person: str
    post: Post
    others: tuple[Post, ...] = ()
    until: date | None = None
    switch_url: str = ""
    leave_url: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way back; the last one is the page itself and has no address."""

    label: str | Promise
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of a thing, each under its own address."""

    label: str | Promise
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work that waits for the person: what, for whom, until when; `status` as in STATUSES."""

    title: Text | str
    url: str
    status: str
    due: date | None
    today: date
    where: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the keyboard and what it does on the page."""

    keys: tuple[str, ...]
    does: str | Promise
