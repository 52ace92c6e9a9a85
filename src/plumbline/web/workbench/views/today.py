"""Today: what must I do, what is late, what waits for my signature, where nothing moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plumbline.campaign import Project
from plumbline.store.reading import office as reading
from plumbline.store.reading.households import HouseholdFilter, find, visible
from plumbline.store.reading.sealed import last_sealed
from plumbline.store.reading.standstills import Still
from plumbline.terms import SHANGHAI, Fen, Text, campaign_day, show_yuan
from plumbline.web import parts
from plumbline.web.accounts import Actor, desk
from plumbline.web.parts import Column, Filter, ListState
from plumbline.web.plainly import cited
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.forms.registry import ADDRESS_OF
from plumbline.web.workbench.views.listing import Found, Listing, Record, answer, of_sequence
from plumbline.web.workbench.words import here, project_name, step_name

SHOWN = 12
"""Tasks on Today itself; the rest are one click away."""
STILL_SHOWN = 6
"""Places that stand still on Today itself."""
FILE_NAME = "tasks"


@desk
def today(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The first page of the workbench."""
    post, office, now = actor.held, actor.office, actor.now
    work = reading.tasks(post, actor.today)
    mine = find(visible(office, post), HouseholdFilter(remaining=True))
    every = find(visible(office, post), HouseholdFilter())
    still = reading.still(office, post)
    day = campaign_day(actor.today, office.first_day)
    deadline = datetime.combine(office.first_day + timedelta(days=office.days - 1), time(18), SHANGHAI)
    stages = every.stages()
    sealed = last_sealed()
    names = names_for(actor)
    households = reverse("households")
    context = {
        "actor": actor,
        "countdown": parts.Countdown(int(day), office.days, now, deadline) if day else None,
        "figures": _figures(work, reading.signs(post), mine.total(), still),
        "tasks": [task_shown(actor, names, task) for task in work[:SHOWN]],
        "more": len(work) - SHOWN if len(work) > SHOWN else 0,
        "bar": parts.stage_bar(stages, {stage: f"{households}?stage={stage.value}" for stage in stages}),
        "still": [_still_shown(actor, s) for s in still[:STILL_SHOWN]],
        "more_still": max(len(still) - STILL_SHOWN, 0),
        "sealed": sealed,
        "seal": parts.Seal(sealed.root, sealed.number, sealed.on, sealed.size) if sealed else None,
        "invented": bool(office.description.get("demonstration")),
    }
    return render(request, "workbench/today.html", context)


def _figures(
    work: Sequence[reading.Task], signs: frozenset[reading.Kind], remaining: int, still: Sequence[Still]
) -> tuple[parts.Figure, ...]:
    tasks = reverse("tasks")
    late = [t for t in work if t.state == "late"]
    due = [t for t in work if t.state == "due"]
    mine = [t for t in work if t.kind in signs]
    figures = [
        parts.Figure(_("overdue"), len(late), f"{tasks}?state=late", _("items"), late=bool(late)),
        parts.Figure(_("due today"), len(due), f"{tasks}?state=due", _("items")),
    ]
    if signs:
        figures.append(
            parts.Figure(_("waiting for my signature"), len(mine), f"{tasks}?sign=yes", _("items"))
        )
    figures += [
        parts.Figure(
            _("remaining households"), remaining, f"{reverse('households')}?remaining=yes", _("households")
        ),
        parts.Figure(_("without progress for three days"), len(still), reverse("standstills"), _("places")),
    ]
    return tuple(figures)


def status_of(task: reading.Task) -> str:
    """The badge of a task: what only has to be waited for is not “open now”."""
    return "waiting" if task.state == "open" and task.kind in ("commitment", "deadline") else task.state


@dataclass(frozen=True, slots=True)
class Names:
    """Names of projects and units, read once a page."""

    projects: Mapping[str, Project]
    units: Mapping[str, Text]

    def where(self, task: reading.Task) -> str:
        """Household, or project, and the unit that a task is about."""
        project, unit = self.projects.get(task.project), self.units.get(task.unit)
        where = task.household or (here(project_name(project)) if project else "")
        parts_ = (where, here(without_mark(unit)) if unit else "")
        return " · ".join(part for part in parts_ if part)


def names_for(actor: Actor) -> Names:
    """The names that lists of work need."""
    return Names(reading.projects_at(reading.version()), reading.unit_names(actor.office))


