"""Addresses of the command structure and of the policies for insiders."""

from django.urls import path

from plumbline.web.structure import views

urlpatterns = [
    path("structure", views.structure, name="structure"),
    path("policies", views.policies, name="policies"),
    path("policies/<slug:policy>", views.policy, name="policy"),
]
