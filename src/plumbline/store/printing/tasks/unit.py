"""A unit's task book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from plumbline import campaign, documents, law
from plumbline.documents import RedLine, RollRow, TaskBookValues, TaskRow, show_day
from plumbline.store.models import HouseholdRow
from plumbline.store.printing.figures.marks import headquarters, mark_of, of_campaign
from plumbline.store.printing.figures.unit_figures import unit_figures
from plumbline.store.printing.tasks.live import Held, Live, article, head_of, held_by, holder, live
from plumbline.store.printing.tasks.way import planned_days, way_of, week_rows
from plumbline.store.reading.office import block_names, unit_names
from plumbline.store.reading.projects import short_names
from plumbline.terms import STAGE_TEXT, AreaDm2, Reason, Refused, Regime, Stage, Text

KIND = documents.kind("task_book")

RED_LINES: dict[Regime, tuple[str, ...]] = {
    Regime.STATE_LAND: (
        "sl_p_no_moving_before_compensation",
        "sl_p_no_supply_cut",
        "sl_p_no_violence_threat",
        "sl_p_no_linked_pressure",
        "sl_p_court_only",
        "sl_p_no_night_holiday",
        "sl_p_choice",
        "sl_p_no_appraiser_interference",
        "sl_p_no_diversion",
        "sl_p_developer_out",
    ),
    Regime.COLLECTIVE_LAND: (
        "cl_p_no_moving_before_compensation",
        "cl_p_no_supply_cut",
        "cl_p_no_violence_threat",
        "cl_p_no_linked_pressure",
        "cl_p_court_only",
        "cl_p_no_night_holiday",
        "cl_p_no_false_statement",
        "cl_p_collective_cannot_decide_individual_home",
        "cl_p_no_diversion",
        "cl_p_no_profit_from_taking",
    ),
}
"""The ten prohibitions of each regime that a unit at the door may run into; their words are the law's tables'."""

FORWARD = (
    "h_surveyed",
    "h_report_served",
    "h_agreement_signed",
    "h_decision_requested",
    "h_compensation_decision",
    "h_decision_made",
    "h_decision_served",
    "h_money_paid",
    "h_exchange_secured",
    "h_resettlement_secured",
    "h_vacated",
    "h_handed_over",
    "h_demolished",
    "h_title_settled",
    "h_file_closed",
)
"""Steps that bring a file nearer to its end, by their ends; the first that can come is the next one."""

_OFFICES_OWN = ("policy_computed",)
"""Computed with the step itself: no reason to wait."""


def answerable_units() -> tuple[str, ...]:
    """The units that answer for a household now, in the description's order."""
    state = live()
    if isinstance(state, Refused):
        return ()
    used = set(HouseholdRow.objects.exclude(unit="").order_by().values_list("unit", flat=True).distinct())
    return tuple(id for id in unit_names(state.office) if id in used)


def task_book(unit: str) -> TaskBookValues | Refused:
    """The values of a unit's book.

    refused  a unit that does not exist or answers for nobody, or before the first sealed day
    """
    state = live()
    if isinstance(state, Refused):
        return state
    held = held_by(state, unit=unit) if unit in unit_names(state.office) else ()
    if not held:
        return Refused((no_task(unit),))
    days = planned_days(held, state.today)
    head = head_of(state.office, unit, state.today)
    digest = documents.digest_of(unit_figures(state.day, unit))
    return TaskBookValues(
        **of_campaign(state.office),
        issuer=headquarters(state.office),
        on=state.today,
        unit=unit_names(state.office)[unit].zh.removesuffix("（示例）"),
        head=f"{holder(state.office, head.id)}（{head.title_zh}）" if head else "（空缺）",
        version=state.version,
        tasks=tuple(_tasks(state, held)),
        roll=tuple(_roll(state, held)),
        weeks=tuple(week_rows(state, unit, days)),
        way=way_of(state, days),
        red_lines=tuple(_red_lines(Regime(held[0].project.regime))),
        seal=mark_of(state.office, state.day, digest),
    )


def print_task_book(unit: str, form: Literal["pdf", "docx"]) -> bytes | Refused:
    """The book as a file."""
    values = task_book(unit)
    return values if isinstance(values, Refused) else documents.render(KIND, values, form)


def no_task(unit: str) -> Reason:
    """Why a unit has no paper of tasks."""
    return Reason(
        "tasks:unit",
        "准绳自设规则",
        unit,
        Text(f"“{unit}”不是承担户的单位。", f"“{unit}” is no unit that answers for a household"),
        Text("单位编号见活动说明书 units 一项。", "the ids of units stand under `units` of the description"),
    )


def _tasks(state: Live, held: tuple[Held, ...]) -> Iterator[TaskRow]:
    names = short_names(state.office)
    deadlines = {row["id"]: row["deadline"] for row in state.office.description["projects"]}
    for project in dict.fromkeys(one.project.id for one in held):
        mine = [one for one in held if one.project.id == project]
        whole = len(mine)
        yield TaskRow(
            name=names[project],
            households=whole,
            floor_area=AreaDm2(sum(one.area_dm2 for one in mine)),
            to_sign=f"{whole}（{sum(one.is_signed for one in mine)}）",
            to_vacate=f"{whole}（{sum(one.has_reached(Stage.VACATED) for one in mine)}）",
            to_demolish=f"{whole}（{sum(one.is_down for one in mine)}）",
            deadline=show_day(date.fromisoformat(str(deadlines[project]))),
        )


def _roll(state: Live, held: tuple[Held, ...]) -> Iterator[RollRow]:
    blocks = block_names(state.office)
    for one in held:
        step, earliest = next_step(one, state.today)
        yield RollRow(
            household=one.household.id,
            block=blocks.get((one.project.id, one.household.block), one.household.block),
            stage=STAGE_TEXT[Stage(one.household.stage)].zh,
            next_step=step,
            earliest=earliest,
        )


def next_step(one: Held, today: date) -> tuple[str, str]:
    """The next step of a household in words, and the earliest lawful day."""
    names = campaign.rules_of(campaign.Office()).procedure.steps
    forward = [step for step in names if step.endswith(FORWARD)]
    waiting = {row.step: row for row in one.standing.waiting}
    for step in forward:
        if step in one.standing.open:
            return names[step].name.zh, "即日"
        row = waiting.get(step)
        if row and all(reason.code.partition(":")[2] in _OFFICES_OWN for reason in row.reasons):
            return names[step].name.zh, "即日"
    dated = [(row.earliest, step) for step, row in waiting.items() if step.endswith(FORWARD) and row.earliest]
    if dated:
        on, step = min(dated)
        return f"依法等待：{names[step].name.zh}", show_day(max(on, today))
    if Stage(one.household.stage) is Stage.CLOSED:
        return "已结档", "—"
    # Neither open nor a matter of days: something of the file or of a neighbour is missing.
    following = next((step for step in forward if step in waiting), "")
    return (f"{names[following].name.zh}（条件未齐，见户档）" if following else "—"), "—"


def _red_lines(regime: Regime) -> Iterator[RedLine]:
    table = {line.id: line for line in law.load_procedure().regimes[regime].prohibitions.values()}
    for id in RED_LINES[regime]:
        line = table[id]
        rule = "准绳自设规则" if line.source == "PRODUCT" else article(line.source, line.article)
        yield RedLine(text=line.text.zh, rule=rule)
