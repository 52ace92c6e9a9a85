"""One household's file (一户一档): its standing, sums, facts, papers, cases and history, each under its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plumbline import campaign, law
from plumbline.campaign import Household
from plumbline.store.reading import households as reading
from plumbline.store.reading import office as office_reading
from plumbline.store.reading.duties import former_terms
from plumbline.store.reading.households import HouseholdFile
from plumbline.store.reading.residents import unit_of
from plumbline.terms import DUTIES, Fen, Reason, Text
from plumbline.web import parts
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.parts import Crumb, Tab
from plumbline.web.portal.views.notices import may_print
from plumbline.web.workbench.facts import large_groups_of, listed_of, summary_of
from plumbline.web.workbench.forms.registry import ADDRESS_OF, HOUSEHOLD_FORMS
from plumbline.web.workbench.history import told
from plumbline.web.workbench.sums import BOOKINGS, SHEET, sums_of
from plumbline.web.workbench.to_print import household_papers
from plumbline.web.workbench.views.papers import thumbnail
from plumbline.web.workbench.way import Act, Way, line_of, open_order, way_of
from plumbline.web.workbench.words import (
    COMMAND_TITLES,
    ROLES,
    document_name,
    here,
    phones_of,
    post_name,
    state_name,
    step_name,
    word,
)

TABS: Mapping[str, Promise] = {
    "": gettext_lazy("File"),
    "sums": gettext_lazy("Sums"),
    "facts": gettext_lazy("Facts"),
    "persons": gettext_lazy("Persons"),
    "steps": gettext_lazy("Steps"),
    "papers": gettext_lazy("Papers"),
    "cases": gettext_lazy("Grievances"),
    "history": gettext_lazy("History"),
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that the actor may see."""

    actor: Actor
    file: HouseholdFile

    @property
    def household(self) -> Household:
        """The household."""
        return self.file.household


def open_file(request: HttpRequest, actor: Actor, household: str, what: str) -> Opened | HttpResponse:
    """The file, if it lies within the post's sight: each look is recorded; else 403 with the reason.

    raises  Http404 for a household that nobody has listed
    """
    file = reading.file_of(household)
    if file is None:
        raise Http404
    if not reading.is_visible(household, reading.visible(actor.office, actor.held)):
        return not_permitted(request, reading.not_visible(actor.held, household))
    reading.note_access(at=actor.now, person=actor.person, household=household, what=what)
    return Opened(actor, file)


@desk
def household(request: HttpRequest, actor: Actor, household: str, tab: str = "") -> HttpResponse:
    """A tab of a household's file; the first is the file itself."""
    if tab not in _CONTENT:
        raise Http404
    opened = open_file(request, actor, household, tab or "file")
    if isinstance(opened, HttpResponse):
        return opened
    way = way_of(campaign.rules_of(actor.office), opened.file.project, opened.household, actor.today)
    context = {**head_of(opened, way, tab), **_CONTENT[tab](opened, way)}
    return render(request, f"workbench/household/{tab or 'file'}.html", context)


# ---------- the head that every tab has ----------
def head_of(opened: Opened, way: Way, tab: str) -> dict[str, Any]:
    """Name, tabs, life-cycle line and the one primary action."""
    held, project, actor = opened.household, opened.file.project, opened.actor
    blocks = office_reading.block_names(actor.office)
    line = line_of(held, reading.reached_of(held.id), way, actor.today)
    return {
        "household": held,
        "project": Text(project.name_zh, project.name_en),
        "block_name": blocks.get((project.id, held.block), held.block),
        "state": state_name(held.regime, held.state),
        "names": "、".join(held.names),
        "today": actor.today,
        "line": line,
        "crumbs": (
            Crumb(_("Today"), reverse("today")),
            Crumb(_("Households"), reverse("households")),
            Crumb(held.id),
        ),
        "tabs": tuple(
            Tab(
                label,
                _address(held.id, key),
                key == tab,
                held.grievances_open or None if key == "cases" else None,
            )
            for key, label in TABS.items()
        ),
        **_next_of(opened, way),
        "notice_url": reverse("notice", args=(held.id,))
        if may_print(actor.held, held, unit_of(held.id))
        else "",
        "print_head": parts.PrintHead(
            Text("分户档案", "Household file"),
            _campaign_name(actor),
            actor.today,
            held.id,
            invented=bool(actor.office.description.get("demonstration")),
        ),
    }


def _campaign_name(actor: Actor) -> str:
    name = actor.office.description["name"]
    return str(name["zh"] if isinstance(name, dict) else name)


def _address(household: str, tab: str) -> str:
    return reverse("household", args=(household, tab)) if tab else reverse("household", args=(household,))


def _next_of(opened: Opened, way: Way) -> dict[str, Any]:
    if way.next is None:
        return {"next": None, "others": None}
    act, held = way.next, opened.household
    denied = may_not(opened, act.command, act.step)
    if act.refused is None and denied:
        return {"next": None, "others": _hands(act)}
    shown = parts.NextStep(act.title, act_url(held.id, act), act.refused, act.earliest)
    return {"next": shown, "others": None}


