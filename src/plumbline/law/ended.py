"""Steps whose purpose has ended for a household: its state no longer leads to any from which they lead on.

Who has moved of its own accord is not taken to court any more, and a pending application is withdrawn: the
lifecycle says both by having no way back. The time for such a step runs out for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

from plumbline.law.compiled import Rules


def ended_steps(rules: Rules, state: str) -> frozenset[str]:
    """The household steps whose purpose has ended in a state; worked out once for the rules."""
    known: Mapping[str, frozenset[str]] | None = rules.memo.get("ended")
    if known is None:
        known = rules.memo["ended"] = _ended(rules)
    return known.get(state, frozenset())


def _ended(rules: Rules) -> Mapping[str, frozenset[str]]:
    sources = _leads_on_from(rules)
    states = rules.regime_rules.lifecycle.states
    return {
        state: frozenset(step for step, of in sources.items() if of.isdisjoint(_reached(rules, state)))
        for state in states
    }


def _reached(rules: Rules, state: str) -> set[str]:
    """The state and every other to which the lifecycle can still lead from it, whatever the guards say."""
    found, waiting = {state}, [state]
    while waiting:
        now = waiting.pop()
        further = {t.target for t in rules.regime_rules.lifecycle.transitions if now in t.sources} - found
        found |= further
        waiting += further
    return found


def _leads_on_from(rules: Rules) -> Mapping[str, frozenset[str]]:
    """The states from which each step leads on, by itself or by the steps that require it; others are left out.

    A step that moves nobody, and that no such step requires (a review, a suit, a payment), has a purpose of
    its own, which no state ends.
    """
    own: dict[str, set[str]] = {}
    for transition in rules.regime_rules.lifecycle.transitions:
        if transition.step is not None and not transition.derived:
            own.setdefault(transition.step, set()).update(transition.sources)
    steps = rules.procedure.steps_of(rules.regime, household=True)
    for step in reversed(steps):
        followed_by = [own[later.id] for later in steps if step.id in later.requires and later.id in own]
        if step.id not in own and followed_by:
            own[step.id] = set().union(*followed_by)
    return {step: frozenset(states) for step, states in own.items()}
