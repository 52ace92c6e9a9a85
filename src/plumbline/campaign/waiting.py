"""What a household that does not move waits for: its next step, or something that the law lets it wait for.

The law is asked with `standings`; nothing here knows a period. Whoever lawfully waits stands beside the
figures of a unit and is no standstill of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from plumbline import law
from plumbline.campaign.households import Household
from plumbline.campaign.projects import Project
from plumbline.campaign.rules import Rules
from plumbline.campaign.subjects import household_subject, project_subject
from plumbline.terms import Regime

Kind = Literal["objection", "title", "remedy", "period", "step", "blocked"]

LAWFUL_WAITS: frozenset[Kind] = frozenset({"objection", "title", "remedy", "period"})
"""An objection under way, a title that is not clear, a remedy that is open, a period that has to run."""

_ANSWERS: tuple[tuple[Kind, str, str], ...] = (
    ("objection", "h_review_requested", "h_review_answered"),
    ("objection", "h_expert_requested", "h_expert_opinion"),
    ("remedy", "h_reconsideration_filed", "h_reconsideration_decided"),
    ("remedy", "h_suit_filed", "h_judgment_final"),
)
"""What a household may have asked for, and the step that answers it; the ends of both regimes' steps."""

_UNCLEAR = frozenset(
    {"disputed", "owner_unknown", "unknown", "inheritance_open", "in_government_handling", "in_court"}
)
"""States of the title's track in which nobody can validly agree or be paid."""

_TITLE_RULE = {Regime.STATE_LAND: "R590 26(1)", Regime.COLLECTIVE_LAND: "LAM 14"}

_WITHOUT_AGREEMENT = frozenset(
    {"unsigned_stated", "decision_requested", "decided", "decision_served", "performance_decided", "ordered"}
)
"""States of who declined an agreement or goes the way of a decision."""

_REMEDIES = ("reconsideration", "litigation")
"""Beginnings of the rights to reconsideration and suit in both regimes."""

_OFFICES_OWN = "policy_computed"
"""What the office itself still has to enter is no period that anybody waits for."""


@dataclass(frozen=True, slots=True)
class WaitsFor:
    """What a household waits for.

    ref    the step that comes next or is owed; the track of the lifecycle for a title or a remedy
    rule   article that lets it wait or closes the step; empty for a step that is open
    until  last day of the period, where one is known
    """

    kind: Kind
    ref: str
    rule: str = ""
    until: date | None = None

    @property
    def is_lawful(self) -> bool:
        """Whether the law lets it wait; else somebody's step is due."""
        return self.kind in LAWFUL_WAITS


def waits_for(
    rules: Rules, households: Iterable[tuple[Project, Household]], today: date
) -> Mapping[str, WaitsFor]:
    """Household → what it waits for on a day; those of one project are judged together."""
    pairs = list(households)
    subjects = [household_subject(p, h, project_subject(p)) for p, h in pairs]
    told = law.standings(rules.procedure, rules.calendar, subjects, today)
    return {
        household.id: _one(household, standing)
        for (_project, household), standing in zip(pairs, told, strict=True)
    }


def _one(household: Household, standing: law.Standing) -> WaitsFor:
    regime, prefix = Regime(household.regime), _PREFIX[Regime(household.regime)]
    for kind, asked, answered in _ANSWERS:
        if f"{prefix}_{asked}" in household.records and f"{prefix}_{answered}" not in household.records:
            due = next((d for d in standing.deadlines if d.step == f"{prefix}_{answered}"), None)
            return WaitsFor(
                kind, f"{prefix}_{answered}", due.rule if due else "", due.last.day if due else None
            )
    if household.law.get("track.title", "clear") in _UNCLEAR:
        return WaitsFor("title", "title", _TITLE_RULE[regime])
    without = household.state in _WITHOUT_AGREEMENT
    if without and (right := _open_remedy(standing)) is not None:
        return WaitsFor("remedy", "remedy", right.rule, right.last.day)
    return _next_step(regime, household.state, standing, without=without)


def _open_remedy(standing: law.Standing) -> law.RunningRight | None:
    """The time for reconsideration or suit that ends first: nothing may be enforced before."""
    running = [r for r in standing.rights if not r.over and r.right.startswith(_REMEDIES)]
    return min(running, key=lambda right: right.last.day, default=None)


def _next_step(regime: Regime, state: str, standing: law.Standing, *, without: bool) -> WaitsFor:
    """The step that leads on; a period where none of them opens but by days."""
    here = forward_steps(regime).get(state) or (f"{_PREFIX[regime]}_h_money_paid",)
    if found := next((step for step in here if step in standing.open), None):
        return WaitsFor("step", found)
    leading = every_forward_step(regime) - ({f"{_PREFIX[regime]}_h_agreement_signed"} if without else set())
    if found := next((step for step in standing.open if step in leading), None):
        return WaitsFor("step", found)
    ahead = [row for row in standing.waiting if row.step in leading]
    own = (row for row in ahead if all(r.code.endswith(f":{_OFFICES_OWN}") for r in row.reasons))
    if (entry := next(own, None)) is not None:
        return WaitsFor("step", entry.step)
    dated = [row for row in ahead if row.earliest is not None]
    if dated:
        first = min(dated, key=lambda row: (row.step not in here, row.earliest))
        return WaitsFor("period", first.step, first.reasons[0].rule, first.earliest)
    closed = next((row for row in ahead if row.step in here), None)
    return WaitsFor("blocked", here[0], closed.reasons[0].rule if closed else "")


_PREFIX = {Regime.STATE_LAND: "sl", Regime.COLLECTIVE_LAND: "cl"}


@cache
def forward_steps(regime: Regime) -> Mapping[str, tuple[str, ...]]:
    """State → the steps that lead on from it, those of the way by agreement first."""
    lifecycle, found = law.load_procedure().regimes[regime].lifecycle, dict[str, dict[str, None]]()
    for path in lifecycle.paths.values():
        for source, target in pairwise(path):
            for transition in lifecycle.transitions:
                if source in transition.sources and transition.target == target and transition.step:
                    found.setdefault(source, {})[transition.step] = None
    return {state: tuple(steps) for state, steps in found.items()}


@cache
def every_forward_step(regime: Regime) -> frozenset[str]:
    """The steps up to the hand-over that lead a household on, with what gives it its compensation."""
    own = {f"{_PREFIX[regime]}_h_{end}" for end in _COMPENSATION}
    steps = {step for found in forward_steps(regime).values() for step in found}
    return frozenset(own | {s for s in steps if s.partition("_h_")[2] in _TO_HAND_OVER})


_COMPENSATION = ("money_paid", "deposited", "exchange_secured", "resettlement_secured")
_TO_HAND_OVER = frozenset(
    {
        "agreement_signed", "decision_requested", "compensation_decision", "decision_made", "decision_served",
        "vacated", "handed_over",
    }
)  # fmt: skip
