"""Who calls: the site's own session, or HTTP Basic with a person's account; wrong passwords are counted."""

from __future__ import annotations

import base64
import binascii
import hashlib

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest
from ninja.utils import check_csrf

from plumbline.web.accounts.making import MUST_CHANGE
from plumbline.web.accounts.passwords import must_change

WRONG_TRIES = 10
WINDOW_SECONDS = 900


def person(request: HttpRequest) -> object | None:
    """The person's account, None for nobody.

    A session's request is checked against forgery; one with a password of its own needs no such check.
    A first password opens nothing here: it is changed on the site before anything else.
    """
    header = request.headers.get("Authorization", "")
    if header.startswith("Basic "):
        return _by_password(request, header[6:])
    if request.user.is_authenticated and not must_change(request) and not _is_forged(request):
        return request.user
    return None


def _is_forged(request: HttpRequest) -> bool:
    return request.method not in ("GET", "HEAD") and check_csrf(request) is not None


def _by_password(request: HttpRequest, encoded: str) -> object | None:
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    if not name.isprintable():  # no database keeps a name with a NUL in it
        return None
    tried = hashlib.sha256(f"{name}\0{request.META.get('REMOTE_ADDR', '')}".encode()).hexdigest()
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
