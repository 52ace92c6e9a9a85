"""The persons of a file: everybody sees masked numbers; who needs one whole says why, and the look is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from plumbline import campaign
from plumbline.campaign import IDENTITY_KINDS, PERSON_ROLES
from plumbline.store.reading.identities import ACCOUNT, IDENTITY_READERS, number_of
from plumbline.terms import Reason, Text
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.workbench.views.file import Opened, head_of, may_not, open_file
from plumbline.web.workbench.way import way_of

_LEAST_REASON = 4
"""Signs of a reason: 付款核对 is one, ok is none."""


@never_cache
@desk
def persons(request: HttpRequest, actor: Actor, household: str) -> HttpResponse:
    """Persons, shares and account; a POST with `whose` and `reason` shows one number whole, once."""
    opened = open_file(request, actor, household, "persons")
    if isinstance(opened, HttpResponse):
        return opened
    way = way_of(campaign.rules_of(actor.office), opened.file.project, opened.household, actor.today)
    context = {**head_of(opened, way, "persons"), **_shown(opened)}
    if request.method != "POST":
        return render(request, "workbench/household/persons.html", context)
    if actor.held.role not in IDENTITY_READERS:
        return not_permitted(request, _denied())
    whose, reason = request.POST.get("whose", ""), request.POST.get("reason", "").strip()
    if len(reason) < _LEAST_REASON:
        context |= {"wrong": _("Say in a few words what the number is needed for."), "asked": whose}
        return render(request, "workbench/household/persons.html", context, status=422)
    number = number_of(opened.household, whose, person=actor.person, reason=reason, at=actor.now)
    if number is None:
        return redirect("persons", household)
    return render(request, "workbench/household/persons.html", context | {"asked": whose, "number": number})


def _shown(opened: Opened) -> dict[str, Any]:
    held = opened.household
    may_record = not may_not(opened, "RecordPersons")
    return {
        "persons": [
            {
                "id": id,
                "name": row["name"],
                "role": PERSON_ROLES[row["role"]],
                "share": row.get("share", ""),
                "document": IDENTITY_KINDS[row.get("id_kind", "resident_id")],
                "masked": row.get("id_masked", ""),
                "phone": row.get("phone", ""),
            }
            for id, row in held.persons.items()
        ],
        "account": held.pay_to,
        "account_key": ACCOUNT,
        "may_see": opened.actor.held.role in IDENTITY_READERS,
        "record_url": reverse("act", args=(held.id, "persons")) if may_record else "",
    }


def _denied() -> Reason:
    return Reason(
        code="permission:number",
        rule="岗位权限表",
        fact="",
        message=Text("本岗位的工作不需要完整号码", "the work of this post needs no whole number"),
        remedy=Text(
            "请由审核、付款或者公证人员核对", "let the reviewer, the accountant or the notary compare it"
        ),
    )