def _hands(act: Act) -> dict[str, Any]:
    """The next step as somebody sees it whose post may not do it: who may."""
    roles = campaign.COMMAND_ROLES.get(act.command, frozenset())
    names = [ROLES[role] for role in sorted(roles) if role in ROLES]
    return {
        "title": act.title,
        "who": Text("、".join(n.zh for n in names), ", ".join(n.en for n in names)),
    }


def may_not(opened: Opened, command: str, step: str = "") -> tuple[Reason, ...]:
    """Why the actor's post may not give a command for this household; empty where it may."""
    return campaign.may(command, opened.actor.context, opened.household, step=step)


def act_url(household: str, act: Act) -> str:
    """Where an act's form stands."""
    if act.command == "RecordStep":
        return reverse("step", args=(household, act.step))
    return reverse("act", args=(household, ADDRESS_OF[act.command]))


# ---------- the tabs ----------
def _file(opened: Opened, way: Way) -> dict[str, Any]:
    held, actor = opened.household, opened.actor
    entries = reading.entries_of(held.id, (*BOOKINGS, *SHEET))
    sums = sums_of(actor.office, opened.file.project, held, entries, actor.now)
    planned = reading.planned_of(held.id)
    return {
        "facts": summary_of(held),
        "duties": duties_of(opened),
        "former": _former(opened),
        "shown": sums,
        "money": money_of(held),
        "orders": _orders(held),
        "planned": planned,
        "planned_steps": [
            {"title": step_name(s.step), "planned": s.planned, "earliest": s.earliest, "latest": s.latest}
            for s in (planned.steps if planned else ())
        ],
        "rights": _rights(way, actor),
        "actions": _actions(opened),
    }


def _sums(opened: Opened, _way: Way) -> dict[str, Any]:
    held, actor = opened.household, opened.actor
    entries = reading.entries_of(held.id, (*BOOKINGS, *SHEET))
    return {
        "shown": sums_of(actor.office, opened.file.project, held, entries, actor.now),
        "money": money_of(held),
        "orders": _orders(held),
    }


def _facts(opened: Opened, _way: Way) -> dict[str, Any]:
    held = opened.household
    recorded = [
        parts.Fact(_fact_name(name), here(word(value)), _("recorded with its step"))
        for name, value in held.law.items()
        if isinstance(value, str)
    ]
    return {
        "groups": large_groups_of(held),
        "listed": listed_of(
            held, campaign.rules_of(opened.actor.office).policy_of(opened.actor.office, opened.file.project)
        ),
        "recorded": recorded,
        "summary": summary_of(held),
        "may_correct": not may_not(opened, "CorrectFacts"),
    }


def _fact_name(name: str) -> Text:
    row = law.load_procedure().facts.get(name)
    return row.text if row else Text(name, name)


def _steps(opened: Opened, way: Way) -> dict[str, Any]:
    held = opened.household
    done = [
        {
            "title": step_name(step),
            "on": on,
            "url": f"{_address(held.id, 'history')}#e{held.records[step]['seq']}",
        }
        for step, on in way.standing.done
    ]
    return {
        "open_steps": [
            {
                "title": act.title,
                "url": act_url(held.id, act),
                "denied": may_not(opened, act.command, act.step),
            }
            for act in way.open
        ],
        "waiting": way.waiting,
        "done": done,
        "actions": _actions(opened),
        "deadlines": _deadlines(opened, way),
    }


def _papers(opened: Opened, _way: Way) -> dict[str, Any]:
    kept = reading.papers_of(opened.household.id)
    versions = _versions(kept)
    return {
        "to_print": household_papers(opened.file, opened.actor),
        "documents": tuple(
            parts.DocumentRow(
                name=document_name(paper.document),
                url=reverse("paper", args=(paper.sha256,))
                if paper.sha256
                else f"{_address(opened.household.id, 'history')}#e{paper.seq}",
                kind=_("scan") if paper.sha256 else _("paper"),
                on=paper.on or opened.actor.today,
                number=paper.number,
                picture=thumbnail(paper.sha256),
                version=_("version %(n)s") % {"n": versions[paper]} if paper in versions else "",
            )
            for paper in kept
        ),
    }


def _versions(papers: Sequence[reading.Paper]) -> dict[reading.Paper, int]:
    """The number of each scan among those of one paper (kind and number), where there are several."""
    scans: dict[tuple[str, str], list[reading.Paper]] = {}
    for paper in sorted((p for p in papers if p.number and p.sha256), key=lambda p: p.seq):
        same = scans.setdefault((paper.document, paper.number), [])
        if paper.sha256 not in [other.sha256 for other in same]:
            same.append(paper)
    return {paper: n for same in scans.values() if len(same) > 1 for n, paper in enumerate(same, 1)}


def _cases(opened: Opened, _way: Way) -> dict[str, Any]:
    rows = office_reading.grievances_of(opened.household.id)
    return {
        "grievances": [
            {
                "row": row,
                "kind": word(row.kind),
                "channel": word(row.channel),
                "due": row.due_on,
                "is_late": not row.answered_on and row.due_on < opened.actor.today.isoformat(),
                "url": reverse("grievance", args=(row.seq,)),
            }
            for row in rows
        ],
        "may_receive": not may_not(opened, "ReceiveGrievance"),
    }


