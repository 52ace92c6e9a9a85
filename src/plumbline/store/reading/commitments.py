"""Commitments of units (诺责): given, kept and broken, as the day's close settled them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from plumbline.store.models import CommitmentRow


@dataclass(frozen=True, slots=True)
class Kept:
    """A unit's commitments that fell due up to a day, how many were kept, and how many are still running."""

    unit: str
    due: int
    kept: int
    running: int

    @property
    def broken(self) -> int:
        """Commitments whose day came and that were not kept."""
        return self.due - self.kept


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise: so many households of a project at a stage by a day; `kept` is None until it is settled."""

    unit: str
    project: str
    stage: str
    households: int
    due_on: date
    text: str
    kept: bool | None
    reached: int | None


def kept_by_unit(on: date) -> dict[str, Kept]:
    """Unit → commitments up to a day; one that fell due later counts as running."""
    past = Q(due_on__lte=on.isoformat(), kept__isnull=False)
    rows = (
        CommitmentRow.objects.filter(given_on__lte=on.isoformat())
        .order_by()
        .values_list("unit")
        .annotate(
            due=Count("pk", filter=past), kept=Count("pk", filter=past & Q(kept=True)), every=Count("pk")
        )
    )
    return {unit: Kept(unit, due, kept, every - due) for unit, due, kept, every in rows}


def due_on(on: date, projects: Iterable[str]) -> tuple[Commitment, ...]:
    """The commitments of some projects that fell due on a day, by unit."""
    rows = CommitmentRow.objects.filter(due_on=on.isoformat(), project__in=list(projects)).order_by(
        "unit", "seq"
    )
    return tuple(
        Commitment(
            unit=row.unit,
            project=row.project,
            stage=row.stage,
            households=row.households,
            due_on=date.fromisoformat(row.due_on),
            text=row.text,
            kept=row.kept,
            reached=row.reached,
        )
        for row in rows
    )
