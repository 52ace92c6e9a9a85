"""All parts: what each is called, when it is used, how it is included, and its sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plumbline.terms import STAGES, Text
from plumbline.web.design.samples import household, office, rows
from plumbline.web.parts import STATUSES, Crumb, Key, Tab

Sample = Callable[[str], dict[str, Any]]

LOOKS: dict[str, Promise] = {"light": _("Light"), "dark": _("Dark"), "print": _("Print"), "wall": _("Wall")}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the design system.

    name      its template is `parts/_<name>.html`, unless `show` names one that shows it in use
    title     what it is called
    use       when to use it
    line      what a template writes to include it
    sample    its context by a prefix for ids
    """

    name: str
    title: Promise
    use: Promise
    line: str
    sample: Sample
    show: str = ""

    @property
    def template(self) -> str:
        """The template rendered on the living page."""
        return self.show or f"parts/_{self.name}.html"


def include(name: str, content: str = "") -> str:
    """The line that includes a part."""
    return f'{{% include "parts/_{name}.html"{f" with {content}" if content else ""} %}}'


def part(name: str, title: Promise, use: Promise, content: str, sample: Sample) -> Part:
    """A part that is included by its own name."""
    return Part(name, title, use, include(name, content), sample)


CRUMBS = (Crumb(_("Today"), "#"), Crumb(_("Households"), "#"), Crumb("朱木桥-0113"))
TABS = (
    Tab(_("File"), "#", True),
    Tab(_("Sums"), "#"),
    Tab(_("Documents"), "#", count=6),
    Tab(_("Cases"), "#", count=1),
)
KEYS = (
    Key(("/",), _("to the filter")),
    Key(("[", "]"), _("previous and next page")),
    Key(("Esc",), _("close")),
)

