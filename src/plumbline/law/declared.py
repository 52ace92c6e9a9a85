"""Every id that a table uses is declared, and every expression fits the declared facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plumbline.law.expressions import (
    AllHouseholds,
    Among,
    Compare,
    Condition,
    Done,
    Elapsed,
    Expr,
    Literal,
    Name,
    show,
    tests_in,
)
from plumbline.law.procedure import Period, Procedure, RegimeRules, Step
from plumbline.terms import Regime


class TableError(ValueError):
    """A table says something that cannot be read; names the table, the id and what is wrong."""

    def __init__(self, table: str, id: str, what: str) -> None:
        super().__init__(f"law/tables/{table}.yaml, {id}: {what}")


_ORDER = frozenset(("<", "<=", ">", ">="))


def check_declared(procedure: Procedure) -> None:
    """Check every id, date and expression of all tables; raises TableError at the first wrong one."""
    for regime, rules in procedure.regimes.items():
        for table, id, expr in _expressions(procedure, rules):
            _Checker(procedure, regime, table, id).expression(expr)
    _check_conditions(procedure)
    for step in procedure.steps.values():
        _check_step(procedure, step)
    for rules in procedure.regimes.values():
        _check_regime(procedure, rules)
    for fact in procedure.facts.values():
        at = _Checker(procedure, Regime.STATE_LAND, "facts", fact.id)
        at.recorded_by(fact.recorded_by)
        at.documents(fact.evidence)


def condition_regimes(procedure: Procedure) -> Mapping[str, frozenset[Regime]]:
    """In which regimes each condition is used by a table, directly or through another condition."""
    used: dict[str, set[Regime]] = {id: set() for id in procedure.conditions}
    for regime, rules in procedure.regimes.items():
        waiting = [
            t.id
            for _, _, expr in _expressions(procedure, rules)
            for t in tests_in(expr)
            if isinstance(t, Condition)
        ]
        while waiting:
            id = waiting.pop()
            if id not in used or regime in used[id]:
                continue
            used[id].add(regime)
            check = (procedure.conditions[id].check or {}).get(regime)
            if check is not None:
                waiting += [test.id for test in tests_in(check) if isinstance(test, Condition)]
    return {id: frozenset(regimes) for id, regimes in used.items()}


def _expressions(procedure: Procedure, rules: RegimeRules) -> Iterator[tuple[str, str, Expr]]:
    """Every expression of one regime with its table and id, conditions aside."""
    for step in procedure.steps.values():
        if step.regime is not rules.id:
            continue
        table = _table(step)
        single = [step.when, *step.forbidden_until, *step.forbidden_until_local]
        single += [also.when for also in (*step.requires_if, *step.evidence_if)]
        for period in _periods(step):
            single += [period.when, period.suspended_while, period.variant.when if period.variant else None]
        yield from ((table, step.id, expr) for expr in single if expr is not None)
    for prohibition in rules.prohibitions.values():
        if prohibition.until is not None:
            yield f"{rules.id}/prohibitions", prohibition.id, prohibition.until
    for right in rules.rights.values():
        if right.clock is not None and right.clock.until is not None:
            yield f"{rules.id}/rights", right.id, right.clock.until
    for move in rules.lifecycle.transitions:
        for guard in move.guard:
            yield f"{rules.id}/lifecycle", f"transition to {move.target}", guard
    for track in rules.lifecycle.tracks.values():
        for _, when in track.derive:
            if when is not None:
                yield f"{rules.id}/lifecycle", f"track {track.id}", when


def _table(step: Step) -> str:
    return f"{step.regime}/{'household' if step.is_household else 'project'}_steps"


def _periods(step: Step) -> list[Period]:
    by = step.publish.by if step.publish else None
    return [p for p in (step.minimum_period, step.deadline, step.maximum_period, by) if p is not None]


def _check_conditions(procedure: Procedure) -> None:
    used = condition_regimes(procedure)
    for row in procedure.conditions.values():
        for regime in used[row.id]:
            if row.check is not None:
                at = _Checker(procedure, regime, "conditions", row.id)
                if regime not in row.check:
                    raise at.error(f"has no check for {regime}")
                at.expression(row.check[regime])
        at = _Checker(procedure, Regime.STATE_LAND, "conditions", row.id)
        at.recorded_by(row.recorded_by)
        at.documents(row.evidence)


def _check_step(procedure: Procedure, step: Step) -> None:
    at = _Checker(procedure, step.regime, _table(step), step.id)
    if not step.citations:
        raise at.error("cites nothing; every refusal names what it rests on")
    asked = [*step.requires, *(s for group in step.requires_any for s in group)]
    asked += [s for also in step.requires_if for s in also.ids]
    for other in asked:
        at.step(other)
        if not step.is_household and procedure.steps[other].is_household and not step.all_households:
            raise at.error(f"a project step may ask for the household step {other} of all households alone")
    documents = [*step.evidence, *(d for group in step.evidence_any for d in group)]
    at.documents([*documents, *(d for also in step.evidence_if for d in also.ids)])
    for named in step.dates:
        at.documents(named.evidence)
    for period in _periods(step):
        at.period(period)
    at.known("actor", step.who, procedure.actors)
    at.known("right", step.starts_clocks, procedure.regimes[step.regime].rights)
    at.known("source", [c.source for c in step.citations], procedure.sources)
    if step.publish:
        at.known("channel", step.publish.where, procedure.channels)
        at.known("audience", [step.publish.audience], procedure.audiences)


def _check_regime(procedure: Procedure, rules: RegimeRules) -> None:
    for prohibition in rules.prohibitions.values():
        at = _Checker(procedure, rules.id, f"{rules.id}/prohibitions", prohibition.id)
        for step in prohibition.steps:
            at.step(step)
        if (prohibition.until is None) != bool(prohibition.acts):
            raise at.error("acts in words stand under never, and under never stand only acts in words")
        at.known("source", [prohibition.source], procedure.sources)
    for right in rules.rights.values():
        at = _Checker(procedure, rules.id, f"{rules.id}/rights", right.id)
        at.known("source", [right.source], procedure.sources)
        clock = right.clock
        for period in (clock.period, clock.after_reconsideration, *clock.others) if clock else ():
            if period is not None:
                at.period(period)
    _check_lifecycle(procedure, rules)


def _check_lifecycle(procedure: Procedure, rules: RegimeRules) -> None:
    life, at = rules.lifecycle, _Checker(procedure, rules.id, f"{rules.id}/lifecycle", "states")
    at.known("state", [life.initial, *life.terminal], life.states)
    for move in life.transitions:
        at.known("state", [*move.sources, move.target], life.states)
        if move.step is not None:
            at.step(move.step)
            if procedure.steps[move.step].is_household == move.derived:
                raise at.error(f"derived means a step of the project, and {move.step} shows otherwise")
    for path in life.paths.values():
        at.known("state", path, life.states)
    for track in life.tracks.values():
        at.known("state of the track", [state for state, _ in track.derive], dict.fromkeys(track.states))
        if track.derive and track.derive[-1][1] is not None:
            raise at.error(f"the last line of track {track.id} must stand for otherwise")


class _Checker:
    """What may be named at one place, for one regime."""

    def __init__(self, procedure: Procedure, regime: Regime, table: str, id: str) -> None:
        self.procedure, self.regime, self.table, self.id = procedure, regime, table, id

    def error(self, what: str) -> TableError:
        return TableError(self.table, self.id, what)

    def known(self, kind: str, ids: object, among: Mapping[str, object]) -> None:
        for id in ids if isinstance(ids, list | tuple) else ():
            if id not in among:
                raise self.error(f"{kind} {id!r} is not declared")

    def step(self, id: str) -> Step:
        step = self.procedure.steps.get(id)
        if step is None or step.regime is not self.regime:
            raise self.error(f"step {id!r} is not declared for {self.regime}")
        return step

    def documents(self, ids: object) -> None:
        self.known("document", list(ids) if isinstance(ids, list | tuple) else [], self.procedure.documents)

    def recorded_by(self, ids: tuple[str, ...]) -> None:
        self.known("step", [id for id in ids if id != "own_entry"], self.procedure.steps)

    def target(self, target: str) -> None:
        """A step id, `step.date`, or a date of a matter."""
        owner, _, named = target.partition(".")
        if owner in self.procedure.matters:
            if named not in [date.id for date in self.procedure.matters[owner]]:
                raise self.error(f"date {target!r} is not declared")
        elif named and self.step(owner).date(named) is None:
            raise self.error(f"date {target!r} is not declared")
        else:
            self.step(owner)

    def period(self, period: Period) -> None:
        self.target(period.counted_from)
        if isinstance(period.n, str) and self.type_of(period.n) in ("words", "boolean"):
            raise self.error(f"{period.n} is no number of {period.unit}")
        for gate in period.gates:
            if gate not in ("self", "next", "condition"):
                self.step(gate)
        if period.feeds is not None:
            self.known("condition", [period.feeds], self.procedure.conditions)
        if period.variant is not None:
            self.period(period.variant)

    def expression(self, expr: Expr) -> None:
        for test in tests_in(expr):
            match test:
                case Condition(id):
                    self.known("condition", [id], self.procedure.conditions)
                case Done(step):
                    self.step(step)
                case Elapsed():
                    self.target(test.target)
                case AllHouseholds(step):
                    if not self.step(step).is_household:
                        raise self.error(f"{show(test)}: the step is not a household's")
                case Among(left, values):
                    for value in values:
                        self.literal(test, left, value)
                case Compare():
                    self.compare(test)

    def compare(self, test: Compare) -> None:
        number = self.type_of(test.left.id) not in ("words", "boolean")
        if isinstance(test.right, Name):
            if not number or self.type_of(test.right.id) in ("words", "boolean"):
                raise self.error(f"{show(test)}: name against name, numbers alone")
            return
        if test.op in _ORDER and not number:
            raise self.error(f"{show(test)}: {test.op} stands between numbers alone")
        self.literal(test, test.left, test.right)

    def literal(self, test: Expr, left: Name, value: Literal) -> None:
        kind = self.type_of(left.id)
        fits = {
            "boolean": isinstance(value, bool),
            "words": isinstance(value, str) and value in self.words_of(left.id),
        }
        if not fits.get(kind, isinstance(value, int) and not isinstance(value, bool)):
            raise self.error(f"{show(test)}: {value!r} is no declared value of {left.id}")

    def type_of(self, name: str) -> str:
        if name in self.procedure.facts:
            return self.procedure.facts[name].type
        level, _, word = name.partition(".")
        if level == "local" and word in self.procedure.regimes[self.regime].local_parameters:
            return "integer"
        raise self.error(f"{name!r} is not declared")

    def words_of(self, name: str) -> tuple[str, ...]:
        return self.procedure.facts[name].values.get(self.regime, ())
