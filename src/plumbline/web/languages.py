"""Which language a page is shown in: Chinese, unless the person has chosen English."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def chosen_language(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that follows the language cookie and nothing else.

    The browser's own preference is not asked: an office's machines often run an English system, and
    two colleagues who compare one address must see one page.
    """

    def in_language(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        language = wanted if wanted in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = answer(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return in_language
