"""Moves that nobody makes: the system follows a household whenever every guard of a transition holds."""

from __future__ import annotations

from plumbline.law.views import View


def settled_state(view: View, state: str) -> str:
    """The state a household comes to rest in, of several moves always the first listed.

    A project's step (`derived`) moves every household as long as it is done. A state that would come
    back ends the moving, so that no two guards can chase each other.
    """
    passed = {state}
    while True:
        target = _next_state(view, state)
        if target is None or target in passed:
            return state
        passed.add(target)
        state = target


def _next_state(view: View, state: str) -> str | None:
    for move in view.rules.moves_by_itself.get(state, ()):
        step = move.transition.step
        if step is not None and step not in view.project_records:
            continue
        if move.holds(view):
            return move.transition.target
    return None
