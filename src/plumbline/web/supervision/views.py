"""The supervision desk, a proposal, a matter with the form that leads it on, and what is done beside it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from plumbline import campaign, documents
from plumbline.campaign import ANOTHER_ORGANS, BREACH_RULES, RUNGS, Breach
from plumbline.store.models import MatterRow, RungActRow
from plumbline.store.printing.supervision import KIND_OF, Form, print_rung
from plumbline.store.reading import supervision as reading
from plumbline.store.reading.households import note_access
from plumbline.terms import Reason, Refused, Text
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.bulletins.views import as_file, unprinted
from plumbline.web.parts import Crumb
from plumbline.web.supervision import shown
from plumbline.web.supervision.forms import (
    ASIDE,
    AnswerForm,
    ConcludeForm,
    DismissForm,
    MatterForm,
    OpenForm,
    SignForm,
)
from plumbline.web.workbench.views.acts import Made
from plumbline.web.workbench.views.acts import answer as answer_form
from plumbline.web.workbench.words import COMMAND_TITLES, here

MOST_SHOWN = 50
"""Own decisions and dismissed proposals on the desk; the ledger has all."""


@desk
def desk_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Proposals with their facts, matters with their clocks, own decisions; for other posts, what is asked of their unit."""
    rows = list(reading.matters(actor.held))
    reads = actor.held.role in reading.READERS
    context = {
        "reads": reads,
        "today": actor.today,
        "open": [shown.standing(actor, row) for row in rows if not row.ended],
        "ended": [shown.standing(actor, row) for row in rows if row.ended],
        "proposals": [shown.proposed(actor, b) for b in reading.proposals(actor.held, actor.today)] if reads else [],
        "dismissed": _dismissed(actor) if reads else [],
        "own": _own(actor),
    }  # fmt: skip
    return render(request, "supervision/desk.html", context)


def _dismissed(actor: Actor) -> list[dict[str, Any]]:
    return [
        {"title": BREACH_RULES[row.rule], "unit": shown.unit_of(actor, row.unit), "on": row.day, "reasons": row.reasons}
        for row in reading.dismissed(actor.held)[:MOST_SHOWN]
    ]  # fmt: skip


def _own(actor: Actor) -> list[dict[str, Any]]:
    return [
        {"what": shown.ACTS[row.act], "rung": RUNGS.get(row.rung), "on": row.day, "number": row.matter}
        for row in reading.decisions_of(actor.person)[:MOST_SHOWN]
    ]


