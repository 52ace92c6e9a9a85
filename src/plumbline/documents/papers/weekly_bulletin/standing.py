"""How the units stand by the commitments that fell due: kept before not kept, never by speed alone.

Households that lawfully wait leave what a unit owes: of a shortfall only what is not waiting counts. A unit
whose commitments have not fallen due is not ranked, and equal shares have an equal rank.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from plumbline.documents.papers.weekly_bulletin.facts import WeekFacts


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's line: what fell due, what was done of it, what is excused, and the rank (0 = not ranked)."""

    id: str
    name: str
    due: int
    kept: int
    promised: int
    done: int
    excused: int
    sources: tuple[str, ...]
    rank: int = 0

    @property
    def owed(self) -> int:
        """Households promised, without those that lawfully wait."""
        return self.promised - self.excused

    @property
    def is_ranked(self) -> bool:
        """Whether a commitment has fallen due."""
        return self.due > 0

    @property
    def has_kept_all(self) -> bool:
        """Whether nothing is short but what lawfully waits."""
        return self.done >= self.owed

    @property
    def rate(self) -> Fraction:
        """Done of what is owed; whole where nothing is owed."""
        return Fraction(self.done, self.owed) if self.owed else Fraction(1)


def of_units(facts: WeekFacts) -> tuple[UnitLine, ...]:
    """Units with commitments due, best kept first; then the others in the campaign's order."""
    lines = [_line(facts, unit.id, unit.name) for unit in facts.units]
    ranked = sorted((line for line in lines if line.is_ranked), key=lambda line: -line.rate)
    placed = [replace(line, rank=1 + sum(other.rate > line.rate for other in ranked)) for line in ranked]
    return (*placed, *(line for line in lines if not line.is_ranked))


def _line(facts: WeekFacts, id: str, name: str) -> UnitLine:
    key = f"{facts.at}/unit:{id}/promises"
    names = tuple(f"{key}/{part}" for part in ("due", "kept", "promised", "done"))
    due, kept, promised, done = (facts.figures[one] for one in names)
    excused = f"law/{key}/excused"
    return UnitLine(id, name, due, kept, promised, done, facts.figures[excused], (*names, excused))
