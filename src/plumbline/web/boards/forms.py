"""Forms of a project: a step, a date or a fact of its own entry, an estimate. Fields follow from the law's tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline import law
from plumbline.campaign import COMMANDS, Command, Project
from plumbline.terms import Regime
from plumbline.web.workbench.forms import ActForm, StepForm
from plumbline.web.workbench.forms.acts import DayField
from plumbline.web.workbench.forms.money import yuan_in_fen
from plumbline.web.workbench.words import say, shown_value

OWN_ENTRY = "own_entry"
MOST_PRICES = 60
"""Blocks times uses of one estimate; the largest project of the demonstration has twelve blocks."""

USES = (
    ("residence", _("dwelling")),
    ("business", _("business")),
    ("office", _("office")),
    ("storage", _("storage")),
)


@dataclass(frozen=True, slots=True)
class _OfProject:
    """A project in the place of the household that a step's form asks for its regime."""

    household: Project


class ProjectStepForm(StepForm):
    """Record a statutory step of a project: the same fields as a household's, another command."""

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, file=_OfProject(project), **kwargs)  # type: ignore[arg-type]
        self.project = project

    def command(self) -> Command:
        """The step with everything stated beside it."""
        cleaned = self.cleaned_data
        made: Command = COMMANDS["RecordProjectStep"](
            project=self.project.id,
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


class ProjectDateForm(ActForm):
    """Enter one named date that stands before or after its step, with its paper."""

    dated = False

    def __init__(self, *args: Any, project: Project, target: str, row: law.StepDate, **kwargs: Any) -> None:
        super().__init__(*args, papers=(row.evidence,), **kwargs)
        self.project, self.target = project, target
        self.fields["on"] = DayField(label=say(row.text))
        self.order_fields(["key", "on"])

    def command(self) -> Command:
        """The date with its paper."""
        on = self.cleaned_data["on"]
        made: Command = COMMANDS["EnterProjectDate"](
            project=self.project.id, name=self.target, on=on, evidence=self.papers.evidence(on)
        )
        return made

    def field_of(self, code: str) -> str:
        """What is said of the day stands beside the day."""
        found = super().field_of(code)
        return (
            "on" if found in ("", "done_on") and not code.partition(":")[2].startswith("evidence(") else found
        )


class ProjectFactForm(ActForm):
    """Enter one fact of a project with its document."""

    def __init__(self, *args: Any, project: Project, row: law.FactRow, **kwargs: Any) -> None:
        super().__init__(*args, papers=(row.evidence,), **kwargs)
        self.project, self.row = project, row
        self.fields["value"] = self._field(row)
        self.order_fields(["key", "value", "done_on"])

    def _field(self, row: law.FactRow) -> forms.Field:
        label = say(row.text)
        if row.type == "words":
            known = row.values.get(Regime(self.project.regime), ())
            return forms.ChoiceField(
                label=label, choices=[(value, say(shown_value(value))) for value in known]
            )
        if row.type == "boolean":
            return forms.ChoiceField(label=label, choices=[("true", _("yes")), ("false", _("no"))])
        if row.type == "fen":
            return forms.CharField(label=label, max_length=20, help_text=_("In yuan, as on the paper."))
        return forms.IntegerField(label=label, min_value=0)

    def clean_value(self) -> bool | int | str:
        """The value of the kind that the fact has."""
        typed: Any = self.cleaned_data["value"]
        if self.row.type == "boolean":
            return bool(typed == "true")
        if self.row.type == "fen":
            return _fen(typed)
        return typed  # type: ignore[no-any-return]

    def command(self) -> Command:
        """The fact with its document."""
        made: Command = COMMANDS["EnterProjectFact"](
            project=self.project.id,
            fact=self.row.id,
            value=self.cleaned_data["value"],
            done_at=self.done_at(),
            evidence=self.evidence(),
        )
        return made


class EstimateForm(ActForm):
    """Estimate every household by the policy at estimated prices a square metre, by use; blocks may differ."""

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, papers=(("cost_estimate",),), **kwargs)
        self.project = project
        for use, label in USES:
            self.fields[f"all_{use}"] = forms.CharField(
                label=label,
                required=False,
                max_length=12,
                help_text=_("Yuan for a square metre, all blocks."),
            )
        self.blocks: dict[str, str] = {}
        for n, (block, name) in enumerate(list(project.blocks.items())[: MOST_PRICES // len(USES)]):
            self.fields[f"block{n}"] = forms.CharField(
                label=f"{name}（{USES[0][1]}）", required=False, max_length=12,
                help_text=_("Only where dwellings of this block have another price."),
            )  # fmt: skip
            self.blocks[f"block{n}"] = block

    def clean(self) -> dict[str, Any]:
        """Prices in whole fen."""
        cleaned = super().clean()
        for name in self.fields:
            if name.startswith(("all_", "block")) and cleaned.get(name):
                try:
                    cleaned[name] = _fen(cleaned[name])
                except forms.ValidationError as wrong:
                    self.add_error(name, wrong)
        return cleaned

    def command(self) -> Command:
        """The estimate; a block with a price of its own takes the others from all blocks."""
        everywhere = {
            use: self.cleaned_data[f"all_{use}"] for use, _l in USES if self.cleaned_data.get(f"all_{use}")
        }
        prices: dict[str, Mapping[str, int]] = {"*": everywhere} if everywhere else {}
        for name, block in self.blocks.items():
            if self.cleaned_data.get(name):
                prices[block] = {**everywhere, USES[0][0]: self.cleaned_data[name]}
        made: Command = COMMANDS["EstimateCosts"](
            project=self.project.id, done_at=self.done_at(), prices=prices, evidence=self.evidence()
        )
        return made


def _fen(text: str) -> int:
    try:
        return int(yuan_in_fen(text))
    except ValueError as wrong:
        raise forms.ValidationError(str(wrong)) from wrong


def enterable_facts(regime: Regime, procedure: law.Procedure) -> tuple[law.FactRow, ...]:
    """Facts of a project that have an entry of their own."""
    return tuple(
        row
        for row in procedure.facts.values()
        if row.id.startswith("project.") and not row.derived and OWN_ENTRY in row.recorded_by
        and (row.type != "words" or regime in row.values)
    )  # fmt: skip


def enterable_dates(regime: Regime, procedure: law.Procedure) -> dict[str, tuple[law.Step, law.StepDate]]:
    """`step.date` → a named date that is entered before or after its step."""
    return {
        f"{step.id}.{row.id}": (step, row)
        for step in procedure.steps_of(regime, household=False)
        for row in step.dates
        if row.entry in (law.Entry.BEFORE, law.Entry.AFTER)
    }
