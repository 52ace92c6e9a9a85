"""Dispatch orders: their list, and one order's page with the form that leads it on."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plumbline import campaign
from plumbline.campaign import ORDER_STATES
from plumbline.store.models import DispatchRow
from plumbline.store.printing.consultations import print_order
from plumbline.store.reading import dispatches as reading
from plumbline.store.reading.office import names_of, unit_names
from plumbline.terms import Reason, Refused, Text
from plumbline.web import parts
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.bulletins.views import as_file, unprinted
from plumbline.web.parts import Column, Crumb, Filter, ListState
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.forms.dispatches import ASIDE, NEXT, DispatchForm
from plumbline.web.workbench.views.acts import answer as answer_form
from plumbline.web.workbench.views.listing import Found, Listing, Record, answer
from plumbline.web.workbench.words import COMMAND_TITLES, document_name, here, post_name, say

_CLOCKS = (
    ("late", parts.STATUSES["late"].label),
    ("due", parts.STATUSES["due"].label),
    ("open", gettext_lazy("in hand")),
    ("waiting", say(ORDER_STATES["answered"])),
    ("done", say(ORDER_STATES["closed"])),
    ("withdrawn", say(ORDER_STATES["withdrawn"])),
)
LIST = Listing(
    gettext_lazy("Dispatch orders"),
    (
        Column("number", gettext_lazy("number")),
        Column("clock", gettext_lazy("state"), "status"),
        Column("matter", gettext_lazy("matter")),
        Column("unit", gettext_lazy("responsible unit")),
        Column("post", gettext_lazy("post"), minor=True),
        Column("due", gettext_lazy("until"), "day"),
        Column("source", gettext_lazy("decided in"), minor=True),
        Column("stands", gettext_lazy("stands at"), minor=True),
    ),
    (
        Filter("state", gettext_lazy("state"), _CLOCKS),
        Filter("mine", gettext_lazy("given to me"), (("yes", gettext_lazy("yes")),)),
        Filter("q", gettext_lazy("words")),
    ),
    "due",
    "orders",
    gettext_lazy("No order is within the sight of this post. Every decision of a consultation becomes one."),
)
_BADGES = {
    "late": "late",
    "due": "due",
    "open": "open",
    "waiting": "waiting",
    "done": "done",
    "withdrawn": "draft",
}


def badge(row: DispatchRow, today: date) -> tuple[str, Any]:
    """The badge of an order: how its day stands, or how it ended."""
    clock = reading.clock_of(row, today)
    label = parts.STATUSES[clock].label if clock in ("late", "due") else say(ORDER_STATES[row.state])
    return _BADGES[clock], label


def source_of(row: DispatchRow) -> Text:
    """Which decision of which consultation an order came from."""
    return Text(
        f"第 {row.consultation} 次会商第 {row.item} 项",
        f"consultation {row.consultation}, item {row.item}",
    )


@desk
def orders(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Orders within the post's sight, open ones first by their day."""
    units = unit_names(actor.office)

    def record(row: DispatchRow) -> Record:
        post = actor.office.post(row.post)
        return {
            "number": str(row.number),
            "clock": badge(row, actor.today),
            "late": reading.clock_of(row, actor.today) == "late",
            "matter": row.matter,
            "unit": without_mark(units[row.unit]) if row.unit in units else row.unit,
            "post": post_name(post) if post else row.post,
            "due": date.fromisoformat(row.due_on),
            "source": source_of(row),
            "stands": ORDER_STATES[row.state],
        }

    def found(state: ListState) -> Found:
        wanted = dict(state.values)
        chosen = [
            row
            for row in reading.orders(actor.held)
            if wanted.get("state", "") in ("", reading.clock_of(row, actor.today))
            and ("mine" not in wanted or reading.is_owner(row, actor.held))
            and wanted.get("q", "") in f"{row.number} {row.matter}"
        ]
        return Found(len(chosen), lambda first, count: [record(row) for row in chosen[first : first + count]])

    return answer(
        request, LIST, found, url=lambda r: reverse("order", args=(r["number"],)),
        late=lambda r: bool(r["late"]), context={"title": LIST.caption},
    )  # fmt: skip


