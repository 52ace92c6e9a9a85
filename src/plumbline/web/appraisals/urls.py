"""Addresses of the appraisal."""

from django.urls import path

from plumbline.web.appraisals import views

urlpatterns = [
    path("", views.appraisal, name="appraisal"),
    path("/formula", views.formula, name="appraisal-formula"),
    path("/<int:number>.json", views.whole, name="appraisal-json"),
    path("/contests/<int:number>", views.contest, name="appraisal-contest"),
    path("/<str:day>/<slug:subject>", views.subject, name="appraisal-subject"),
    path("/<str:day>/<slug:subject>/contest", views.contesting, name="appraisal-contesting"),
]
