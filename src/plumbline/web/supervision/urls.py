"""Addresses of supervision."""

from django.urls import path

from plumbline.web.supervision import views

urlpatterns = [
    path("", views.desk_page, name="supervision"),
    path("/proposals/<path:key>", views.proposal, name="breach"),
    path("/<int:number>", views.matter, name="matter"),
    path("/papers/<int:seq>.<slug:form>", views.paper, name="rung-paper"),
    path("/<int:number>/<slug:act>", views.aside, name="matter-act"),
]
