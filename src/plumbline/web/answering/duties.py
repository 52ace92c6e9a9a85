"""Share the duties of a block out: choose who takes part, read the proposal, confirm it in one command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plumbline import campaign
from plumbline.campaign import Office, Post
from plumbline.store.reading import duties as reading
from plumbline.store.reading.office import names_of, unit_names
from plumbline.terms import DUTIES, Text
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.answering.forms import MoveDutiesForm
from plumbline.web.parts import Column, Crumb, Table, rows
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.views.acts import answer
from plumbline.web.workbench.words import COMMAND_TITLES, here, post_name

UNFIT = frozenset({"wall", "construction_unit"})
"""Roles that hold no duty: the wall's screen, and the land-using company (R590 27(3))."""

LOADS = (
    Column("person", gettext_lazy("person")),
    Column("post", gettext_lazy("post")),
    Column("before", gettext_lazy("households now"), "number"),
    Column("after", gettext_lazy("households then"), "number"),
    Column("work_before", gettext_lazy("open work now"), "number", minor=True),
    Column("work_after", gettext_lazy("open work then"), "number"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for: a block, the unit and the posts that share each duty; a part may be missing."""

    project: str
    block: str
    unit: str
    since: date
    among: Mapping[str, tuple[str, ...]]

    @property
    def is_whole(self) -> bool:
        """Whether each of the five duties has somebody."""
        return all(self.among.get(duty.value) for duty in DUTIES)


@desk
def duties(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page in its three steps, all of them in the address."""
    if denied := campaign.may("ReassignDuties", actor.context):
        return not_permitted(request, *denied)
    chosen = _chosen(request, actor)
    context = _choices(actor, chosen)
    if not (chosen.block and chosen.unit and chosen.is_whole):
        return render(request, "answering/duties.html", context)
    split, carried = reading.proposed(chosen.project, chosen.block, chosen.among)
    households = reading.of_block(chosen.project, chosen.block)
    moved = reading.changed(households, split, chosen.unit)
    posts = {id: split[id] for id in moved}
    context |= {"loads": _loads(actor.office, carried), "moved": len(moved), "all": len(households)}
    if not moved:
        return render(request, "answering/duties.html", context | {"same": True})
    context["split"] = _split(actor.office, posts)
    return answer(
        request,
        actor,
        lambda data, files: MoveDutiesForm(
            data, files, actor=actor, project=chosen.project, unit=chosen.unit, posts=posts, since=chosen.since
        ),
        context,
        done=reverse("unit", args=(chosen.unit,)),
        template="answering/duties.html",
    )  # fmt: skip


def _chosen(request: HttpRequest, actor: Actor) -> Chosen:
    asked, office = request.GET, actor.office
    project, _bar, block = asked.get("block", "").partition("|")
    if (project, block) not in _blocks(actor):
        project = block = ""
    unit = actor.held.unit if actor.held.role == "unit_head" else asked.get("unit", "")
    unit = unit if office.unit(unit) else ""
    try:
        since = max(date.fromisoformat(asked.get("since", "")), actor.today)
    except ValueError:
        since = actor.today
    able = {post.id for post in _able(office, unit, since)}
    among = {d.value: tuple(p for p in asked.getlist(d.value) if p in able) for d in DUTIES}
    return Chosen(project, block, unit, since, among)


def _blocks(actor: Actor) -> dict[tuple[str, str], str]:
    """(project, block) → its name, of the projects of the post."""
    return {
        (project["id"], block["id"]): f"{here(_name(project))} · {block['name_zh']}"
        for project in actor.office.description["projects"]
        if not actor.held.projects or project["id"] in actor.held.projects
        for block in project["blocks"]
    }


def _name(row: Mapping[str, Any]) -> Text:
    return without_mark(Text(row["name_zh"], row.get("name_en", row["name_zh"])))


def _able(office: Office, unit: str, on: date) -> list[Post]:
    """Posts of a unit that may hold a duty on a day."""
    return [
        post
        for post in campaign.posts(office.description)
        if post.unit == unit and post.role not in UNFIT and post.is_held_on(on)
    ]


def _choices(actor: Actor, chosen: Chosen) -> dict[str, Any]:
    office, names = actor.office, names_of(actor.office)
    units = unit_names(office)
    kinds = ("responsible_unit", "lead_unit")
    own = actor.held.unit if actor.held.role == "unit_head" else ""
    able = _able(office, chosen.unit, chosen.since) if chosen.unit else []
    posts = [(post.id, f"{here(post_name(post))} · {names.get(post.holder, post.holder)}") for post in able]
    now = _held_now(chosen, {post.id for post in able})
    return {
        "title": COMMAND_TITLES["ReassignDuties"],
        "chosen": chosen,
        "block_value": f"{chosen.project}|{chosen.block}",
        "blocks": [(f"{p}|{b}", name) for (p, b), name in _blocks(actor).items()],
        "units": [
            (u["id"], here(without_mark(units[u["id"]])))
            for u in office.description["units"]
            if u["kind"] in kinds and (not own or u["id"] == own)
        ],
        "duties": [
            (d.value, text, [(id, label, id in (chosen.among[d.value] or now.get(d.value, ()))) for id, label in posts])
            for d, text in DUTIES.items()
        ],
        "posts": posts,
        "today": actor.today,
        "cancel_url": reverse("duties"),
        "crumbs": (Crumb(_("Units"), reverse("units")), Crumb(here(COMMAND_TITLES["ReassignDuties"]))),
    }  # fmt: skip


def _held_now(chosen: Chosen, able: set[str]) -> dict[str, set[str]]:
    """Duty → the posts that hold it in the block today: what is ticked before anybody has chosen."""
    found: dict[str, set[str]] = {}
    if chosen.block and chosen.unit:
        for household in reading.of_block(chosen.project, chosen.block):
            for duty, row in household.duties.items():
                found.setdefault(duty, set()).add(row["post"])
    return {duty: posts & able for duty, posts in found.items()}


def _loads(office: Office, carried: Mapping[str, tuple[reading.Load, reading.Load]]) -> Table:
    names = names_of(office)
    records = []
    for post_id, (before, after) in carried.items():
        post = office.post(post_id)
        assert post is not None, post_id
        records.append(
            {
                "person": names.get(post.holder, post.holder), "post": post_name(post),
                "before": before.households, "after": after.households,
                "work_before": before.work, "work_after": after.work,
            }
        )  # fmt: skip
    return Table(_("Before and after, by person"), LOADS, rows(LOADS, records))


def _split(office: Office, posts: Mapping[str, Mapping[str, str]]) -> Table:
    names = names_of(office)

    def who(post_id: str) -> str:
        post = office.post(post_id)
        return names.get(post.holder, post.holder) if post else post_id

    records = [{"household": id, **{d: who(p) for d, p in row.items()}} for id, row in posts.items()]
    columns = (
        Column("household", _("file number"), "code"),
        *(Column(duty.value, here(text), minor=n > 0) for n, (duty, text) in enumerate(DUTIES.items())),
    )
    return Table(_("Households that move"), columns, rows(columns, records))
