"""Addresses of the weekly bulletins, of the day's account as a file, and of papers of tasks."""

from django.urls import path

from plumbline.web.bulletins import tasks, views

urlpatterns = [
    path("bulletins", views.bulletins, name="bulletins"),
    path("bulletins/<int:number>.<slug:form>", views.bulletin_file, name="bulletin-file"),
    path("days/<str:on>/account.<slug:form>", views.account_file, name="day-file"),
    path("units/<slug:unit>/tasks.<slug:form>", tasks.unit_tasks, name="unit-tasks"),
    path("units/<slug:unit>/duties.<slug:form>", tasks.unit_duties, name="unit-duties"),
    path("projects/<slug:project>/breakdown.<slug:form>", tasks.breakdown, name="project-breakdown"),
]
