"""One attempt on each step of the law: made where nothing before it is done, with its papers but for the last one.

Project steps are tried on a project where nothing is recorded, household steps on a household that has only been
listed. Whoever sends an attempt through a way in must be refused by the step's own gate, with the step's own article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.journeys.law_home import BARE, FULL, NEW, NOW, TODAY, description
from tests.store.script import instant, papers
from tests.store.town import PEOPLE

from plumbline import law
from plumbline.campaign import RESERVED_STEPS, Context, may, posts
from plumbline.law.grounds import of_step
from plumbline.terms import Reason


@dataclass(frozen=True, slots=True)
class Attempt:
    """A command that must be refused, by whom it is given, and what the refusal must say.

    row     id of the row of the law that it tries to break
    says    the beginning of a reason's code; `rule` the article that this reason cites
    waits   whether the refusal must also name something other than a missing paper
    """

    row: str
    command: str
    fields: dict[str, Any]
    who: str
    says: str
    rule: str
    waits: bool = False


def steps(*, household: bool) -> tuple[str, ...]:
    """Ids of every step of one level, both regimes; listing is the register's own."""
    every = law.load_procedure().steps.values()
    return tuple(s.id for s in every if s.is_household is household and not s.id.endswith("_h_listed"))


def of_step_id(step: str) -> Attempt:
    """The attempt on a step."""
    return _of_household(step) if "_h_" in step else _of_project(step)


def _of_project(step: str) -> Attempt:
    fields = {"project": BARE[step[:2]], "step": step, **_act(step)}
    return _attempt(step, "RecordProjectStep", fields)


def _of_household(step: str) -> Attempt:
    ending = step.partition("_h_")[2]
    fields: dict[str, Any] = {"household": NEW[step[:2]], **_act(step)}
    command = RESERVED_STEPS.get(ending, "RecordStep")
    if command == "RecordStep":
        fields["step"] = step
    elif command == "SignAgreement":
        fields |= {"moving_end": "2026-08-01", "transition_months": 0}
    elif (
        command == "RecordPayment"
    ):  # nothing is paid that was not ordered: the order is where the law answers
        command = "OrderPayment"
        fields |= {"evidence": [], **_ORDERS[ending][step[:2]]}
    return _attempt(step, command, fields)


_ORDERS: dict[str, dict[str, dict[str, Any]]] = {
    "money_paid": {"sl": {}, "cl": {}},
    "deposited": {"sl": {"deposit": True}, "cl": {"deposit": True}},
    "transition_paid": {"sl": {"clauses": ["A16"]}, "cl": {"clauses": ["B24"]}},
}
"""What is ordered for each step of payment: all, all into deposit, the clause of the months in transition."""

_NO_PAPER = {"sl_publicity_explained": "R590 13(1)", "sl_signing_period_opened": "M77 17"}
"""Steps without a paper of their own: refused by the article of what they wait for."""

_OPEN = frozenset(
    {
        "sl_public_interest_basis", "cl_public_interest_basis", "sl_h_surveyed", "cl_h_surveyed", "sl_h_inspected",
        "sl_h_choice_offered", "cl_h_choice_offered", "sl_h_reconsideration_filed", "sl_h_suit_filed",
        "cl_h_social_security_confirmed",
    }
)  # fmt: skip
"""Steps that wait for nothing there, so that a paper alone is missing: the first of a project, the survey and the
offers of a listed household, and what a resident files."""


def _act(step: str) -> dict[str, Any]:
    """The day, and every paper but the last; the two steps that begin a project have none."""
    given = [] if step.endswith("_public_interest_basis") else papers(step, NOW.date())[:-1]
    return {"done_at": instant(TODAY, 9).isoformat(), "evidence": given}


def _attempt(step: str, command: str, fields: dict[str, Any]) -> Attempt:
    rule = _NO_PAPER.get(step) or of_step(law.load_procedure().steps[step]).rule
    return Attempt(step, command, fields, somebody_for(command, step), f"{step}:", rule, step not in _OPEN)


@cache
def somebody_for(command: str, row: str) -> str:
    """Whoever of the town may do it by the table of permissions, the office before others.

    row  a step, or any id that begins with its regime
    """
    held = {post.holder: post for post in reversed(posts(description())) if post.is_held_on(NOW.date())}
    for person, _name in PEOPLE.values():
        context = Context(at=NOW, person=person, post=held.get(person))
        if not may(command, context, project=FULL[row[:2]], step=row):
            return person
    raise AssertionError(f"nobody may give {command} {row}")


def answered(attempt: Attempt, reasons: Iterable[Reason]) -> Reason:
    """The reason that speaks of the row by the law's own gate and cites its article."""
    every = list(reasons)
    said = [(reason.code, reason.rule) for reason in every]
    found = next((r for r in every if r.code.startswith(attempt.says) and r.rule == attempt.rule), None)
    assert found is not None, f"{attempt.row}: neither {attempt.says} nor {attempt.rule} in {said}"
    waiting = [c for c, _rule in said if c.startswith(attempt.says) and ":evidence(" not in c]
    assert waiting or not attempt.waits, f"{attempt.row}: only its papers are missed, {said}"
    return found