HOUSEHOLD = (
    part(
        "stage_line",
        _("Stage line"),
        _("Across the top of a household's file: what is reached, what may follow, what blocks it."),
        "line=line",
        lambda _p: {"line": household.line(blocked=True)},
    ),
    part(
        "next_step",
        _("Next step"),
        _("The one primary action of a file. Closed, it stays and says why."),
        "next=next",
        lambda _p: {"next": household.NEXT, "today": household.TODAY},
    ),
    part(
        "refusal",
        _("Refusal"),
        _(
            "The answer to a command that may not be done: every ground, its article, the remedy, the first possible day."
        ),
        "refused=refused today=today",
        lambda _p: {"refused": household.REFUSED, "today": household.TODAY},
    ),
    part(
        "sums",
        _("Sums with their clauses"),
        _(
            "Wherever a household's amounts stand. Opening one shows clause, inputs and arithmetic; lines to other payees are not in the total."
        ),
        'sums=sums opened=""',
        lambda _p: {"sums": household.sums(), "opened": "6(2)"},
    ),
    part(
        "facts",
        _("Facts with sources"),
        _("Facts of a file, each with the paper it comes from."),
        "facts=facts",
        lambda _p: {"facts": household.facts()},
    ),
    part(
        "duties",
        _("Duty cards"),
        _("Who answers for the household: one unit and one named person for each of the five duties."),
        "duties=duties",
        lambda _p: {"duties": household.duties()},
    ),
    part(
        "timeline",
        _("Timeline"),
        _("What happened, newest first; an entry made later than its act says so."),
        "timeline=timeline",
        lambda _p: {"timeline": household.history()},
    ),
)
FIGURES = (
    part(
        "figures",
        _("Figures"),
        _("First row of a page. Each number is a link to the list that adds up to it."),
        "figures=figures",
        lambda _p: {"figures": office.figures()},
    ),
    part(
        "countdown",
        _("Countdown"),
        _("Today and the wall: days left and the last day, by the product's clock."),
        "countdown=countdown",
        lambda _p: {"countdown": office.countdown()},
    ),
    part(
        "burndown",
        _("Burndown"),
        _("Remaining households against plan, with the forecast's band and the figures behind it."),
        "burndown=burndown",
        lambda _p: {"burndown": office.burndown()},
    ),
    part(
        "stage_bar",
        _("Progress by stage"),
        _("Households by stage; with slim=True the bar alone, for cards and rows."),
        "bar=bar",
        lambda _p: {"bar": office.stages()},
    ),
    part(
        "day_strip",
        _("Day strip"),
        _("The days of the campaign, one cell each, sealed or not."),
        "days=days",
        lambda _p: {"days": office.days()},
    ),
    part(
        "project_card",
        _("Project card"),
        _("A project at a glance; several stand in a .cards grid."),
        "project=project",
        lambda _p: {"project": office.projects()[1]},
    ),
    part(
        "units",
        _("Units by commitment kept"),
        _("Responsible units in their order; one row alone is parts/_unit_row.html."),
        "units=units",
        lambda _p: {"units": office.units()},
    ),
    part(
        "money",
        _("Money"),
        _("The day's exclusive balances."),
        "money=money",
        lambda _p: {"money": office.money()},
    ),
    part(
        "worklist",
        _("Work that waits"),
        _("Today: what, for whom, until when, most urgent first."),
        "tasks=tasks",
        lambda _p: {"tasks": office.tasks()},
    ),
)
LISTS = (
    part(
        "list",
        _("List with filters"),
        _("Any list longer than a screen. Its state lies in the address; what is shown can be exported."),
        'list=list prefix=""',
        lambda p: {"list": rows.listing(stage="agreed"), "prefix": p},
    ),
    part(
        "table",
        _("Table"),
        _("Figures that are read across, with a foot that adds them up."),
        "table=table",
        lambda _p: {"table": rows.table()},
    ),
    part(
        "pager",
        _("Pager"),
        _("Below rows that go on; part of the list already."),
        "pages=pages",
        lambda _p: {"pages": rows.listing(page="3").pages},
    ),
    part(
        "empty",
        _("Empty"),
        _("Where there is nothing: say what belongs here and how it gets here."),
        "title=title text=text url=url url_label=label",
        lambda _p: {
            "title": _("No household has been listed yet"),
            "text": _("Import the project's register; every row becomes a household or a named finding."),
            "url": "#",
            "url_label": _("Import a register"),
        },
    ),
    part(
        "form",
        _("Form"),
        _("Any entry. Refused, it keeps what was typed and says why next to the field."),
        'form=form action=url submit=label cancel_url=""',
        lambda p: {
            "form": rows.form(p, wrong=True),
            "action": "#",
            "submit": _("Record the agreement"),
            "cancel_url": "#",
        },
    ),
)
SIGNS = (
    Part(
        "stage_badge",
        _("Stage badge"),
        _(
            "A stage in running text or a cell: mark, colour, shape and name; the mark alone where the name stands beside it."
        ),
        '{% stage household.stage %}   {% stage household.stage "mark" %}',
        lambda _p: {"stages": STAGES},
        "parts/_stage_legend.html",
    ),
    Part(
        "status_badge",
        _("Status badge"),
        _("How a piece of work stands. Only overdue and refused are vermilion."),
        '{% status "late" %}   {% status "late" words %}',
        lambda _p: {"statuses": tuple(STATUSES)},
        "design/_statuses.html",
    ),
    Part(
        "day",
        _("Days and quantities"),
        _("The one way to write a day, a sum, an area; never floatformat."),
        '{{ date|day }}  {{ date|day:"short" }}  {% when date today %}  {{ fen|yuan }}  {{ fen|yuan:"unit" }}  {{ fen|fen }}  {{ area|m2:"unit" }}',
        lambda _p: {
            "today": household.TODAY,
            "due": office.DEADLINE.date(),
            "past": household.REACHED,
            "now": office.NOW,
            "sum": 31_204_567,
            "area": 6_237,
        },
        "design/_quantities.html",
    ),
    part(
        "notice",
        _("Notice"),
        _("A word above or within a page; kind: info, success, late."),
        "kind=kind title=title text=text",
        lambda _p: {
            "kind": "info",
            "title": _("Version 1.1 of the policy is in force from day 6"),
            "text": _("Earlier signers are owed the difference; it was booked the same day."),
        },
    ),
    part("invented", _("Invented data"), _("On every page and paper of a demonstration."), "", lambda _p: {}),
    part(
        "progress",
        _("Progress"),
        _("How much of a known whole is done."),
        "value=value max=max label=label",
        lambda _p: {"value": 18, "max": 20, "label": _("commitments kept")},
    ),
)
PAPERS = (
    part(
        "print_head",
        _("Print head"),
        _("Head of a page that is printed as a document: name, number, day, seal."),
        "head=print_head",
        lambda _p: {"head": office.print_head()},
    ),
    part(
        "seal",
        _("Seal"),
        _("The first forty digits of a sealed day's tree head; without a seal it says so."),
        "seal=seal",
        lambda _p: {"seal": office.seal()},
    ),
    part(
        "documents",
        _("Documents"),
        _("Papers with their number, day and proof."),
        "documents=documents",
        lambda _p: {"documents": office.documents()},
    ),
)
AROUND = (
    part(
        "masthead",
        _("Masthead"),
        _("Head of every page; the layouts bring it. Places come from web.navigation."),
        "",
        lambda _p: {
            "acting": None,
            "campaign_name": Text("示例市征迁工作指挥部", "Example City headquarters"),
        },
    ),
    part(
        "acting",
        _("Person acting in a post"),
        _("In the masthead: who acts, in which post, and the other posts that she holds today."),
        "acting=acting",
        lambda _p: {"acting": office.acting()},
    ),
    part(
        "crumbs",
        _("Way back"),
        _("Above the heading of a page that lies below another."),
        "crumbs=crumbs",
        lambda _p: {"crumbs": CRUMBS},
    ),
    part(
        "tabs",
        _("Tabs"),
        _("Several views of one thing, each with its own address."),
        "tabs=tabs label=label",
        lambda _p: {"tabs": TABS, "label": _("Household")},
    ),
    part(
        "keys",
        _("Keys"),
        _("At the foot of pages that know keys; an element takes one by data-key."),
        "keys=keys",
        lambda _p: {"keys": KEYS},
    ),
)

GROUPS: tuple[tuple[Promise, tuple[Part, ...]], ...] = (
    (_("A household's file"), HOUSEHOLD),
    (_("Figures and progress"), FIGURES),
    (_("Lists, tables, forms"), LISTS),
    (_("Signs and words"), SIGNS),
    (_("Papers"), PAPERS),
    (_("Around the page"), AROUND),
)
