"""A household's own file, as it reads it itself: standing, sums, money, people, papers, rights, proofs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plumbline import campaign, policy
from plumbline.campaign import Household, Office
from plumbline.store.exporting import NotSealed, household_archive
from plumbline.store.reading import households as reading
from plumbline.store.reading.households import HouseholdFile
from plumbline.store.reading.office import grievances_of, unit_names
from plumbline.store.reading.public import log_keys, public_policies
from plumbline.store.reading.residents import RESIDENT, looks_of, publishes_area
from plumbline.store.reading.sealed import last_sealed, the_instant, the_office
from plumbline.terms import DUTIES, STAGES, Fen, Regime, Stage, Text
from plumbline.web.parts import Sums
from plumbline.web.portal.choices import choices_of
from plumbline.web.portal.money import own_money
from plumbline.web.portal.rights import rights_in_words
from plumbline.web.portal.running import owed_of, rights_of
from plumbline.web.portal.standing import protections_of, where_of
from plumbline.web.portal.views.entering import resident
from plumbline.web.portal.views.public import print_head
from plumbline.web.workbench.facts import groups_of, summary_of
from plumbline.web.workbench.history import told
from plumbline.web.workbench.sums import BOOKINGS, SHEET, SumsShown, sums_of
from plumbline.web.workbench.way import line_of, way_of
from plumbline.web.workbench.words import document_name, here, phones_of, post_name, state_name, word


@require_safe
@resident
def file(request: HttpRequest, opened: HouseholdFile) -> HttpResponse:
    """The whole file on one page."""
    held, now, office = opened.household, the_instant(), the_office()
    reading.note_access(at=now, person=RESIDENT, household=held.id, what="mine")
    rules = campaign.rules_of(office)
    way = way_of(rules, opened.project, held, now.date())
    entries = reading.entries_of(held.id)
    day = last_sealed()
    choices = tuple(
        replace(choice, sums=_plain(choice.sums)) for choice in choices_of(office, opened.project, held, now)
    )
    context: dict[str, Any] = {
        "household": held,
        "names": "、".join(held.names),
        "project": Text(opened.project.name_zh, opened.project.name_en),
        "state": state_name(held.regime, held.state),
        "where": where_of(held),
        "protections": protections_of(held),
        "line": replace(line_of(held, reading.reached_of(held.id), way, now.date()), blocks=()),
        "today": now.date(),
        "policy_id": _sealed_policy(opened),
        "rights": rights_of(rules, way.standing, opened.project, held, now.date()),
        "every_right": rights_in_words(rules.procedure, (Regime(held.regime),)),
        "owed": owed_of(rules, way.standing, opened.project, held, now.date()),
        "moving_end": _moving_end(held),
        "choices": choices,
        "by_decision": bool(held.booked) and not held.is_signed and held.is_decided,
        "shown": _plain_sums(
            sums_of(office, opened.project, held, [e for e in entries if e.type in (*BOOKINGS, *SHEET)], now)
        ),
        "money": own_money(held),
        "orders": _orders(held),
        "duties": _duties(office, held),
        "summary": _own(summary_of(held)),
        "groups": _groups(held, rules.policy_of(office, opened.project)),
        "papers": [
            {"name": document_name(p.document), "number": p.number, "on": p.on, "seq": p.seq}
            for p in reading.papers_of(held.id)
        ],
        "cases": _cases(held, now.date()),
        "told": told(office, entries, ()),
        "looks": looks_of(held.id),
        "publishes_area": publishes_area(held),
        "proofs": sum(1 for e in entries if day and e.seq < day.size),
        "sealed_day": day,
        "sealed_size": day.size if day else 0,
        "keys": log_keys(),
        "print_head": print_head(Text("本户档案", "Household file"), held.id),
    }
    return render(request, "portal/mine.html", context)


@require_safe
@resident
def archive(request: HttpRequest, opened: HouseholdFile) -> HttpResponse:
    """The proofs of every sealed event of the file, to keep and to check without us."""
    held = opened.household
    try:
        data = household_archive(held.id)
    except NotSealed:
        context = {"names": "、".join(held.names)}
        return render(request, "portal/not_sealed.html", context, status=404)
    reading.note_access(at=the_instant(), person=RESIDENT, household=held.id, what="proofs")
    answer = HttpResponse(data, content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="plumbline-proofs.zip"'
    return answer


def _sealed_policy(opened: HouseholdFile) -> str:
    """The id of the project's policy where it can be read by everybody, else empty."""
    day = last_sealed()
    kept = {policy.id for policy in public_policies(day.size)} if day else set()
    return opened.project.policy if opened.project.policy in kept else ""


