"""Addresses of the projects."""

from django.urls import path

from plumbline.web.boards import views
from plumbline.web.workbench.views import printing

urlpatterns = [
    path("", views.projects, name="projects"),
    path("/<slug:project>", views.project, name="project"),
    path("/<slug:project>/steps/<slug:step>", views.step, name="project-step"),
    path("/<slug:project>/dates/<str:target>", views.named_date, name="project-date"),
    path("/<slug:project>/facts/<str:fact>", views.fact, name="project-fact"),
    path("/<slug:project>/print/<slug:kind>.<slug:form>", printing.project_printed, name="project-printed"),
    path("/<slug:project>/estimate", views.estimate, name="project-estimate"),
]
