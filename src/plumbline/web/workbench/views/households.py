"""The list of households, as far as the post sees them."""

from __future__ import annotations

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plumbline.store.reading import office as reading
from plumbline.store.reading.households import (
    Choices,
    HouseholdFilter,
    HouseholdLine,
    choices_within,
    find,
    sees_beyond_unit,
    visible,
)
from plumbline.terms import STAGE_TEXT, STAGES
from plumbline.web.accounts import Actor, desk
from plumbline.web.parts import Column, Filter, ListState
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.views.listing import Found, Listing, Record, answer
from plumbline.web.workbench.words import project_name, say, word

COLUMNS = (
    Column("id", _("file number"), sortable=True),
    Column("names", _("owner"), sortable=True),
    Column("block", _("block"), sortable=True, minor=True),
    Column("unit", _("responsible unit"), sortable=True, minor=True),
    Column("stage", _("stage"), "stage", sortable=True),
    Column("choice", _("choice"), sortable=True, minor=True),
    Column("title", _("title"), sortable=True, minor=True),
    Column("signed_on", _("signed"), "day", sortable=True, minor=True),
    Column("area", _("floor area (㎡)"), "m2", sortable=True, minor=True),
    Column("total", _("sum (yuan)"), "yuan", sortable=True),
    Column("settled", _("paid (yuan)"), "yuan", sortable=True, minor=True),
    Column("grievances", _("open cases"), "number", sortable=True, minor=True),
)


@desk
def households(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The households of the post's sight, filtered, sorted and paged by the address."""
    sight = visible(actor.office, actor.held)
    listing = Listing(
        _("Households"),
        COLUMNS,
        _filters(actor, choices_within(sight)),
        "id",
        "households",
        _("No household is within the sight of this post. Households come from the project's register."),
    )

    blocks, units = reading.block_names(actor.office), reading.unit_names(actor.office)

    def record(line: HouseholdLine) -> Record:
        return {
            "id": line.id,
            "names": line.names,
            "block": blocks.get((line.project, line.block), line.block),
            "unit": without_mark(units[line.unit]) if line.unit in units else line.unit,
            "stage": line.stage,
            "choice": word(line.choice) if line.choice else None,
            "title": word(line.title),
            "signed_on": line.signed_on,
            "area": line.area_dm2,
            # Nothing is owed and nothing is nought before somebody signs: the cell stays open.
            "total": line.total_fen if line.signed_on or line.total_fen else None,
            "settled": line.settled_fen if line.signed_on or line.settled_fen else None,
            "grievances": line.grievances_open,
        }

    def found(state: ListState) -> Found:
        asked = find(sight, _wanted(actor, dict(state.values)), state.order)
        return Found(
            asked.total(),
            lambda first, count: [record(line) for line in asked.lines(first, count)],
            lambda: asked.rows.order_by().aggregate(
                area=Sum("area_dm2"), total=Sum("total_fen"), settled=Sum("settled_fen"),
                grievances=Sum("grievances_open"),
            ),
        )  # fmt: skip

    return answer(
        request,
        listing,
        found,
        url=lambda record: reverse("household", args=(record["id"],)),
        context={"title": _("Households"), "own_unit": not sees_beyond_unit(actor.office, actor.held)},
    )


def _wanted(actor: Actor, values: dict[str, str]) -> HouseholdFilter:
    return HouseholdFilter(
        project=values.get("project", ""),
        block=values.get("block", ""),
        unit=values.get("unit", ""),
        stage=values.get("stage", ""),
        choice=values.get("choice", ""),
        title=values.get("title", ""),
        remaining=values.get("remaining") == "yes",
        signed=values.get("signed", ""),
        duty=actor.held.id if values.get("mine") else "",
        text=values.get("q", ""),
    )


def _filters(actor: Actor, within: Choices) -> tuple[Filter, ...]:
    projects = reading.projects_at(reading.version())
    blocks, units = reading.block_names(actor.office), reading.unit_names(actor.office)
    yes = (("yes", _("yes")),)
    every = (
        Filter("project", _("project"), tuple((p, say(project_name(projects[p]))) for p in within.projects)),
        Filter("block", _("block"), tuple((b, blocks.get((p, b), b)) for p, b in within.blocks)),
        Filter("unit", _("responsible unit"), tuple((u, say(units[u])) for u in within.units if u in units)),
        Filter("stage", _("stage"), tuple((s.value, say(STAGE_TEXT[s])) for s in STAGES)),
        Filter("signed", _("signed"), (("yes", _("yes")), ("no", _("no")))),
        Filter("choice", _("choice"), tuple((c, say(word(c))) for c in within.choices)),
        Filter("title", _("title"), tuple((t, say(word(t))) for t in within.titles)),
        Filter("remaining", _("remaining"), yes),
        Filter("mine", _("my own duty"), yes),
        Filter("q", _("file number, name, address")),
    )
    # A choice among one is none.
    return tuple(f for f in every if len(f.choices) != 1 or f.name in ("remaining", "mine"))
