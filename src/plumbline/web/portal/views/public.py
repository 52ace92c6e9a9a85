"""Pages for everybody: the home, a policy, the statutory steps and rights, and the log."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plumbline import law
from plumbline import policy as ruler
from plumbline.store.reading.policies import sealed_text
from plumbline.store.reading.projects import all_projects
from plumbline.store.reading.public import (
    PublicFigures,
    PublicPolicy,
    log_keys,
    public_figures,
    public_policies,
    public_steps,
)
from plumbline.store.reading.sealed import SealedDay, last_sealed, the_instant, the_office
from plumbline.terms import Regime, Text
from plumbline.web.parts import PrintHead, Seal, stage_bar
from plumbline.web.portal.entering_form import EnterForm
from plumbline.web.portal.rights import rights_in_words
from plumbline.web.structure.shown import chapters
from plumbline.web.workbench.words import phones_of, post_name

NEWEST = 5
"""Steps on the home page; the others stand under `/procedure`."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is going on, how far it is, where to look up one's own file."""
    day = last_sealed()
    context: dict[str, Any] = {"form": EnterForm(), "sealed": seal(day), "desks": desks()}
    if day is not None:
        figures = public_figures(day)
        context |= {
            "day": day,
            "figures": figures,
            "bar": stage_bar(figures.stages),
            "lines": lines(figures),
            "newest": newest(day),
            "policies": [shown_policy(policy) for policy in public_policies(day.size)],
        }
    return render(request, "portal/home.html", context)


@require_safe
def policy(request: HttpRequest, policy: str) -> HttpResponse:
    """A sealed policy as it is printed: `?version=`, else the one in force now."""
    found = the_policy(policy)
    read = ruler.parse_policy(sealed_text(found.files[0].number), policy)
    names = [version.name for version in read.versions]
    now = read.version_at(the_instant())
    version = request.GET.get("version", now.name if now else names[0])
    if version not in names:
        raise Http404
    before, inside = chapters(ruler.render_articles(read, version))
    context = {
        "id": policy,
        "title": read.title,
        "files": found.files,
        "projects": found.projects,
        "version": version,
        "in_force": now.name if now else "",
        "names": names,
        "versions": [block for block in before if block.kind == "version"],
        "chapters": inside,
        "print_head": print_head(read.title),
    }
    return render(request, "portal/policy.html", context)


@require_safe
def policy_file(_request: HttpRequest, policy: str, number: int) -> HttpResponse:
    """The sealed file itself, byte for byte what its SHA-256 is of."""
    file = next((file for file in the_policy(policy).files if file.number == number), None)
    if file is None:
        raise Http404
    answer = HttpResponse(sealed_text(number).encode(), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{policy}-{file.version}.yaml"'
    return answer


@require_safe
def procedure(request: HttpRequest) -> HttpResponse:
    """The statutory steps done, project by project with their papers; and how to object, by when."""
    day, tables = last_sealed(), law.load_procedure()
    done = public_steps(tables, day.size) if day else {}
    projects = all_projects()
    context = {
        "day": day,
        "sealed": seal(day),
        "projects": [
            {"id": p.id, "name": Text(p.name_zh, p.name_en), "steps": done.get(p.id, ())} for p in projects
        ],
        "rights": rights_in_words(tables, {Regime(p.regime) for p in projects}),
        "print_head": print_head(Text("法定程序与权利", "Statutory steps and rights")),
    }
    return render(request, "portal/procedure.html", context)


@require_safe
def log_book(request: HttpRequest) -> HttpResponse:
    """The sealed log: its last day, root and key, and how anybody checks it without us."""
    day = last_sealed()
    context = {
        "day": day,
        "sealed": seal(day),
        "keys": log_keys(),
        "print_head": print_head(Text("封账公示", "The sealed log")),
    }
    return render(request, "portal/log_book.html", context)


# ---------- what several pages show ----------
def seal(day: SealedDay | None) -> Seal | None:
    """The mark of a sealed day with the way to check it."""
    return Seal(day.root, day.number, day.on, day.size, reverse("log-book")) if day else None


def the_policy(policy: str) -> PublicPolicy:
    """The policy of an id.

    raises  Http404 where none of this id stands in a sealed day
    """
    day = last_sealed()
    found = next((p for p in public_policies(day.size if day else 0) if p.id == policy), None)
    if found is None:
        raise Http404
    return found


def shown_policy(policy: PublicPolicy) -> dict[str, Any]:
    """A policy as lists show it: its title, the version in force now and since when, its projects."""
    read = ruler.parse_policy(sealed_text(policy.files[0].number), policy.id)
    return {
        "id": policy.id,
        "title": read.title,
        "version": read.version_at(the_instant()),
        "projects": policy.projects,
        "file": policy.files[0],
    }


def lines(figures: PublicFigures) -> list[dict[str, Any]]:
    """The projects with their bars."""
    return [{"line": line, "bar": stage_bar(line.stages)} for line in figures.lines]


def newest(day: SealedDay) -> list[dict[str, Any]]:
    """The newest recorded steps of all projects."""
    names = {p.id: Text(p.name_zh, p.name_en) for p in all_projects()}
    done = public_steps(law.load_procedure(), day.size)
    every = [(step, names[project]) for project, steps in done.items() for step in steps]
    every.sort(key=lambda pair: (pair[0].done_on, pair[0].number), reverse=True)
    return [{"step": step, "project": name} for step, name in every[:NEWEST]]


def desks() -> list[dict[str, Any]]:
    """The office's posts that can be called, each with its telephone."""
    office = the_office()
    if not office.is_open:
        return []
    today = the_instant().date()
    found = [(office.post(id), phone) for id, phone in phones_of(office).items()]
    return [
        {"title": post_name(post), "phone": phone}
        for post, phone in found
        if post and post.role == "office" and post.is_held_on(today)
    ]


def print_head(name: Text, number: str = "") -> PrintHead:
    """Head of a portal page in print: the campaign's name, the last sealed day and its mark."""
    day, office = last_sealed(), the_office()
    title = office.description.get("name") if office.is_open else None
    campaign = (
        Text(title["zh"], title["en"])
        if isinstance(title, dict)
        else Text(str(title or ""), str(title or ""))
    )
    return PrintHead(
        name=name,
        office=campaign.in_language(get_language() or "zh-hans"),
        on=day.on if day else the_instant().date(),
        number=number,
        seal=seal(day),
        invented=bool(office.is_open and office.description.get("demonstration")),
    )
