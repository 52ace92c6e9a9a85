"""The list of closed days, and the account of one."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plumbline.store.reading.days import account_of
from plumbline.store.reading.sealed import closed_dates, sealed_day, sealed_days
from plumbline.store.reading.wall import the_strip
from plumbline.web.accounts import Actor
from plumbline.web.books.shown import page
from plumbline.web.wallchart.guard import insider
from plumbline.web.wallchart.shown import cells

DAYS_A_PAGE = 40


@require_safe
@insider
def days(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every closed day, newest first, with the figures of its seal."""
    paginator = Paginator(closed_dates(), DAYS_A_PAGE)
    here = paginator.get_page(request.GET.get("page"))
    dates = list(here.object_list)
    shown = tuple(reversed(sealed_days(dates[-1], dates[0]))) if dates else ()
    return render(
        request,
        "books/days.html",
        {"days_shown": shown, "here": here, "days": cells(the_strip(actor.office, actor.now), actor.today)},
    )


@require_safe
@insider
def day(request: HttpRequest, actor: Actor, on: str) -> HttpResponse:
    """The account of a closed day; `?others=1` shows the projects outside the totals too."""
    try:
        found = sealed_day(date.fromisoformat(on))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    others = request.GET.get("others") == "1"
    return render(request, "books/day.html", page(account_of(found, others=others), actor.office))
