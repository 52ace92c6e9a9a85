"""Addresses of the weekly bulletins and of the day's account as a file."""

from django.urls import path

from plumbline.web.bulletins import views

urlpatterns = [
    path("bulletins", views.bulletins, name="bulletins"),
    path("bulletins/<int:number>.<slug:form>", views.bulletin_file, name="bulletin-file"),
    path("days/<str:on>/account.<slug:form>", views.account_file, name="day-file"),
]
