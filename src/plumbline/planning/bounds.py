"""What no plan can beat, without a solver: the block tail and the work of each resource.

Every bound says why it holds, naming the block and the type of household, or the teams, that set it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from plumbline.planning.demolition import crews_for, ready_days
from plumbline.planning.figures import clear_days, last_by_block, overdue_days, parcel_days
from plumbline.planning.routes import Routes, routes_of, teams_on
from plumbline.planning.statement import Block, Campaign, Day, Lag
from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class Bound:
    """A day before which no lawful plan ends, and what sets it."""

    day: Day
    why: Text


@dataclass(frozen=True, slots=True)
class Earliest:
    """Earliest days when no team is ever short: hand-over by household number, end by block."""

    handed_over: tuple[Day, ...]
    last: Mapping[str, Day]
    ends: Mapping[str, Day]


def finish_bound(campaign: Campaign) -> Bound:
    """The earliest day on which any lawful plan can end: the larger of block tail and work of each resource."""
    routes = routes_of(campaign)
    earliest = earliest_days(routes)
    return max([block_tail(routes, earliest), *work_bounds(routes)], key=lambda bound: bound.day)


def earliest_days(routes: Routes) -> Earliest:
    """Earliest hand-over and demolition, taking only days on which somebody works."""
    campaign = routes.campaign
    handed_over = []
    for household in campaign.households:
        days = routes.earliest_days(household, law_alone=False)
        done = days[-1] if days else household.done_day
        assert done is not None, "a household without a remaining stage has a day of its last"
        handed_over.append(done)
    last = last_by_block(campaign, handed_over)
    ready = ready_days(routes, last)
    ends = {block: _earliest_end(routes, campaign.blocks[block], day) for block, day in ready.items()}
    return Earliest(tuple(handed_over), last, ends)


def overdue_floor(routes: Routes, earliest: Earliest) -> int:
    """Overdue household-days that no number of teams can avoid."""
    return overdue_days(routes.campaign, earliest.handed_over)


def parcels_floor(routes: Routes, earliest: Earliest) -> int:
    """Overdue days of key parcels that no number of teams can avoid."""
    return parcel_days(routes.campaign, clear_days(routes.campaign, earliest.last, earliest.ends))


def block_tail(routes: Routes, earliest: Earliest) -> Bound:
    """The block whose slowest household, lag and demolition end last although no team is ever short.

    source  the finish of a block is at least hand-over of its slowest household + lag + days − 1
    """
    campaign = routes.campaign
    clear = clear_days(campaign, earliest.last, earliest.ends)
    if not clear:
        return Bound(0, Text("没有楼栋。", "there are no blocks."))
    block = max(campaign.blocks, key=lambda name: (clear[name], name))
    numbers = [n for n, household in enumerate(campaign.households) if household.block == block]
    slowest = max(numbers, key=lambda n: earliest.handed_over[n], default=None)
    day = clear[block]
    if slowest is None:
        return Bound(
            day,
            Text(
                f"{block} 栋拆除最早第 {day} 日完成。", f"block {block} is down on day {day} at the earliest."
            ),
        )
    kind, handed = campaign.types[campaign.households[slowest].type], earliest.handed_over[slowest]
    return Bound(
        day,
        Text(
            f"{block} 栋：其中最慢的类型（{kind.name}）最早第 {handed} 日交房，整栋拆除后最早第 {day} 日完成，班组再多也不能提前。",
            f"block {block}: its slowest type ({kind.id}) hands over on day {handed} at the earliest, and the block is done with "
            f"on day {day} at the earliest, whatever teams are added.",
        ),
    )


def _earliest_end(routes: Routes, block: Block, ready: Day) -> Day:
    campaign, resource = routes.campaign, routes.campaign.resources[crews_for(routes.campaign, block)]
    for start in range(ready, campaign.calendar.horizon - block.days + 2):
        days = range(start, start + block.days)
        if all(teams_on(resource, campaign.calendar, day) >= block.max_crews for day in days):
            return days[-1]
    return max(ready + block.days - 1, campaign.calendar.horizon + 1)


def work_bounds(routes: Routes) -> list[Bound]:
    """For each resource with work: the day before which its work and what must follow cannot end.

    For each release r and tail q, the tasks that open on day r or later and have at least q days of
    periods after them need their slots from day r on; the last of them is not done before the day on which so
    many slots have passed, and the campaign not before q days later.
    """
    tasks = _tasks(routes)
    return [_work_bound(routes.campaign, name, work) for name, work in sorted(tasks.items())]


def _tasks(routes: Routes) -> dict[str, dict[tuple[Day, int], int]]:
    """Work by resource, and by (earliest day, least days from it to the end)."""
    campaign = routes.campaign
    tasks: dict[str, dict[tuple[Day, int], int]] = defaultdict(lambda: defaultdict(int))
    earliest: dict[tuple[object, ...], tuple[Day, ...]] = {}
    handed_over: list[Day] = []
    for household in campaign.households:
        route = routes.of(household)
        # Households of one class and state have the same days: reckon them once.
        state = (
            route.project,
            household.type,
            household.stages_done,
            household.done_day,
            household.not_before,
        )
        if state not in earliest:
            earliest[state] = routes.earliest_days(household, law_alone=False)
        days = earliest[state]
        handed_over.append(days[-1] if days else household.done_day or 0)
        tail = days_after_handover(campaign, campaign.blocks[household.block])
        for index in range(len(route.stages) - 1, household.stages_done - 1, -1):
            stage = route.stages[index]
            if stage.resource is not None:
                tasks[stage.resource][days[index - household.stages_done], tail] += stage.effort
            tail += least_days(stage.lag) + stage.extra_days
    for name, ready in ready_days(routes, last_by_block(campaign, handed_over)).items():
        block = campaign.blocks[name]
        tasks[crews_for(campaign, block)][ready, 0] += block.days * block.max_crews
    return tasks


def days_after_handover(campaign: Campaign, block: Block) -> int:
    """Least days from the hand-over of a block's last household to its end."""
    lag = campaign.procedures[campaign.projects[block.project].procedure].demolition_lag
    return least_days(lag) + block.days - 1 if block.days else 0


