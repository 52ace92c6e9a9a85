"""Consultations: their list, one with its agenda and decisions, its minutes as a paper, and what is done in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plumbline import campaign
from plumbline.store.models import ConsultationRow
from plumbline.store.printing.consultations import print_minutes
from plumbline.store.reading import consultations as reading
from plumbline.store.reading import dispatches
from plumbline.store.reading.office import names_of, unit_names
from plumbline.store.reading.sealed import project_names, sealed_day
from plumbline.terms import Reason, Refused, Text
from plumbline.web.accounts import Actor, not_permitted
from plumbline.web.books.shown import seal_of
from plumbline.web.bulletins.views import as_file, unprinted
from plumbline.web.parts import Column, Crumb, ListState, PrintHead
from plumbline.web.wallchart.guard import insider
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.agenda import Agenda, agenda_shown, in_short
from plumbline.web.workbench.forms import ActForm
from plumbline.web.workbench.forms.consultations import (
    CloseMeetingForm,
    ConsultationForm,
    DecisionOfMeetingForm,
    ReopenMeetingForm,
)
from plumbline.web.workbench.views.acts import answer as answer_form
from plumbline.web.workbench.views.listing import Found, Listing, Record, answer
from plumbline.web.workbench.views.orders import PAPERS, badge
from plumbline.web.workbench.words import COMMAND_TITLES, here, post_name

LIST = Listing(
    gettext_lazy("Consultations"),
    (
        Column("number", gettext_lazy("number")),
        Column("state", gettext_lazy("state"), "status"),
        Column("on", gettext_lazy("day"), "day"),
        Column("about", gettext_lazy("about")),
        Column("place", gettext_lazy("place"), minor=True),
        Column("items", gettext_lazy("items of the agenda"), "number", minor=True),
        Column("decisions", gettext_lazy("decisions"), "number"),
        Column("open", gettext_lazy("orders still open"), "number"),
    ),
    (),
    "number",
    "consultations",
    gettext_lazy("No consultation has been held yet. The office opens one; its agenda prepares itself."),
)


@insider
def consultations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Consultations, the newest first, with how many of their orders are open."""
    names = project_names()

    def record(row: ConsultationRow) -> Record:
        orders = dispatches.orders_of(row.number)
        return {
            "number": str(row.number),
            "state": _state(row),
            "on": reading.held_at(row).date(),
            "about": without_mark(names[row.project].name) if row.project else Text("全面工作", "the whole campaign"),
            "place": row.place,
            "items": len(row.agenda),
            "decisions": len(orders),
            "open": sum(order.state in campaign.OPEN_ORDERS for order in orders),
        }  # fmt: skip

    def found(_state: ListState) -> Found:
        rows = reading.consultations(actor.held)
        return Found(rows.count(), lambda first, count: [record(row) for row in rows[first : first + count]])

    may = not campaign.may("OpenConsultation", actor.context)
    return answer(
        request, LIST, found, url=lambda r: reverse("consultation", args=(r["number"],)),
        context={"title": LIST.caption, "new_url": reverse("new-consultation") if may else "",
                 "new_label": COMMAND_TITLES["OpenConsultation"]},
    )  # fmt: skip


def _state(row: ConsultationRow) -> tuple[str, Any]:
    return (
        ("sealed", gettext_lazy("minutes locked")) if row.closed_on else ("open", gettext_lazy("in session"))
    )


@insider
def new_consultation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open the next consultation; its agenda prepares itself in that moment."""
    if denied := campaign.may("OpenConsultation", actor.context):
        return not_permitted(request, *denied)
    last = reading.consultations(actor.held).first()
    title = COMMAND_TITLES["OpenConsultation"]
    return answer_form(
        request, actor, lambda data, files: ConsultationForm(data, files, actor=actor, last=last),
        {"title": title, "today": actor.today, "cancel_url": reverse("consultations"), "crumbs": _crumbs(Crumb(here(title)))},
        done=reverse("newest-consultation"),
    )  # fmt: skip


@insider
def newest(_request: HttpRequest, actor: Actor) -> HttpResponse:
    """The way to the newest consultation, the list where there is none."""
    row = reading.consultations(actor.held).first()
    return redirect("consultation", row.number) if row else redirect("consultations")


# ---------- one consultation ----------
@insider
def consultation(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One consultation: who met, its agenda with where each thing stands now, its decisions and their orders."""
    row = _seen(actor, number)
    if isinstance(row, Reason):
        return not_permitted(request, row)
    return render(request, "workbench/consultation.html", _context(actor, row))


