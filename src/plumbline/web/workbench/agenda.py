"""An agenda as a page shows it: what each reference names, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plumbline.store.reading.consultations import AgendaItem
from plumbline.store.reading.dispatches import clock_of
from plumbline.store.reading.office import GRIEVANCE_KINDS, block_names, unit_names
from plumbline.store.reading.sealed import project_names
from plumbline.terms import STAGE_TEXT, Stage, Text
from plumbline.web.accounts import Actor
from plumbline.web.plainly import cited
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.words import here, step_name

KINDS = {
    "order": gettext_lazy("Orders of earlier consultations that are open"),
    "standstill": gettext_lazy("Where nothing moves"),
    "waiting": gettext_lazy("Who waits longest, and for what"),
    "commitment": gettext_lazy("Promises not kept"),
    "grievance": gettext_lazy("Questions not answered"),
}
"""The kinds of items in the order of the agenda."""

WAITS = {
    "title": Text("权属不清", "a title that is not clear"),
    "objection": Text("评估异议答复", "the answer to an objection"),
    "remedy": Text("复议、诉讼期间或者结果", "a remedy that is open"),
    "period": Text("法定期间届满", "a statutory period to end"),
    "blocked": Text("前置程序", "an earlier step"),
    "step": Text("下一步", "the next step"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its number, what it is, where it leads, what stands beside it; `status` as badges have it."""

    number: int
    title: str
    url: str = ""
    note: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one kind; `beyond` of them are left out of a long list."""

    title: str | Promise
    lines: tuple[Line, ...]
    beyond: int = 0


@dataclass(slots=True)
class Agenda:
    """All groups that have items."""

    groups: list[Group] = field(default_factory=list)


def agenda_shown(actor: Actor, items: Iterable[AgendaItem]) -> Agenda:
    """The agenda by kinds, in the order of its numbers."""
    kept, names = list(items), _Names(actor)
    shown = Agenda()
    for kind, title in KINDS.items():
        of_kind = [item for item in kept if item.kind == kind]
        if of_kind:
            lines = tuple(names.line(item) for item in of_kind if not item.beyond)
            shown.groups.append(Group(title, lines, sum(item.beyond for item in of_kind)))
    return shown


def in_short(actor: Actor, item: AgendaItem) -> str:
    """An item in a line, for a choice."""
    return f"{item.number}. {_Names(actor).line(item).title}"


class _Names:
    """Names that the items of an agenda need, read once a page."""

    def __init__(self, actor: Actor) -> None:
        self.today = actor.today
        self.units, self.blocks = unit_names(actor.office), block_names(actor.office)
        self.projects = project_names()

    def line(self, item: AgendaItem) -> Line:
        """An item as it is shown."""
        match item.kind:
            case "order":
                return self._order(item)
            case "standstill":
                return self._standstill(item)
            case "waiting":
                return self._waiting(item)
            case "commitment":
                return self._commitment(item)
            case _:
                return self._grievance(item)

    def unit(self, id: str) -> str:
        """A unit's name without the mark of an example."""
        return here(without_mark(self.units[id])) if id in self.units else id

    def project(self, id: str) -> str:
        """A project's name without the mark of an example."""
        return here(without_mark(self.projects[id].name)) if id in self.projects else id

    def _order(self, item: AgendaItem) -> Line:
        row: Any = item.row
        clock = clock_of(row, self.today)
        due = _("until %(day)s") % {"day": row.due_on}
        return Line(
            item.number,
            _("Order %(number)s: %(matter)s") % {"number": row.number, "matter": row.matter},
            reverse("order", args=(row.number,)),
            f"{self.unit(row.unit)} · {due}",
            "draft" if clock == "withdrawn" else clock,
        )

    def _standstill(self, item: AgendaItem) -> Line:
        kind, id, project = item.item["place"], item.item["ref"], item.item["project"]
        name = {"unit": self.unit(id), "block": self.blocks.get((project, id), id)}.get(
            kind, self.project(id)
        )
        where = {"project": project, "remaining": "yes"} | ({kind: id} if kind != "project" else {})
        note = "" if kind == "project" else self.project(project)
        if item.days is not None:
            said = _("no step for %(days)s days, %(left)s households left") % {
                "days": item.days,
                "left": item.remaining,
            }
            note = f"{note} · {said}" if note else said
        return Line(item.number, name, f"{reverse('households')}?{urlencode(where)}", note)

    def _waiting(self, item: AgendaItem) -> Line:
        found = item.item
        stage = here(STAGE_TEXT[Stage(found["stage"])])
        what = here(WAITS[found["for"]])
        if found["for"] != "title" and found["for"] != "remedy":
            what = f"{what}（{here(step_name(found['step']))}）"
        rule = here(cited(found["rule"])) if found["rule"] else ""
        since = _("%(stage)s since %(day)s") % {"stage": stage, "day": found["since"]}
        return Line(
            item.number,
            _("%(household)s waits for %(what)s") % {"household": found["ref"], "what": what},
            reverse("household", args=(found["ref"],)),
            " · ".join(part for part in (since, rule) if part),
        )

    def _commitment(self, item: AgendaItem) -> Line:
        row: Any = item.row
        reached = _("%(reached)s of %(promised)s households") % {
            "reached": row.reached,
            "promised": row.households,
        }
        return Line(
            item.number, row.text, reverse("commitments"), f"{self.unit(row.unit)} · {reached}", "late"
        )

    def _grievance(self, item: AgendaItem) -> Line:
        row: Any = item.row
        due = date.fromisoformat(row.due_on)
        clock = (
            "done"
            if row.answered_on
            else "late"
            if due < self.today
            else "due"
            if due == self.today
            else "open"
        )
        title = f"{here(GRIEVANCE_KINDS[row.kind])} {row.seq}"
        note = f"{self.unit(row.owner_unit)} · " + _("answer until %(day)s") % {"day": row.due_on}
        return Line(item.number, title, reverse("grievance", args=(row.seq,)), note, clock)
