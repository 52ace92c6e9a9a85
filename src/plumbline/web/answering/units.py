"""The list of units and a unit's page: its two clocks, its commitments, who carries what, what changed hands."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plumbline import campaign
from plumbline.law import Unit
from plumbline.store.models import CommitmentRow, DutyMoveRow, DutyRow, HouseholdRow
from plumbline.store.reading import duties as duty_reading
from plumbline.store.reading import office as reading
from plumbline.store.reading.commitment_life import reached_by
from plumbline.store.reading.households import sees_beyond_unit
from plumbline.store.reading.unit_clock import NextDate, next_dates
from plumbline.terms import Reason, Text, campaign_day
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.answering.commitments import BADGES, STATES
from plumbline.web.parts import Column, Crumb, Table, rows, write_day
from plumbline.web.plainly import cited
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.words import here, post_name, project_name

MOST_DATES = 8
"""Dates on the page: a week's work of a unit; the lists of work have them all."""

UNITS_SHOWN = ("responsible_unit", "lead_unit")
LENGTHS = {
    Unit.CALENDAR_DAY: gettext_lazy("%(n)s calendar days"),
    Unit.WORKING_DAY: gettext_lazy("%(n)s working days"),
    Unit.MONTH: gettext_lazy("%(n)s months"),
}

COMMITMENTS = (
    Column("text", gettext_lazy("promise")),
    Column("state", gettext_lazy("state"), "status"),
    Column("due", gettext_lazy("by"), "day"),
    Column("households", gettext_lazy("promised"), "number", minor=True),
    Column("reached", gettext_lazy("reached so far"), "number"),
)
PEOPLE = (
    Column("person", gettext_lazy("person")),
    Column("post", gettext_lazy("post")),
    Column("households", gettext_lazy("households"), "number"),
    Column("work", gettext_lazy("open work"), "number"),
)
LIST = (
    Column("name", gettext_lazy("unit")),
    Column("households", gettext_lazy("households"), "number"),
    Column("remaining", gettext_lazy("remaining"), "number"),
    Column("open", gettext_lazy("running"), "number", minor=True),
    Column("kept", gettext_lazy("kept"), "number", minor=True),
    Column("broken", gettext_lazy("broken"), "number", minor=True),
)


