"""Makes the plan: the best of a few list schedules, with what is proved about every plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from plumbline.planning import class_lp
from plumbline.planning.bounds import (
    Earliest,
    block_tail,
    days_after_handover,
    earliest_days,
    overdue_floor,
    parcels_floor,
    work_bounds,
)
from plumbline.planning.demolition import demolish, ready_days
from plumbline.planning.dispatch import Dispatched, NoRoom, Priority, dispatch
from plumbline.planning.figures import figures_of, handover_days, last_by_block
from plumbline.planning.highs import is_available
from plumbline.planning.plan import BlockDays, Objective, ObjectiveBound, Plan
from plumbline.planning.routes import Routes, routes_of
from plumbline.planning.statement import Campaign, Day
from plumbline.planning.urgency import SlackRule, TargetRule, block_orders
from plumbline.terms import Reason, Refused, Text

MARGIN_DAYS = 12
"""The LP reaches so many days beyond the list plan's last hand-over: enough for its optimum, few enough to be quick."""

WHOLE_BELOW = 10_000
"""Households up to which the class model is also solved in whole numbers, where the plan is above its bound."""

Report = Callable[[Text], None]
"""Told what is being done, for people who wait."""


@dataclass(frozen=True, slots=True)
class _Draft:
    objective: Objective
    dates: Dispatched
    blocks: tuple[BlockDays, ...]


@dataclass(frozen=True, slots=True)
class _Effort:
    time_limit: float
    workers: int
    seed: int
    report: Report


def solve(
    campaign: Campaign,
    *,
    time_limit: float = 20.0,
    workers: int = 2,
    seed: int = 1,
    report: Report = lambda _text: None,
) -> Plan | Refused:
    """A lawful plan of the campaign with its figures and their proven bounds.

    time_limit  seconds that the solver may take for one model; list schedules take what they take
    workers     threads of the solver
    seed        of the solver; the same arguments give the same plan unless the time limit cuts in
    report      told what is being done
    returns     Refused when some stage or block finds no day up to the campaign's horizon
    """
    effort = _Effort(time_limit, workers, seed, report)
    routes = routes_of(campaign)
    earliest = earliest_days(routes)
    orders = block_orders(campaign, earliest.ends)
    report(Text("按余时规则排程……", "Scheduling by the slack rule ..."))
    drafts = [_draft(routes, SlackRule(routes, rank)) for rank in orders]
    if refused := _refusal(campaign, drafts):
        return refused
    best = _best(drafts)
    bound = _floors(routes, earliest)
    if is_available() and campaign.households:
        best, bound = _with_targets(routes, orders, best, bound, effort)
    assert _holds(best.objective, bound), "a proven bound lies above a plan's figure"
    return Plan(campaign.name, best.dates.stages, best.blocks, best.objective, bound)


def _draft(routes: Routes, priority: Priority) -> _Draft | NoRoom:
    dates = dispatch(routes, priority)
    if isinstance(dates, NoRoom):
        return dates
    campaign = routes.campaign
    ready = ready_days(routes, last_by_block(campaign, handover_days(campaign, dates.days)))
    blocks = demolish(routes, ready)
    if isinstance(blocks, NoRoom):
        return blocks
    return _Draft(figures_of(campaign, dates.days, dates.stages, blocks), dates, blocks)


def _best(drafts: list[_Draft | NoRoom]) -> _Draft:
    return min((d for d in drafts if isinstance(d, _Draft)), key=lambda draft: _order(draft.objective))


def _order(objective: Objective) -> tuple[int, ...]:
    return objective.overdue, objective.parcels, objective.finish, objective.peaks


def _with_targets(
    routes: Routes, orders: tuple[dict[str, int], ...], best: _Draft, bound: ObjectiveBound, effort: _Effort
) -> tuple[_Draft, ObjectiveBound]:
    """The best plan and bounds after the class LP, and after its whole numbers where they can still help."""
    last = _last_day(routes.campaign, best)
    for model in _MODELS:
        is_best = best.objective.overdue <= (bound.overdue or 0)
        if model.whole and (is_best or len(routes.campaign.households) > WHOLE_BELOW):
            continue
        effort.report(model.text)
        relaxed = _relaxed(routes, last, model, effort)
        if relaxed is not None:
            bound = replace(bound, overdue=max(bound.overdue or 0, relaxed.overdue))
            drafts = [_draft(routes, TargetRule(routes, rank, relaxed.targets)) for rank in orders]
            best = _best([best, *drafts])
    effort.report(Text("证明完成日的下限……", "Proving a bound on the finish ..."))
    return best, _with_handover(routes, best, bound, effort)


