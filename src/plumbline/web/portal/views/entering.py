"""Opening a resident's file by number and code, keeping it open for half an hour, and closing it."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from plumbline.store.codes import is_code
from plumbline.store.reading.households import HouseholdFile, file_of
from plumbline.web.accounts.caller import address_of
from plumbline.web.portal.entering_form import EnterForm

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, HouseholdFile, P], HttpResponse]

KEY = "resident"
"""The session's name for the open file: [number, second at which it was last looked at]."""

OPEN_SECONDS = 30 * 60
MOST_WRONG = 10
WRONG_SECONDS = 15 * 60


@require_POST
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Open the file, or say in one form that number and code do not belong together."""
    form = EnterForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/enter.html", {"form": form}, status=422)
    number = unicodedata.normalize("NFKC", form.cleaned_data["number"]).strip()
    tries = _Tries(number, address_of(request))
    if tries.are_spent:
        form.add_error(None, _("Too many tries. Wait a quarter of an hour, or ask at the office."))
        return render(request, "portal/enter.html", {"form": form}, status=429)
    if not is_code(number, form.cleaned_data["code"]):
        tries.count()
        form.add_error(None, _("Number and code do not belong together. Both stand on your notice."))
        return render(request, "portal/enter.html", {"form": form}, status=422)
    request.session.cycle_key()
    request.session[KEY] = [number, int(time.time())]
    return redirect("mine")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the file; nothing of it stays in the session."""
    _close(request)
    return redirect("portal")


def resident(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page of the open file: the view is given it; without one the form that opens it is shown."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        file = opened(request)
        if file is None:
            answer = render(request, "portal/enter.html", {"form": EnterForm()})
        else:
            answer = view(request, file, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    return guarded


def opened(request: HttpRequest) -> HouseholdFile | None:
    """The open file of this session, None where there is none or its half hour is over."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    number, looked = kept
    now = int(time.time())
    file = file_of(number) if 0 <= now - looked < OPEN_SECONDS else None
    if file is None:
        _close(request)
        return None
    request.session[KEY] = [number, now]
    return file


def _close(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
    if not request.user.is_authenticated:
        request.session.flush()


class _Tries:
    """Wrong tries for a number from an address, within the last quarter of an hour."""

    def __init__(self, number: str, address: str) -> None:
        digest = hashlib.sha256(f"{number}\0{address}".encode()).hexdigest()
        self._key = f"resident-tries-{digest}"

    def _recent(self) -> list[float]:
        since = time.time() - WRONG_SECONDS
        return [at for at in cache.get(self._key, []) if at > since]

    @property
    def are_spent(self) -> bool:
        """Whether no further try is judged now."""
        return len(self._recent()) >= MOST_WRONG

    def count(self) -> None:
        """Remember a wrong try."""
        cache.set(self._key, [*self._recent(), time.time()], WRONG_SECONDS)
