"""Addresses of the workbench."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from plumbline.web.workbench.views import (
    acts,
    books,
    cases,
    consultations,
    file,
    households,
    orders,
    papers,
    persons,
    printing,
    standstills,
    today,
)


class Sha256(StringConverter):
    """A scan's hash in hex."""

    regex = "[0-9a-f]{64}"


register_converter(Sha256, "sha256")

urlpatterns = [
    path("today", today.today, name="today"),
    path("tasks", today.tasks, name="tasks"),
    path("standstills", standstills.standstills, name="standstills"),
    path("households", households.households, name="households"),
    path("households/<str:household>", file.household, name="household"),
    path("households/<str:household>/do/<slug:address>", acts.act, name="act"),
    path("households/<str:household>/steps/<slug:step>", acts.step, name="step"),
    path("households/<str:household>/print/<slug:kind>.<slug:form>", printing.printed, name="printed"),
    path("households/<str:household>/persons", persons.persons, name="persons"),
    path("households/<str:household>/<slug:tab>", file.household, name="household"),
    path("cases", cases.grievances, name="grievances"),
    path("cases/new", cases.new_grievance, name="new-grievance"),
    path("cases/<int:number>", cases.grievance, name="grievance"),
    path("commitments", cases.commitments, name="commitments"),
    path("commitments/new", cases.new_commitment, name="new-commitment"),
    path("consultations", consultations.consultations, name="consultations"),
    path("consultations/new", consultations.new_consultation, name="new-consultation"),
    path("consultations/newest", consultations.newest, name="newest-consultation"),
    path("consultations/<int:number>", consultations.consultation, name="consultation"),
    path("consultations/<int:number>/minutes", consultations.minutes, name="minutes"),
    path("consultations/<int:number>/minutes.<slug:form>", consultations.minutes_file, name="minutes-file"),
    path("consultations/<int:number>/decide", consultations.decide, name="consultation-decide"),
    path("consultations/<int:number>/close", consultations.close, name="consultation-close"),
    path("consultations/<int:number>/reopen", consultations.reopen, name="consultation-reopen"),
    path("orders", orders.orders, name="orders"),
    path("orders/<int:number>", orders.order, name="order"),
    path("orders/<int:number>.<slug:form>", orders.order_file, name="order-file"),
    path("orders/<int:number>/<slug:act>", orders.aside, name="order-aside"),
    path("late-entries", cases.late_entries, name="late-entries"),
    path("late-entries/<int:number>", cases.late_entry, name="late-entry"),
    path("bank", books.bank, name="bank"),
    path("attempts", books.attempts, name="attempts"),
    path("papers/<sha256:sha256>", papers.paper, name="paper"),
    path("papers/<sha256:sha256>/file", papers.file, name="paper-file"),
    path("papers/<sha256:sha256>/<int:number>-<int:width>.png", papers.page, name="paper-page"),
]
