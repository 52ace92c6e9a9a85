"""The addresses of the site."""

from django.urls import include, path
from django.views.i18n import set_language

from plumbline.web.look import choose_look

urlpatterns = [
    path("", include("plumbline.web.portal.urls")),
    path("design", include("plumbline.web.design.urls")),
    path("look", choose_look, name="look"),
    path("language", set_language, name="language"),
    path("", include("plumbline.web.accounts.urls")),
    path("", include("plumbline.web.answering.urls")),
    path("", include("plumbline.web.workbench.urls")),
    path("", include("plumbline.web.war_room")),
    path("", include("plumbline.web.api.urls")),
]
