"""Entries of their own: a date, a fact, a correction; what may be entered follows from the law's tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline import law
from plumbline.campaign import COMMANDS, Command
from plumbline.terms import Regime
from plumbline.web.workbench.facts import Place, places_of, shown
from plumbline.web.workbench.forms.acts import DayField
from plumbline.web.workbench.forms.household import HouseholdForm, text_area
from plumbline.web.workbench.words import here, say, shown_value

OWN_ENTRY = "own_entry"


class DateForm(HouseholdForm):
    """A named date of a step that is entered before or after the step itself."""

    name = "EnterDate"
    dated = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        regime = Regime(kwargs["file"].household.regime)
        self.rows = {
            f"{step.id}.{row.id}": (step, row)
            for step in law.load_procedure().steps_of(regime, household=True)
            for row in step.dates
            if row.entry in (law.Entry.BEFORE, law.Entry.AFTER)
        }
        papers = dict.fromkeys(kind for _step, row in self.rows.values() for kind in row.evidence)
        self.slots = (tuple(papers),)  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.ChoiceField(
            label=_("Which date"),
            choices=[
                (name, f"{here(step.name)} · {here(row.text)}") for name, (step, row) in self.rows.items()
            ],
        )
        self.fields["on"] = DayField(label=_("Day"))
        self.order_fields(["key", "name", "on"])

    def command(self) -> Command:
        """The date with its paper."""
        on: date = self.cleaned_data["on"]
        evidence = self.papers.evidence(on)
        made: Command = COMMANDS[self.name](
            household=self.household.id, name=self.cleaned_data["name"], on=on, evidence=evidence
        )
        return made

    def field_of(self, code: str) -> str:
        """Day and paper have their fields."""
        need = code.partition(":")[2]
        return "on" if need in ("future", "precedes") else super().field_of(code)


class FactForm(HouseholdForm):
    """A fact or a condition of the household by an entry of its own, with its document."""

    name = "EnterFact"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        regime = Regime(kwargs["file"].household.regime)
        procedure = law.load_procedure()
        facts = {
            row.id: row
            for row in procedure.facts.values()
            if row.level == "household"
            and not row.derived
            and OWN_ENTRY in row.recorded_by
            and row.id != "choice"
        }
        conditions = {
            row.id: row
            for row in procedure.conditions.values()
            if row.level == "household" and row.check is None and OWN_ENTRY in row.recorded_by
            and row.id != "policy_computed"
        }  # fmt: skip
        self.rows: dict[str, law.FactRow | law.ConditionRow] = {**facts, **conditions}
        papers = dict.fromkeys(kind for row in self.rows.values() for kind in row.evidence)
        self.slots = (tuple(papers),)  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.fields["fact"] = forms.ChoiceField(
            label=_("Which fact"), choices=[(id, say(row.text)) for id, row in self.rows.items()]
        )
        words = dict.fromkeys(
            v for row in facts.values() for v in (row.values.get(regime, ()) if row.type == "words" else ())
        )
        self.fields["value"] = forms.ChoiceField(
            label=_("Value"),
            required=False,
            choices=[("true", _("yes")), ("false", _("no")), *((v, say(shown_value(v))) for v in words)],
        )
        self.fields["number"] = forms.IntegerField(
            label=_("Value as a number"),
            required=False,
            min_value=0,
            help_text=_("Only where the fact is a count."),
        )

    def fields_of_command(self) -> Mapping[str, Any]:
        """The fact and its value, of the kind that its row has."""
        row, typed = self.rows[self.cleaned_data["fact"]], self.cleaned_data["value"]
        kind = row.type if isinstance(row, law.FactRow) else "boolean"
        value: bool | int | str = typed
        if kind == "boolean":
            value = typed == "true"
        elif kind != "words":
            value = self.cleaned_data["number"] or 0
        return {"fact": row.id, "value": value}

    def field_of(self, code: str) -> str:
        """A value that does not fit stands beside the value."""
        need = code.partition(":")[2]
        return "value" if need.startswith(("value", "fits")) else super().field_of(code)


# ---------- corrections ----------
_AREA = re.compile(r"^\d{1,7}(\.\d{1,2})?$")
_WHOLE = frozenset({"count", "months", "number", "grade", "trees", "fen", "fen_signed", "fen_per_m2"})


class CorrectForm(HouseholdForm):
    """Correct one surveyed fact by a dated entry that names what it corrects."""

    name = "CorrectFacts"
    slots = (("survey_sheet",),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, Place] = {p.path: p for p in places_of(self.household) if not _is_name(p)}
        self.fields["path"] = forms.ChoiceField(
            label=_("Fact to correct"),
            choices=[(path, _choice(place)) for path, place in self.places.items()],
        )
        self.fields["value"] = forms.CharField(label=_("Correct value"), max_length=60)
        self.fields["reason"] = text_area(
            _("Reason"), help_text=_("What showed the mistake; it stands in the day's account.")
        )

    def clean(self) -> dict[str, Any]:
        """The value in the form that the fact has."""
        cleaned = super().clean()
        place = self.places.get(cleaned.get("path", ""))
        if place is not None and cleaned.get("value"):
            try:
                cleaned["value"] = read_value(place, cleaned["value"].strip())
            except ValueError:
                self.add_error("value", _("“%(found)s” does not fit: it now reads %(now)s, write it the same way.") % {
                    "found": cleaned["value"], "now": shown(place),
                })  # fmt: skip
        return cleaned

    def fields_of_command(self) -> Mapping[str, Any]:
        """One change and its reason."""
        return {
            "changes": {self.cleaned_data["path"]: self.cleaned_data["value"]},
            "reason": self.cleaned_data["reason"],
        }


def _is_name(place: Place) -> bool:
    return place.path.startswith("choices.") or place.path in ("household_id", "policy")


def _choice(place: Place) -> Any:
    label = here(place.field.label) if place.field else place.path
    return f"{here(place.title)} · {label} · {shown(place)}"


def read_value(place: Place, text: str) -> bool | int | str:
    """What was typed, as the fact is kept.

    raises  ValueError when it does not fit the fact
    """
    kind = place.field.type if place.field else ""
    if isinstance(place.value, bool) or kind == "bool":
        words = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}
        if text.lower() not in words:
            raise ValueError(text)
        return words[text.lower()]
    if place.field and place.field.values:
        for code, label in place.field.values.items():
            if text in (code, label.zh, label.en):
                return code
        raise ValueError(text)
    if kind in _WHOLE or (isinstance(place.value, int) and not isinstance(place.value, bool)):
        return int(text)
    if kind in ("area", "height", "quantity") and not _AREA.match(text):
        raise ValueError(text)
    if kind == "day":
        date.fromisoformat(text)
    return text