def _own(facts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Facts without the addresses of the workbench, which a resident cannot open."""
    return tuple(replace(fact, source_url="") for fact in facts)


_LONG_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){2,}")


def _plain_sums(shown: SumsShown) -> SumsShown:
    return replace(shown, sums=_plain(shown.sums))


def _plain(sums: Sums | None) -> Sums | None:
    """The sums with parcels and plots named by the last part of their number alone."""

    def short(text: str) -> str:
        return _LONG_ID.sub(lambda found: found[0].rpartition("-")[2], text)

    if sums is None:
        return None
    lines = tuple(
        replace(line, title=Text(short(line.title.zh), short(line.title.en))) for line in sums.lines
    )
    return replace(sums, lines=lines)


def _groups(household: Household, rule: policy.Policy | None) -> list[tuple[Text, tuple[Any, ...]]]:
    """The facts by thing; a thing that the policy's tables know by a code is called by its name there."""
    names = {
        row.key: row.label
        for table in (rule.tables.values() if rule else ())
        if table.kind == "list"
        for row in table.rows
    }
    found = []
    for group in groups_of(household):
        kind, _blank, code = group.title.zh.partition(" ")
        known = names.get(code)
        title = (
            Text(f"{kind}：{known.zh}", f"{group.title.en.rpartition(' ')[0]}: {known.en}") if known else None
        )
        found.append((title or group.title, _own(group.facts)))
    return found


def _moving_end(household: Household) -> date | None:
    """The last day for moving that the household itself has signed; None once it has moved."""
    agreed = household.agreement.get("moving_end") if household.is_signed else None
    moved = STAGES.index(Stage(household.stage)) >= STAGES.index(Stage.VACATED)
    return date.fromisoformat(agreed) if agreed and not moved else None


def _orders(household: Household) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "fen": Fen(order["fen"]),
            "paid_on": date.fromisoformat(order["paid_on"]) if order.get("paid_on") else None,
            "deposit": order["deposit"],
        }
        for number, order in household.orders.items()
    ]


def _duties(office: Office, household: Household) -> list[dict[str, Any]]:
    """Who answers for each duty: the post and its unit; a post outlasts the person who holds it."""
    units, phones, found = unit_names(office), phones_of(office), []
    for duty in DUTIES:
        row = household.duties.get(duty.value)
        post = office.post(row["post"]) if row else None
        if row and post:
            unit = units.get(row["unit"], Text(row["unit"], row["unit"]))
            phone = phones.get(post.id, "")
            found.append({"duty": duty, "post": here(post_name(post)), "unit": here(unit), "phone": phone})
    return found


def _cases(household: Household, today: date) -> list[dict[str, Any]]:
    return [
        {
            "kind": word(row.kind),
            "text": row.text,
            "received": date.fromisoformat(row.received_on[:10]),
            "due": date.fromisoformat(row.due_on[:10]),
            "answered": date.fromisoformat(row.answered_on[:10]) if row.answered_on else None,
            "answer": row.answer,
            "late": not row.answered_on and row.due_on < today.isoformat(),
            "status": _("answered") if row.answered_on else "",
        }
        for row in grievances_of(household.id)
    ]
