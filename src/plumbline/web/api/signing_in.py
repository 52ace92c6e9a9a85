"""Who calls: the site's own session, or HTTP Basic with a person's account; wrong passwords are counted."""

from __future__ import annotations

import base64
import binascii
import hashlib

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from plumbline.web.accounts.caller import address_of
from plumbline.web.accounts.making import MUST_CHANGE
from plumbline.web.accounts.passwords import must_change

WRONG_TRIES = 10
WINDOW_SECONDS = 900


class Session(AuthBase):
    """The site's own session; what writes is checked against forgery. A first password opens nothing here."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "sessionid"
    openapi_description = (
        "网站的登录；写入时另带 X-CSRFToken / the site's log-in; what writes also sends X-CSRFToken"
    )

    def __call__(self, request: HttpRequest) -> object | None:
        """The person's account, None for nobody."""
        if request.user.is_authenticated and not must_change(request) and not _is_forged(request):
            return request.user
        return None


class Basic(AuthBase):
    """A person's own name and password with each request, which needs no check against forgery."""

    openapi_type = "http"
    openapi_scheme = "basic"
    openapi_description = "人员编号和本人的口令 / a person's id and password"

    def __call__(self, request: HttpRequest) -> object | None:
        """The person's account, None for nobody."""
        scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
        return _by_password(request, encoded.strip()) if scheme.lower() == "basic" else None


def _is_forged(request: HttpRequest) -> bool:
    return request.method not in ("GET", "HEAD") and check_csrf(request) is not None


def _by_password(request: HttpRequest, encoded: str) -> object | None:
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    if not name.isprintable():  # no database keeps a name with a NUL in it
        return None
    tried = hashlib.sha256(f"{name}\0{address_of(request)}".encode()).hexdigest()
    counter = f"api-wrong-{tried}"
    if cache.get(counter, 0) >= WRONG_TRIES:
        return None
    user = authenticate(request, username=name, password=password)
    if not isinstance(user, User):
        cache.set(counter, cache.get(counter, 0) + 1, WINDOW_SECONDS)
        return None
    if user.groups.filter(name=MUST_CHANGE).exists():
        return None
    request.user = user
    return user
