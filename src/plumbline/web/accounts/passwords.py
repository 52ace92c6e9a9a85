"""First passwords: whether one must be changed before anything else, and the changing."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.account.views import PasswordChangeView
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from plumbline.web.accounts.making import MUST_CHANGE

_FLAG = "must_change"


@receiver(user_logged_in)
def _note(request: HttpRequest, user: User, **_more: Any) -> None:
    request.session[_FLAG] = user.groups.filter(name=MUST_CHANGE).exists()


def must_change(request: HttpRequest) -> bool:
    """Whether this session began with a first password that is still the person's."""
    return bool(request.session.get(_FLAG))


class ChangePassword(PasswordChangeView):
    """Change the password; afterwards the first one is forgotten and the workbench opens."""

    template_name = "workbench/password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("today")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the new password and take the person out of the group of first passwords."""
        answer: HttpResponse = super().form_valid(form)
        self.request.user.groups.remove(*self.request.user.groups.filter(name=MUST_CHANGE))
        self.request.session[_FLAG] = False
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the change is demanded."""
        return {**super().get_context_data(**kwargs), "demanded": must_change(self.request)}
