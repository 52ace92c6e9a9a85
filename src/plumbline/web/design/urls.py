"""Addresses of the living page."""

from django.urls import path

from plumbline.web.design import views

urlpatterns = [
    path("", views.design, name="design"),
    path("/layouts/<slug:name>", views.layout, name="design-layout"),
]
