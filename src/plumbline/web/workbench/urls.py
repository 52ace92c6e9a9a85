"""Addresses of the workbench."""

from django.urls import path, re_path

from plumbline.web.workbench.views import acts, books, cases, file, households, papers, today

urlpatterns = [
    path("today", today.today, name="today"),
    path("tasks", today.tasks, name="tasks"),
    path("standstills", today.standstills, name="standstills"),
    path("households", households.households, name="households"),
    path("households/<str:household>", file.household, name="household"),
    path("households/<str:household>/do/<slug:address>", acts.act, name="act"),
    path("households/<str:household>/steps/<slug:step>", acts.step, name="step"),
    path("households/<str:household>/<slug:tab>", file.household, name="household"),
    path("cases", cases.grievances, name="grievances"),
    path("cases/new", cases.new_grievance, name="new-grievance"),
    path("cases/<int:number>", cases.grievance, name="grievance"),
    path("commitments", cases.commitments, name="commitments"),
    path("commitments/new", cases.new_commitment, name="new-commitment"),
    path("late-entries", cases.late_entries, name="late-entries"),
    path("late-entries/<int:number>", cases.late_entry, name="late-entry"),
    path("bank", books.bank, name="bank"),
    path("attempts", books.attempts, name="attempts"),
    re_path(r"^papers/(?P<sha256>[0-9a-f]{64})$", papers.paper, name="paper"),
]
