"""Addresses of the day accounts."""

from django.urls import path

from plumbline.web.books import views

urlpatterns = [
    path("", views.days, name="days"),
    path("/<str:on>", views.day, name="day"),
]
