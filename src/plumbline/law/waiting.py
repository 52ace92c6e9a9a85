"""Steps that are not open today, as rows of a standing: with reasons that are worked out when first read.

Whoever asks what is open reads no reason; whoever reads one finds what held on the standing's day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from plumbline.terms import Reason

Reasons = tuple[Reason, ...]


class _Row:
    """A step with reasons, given or asked for when they are first read. Never changed after it is made."""

    __slots__ = ("_ask", "_reasons", "step")

    def __init__(self, step: str, reasons: Reasons | Callable[[], Reasons]) -> None:
        self.step = step
        self._ask: Callable[[], Reasons] | None = None if isinstance(reasons, tuple) else reasons
        self._reasons: Reasons = reasons if isinstance(reasons, tuple) else ()

    def _whole(self) -> Reasons:
        if self._ask is not None:
            self._reasons, self._ask = self._ask(), None
            assert self._reasons, f"{self.step} is said not to be open, and nothing says why"
        return self._reasons

    def _said(self) -> object:
        """What a reader sees of it, by which two rows are the same."""
        raise AssertionError("each kind of row says what it shows")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Row) or type(other) is not type(self):
            return NotImplemented
        return self.step == other.step and self._said() == other._said()

    def __hash__(self) -> int:
        return hash((self.step, self._said()))


class Waiting(_Row):
    """A step that is not open today, with every reason and the earliest day, where one can be told."""

    __slots__ = ()

    @property
    def reasons(self) -> Reasons:
        """Every reason, in the procedure's order."""
        return self._whole()

    @property
    def earliest(self) -> date | None:
        """The day on which all of them are gone; None as soon as one is not a matter of days."""
        days = [reason.earliest for reason in self._whole()]
        return max(day for day in days if day) if all(days) else None

    def _said(self) -> object:
        return self.reasons

    def __repr__(self) -> str:
        return f"Waiting(step={self.step!r}, reasons={self.reasons!r}, earliest={self.earliest!r})"


class NotApplicable(_Row):
    """A step that does not exist in this case."""

    __slots__ = ()

    @property
    def reason(self) -> Reason:
        """Why the step does not exist here."""
        found = not_here(self.step, self._whole())
        assert found is not None, f"{self.step} is said not to exist here, and nothing says why"
        return found

    def _said(self) -> object:
        return self.reason

    def __repr__(self) -> str:
        return f"NotApplicable(step={self.step!r}, reason={self.reason!r})"


def not_here(step: str, reasons: Iterable[Reason]) -> Reason | None:
    """The reason that a step does not exist in this case, among others; None where it does."""
    code = f"{step}:when"
    return next((reason for reason in reasons if reason.code == code), None)
