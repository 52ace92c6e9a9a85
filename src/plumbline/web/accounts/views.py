"""Log-in, log-out and the change of the post acted in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from plumbline.store.home import Home
from plumbline.terms import Text
from plumbline.web.accounts.acting import POST_KEY, actor_of
from plumbline.web.accounts.guard import NO_POST, not_permitted
from plumbline.web.accounts.making import PRINTED_LOGINS


class SignIn(LoginView):
    """The log-in; on a demonstration it prints the logins that were made to be printed."""

    template_name = "workbench/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form with the printed logins, where there are any."""
        return {**super().get_context_data(**kwargs), "printed": printed_logins(Home.from_environment().path)}


def printed_logins(home: Path) -> list[dict[str, Any]]:
    """The logins that a demonstration prints; empty for every other installation."""
    path = home / PRINTED_LOGINS
    if not path.exists():
        return []
    rows = json.loads(path.read_text("utf-8"))
    return [{**row, "label": Text(row["label_zh"], row["label_en"])} for row in rows]


@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Act in another post that is held today, and begin at Today again."""
    actor = actor_of(request)
    if actor is None:
        return redirect("account_login")
    wanted = request.POST.get("post", "")
    if all(post.id != wanted for post in actor.posts):
        return not_permitted(request, NO_POST)
    request.session[POST_KEY] = wanted
    return redirect("today")