@desk
def units(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The responsible units, in the order of the description."""
    if not sees_beyond_unit(actor.office, actor.held):
        return redirect("unit", actor.held.unit)
    names = reading.unit_names(actor.office)
    counts: dict[str, dict[str, int]] = {}
    for of, remaining in HouseholdRow.objects.values_list("unit", "remaining"):
        row = counts.setdefault(of, {"households": 0, "remaining": 0})
        row["households"] += 1
        row["remaining"] += remaining
    given: dict[str, dict[str, int]] = {}
    for of, kept in CommitmentRow.objects.values_list("unit", "kept"):
        state = "open" if kept is None else "kept" if kept else "broken"
        given.setdefault(of, {"open": 0, "kept": 0, "broken": 0})[state] += 1
    records = [
        {"id": u["id"], "name": without_mark(names[u["id"]]), **counts[u["id"]],
         **given.get(u["id"], {"open": 0, "kept": 0, "broken": 0})}
        for u in actor.office.description["units"]
        if u["id"] in counts
    ]  # fmt: skip
    table = Table(_("Units"), LIST, rows(LIST, records, url=lambda r: reverse("unit", args=(r["id"],))))
    return render(request, "answering/units.html", {"table": table, "duties_url": _duties_url(actor)})


@desk
def unit(request: HttpRequest, actor: Actor, unit: str) -> HttpResponse:
    """A unit's page; a unit's own post sees its own unit's."""
    names = reading.unit_names(actor.office)
    if unit not in names:
        raise Http404
    if unit != actor.held.unit and not sees_beyond_unit(actor.office, actor.held):
        return not_permitted(request, _not_own(actor, unit))
    return render(request, "answering/unit.html", _shown(actor, unit, without_mark(names[unit])))


def _shown(actor: Actor, unit: str, name: Text) -> dict[str, Any]:
    office, today = actor.office, actor.today
    day = campaign_day(today, office.first_day)
    return {
        "name": name,
        "today": today,
        "day": day,
        "days": office.days,
        "left": max(office.days - day, 0) if day else None,
        "dates": [_told(one) for one in next_dates(office, unit, today, most=MOST_DATES)],
        "commitments": _commitments(actor, unit),
        "people": _people(actor, unit),
        "moves": _moves(actor, unit),
        "duties_url": _duties_url(actor, unit),
        "crumbs": (Crumb(_("Units"), reverse("units")), Crumb(here(name))),
    }


def _duties_url(actor: Actor, unit: str = "") -> str:
    if campaign.may("ReassignDuties", actor.context):
        return ""
    if actor.held.role == "unit_head" and unit not in ("", actor.held.unit):
        return ""
    return f"{reverse('duties')}?unit={unit}" if unit else reverse("duties")


def _commitments(actor: Actor, unit: str) -> Table:
    records = []
    for row in CommitmentRow.objects.filter(unit=unit).order_by("-due_on", "-seq"):
        state = "open" if row.kept is None else "kept" if row.kept else "broken"
        records.append(
            {
                "seq": row.pk, "text": row.text, "state": (BADGES[state], STATES[state]()),
                "due": date.fromisoformat(row.due_on), "households": row.households, "broken": state == "broken",
                "reached": row.reached if row.reached is not None else reached_by(row, actor.today),
            }
        )  # fmt: skip
    return Table(
        _("Commitments"),
        COMMITMENTS,
        rows(
            COMMITMENTS, records, url=lambda r: reverse("commitment", args=(r["seq"],)), late=lambda r: bool(r["broken"])
        ),
    )  # fmt: skip


def _people(actor: Actor, unit: str) -> Table:
    office, names = actor.office, reading.names_of(actor.office)
    posts = list(DutyRow.objects.filter(unit=unit).values_list("post", flat=True).distinct().order_by("post"))
    carried = duty_reading.loads(posts)
    records = []
    for post_id in posts:
        post = office.post(post_id)
        assert post is not None, post_id
        load = carried[post_id]
        records.append(
            {
                "post": post_name(post), "person": names.get(post.holder, post.holder), "households": load.households,
                "work": load.work, "id": post_id,
            }
        )  # fmt: skip
    may_see = sees_beyond_unit(office, actor.held)
    return Table(
        _("Who carries what"),
        PEOPLE,
        rows(PEOPLE, records, url=(lambda r: reverse("post", args=(r["id"],))) if may_see else None),
    )


def _moves(actor: Actor, unit: str) -> list[dict[str, Any]]:
    """Changes of hands that gave to the unit or took from it, the newest first; those of one command together."""
    names, people = reading.unit_names(actor.office), reading.names_of(actor.office)
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    moved = DutyMoveRow.objects.filter(unit=unit) | DutyMoveRow.objects.filter(held_unit=unit)
    for row in moved.order_by("-seq"):
        key = (row.day, row.since, row.held_unit, row.unit, row.reason, row.by_person)
        entry = found.setdefault(
            key,
            {
                "since": date.fromisoformat(row.since), "from": without_mark(names.get(row.held_unit, Text("", ""))),
                "to": without_mark(names[row.unit]), "within": row.held_unit == row.unit, "reason": row.reason,
                "by": people.get(row.by_person, row.by_person), "households": [],
            },
        )  # fmt: skip
        entry["households"].append(row.household)
    return list(found.values())


def _told(one: NextDate) -> dict[str, Any]:
    due, language = one.due, get_language() or "zh-hans"
    project = reading.projects_at(reading.version())[one.project]
    return {
        "due": due,
        "project": project_name(project),
        "cases": one.cases,
        "rule": cited(due.rule),
        "length": LENGTHS[due.unit] % {"n": due.n} if due.n is not None else "",
        "rest": [write_day(day, "short", language) for day in due.rest_days],
        "rolled": [write_day(day, "short", language) for day in due.rolled],
        "url": reverse("household", args=(one.example,)) if one.cases == 1 else reverse("project", args=(one.project,)),
    }  # fmt: skip


def _not_own(actor: Actor, unit: str) -> Reason:
    return Reason(
        code="permission:sight",
        rule="岗位权限表",
        fact=f"{unit} / {actor.held.id}",
        message=Text("包保单位的岗位只看本单位", "a unit's post sees its own unit"),
        remedy=Text("请由指挥部办公室或者督查岗查看", "ask the headquarters office or supervision"),
    )
