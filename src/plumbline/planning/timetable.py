"""The timetable (倒排): each household's stages drawn backwards from its deadline, beside the earliest lawful days.

Periods and gates alone; teams are taken to be without limit. What does not fit here, no team can mend.
"""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.planning.routes import Routes, routes_of
from plumbline.planning.statement import Campaign, Day, PlannedHousehold
from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class StageWindow:
    """The days of one stage: not before `earliest` by law, not after `latest` for the deadline's sake."""

    stage: str
    earliest: Day
    latest: Day


@dataclass(frozen=True, slots=True)
class HouseholdWindows:
    """The windows of a household's remaining stages, in their order; empty when all are done."""

    household: str
    deadline: Day
    stages: tuple[StageWindow, ...]

    @property
    def is_possible(self) -> bool:
        """Whether the law lets every remaining stage end by the deadline."""
        return all(window.earliest <= window.latest for window in self.stages)

    @property
    def earliest_finish(self) -> Day | None:
        """The earliest lawful day of the last stage; None when all are done."""
        return self.stages[-1].earliest if self.stages else None


@dataclass(frozen=True, slots=True)
class Impossible:
    """A household that no number of teams can clear by the deadline.

    stage            the first stage whose latest day lies before its earliest
    earliest_finish  the first day on which the law lets its last stage be done
    """

    household: str
    stage: str
    deadline: Day
    earliest_finish: Day
    why: Text


@dataclass(frozen=True, slots=True)
class Timetable:
    """Windows of all households in the campaign's order, and those that the law alone makes late."""

    households: tuple[HouseholdWindows, ...]
    impossible: tuple[Impossible, ...]


def back_schedule(campaign: Campaign) -> Timetable:
    """Latest and earliest lawful day of every remaining stage of every household."""
    routes = routes_of(campaign)
    rows = tuple(_windows(routes, household) for household in campaign.households)
    return Timetable(rows, tuple(_impossible(campaign, row) for row in rows if not row.is_possible))


def _windows(routes: Routes, household: PlannedHousehold) -> HouseholdWindows:
    route = routes.of(household)
    deadline = routes.campaign.projects[route.project].deadline
    earliest = routes.earliest_days(household, law_alone=True)
    latest = routes.latest_days(household, deadline, law_alone=True)
    stages = route.stages[household.stages_done :]
    return HouseholdWindows(
        household.id,
        deadline,
        tuple(StageWindow(s.id, e, day) for s, e, day in zip(stages, earliest, latest, strict=True)),
    )


def _impossible(campaign: Campaign, row: HouseholdWindows) -> Impossible:
    window = next(window for window in row.stages if window.earliest > window.latest)
    finish = row.stages[-1].earliest
    on, due = campaign.calendar.date_of(finish), campaign.calendar.date_of(row.deadline)
    return Impossible(
        household=row.household,
        stage=window.stage,
        deadline=row.deadline,
        earliest_finish=finish,
        why=Text(
            f"{row.household}：{window.stage} 最早第 {window.earliest} 日，而赶上期限（第 {row.deadline} 日，{due}）最迟应在第 "
            f"{window.latest} 日；依法最早第 {finish} 日（{on}）完成，增加班组也不能提前。",
            f"{row.household}: {window.stage} is lawful from day {window.earliest}, but the deadline (day {row.deadline}, {due}) "
            f"needs it by day {window.latest}; the earliest lawful finish is day {finish} ({on}), whatever teams are added.",
        ),
    )
