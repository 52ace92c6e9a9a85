"""The table of scores, one score with its arithmetic, the formula, a contest and its answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plumbline import campaign
from plumbline.campaign import appraising
from plumbline.store.models import ContestRow
from plumbline.store.reading import appraisals as reading
from plumbline.store.reading.appraisals import Appraisal, Appraised
from plumbline.terms import Reason, Text
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.appraisals import shown
from plumbline.web.appraisals.forms import AnswerForm, ContestForm
from plumbline.web.navigation import OUTSIDE_COMPANIES
from plumbline.web.parts import Crumb
from plumbline.web.workbench.views.acts import answer
from plumbline.web.workbench.words import COMMAND_TITLES, here


@require_safe
@desk
def appraisal(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The scores that a post reads: of the last sealed day, or of `?day=`."""
    if actor.held.role in OUTSIDE_COMPANIES:
        return not_permitted(request, _NOT_YOURS)
    wanted = request.GET.get("day", "")
    found = reading.appraisal_of(actor.office, _day(wanted)) if wanted else reading.appraisal_of(actor.office)
    if wanted and found is None:
        raise Http404
    rows = reading.seen(actor.held, found.subjects) if found else ()
    units = [r for r in rows if r.figures.subject.kind == "unit"]
    context = {
        "formula": reading.published_formula(),
        "found": found,
        "reads_all": actor.held.role in reading.READERS,
        "units": shown.lines(actor.office, found, units) if found else [],
        "posts": shown.lines(actor.office, found, [r for r in rows if r not in units]) if found else [],
        "published": reading.published(),
        "contests": [_contest_line(actor, row) for row in reading.contests(actor.office, actor.held)],
        "today": actor.today,
    }
    return render(request, "appraisals/appraisal.html", context)


@require_safe
@desk
def subject(request: HttpRequest, actor: Actor, day: str, subject: str) -> HttpResponse:
    """One score: every part with its arithmetic, its inputs, and the sealed records behind them."""
    opened = _opened(request, actor, day, subject)
    if isinstance(opened, HttpResponse):
        return opened
    found, row = opened
    may_contest = found.row is not None and _is_own(actor, row)
    context = {
        "found": found,
        "row": row,
        "name": shown.name_of(actor.office, row.figures.subject),
        "parts": shown.worked(actor.office, row),
        "equal": row.is_recomputed,
        "same_records": reading.read_again(found, subject) if found.row else None,
        "contest_url": reverse("appraisal-contesting", args=(day, subject)) if may_contest else "",
        "contests": [
            _contest_line(actor, c)
            for c in reading.contests(actor.office, actor.held)
            if found.row and (c.appraisal, c.subject) == (found.row.number, subject)
        ],
        "today": actor.today,
        "crumbs": _crumbs(here(shown.name_of(actor.office, row.figures.subject))),
    }
    return render(request, "appraisals/subject.html", context)


@require_safe
@desk
def formula(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The published formula in words, with its hash; everybody who is appraised or reads scores may read it."""
    found = reading.published_formula()
    if actor.held.role in OUTSIDE_COMPANIES:
        return not_permitted(request, _NOT_YOURS)
    if found is None:
        raise Http404
    context = {"found": found, "measures": appraising.MEASURES, "crumbs": _crumbs(_("Formula"))}
    return render(request, "appraisals/formula.html", context)


@require_safe
@desk
def whole(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """A published appraisal as a file that anybody entitled can compute again (`plumbline appraisal compute`)."""
    if actor.held.role in OUTSIDE_COMPANIES:
        return not_permitted(request, _NOT_YOURS)
    row = next((r for r in reading.published() if r.number == number), None)
    found = reading.appraisal_of(actor.office, row.sealed_day) if row else None
    if found is None:
        raise Http404
    document = reading.document(found)
    mine = {one.figures.subject.id for one in reading.seen(actor.held, found.subjects)}
    document["scores"] = [said for said in document["scores"] if said["id"] in mine]
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def contesting(request: HttpRequest, actor: Actor, day: str, subject: str) -> HttpResponse:
    """The form of a contest."""
    opened = _opened(request, actor, day, subject)
    if isinstance(opened, HttpResponse):
        return opened
    found, _row = opened
    if found.row is None:
        raise Http404
    if denied := campaign.may("ContestAppraisal", actor.context):
        return not_permitted(request, *denied)
    number = found.row.number
    back = reverse("appraisal-subject", args=(day, subject))
    return answer(
        request,
        actor,
        lambda data, files: ContestForm(data, files, actor=actor, appraisal=number, subject=subject),
        _form_context(actor, "ContestAppraisal", back),
        done=back,
        template="boards/act.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def contest(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """A contest with its answer, or the form that answers it."""
    row = reading.contest(number)
    if row is None:
        raise Http404
    if not reading.sees(actor.held, reading.subject_of(actor.office, row.subject)):
        return not_permitted(request, _NOT_YOURS)
    context = _form_context(actor, "AnswerContest", reverse("appraisal")) | {
        "line": _contest_line(actor, row),
        "form": None,
    }
    if row.answered_on or campaign.may("AnswerContest", actor.context):
        return render(request, "appraisals/contest.html", context)
    figures = appraising.figures_from_json(actor.office.contests[str(number)]["figures"])
    records = shown.choices(actor.office, figures.records)
    return answer(
        request,
        actor,
        lambda data, files: AnswerForm(data, files, actor=actor, contest=number, records=records),
        context,
        done=reverse("appraisal-contest", args=(number,)),
        template="appraisals/contest.html",
    )


# ---------- what the pages share ----------
_NOT_YOURS = Reason(
    code="permission:appraisal",
    rule="岗位权限表",
    fact="—",
    message=Text(
        "此岗位只查看本单位和本岗位的考核", "this post reads the scores of its own unit and its own alone"
    ),
    remedy=Text("需要其他分数的，请向督查岗位提出", "ask a supervisor for others"),
)


def _opened(
    request: HttpRequest, actor: Actor, day: str, subject: str
) -> tuple[Appraisal, Appraised] | HttpResponse:
    found = reading.appraisal_of(actor.office, _day(day))
    row = found.subject(subject) if found else None
    if found is None or row is None:
        raise Http404
    if not reading.sees(actor.held, row.figures.subject):
        return not_permitted(request, _NOT_YOURS)
    return found, row


def _is_own(actor: Actor, row: Appraised) -> bool:
    of = row.figures.subject
    may = not campaign.may("ContestAppraisal", actor.context)
    return may and (actor.held.id == of.id or (actor.held.unit == of.id and actor.held.role == "unit_head"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def _contest_line(actor: Actor, row: ContestRow) -> dict[str, Any]:
    due = date.fromisoformat(row.answer_by)
    state = "done" if row.answered_on else "late" if actor.today > due else "waiting"
    of = reading.subject_of(actor.office, row.subject)
    return {
        "row": row,
        "name": shown.name_of(actor.office, of),
        "url": reverse("appraisal-contest", args=(row.number,)),
        "filed_on": date.fromisoformat(row.filed_on),
        "answer_by": due,
        "answered_on": date.fromisoformat(row.answered_on) if row.answered_on else None,
        "upheld": bool(row.strikes),
        "state": state,
    }


def _form_context(actor: Actor, command: str, back: str) -> dict[str, Any]:
    title = COMMAND_TITLES[command]
    return {"title": title, "today": actor.today, "cancel_url": back, "crumbs": _crumbs(here(title))}


def _crumbs(last: str) -> tuple[Crumb, ...]:
    return Crumb(_("Appraisal"), reverse("appraisal")), Crumb(last)
