"""A step's gate made ready: each expression that must hold, once, with the article behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from plumbline.law.compiled import Move, Rules
from plumbline.law.explanation import Why, explanation_of
from plumbline.law.expressions import Done, Elapsed, Expr, conjuncts, show, tests_in
from plumbline.law.failing import locals_in
from plumbline.law.grounds import Ground, of_need, of_period, of_prohibition, of_step
from plumbline.law.periods import elapsed
from plumbline.law.procedure import Entry, Period, Step
from plumbline.law.views import Test, View


@dataclass(frozen=True, slots=True)
class Need:
    """One expression that must hold, with the article behind it; `only_when` switches it off.

    why        what fails in it for a view; nothing where it holds
    is_stated  whether it can turn on what the step itself states
    """

    expr: Expr
    why: Why
    ground: Ground
    only_when: Test | None = None
    is_stated: bool = False


@dataclass(frozen=True, slots=True)
class LocalNeed:
    """A local parameter the step uses."""

    id: str
    only_when: Test | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A step with everything it asks, compiled.

    when     what fails in the step's own `when`
    stated   facts and conditions that the step records
    sources  states from which it moves a household
    is_when_stated  whether `when` or a condition of `requires_if` can turn on what the step states
    is_stated  whether anything the gate asks can
    """

    step: Step
    own: Ground
    when: Why | None
    needs: tuple[Need, ...]
    requires_if: tuple[tuple[Test, tuple[str, ...], Expr], ...]
    evidence_if: tuple[tuple[Test, tuple[str, ...]], ...]
    dates_before: tuple[tuple[str, Test | None], ...]
    locals: tuple[LocalNeed, ...]
    moves: tuple[Move, ...]
    stated: frozenset[str]
    sources: Mapping[str, None]
    requires_ground: Mapping[str, Ground]
    is_when_stated: bool
    is_stated: bool


@lru_cache(maxsize=1024)
def gate_of(rules: Rules, id: str) -> Gate:
    """A step's gate, compiled once."""
    step, moves = rules.procedure.steps[id], rules.moves_by_step.get(id, ())
    stated, needs, locals = rules.recorded_by(id), tuple(_needs(rules, step)), tuple(_locals(rules, step))
    is_when_stated = any(
        rules.names_behind(expr) & stated
        for expr in (*([step.when] if step.when else []), *(also.when for also in step.requires_if))
    )
    return Gate(
        step=step,
        own=of_step(step),
        when=None if step.when is None else explanation_of(step.when, rules),
        needs=needs,
        requires_if=tuple((rules.test(also.when), also.ids, also.when) for also in step.requires_if),
        evidence_if=tuple((rules.test(also.when), also.ids) for also in step.evidence_if),
        dates_before=tuple(_dates_before(rules, step)),
        locals=locals,
        moves=moves,
        stated=stated,
        sources=dict.fromkeys(source for move in moves for source in move.transition.sources),
        requires_ground={
            other: of_step(rules.procedure.steps[other])
            for other in (*step.requires, *(id for also in step.requires_if for id in also.ids))
        },
        is_when_stated=is_when_stated,
        is_stated=bool(stated)
        and (is_when_stated or any(need.is_stated or need.only_when for need in needs) or bool(locals)),
    )


def ground_then(gate: Gate, need: Need, view: View) -> Ground:
    """The article behind a need that is not met: of the law under which the period that is not over began."""
    rules = view.rules
    if rules.procedure.editions is None:
        return need.ground
    for target in _targets(rules, need.expr):
        start = rules.start(view, target)
        then = rules if start is None else rules.since(start)
        if then is rules or gate.step.id not in then.procedure.steps:
            continue
        counted = rules.counted(target)
        if elapsed(view, counted) is not True:
            text = show(need.expr)
            before = gate_of(then, gate.step.id).needs
            known = next((old.ground for old in before if show(old.expr) == text), None)
            return known or of_need(then, then.procedure.steps[gate.step.id], need.expr)
    return need.ground


def _targets(rules: Rules, expr: Expr) -> Iterator[str]:
    """What is counted in an expression, in the checks of its conditions too."""
    for test in tests_in(expr):
        if isinstance(test, Elapsed):
            yield test.target
        for further in rules.behind(test):
            yield from _targets(rules, further)


def _needs(rules: Rules, step: Step) -> Iterator[Need]:
    """(c): each expression once, under a prohibition's article where one forbids the same."""
    forbidden = [
        (show(part), part, of_prohibition(prohibition))
        for prohibition in rules.regime_rules.prohibitions.values()
        if prohibition.until is not None and step.id in prohibition.steps
        for part in conjuncts(prohibition.until)
    ]
    grounds = {text: ground for text, _, ground in reversed(forbidden)}
    seen: set[str] = set()
    stated = rules.recorded_by(step.id)

    def need(expr: Expr, ground: Ground | None = None, only_when: Test | None = None) -> Iterator[Need]:
        for part in conjuncts(expr):
            text = show(part)
            if text not in seen:
                seen.add(text)
                best = grounds.get(text) or ground or of_need(rules, step, part)
                why, is_stated = explanation_of(part, rules), bool(rules.names_behind(part) & stated)
                yield Need(part, why, best, only_when, is_stated)

    for expr in (*step.forbidden_until, *step.forbidden_until_local):
        yield from need(expr)
    for period, gated_by in _gating(rules, step):
        only_when = None if period.when is None else rules.test(period.when)
        yield from need(gated_by, of_period(rules.procedure, period), only_when)
    for _, part, ground in forbidden:
        if not (isinstance(part, Done) and part.step in step.requires):
            yield from need(part, ground)


def _gating(rules: Rules, step: Step) -> Iterator[tuple[Period, Expr]]:
    """Every minimum period that holds the step back: its own, of a step it follows, or by name."""
    following = {*step.requires, *(id for also in step.requires_if for id in also.ids)}
    for other in rules.procedure.steps.values():
        period = other.minimum_period
        if period is None or other.regime is not step.regime:
            continue
        own = "self" in period.gates and other.id == step.id
        if own or step.id in period.gates or ("next" in period.gates and other.id in following):
            owner, _, named = period.counted_from.partition(".")
            yield period, Elapsed(owner, named or None)


def _dates_before(rules: Rules, step: Step) -> Iterator[tuple[str, Test | None]]:
    """Dates that must be entered before the step, because a period runs from them."""
    for named in step.dates:
        if named.entry is not Entry.BEFORE:
            continue
        period = rules.counted(f"{step.id}.{named.id}").period
        if period is not None:
            yield named.id, None if period.when is None else rules.test(period.when)


def _locals(rules: Rules, step: Step) -> Iterator[LocalNeed]:
    """Local parameters the step uses: in its periods, its publication and the expressions that gate it."""
    seen: set[str] = set()
    own = [step.minimum_period, step.deadline]
    periods = [(p, p.when) for p in own if p is not None] + [(p, p.when) for p, _ in _gating(rules, step)]
    uses: list[tuple[object, Expr | None]] = [(period.n, when) for period, when in periods]
    uses.append((step.publish.least if step.publish else None, None))
    exprs = [*step.forbidden_until, *step.forbidden_until_local, *([step.when] if step.when else [])]
    exprs += [also.when for also in (*step.requires_if, *step.evidence_if)]
    uses += [(name, None) for expr in exprs for name in locals_in(rules, expr)]
    for n, when in uses:
        if isinstance(n, str) and n.startswith("local.") and n not in seen:
            seen.add(n)
            yield LocalNeed(n.partition(".")[2], None if when is None else rules.test(when))
