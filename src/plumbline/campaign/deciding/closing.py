"""What a day brings by itself: accruals, commitments that fall due, households whose time has come."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from plumbline import law
from plumbline.campaign.deciding.computing import revise
from plumbline.campaign.deciding.draft import Draft, end_of
from plumbline.campaign.deciding.duties import begin_duties, due_changes
from plumbline.campaign.deciding.office_work import reached
from plumbline.campaign.deciding.terms_of_office import begin_term
from plumbline.campaign.events import Event, make_event
from plumbline.campaign.households import Household
from plumbline.campaign.permissions import SYSTEM, Context
from plumbline.campaign.rules import Rules
from plumbline.campaign.state import State
from plumbline.terms import STAGES, Refused, Regime, Stage

WAITING_CHOICES = frozenset({"exchange", "mixed", "resettlement_dwelling", "new_homestead_plot"})
_VACATED = STAGES.index(Stage.VACATED)


def closing_events(state: State, rules: Rules, day: date) -> tuple[Event, ...]:
    """The derived events of a day, in order; they stand at its last moment, before it is sealed.

    source  ledger section 7; architecture, two times: sums that grow with time are booked by the close
    """
    draft = Draft.on(state, Context(at=end_of(day), person=SYSTEM, post=None), rules)
    _accrue(draft)
    _settle_commitments(draft, day)
    # A period that ended with this day opens its gate on the next, so the move stands in tomorrow's books.
    for row in draft.state.office().description["projects"]:
        for household_id in list(draft.state.household_ids(row["id"])):
            household = draft.household(household_id)
            if household.state in moved_by_time(Regime(household.regime)):
                draft.settle(household_id)
    # Last: whatever the day itself brought counts for whoever still answered on it.
    _begin_changes(draft, day)
    return tuple(draft.events)


def _begin_changes(draft: Draft, day: date) -> None:
    """Duties and posts whose planned day is tomorrow change hands with this day's last moment."""
    for number, entry in due_changes(draft, day):
        if entry["kind"] == "duties":
            begin_duties(draft, number, entry)
        else:
            begin_term(draft, number, entry)


@cache
def moved_by_time(regime: Regime) -> frozenset[str]:
    """States that a household may leave by itself as days pass; the others move with an act alone.

    A guard that turns on a day names `elapsed`, itself or through a condition or a track behind it. The
    states of the way by agreement on state land have none, so a close need not ask them all.
    """
    procedure = law.load_procedure()
    return frozenset(
        source
        for transition in procedure.regimes[regime].lifecycle.transitions
        if transition.step is None or transition.derived
        for source in transition.sources
        if any(_turns_on_a_day(law.show(guard), procedure, regime) for guard in transition.guard)
    )


def _turns_on_a_day(
    text: str, procedure: law.Procedure, regime: Regime, seen: frozenset[str] = frozenset()
) -> bool:
    if (
        "elapsed(" in text
        or "track.remedy" in text
        or "track.transition" in text
        or "track.appraisal" in text
    ):
        return True
    for name in re.findall(r"[a-z_]+", text):
        row = procedure.conditions.get(name)
        if row is None or name in seen or row.check is None:
            continue
        check = row.check.get(regime) if isinstance(row.check, Mapping) else row.check
        if check is not None and _turns_on_a_day(law.show(check), procedure, regime, seen | {name}):
            return True
    return False


def _is_waiting(household: Household) -> bool:
    return (
        household.law.get("choice") in WAITING_CHOICES
        and STAGES.index(Stage(household.stage)) >= _VACATED
        and household.stage != Stage.WITHDRAWN
        and not any(s.endswith(("_exchange_delivered", "_h_resettled")) for s in household.records)
    )


def _accrue(draft: Draft) -> None:
    for row in draft.state.office().description["projects"]:
        for household_id in list(draft.state.household_ids(row["id"])):
            if _is_waiting(draft.household(household_id)):
                failed = revise(draft, household_id, cause="accrued")
                assert not isinstance(failed, Refused), f"{household_id}: {failed}"


def _settle_commitments(draft: Draft, day: date) -> None:
    for number, entry in sorted(draft.state.office().commitments.items(), key=lambda item: int(item[0])):
        if entry["kept"] is not None or date.fromisoformat(entry["due_on"]) > day:
            continue
        now = reached(draft, entry["unit"], entry["project"], entry["stage"])
        draft.emit(
            make_event(
                "commitment.settled/1",
                open={
                    "commitment": int(number),
                    "unit": entry["unit"],
                    "kept": now >= entry["households"],
                    "reached": now,
                    "promised": entry["households"],
                },
                com={"by_person": SYSTEM},
            )
        )


def days_to_close(last_closed: str, first: date, today: date) -> list[date]:
    """Every day that is over and not closed yet, oldest first; a day is never closed before 24:00."""
    day = date.fromisoformat(last_closed) + timedelta(days=1) if last_closed else first
    days = []
    while day < today:
        days.append(day)
        day += timedelta(days=1)
    return days
