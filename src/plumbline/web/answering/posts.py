"""A post with all its terms, and the forms by which it changes hands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from plumbline import campaign
from plumbline.campaign import Post
from plumbline.store.home import Home
from plumbline.store.reading.duties import loads
from plumbline.store.reading.office import names_of, unit_names
from plumbline.store.reading.sealed import the_office
from plumbline.web.accounts import Actor, make_accounts, not_permitted
from plumbline.web.answering.forms import AppointForm, EndTermForm
from plumbline.web.parts import Crumb
from plumbline.web.wallchart.guard import insider
from plumbline.web.workbench.views.acts import answer
from plumbline.web.workbench.words import COMMAND_TITLES, ROLES, here, post_name


@insider
def post(request: HttpRequest, actor: Actor, post: str) -> HttpResponse:
    """The post: its unit, its role, who held it when, and what it carries."""
    found = _post(actor, post)
    names = names_of(actor.office)
    terms = [p for p in campaign.posts(actor.office.description) if p.id == post]
    planned = [e for e in actor.office.ahead.values() if e["kind"] == "post" and e["post"] == post]
    context = _context(actor, found) | {
        "post": found,
        "unit": unit_names(actor.office)[found.unit],
        "role": ROLES.get(found.role, found.role),
        "terms": [
            {
                "person": names.get(term.holder, term.holder),
                "first": date.fromisoformat(term.first),
                "last": date.fromisoformat(term.last) if term.last else None,
                "now": term.is_held_on(actor.today),
            }
            for term in reversed(terms)
        ],
        "planned": [
            {"person": e["name"] or names.get(e["person"], e["person"]), "first": date.fromisoformat(e["on"])}
            for e in planned
        ],
        "load": loads([post])[post],
        "may": not campaign.may("AppointHolder", actor.context),
        "appoint": COMMAND_TITLES["AppointHolder"],
        "end": COMMAND_TITLES["EndTerm"],
    }
    return render(request, "answering/post.html", context)


@insider
def appoint(request: HttpRequest, actor: Actor, post: str) -> HttpResponse:
    """The form that gives the post to a person."""
    found = _post(actor, post)
    if denied := campaign.may("AppointHolder", actor.context):
        return not_permitted(request, *denied)
    answered = answer(
        request,
        actor,
        lambda data, files: AppointForm(data, files, actor=actor, post=found),
        _context(actor, found, "AppointHolder"),
        done=reverse("post", args=(post,)),
    )
    if answered.status_code == RECORDED:
        _account_for_newcomer()
    return answered


RECORDED = 302


def _account_for_newcomer() -> None:
    """An account for whoever was appointed and has none; it can do nothing before the term begins."""
    office = the_office()
    # In a demonstration only the printed logins can sign in.
    if office.description.get("demonstration"):
        return
    planned = [e for e in office.ahead.values() if e["kind"] == "post" and e["name"]]
    people = [*office.description["people"], *({"id": e["person"], "name": e["name"]} for e in planned)]
    make_accounts(Home.from_environment(), description={**office.description, "people": people})


@insider
def end(request: HttpRequest, actor: Actor, post: str) -> HttpResponse:
    """The form that ends the holder's term."""
    found = _post(actor, post)
    if denied := campaign.may("EndTerm", actor.context):
        return not_permitted(request, *denied)
    context = _context(actor, found, "EndTerm")
    return answer(
        request, actor, lambda data, files: EndTermForm(data, files, actor=actor, post=found), context,
        done=reverse("post", args=(post,)),
    )  # fmt: skip


def _post(actor: Actor, id: str) -> Post:
    found = actor.office.post(id)
    if found is None:
        raise Http404
    return found


def _context(actor: Actor, post: Post, command: str = "") -> dict[str, Any]:
    name = here(post_name(post))
    here_now = reverse("post", args=(post.id,))
    crumbs = [Crumb(_("Command structure"), reverse("structure")), Crumb(name, here_now if command else "")]
    if command:
        crumbs.append(Crumb(here(COMMAND_TITLES[command])))
    return {
        "title": COMMAND_TITLES[command] if command else name,
        "today": actor.today,
        "cancel_url": here_now,
        "crumbs": tuple(crumbs),
    }
