"""What today already stands against a step, before anybody acts: whether it is open, and why it is not.

What the step itself states, and its papers, stand in nobody's way here. Whether a step is open is asked far
more often than why it is not: `outlook` stops at the first need that is not met, `foresee` names them all.
"""

from __future__ import annotations

from enum import Enum, auto

from plumbline.law.compiled import Rules
from plumbline.law.gates import (
    Against,
    first_unknown,
    forbidden,
    reason_of,
    unmet_before,
    unmet_requirements,
    unset_locals,
    wrong_state,
)
from plumbline.law.needs import Gate
from plumbline.law.procedure import Step
from plumbline.law.views import View
from plumbline.terms import Reason


class Outlook(Enum):
    """How a step that is not recorded stands."""

    OPEN = auto()
    WAITS = auto()
    NOT_HERE = auto()


def outlook(base: View, gate: Gate, state: str | None) -> Outlook:
    """How a step stands today; the same that `foresee` says, without saying why.

    base   the subject today, without any act; what the step itself states is asked in a view of its own
    state  the household's state with everything that moves by itself, None for a project
    """
    own = _own_view(base, gate)
    before = own if gate.is_when_stated else base
    if gate.when is not None and (parts := gate.when(before)):
        return Outlook.WAITS if first_unknown(parts) else Outlook.NOT_HERE
    is_open = (
        _leads_on_from(gate, state)
        and not unmet_requirements(gate, before, base.on)
        and next(forbidden(gate, own, base), None) is None
        and next(unset_locals(gate, own), None) is None
    )
    return Outlook.OPEN if is_open else Outlook.WAITS


def foresee(base: View, gate: Gate, state: str | None) -> tuple[Reason, ...]:
    """The reasons against a step today that its own papers and statements would not remove; see `outlook`."""
    own = _own_view(base, gate)
    against = unmet_before(gate, own if gate.is_when_stated else base, base.on)
    against += forbidden(gate, own, base)
    against += unset_locals(gate, own)
    if state is not None and not _leads_on_from(gate, state):
        against.append(wrong_state(gate, own, state))
    return _reasons_kept(base.rules, gate.step, against) if against else ()


def _own_view(base: View, gate: Gate) -> View:
    if not gate.is_stated:
        return base
    return View(base.rules, base.calendar, base.subject, base.on, foresees=gate.step.id, masked=base.masked)


def _leads_on_from(gate: Gate, state: str | None) -> bool:
    return state is None or not gate.moves or state in gate.sources


def _reasons_kept(rules: Rules, step: Step, against: list[Against]) -> tuple[Reason, ...]:
    """The reasons of a list of needs, made once where every need stays."""
    key = (step.id, *[(id(failing), id(ground)) for failing, ground in against])
    # Only what stays is ever written here, so no other pairs can have these identities.
    known: tuple[Reason, ...] | None = rules.memo.get(key)
    if known is None:
        known = _reasons(rules, step, against)
        if all(id(failing) in rules.kept for failing, _ in against):
            # The pairs are kept with the answer, so that their identities are nobody else's.
            rules.kept[id(against)] = against
            rules.keep(key, known)
    return known


def _reasons(rules: Rules, step: Step, against: list[Against]) -> tuple[Reason, ...]:
    """Each need once, in order."""
    found: dict[str, Reason] = {}
    for failing, ground in against:
        reason = reason_of(rules, step, failing, ground)
        found.setdefault(reason.code, reason)
    return tuple(found.values())
