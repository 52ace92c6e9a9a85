"""From which address a request comes, for counting wrong tries."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The caller's address, empty where none can be told.

    Behind the proxy (`PLUMBLINE_HTTPS=1`) it is the last one of `X-Forwarded-For`, which the proxy itself
    writes; what a caller puts before it counts for nothing. Else it is the connection's own.
    """
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""
