"""What stands before one kind of household in one project: its stages with days, efforts and teams settled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from plumbline.planning.lags import WorkingDays
from plumbline.planning.statement import Calendar, Campaign, Day, Lag, PlannedHousehold, Project, Resource


@dataclass(frozen=True, slots=True)
class RouteStage:
    """One stage of one route.

    resource    the resource that does it, None where it needs nobody
    effort      slots in one team on one day; 0 where it needs nobody
    lag         from the stage before, and `extra_days` calendar days on top
    gate_day    first day that the project's steps allow
    open_days   days on which at least one team works; None where it needs nobody
    """

    id: str
    resource: str | None
    effort: int
    lag: Lag
    extra_days: int
    gate_day: Day
    open_days: tuple[Day, ...] | None


@dataclass(frozen=True, slots=True)
class Route:
    """The stages of all households of one type in one project (a *class*)."""

    project: str
    type: str
    stages: tuple[RouteStage, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """Routes of a campaign by (project, type), with its working days.

    beyond  a day after every horizon; stands for a day that the horizon does not hold
    """

    campaign: Campaign
    working: WorkingDays
    by_class: Mapping[tuple[str, str], Route]
    beyond: Day

    def of(self, household: PlannedHousehold) -> Route:
        """The route of a household."""
        return self.by_class[self.campaign.blocks[household.block].project, household.type]

    def earliest_days(self, household: PlannedHousehold, *, law_alone: bool) -> tuple[Day, ...]:
        """The earliest day of each remaining stage when no team is ever short.

        law_alone  whether also days on which nobody of the team works count
        """
        route = self.of(household)
        days: list[Day] = []
        done = household.done_day
        for index in range(household.stages_done, len(route.stages)):
            stage = route.stages[index]
            day = self.ready_day(household, stage, done)
            done = day if law_alone else self.open_from(stage, day)
            days.append(done)
        return tuple(days)

    def ready_day(self, household: PlannedHousehold, stage: RouteStage, done: Day | None) -> Day:
        """The first lawful day of a stage when the stage before was done on a day (None: there is none)."""
        day = stage.gate_day
        if household.not_before is not None:
            day = max(day, household.not_before)
        if done is not None:
            day = max(day, self.working.first_after(done, stage.lag) + stage.extra_days)
        return day

    def open_from(self, stage: RouteStage, day: Day) -> Day:
        """The first day from a day on which a team of the stage works; `beyond` when there is none."""
        if stage.open_days is None:
            return day
        index = bisect_left(stage.open_days, day)
        return stage.open_days[index] if index < len(stage.open_days) else max(day, self.beyond)

    def latest_days(self, household: PlannedHousehold, deadline: Day, *, law_alone: bool) -> tuple[Day, ...]:
        """The last day of each remaining stage with which the route can still end by the deadline.

        Drawn backwards from the deadline; where a stage has no working day left that early, the day
        lies before the plan's first.
        """
        route = self.of(household)
        days: list[Day] = []
        day = deadline
        for index in range(len(route.stages) - 1, household.stages_done - 1, -1):
            stage = route.stages[index]
            if not law_alone and stage.open_days is not None:
                day = _last_up_to(stage.open_days, day, self.campaign.calendar.first_day)
            days.append(day)
            day = self.working.last_before(day - stage.extra_days, stage.lag)
        return tuple(reversed(days))


def routes_of(campaign: Campaign) -> Routes:
    """The routes of a campaign, every project step at its earliest lawful day."""
    working = WorkingDays.of(campaign.calendar)
    open_days = {
        name: open_days_of(resource, campaign.calendar) for name, resource in campaign.resources.items()
    }
    steps = {name: step_days(campaign, project, working) for name, project in campaign.projects.items()}
    classes = sorted({(campaign.blocks[h.block].project, h.type) for h in campaign.households})
    by_class = {pair: _route(campaign, pair, steps[pair[0]], working, open_days) for pair in classes}
    return Routes(campaign, working, by_class, campaign.calendar.horizon + 1)


def _route(
    campaign: Campaign,
    pair: tuple[str, str],
    steps: Mapping[str, Day],
    working: WorkingDays,
    open_days: Mapping[str, tuple[Day, ...]],
) -> Route:
    project, kind = pair
    procedure = campaign.procedures[campaign.projects[project].procedure]
    stages = []
    for rule in procedure.stages:
        resource = None if rule.resource is None else campaign.resource_for(project, rule.resource)
        stages.append(
            RouteStage(
                id=rule.id,
                resource=resource,
                effort=0 if rule.resource is None else campaign.types[kind].effort[rule.resource],
                lag=rule.lag,
                extra_days=campaign.types[kind].extra_days.get(rule.id, 0),
                gate_day=max(
                    [
                        campaign.calendar.first_day,
                        *(working.first_after(steps[step], lag) for step, lag in rule.gates),
                    ]
                ),
                open_days=None if resource is None else open_days[resource],
            )
        )
    return Route(project, kind, tuple(stages))


def step_days(campaign: Campaign, project: Project, working: WorkingDays) -> dict[str, Day]:
    """The day of each project step: the day it was done, else its earliest.

    A step that waits for no other counts its lag from the plan's first day: nothing happens before.
    """
    first = campaign.calendar.first_day
    days: dict[str, Day] = {}
    for step in campaign.procedures[project.procedure].steps:
        since = max((days[name] for name in step.after), default=first)
        earliest = max(first, working.first_after(since, step.lag))
        days[step.id] = project.steps_done.get(step.id, earliest)
    return days


def teams_on(resource: Resource, calendar: Calendar, day: Day) -> int:
    """Teams of a resource that work on a day."""
    if resource.closed_nonworking and day in calendar.nonworking:
        return 0
    teams = resource.teams
    for first, last, changed in resource.changes:
        if first <= day <= last:
            teams = changed
    return teams


def open_days_of(resource: Resource, calendar: Calendar) -> tuple[Day, ...]:
    """The days up to the horizon on which at least one team works."""
    return tuple(
        d for d in range(calendar.first_day, calendar.horizon + 1) if teams_on(resource, calendar, d)
    )


def _last_up_to(days: tuple[Day, ...], day: Day, first_day: Day) -> Day:
    index = bisect_right(days, day)
    return days[index - 1] if index else min(day, first_day - 1)
