"""The law: one act judged, one household's standing, and the standing of a hundred thousand at once."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.figures import Figure
from benchmarks.timing import best_of, plain, shown_seconds, times
from plumbline.law import (
    Act,
    HouseholdSubject,
    LocalValue,
    ProjectSubject,
    Record,
    judge,
    load_calendar,
    load_procedure,
    standing,
    standings,
)
from plumbline.terms import Regime, Text

ACTS = 500
HOUSEHOLDS = 100_000
ALONE = 200
NOW = date(2026, 5, 21)
_STEP = "sl_h_vacated"
_COURSE = (
    "sl_h_listed",
    "sl_h_surveyed",
    "sl_h_facts_published",
    "sl_h_facts_settled",
    "sl_h_inspected",
    "sl_h_initial_value_displayed",
    "sl_h_report_served",
    "sl_h_choice_offered",
    "sl_h_agreement_signed",
    "sl_h_money_paid",
    "sl_h_vacated",
    "sl_h_handed_over",
)
_STATES = (
    "listed",
    "surveyed",
    "facts_published",
    "facts_settled",
    "facts_settled",
    "valued",
    "report_served",
    "report_served",
    "agreed",
    "agreed",
    "vacated",
    "handed_over",
)
_AGREED = 9
"""Steps done from which a household has an agreement."""


def figures() -> Iterator[Figure]:
    """Time a refused act, one standing and a hundred thousand of them."""
    yield _judged()
    # Before the crowd is there: a hundred thousand objects at rest would slow the collector, not the question.
    yield from _alone(households(ALONE))
    yield from _together(households(HOUSEHOLDS))


def project() -> ProjectSubject:
    """A project on state land whose every step but the last is done."""
    steps = load_procedure().steps_of(Regime.STATE_LAND, household=False)
    began = date(2025, 12, 1)
    records = {step.id: Record(began + timedelta(days=n), seq=n) for n, step in enumerate(steps)}
    days = ("survey_publication_days", "appraiser_negotiation_days", "initial_value_publication_days")
    local = {name: LocalValue(10, "某办发〔2025〕1号") for name in days}
    facts = {"plan.signing_period_days": 40, "project.taking_state": "in_force"}
    return ProjectSubject(Regime.STATE_LAND, records=records, facts=facts, local=local, households=HOUSEHOLDS)


def households(count: int) -> list[HouseholdSubject]:
    """Households at every stage, each with days and sums of its own."""
    whole = project()
    return [_household(whole, n) for n in range(count)]


def _household(whole: ProjectSubject, n: int) -> HouseholdSubject:
    done = 1 + n % len(_COURSE)
    # Days and sums spread as in a campaign of some weeks; 7919 is a prime, so that neighbours differ.
    spread = n * 7919
    began = date(2026, 1, 5) + timedelta(days=spread % 40)
    records = {
        step: Record(began + timedelta(days=8 * m + (spread >> m) % 7), seq=m)
        for m, step in enumerate(_COURSE[:done])
    }
    due = 30_000_000 + spread % 90_000_000
    facts: dict[str, bool | int | str] = {
        "household.use": "dwelling",
        "household.owner_is_individual": True,
        "household.due_before_moving": due,
        "household.due_to_date": due,
        "household.building_occupied_units": spread % 3,
    }
    if done >= _AGREED:
        facts |= {
            "agreement.state": "in_force",
            "agreement.payment_days": 30,
            "choice": ("money", "exchange", "mixed")[spread % 3],
            "household.paid_before_moving": due if done > _AGREED else due // 2,
        }
    return HouseholdSubject(
        whole, records=records, facts=facts, conditions={"policy_computed": True}, state=_STATES[done - 1]
    )


def _judged() -> Figure:
    procedure, calendar, household = load_procedure(), load_calendar(), HouseholdSubject(project())
    records = household.project.records
    act = Act(_STEP, on=NOW, now=NOW)
    reasons = judge(procedure, calendar, household, act)
    assert reasons, "nothing was paid, so the act must be refused"
    seconds, _ = best_of(3, lambda: [judge(procedure, calendar, household, act) for _ in range(ACTS)])
    peer, _ = best_of(3, lambda: [sum(r.on <= act.on for r in records.values()) for _ in range(ACTS)])
    return Figure(
        Text(
            f"审查一次办理（“腾空”，{len(reasons)} 个理由，含条文、办法、最早日期）",
            f"one act judged (vacating, {len(reasons)} reasons with article, remedy, earliest day)",
        ),
        plain(shown_seconds(seconds / ACTS)),
        Text("下限：只看一遍所依据的记录", "bound: one look at the records it depends on"),
        times(seconds / ACTS, peer / ACTS),
    )


def _alone(some: list[HouseholdSubject]) -> Iterator[Figure]:
    procedure, calendar = load_procedure(), load_calendar()
    seconds, _ = best_of(3, lambda: [standing(procedure, calendar, one, NOW) for one in some])
    peer, _ = best_of(3, lambda: [sum(r.on <= NOW for r in one.records.values()) for one in some])
    yield Figure(
        Text("一户现在哪些步骤可办、哪些不可办", "which steps are open or not for one household"),
        plain(shown_seconds(seconds / len(some))),
        Text(
            "要求：不超过 1 ms；下限：只看一遍其记录", "asked: at most 1 ms; bound: one look at its records"
        ),
        times(seconds / len(some), peer / len(some)),
    )

    # A reason is worked out when it is first read, so each run asks anew and reads every one.
    def read() -> int:
        found = [standing(procedure, calendar, one, NOW) for one in some]
        return sum(len(row.reasons) for one in found for row in one.waiting) // len(found)

    whole, reasons = best_of(3, read)
    yield Figure(
        Text(
            f"同上，并读出全部理由（平均 {reasons} 个）",
            f"the same with every reason read ({reasons} on average)",
        ),
        plain(shown_seconds(whole / len(some))),
        Text("只问是否可办", "asking alone what is open"),
        times(whole / len(some), seconds / len(some)),
    )


def _together(crowd: list[HouseholdSubject]) -> Iterator[Figure]:
    procedure, calendar = load_procedure(), load_calendar()
    seconds, found = best_of(3, lambda: list(standings(procedure, calendar, crowd, NOW)))
    alone, one_by_one = best_of(1, lambda: [standing(procedure, calendar, one, NOW) for one in crowd[:ALONE]])
    assert found[:ALONE] == one_by_one, "together and one by one must say the same"
    del found
    tracemalloc.start()
    kept = list(standings(procedure, calendar, crowd, NOW))
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(kept) == HOUSEHOLDS
    yield Figure(
        Text(
            f"{HOUSEHOLDS:,} 户同一问题一次问完", f"the same question for {HOUSEHOLDS:,} households at once"
        ),
        plain(shown_seconds(seconds)),
        Text("要求：不超过 5 s；逐户问", "asked: at most 5 s; asked one by one"),
        times(seconds, alone / ALONE * HOUSEHOLDS),
    )
    yield Figure(
        Text(f"{HOUSEHOLDS:,} 户答案所占内存", f"memory of the {HOUSEHOLDS:,} answers"),
        plain(f"{held / 1e6:.0f} MB"),
        Text("要求：不超过 500 MB；峰值", "asked: at most 500 MB; peak"),
        plain(f"{peak / 1e6:.0f} MB"),
    )
