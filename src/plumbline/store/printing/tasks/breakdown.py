"""A project's breakdown: each unit's part of each block, with who answers for the five duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from plumbline import documents
from plumbline.documents import BreakdownRow, TaskBreakdownValues, show_day
from plumbline.store.printing.figures.marks import headquarters, mark_of, of_campaign, said
from plumbline.store.printing.figures.unit_figures import project_figures
from plumbline.store.printing.tasks.live import Held, Live, head_of, held_by, holder, live
from plumbline.store.reading.lawful_waiting import waiting_by_law
from plumbline.store.reading.office import block_names, unit_names
from plumbline.terms import AreaDm2, Reason, Refused, Stage, Text

KIND = documents.kind("task_breakdown")

_DUTIES = ("signing", "appraisal", "vacating", "demolition", "settling")


def task_breakdown(project: str) -> TaskBreakdownValues | Refused:
    """The values of a project's table; a refusal for one that does not exist or has no household."""
    state = live()
    if isinstance(state, Refused):
        return state
    held = held_by(state, project=project) if project in state.projects else ()
    if not held:
        return Refused((_no_project(project),))
    row = next(row for row in state.office.description["projects"] if row["id"] == project)
    leads = state.office.description.get("structure", {}).get("project_leads", ())
    lead = next((one for one in leads if one["project"] == project), {})
    units = unit_names(state.office)
    papers = {**said(state.office), **row.get("papers", {})}
    return TaskBreakdownValues(
        **of_campaign(state.office),
        issuer=headquarters(state.office),
        on=state.today,
        named=str(row["name_zh"]).removesuffix("（示例）"),
        scope=papers.get("scope") or "以征收范围红线图为准",
        households=len(held),
        floor_area=AreaDm2(sum(one.area_dm2 for one in held)),
        leader=holder(state.office, lead["lead_leader"]) if lead.get("lead_leader") else "—",
        lead_unit=_bare(units[lead["lead_unit"]].zh) if lead.get("lead_unit") in units else "—",
        deadline=show_day(date.fromisoformat(str(row["deadline"]))),
        version=state.version,
        lines=tuple(lines_of(state, held)),
        seal=mark_of(state.office, state.day, documents.digest_of(project_figures(state.day, project))),
    )


def print_breakdown(project: str, form: Literal["pdf", "docx"]) -> bytes | Refused:
    """The table as a file."""
    values = task_breakdown(project)
    return values if isinstance(values, Refused) else documents.render(KIND, values, form)


def lines_of(state: Live, held: tuple[Held, ...]) -> Iterator[BreakdownRow]:
    """One line for each unit and block, in the register's order."""
    units, blocks = unit_names(state.office), block_names(state.office)
    waiting = waiting_by_law(state.day, [row["id"] for row in state.day.account["projects"]])
    for unit, project, block in dict.fromkeys(
        (one.unit, one.project.id, one.household.block) for one in held
    ):
        mine = [
            one for one in held if (one.unit, one.project.id, one.household.block) == (unit, project, block)
        ]
        head = head_of(state.office, unit, state.today)
        waits = sum(one.household.id in waiting for one in mine)
        yield BreakdownRow(
            unit=_bare(units[unit].zh) if unit in units else "（未分配）",
            head=holder(state.office, head.id) if head else "（空缺）",
            block=blocks.get((project, block), block),
            households=len(mine),
            progress=_progress(mine),
            remark=f"依法等待{waits}户" if waits else "",
            **{duty: _answers(state, mine, duty) for duty in _DUTIES},
        )


def _answers(state: Live, mine: list[Held], duty: str) -> str:
    posts = dict.fromkeys(one.household.duties.get(duty, {}).get("post", "") for one in mine)
    return "、".join(dict.fromkeys(holder(state.office, post) for post in posts if post)) or "（未定）"


def _progress(mine: list[Held]) -> str:
    signed = sum(one.is_signed for one in mine)
    vacated = sum(one.has_reached(Stage.VACATED) for one in mine)
    handed = sum(one.has_reached(Stage.HANDED_OVER) for one in mine)
    down = sum(one.is_down for one in mine)
    return f"已签约{signed}户，已腾空{vacated}户，已交房{handed}户，已拆除{down}户"


def _bare(name: str) -> str:
    return name.removesuffix("（示例）").removesuffix("（虚构）")


def _no_project(project: str) -> Reason:
    return Reason(
        "tasks:project",
        "准绳自设规则",
        project,
        Text(f"“{project}”不是有户的项目。", f"“{project}” is no project with households"),
        Text("项目编号见活动说明书 projects 一项。", "the ids stand under `projects` of the description"),
    )
