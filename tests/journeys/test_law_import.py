"""Every step of the law as a past act of a register: refused before its gate was open, and nothing of the file is in."""

from __future__ import annotations

import pytest
from tests.journeys.law_attempts import (
    household_steps,
    new_entry,
    of_household,
    of_project,
    project_steps,
    speaks_of,
)
from tests.store.script import instant, register
from tests.store.town import STATE, VILLAGE

from plumbline.campaign import COMMANDS, plain, read_command
from plumbline.store import writing
from plumbline.store.models import HouseholdRow, Leaf
from plumbline.terms import Refused

pytestmark = pytest.mark.long


def imported(project: str, entries: tuple, acts: tuple, on: str):
    fields = {
        **register(project, (), on).fields,
        "project": project,
        "rows": len(entries),
        "entries": plain(entries),
        "project_acts": plain(acts),
        "done_at": instant(f"{on}T08:30").isoformat(),  # after its acts: those of the project come first
    }
    return writing.submit(
        read_command(COMMANDS["ImportRegister"], plain(fields)), person="wu", key=f"reg-{on}"
    )


def refused(step: str, answer) -> None:
    assert isinstance(answer, Refused), answer
    assert speaks_of(step, [reason.code for reason in answer.reasons]), [r.code for r in answer.reasons]


@pytest.mark.parametrize("step", household_steps())
def test_a_household_step_waits_for_its_gate(unchecked, step):
    attempt = of_household(step)
    project = STATE if step.startswith("sl_") else VILLAGE
    act = {"command": attempt.command, **{k: v for k, v in attempt.fields.items() if k != "household"}}
    leaves, households = Leaf.objects.count(), HouseholdRow.objects.count()
    row = {**new_entry(project), "history": [act]}
    refused(step, imported(project, (row,), (), "2026-04-09"))
    assert (Leaf.objects.count(), HouseholdRow.objects.count()) == (leaves, households)


@pytest.mark.parametrize("step", project_steps())
def test_a_project_step_waits_for_its_gate(only_opened, step):
    attempt = of_project(step)
    project = attempt.fields["project"]
    act = {"command": attempt.command, **{k: v for k, v in attempt.fields.items() if k != "project"}}
    leaves = Leaf.objects.count()
    refused(step, imported(project, (), (act,), "2026-04-07"))
    assert Leaf.objects.count() == leaves
