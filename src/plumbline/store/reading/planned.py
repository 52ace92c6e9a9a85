"""What the kept plan says: remaining households by day, clean land by project, and who waits by law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from plumbline.store.models import HouseholdRow, Leaf, PlanRow

PLANNED = 1
"""Place of the planned day in a step's three days: earliest lawful, planned, latest for the deadline."""


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan as it was kept on a day.

    hand_over   household → planned day of its hand-over, for those that still have it before them
    clean       household → planned last day of demolition on its block
    waiting     households that wait by law and have no day of clearing
    impossible  household → earliest lawful day of its hand-over, where that lies after the deadline
    finish      the last planned hand-over; bound: the day that no plan can beat
    """

    on: date
    hand_over: Mapping[str, date]
    clean: Mapping[str, date]
    waiting: frozenset[str]
    impossible: Mapping[str, date]
    finish: date | None
    bound: date | None


def first_plan(since: date) -> KeptPlan | None:
    """The plan that progress is measured by: the last one kept up to day 1, else the first after it."""
    rows = PlanRow.objects
    seq = (
        rows.filter(day__lte=since).order_by("-day", "-seq").values_list("pk", flat=True).first()
        or rows.order_by("day", "seq").values_list("pk", flat=True).first()
    )
    return _plan(seq) if seq is not None else None


def newest_plan(until: date | None = None) -> KeptPlan | None:
    """The plan kept last, or last up to a day."""
    rows = PlanRow.objects.order_by("-day", "-seq")
    seq = (rows.filter(day__lte=until) if until else rows).values_list("pk", flat=True).first()
    return _plan(seq) if seq is not None else None


def remaining_by_plan(plan: KeptPlan, at_plan: int, first: date, days: int) -> list[int]:
    """Remaining households at the end of day 0, 1, … `days` as the plan has them.

    at_plan  households that remained when the plan was made; those without a planned day remain
    first    day 1 of the campaign
    """
    by_day = [0] * (days + 1)
    for on in plan.hand_over.values():
        n = (on - first).days + 1
        if n <= days:
            by_day[max(n, 0)] += 1
    left, counts = at_plan, []
    for n in range(days + 1):
        left -= by_day[n]
        counts.append(left)
    return counts


def clean_days(plan: KeptPlan) -> dict[str, date]:
    """Project → the planned day on which its last planned block is down."""
    projects = dict(HouseholdRow.objects.values_list("pk", "project"))
    found: dict[str, date] = {}
    for household, on in plan.clean.items():
        project = projects.get(household)
        if project is not None:
            found[project] = max(on, found.get(project, on))
    return found


def _plan(seq: int) -> KeptPlan:
    return _read(bytes(Leaf.objects.values_list("hash", flat=True).get(pk=seq)), seq)


@lru_cache(maxsize=4)
def _read(_leaf_hash: bytes, seq: int) -> KeptPlan:
    # A kept plan never changes; its leaf's hash tells it from the plan of another ledger.
    return _from_row(PlanRow.objects.get(pk=seq))


def _from_row(row: PlanRow) -> KeptPlan:
    hand_over, clean = {}, {}
    for household, steps in row.dates.items():
        for step, days in steps.items():
            if days[PLANNED] and step.endswith("_h_handed_over"):
                hand_over[household] = date.fromisoformat(days[PLANNED])
            elif days[PLANNED] and step.endswith("_h_demolished"):
                clean[household] = date.fromisoformat(days[PLANNED])
    earliest: dict[str, str | None] = {
        household: why["earliest"] for household, why in row.impossible.items()
    }
    return KeptPlan(
        on=row.day,
        hand_over=hand_over,
        clean=clean,
        waiting=frozenset(h for h, on in earliest.items() if on is None),
        impossible={h: date.fromisoformat(on) for h, on in earliest.items() if on},
        finish=date.fromisoformat(row.finish) if row.finish else None,
        bound=date.fromisoformat(row.bound) if row.bound else None,
    )
