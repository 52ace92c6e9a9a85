"""The tables with one row, or one single need of a row, deleted: what the golden rows must notice.

`says` is the deleted thing in the words of `saying`; a part of an expression is written after a backslash.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from tests.law import saying

from plumbline.law.expressions import And, Expr, Not, Or, conjuncts, show
from plumbline.law.procedure import Also, Period, Procedure, Prohibition, RegimeRules, Step
from plumbline.terms import Regime


@dataclass(frozen=True)
class Mutant:
    """One deletion: of `says` in `row` of `table`; `without` is the procedure without it."""

    table: str
    row: str
    says: str
    without: Procedure

    @property
    def is_whole_row(self) -> bool:
        return self.says == "row"


def mutants(procedure: Procedure) -> Iterator[Mutant]:
    """Every deletion, table by table."""
    for step in procedure.steps.values():
        yield Mutant("steps", step.id, "row", _without(procedure, "steps", step.id))
        for says, changed in of_step(step):
            yield Mutant("steps", step.id, says, _with(procedure, "steps", step.id, changed))
    for table in (
        "conditions",
        "facts",
        "documents",
        "sources",
        "actors",
        "channels",
        "audiences",
        "matters",
    ):
        for id in getattr(procedure, table):
            yield Mutant(table, id, "row", _without(procedure, table, id))
    for id, row in procedure.conditions.items():
        for regime, check in (row.check or {}).items():
            for part, less in shorter(check):
                changed_row = replace(row, check={**(row.check or {}), regime: less})
                says = f"{regime} {show(check)} \\ {show(part)}"
                yield Mutant("conditions", id, says, _with(procedure, "conditions", id, changed_row))
    for regime, rules in procedure.regimes.items():
        for table, row_id, says, changed_rules in of_regime(rules):
            yield Mutant(f"{regime}/{table}", row_id, says, of_rules(procedure, regime, changed_rules))


def needs_gone(procedure: Procedure) -> Iterator[Mutant]:
    """Every need of every step taken away wherever it is said: by the step, a prohibition, a period, a guard."""
    for step in procedure.steps.values():
        rules = procedure.regimes[step.regime]
        for text in _needs(procedure, step):
            changed = replace(
                step,
                forbidden_until=_never_saying(step.forbidden_until, text),
                forbidden_until_local=_never_saying(step.forbidden_until_local, text),
                requires=tuple(id for id in step.requires if f"done({id})" != text),
            )
            steps = {**procedure.steps, step.id: changed}
            for other in steps.values():
                period = other.minimum_period
                if period is not None and text == f"elapsed({period.counted_from})":
                    gates = tuple(gate for gate in period.gates if gate not in (step.id, "self", "next"))
                    steps[other.id] = replace(other, minimum_period=replace(period, gates=gates))
            life = rules.lifecycle
            moves = tuple(
                replace(move, guard=_never_saying(move.guard, text)) if move.step == step.id else move
                for move in life.transitions
            )
            lifted = {id: _lifted(row, step.id, text) for id, row in rules.prohibitions.items()}
            less = replace(
                rules,
                prohibitions=MappingProxyType(lifted),
                lifecycle=replace(life, transitions=moves),
            )
            whole = replace(procedure, steps=MappingProxyType(steps))
            yield Mutant("needs", step.id, text, of_rules(whole, step.regime, less))


def _needs(procedure: Procedure, step: Step) -> list[str]:
    """The texts of everything a step needs, each once."""
    rules = procedure.regimes[step.regime]
    exprs = [*step.forbidden_until, *step.forbidden_until_local]
    exprs += [row.until for row in rules.prohibitions.values() if row.until and step.id in row.steps]
    texts = [show(part) for expr in exprs for part in conjuncts(expr)]
    texts += [f"done({id})" for id in step.requires]
    for other in procedure.steps.values():
        period = other.minimum_period
        if period is None or other.regime is not step.regime:
            continue
        following = {*step.requires, *(id for also in step.requires_if for id in also.ids)}
        own = "self" in period.gates and other is step
        if own or step.id in period.gates or ("next" in period.gates and other.id in following):
            texts.append(f"elapsed({period.counted_from})")
    return list(dict.fromkeys(texts))


def _never_saying(exprs: tuple[Expr, ...], text: str) -> tuple[Expr, ...]:
    left: list[Expr] = []
    for expr in exprs:
        parts = tuple(part for part in conjuncts(expr) if show(part) != text)
        if parts:
            left.append(parts[0] if len(parts) == 1 else And(parts))
    return tuple(left)


def _lifted(row: Prohibition, step: str, text: str) -> Prohibition:
    """A prohibition that no longer holds the step back for this need."""
    if row.until is None or step not in row.steps or text not in [show(p) for p in conjuncts(row.until)]:
        return row
    if isinstance(row.until, And):
        return replace(row, until=_never_saying((row.until,), text)[0])
    return replace(row, steps=tuple(other for other in row.steps if other != step))


def shorter(expr: Expr) -> Iterator[tuple[Expr, Expr]]:
    """An expression with one part of an `and` or an `or` left out, wherever there is one."""
    if isinstance(expr, Not):
        yield from ((part, Not(less)) for part, less in shorter(expr.part))
    if not isinstance(expr, And | Or):
        return
    for n, part in enumerate(expr.parts):
        rest = expr.parts[:n] + expr.parts[n + 1 :]
        yield part, rest[0] if len(rest) == 1 else type(expr)(rest)
        for inner, less in shorter(part):
            yield inner, type(expr)((*expr.parts[:n], less, *expr.parts[n + 1 :]))


def of_step(step: Step) -> Iterator[tuple[str, Step]]:
    """A step without one of the things it says."""
    for field, value, says in saying.elements(step):
        current = getattr(step, field)
        if isinstance(current, tuple):
            left = tuple(other for other in current if other is not value)
            yield says, replace(step, **{field: left})
        else:
            yield says, replace(step, **{field: False if current is True else None})
        if isinstance(value, Also):
            for id in value.ids if len(value.ids) > 1 else ():
                less = replace(value, ids=tuple(other for other in value.ids if other != id))
                yield f"{says} \\ {id}", replace(step, **{field: _swap(current, value, less)})
            for part, when in shorter(value.when):
                changed = _swap(current, value, replace(value, when=when))
                yield f"{says} \\ {show(part)}", replace(step, **{field: changed})
        elif field in ("requires_any", "evidence_any") and len(value) > 1:
            for id in value:
                group = tuple(other for other in value if other != id)
                yield f"{says} \\ {id}", replace(step, **{field: _swap(current, value, group)})
        elif field in ("forbidden_until", "forbidden_until_local"):
            for part, less in shorter(value):
                yield f"{says} \\ {show(part)}", replace(step, **{field: _swap(current, value, less)})
        elif field == "when":
            for part, less in shorter(value):
                yield f"{says} \\ {show(part)}", replace(step, when=less)
        elif isinstance(value, Period):
            for what, period in of_period(value):
                yield f"{says} \\ {what}", replace(step, **{field: period})
        elif field == "publish":
            for limit in ("by", "least"):
                if getattr(value, limit) is not None:
                    yield f"{says} \\ {limit}", replace(step, publish=replace(value, **{limit: None}))


def of_period(period: Period) -> Iterator[tuple[str, Period]]:
    """A period without one of its limits."""
    for gate in period.gates if len(period.gates) > 1 else ():
        yield gate, replace(period, gates=tuple(other for other in period.gates if other != gate))
    for field in ("when", "suspended_while", "variant"):
        if getattr(period, field) is not None:
            yield field, replace(period, **{field: None})
    if period.suspended_while is not None:
        for part, less in shorter(period.suspended_while):
            yield show(part), replace(period, suspended_while=less)


def of_regime(rules: RegimeRules) -> Iterator[tuple[str, str, str, RegimeRules]]:
    """A regime's rules without one row, or one thing that a row says."""
    for table in ("prohibitions", "rights", "local_parameters", "minimum_chains"):
        for id in getattr(rules, table):
            yield table, id, "row", replace(rules, **{table: _less(getattr(rules, table), id)})
    for id, prohibition in rules.prohibitions.items():
        for blocked in prohibition.steps if len(prohibition.steps) > 1 else ():
            left = tuple(other for other in prohibition.steps if other != blocked)
            changed = {**rules.prohibitions, id: replace(prohibition, steps=left)}
            yield "prohibitions", id, blocked, replace(rules, prohibitions=changed)
        for part, less in shorter(prohibition.until) if prohibition.until else ():
            changed = {**rules.prohibitions, id: replace(prohibition, until=less)}
            yield "prohibitions", id, f"until \\ {show(part)}", replace(rules, prohibitions=changed)
    for id, right in rules.rights.items():
        if right.clock is not None:
            for says, clock in _clocks(right.clock):
                changed = {**rules.rights, id: replace(right, clock=clock)}
                yield "rights", id, says, replace(rules, rights=changed)
    for id, parameter in rules.local_parameters.items():
        for field in ("value", "product_default", "product_minimum"):
            if getattr(parameter, field) is not None:
                changed_parameters = {**rules.local_parameters, id: replace(parameter, **{field: None})}
                yield "local_parameters", id, field, replace(rules, local_parameters=changed_parameters)
    for row, says, life in _of_lifecycle(rules):
        yield "lifecycle", row, says, replace(rules, lifecycle=life)