@insider
def minutes(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """The minutes as a paper: who was there, what was decided, who does it by when."""
    row = _seen(actor, number)
    if isinstance(row, Reason):
        return not_permitted(request, row)
    sealed = sealed_day(date.fromisoformat(row.sealed)) if row.sealed else None
    name = actor.office.description["name"]
    head = PrintHead(
        name=Text(f"第 {row.number} 次会商（调度会）纪要", f"Minutes of consultation {row.number}"),
        office=Text(name["zh"], name["en"]).in_language(get_language() or "zh-hans"),
        on=reading.held_at(row).date(),
        seal=seal_of(sealed) if sealed else None,
        invented=bool(actor.office.description.get("demonstration")),
    )
    return render(request, "workbench/minutes.html", {**_context(actor, row), "print_head": head})


@insider
def minutes_file(request: HttpRequest, actor: Actor, number: int, form: str) -> HttpResponse:
    """The minutes as PDF or Word; 409 with the reason where they cannot be set."""
    row = _seen(actor, number)
    if isinstance(row, Reason):
        return not_permitted(request, row)
    asked = PAPERS.get(form)
    made = print_minutes(number, asked) if asked else None
    if made is None:
        raise Http404
    if isinstance(made, Refused):
        title = Text("会商纪要", "minutes of the consultation")
        return unprinted(request, made, title, back=reverse("minutes", args=[number]), of=str(number))
    return as_file(made, f"会商纪要-第{number}次", form)


def _seen(actor: Actor, number: int) -> ConsultationRow | Reason:
    row = reading.consultation(number)
    if row is None:
        raise Http404
    if reading.consultations(actor.held).filter(pk=number).exists():
        return row
    return Reason(
        code="permission:project",
        rule="岗位权限表",
        fact=f"{number} / {actor.held.id}",
        message=Text(f"第 {number} 次会商是另一项目的", f"consultation {number} is another project's"),
        remedy=Text("请换用有权的岗位", "act in a post of that project"),
    )


def _context(actor: Actor, row: ConsultationRow) -> dict[str, Any]:
    names = project_names()
    offered = (
        [("DecideInConsultation", "decide"), ("CloseConsultation", "close")] if not row.closed_on else []
    )
    if row.closed_on and reading.is_newest(row):
        offered = [("ReopenConsultation", "reopen")]
    return {
        "row": row,
        "title": _title(row),
        "held_at": reading.held_at(row),
        "state": _state(row),
        "closed": date.fromisoformat(row.closed_on) if row.closed_on else None,
        "about": without_mark(names[row.project].name) if row.project else None,
        "figures_of": date.fromisoformat(row.sealed) if row.sealed else None,
        "chair": _people(actor, [row.chair]),
        "present": _people(actor, row.present),
        "absent": _people(actor, row.absent),
        "observers": _people(actor, row.observers),
        "agenda": _agenda(actor, row),
        "decisions": [_decision(actor, order) for order in dispatches.orders_of(row.number)],
        "today": actor.today,
        "acts": [
            (COMMAND_TITLES[name], reverse(f"consultation-{address}", args=(row.number,)))
            for name, address in offered
            if not campaign.may(name, actor.context, project=row.project)
        ],
        "crumbs": _crumbs(Crumb(str(row.number))),
    }


def _title(row: ConsultationRow) -> Text:
    return Text(f"第 {row.number} 次会商（调度会）", f"Consultation {row.number}")


def _agenda(actor: Actor, row: ConsultationRow) -> Agenda:
    return agenda_shown(actor, reading.agenda_of(row))


def _people(actor: Actor, posts: Iterable[str]) -> list[dict[str, Any]]:
    names, units, found = names_of(actor.office), unit_names(actor.office), []
    for id in posts:
        post = actor.office.post(id)
        if post is not None:
            unit = without_mark(units[post.unit]) if post.unit in units else post.unit
            found.append(
                {"name": names.get(post.holder, post.holder), "title": post_name(post), "unit": unit}
            )
    return found


def _decision(actor: Actor, order: Any) -> dict[str, Any]:
    units, post, names = unit_names(actor.office), actor.office.post(order.post), names_of(actor.office)
    return {
        "row": order,
        "unit": without_mark(units[order.unit]) if order.unit in units else order.unit,
        "post": post_name(post) if post else order.post,
        "holder": names.get(post.holder, post.holder) if post else "",
        "due": date.fromisoformat(order.due_on),
        "badge": badge(order, actor.today),
        "url": reverse("order", args=(order.number,)),
        "about": "、".join(map(str, order.about)),
    }


# ---------- what is done in it ----------
@insider
def decide(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Record a decision; its order is on the owner's list in the same moment."""

    def form(row: ConsultationRow) -> Callable[[Any, Any], ActForm]:
        choices = [
            (str(item.number), in_short(actor, item)) for item in reading.agenda_of(row) if not item.beyond
        ]
        return lambda data, files: DecisionOfMeetingForm(
            data, files, actor=actor, meeting=row, agenda=choices
        )

    return _act(request, actor, number, "DecideInConsultation", form)


@insider
def close(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """End a consultation and lock its minutes."""
    return _act(
        request, actor, number, "CloseConsultation",
        lambda row: lambda data, files: CloseMeetingForm(data, files, actor=actor, meeting=row),
    )  # fmt: skip


@insider
def reopen(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Open the newest consultation again."""
    return _act(
        request, actor, number, "ReopenConsultation",
        lambda row: lambda data, files: ReopenMeetingForm(data, files, actor=actor, meeting=row),
    )  # fmt: skip


def _act(
    request: HttpRequest,
    actor: Actor,
    number: int,
    command: str,
    form: Callable[[ConsultationRow], Callable[[Any, Any], ActForm]],
) -> HttpResponse:
    row = _seen(actor, number)
    if isinstance(row, Reason):
        return not_permitted(request, row)
    if denied := campaign.may(command, actor.context, project=row.project):
        return not_permitted(request, *denied)
    own, title = reverse("consultation", args=(number,)), COMMAND_TITLES[command]
    context = {
        "title": title,
        "today": actor.today,
        "cancel_url": own,
        "crumbs": _crumbs(Crumb(str(number), own), Crumb(here(title))),
    }
    return answer_form(request, actor, form(row), context, done=own)


def _crumbs(*below: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(_("Today"), reverse("today")), Crumb(_("Consultations"), reverse("consultations")), *below)
