"""Units as a tree with their posts and holders; policies with their versions and articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plumbline import policy
from plumbline.campaign import Office, Post, posts
from plumbline.store.reading.office import names_of
from plumbline.terms import Text
from plumbline.web.workbench.words import phones_of

KINDS: dict[str, Promise] = {
    "headquarters": _("headquarters"),
    "office": _("headquarters office"),
    "working_group": _("working group"),
    "task_team": _("task team"),
    "branch_headquarters": _("branch headquarters"),
    "lead_unit": _("lead unit"),
    "responsible_unit": _("responsible unit"),
    "supervision": _("supervision"),
    "appraiser": _("appraiser"),
    "demolition_contractor": _("demolition contractor"),
    "notary": _("notary"),
    "construction_unit": _("land-using unit"),
}


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post with its holder and its telephone; `held` says whether the term includes today."""

    id: str
    title: Text
    holder: str
    first: date | None
    last: date | None
    held: bool
    phone: str


@dataclass(slots=True)
class Unit:
    """A unit with its posts and the units below it."""

    id: str
    kind: Promise | str
    name: Text
    posts: list[HeldPost] = field(default_factory=list)
    below: list[Unit] = field(default_factory=list)


def tree(office: Office, today: date) -> tuple[Unit, ...]:
    """The units that stand under no other, each with what is below it, in the description's order."""
    units = {row["id"]: _unit(row) for row in office.description["units"]}
    people, phones = names_of(office), phones_of(office)
    for post in posts(office.description):
        units[post.unit].posts.append(_held(post, people, today, phones.get(post.id, "")))
    tops: list[Unit] = []
    for row in office.description["units"]:
        parent = units.get(str(row.get("parent") or ""))
        (parent.below if parent else tops).append(units[row["id"]])
    return tuple(tops)


def usual_end(office: Office) -> date | None:
    """The end that most terms have; the chart names only the others."""
    ends = Counter(post.last for post in posts(office.description) if post.last)
    return date.fromisoformat(ends.most_common(1)[0][0]) if ends else None


def _unit(row: Mapping[str, Any]) -> Unit:
    name = Text(row["name_zh"], row.get("name_en", row["name_zh"]))
    return Unit(row["id"], KINDS.get(row["kind"], row["kind"]), name)


def _held(post: Post, people: Mapping[str, str], today: date, phone: str) -> HeldPost:
    return HeldPost(
        id=post.id,
        title=Text(post.title_zh, post.title_en),
        holder=people.get(post.holder, post.holder),
        first=date.fromisoformat(post.first) if post.first else None,
        last=date.fromisoformat(post.last) if post.last else None,
        held=post.is_held_on(today),
        phone=phone,
    )


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the printed plan with its blocks."""

    title: Text
    blocks: tuple[policy.Block, ...]


def chapters(blocks: Iterable[policy.Block]) -> tuple[tuple[policy.Block, ...], tuple[Chapter, ...]]:
    """(what stands before the first chapter, the chapters)."""
    head: list[policy.Block] = []
    found: list[tuple[Text, list[policy.Block]]] = []
    for block in blocks:
        if block.kind == "chapter":
            found.append((block.text, []))
        else:
            (found[-1][1] if found else head).append(block)
    return tuple(head), tuple(Chapter(title, tuple(inside)) for title, inside in found)
