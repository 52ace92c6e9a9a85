"""The results of the area (条例第二十九条), as a list to page through and as a sheet for the notice board."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plumbline import campaign, policy
from plumbline.campaign import Post, Project
from plumbline.store.reading import households as reading
from plumbline.store.reading.households import HouseholdFile
from plumbline.store.reading.projects import the_project
from plumbline.store.reading.residents import (
    RESIDENT,
    AreaRow,
    area_of,
    area_of_project,
    area_rows,
    publishes_area,
)
from plumbline.store.reading.sealed import the_instant, the_office
from plumbline.terms import Reason, Regime, Text
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.portal.views.entering import resident
from plumbline.web.portal.views.public import print_head
from plumbline.web.workbench.words import word

ROWS_A_PAGE = 20
SHEET = Text("分户补偿情况公布表", "Compensation by household")
DWELLING = Text("房屋", "building")
"""What a building is called where no use is recorded: on collective land it is the home."""


@require_safe
@resident
def rows(request: HttpRequest, opened: HouseholdFile) -> HttpResponse:
    """The list, page by page; on collective land the own row and why it stands alone."""
    pages = Paginator(area_of(opened.household), ROWS_A_PAGE)
    here = pages.get_page(request.GET.get("page"))
    _note(opened, f"area, page {here.number}")
    context = {**_of(opened, here.object_list), "here": here, "count": pages.count}
    return render(request, "portal/area.html", context)


@require_safe
@resident
def sheet(request: HttpRequest, opened: HouseholdFile) -> HttpResponse:
    """All rows on paper, for the notice board of the area."""
    _note(opened, "area, sheet")
    context = _of(opened, area_of(opened.household))
    return render(
        request,
        "portal/area_sheet.html",
        {**context, "back": reverse("my-area"), "print_head": print_head(SHEET)},
    )


@require_safe
@never_cache
@desk
def board(request: HttpRequest, actor: Actor, project: str) -> HttpResponse:
    """The same sheet for the office, which hangs it up; each printing is recorded.

    raises  Http404 for an unknown project
    """
    found = the_project(project)
    if found is None:
        raise Http404
    if reasons := _may_not_hang(actor.held, found):
        return not_permitted(request, *reasons)
    reading.note_access(at=actor.now, person=actor.person, household="", what=f"board {project}"[:40])
    context = _shown(found, area_of_project(project), publishes=True)
    return render(
        request,
        "portal/area_sheet.html",
        {**context, "back": reverse("today"), "print_head": print_head(SHEET)},
    )


def _may_not_hang(post: Post, project: Project) -> tuple[Reason, ...]:
    """Why a post may not print the sheet of a project: the law publishes none, or it is another's work."""
    if project.regime != Regime.STATE_LAND:
        return (NOT_PUBLISHED,)
    if post.role != "office" or (post.projects and project.id not in post.projects):
        return (NOT_THE_OFFICE,)
    return ()


NOT_PUBLISHED = Reason(
    code="disclosure:collective_land",
    rule="《中华人民共和国土地管理法》 49",
    fact="—",
    message=Text(
        "集体土地不公布各户的补偿金额，法律要求公布的是集体的收支状况",
        "on collective land no household's sum is published; the law asks the collective for its accounts",
    ),
    remedy=Text(
        "各户凭告知单上的查询码查看本户情况",
        "each household reads its own row with the code of its notice",
    ),
)
NOT_THE_OFFICE = Reason(
    code="permission:role",
    rule="岗位权限表",
    fact="—",
    message=Text(
        "分户补偿情况公布表由指挥部办公室打印张贴",
        "the sheet of the area is printed and hung up by the headquarters office",
    ),
    remedy=Text("请向指挥部办公室提出", "ask the headquarters office"),
)


def _of(opened: HouseholdFile, found: Any) -> dict[str, Any]:
    return _shown(opened.project, found, publishes=publishes_area(opened.household))


def _shown(project: Project, found: Any, *, publishes: bool) -> dict[str, Any]:
    office = the_office()
    rule = campaign.rules_of(office).policy_of(office, project)
    return {
        "rows": [_row(row) for row in area_rows(found, rule, own=not publishes)],
        "project": Text(project.name_zh, project.name_en),
        "publishes_area": publishes,
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