def _clocks(clock: Any) -> Iterator[tuple[str, Any]]:
    yield "clock", None
    if clock.after_reconsideration is not None:
        yield "after_reconsideration", replace(clock, after_reconsideration=None)
    if clock.if_not_told:
        yield "if_not_told", replace(clock, if_not_told="")
    for n, period in enumerate(clock.others):
        yield period.counted_from, replace(clock, others=clock.others[:n] + clock.others[n + 1 :])


def _of_lifecycle(rules: RegimeRules) -> Iterator[tuple[str, str, Any]]:
    life = rules.lifecycle
    for n, move in enumerate(life.transitions):
        before, after, id = life.transitions[:n], life.transitions[n + 1 :], saying.transition_id(move)
        yield id, "row", replace(life, transitions=before + after)
        for source in move.sources if len(move.sources) > 1 else ():
            less = replace(move, sources=tuple(other for other in move.sources if other != source))
            yield id, f"from {source}", replace(life, transitions=(*before, less, *after))
        for guard in move.guard:
            less = replace(move, guard=tuple(other for other in move.guard if other is not guard))
            yield id, f"guard {show(guard)}", replace(life, transitions=(*before, less, *after))
            for part, shorter_guard in shorter(guard):
                less = replace(move, guard=_swap(move.guard, guard, shorter_guard))
                says = f"guard {show(guard)} \\ {show(part)}"
                yield id, says, replace(life, transitions=(*before, less, *after))
    for id, track in life.tracks.items():
        for n, (state, when) in enumerate(track.derive):
            lines = track.derive[:n] + track.derive[n + 1 :]
            if when is not None:
                yield id, f"line {n} {state}", _tracked(life, id, replace(track, derive=lines))
                for part, less_when in shorter(when):
                    changed = (*track.derive[:n], (state, less_when), *track.derive[n + 1 :])
                    says = f"line {n} {state} \\ {show(part)}"
                    yield id, says, _tracked(life, id, replace(track, derive=changed))
    for table in ("states", "tracks", "paths"):
        for id in getattr(life, table):
            yield f"{table}.{id}", "row", replace(life, **{table: _less(getattr(life, table), id)})


def _tracked(life: Any, id: str, track: Any) -> Any:
    return replace(life, tracks={**life.tracks, id: track})


def _swap(values: tuple[Any, ...], old: Any, new: Any) -> tuple[Any, ...]:
    return tuple(new if value is old else value for value in values)


def _less(rows: Mapping[str, Any], id: str) -> Mapping[str, Any]:
    return MappingProxyType({key: row for key, row in rows.items() if key != id})


def _without(procedure: Procedure, table: str, id: str) -> Procedure:
    return replace(procedure, **{table: _less(getattr(procedure, table), id)})


def _with(procedure: Procedure, table: str, id: str, row: object) -> Procedure:
    return replace(procedure, **{table: MappingProxyType({**getattr(procedure, table), id: row})})


def of_rules(procedure: Procedure, regime: Regime, rules: RegimeRules) -> Procedure:
    """The procedure with one regime's rules in place of its own."""
    return replace(procedure, regimes=MappingProxyType({**procedure.regimes, regime: rules}))
