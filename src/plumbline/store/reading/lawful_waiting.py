"""Who waits by law at the end of a sealed day: asked of the law's own standings, for every household left.

A household waits where it asked for a review or a remedy that is not answered, where its title is not clear, or
where nothing that the office may do is open to it until a period has run. Each counts once, under the first
of these that holds. Nobody may count it against a unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from plumbline import campaign, law
from plumbline.campaign import Household, household_from_json, project_from_json
from plumbline.store.models import HouseholdRow, MoveRow, ProjectRow
from plumbline.store.reading.sealed import SealedDay, the_office
from plumbline.terms import REMAINING_BEFORE, Stage

Reason = Literal["review", "title", "remedy", "period"]
REASONS: tuple[Reason, ...] = ("review", "title", "remedy", "period")

_ANSWERS: tuple[tuple[Reason, str, str], ...] = (
    ("review", "h_review_requested", "h_review_answered"),
    ("review", "h_expert_requested", "h_expert_opinion"),
    ("remedy", "h_reconsideration_filed", "h_reconsideration_decided"),
    ("remedy", "h_suit_filed", "h_judgment_final"),
)
"""What a household asked for, and the step that answers it; by the ends of both regimes' steps."""

_UNCLEAR = frozenset(
    {"disputed", "owner_unknown", "unknown", "inheritance_open", "in_government_handling", "in_court"}
)
"""States of the title's track in which nobody can validly agree or be paid."""

_FORWARD = (
    "h_agreement_signed",
    "h_decision_requested",
    "h_compensation_decision",
    "h_decision_made",
    "h_decision_served",
    "h_money_paid",
    "h_deposited",
    "h_exchange_secured",
    "h_resettlement_secured",
    "h_vacated",
    "h_handed_over",
)
"""Steps that bring a household nearer to its hand-over, by their ends."""

_WITHOUT_AGREEMENT = frozenset(
    {"unsigned_stated", "decision_requested", "decided", "decision_served", "performance_decided", "ordered"}
)
"""States of who declined an agreement, or goes the way of a decision."""

_REMEDIES = ("reconsideration", "litigation")
"""Beginnings of the rights to reconsideration and suit in both regimes."""

_OFFICES_OWN = ("policy_computed",)
"""What the office itself still has to enter: no reason to wait."""


def waiting_by_law(day: SealedDay, projects: Iterable[str]) -> Mapping[str, Reason]:
    """Household → why it waits, for those of some projects that were not handed over on the day.

    Records and states are those of the day; a title's state is the one on file, for it bears no day.
    """
    # A sealed day never changes; a county's households take seconds to judge.
    key = (day.root, tuple(projects))
    if key not in _MEMORY:
        if len(_MEMORY) >= _KEPT_DAYS:
            _MEMORY.clear()
        _MEMORY[key] = dict(_judged(day, key[1]))
    return _MEMORY[key]


_MEMORY: dict[tuple[str, tuple[str, ...]], Mapping[str, Reason]] = {}
_KEPT_DAYS = 32


def _judged(day: SealedDay, projects: tuple[str, ...]) -> Iterator[tuple[str, Reason]]:
    rules = campaign.rules_of(the_office())
    stood = {
        household: (Stage(stage), state)
        for household, stage, state in MoveRow.objects.filter(day__lte=day.on, project__in=projects)
        .order_by("seq")
        .values_list("household", "stage", "state")
    }
    for row in ProjectRow.objects.filter(pk__in=projects).order_by("position"):
        project = project_from_json(row.data)
        of_project = campaign.project_subject(
            replace(project, records={s: r for s, r in project.records.items() if r["seq"] < day.size})
        )
        left = [
            household
            for data in HouseholdRow.objects.filter(project=row.pk).values_list("data", flat=True).iterator()
            if (household := household_from_json(data)).id in stood
            and stood[household.id][0] in REMAINING_BEFORE
        ]
        then = [_as_of(household, day.size, stood[household.id][1]) for household in left]
        subjects = (campaign.household_subject(project, one, of_project) for one in then)
        for household, standing in zip(
            then, law.standings(rules.procedure, rules.calendar, subjects, day.on), strict=True
        ):
            if reason := _reason(household, standing):
                yield household.id, reason


def _as_of(household: Household, size: int, state: str) -> Household:
    return replace(
        household, state=state, records={s: r for s, r in household.records.items() if r["seq"] < size}
    )


def _reason(household: Household, standing: law.Standing) -> Reason | None:
    done = {step.partition("_")[2] for step, _on in standing.done}
    for reason, asked, answered in _ANSWERS:
        if asked in done and answered not in done:
            return reason
    if household.law.get("track.title", "clear") in _UNCLEAR:
        return "title"
    if household.state in _WITHOUT_AGREEMENT and _may_still_appeal(standing):
        return "remedy"
    return "period" if _waits_for_a_period(household, standing) else None


def _may_still_appeal(standing: law.Standing) -> bool:
    """Whether a time for reconsideration or suit runs: nothing may be enforced before it ends."""
    return any(not right.over and right.right.startswith(_REMEDIES) for right in standing.rights)


def _waits_for_a_period(household: Household, standing: law.Standing) -> bool:
    """Whether every way on opens only by days; an agreement is a way for who has not declined one."""
    without = household.state in _WITHOUT_AGREEMENT
    ways = tuple(end for end in _FORWARD if not (without and end == "h_agreement_signed"))
    if any(step.endswith(ways) for step in standing.open):
        return False
    ahead = [row for row in standing.waiting if row.step.endswith(ways)]
    if any(all(r.code.partition(":")[2] in _OFFICES_OWN for r in row.reasons) for row in ahead):
        return False
    return any(row.earliest is not None for row in ahead)
