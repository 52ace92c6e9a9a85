"""List scheduling of demolition: whole blocks by readiness, key parcels first, then the longest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from plumbline.planning.dispatch import NoRoom
from plumbline.planning.plan import BlockDays
from plumbline.planning.routes import Routes, teams_on
from plumbline.planning.statement import Block, Campaign, Day


def ready_days(routes: Routes, last_handover: Mapping[str, Day]) -> dict[str, Day]:
    """The first day on which each block that is still to come down may be begun.

    last_handover  by block: the day of the last of its households; a block without households is absent
    """
    campaign = routes.campaign
    first = campaign.calendar.first_day
    ready: dict[str, Day] = {}
    for block in campaign.blocks.values():
        if block.days:
            lag = campaign.procedures[campaign.projects[block.project].procedure].demolition_lag
            cleared = last_handover.get(block.id)
            ready[block.id] = (
                first if cleared is None else max(first, routes.working.first_after(cleared, lag))
            )
    return ready


def crews_for(campaign: Campaign, block: Block) -> str:
    """The resource that demolishes a block."""
    kind = campaign.procedures[campaign.projects[block.project].procedure].demolition_resource
    return campaign.resource_for(block.project, kind)


def demolish(routes: Routes, ready: Mapping[str, Day]) -> tuple[BlockDays, ...] | NoRoom:
    """Consecutive days with the block's crews for every block, in the campaign's order of blocks."""
    campaign = routes.campaign
    calendar = campaign.calendar
    free: dict[str, dict[Day, int]] = defaultdict(dict)
    for name in {crews_for(campaign, campaign.blocks[block]) for block in ready}:
        resource = campaign.resources[name]
        free[name] = {
            d: teams_on(resource, calendar, d) for d in range(calendar.first_day, calendar.horizon + 1)
        }
    waiting = sorted((campaign.blocks[block] for block in ready), key=_turn)
    begun: dict[str, BlockDays] = {}
    for day in range(min(ready.values(), default=calendar.horizon), calendar.horizon + 1):
        for block in [b for b in waiting if ready[b.id] <= day]:
            crews = free[crews_for(campaign, block)]
            days = range(day, day + block.days)
            if all(crews.get(d, 0) >= block.max_crews for d in days):
                for d in days:
                    crews[d] -= block.max_crews
                begun[block.id] = BlockDays(block.id, days[0], days[-1], block.max_crews)
                waiting.remove(block)
        if not waiting:
            break
    if waiting:
        return NoRoom(waiting[0].id, "demolish", crews_for(campaign, waiting[0]), ready[waiting[0].id])
    return tuple(begun[block] for block in campaign.blocks if block in begun)


def _turn(block: Block) -> tuple[bool, int, str]:
    return block.parcel is None, -block.days, block.id