def task_shown(actor: Actor, names: Names, task: reading.Task) -> parts.Task:
    """A task as Today lists it."""
    title, rule = titled(task)
    told = (names.where(task), _sum(task.fen) if task.fen else "", here(rule))
    return parts.Task(
        title=title,
        url=task_url(task),
        status=status_of(task),
        due=task.due,
        today=actor.today,
        where=" · ".join(part for part in told if part),
    )


def _sum(fen: Fen) -> str:
    return _("%(sum)s yuan") % {"sum": show_yuan(fen)}


def titled(task: reading.Task) -> tuple[Text, Text]:
    """What a task is called, and for a statutory deadline the article that sets it."""
    if task.kind != "deadline":
        return task.title, Text("", "")
    name = step_name(task.key)
    return name, cited(task.title.zh.removeprefix(name.zh).strip("（）"))


def task_url(task: reading.Task) -> str:
    """Where a task is done."""
    match task.kind:
        case "grievance":
            return reverse("grievance", args=(task.key,))
        case "late":
            return reverse("late-entry", args=(task.key,))
        case "commitment":
            return reverse("commitments")
        case "order":
            return reverse("order", args=(task.key,))
        case "rung":
            return reverse("matter", args=(task.key,))
        case "approve":
            return reverse("act", args=(task.household, ADDRESS_OF["OrderPayment"]))
        case "pay":
            return reverse("act", args=(task.household, ADDRESS_OF["RecordPayment"]))
        case "deadline":
            if task.household:
                return reverse("household", args=(task.household,))
            return reverse("project", args=(task.project,))


def _still_shown(actor: Actor, found: Still) -> dict[str, object]:
    blocks, units = reading.block_names(actor.office), reading.unit_names(actor.office)
    is_unit = found.kind == "unit"
    name = (
        here(without_mark(units[found.id]))
        if is_unit and found.id in units
        else blocks.get((found.project, found.id), found.id)
    )
    key = "unit" if is_unit else "block"
    return {
        "name": name,
        "kind": found.kind,
        "project": found.project,
        "days": found.days,
        "remaining": found.remaining,
        "url": f"{reverse('households')}?project={found.project}&{key}={found.id}&remaining=yes",
    }


# ---------- the list behind the figures ----------
KIND_NAMES = {
    "grievance": gettext_lazy("grievances"),
    "approve": gettext_lazy("payments to order"),
    "pay": gettext_lazy("orders to pay"),
    "deadline": gettext_lazy("statutory deadlines"),
    "late": gettext_lazy("late entries to review"),
    "commitment": gettext_lazy("commitments"),
    "order": gettext_lazy("dispatch orders"),
    "rung": gettext_lazy("supervision"),
}
COLUMNS = (
    Column("title", gettext_lazy("what")),
    Column("where", gettext_lazy("where")),
    Column("kind", gettext_lazy("kind"), minor=True),
    Column("fen", gettext_lazy("sum (yuan)"), "yuan", minor=True),
    Column("due", gettext_lazy("until"), "day"),
    Column("state", gettext_lazy("state"), "status"),
)


@desk
def tasks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that waits for the post; Today's figures are counts of this list."""
    listing = Listing(
        gettext_lazy("Work that waits"),
        COLUMNS,
        (
            Filter(
                "state",
                gettext_lazy("state"),
                tuple((s, parts.STATUSES[s].label) for s in ("late", "due", "open")),
            ),
            Filter("kind", gettext_lazy("kind"), tuple(KIND_NAMES.items())),
            Filter("sign", gettext_lazy("for my signature"), (("yes", gettext_lazy("yes")),)),
            Filter("q", gettext_lazy("file number")),
        ),
        "due",
        FILE_NAME,
        gettext_lazy("Nothing waits for this post. What falls due appears here by itself."),
    )

    names = names_for(actor)

    def found(state: ListState) -> Found:
        wanted = dict(state.values)
        signs = reading.signs(actor.held)
        chosen = [
            task
            for task in reading.tasks(actor.held, actor.today)
            if wanted.get("state", task.state) == task.state
            and wanted.get("kind", task.kind) == task.kind
            and ("sign" not in wanted or task.kind in signs)
            and wanted.get("q", "") in task.household
        ]
        return of_sequence([_record(names, task) for task in chosen])

    return answer(
        request, listing, found, url=lambda r: str(r["url"]), late=lambda r: r["state"] == "late",
        context={"title": listing.caption},
    )  # fmt: skip


def _record(names: Names, task: reading.Task) -> Record:
    return {
        "title": titled(task)[0],
        "where": names.where(task),
        "kind": KIND_NAMES[task.kind],
        "fen": task.fen,
        "due": task.due,
        "state": status_of(task),
        "url": task_url(task),
    }
