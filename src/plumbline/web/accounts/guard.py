"""The guard of the workbench's pages: signed in, in a post held today, with a password of one's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from plumbline.terms import Reason, Refused, Text
from plumbline.web.accounts.acting import Actor, actor_of
from plumbline.web.accounts.passwords import must_change

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]


def desk(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page of the workbench: the view is given the actor, whose post is held today.

    Somebody not signed in goes to the log-in, one with a first password to changing it, the wall screen
    to the wall chart; without a post the answer is 403 with its reason.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor = actor_of(request)
        if actor is None:
            return redirect_to_login(request.get_full_path())
        if must_change(request):
            return redirect("account_change_password")
        if actor.post is None:
            return not_permitted(request, NO_POST)
        if actor.post.role == "wall":
            return redirect("wallchart")
        return view(request, actor, *args, **kwargs)

    return guarded


def not_permitted(request: HttpRequest, *reasons: Reason, status: int = 403) -> HttpResponse:
    """The page that says why a post may not see or do this."""
    context: dict[str, Any] = {"refused": Refused(tuple(reasons))}
    return render(request, "workbench/not_permitted.html", context, status=status)


NO_POST = Reason(
    code="permission:post",
    rule="岗位权限表",
    fact="—",
    message=Text("今日没有在任的岗位，不能办理任何事项", "no post is held today, so nothing may be done"),
    remedy=Text("请指挥部办公室核对任期", "ask the headquarters office to check the term of office"),
)
