"""Where nothing moves: by unit, project, block, stage or household, and the pace of days and weeks as measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from plumbline.store.reading import office as reading
from plumbline.store.reading.sealed import SealedDay, last_sealed, project_names
from plumbline.store.reading.standstills import WINDOWS, Kind, Pace, Still, pace
from plumbline.terms import STAGE_TEXT, Stage, Text
from plumbline.web.accounts import Actor, desk
from plumbline.web.parts import Column, Filter, ListState
from plumbline.web.plainly import cited
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.agenda import WAITS
from plumbline.web.workbench.views.listing import Found, Listing, Record, answer, of_sequence
from plumbline.web.workbench.words import here, step_name

KIND_NAMES: Mapping[str, Text] = {
    "project": Text("项目", "project"),
    "unit": Text("包保单位", "unit"),
    "block": Text("片区", "block"),
    "stage": Text("环节", "stage"),
    "household": Text("户", "household"),
}
WINDOW_NAMES = {
    "day": gettext_lazy("no step on the day"),
    "three": gettext_lazy("no step for three days"),
    "week": gettext_lazy("no step for a week"),
}
SHOWN_WAITING = 60
"""Places and households that lawfully wait, on the page itself; the lists of households have them all."""


def listing(actor: Actor) -> Listing:
    """The list with its filters; without any it is Today's figure."""
    projects = [
        (row["id"], Text(row["name_zh"], row.get("name_en", row["name_zh"])))
        for row in actor.office.description["projects"]
        if row.get("in_totals", True) and (not actor.held.projects or row["id"] in actor.held.projects)
    ]
    return Listing(
        gettext_lazy("Standstills"),
        (
            Column("name", gettext_lazy("where")),
            Column("kind", gettext_lazy("kind")),
            Column("project", gettext_lazy("project"), minor=True),
            Column("days", gettext_lazy("days without progress"), "number"),
            Column("remaining", gettext_lazy("remaining households"), "number"),
            Column("waiting", gettext_lazy("of them lawfully waiting"), "number"),
            Column("what", gettext_lazy("what comes next"), minor=True),
        ),
        (
            Filter(
                "by",
                gettext_lazy("listed by"),
                tuple((kind, here(text)) for kind, text in KIND_NAMES.items()),
            ),
            Filter("within", gettext_lazy("without a step"), tuple(WINDOW_NAMES.items())),
            Filter(
                "project", gettext_lazy("project"), tuple((id, here(without_mark(t))) for id, t in projects)
            ),
        ),
        "name",
        "standstills",
        gettext_lazy("Every unit and every block has moved within three days."),
    )


@desk
def standstills(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the sealed days show standing still; whoever lawfully waits stands below and is not counted."""
    sealed, lawful = last_sealed(), list[Record]()
    names = _Names(actor)

    def found(state: ListState) -> Found:
        wanted = dict(state.values)
        chosen = _chosen(actor, sealed, wanted) if sealed else []
        lawful.extend(names.shown(s) for s in chosen if not s.is_standstill)
        return of_sequence([names.shown(s) for s in chosen if s.is_standstill])

    return answer(
        request, listing(actor), found, template="workbench/standstills.html", url=lambda r: str(r["url"]),
        context={
            "title": gettext_lazy("Standstills"), "lawful": lawful, "most": SHOWN_WAITING, "sealed": sealed,
            "paces": _paces(actor, sealed, names) if sealed and sealed.number else [],
        },
    )  # fmt: skip


def _chosen(actor: Actor, sealed: SealedDay, wanted: Mapping[str, str]) -> list[Still]:
    kinds: tuple[Kind, ...] = (wanted["by"],) if "by" in wanted else ("unit", "block")  # type: ignore[assignment]
    least = WINDOWS[wanted.get("within", "three")]
    return [
        s
        for kind in kinds
        for s in reading.standing_still(sealed, actor.office, actor.held, kind, least=least)
        if wanted.get("project", s.project) == s.project
    ]


class _Names:
    """Names of what may stand still, and where each leads."""

    def __init__(self, actor: Actor) -> None:
        self.units, self.blocks = reading.unit_names(actor.office), reading.block_names(actor.office)
        self.projects = project_names()

    def shown(self, found: Still) -> Record:
        """A row of the list."""
        wait, where = found.wait, {"project": found.project, "remaining": "yes"}
        what = ""
        if wait is not None:
            step = f"（{here(step_name(wait.ref))}）" if wait.kind not in ("title", "remedy") else ""
            rule = f" {here(cited(wait.rule))}" if wait.rule else ""
            until = f" {wait.until.isoformat()}" if wait.until else ""
            what = f"{here(WAITS[wait.kind])}{step}{rule}{until}"
        if found.kind in ("unit", "block", "stage"):
            where[found.kind] = found.id
        url = f"{reverse('households')}?" + "&".join(f"{k}={v}" for k, v in where.items())
        if found.kind == "household":
            url = reverse("household", args=(found.id,))
        return {
            "name": self.name(found),
            "kind": KIND_NAMES[found.kind],
            "project": without_mark(self.projects[found.project].name),
            "days": found.days,
            "remaining": found.remaining,
            "waiting": found.waiting,
            "what": what,
            "url": url,
        }

    def name(self, found: Still) -> Text:
        """What it is called."""
        match found.kind:
            case "unit":
                return (
                    without_mark(self.units[found.id]) if found.id in self.units else Text(found.id, found.id)
                )
            case "block":
                block = self.blocks.get((found.project, found.id), found.id)
                return Text(block, block)
            case "stage":
                return STAGE_TEXT[Stage(found.id)]
            case "project":
                return without_mark(self.projects[found.id].name)
            case "household":
                return Text(found.id, found.id)


# ---------- a step a day, progress a week ----------
def _paces(actor: Actor, sealed: SealedDay, names: _Names) -> list[dict[str, Any]]:
    """The whole campaign and each project of the post's: yes or no, with the days and weeks behind it."""
    whole = [] if actor.held.projects else [(Text("全部项目", "all projects"), pace(sealed, actor.office))]
    rows = [row["id"] for row in sealed.account["projects"]]
    mine = [id for id in rows if not actor.held.projects or id in actor.held.projects]
    each = [(without_mark(names.projects[id].name), pace(sealed, actor.office, project=id)) for id in mine]
    return [_told(name, found) for name, found in (*whole, *each)]


def _told(name: Text, found: Pace) -> dict[str, Any]:
    return {
        "name": name,
        "pace": found,
        "days": len(found.by_day),
        "with_days": len(found.by_day) - len(found.days_without),
        "without_days": "、".join(map(str, found.days_without)),
        "weeks": len(found.weeks),
        "with_weeks": len(found.weeks) - len(found.weeks_without),
        "households": sum(found.by_day.values()),
    }
