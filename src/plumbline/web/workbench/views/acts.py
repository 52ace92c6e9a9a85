"""Doing: the form of an act, the one door, and the refusal beside what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plumbline import campaign, law
from plumbline.store.reading.households import entries_of
from plumbline.store.writing import Receipt, submit
from plumbline.terms import Refused, Text
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.parts import Crumb
from plumbline.web.workbench.forms import ADDRESS_OF, HOUSEHOLD_FORMS, ActForm, StepForm
from plumbline.web.workbench.sums import BOOKINGS, SHEET, sums_of, trial
from plumbline.web.workbench.views.file import Opened, may_not, money_of, open_file
from plumbline.web.workbench.way import command_of, way_of
from plumbline.web.workbench.words import COMMAND_TITLES, step_name

Made = Callable[[Any, Any], ActForm]


@desk
def act(request: HttpRequest, actor: Actor, household: str, address: str) -> HttpResponse:
    """A form about a household that has a command of its own."""
    kind = HOUSEHOLD_FORMS.get(address)
    if kind is None:
        raise Http404
    opened = open_file(request, actor, household, f"form:{address}")
    if isinstance(opened, HttpResponse):
        return opened
    if denied := may_not(opened, kind.name):
        return not_permitted(request, *denied)
    context = _context(opened, COMMAND_TITLES[kind.name])
    held = opened.household
    if kind.name in ("ComputeSums", "SignAgreement", "DecideCompensation") and not (
        held.is_signed or held.is_decided
    ):
        context["shown"] = trial(actor.office, opened.file.project, held, actor.now)
        if kind.name != "ComputeSums":
            context["standing"] = _standing(opened, command=kind.name)
    elif kind.name in ("OrderPayment", "CancelOrder", "RecordPayment"):
        entries = entries_of(household, (*BOOKINGS, *SHEET))
        context["shown"] = sums_of(actor.office, opened.file.project, opened.household, entries, actor.now)
        context["money"] = money_of(opened.household)
    return answer(
        request,
        actor,
        lambda data, files: kind(data, files, actor=actor, file=opened.file),
        context,
        done=reverse("household", args=(household,)),
    )


@desk
def step(request: HttpRequest, actor: Actor, household: str, step: str) -> HttpResponse:
    """The form of a statutory step of a household."""
    opened = open_file(request, actor, household, f"form:{step}")
    if isinstance(opened, HttpResponse):
        return opened
    row = law.load_procedure().steps.get(step)
    if row is None or not row.is_household or row.regime != opened.household.regime:
        raise Http404
    command = command_of(opened.household, step)
    if command != "RecordStep":
        if command not in ADDRESS_OF:
            raise Http404
        return redirect("act", household, ADDRESS_OF[command])
    if denied := may_not(opened, "RecordStep", step):
        return not_permitted(request, *denied)
    context = _context(opened, step_name(step)) | {
        "row": row,
        "standing": _standing(opened, step=step),
        "submit": _("Record this step"),
    }
    return answer(
        request,
        actor,
        lambda data, files: StepForm(data, files, actor=actor, file=opened.file, step=step),
        context,
        done=reverse("household", args=(household,)),
    )


def _standing(opened: Opened, *, step: str = "", command: str = "") -> Refused | None:
    """What stands against a step, or a command for one, today that its own papers would not remove; shown before anything is typed."""
    way = way_of(
        campaign.rules_of(opened.actor.office), opened.file.project, opened.household, opened.actor.today
    )
    waiting = [*way.waiting, *([way.next] if way.next else [])]
    return next((a.refused for a in waiting if (a.step == step if step else a.command == command)), None)


def _context(opened: Opened, title: Text) -> dict[str, Any]:
    held = opened.household
    return {
        "household": held,
        "names": "、".join(held.names),
        "title": title,
        "today": opened.actor.today,
        "cancel_url": reverse("household", args=(held.id,)),
        "crumbs": (
            Crumb(_("Households"), reverse("households")),
            Crumb(held.id, reverse("household", args=(held.id,))),
            Crumb(title.in_language(get_language() or "zh-hans")),
        ),
    }


# ---------- every form alike ----------
def answer(
    request: HttpRequest,
    actor: Actor,
    made: Made,
    context: dict[str, Any],
    *,
    done: str,
    template: str = "workbench/act.html",
) -> HttpResponse:
    """Show a form, or send its command through the one door.

    422  something is missing or cannot be read; 409 the law, the policy or a rule of the office refuses;
    both show what was typed. 303 to `done` with the receipt's code where it was recorded.
    """
    if request.method != "POST":
        return render(request, template, {**context, "form": made(None, None)})
    form = made(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, template, {**context, "form": form}, status=422)
    outcome = _send(actor, form)
    if isinstance(outcome, Refused):
        form.place_reasons(outcome)
        return render(request, template, {**context, "form": form, "refused": outcome}, status=409)
    messages.success(request, _told(outcome))
    return redirect(done)


def _send(actor: Actor, form: ActForm) -> Receipt | Refused:
    # The key is the person's own: nobody meets another's record by guessing a key.
    key = f"web/{actor.person}/{form.cleaned_data['key']}"
    return submit(form.command(), person=actor.person, post=actor.held.id, key=key)


def _told(receipt: Receipt) -> str:
    if receipt.repeated:
        return _("Recorded before: this is the same record, receipt %(code)s.") % {
            "code": receipt.receipt_code
        }
    return _("Recorded. Receipt code %(code)s.") % {"code": receipt.receipt_code}
