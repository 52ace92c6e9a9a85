"""How a person likes pages: ground (as the system, light, dark) and density, kept in two cookies."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("system", "light", "dark")
DENSITIES = ("comfortable", "compact")
KEEP_SECONDS = 365 * 24 * 3600


def look(request: HttpRequest) -> dict[str, str]:
    """Context of every page: `theme` and `density`, so that the first paint is already right."""
    theme = request.COOKIES.get("theme", "")
    density = request.COOKIES.get("density", "")
    return {
        "theme": theme if theme in THEMES else THEMES[0],
        "density": density if density in DENSITIES else DENSITIES[0],
    }


@require_POST
def choose_look(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen and go back to the page; `look.js` does the same without a round trip."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)
    for name, allowed in (("theme", THEMES), ("density", DENSITIES)):
        if (value := request.POST.get(name)) in allowed:
            answer.set_cookie(name, value, max_age=KEEP_SECONDS, samesite="Lax", secure=request.is_secure())
    return answer
