"""Addresses of log-in, log-out, password and post. Signing up and resetting have none."""

from allauth.account.views import logout
from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.decorators.http import require_POST

from plumbline.web.accounts.passwords import ChangePassword
from plumbline.web.accounts.views import SignIn, act_as

urlpatterns = [
    path("login", SignIn.as_view(), name="account_login"),
    path("logout", require_POST(logout), name="account_logout"),
    path("password", login_required(ChangePassword.as_view()), name="account_change_password"),
    path("post", act_as, name="act-as"),
]
