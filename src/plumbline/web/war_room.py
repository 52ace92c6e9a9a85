"""Addresses of what headquarters reads: wall chart, day accounts, bulletins, projects, structure, policies."""

from django.urls import include, path

urlpatterns = [
    path("wall", include("plumbline.web.wallchart.urls")),
    path("", include("plumbline.web.bulletins.urls")),
    path("days", include("plumbline.web.books.urls")),
    path("projects", include("plumbline.web.boards.urls")),
    path("", include("plumbline.web.structure.urls")),
    path("appraisal", include("plumbline.web.appraisals.urls")),
    path("supervision", include("plumbline.web.supervision.urls")),
]
