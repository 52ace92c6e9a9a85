"""One attempt on each step of the law: made where nothing before it is done, or without its papers where that is lawful.

Project steps are tried on a campaign that has only been opened, household steps on a household that has only been
listed. `attempts` gives for each step the command and its fields; whoever sends it through a way in must be refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tests.store.script import instant, papers
from tests.store.town import STATE, VILLAGE, entry

from plumbline import law
from plumbline.campaign import RESERVED_STEPS

NEW = {STATE: "河街-1999", VILLAGE: "塘头-1999"}
"""A household of each project that has just been listed."""

OPENED_ON, LISTED_ON = "2026-04-07", "2026-04-09"

_OPEN_WHEN_LISTED = {
    "sl_h_surveyed", "sl_h_inspected", "sl_h_choice_offered", "sl_h_reconsideration_filed", "sl_h_suit_filed",
    "cl_h_surveyed", "cl_h_choice_offered", "cl_h_social_security_confirmed", "sl_public_interest_basis",
    "cl_public_interest_basis", "sl_household_compensation_published",
}  # fmt: skip
"""Steps that the law opens there: they are tried without a paper."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A command that must be refused for the law's own reasons about `step`."""

    step: str
    command: str
    fields: dict[str, Any]


@cache
def household_steps() -> tuple[str, ...]:
    """Steps of one household, both regimes; listing itself is the import's."""
    return tuple(
        s.id for s in law.load_procedure().steps.values() if s.is_household and not s.id.endswith("_h_listed")
    )


@cache
def project_steps() -> tuple[str, ...]:
    """Steps of a project, both regimes."""
    return tuple(s.id for s in law.load_procedure().steps.values() if not s.is_household)


def of_project(step: str) -> Attempt:
    """A project's step with its papers on a campaign where nothing is recorded."""
    evidence = [] if step in _OPEN_WHEN_LISTED else papers(step, date.fromisoformat(OPENED_ON))
    project = STATE if step.startswith("sl_") else VILLAGE
    fields = {
        "project": project,
        "step": step,
        "done_at": instant(OPENED_ON, 8).isoformat(),
        "evidence": evidence,
    }
    return Attempt(step, "RecordProjectStep", fields)


def of_household(step: str) -> Attempt:
    """A household's step with its papers on a household that has only been listed."""
    project = STATE if step.startswith("sl_") else VILLAGE
    at = instant(LISTED_ON, 9).isoformat()
    evidence = [] if step in _OPEN_WHEN_LISTED else papers(step, date.fromisoformat(LISTED_ON))
    command = RESERVED_STEPS.get(step.partition("_h_")[2], "RecordStep")
    fields: dict[str, Any] = {"household": NEW[project], "done_at": at, "evidence": evidence}
    if command == "RecordStep":
        fields["step"] = step
    elif command == "SignAgreement":
        fields["moving_end"] = "2026-08-01"
    elif command == "RecordPayment":  # nothing can be paid that was not ordered, and nothing is due
        return Attempt(step, "OrderPayment", {"household": NEW[project], "done_at": at})
    return Attempt(step, command, fields)


def new_entry(project: str) -> dict[str, Any]:
    """The register's row of the household that has just been listed."""
    like = "王" if project == STATE else "塘王"
    return {**entry(like), "household_id": NEW[project]}


def speaks_of(step: str, codes: list[str]) -> bool:
    """Whether a refusal speaks of the step by the law's own gate, not by a permission or a form's rule."""
    if step.endswith(("_h_money_paid", "_h_deposited", "_h_transition_paid")):
        return any(code.startswith((f"{step[:5]}money_paid:", f"{step}:")) for code in codes)
    return any(
        code.startswith(f"{step}:") and not code.endswith((":own_command", ":level")) for code in codes
    )
