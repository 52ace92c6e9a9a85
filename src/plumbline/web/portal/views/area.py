"""The results of the area (条例第二十九条), as a list to page through and as a sheet for the notice board."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plumbline import campaign, policy
from plumbline.store.reading import households as reading
from plumbline.store.reading.households import HouseholdFile
from plumbline.store.reading.residents import RESIDENT, AreaRow, area_of, area_rows, publishes_area
from plumbline.store.reading.sealed import the_instant, the_office
from plumbline.terms import Regime, Text
from plumbline.web.portal.views.entering import resident
from plumbline.web.portal.views.public import print_head
from plumbline.web.workbench.words import word

ROWS_A_PAGE = 20
DWELLING = Text("房屋", "building")
"""What a building is called where no use is recorded: on collective land it is the home."""


@require_safe
@resident
def rows(request: HttpRequest, opened: HouseholdFile) -> HttpResponse:
    """The list, page by page; on collective land the own row and why it stands alone."""
    pages = Paginator(area_of(opened.household), ROWS_A_PAGE)
    here = pages.get_page(request.GET.get("page"))
    _note(opened, f"area, page {here.number}")
    context = {**_shown(opened, here.object_list), "here": here, "count": pages.count}
    return render(request, "portal/area.html", context)


@require_safe
@resident
def sheet(request: HttpRequest, opened: HouseholdFile) -> HttpResponse:
    """All rows on paper, for the notice board of the area."""
    _note(opened, "area, sheet")
    context = _shown(opened, area_of(opened.household))
    name = Text("分户补偿情况公布表", "Compensation by household")
    return render(request, "portal/area_sheet.html", {**context, "print_head": print_head(name)})


def _shown(opened: HouseholdFile, found: Any) -> dict[str, Any]:
    office = the_office()
    rule = campaign.rules_of(office).policy_of(office, opened.project)
    return {
        "rows": [_row(row) for row in area_rows(found, rule, own=not publishes_area(opened.household))],
        "project": Text(opened.project.name_zh, opened.project.name_en),
        "publishes_area": publishes_area(opened.household),
        "now": the_instant(),
    }


def _row(row: AreaRow) -> dict[str, Any]:
    """A row with its uses in words."""
    uses = policy.regime_schema(Regime.STATE_LAND).fields["buildings.use"].values
    buildings = [
        {
            "shown": uses.get(building.use) or (word(building.use) if building.use else DWELLING),
            "area_dm2": building.area_dm2,
        }
        for building in row.buildings
    ]
    return {
        "names": row.names,
        "address": row.address,
        "buildings": buildings,
        "area_dm2": row.area_dm2,
        "lines": row.lines,
        "rest": row.rest,
        "total": row.total,
    }


def _note(opened: HouseholdFile, what: str) -> None:
    reading.note_access(at=the_instant(), person=RESIDENT, household=opened.household.id, what=what)