@dataclass(frozen=True, slots=True)
class _ModelKind:
    haste: bool
    whole: bool
    text: Text


_MODELS = (
    _ModelKind(False, False, Text("求解分类线性规划……", "Solving the class LP ...")),
    _ModelKind(
        True, False, Text("求解分类线性规划（宜早）……", "Solving the class LP, early dates preferred ...")
    ),
    _ModelKind(False, True, Text("按整数户求解……", "Solving in whole households ...")),
)
"""Overdue alone, for its bound and targets; with haste, for other targets; whole, while the plan is above its bound."""


def _relaxed(routes: Routes, last: Day, model: _ModelKind, effort: _Effort) -> class_lp.Relaxed | None:
    return class_lp.relax(
        routes,
        last,
        haste=model.haste,
        whole=model.whole,
        time_limit=effort.time_limit,
        workers=effort.workers,
        seed=effort.seed,
    )


def _last_day(campaign: Campaign, draft: _Draft) -> Day:
    days = [project.deadline for project in campaign.projects.values()]
    days += [planned[-1] for planned in draft.dates.days if planned]
    return min(campaign.calendar.horizon, max(days) + MARGIN_DAYS)


def _with_handover(routes: Routes, best: _Draft, bound: ObjectiveBound, effort: _Effort) -> ObjectiveBound:
    """The finish bound raised by the day of the last hand-over that the relaxed problem allows."""
    planned = [days[-1] for days in best.dates.days if days]
    if not planned or bound.finish is None or bound.finish >= best.objective.finish:
        return bound
    day = class_lp.last_handover_bound(
        routes,
        routes.campaign.calendar.first_day,
        max(planned),
        time_limit=effort.time_limit,
        workers=effort.workers,
        seed=effort.seed,
    )
    return replace(bound, finish=max(bound.finish, day + _least_after_handover(routes)))


def _least_after_handover(routes: Routes) -> int:
    """Least days from any remaining household's hand-over to the end of its block."""
    campaign = routes.campaign
    open_blocks = {h.block for h in campaign.households if h.stages_done < len(routes.of(h).stages)}
    return min(days_after_handover(campaign, campaign.blocks[name]) for name in open_blocks)


def _floors(routes: Routes, earliest: Earliest) -> ObjectiveBound:
    finish = max(bound.day for bound in [block_tail(routes, earliest), *work_bounds(routes)])
    return ObjectiveBound(
        overdue=overdue_floor(routes, earliest),
        parcels=parcels_floor(routes, earliest),
        finish=finish,
        peaks=None,
        changes=0,
    )


def _holds(objective: Objective, bound: ObjectiveBound) -> bool:
    pairs = [
        (objective.overdue, bound.overdue),
        (objective.parcels, bound.parcels),
        (objective.finish, bound.finish),
        (objective.changes, bound.changes),
    ]
    return all(proved is None or proved <= value for value, proved in pairs)


def _refusal(campaign: Campaign, drafts: list[_Draft | NoRoom]) -> Refused | None:
    """The refusal when no draft found room for everything."""
    lacking = [draft for draft in drafts if isinstance(draft, NoRoom)]
    if len(lacking) < len(drafts):
        return None
    return Refused(tuple(_no_room(campaign, lack) for lack in lacking[:1]))


def _no_room(campaign: Campaign, lack: NoRoom) -> Reason:
    horizon = campaign.calendar.horizon
    who = lack.resource or "—"
    return Reason(
        code="no_room_before_horizon",
        rule="calendar.horizon",
        fact=f"{lack.household} {lack.stage} {who} {lack.ready}..{horizon}",
        message=Text(
            f"{lack.household} 的 {lack.stage} 自第 {lack.ready} 日起可办，但到计划末日（第 {horizon} 日）{who} 没有空位。",
            f"{lack.household}: {lack.stage} is open from day {lack.ready}, but {who} has no room for it up to the last day of "
            f"the plan, {horizon}.",
        ),
        remedy=Text(
            "请延长 calendar.horizon，或给该班组增加人手或工作日。",
            "Extend calendar.horizon, or give that resource more teams or days.",
        ),
    )
