"""The law: one act judged with every reason, beside a plain look at the records it depends on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.figures import Figure
from benchmarks.timing import best_of, plain, shown_seconds, times
from plumbline.law import (
    Act,
    HouseholdSubject,
    ProjectSubject,
    Record,
    judge,
    load_calendar,
    load_procedure,
)
from plumbline.terms import Regime, Text

ACTS = 500
_STEP = "sl_h_vacated"


def figures() -> Iterator[Figure]:
    """Time a refused act: the longest way through a gate, for every need is looked at and explained."""
    procedure, calendar = load_procedure(), load_calendar()
    steps = procedure.steps_of(Regime.STATE_LAND, household=False)
    began = date(2025, 12, 1)
    records = {step.id: Record(began + timedelta(days=n), n) for n, step in enumerate(steps)}
    project = ProjectSubject(Regime.STATE_LAND, records=records)
    household = HouseholdSubject(project)
    act = Act(_STEP, on=date(2026, 5, 21), now=date(2026, 5, 21))
    reasons = judge(procedure, calendar, household, act)
    assert reasons, "nothing was paid, so the act must be refused"
    seconds, _ = best_of(3, lambda: [judge(procedure, calendar, household, act) for _ in range(ACTS)])
    peer, _ = best_of(3, lambda: [sum(r.on <= act.on for r in records.values()) for _ in range(ACTS)])
    yield Figure(
        Text(
            f"审查一次办理（“腾空”，{len(reasons)} 个理由，含条文、办法、最早日期）",
            f"one act judged (vacating, {len(reasons)} reasons with article, remedy, earliest day)",
        ),
        plain(shown_seconds(seconds / ACTS)),
        Text("下限：只看一遍所依据的记录", "bound: one look at the records it depends on"),
        times(seconds / ACTS, peer / ACTS),
    )
