"""Addresses of the wall chart."""

from django.urls import path

from plumbline.web.wallchart import views

urlpatterns = [
    path("", views.wall, name="wallchart"),
    path("/map/<str:shapes>.bin", views.shapes, name="wall-shapes"),
    path("/now.json", views.present, name="wall-now"),
    path("/sheet.svg", views.sheet, name="wall-sheet"),
]
