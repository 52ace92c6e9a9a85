"""Re-checks a plan against every rule of the statement, by counting days one by one.

It shares no reckoning with the planner, only the statement (`statement.py`) and the plan's shape
(`plan.py`), so that an error of the planner cannot hide here. Every violation is found, not only the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from plumbline.planning.plan import BlockDays, Plan, StageDay
from plumbline.planning.statement import Campaign, Day, Lag, PlannedHousehold, StageRule
from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a plan breaks: a stable code, where, and what."""

    code: str
    where: str
    message: Text


Rule: TypeAlias = Callable[[Campaign, Plan], Iterator[Violation]]


def check(campaign: Campaign, plan: Plan) -> tuple[Violation, ...]:
    """Every rule of the statement that the plan breaks; empty when the plan is lawful and tells its figures truly."""
    return tuple(violation for rule in RULES for violation in rule(campaign, plan))


def is_of_this_campaign(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """The plan names the campaign."""
    if plan.campaign != campaign.name:
        yield Violation(
            "other_campaign",
            plan.campaign,
            Text(
                f"计划属于 {plan.campaign}，不是 {campaign.name}。",
                f"the plan is of {plan.campaign}, not of {campaign.name}.",
            ),
        )


def names_exist_once(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """Every row is of a household's remaining stage or of a block to come down, and stands once."""
    due = {(h.id, stage.id) for h in campaign.households for stage in _remaining(campaign, h)}
    seen: set[tuple[str, str]] = set()
    for row in plan.stages:
        where = f"{row.household} {row.stage}"
        if (row.household, row.stage) not in due:
            yield Violation(
                "not_due",
                where,
                Text("没有这一户的这一待办环节。", "there is no such stage to be done for that household."),
            )
        if (row.household, row.stage) in seen:
            yield Violation("twice", where, Text("同一环节排了两次。", "the stage stands twice."))
        seen.add((row.household, row.stage))
    for household, stage in sorted(due - seen):
        yield Violation(
            "missing",
            f"{household} {stage}",
            Text("待办环节没有排入计划。", "the stage has no day in the plan."),
        )


def blocks_exist_once(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """Every block to come down stands once, and nothing else."""
    due = {block.id for block in campaign.blocks.values() if block.crew_days > 0}
    seen: set[str] = set()
    for row in plan.blocks:
        if row.block not in due:
            yield Violation(
                "not_due", row.block, Text("没有这一待拆楼栋。", "there is no such block to be demolished.")
            )
        if row.block in seen:
            yield Violation("twice", row.block, Text("同一楼栋排了两次。", "the block stands twice."))
        seen.add(row.block)
    for block in sorted(due - seen):
        yield Violation("missing", block, Text("楼栋没有排入计划。", "the block has no days in the plan."))


def days_lie_inside(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """Nothing is planned before the first day or after the horizon, nor before a household may start."""
    first, last = campaign.calendar.first_day, campaign.calendar.horizon
    spans = [(f"{r.household} {r.stage}", r.day, r.day) for r in plan.stages]
    spans += [(row.block, row.start, row.end) for row in plan.blocks]
    for where, start, end in spans:
        if start < first or end > last:
            yield Violation(
                "outside",
                where,
                Text(
                    f"第 {start} 至 {end} 日超出第 {first} 至 {last} 日。",
                    f"days {start} to {end} lie outside {first} to {last}.",
                ),
            )
    not_before = {h.id: h.not_before for h in campaign.households if h.not_before is not None}
    for row in plan.stages:
        if row.household in not_before and row.day < not_before[row.household]:
            yield Violation(
                "not_before",
                f"{row.household} {row.stage}",
                Text(
                    f"第 {row.day} 日早于该户可开始的第 {not_before[row.household]} 日。",
                    f"day {row.day} is before day {not_before[row.household]}, before which the household may not start.",
                ),
            )


def periods_run_out(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """Each stage keeps its period after the stage before."""
    days = {(row.household, row.stage): row.day for row in plan.stages}
    for household in campaign.households:
        done = household.done_day if household.stages_done else None
        extra = campaign.types[household.type].extra_days
        for stage in _remaining(campaign, household):
            day = days.get((household.id, stage.id))
            if day is None:
                done = None  # already found missing; the stage after it has nothing to be measured from
                continue
            if done is not None and not _has_run(campaign, done, stage.lag, day - extra.get(stage.id, 0)):
                yield Violation(
                    "period",
                    f"{household.id} {stage.id}",
                    Text(
                        f"第 {day} 日距上一环节（第 {done} 日）不足{_lag_zh(stage.lag)}，另加 {extra.get(stage.id, 0)} 日。",
                        f"day {day} is too soon after the stage before (day {done}): {_lag_en(stage.lag)}, and "
                        f"{extra.get(stage.id, 0)} days more, must pass.",
                    ),
                )
            done = day


def gates_are_open(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """Each stage keeps its period after the project steps it waits for."""
    homes = {household.id: household for household in campaign.households}
    steps = {project: _step_days(campaign, project) for project in campaign.projects}
    for row in plan.stages:
        stage = _stage_of(campaign, homes.get(row.household), row.stage)
        if stage is None:
            continue
        project = campaign.blocks[homes[row.household].block].project
        for step, lag in stage.gates:
            if not _has_run(campaign, steps[project][step], lag, row.day):
                yield Violation(
                    "gate",
                    f"{row.household} {row.stage}",
                    Text(
                        f"第 {row.day} 日：项目步骤 {step} 在第 {steps[project][step]} 日，须满{_lag_zh(lag)}。",
                        f"day {row.day}: the project step {step} is on day {steps[project][step]}, and {_lag_en(lag)} must pass.",
                    ),
                )


def teams_are_right(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """Each stage is done by the resource that does it, in a team that works that day; or by nobody where none is needed."""
    homes = {household.id: household for household in campaign.households}
    for row in plan.stages:
        stage = _stage_of(campaign, homes.get(row.household), row.stage)
        if stage is None:
            continue
        project = campaign.projects[campaign.blocks[homes[row.household].block].project]
        wanted = None if stage.resource is None else project.teams.get(stage.resource, stage.resource)
        where = f"{row.household} {row.stage}"
        if row.resource != wanted:
            yield Violation(
                "resource",
                where,
                Text(
                    f"应由 {wanted} 办理，而非 {row.resource}。",
                    f"is done by {wanted}, not by {row.resource}.",
                ),
            )
        elif wanted is None and row.team is not None:
            yield Violation("team", where, Text("此环节不用班组。", "the stage needs no team."))
        elif wanted is not None:
            teams = _teams(campaign, wanted, row.day)
            if row.team is None or not 1 <= row.team <= teams:
                yield Violation(
                    "team",
                    where,
                    Text(
                        f"第 {row.day} 日 {wanted} 只有 {teams} 组，没有第 {row.team} 组。",
                        f"on day {row.day} {wanted} has {teams} teams, there is no team {row.team}.",
                    ),
                )


def teams_are_not_overloaded(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """No team has more slots of work on a day than a day holds."""
    homes = {household.id: household for household in campaign.households}
    load: dict[tuple[str, Day, int], int] = defaultdict(int)
    for row in plan.stages:
        if (effort := _slots(campaign, homes, row)) and row.resource is not None and row.team is not None:
            load[row.resource, row.day, row.team] += effort
    for (resource, day, team), used in sorted(load.items()):
        slots = campaign.resources[resource].slots if resource in campaign.resources else 0
        if used > slots:
            yield Violation(
                "overload",
                f"{resource} {day} {team}",
                Text(
                    f"{resource} 第 {team} 组第 {day} 日排了 {used} 格，只有 {slots} 格。",
                    f"team {team} of {resource} has {used} slots of work on day {day}; a day holds {slots}.",
                ),
            )


def blocks_wait_for_households(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """A block comes down only when all its households have handed over and the period has run."""
    planned = {(row.household, row.stage): row.day for row in plan.stages}
    handed_over: dict[str, list[Day]] = defaultdict(list)
    for household in campaign.households:
        stages = _stages(campaign, household)
        done = (
            household.done_day
            if household.stages_done == len(stages)
            else planned.get((household.id, stages[-1].id))
        )
        if done is not None:
            handed_over[household.block].append(done)
    for row in plan.blocks:
        if row.block not in campaign.blocks:
            continue
        lag = campaign.procedures[
            campaign.projects[campaign.blocks[row.block].project].procedure
        ].demolition_lag
        late = [day for day in handed_over[row.block] if not _has_run(campaign, day, lag, row.start)]
        if late:
            yield Violation(
                "occupied",
                row.block,
                Text(
                    f"第 {row.start} 日开拆，而最后一户第 {max(late)} 日才交房，须满{_lag_zh(lag)}。",
                    f"demolition begins on day {row.start}, but the last household hands over on day {max(late)}, and "
                    f"{_lag_en(lag)} must pass.",
                ),
            )


def blocks_take_their_days(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """Demolition takes ceil(crew-days / most crews) consecutive days with that many crews."""
    for row in plan.blocks:
        block = campaign.blocks.get(row.block)
        if block is None:
            continue
        days = row.end - row.start + 1
        # The smallest number of days whose crews do the work: d × crews ≥ crew-days > (d − 1) × crews.
        if (
            not (days * block.max_crews >= block.crew_days > (days - 1) * block.max_crews)
            or row.crews != block.max_crews
        ):
            yield Violation(
                "demolition",
                row.block,
                Text(
                    f"{block.crew_days} 队日由 {block.max_crews} 队拆除，不是 {row.crews} 队 {days} 日。",
                    f"{block.crew_days} crew-days are done by {block.max_crews} crews, not in {days} days by {row.crews}.",
                ),
            )


def crews_suffice(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """No more crews work on a day than there are."""
    load: dict[tuple[str, Day], int] = defaultdict(int)
    for row in plan.blocks:
        if row.block in campaign.blocks:
            for day in range(row.start, row.end + 1):
                load[_crews_of(campaign, row), day] += row.crews
    for (resource, day), crews in sorted(load.items()):
        if crews > (there := _teams(campaign, resource, day)):
            yield Violation(
                "crews",
                f"{resource} {day}",
                Text(
                    f"{resource} 第 {day} 日用了 {crews} 队，只有 {there} 队。",
                    f"{resource} has {there} crews on day {day}; the plan uses {crews}.",
                ),
            )


def figures_are_true(campaign: Campaign, plan: Plan) -> Iterator[Violation]:
    """The figures that the plan tells are those of its dates, and no bound lies above its figure."""
    told, bound = plan.objective, plan.bound
    for name, value, told_value, proved in (
        ("overdue", _overdue(campaign, plan), told.overdue, bound.overdue),
        ("parcels", _parcels(campaign, plan), told.parcels, bound.parcels),
        ("finish", _finish(campaign, plan), told.finish, bound.finish),
        ("peaks", _peaks(campaign, plan), told.peaks, bound.peaks),
    ):
        if value != told_value:
            yield Violation(
                "figure",
                name,
                Text(
                    f"{name} 写作 {told_value}，实为 {value}。",
                    f"{name} is said to be {told_value}; it is {value}.",
                ),
            )
        if proved is not None and proved > value:
            yield Violation(
                "bound",
                name,
                Text(
                    f"{name} 的下限 {proved} 高于实际的 {value}。",
                    f"the bound of {name}, {proved}, lies above its figure, {value}.",
                ),
            )


RULES: tuple[Rule, ...] = (
    is_of_this_campaign,
    names_exist_once,
    blocks_exist_once,
    days_lie_inside,
    periods_run_out,
    gates_are_open,
    teams_are_right,
    teams_are_not_overloaded,
    blocks_wait_for_households,
    blocks_take_their_days,
    crews_suffice,
    figures_are_true,
)
"""Every rule, in the order of the report."""


def _has_run(campaign: Campaign, done: Day, lag: Lag, day: Day) -> bool:
    """Whether a period that began with a step on day `done` lets the next step be on `day`."""
    if not lag.working:
        return day - done >= lag.n
    # Working: the day must lie after the n-th working day that follows `done`.
    passed = sum(1 for d in range(done + 1, day) if d not in campaign.calendar.nonworking)
    return day > done and passed >= lag.n


def _lag_zh(lag: Lag) -> str:
    return f" {lag.n} 个工作日" if lag.working else f" {lag.n} 日"


def _lag_en(lag: Lag) -> str:
    return f"{lag.n} working days" if lag.working else f"{lag.n} days"


def _step_days(campaign: Campaign, project: str) -> dict[str, Day]:
    """Done steps on their days, the others on the first day on which their periods have run."""
    days: dict[str, Day] = {}
    first = campaign.calendar.first_day
    for step in campaign.procedures[campaign.projects[project].procedure].steps:
        day = campaign.projects[project].steps_done.get(step.id)
        if day is None:
            since = [days[name] for name in step.after] or [first]
            day = first
            while not all(_has_run(campaign, begun, step.lag, day) for begun in since):
                day += 1
        days[step.id] = day
    return days


def _stages(campaign: Campaign, household: PlannedHousehold) -> tuple[StageRule, ...]:
    return campaign.procedures[campaign.projects[campaign.blocks[household.block].project].procedure].stages


def _remaining(campaign: Campaign, household: PlannedHousehold) -> tuple[StageRule, ...]:
    return _stages(campaign, household)[household.stages_done :]


def _stage_of(campaign: Campaign, household: PlannedHousehold | None, stage: str) -> StageRule | None:
    if household is None:
        return None
    return next((rule for rule in _stages(campaign, household) if rule.id == stage), None)


def _teams(campaign: Campaign, resource: str, day: Day) -> int:
    there = campaign.resources[resource]
    if there.closed_nonworking and day in campaign.calendar.nonworking:
        return 0
    held = [teams for first, last, teams in there.changes if first <= day <= last]
    return held[-1] if held else there.teams


def _crews_of(campaign: Campaign, row: BlockDays) -> str:
    project = campaign.projects[campaign.blocks[row.block].project]
    kind = campaign.procedures[project.procedure].demolition_resource
    return project.teams.get(kind, kind)


def _slots(campaign: Campaign, homes: dict[str, PlannedHousehold], row: StageDay) -> int:
    household = homes.get(row.household)
    stage = _stage_of(campaign, household, row.stage)
    if household is None or stage is None or stage.resource is None:
        return 0
    return campaign.types[household.type].effort[stage.resource]


def _handed_over(campaign: Campaign, plan: Plan) -> dict[str, Day]:
    last = {h.id: _stages(campaign, h)[-1].id for h in campaign.households}
    days = {row.household: row.day for row in plan.stages if last.get(row.household) == row.stage}
    for household in campaign.households:
        if not _remaining(campaign, household) and household.done_day is not None:
            days[household.id] = household.done_day
    return days


def _overdue(campaign: Campaign, plan: Plan) -> int:
    days, total = _handed_over(campaign, plan), 0
    for household in campaign.households:
        project = campaign.projects[campaign.blocks[household.block].project]
        if days.get(household.id, 0) > project.deadline:
            total += project.weight * (days[household.id] - project.deadline)
    return total


def _cleared(campaign: Campaign, plan: Plan, block: str) -> Day:
    """The end of demolition; of a block without demolition the last hand-over; 0 without either."""
    ends = [row.end for row in plan.blocks if row.block == block]
    if ends:
        return ends[-1]
    days = _handed_over(campaign, plan)
    return max((days[h.id] for h in campaign.households if h.block == block and h.id in days), default=0)


def _parcels(campaign: Campaign, plan: Plan) -> int:
    total = 0
    for parcel in campaign.parcels.values():
        blocks = [block.id for block in campaign.blocks.values() if block.parcel == parcel.id]
        cleared = max((_cleared(campaign, plan, block) for block in blocks), default=0)
        total += parcel.weight * max(0, cleared - parcel.wanted)
    return total


def _finish(campaign: Campaign, plan: Plan) -> Day:
    return max([*_handed_over(campaign, plan).values(), *(row.end for row in plan.blocks)], default=0)


def _peaks(campaign: Campaign, plan: Plan) -> int:
    homes = {household.id: household for household in campaign.households}
    load: dict[str, dict[Day, int]] = defaultdict(lambda: defaultdict(int))
    for row in plan.stages:
        if row.resource is not None:
            load[row.resource][row.day] += _slots(campaign, homes, row)
    for block in plan.blocks:
        if block.block in campaign.blocks:
            for day in range(block.start, block.end + 1):
                load[_crews_of(campaign, block)][day] += block.crews
    return sum(max(days.values()) for days in load.values())
