"""The government's compensation decision on a household that has not signed; its sums are the policy's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plumbline import law
from plumbline.campaign import RESERVED_STEPS
from plumbline.terms import Regime
from plumbline.web.workbench.forms.household import HouseholdForm

MOVING_DAYS = 15
"""Days to move where nobody says otherwise: what the demonstration's decisions fix."""


class DecisionForm(HouseholdForm):
    """Record the decision with its papers and, on state-owned land, the moving period that it fixes."""

    name = "DecideCompensation"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        regime = Regime(kwargs["file"].household.regime)
        step = next(
            step
            for step in law.load_procedure().steps_of(regime, household=True)
            if RESERVED_STEPS.get(step.id.partition("_h_")[2]) == self.name
        )
        self.slots = tuple((kind,) for kind in step.evidence)  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        if regime == Regime.STATE_LAND:
            self.fields["moving_days"] = forms.IntegerField(
                label=_("Days for moving"), min_value=1, max_value=365, initial=MOVING_DAYS,
                help_text=_("As the decision fixes it; counted from its service, never before compensation is given."),
            )  # fmt: skip

    def fields_of_command(self) -> Mapping[str, Any]:
        """The moving period, where the decision has one."""
        days = self.cleaned_data.get("moving_days")
        return {"moving_days": days} if days else {}
