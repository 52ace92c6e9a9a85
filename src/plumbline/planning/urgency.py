"""Rules of urgency for the list schedule: smallest slack first, and the LP's targets first."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping

from plumbline.planning.class_lp import Targets
from plumbline.planning.dispatch import Urgency
from plumbline.planning.routes import Routes
from plumbline.planning.statement import Campaign, Day, PlannedHousehold


class SlackRule:
    """The stage whose latest day (drawn back from the deadline) is soonest goes first, then by block.

    The latest day is the deadline less the least remaining time of the class, so the smallest slack goes
    first and long-tailed types start first everywhere.
    """

    def __init__(self, routes: Routes, block_rank: Mapping[str, int]) -> None:
        campaign = routes.campaign
        latest = _latest_by_class(routes)
        pairs = [(campaign.blocks[h.block].project, h.type) for h in campaign.households]
        self.latest = [latest[pair] for pair in pairs]
        self.rank = [block_rank[h.block] for h in campaign.households]

    def __call__(self, household: int, stage: int, _day: Day) -> Urgency:
        """Latest day, then the block's rank."""
        return self.latest[household][stage], self.rank[household]


class TargetRule:
    """The class that is behind its target goes first.

    The n-th household of a class to open a stage is due on the first day for which the target is n. Households of a
    class are interchangeable up to hand-over, so it does not matter which of them is the n-th.
    """

    def __init__(self, routes: Routes, block_rank: Mapping[str, int], targets: Targets) -> None:
        campaign = routes.campaign
        self.pairs = [(campaign.blocks[h.block].project, h.type) for h in campaign.households]
        self.slack = SlackRule(routes, block_rank)
        self.targets = targets
        self.opened: dict[tuple[tuple[str, str], int], int] = defaultdict(int)

    def __call__(self, household: int, stage: int, day: Day) -> Urgency:
        """The day due by the target, then the slack rule."""
        key = (self.pairs[household], stage)
        self.opened[key] += 1
        due = bisect_left(self.targets[key], self.opened[key])
        return due, *self.slack(household, stage, day)


def _latest_by_class(routes: Routes) -> dict[tuple[str, str], tuple[Day, ...]]:
    campaign = routes.campaign
    latest: dict[tuple[str, str], tuple[Day, ...]] = {}
    for household in campaign.households:
        pair = (campaign.blocks[household.block].project, household.type)
        if pair not in latest:
            whole = PlannedHousehold(household.id, household.block, household.type, 0, None, None)
            latest[pair] = routes.latest_days(whole, campaign.projects[pair[0]].deadline, law_alone=False)
    return latest


def block_orders(campaign: Campaign, tails: Mapping[str, Day]) -> tuple[dict[str, int], ...]:
    """Ranks of the blocks: most critical block tail first; most crew-days for each household first.

    tails  earliest lawful end of each block that comes down
    """
    count: dict[str, int] = defaultdict(int)
    for household in campaign.households:
        count[household.block] += 1
    blocks = list(campaign.blocks.values())
    by_tail = sorted(blocks, key=lambda b: (-tails.get(b.id, 0), b.id))
    by_work = sorted(blocks, key=lambda b: (-b.crew_days / max(1, count[b.id]), b.id))
    return tuple({block.id: rank for rank, block in enumerate(order)} for order in (by_tail, by_work))