# ---------- a proposal ----------
@desk
def proposal(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """A proposal's facts and records; dismiss it here, or open the first rung (`?open=reminder`)."""
    if actor.held.role not in reading.READERS:
        return not_permitted(request, _not_shown(actor, key))
    breach = reading.proposal(key, actor.today)
    if breach is None:
        raise Http404
    if breach.rule == "household_step":
        note_access(at=actor.now, person=actor.person, household=key.split(":")[1], what="supervision")
    found = campaign.matter_of(actor.office, key)
    context = _of_proposal(actor, breach) | {"matter": found[0] if found else None}
    if (
        found
        or key in actor.office.dismissed
        or campaign.may("OpenRung", actor.context, project=breach.project)
    ):
        return render(request, "supervision/proposal.html", context)
    opening = request.GET.get("open") == "reminder"
    title = COMMAND_TITLES["OpenRung" if opening else "DismissBreach"]
    context |= {"opening": opening, "form_title": title}

    def made(data: Any, files: Any) -> Any:
        if opening:
            return OpenForm(data, files, actor=actor, breach=key, unit=breach.unit, rung="reminder")
        return DismissForm(data, files, actor=actor, breach=breach)

    return answer_form(
        request, actor, made, context, done=reverse("supervision"), template="supervision/proposal.html"
    )


def _of_proposal(actor: Actor, breach: Breach) -> dict[str, Any]:
    links = {"grievance": "grievance", "order": "order"}
    number = breach.key.partition(":")[2]
    return {
        "title": BREACH_RULES[breach.rule],
        "breach": breach,
        "facts": [(fact.name, fact.value) for fact in breach.facts],
        "unit": shown.unit_of(actor, breach.unit),
        "record_url": reverse(links[breach.rule], args=(number,)) if breach.rule in links else "",
        "today": actor.today,
        "cancel_url": reverse("supervision"),
        "crumbs": (*_crumbs(), Crumb(here(BREACH_RULES[breach.rule]))),
    }


def _crumbs() -> tuple[Crumb, ...]:
    return Crumb(_("Today"), reverse("today")), Crumb(_("Supervision"), reverse("supervision"))


# ---------- a matter ----------
@desk
def matter(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """A matter: facts, what is asked, the time left, its whole life, and the form of its next act for who may do it."""
    row = _seen(actor, number)
    if isinstance(row, Reason):
        return not_permitted(request, row)
    context, made = _of_matter(actor, row), _main_form(actor, row)
    if made is None:
        return render(request, "supervision/matter.html", context)
    context |= {"form_title": COMMAND_TITLES[made[0]]}
    return answer_form(
        request, actor, made[1], context, done=reverse("matter", args=(number,)), template="supervision/matter.html"
    )  # fmt: skip


def _main_form(actor: Actor, row: MatterRow) -> tuple[str, Made] | None:
    """The command that leads the matter on for this post, and its form; the door judges again."""
    rung = campaign.standing_rung(actor.office.matters[str(row.number)])
    if rung is None or row.ended:
        return None
    asked = campaign.may_answer(actor.office, rung, actor.held.id, actor.today)
    given = {"actor": actor, "matter": row.number}
    if rung["state"] == "issued" and asked:
        return "DeliverRung", lambda data, files: SignForm(data, files, **given)
    if rung["state"] in ("delivered", "answered") and asked:
        return "AnswerRung", lambda data, files: AnswerForm(data, files, **given)
    if rung["state"] in ("delivered", "answered") and _supervises(actor, row) and rung["rung"] != "referral":
        answered = rung["state"] == "answered"
        return "ConcludeRung", lambda data, files: ConcludeForm(data, files, answered=answered, **given)
    return None


def _supervises(actor: Actor, row: MatterRow) -> bool:
    return (
        not campaign.may("ConcludeRung", actor.context, project=row.project) and actor.held.unit != row.unit
    )


def _of_matter(actor: Actor, row: MatterRow) -> dict[str, Any]:
    number, acts = row.number, reading.acts_of(row.number)
    last = reading.until(actor.office, number)
    rung, name = RUNGS[row.rung], BREACH_RULES[row.rule]
    following = shown.next_of(actor, number) if _supervises(actor, row) else None
    return {
        "title": Text(f"督办第 {number} 号：{name.zh}", f"Supervision {number}: {name.en}"),
        "row": row,
        "rung": rung,
        "badge": shown.badge(actor, row),
        "unit": shown.unit_of(actor, row.unit),
        "facts": shown.facts_of(acts),
        "life": shown.life(actor, number),
        "until": last.day if last else None,
        "today": actor.today,
        "next_rung": RUNGS[following] if following else None,
        "next_url": reverse("matter-act", args=(number, "open")) if following else "",
        "aside": _asides(actor, row),
        "cancel_url": reverse("supervision"),
        "crumbs": (*_crumbs(), Crumb(str(number))),
    }


def _asides(actor: Actor, row: MatterRow) -> list[tuple[Text, str]]:
    """What a supervisor may do beside the main form, as the standing paper allows it."""
    rung = campaign.standing_rung(actor.office.matters[str(row.number)])
    if not _supervises(actor, row):
        return []
    open_ = not row.ended
    allowed = {
        "deliver": open_ and rung is not None and rung["state"] == "issued",
        "remind": open_ and rung is not None and rung["state"] == "issued",
        "receipt": rung is not None and rung["rung"] in ANOTHER_ORGANS and not rung["received"],
        "correct": rung is not None,
        "withdraw": rung is not None,
        "end": open_ and (rung is None or rung["state"] == "concluded" or rung["received"]),
    }
    titles = {
        **{act: COMMAND_TITLES[form.name] for act, form in ASIDE.items()},
        "deliver": Text("登记送达", "record the delivery"),
    }
    return [(titles[act], reverse("matter-act", args=(row.number, act))) for act in ASIDE if allowed[act]]  # fmt: skip


@desk
def aside(request: HttpRequest, actor: Actor, number: int, act: str) -> HttpResponse:
    """Open the next rung, or deliver, remind, keep a receipt, correct, withdraw, end."""
    row = _seen(actor, number)
    if isinstance(row, Reason):
        return not_permitted(request, row)
    form = ASIDE.get(act)
    if form is None and act != "open":
        raise Http404
    command = form.name if form else "OpenRung"
    if denied := campaign.may(command, actor.context, project=row.project):
        return not_permitted(request, *denied)
    following = shown.next_of(actor, number)
    if form is None and following is None:
        raise Http404
    title = COMMAND_TITLES[command]
    if form is None and following is not None:
        title = Text(f"{title.zh}：{RUNGS[following].zh}", f"{title.en}: {RUNGS[following].en}")
    own = reverse("matter", args=(number,))
    context = {
        "title": title,
        "today": actor.today,
        "cancel_url": own,
        "crumbs": (*_crumbs(), Crumb(str(number), own), Crumb(here(title))),
    }

    def made(data: Any, files: Any) -> MatterForm | OpenForm:
        if form is not None:
            return form(data, files, actor=actor, matter=number)
        return OpenForm(data, files, actor=actor, breach=row.breach, unit=row.unit, rung=following)

    return answer_form(request, actor, made, context, done=own)


@desk
def paper(request: HttpRequest, actor: Actor, seq: int, form: str) -> HttpResponse:
    """The paper of a decision, as PDF or Word, for whoever sees its matter."""
    row = RungActRow.objects.filter(pk=seq).first()
    asked = next((known for known in _FORMS if known == form), None)
    if row is None or asked is None:
        raise Http404
    seen = _seen(actor, row.matter)
    if isinstance(seen, Reason):
        return not_permitted(request, seen)
    made = print_rung(seq, asked)
    if made is None:
        raise Http404
    name = documents.kind(KIND_OF[row.rung]).name
    if isinstance(made, Refused):
        return unprinted(request, made, name, back=reverse("matter", args=(row.matter,)), of=str(row.matter))
    note_access(at=actor.now, person=actor.person, household="", what=f"rung {seq} {form}")
    return as_file(made, f"{name.zh}-{row.matter}", form)


_FORMS: tuple[Form, ...] = ("pdf", "docx")


def _seen(actor: Actor, number: int) -> MatterRow | Reason:
    row = MatterRow.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    seen = reading.matters(actor.held).filter(pk=number).exists()
    return row if seen else _not_shown(actor, str(number))


def _not_shown(actor: Actor, what: str) -> Reason:
    return Reason(
        code="permission:sight",
        rule="岗位权限表",
        fact=f"{what} / {actor.held.id}",
        message=Text("此督办件的对象不是本单位", "this matter is not addressed to your unit"),
        remedy=Text("请由对象单位或者督查岗查看", "let the addressed unit or a supervisor open it"),
    )