def least_days(lag: Lag) -> int:
    """The least calendar days that a lag takes, were every day a working day."""
    return lag.n + 1 if lag.working else lag.n


def _work_bound(campaign: Campaign, name: str, work: Mapping[tuple[Day, int], int]) -> Bound:
    passed = _slots_passed(campaign, name)
    best, at = 0, (0, 0, 0, 0)
    for least in {q for _, q in work}:
        slots = 0
        for opened, share in sorted(((r, n) for (r, q), n in work.items() if q >= least), reverse=True):
            slots += share
            done = _day_when(passed, campaign.calendar.first_day, opened, slots)
            if done + least > best:
                best, at = done + least, (slots, opened, done, least)
    need, release, full, tail = at
    return Bound(
        best,
        Text(
            f"{name}：第 {release} 日起有 {need} 格工作，做完最早第 {full} 日，其后至少还需 {tail} 日。",
            f"{name}: {need} slots of work open from day {release} on; they are done on day {full} at the earliest, and at least "
            f"{tail} days must follow.",
        ),
    )


def _slots_passed(campaign: Campaign, name: str) -> Sequence[int]:
    """Slots of a resource from the first day up to and including each day."""
    resource, calendar = campaign.resources[name], campaign.calendar
    slots = 1 if name in _crews(campaign) else resource.slots
    days: Iterable[int] = range(calendar.first_day, calendar.horizon + 1)
    return list(accumulate(teams_on(resource, calendar, day) * slots for day in days))


def _crews(campaign: Campaign) -> set[str]:
    return {crews_for(campaign, block) for block in campaign.blocks.values()}


def _day_when(passed: Sequence[int], first: Day, release: Day, need: int) -> Day:
    """The first day from `release` by which `need` slots have passed since it; the day after the horizon if none."""
    after_horizon = first + len(passed)
    if release >= after_horizon:
        return release
    before = passed[release - first - 1] if release > first else 0
    return max(release, first + bisect_left(passed, before + need))
