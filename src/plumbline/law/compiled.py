"""The tables of one regime made ready to be asked: every expression a function, every gate a list of needs.

Made once for a procedure and a regime (`rules_of`) and kept; judging then only calls functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from plumbline.law.clocks import LastDay
from plumbline.law.derived import DERIVED_FROM, derived_dates, derived_facts
from plumbline.law.evaluation import compile_expr
from plumbline.law.expressions import Among, Compare, Condition, Done, Elapsed, Expr, Name, show, tests_in
from plumbline.law.periods import Counted, counted_from, end_of
from plumbline.law.procedure import Procedure, Transition, Value
from plumbline.law.views import Test, Unknown, Verdict, View
from plumbline.terms import Regime

T = TypeVar("T")
_LATER_APPROVED = Regime.COLLECTIVE_LAND
"""Where an agreement has no force before the taking is announced, whatever is written."""


@dataclass(frozen=True, slots=True)
class Move:
    """A transition with its guards ready to be asked."""

    transition: Transition
    guards: tuple[tuple[Expr, Test], ...]

    def holds(self, view: View) -> bool:
        """Whether every guard is true."""
        return all(test(view) is True for _, test in self.guards)


class Rules:
    """One regime's tables, compiled."""

    def __init__(self, procedure: Procedure, regime: Regime) -> None:
        self.procedure = procedure
        self.regime = regime
        self.regime_rules = procedure.regimes[regime]
        self.suspended_ends: dict[object, LastDay | Unknown | None] = {}
        self._counted: dict[str, Counted] = {}
        self._tests: dict[str, Test] = {}
        self._known: dict[tuple[str, int], tuple[Expr, Any]] = {}
        self.memo: dict[object, Any] = {}
        self.kept: dict[int, object] = {}
        self.rows: dict[int, Any] = {}
        self.conditions: dict[str, Test] = {}
        self._recorded = _recorded_by_step(procedure)
        self.local_fallback: dict[str, Value] = {
            id: fallback
            for id, parameter in self.regime_rules.local_parameters.items()
            if (fallback := parameter.value if parameter.value is not None else parameter.product_default)
            is not None
        }
        self.derived_dates = derived_dates(regime)
        self.derived_facts = derived_facts(self)
        for id, row in procedure.conditions.items():
            if row.check is not None and self._fits(row.check.get(regime)):
                self.condition(id)
        self.tracks: dict[str, tuple[tuple[str, Test | None], ...]] = {
            id: tuple((state, None if when is None else self.test(when)) for state, when in track.derive)
            for id, track in self.regime_rules.lifecycle.tracks.items()
            if track.derive
        }
        self.moves_by_step: dict[str, tuple[Move, ...]] = {}
        self.moves_by_itself: dict[str, tuple[Move, ...]] = {}
        for transition in self.regime_rules.lifecycle.transitions:
            self._add_move(transition)

    def test(self, expr: Expr) -> Test:
        """The compiled form of an expression, one for equal texts."""
        compiled: Test = self.once("test", expr, self._compiled)
        return compiled

    def _compiled(self, expr: Expr) -> Test:
        text = show(expr)
        if text not in self._tests:
            self._tests[text] = compile_expr(expr, self)
        return self._tests[text]

    def once(self, what: str, expr: Expr, work: Callable[[Expr], Any]) -> Any:
        """What is worked out of an expression once and kept; expressions are those of the tables and stay."""
        key = (what, id(expr))
        known = self._known.get(key)
        if known is None:
            # The expression is kept along, so that its identity is nobody else's.
            known = self._known[key] = (expr, work(expr))
        return known[1]

    def keep(self, key: object, made: T) -> T:
        """Keep what never changes under a key, and its identity as one that stays."""
        self.memo[key] = made
        self.kept[id(made)] = made
        return made

    def kept_from(self, what: object, parts: Iterable[object], make: Callable[[], T]) -> T:
        """What is made of parts: made once where every part stays, so that the whole stays too."""
        ids = tuple(map(id, parts))
        key = (what, ids)
        # Only parts that stay are ever written here, so no other object can have their identities.
        known: T | None = self.memo.get(key)
        if known is not None:
            return known
        made = make()
        return self.keep(key, made) if all(id in self.kept for id in ids) else made

    def names_behind(self, expr: Expr) -> frozenset[str]:
        """Every fact and recorded condition on which an expression can turn, rather one too many."""
        names: frozenset[str] = self.once("names", expr, self._names_behind)
        return names

    def _names_behind(self, expr: Expr) -> frozenset[str]:
        found: set[str] = set()
        waiting, seen = [expr], set[str]()
        while waiting:
            for test in tests_in(waiting.pop()):
                found |= self._names_of(test)
                further = self.behind(test)
                if isinstance(test, Elapsed) and test.target in self.derived_dates:
                    further += [Condition("compensated")]
                if isinstance(test, Compare | Among) and test.left.id == "agreement.state":
                    further += [Condition("approval_in_force")] if self.regime is _LATER_APPROVED else []
                for other in further:
                    if show(other) not in seen:
                        seen.add(show(other))
                        waiting.append(other)
        return frozenset(found)

    def _names_of(self, test: Expr) -> set[str]:
        if isinstance(test, Condition):
            return {test.id, "rights_stated"}
        if isinstance(test, Compare | Among):
            names = {test.left.id}
            if isinstance(test, Compare) and isinstance(test.right, Name):
                names.add(test.right.id)
            return names | {other for name in names for other in DERIVED_FROM.get(name, ())}
        if isinstance(test, Elapsed):
            period = self.counted(test.target).period
            n = {period.n} if period is not None and isinstance(period.n, str) else set()
            return {"rights_stated", "objection_waived", *DERIVED_FROM["dates"], *n}
        return set()

    def condition(self, id: str) -> Test:
        """The predicate of a condition with a check, under its name."""
        if id not in self.conditions:
            row = self.procedure.conditions[id]
            assert row.check is not None, f"{id} is a recorded fact"
            self.conditions[id] = _remembered(id, self.test(row.check[self.regime]))
        return self.conditions[id]

    def since(self, day: date) -> Rules:
        """The regime's rules on a day, by the edition of that day."""
        law = self.procedure.on(day)
        return self if law is self.procedure else rules_of(law, self.regime)

    def counted(self, target: str, start: date | None = None) -> Counted:
        """What is counted from a target: by this edition, or by that of the day it began on."""
        then = self if start is None else self.since(start)
        if then is not self and target.partition(".")[0] in then.procedure.steps:
            return then.counted(target)
        if target not in self._counted:
            period, right = counted_from(self.procedure, self.regime, target)
            step, _, named = target.partition(".")
            suspended = period.suspended_while if period else None
            self._counted[target] = Counted(
                target=target,
                step=step,
                named=named or None,
                period=period,
                if_not_told=bool(right and right.clock and right.clock.if_not_told),
                suspended=None if suspended is None else self.test(suspended),
                watched=() if suspended is None else tuple(sorted(self.steps_behind(suspended))),
            )
        return self._counted[target]

    def end(self, view: View, target: str) -> LastDay | Unknown | None:
        """The last day of what is counted from a target, where it is recorded and has a length."""
        counted = self.counted(target)
        start = view.day(target, counted.step, counted.named)
        if start is None:
            return None
        counted = self.counted(target, start)
        return LastDay(start, start) if counted.period is None else end_of(view, counted, start)

    def start(self, view: View, target: str) -> date | None:
        """The day from which a target counts."""
        counted = self.counted(target)
        return view.day(target, counted.step, counted.named)

    def holds(self, expr: Expr, view: View) -> Verdict:
        """The outcome of an expression for a view."""
        return self.test(expr)(view)

    def is_derived_track(self, id: str) -> bool:
        """Whether the track's state follows from other records."""
        track = self.regime_rules.lifecycle.tracks.get(id)
        return track is not None and bool(track.derive)

    def records(self, step: str, name: str) -> bool:
        """Whether a step records a fact or condition, so that it is stated with the act."""
        return name in self._recorded.get(step, ())

    def recorded_by(self, step: str) -> frozenset[str]:
        """The facts and conditions that a step records."""
        return self._recorded.get(step, frozenset())

    def steps_behind(self, expr: Expr) -> frozenset[str]:
        """Every step on which an expression turns, through conditions and tracks."""
        found: set[str] = set()
        waiting, seen = [expr], set[str]()
        while waiting:
            for test in tests_in(waiting.pop()):
                if isinstance(test, Done | Elapsed):
                    found.add(test.step)
                for further in self.behind(test):
                    if show(further) not in seen:
                        seen.add(show(further))
                        waiting.append(further)
        return frozenset(found)

    def behind(self, test: Expr) -> list[Expr]:
        """The expressions a test stands for: a condition's check, a track's lines."""
        if isinstance(test, Condition):
            check = self.procedure.conditions[test.id].check
            return [check[self.regime]] if check and self.regime in check else []
        if isinstance(test, Compare | Among) and test.left.id.startswith("track."):
            track = self.regime_rules.lifecycle.tracks[test.left.id.partition(".")[2]]
            return [when for _, when in track.derive if when is not None]
        return []

    def _fits(self, expr: Expr | None) -> bool:
        """Whether a check speaks only of this regime's steps and words; else it is the other regime's."""
        if expr is None:
            return False
        for test in tests_in(expr):
            if isinstance(test, Done | Elapsed) and self.procedure.steps[test.step].regime is not self.regime:
                return False
            names = [test.left] if isinstance(test, Compare | Among) else []
            names += [test.right] if isinstance(test, Compare) and isinstance(test.right, Name) else []
            if not all(self._has(name.id) for name in names):
                return False
            if isinstance(test, Condition):
                check = self.procedure.conditions[test.id].check
                if check is not None and not self._fits(check.get(self.regime)):
                    return False
        return True

    def _has(self, name: str) -> bool:
        level, _, word = name.partition(".")
        if level == "local":
            return word in self.regime_rules.local_parameters
        if level == "track":
            return word in self.regime_rules.lifecycle.tracks
        return True

    def _add_move(self, transition: Transition) -> None:
        move = Move(transition, tuple((guard, self.test(guard)) for guard in transition.guard))
        if transition.step is not None and not transition.derived:
            self.moves_by_step[transition.step] = (*self.moves_by_step.get(transition.step, ()), move)
            return
        for state in transition.sources:
            self.moves_by_itself[state] = (*self.moves_by_itself.get(state, ()), move)


def _remembered(id: str, test: Test) -> Test:
    """A condition's test that asks once for each view."""

    def asked(view: View) -> Verdict:
        known = view.verdicts.get(id)
        if known is None:
            known = view.verdicts[id] = test(view)
        return known

    return asked


@lru_cache(maxsize=16)
def rules_of(procedure: Procedure, regime: Regime) -> Rules:
    """The compiled rules of a regime, made once."""
    return Rules(procedure, regime)


def _recorded_by_step(procedure: Procedure) -> Mapping[str, frozenset[str]]:
    """Facts and conditions that each step records; derived ones are typed by nobody and left out."""
    recorded: dict[str, set[str]] = {}
    for fact in procedure.facts.values():
        for step in () if fact.derived else fact.recorded_by:
            recorded.setdefault(step, set()).add(fact.id)
    for condition in procedure.conditions.values():
        for step in condition.recorded_by:
            recorded.setdefault(step, set()).add(condition.id)
    return {step: frozenset(names) for step, names in recorded.items()}
