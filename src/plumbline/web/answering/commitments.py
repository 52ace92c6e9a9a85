"""The life of a commitment on one page, and the form of a report on it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from plumbline import campaign
from plumbline.store.models import CommitmentRow
from plumbline.store.reading import office as reading
from plumbline.store.reading.commitment_life import Life, life_of
from plumbline.terms import Reason, Stage, Text, campaign_day
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.answering.chart import Curve, curve
from plumbline.web.answering.forms import ReportForm
from plumbline.web.books.shown import seal_of
from plumbline.web.parts import Crumb
from plumbline.web.plainly import cited
from plumbline.web.wallchart.shown import without_mark
from plumbline.web.workbench.views.acts import answer
from plumbline.web.workbench.words import COMMAND_TITLES, here, project_name

BADGES = {"open": "waiting", "kept": "done", "broken": "late"}
WAITS = {
    "objection": Text("异议复核中", "objection under review"),
    "title": Text("权属未明", "title not clear"),
    "remedy": Text("复议、诉讼期间", "time for remedies"),
    "period": Text("法定期间未满", "statutory period running"),
}
"""What the law lets a household wait for, in words."""


@desk
def commitment(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """One commitment from its giving to its end."""
    life = life_of(actor.office, number, actor.today)
    if life is None:
        raise Http404
    if not reading.commitments(actor.office, actor.held).filter(pk=number).exists():
        return not_permitted(request, _not_mine(actor, number))
    return render(request, "answering/commitment.html", _shown(actor, life))


@desk
def report(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """The form in which the unit reports on its commitment."""
    row = CommitmentRow.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    if denied := campaign.may("ReportProgress", actor.context, project=row.project):
        return not_permitted(request, *denied)
    if row.unit != actor.held.unit:
        return not_permitted(request, _not_mine(actor, number))
    title, back = COMMAND_TITLES["ReportProgress"], reverse("commitment", args=(number,))
    context = {
        "title": title,
        "today": actor.today,
        "cancel_url": back,
        "crumbs": (
            Crumb(_("Commitments"), reverse("commitments")), Crumb(row.text, back), Crumb(here(title)),
        ),
    }  # fmt: skip
    return answer(
        request,
        actor,
        lambda data, files: ReportForm(data, files, actor=actor, commitment=number),
        context,
        done=back,
    )


def _shown(actor: Actor, life: Life) -> dict[str, Any]:
    row, first = life.row, actor.office.first_day
    units, names = reading.unit_names(actor.office), reading.names_of(actor.office)
    project = reading.projects_at(reading.version()).get(row.project)
    given, due = date.fromisoformat(row.given_on), date.fromisoformat(row.due_on)
    may_report = (
        life.state == "open"
        and row.unit == actor.held.unit
        and not campaign.may("ReportProgress", actor.context, project=row.project)
    )
    return {
        "life": life,
        "row": row,
        "given": given,
        "due": due,
        "given_day": campaign_day(given, first),
        "due_day": campaign_day(due, first),
        "days": actor.office.days,
        "today": actor.today,
        "unit": without_mark(units[row.unit]) if row.unit in units else Text(row.unit, row.unit),
        "project": project_name(project) if project else None,
        "badge": (BADGES[life.state], STATES[life.state]()),
        "curve": _curve(life),
        "reports": [(one, names.get(one.by_person, one.by_person)) for one in life.reports],
        "waiting": [(id, here(WAITS[w.kind]), cited(w.rule) if w.rule else "", w.until) for id, w in life.waiting],
        "waiting_by": [(here(WAITS[kind]), n) for kind, n in Counter(w.kind for _id, w in life.waiting).items()],
        "report_url": reverse("commitment-report", args=(row.pk,)) if may_report else "",
        "report_label": COMMAND_TITLES["ReportProgress"],
        "seal": seal_of(life.sealed) if life.sealed else None,
        "households_url": _households_of(row),
        "crumbs": (Crumb(_("Commitments"), reverse("commitments")), Crumb(row.text)),
    }  # fmt: skip


def _households_of(row: CommitmentRow) -> str:
    """The unit's households that the promise counts."""
    wanted = {"project": row.project, "unit": row.unit}
    if row.stage == Stage.AGREED:
        wanted["signed"] = "yes"
    return f"{reverse('households')}?{urlencode({k: v for k, v in wanted.items() if v})}"


def _curve(life: Life) -> Curve | None:
    if not life.measured:
        return None
    last = date.fromisoformat(life.row.due_on)
    return curve(life.measured, life.row.households, last, {one.as_of: one.reached for one in life.reports})


STATES = {"open": lambda: _("running"), "kept": lambda: _("kept"), "broken": lambda: _("broken")}


def _not_mine(actor: Actor, number: int) -> Reason:
    return Reason(
        code="permission:sight",
        rule="岗位权限表",
        fact=f"{number} / {actor.held.id}",
        message=Text("这项承诺是别的单位的", "this commitment is another unit's"),
        remedy=Text("请由该单位或者指挥部办公室办理", "let that unit or the headquarters office do it"),
    )
