"""All forms about one household by the end of their address."""

from __future__ import annotations

from collections.abc import Mapping

from plumbline.web.workbench.forms.decisions import DecisionForm
from plumbline.web.workbench.forms.entries import CorrectForm, DateForm, FactForm
from plumbline.web.workbench.forms.household import (
    CancelForm,
    ChoiceForm,
    ConflictForm,
    DutiesForm,
    HouseholdForm,
    HouseholdGrievanceForm,
    ObjectionForm,
    OrderForm,
    PaymentForm,
    SignForm,
    SumsForm,
    ValuesForm,
)
from plumbline.web.workbench.forms.persons import PersonsForm

HOUSEHOLD_FORMS: Mapping[str, type[HouseholdForm]] = {
    "choice": ChoiceForm,
    "sums": SumsForm,
    "agreement": SignForm,
    "decision": DecisionForm,
    "order": OrderForm,
    "cancel": CancelForm,
    "payment": PaymentForm,
    "values": ValuesForm,
    "correction": CorrectForm,
    "persons": PersonsForm,
    "grievance": HouseholdGrievanceForm,
    "objection": ObjectionForm,
    "date": DateForm,
    "fact": FactForm,
    "duties": DutiesForm,
    "conflict": ConflictForm,
}
"""The form of each act by the end of its address."""

ADDRESS_OF: Mapping[str, str] = {form.name: address for address, form in HOUSEHOLD_FORMS.items()}
"""Command → the end of its form's address."""
