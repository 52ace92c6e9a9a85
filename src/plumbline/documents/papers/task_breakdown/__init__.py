"""任务分解表: a project's blocks with who answers for each of the five duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from plumbline.documents.fields import area, count, rows, words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN, CampaignValues
from plumbline.documents.paper import Kind
from plumbline.terms import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownRow:
    """One unit's part of a block."""

    unit: Annotated[str, words("包保单位", "responsible unit")]
    head: Annotated[str, words("单位责任人", "head of the unit")]
    block: Annotated[str, words("片区", "block")]
    households: Annotated[int, count("户数", "households")]
    signing: Annotated[str, words("签约", "who answers for signing")]
    appraisal: Annotated[str, words("评估", "who answers for appraisal")]
    vacating: Annotated[str, words("腾退", "who answers for vacating")]
    demolition: Annotated[str, words("拆除", "who answers for demolition")]
    settling: Annotated[str, words("稳定", "who answers for settling")]
    progress: Annotated[str, words("当前进展", "progress")]
    remark: Annotated[str, words("备注", "remark", optional=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskBreakdownValues(CampaignValues):
    """Values of a project's table; live, with its version and day."""

    named: Annotated[str, words("项目", "project")]
    scope: Annotated[str, words("征收范围", "scope")]
    households: Annotated[int, count("总户数", "households")]
    floor_area: Annotated[int, area("总建筑面积", "floor area")]
    leader: Annotated[str, words("牵头市领导", "leader in charge")]
    lead_unit: Annotated[str, words("牵头实施单位", "lead unit")]
    deadline: Annotated[str, words("完成时限", "deadline")]
    version: Annotated[str, words("版本", "version")]
    lines: Annotated[tuple[BreakdownRow, ...], rows("分解", "breakdown", BreakdownRow)]


KIND = Kind(
    "task_breakdown",
    Text("任务分解表", "task breakdown"),
    TaskBreakdownValues,
    Layout.WIDE,
    regimes=OF_CAMPAIGN,
)