def _history(opened: Opened, _way: Way) -> dict[str, Any]:
    entries = reading.entries_of(opened.household.id)
    return {"told": told(opened.actor.office, entries, reading.tried_on(opened.household.id))}


_CONTENT = {
    "": _file,
    "sums": _sums,
    "facts": _facts,
    "steps": _steps,
    "papers": _papers,
    "cases": _cases,
    "history": _history,
}


# ---------- what several tabs show ----------
def duties_of(opened: Opened) -> tuple[parts.DutyHolder, ...]:
    """Who answers for each of the five duties today."""
    office, held = opened.actor.office, opened.household
    names, units, phones = (
        office_reading.names_of(office),
        office_reading.unit_names(office),
        phones_of(office),
    )
    holders = []
    for duty in DUTIES:
        row = held.duties.get(duty.value)
        post = office.post(row["post"]) if row else None
        if row is None or post is None:
            continue
        unit = units.get(row["unit"], Text(row["unit"], row["unit"]))
        holders.append(
            parts.DutyHolder(
                duty,
                here(unit),
                here(post_name(post)),
                names.get(post.holder, post.holder),
                date.fromisoformat(row["since"]),
                phone=phones.get(post.id, ""),
            )
        )
    return tuple(holders)


def _former(opened: Opened) -> list[dict[str, Any]]:
    """Who answered before, with the days: what was done then counts for them."""
    office = opened.actor.office
    names, units = office_reading.names_of(office), office_reading.unit_names(office)
    return [
        {
            "since": term.since,
            "until": term.until,
            "unit": units.get(term.unit, Text(term.unit, term.unit)),
            "people": [
                (duty, names.get(post.holder, post.holder))
                for duty in DUTIES
                if (post := office.post_on(term.posts[duty.value], max(term.since, term.until or term.since)))
            ],
        }
        for term in former_terms(opened.household.id)
    ]


@dataclass(frozen=True, slots=True)
class MoneyOfHousehold:
    """Booked, paid and open amounts of a household, in fen; `owed` is what the household owes itself."""

    booked: Fen
    before_moving: Fen
    paid: Fen
    open: Fen
    owed: Fen
    account: Text
    account_key: str


_ACCOUNTS = {
    "": Text("未签约", "not signed"),
    "committed": Text("已承诺，待生效", "committed, not yet in force"),
    "due": Text("应付", "due"),
    "owed": Text("应由本户支付", "owed by the household"),
}


def money_of(household: Household) -> MoneyOfHousehold:
    """The household's balances as they stand booked."""
    booked, paid = sum(household.booked.values()), sum(household.settled.values())
    return MoneyOfHousehold(
        booked=Fen(booked),
        before_moving=Fen(sum(household.before_moving.values())),
        paid=Fen(paid),
        open=Fen(max(0, booked - paid)),
        owed=Fen(max(0, paid - booked)),
        account=_ACCOUNTS[household.account],
        account_key=household.account,
    )


def _orders(household: Household) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "fen": Fen(order["fen"]),
            "clauses": "、".join(line["clause"] for line in order["lines"]),
            "paid_on": order.get("paid_on", ""),
            "deposit": order["deposit"],
            "url": f"{_address(household.id, 'history')}#e{order['seq']}",
        }
        for number, order in household.orders.items()
    ]


def _rights(way: Way, actor: Actor) -> list[dict[str, Any]]:
    procedure = campaign.rules_of(actor.office).procedure
    texts = {right.id: right.text for rules in procedure.regimes.values() for right in rules.rights.values()}
    return [
        {"title": texts[right.right], "last": right.last.day, "over": right.over}
        for right in way.standing.rights
        if not right.over
    ]


def _deadlines(opened: Opened, way: Way) -> list[dict[str, Any]]:
    rows = [
        {
            "title": step_name(d.step),
            "last": d.last.day,
            "rule": d.rule,
            "late": d.is_breach,
            "done_on": d.done_on,
        }
        for d in way.standing.deadlines
        if d.done_on is None
    ]
    agreed = campaign.agreed_payment_day(opened.file.project, opened.household)
    if agreed is not None:
        # The statute leaves these days to the agreement, so the agreement is named and no article.
        rows.append(
            {
                "title": step_name("cl_h_money_paid"),
                "last": agreed,
                "rule": campaign.BY_AGREEMENT,
                "late": opened.actor.today > agreed,
                "done_on": None,
            }
        )
    return rows


_OFFERED = ("cancel", "persons", "grievance", "correction", "date", "fact", "objection", "duties", "conflict")


def _actions(opened: Opened) -> list[dict[str, Any]]:
    """What the post may do besides the next step."""
    found = []
    for address in _OFFERED:
        command = HOUSEHOLD_FORMS[address].name
        if address == "cancel" and not open_order(opened.household):
            continue
        if not may_not(opened, command):
            url = reverse("act", args=(opened.household.id, address))
            found.append({"title": COMMAND_TITLES[command], "url": url})
    return found
