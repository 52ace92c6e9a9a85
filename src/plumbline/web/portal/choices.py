"""What each form of compensation would give a household that has not chosen yet, side by side.

Whoever is to choose must see what there is to choose from: every form that the policy offers, computed by
it as if signed now, or the reason why it cannot be computed yet. Nothing here recommends one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from plumbline import policy
from plumbline.campaign import Household, Office, Project
from plumbline.terms import Reason, Regime, Stage, Text
from plumbline.web.parts import Sums
from plumbline.web.workbench.sums import trial

MODE = "choices.mode"


@dataclass(frozen=True, slots=True)
class Choice:
    """A form of compensation: its sums, or why there are none."""

    title: Text
    sums: Sums | None
    reasons: tuple[Reason, ...]


def choices_of(office: Office, project: Project, household: Household, now: datetime) -> tuple[Choice, ...]:
    """The forms in the policy's order; none for a household that has chosen, or of which too little is known."""
    chosen = household.facts.get("choices", {})
    if chosen.get("mode") or household.is_signed or household.stage == Stage.WITHDRAWN:
        return ()
    found = []
    for mode, title in policy.regime_schema(Regime(household.regime)).fields[MODE].values.items():
        as_if = replace(household, facts={**household.facts, "choices": {**chosen, "mode": mode}})
        shown = trial(office, project, as_if, now)
        reasons = shown.refused.reasons if shown.refused else ()
        found.append(Choice(title, shown.sums, reasons))
    return tuple(found) if any(choice.sums for choice in found) else ()
