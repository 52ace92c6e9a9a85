"""Cases, promises and late entries: their lists, and what is done with one of them."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plumbline import campaign
from plumbline.store.models import CommitmentRow, GrievanceRow, LateRow
from plumbline.store.reading import households as household_reading
from plumbline.store.reading import office as reading
from plumbline.store.reading.commitment_life import reached_by
from plumbline.terms import Reason, Text
from plumbline.web import parts
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.parts import Column, Crumb, Filter, ListState
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.forms import AnswerForm, CommitmentForm, GrievanceForm, LateForm
from plumbline.web.workbench.views.acts import answer as answer_form
from plumbline.web.workbench.views.listing import Found, Listing, Record, answer
from plumbline.web.workbench.words import (
    COMMAND_TITLES,
    document_name,
    here,
    post_name,
    project_name,
    say,
    step_name,
    word,
)

# ---------- grievances ----------
_CLOCK = (("late", parts.STATUSES["late"].label), ("due", parts.STATUSES["due"].label),
          ("open", parts.STATUSES["open"].label), ("done", gettext_lazy("answered")))  # fmt: skip
GRIEVANCES = Listing(
    gettext_lazy("Grievances"),
    (
        Column("number", gettext_lazy("number")),
        Column("state", gettext_lazy("state"), "status"),
        Column("due", gettext_lazy("answer until"), "day"),
        Column("kind", gettext_lazy("kind")),
        Column("household", gettext_lazy("file number")),
        Column("text", gettext_lazy("what is asked"), minor=True),
        Column("unit", gettext_lazy("answered by"), minor=True),
        Column("received", gettext_lazy("received"), "day", minor=True),
        Column("answered", gettext_lazy("answered"), "day", minor=True),
    ),
    (
        Filter("state", gettext_lazy("state"), _CLOCK),
        Filter("kind", gettext_lazy("kind"), tuple((k, say(t)) for k, t in reading.GRIEVANCE_KINDS.items())),
        Filter("q", gettext_lazy("file number or words")),
    ),
    "due",
    "cases",
    gettext_lazy("No case is within the sight of this post. Register one when somebody asks or objects."),
)
_EXCERPT = 40


def clock_of(row: GrievanceRow, today: date) -> str:
    """How a case stands by its day."""
    if row.answered_on:
        return "done"
    due = date.fromisoformat(row.due_on)
    return "late" if due < today else "due" if due == today else "open"


@desk
def grievances(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases with their clocks, the overdue first."""
    units = reading.unit_names(actor.office)

    def record(row: GrievanceRow) -> Record:
        return {
            "number": str(row.seq),
            "state": clock_of(row, actor.today),
            "due": date.fromisoformat(row.due_on),
            "kind": word(row.kind),
            "household": row.household,
            "text": row.text[:_EXCERPT],
            "unit": without_mark(units[row.owner_unit]) if row.owner_unit in units else row.owner_unit,
            "received": date.fromisoformat(row.received_on),
            "answered": date.fromisoformat(row.answered_on) if row.answered_on else None,
        }

    def found(state: ListState) -> Found:
        rows, wanted = reading.grievances(actor.office, actor.held), dict(state.values)
        today = actor.today.isoformat()
        if clock := wanted.get("state"):
            rows = rows.exclude(answered_on="") if clock == "done" else rows.filter(answered_on="")
            days = {"late": {"due_on__lt": today}, "due": {"due_on": today}, "open": {"due_on__gt": today}}
            rows = rows.filter(**days.get(clock, {}))
        if kind := wanted.get("kind"):
            rows = rows.filter(kind=kind)
        if text := wanted.get("q"):
            rows = rows.filter(household__icontains=text) | rows.filter(text__icontains=text)
        return Found(rows.count(), lambda first, count: [record(row) for row in rows[first : first + count]])

    may = not campaign.may("ReceiveGrievance", actor.context)
    return answer(
        request, GRIEVANCES, found, url=lambda r: reverse("grievance", args=(r["number"],)),
        late=lambda r: r["state"] == "late",
        context={"title": GRIEVANCES.caption, "new_url": reverse("new-grievance") if may else "",
                 "new_label": COMMAND_TITLES["ReceiveGrievance"]},
    )  # fmt: skip


