"""Addresses of units, commitments, duties and posts."""

from django.urls import path

from plumbline.web.answering import commitments, duties, posts, units

urlpatterns = [
    path("commitments/<int:number>", commitments.commitment, name="commitment"),
    path("commitments/<int:number>/report", commitments.report, name="commitment-report"),
    path("duties", duties.duties, name="duties"),
    path("units", units.units, name="units"),
    path("units/<str:unit>", units.unit, name="unit"),
    path("structure/posts/<str:post>", posts.post, name="post"),
    path("structure/posts/<str:post>/appoint", posts.appoint, name="appoint"),
    path("structure/posts/<str:post>/end", posts.end, name="end-term"),
]