# ---------- one order ----------
@desk
def order(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One order: what, who, by when, what was done, and the form of its next act for who may do it."""
    row = _seen(actor, number)
    if isinstance(row, Reason):
        return not_permitted(request, row)
    context, form = _context(actor, row), NEXT.get(row.state)
    if form is None or not _may(actor, row, form):
        return render(request, "workbench/order.html", context)
    context |= {"form_title": COMMAND_TITLES[form.name]}
    return answer_form(
        request, actor, lambda data, files: form(data, files, actor=actor, order=number), context,
        done=reverse("order", args=(number,)), template="workbench/order.html",
    )  # fmt: skip


@desk
def aside(request: HttpRequest, actor: Actor, number: int, act: str) -> HttpResponse:
    """Send an order back, or withdraw it."""
    row = _seen(actor, number)
    if isinstance(row, Reason):
        return not_permitted(request, row)
    form = ASIDE.get(act)
    if form is None:
        raise Http404
    if denied := campaign.may(form.name, actor.context, project=row.project):
        return not_permitted(request, *denied)
    title = COMMAND_TITLES[form.name]
    own = reverse("order", args=(number,))
    context = {
        "title": title,
        "today": actor.today,
        "cancel_url": own,
        "crumbs": (*_crumbs(row, own), Crumb(here(title))),
    }
    return answer_form(
        request, actor, lambda data, files: form(data, files, actor=actor, order=number), context, done=own
    )


@desk
def order_file(request: HttpRequest, actor: Actor, number: int, form: str) -> HttpResponse:
    """The order as PDF or Word, what was done on it filled in; 409 with the reason where it cannot be set."""
    row = _seen(actor, number)
    if isinstance(row, Reason):
        return not_permitted(request, row)
    asked = PAPERS.get(form)
    made = print_order(number, asked) if asked else None
    if made is None:
        raise Http404
    if isinstance(made, Refused):
        title = Text("交办单", "dispatch order")
        return unprinted(request, made, title, back=reverse("order", args=[number]), of=str(number))
    return as_file(made, f"交办单-{number}", form)


PAPERS: dict[str, Literal["pdf", "docx"]] = {"pdf": "pdf", "docx": "docx"}
"""Endings of the papers that are made here."""


def _seen(actor: Actor, number: int) -> DispatchRow | Reason:
    row = reading.order(number)
    if row is None:
        raise Http404
    if reading.orders(actor.held).filter(pk=number).exists():
        return row
    return Reason(
        code="permission:sight",
        rule="岗位权限表",
        fact=f"{number} / {actor.held.id}",
        message=Text(
            f"第 {number} 号交办单不是交给本单位的", f"dispatch order {number} is not given to your unit"
        ),
        remedy=Text("请由责任单位查看", "let the responsible unit open it"),
    )


def _may(actor: Actor, row: DispatchRow, form: type[DispatchForm]) -> bool:
    """Whether the form is offered: the door judges again, and says why not."""
    if campaign.may(form.name, actor.context, project=row.project):
        return False
    if row.state != "answered":
        return reading.is_owner(row, actor.held)
    post = actor.office.post(row.post)
    return actor.person not in (row.answered_by, post.holder if post else "")


_ACTS = {
    "issued": Text("交办", "given"),
    "signed_for": Text("签收", "signed for"),
    "answered": Text("反馈", "answered"),
    "sent_back": Text("退回", "sent back"),
    "closed": Text("销号", "closed"),
    "withdrawn": Text("撤回", "withdrawn"),
}


def _context(actor: Actor, row: DispatchRow) -> dict[str, Any]:
    names, post = names_of(actor.office), actor.office.post(row.post)
    aside = [
        (COMMAND_TITLES[form.name], reverse("order-aside", args=(row.number, address)))
        for address, form in ASIDE.items()
        if not campaign.may(form.name, actor.context, project=row.project)
        and (row.state == "answered" if address == "send-back" else row.state in campaign.OPEN_ORDERS)
        and (post is None or post.holder != actor.person)
        and (address != "send-back" or row.answered_by != actor.person)
    ]
    own = reverse("order", args=(row.number,))
    return {
        "row": row,
        "title": Text(f"交办单第 {row.number} 号", f"Dispatch order {row.number}"),
        "badge": badge(row, actor.today),
        "source": source_of(row),
        "consultation_url": reverse("consultation", args=(row.consultation,)),
        "unit": unit_names(actor.office).get(row.unit, row.unit),
        "post": post_name(post) if post else row.post,
        "holder": names.get(post.holder, post.holder) if post else "",
        "due": date.fromisoformat(row.due_on),
        "issued": date.fromisoformat(row.issued_on),
        "stands": ORDER_STATES[row.state],
        "today": actor.today,
        "acts": [
            {
                "what": _ACTS[act.row.act],
                "on": date.fromisoformat(act.row.done_on),
                "by": names.get(act.row.by_person, act.row.by_person),
                "text": act.row.text,
                "papers": [
                    (
                        document_name(p.document),
                        p.number,
                        reverse("paper", args=(p.sha256,)) if p.sha256 else "",
                    )
                    for p in act.papers
                ],
            }
            for act in reading.acts_of(row.number)
        ],
        "aside": aside,
        "cancel_url": reverse("orders"),
        "crumbs": (*_crumbs(row, own)[:-1], Crumb(str(row.number))),
    }


def _crumbs(row: DispatchRow, own: str) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Today"), reverse("today")),
        Crumb(_("Dispatch orders"), reverse("orders")),
        Crumb(str(row.number), own),
    )