@desk
def new_grievance(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Register a case."""
    if denied := campaign.may("ReceiveGrievance", actor.context):
        return not_permitted(request, *denied)
    return answer_form(
        request, actor, lambda data, files: GrievanceForm(data, files, actor=actor),
        _context(actor, COMMAND_TITLES["ReceiveGrievance"], "grievances", _("Grievances")), done=reverse("grievances"),
    )  # fmt: skip


@desk
def grievance(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One case: what was asked, by when, and its answer or the form for it."""
    row = reading.grievance(number)
    if row is None:
        raise Http404
    if not reading.grievances(actor.office, actor.held).filter(pk=number).exists():
        return not_permitted(request, _not_mine(actor, number))
    if row.household:
        household_reading.note_access(at=actor.now, person=actor.person, household=row.household, what="case")
    title = Text(f"{word(row.kind).zh} {row.seq}", f"{word(row.kind).en} {row.seq}")
    context = _context(actor, title, "grievances", _("Grievances")) | {
        "row": row,
        "kind": word(row.kind),
        "channel": word(row.channel),
        "clock": clock_of(row, actor.today),
        "due": date.fromisoformat(row.due_on),
        "received": date.fromisoformat(row.received_on),
        "answered": date.fromisoformat(row.answered_on) if row.answered_on else None,
        "unit": reading.unit_names(actor.office).get(row.owner_unit, row.owner_unit),
        "holder": _holder(actor, row.owner_post),
        "term": campaign.ANSWER_TERMS[row.kind],
    }
    household = household_reading.file_of(row.household) if row.household else None
    held = household.household if household else None
    if row.answered_on or campaign.may("AnswerGrievance", actor.context, held, project=row.project):
        return render(request, "workbench/grievance.html", context)
    return answer_form(
        request, actor, lambda data, files: AnswerForm(data, files, actor=actor, grievance=number), context,
        done=reverse("grievance", args=(number,)), template="workbench/grievance.html",
    )  # fmt: skip


def _holder(actor: Actor, post_id: str) -> str:
    post = actor.office.post(post_id)
    return (
        f"{here(post_name(post))} · {reading.names_of(actor.office).get(post.holder, post.holder)}"
        if post
        else post_id
    )


def _not_mine(actor: Actor, number: int) -> Reason:
    return Reason(
        code="permission:sight",
        rule="岗位权限表",
        fact=f"{number} / {actor.held.id}",
        message=Text(
            f"岗位“{actor.held.title_zh}”不能查看此件：不由本单位办理，也不属本单位的户",
            f"the post “{actor.held.title_en}” may not open this: it is neither its unit's nor about its households",
        ),
        remedy=Text(
            "请由经办单位查看，或者换用有权的岗位", "ask the unit that handles it, or act in a post that may"
        ),
    )


def _context(actor: Actor, title: Text, back: str, back_label: str) -> dict[str, object]:
    return {
        "title": title,
        "today": actor.today,
        "cancel_url": reverse(back),
        "crumbs": (
            Crumb(_("Today"), reverse("today")),
            Crumb(back_label, reverse(back)),
            Crumb(here(title)),
        ),
    }


# ---------- commitments ----------
_KEPT = (
    ("open", gettext_lazy("running")),
    ("kept", gettext_lazy("kept")),
    ("broken", gettext_lazy("broken")),
)
COMMITMENTS = Listing(
    gettext_lazy("Commitments"),
    (
        Column("text", gettext_lazy("promise")),
        Column("unit", gettext_lazy("responsible unit")),
        Column("state", gettext_lazy("state"), "status"),
        Column("due", gettext_lazy("by"), "day", minor=True),
        Column("stage", gettext_lazy("stage"), "stage", minor=True),
        Column("households", gettext_lazy("promised"), "number", minor=True),
        Column("reached", gettext_lazy("reached so far"), "number"),
        Column("given", gettext_lazy("given"), "day", minor=True),
    ),
    (
        Filter("state", gettext_lazy("state"), _KEPT),
        Filter("unit", gettext_lazy("unit")),
        Filter("q", gettext_lazy("words")),
    ),
    "due",
    "commitments",
    gettext_lazy("No unit within the sight of this post has promised anything yet."),
)


@desk
def commitments(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What units promised: running, kept, broken."""
    units = reading.unit_names(actor.office)

    def record(row: CommitmentRow) -> Record:
        state = "open" if row.kept is None else "kept" if row.kept else "broken"
        return {
            "text": row.text,
            "unit": without_mark(units[row.unit]) if row.unit in units else row.unit,
            "state": (_BADGES[state], dict(_KEPT)[state]),
            "broken": state == "broken",
            "url": reverse("commitment", args=(row.pk,)),
            "due": date.fromisoformat(row.due_on),
            "stage": row.stage,
            "households": row.households,
            "reached": reached_by(row, actor.today) if row.reached is None else row.reached,
            "given": date.fromisoformat(row.given_on),
        }

    def found(state: ListState) -> Found:
        rows, wanted = reading.commitments(actor.office, actor.held), dict(state.values)
        if kept := wanted.get("state"):
            rows = rows.filter(
                **{"open": {"kept__isnull": True}, "kept": {"kept": True}, "broken": {"kept": False}}[kept]
            )
        if named := wanted.get("unit"):
            rows = rows.filter(unit__in=[id for id, name in units.items() if named == id or named in name.zh])
        if text := wanted.get("q"):
            rows = rows.filter(text__icontains=text)
        return Found(rows.count(), lambda first, count: [record(row) for row in rows[first : first + count]])

    may = not campaign.may("GiveCommitment", actor.context)
    return answer(
        request, COMMITMENTS, found, url=lambda r: str(r["url"]), late=lambda r: bool(r["broken"]),
        context={"title": COMMITMENTS.caption, "new_url": reverse("new-commitment") if may else "",
                 "new_label": COMMAND_TITLES["GiveCommitment"]},
    )  # fmt: skip


_BADGES = {"open": "waiting", "kept": "done", "broken": "late", "accepted": "done", "back": "refused"}


@desk
def new_commitment(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A unit's head gives a promise."""
    if denied := campaign.may("GiveCommitment", actor.context):
        return not_permitted(request, *denied)
    return answer_form(
        request, actor, lambda data, files: CommitmentForm(data, files, actor=actor),
        _context(actor, COMMAND_TITLES["GiveCommitment"], "commitments", _("Commitments")),
        done=reverse("commitments"),
    )  # fmt: skip


# ---------- late entries ----------
_REVIEWED = (
    ("open", gettext_lazy("waiting")),
    ("accepted", gettext_lazy("accepted")),
    ("back", gettext_lazy("sent back")),
)
LATE = Listing(
    gettext_lazy("Late entries"),
    (
        Column("number", gettext_lazy("number")),
        Column("command", gettext_lazy("act")),
        Column("state", gettext_lazy("state"), "status"),
        Column("household", gettext_lazy("household or project")),
        Column("done", gettext_lazy("done on"), "day"),
        Column("entered", gettext_lazy("entered on"), "day"),
        Column("by", gettext_lazy("entered by"), minor=True),
        Column("reviewed_by", gettext_lazy("reviewed by"), minor=True),
    ),
    (Filter("state", gettext_lazy("state"), _REVIEWED), Filter("q", gettext_lazy("file number"))),
    "number",
    "late-entries",
    gettext_lazy("No act has been entered more than three days after it happened."),
)


@desk
def late_entries(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Acts entered more than three days late, and what their reviewers said."""
    names, projects = reading.names_of(actor.office), reading.projects_at(reading.version())
    reviewed = dict(_REVIEWED)

    def record(row: LateRow) -> Record:
        state = "open" if row.accepted is None else "accepted" if row.accepted else "back"
        return {
            "number": str(row.seq),
            "command": COMMAND_TITLES.get(row.command, row.command),
            "state": (_BADGES[state], reviewed[state]),
            "household": row.household
            or (project_name(projects[row.project]) if row.project in projects else ""),
            "done": date.fromisoformat(row.done_on) if row.done_on else None,
            "entered": row.day,
            "by": names.get(row.by_person, row.by_person),
            "reviewed_by": names.get(row.reviewed_by, row.reviewed_by),
        }

    def found(state: ListState) -> Found:
        rows, wanted = reading.late_entries(actor.held), dict(state.values)
        if state_ := wanted.get("state"):
            kinds = {
                "open": {"accepted__isnull": True},
                "accepted": {"accepted": True},
                "back": {"accepted": False},
            }
            rows = rows.filter(**kinds[state_])
        if text := wanted.get("q"):
            rows = rows.filter(household__icontains=text)
        return Found(rows.count(), lambda first, count: [record(row) for row in rows[first : first + count]])

    return answer(
        request,
        LATE,
        found,
        url=lambda r: reverse("late-entry", args=(r["number"],)),
        context={"title": LATE.caption},
    )


@desk
def late_entry(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One late entry: what was entered, when it happened, and its review."""
    row = reading.late_entry(number)
    if row is None:
        raise Http404
    if not reading.late_entries(actor.held).filter(pk=number).exists():
        return not_permitted(request, _not_mine(actor, number))
    names = reading.names_of(actor.office)
    proposal = actor.office.proposals.get(str(number), {})
    title = COMMAND_TITLES.get(row.command, Text(row.command, row.command))
    context = _context(actor, title, "late-entries", _("Late entries")) | {
        "row": row,
        "by": names.get(row.by_person, row.by_person),
        "reviewed_by": names.get(row.reviewed_by, row.reviewed_by),
        "done_on": date.fromisoformat(row.done_on) if row.done_on else None,
        "payload": _plain(proposal.get("payload")),
        "household_url": reverse("household", args=(row.household,)) if row.household else "",
    }
    if row.accepted is not None or campaign.may("ReviewLate", actor.context):
        return render(request, "workbench/late.html", context)
    return answer_form(
        request, actor, lambda data, files: LateForm(data, files, actor=actor, proposal=number), context,
        done=reverse("late-entries"), template="workbench/late.html",
    )  # fmt: skip


_SHOWN_FIELDS = {
    "step": gettext_lazy("step"), "done_at": gettext_lazy("done at"), "reason": gettext_lazy("reason"),
    "changes": gettext_lazy("changes"), "order": gettext_lazy("order"), "moving_end": gettext_lazy("last day for moving"),
    "choices": gettext_lazy("choice"), "prices": gettext_lazy("prices"), "text": gettext_lazy("words"),
    "file_name": gettext_lazy("file"), "rows": gettext_lazy("rows"), "evidence": gettext_lazy("papers"),
}  # fmt: skip


def _plain(payload: object) -> list[tuple[object, str]]:
    if not isinstance(payload, dict):
        return []
    found: list[tuple[object, str]] = []
    for name, label in _SHOWN_FIELDS.items():
        value = payload.get(name)
        if not value:
            continue
        found.append((label, _written(name, value)))
    return found


def _written(name: str, value: object) -> str:
    if name == "step":
        return here(step_name(str(value)))
    if name == "evidence" and isinstance(value, list):
        return "；".join(
            f"{here(document_name(e['document']))} {e.get('number') or ''}".strip() for e in value
        )
    if isinstance(value, dict):
        return "；".join(f"{key} → {item}" for key, item in value.items())
    return str(value)
