"""The form of any statutory step, made from its row in the law's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline import law
from plumbline.campaign import COMMANDS, Command
from plumbline.store.reading.households import HouseholdFile
from plumbline.terms import Regime
from plumbline.web.accounts import Actor
from plumbline.web.workbench.forms.acts import ActForm, DayField
from plumbline.web.workbench.forms.money import yuan_in_fen
from plumbline.web.workbench.words import say, shown_value

SURVEY = "surveyed"
"""The survey's facts follow from the surveyed buildings; nobody states them again."""


class StepForm(ActForm):
    """Record one step of a household: its day, its named dates, its facts and statements, its papers."""

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        actor: Actor,
        file: HouseholdFile,
        step: str,
        **kwargs: Any,
    ) -> None:
        procedure = law.load_procedure()
        self.file, self.step = file, procedure.steps[step]
        also = [kind for row in self.step.evidence_if for kind in row.ids]
        slots = [(kind,) for kind in (*self.step.evidence, *also)] + list(self.step.evidence_any)
        super().__init__(data, files, actor=actor, papers=slots, **kwargs)
        self.dates = {row.id: row for row in self.step.dates if row.entry is law.Entry.WITH}
        for id, row in self.dates.items():
            self.fields[f"date_{id}"] = DayField(label=say(row.text), required=False)
        stated = not step.endswith(f"_h_{SURVEY}")
        self.facts = [
            r for r in procedure.facts.values() if stated and step in r.recorded_by and not r.derived
        ]
        for n, fact in enumerate(self.facts):
            self.fields[f"fact_{n}"] = self._fact_field(fact, file)
        self.conditions = [
            r for r in procedure.conditions.values() if step in r.recorded_by and r.check is None
        ]
        for n, condition in enumerate(self.conditions):
            self.fields[f"condition_{n}"] = forms.BooleanField(label=say(condition.text), required=False)

    def _fact_field(self, row: law.FactRow, file: HouseholdFile) -> forms.Field:
        label = say(row.text)
        if row.type == "words":
            known = row.values.get(Regime(file.household.regime), ())
            choices = [("", "—"), *((value, say(shown_value(value))) for value in known)]
            return forms.ChoiceField(label=label, choices=choices, required=False)
        if row.type == "boolean":
            choices = [("", "—"), ("true", _("yes")), ("false", _("no"))]
            return forms.ChoiceField(label=label, choices=choices, required=False)
        if row.type == "fen":
            return forms.CharField(
                label=label, required=False, max_length=20, help_text=_("In yuan, as on the paper.")
            )
        return forms.IntegerField(label=label, required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        """Amounts on papers in whole fen."""
        cleaned = super().clean()
        for n, row in enumerate(self.facts):
            text = cleaned.get(f"fact_{n}")
            if row.type == "fen" and text:
                try:
                    cleaned[f"fact_{n}"] = yuan_in_fen(text)
                except ValueError as wrong:
                    self.add_error(f"fact_{n}", str(wrong))
        return cleaned

    def command(self) -> Command:
        """The step with everything stated beside it; what was left empty is not stated."""
        cleaned = self.cleaned_data
        made: Command = COMMANDS["RecordStep"](
            household=self.file.household.id,
            step=self.step.id,
            done_at=self.done_at(),
            evidence=self.evidence(),
            dates={id: on for id in self.dates if (on := cleaned.get(f"date_{id}"))},
            facts=self._stated(cleaned),
            conditions=tuple(
                row.id for n, row in enumerate(self.conditions) if cleaned.get(f"condition_{n}")
            ),
        )
        return made

    def _stated(self, cleaned: Mapping[str, Any]) -> dict[str, bool | int | str]:
        stated: dict[str, bool | int | str] = {}
        for n, row in enumerate(self.facts):
            value = cleaned.get(f"fact_{n}")
            if value not in (None, ""):
                stated[row.id] = value == "true" if row.type == "boolean" else value
        return stated

    def field_of(self, code: str) -> str:
        """Dates and statements have their fields, by the need's name in the code."""
        need = code.partition(":")[2]
        if need.startswith("date("):
            return f"date_{need.removeprefix('date(').rstrip(')')}"
        for n, row in enumerate(self.conditions):
            if need == row.id:
                return f"condition_{n}"
        return super().field_of(code)
