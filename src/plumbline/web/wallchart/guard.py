"""The guard of pages that the war room reads too: signed in, in a post of the office that is held today."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from plumbline.terms import Reason, Text
from plumbline.web.accounts import Actor, actor_of, not_permitted
from plumbline.web.accounts.guard import NO_POST
from plumbline.web.accounts.passwords import must_change
from plumbline.web.navigation import OUTSIDE_COMPANIES

P = ParamSpec("P")


def insider(
    view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for every post of the office and for the wall's own; the view is given the actor."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        actor = actor_of(request)
        if actor is None:
            return redirect_to_login(request.get_full_path())
        if must_change(request):
            return redirect("account_change_password")
        if actor.post is None:
            return not_permitted(request, NO_POST)
        if actor.post.role in OUTSIDE_COMPANIES:
            return not_permitted(request, OUTSIDE)
        return view(request, actor, *args, **kwargs)

    return guarded


OUTSIDE = Reason(
    code="permission:role",
    rule="岗位权限表",
    fact="—",
    message=Text(
        "受托单位的岗位只办理本单位承担的事项，不查看指挥部的挂图和账表",
        "posts of contracted firms do their own work and do not read the headquarters' chart and accounts",
    ),
    remedy=Text(
        "需要其中数据的，请向指挥部办公室提出；对外公开的进度见公开网站",
        "ask the headquarters office for what you need; the public site shows the progress",
    ),
)
