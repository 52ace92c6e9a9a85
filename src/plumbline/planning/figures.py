"""The figures of a plan: what it costs in each objective."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from plumbline.planning.plan import BlockDays, Objective, StageDay
from plumbline.planning.statement import Campaign, Day


def handover_days(campaign: Campaign, days: Sequence[Sequence[Day]]) -> list[Day]:
    """The day of each household's last stage, by household number; planned, or done already.

    days  days of the remaining stages by household number
    """
    found = []
    for household, planned in zip(campaign.households, days, strict=True):
        done = planned[-1] if planned else household.done_day
        assert done is not None, "a household without a remaining stage has a day of its last"
        found.append(done)
    return found


def last_by_block(campaign: Campaign, handed_over: Sequence[Day]) -> dict[str, Day]:
    """The day of the last hand-over of each block that has households."""
    last: dict[str, Day] = {}
    for household, day in zip(campaign.households, handed_over, strict=True):
        last[household.block] = max(day, last.get(household.block, day))
    return last


def overdue_days(campaign: Campaign, handed_over: Sequence[Day]) -> int:
    """Weighted household-days of hand-over beyond the deadlines."""
    total = 0
    for household, day in zip(campaign.households, handed_over, strict=True):
        project = campaign.projects[campaign.blocks[household.block].project]
        total += project.weight * max(0, day - project.deadline)
    return total


def clear_days(campaign: Campaign, last: Mapping[str, Day], ends: Mapping[str, Day]) -> dict[str, Day]:
    """The day on which each block is done with: the end of demolition, else its last hand-over, else day 0."""
    return {block: ends.get(block, last.get(block, 0)) for block in campaign.blocks}


def parcel_days(campaign: Campaign, clear: Mapping[str, Day]) -> int:
    """Weighted days of key parcels beyond the day on which they are wanted."""
    last: dict[str, Day] = {}
    for block in campaign.blocks.values():
        if block.parcel is not None:
            last[block.parcel] = max(clear[block.id], last.get(block.parcel, 0))
    return sum(
        campaign.parcels[p].weight * max(0, day - campaign.parcels[p].wanted) for p, day in last.items()
    )


def load_peaks(campaign: Campaign, stages: Sequence[StageDay], blocks: Sequence[BlockDays]) -> int:
    """The highest load of a day in slots (crews, for demolition), added over the resources."""
    load: dict[tuple[str, Day], int] = defaultdict(int)
    kinds = {h.id: (campaign.blocks[h.block].project, h.type) for h in campaign.households}
    efforts = _efforts(campaign)
    for row in stages:
        if row.resource is not None:
            load[row.resource, row.day] += efforts[kinds[row.household], row.stage]
    for block in blocks:
        project = campaign.projects[campaign.blocks[block.block].project]
        crews = campaign.resource_for(project.id, campaign.procedures[project.procedure].demolition_resource)
        for day in range(block.start, block.end + 1):
            load[crews, day] += block.crews
    peaks: dict[str, int] = {}
    for (resource, _), slots in load.items():
        peaks[resource] = max(slots, peaks.get(resource, 0))
    return sum(peaks.values())


def figures_of(
    campaign: Campaign, days: Sequence[Sequence[Day]], stages: Sequence[StageDay], blocks: Sequence[BlockDays]
) -> Objective:
    """All figures of a plan; changes are 0, for there is no earlier plan."""
    handed_over = handover_days(campaign, days)
    clear = clear_days(campaign, last_by_block(campaign, handed_over), {b.block: b.end for b in blocks})
    return Objective(
        overdue=overdue_days(campaign, handed_over),
        parcels=parcel_days(campaign, clear),
        finish=max([*clear.values(), *handed_over], default=0),
        peaks=load_peaks(campaign, stages, blocks),
        changes=0,
    )


def _efforts(campaign: Campaign) -> dict[tuple[tuple[str, str], str], int]:
    return {
        ((project.id, kind.id), stage.id): kind.effort.get(stage.resource, 0)
        for project in campaign.projects.values()
        for kind in campaign.types.values()
        for stage in campaign.procedures[project.procedure].stages
        if stage.resource is not None
    }
