"""For planning: the ways a household goes and the waits the law puts between, as plain data.

The planner owns no rule; what it schedules against is read here from the same tables that judge acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from plumbline.law.clocks import Unit
from plumbline.law.compiled import Rules, rules_of
from plumbline.law.expressions import Elapsed, Expr, tests_in
from plumbline.law.procedure import Period, Procedure, Step, Transition, Value
from plumbline.terms import Regime


@dataclass(frozen=True, slots=True)
class Wait:
    """A statutory wait before a step: `n` whole units from a day; `n` None = the local document is missing.

    since  a step id or `step.date`
    rolls  whether a last day on a rest day moves on; the next step opens the day after the last day
    """

    since: str
    n: int | None
    unit: Unit
    rolls: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One move on a household's way.

    step           the step that makes it; None = it follows by itself
    after          household steps that come before
    project_gates  project steps that must be done
    waits          periods that must have run
    """

    source: str
    target: str
    step: str | None
    after: tuple[str, ...]
    project_gates: tuple[str, ...]
    waits: tuple[Wait, ...]


@dataclass(frozen=True, slots=True)
class ProjectGate:
    """A step of the project, with what it follows and the waits before it."""

    step: str
    after: tuple[str, ...]
    waits: tuple[Wait, ...]
    only_in_some_cases: bool


def household_route(
    procedure: Procedure, regime: Regime, path: str, local: Mapping[str, Value]
) -> tuple[Leg, ...]:
    """The legs of one of the lifecycle's paths (`money_agreement`, `agreement`, …).

    local   local parameters by id; one that is missing has our default, or leaves `Wait.n` None
    raises  KeyError for a path that the regime does not have
    """
    rules = rules_of(procedure, regime)
    states = rules.regime_rules.lifecycle.paths[path]
    return tuple(_leg(rules, a, b, local) for a, b in pairwise(states))


def project_route(
    procedure: Procedure, regime: Regime, local: Mapping[str, Value]
) -> tuple[ProjectGate, ...]:
    """The project's steps in the tables' order, each with what it follows and the waits before it."""
    rules = rules_of(procedure, regime)
    return tuple(
        ProjectGate(
            step=step.id,
            after=step.requires,
            waits=tuple(_waits(rules, step, [*step.forbidden_until, *step.forbidden_until_local], local)),
            only_in_some_cases=step.when is not None,
        )
        for step in procedure.steps_of(regime, household=False)
    )


def _leg(rules: Rules, source: str, target: str, local: Mapping[str, Value]) -> Leg:
    transition = _transition(rules, source, target)
    if transition.step is None:
        return Leg(source, target, None, (), (), ())
    step = rules.procedure.steps[transition.step]
    asked = [step.id] if transition.derived else [*step.requires]
    household = tuple(s for s in asked if rules.procedure.steps[s].is_household)
    project = tuple(s for s in asked if not rules.procedure.steps[s].is_household)
    exprs = [*step.forbidden_until, *step.forbidden_until_local, *transition.guard]
    return Leg(source, target, step.id, household, project, tuple(_waits(rules, step, exprs, local)))


def _transition(rules: Rules, source: str, target: str) -> Transition:
    for transition in rules.regime_rules.lifecycle.transitions:
        if source in transition.sources and transition.target == target:
            return transition
    raise ValueError(f"{rules.regime}: no transition from {source} to {target}, though a path says so")


def _waits(rules: Rules, step: Step, exprs: list[Expr], local: Mapping[str, Value]) -> list[Wait]:
    periods: dict[str, Period] = {}
    for expr in exprs:
        for test in tests_in(expr):
            if isinstance(test, Elapsed) and (period := rules.counted(test.target).period) is not None:
                periods[test.target] = period
    own = step.minimum_period
    if own is not None and "self" in own.gates:
        periods[own.counted_from] = own
    return [_wait(rules, since, period, local) for since, period in periods.items()]


def _wait(rules: Rules, since: str, period: Period, local: Mapping[str, Value]) -> Wait:
    n: Value | None = period.n
    if isinstance(period.n, str):
        level, _, word = period.n.partition(".")
        n = local.get(word, rules.local_fallback.get(word)) if level == "local" else None
    rule = period.source if period.article == "-" else f"{period.source} {period.article}"
    return Wait(since, n if isinstance(n, int) else None, period.unit, period.rolls, rule)
