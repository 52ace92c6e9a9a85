"""任务书: what a unit takes on: its households and their next lawful step, its weeks, its way, and the red lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from plumbline.documents.fields import area, chart, count, rows, words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN, CampaignValues
from plumbline.documents.paper import Kind, fault
from plumbline.documents.pictures import Schedule
from plumbline.terms import Reason, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A project's part of the whole task; what is to be done and what is done, households."""

    name: Annotated[str, words("项目", "project")]
    households: Annotated[int, count("户数", "households")]
    floor_area: Annotated[int, area("建筑面积", "floor area")]
    to_sign: Annotated[str, words("应签", "to be signed, and signed")]
    to_vacate: Annotated[str, words("应腾", "to be vacated, and vacated")]
    to_demolish: Annotated[str, words("应拆", "to be demolished, and demolished")]
    deadline: Annotated[str, words("完成时限", "deadline")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRow:
    """One household of the roll: by its number alone."""

    household: Annotated[str, words("编号", "number")]
    block: Annotated[str, words("片区", "block")]
    stage: Annotated[str, words("阶段", "stage")]
    next_step: Annotated[str, words("下一步", "next step")]
    earliest: Annotated[str, words("法定最早日", "earliest lawful day")]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """What one week is to bring by the plan, and the commitments that fall due in it."""

    week: Annotated[str, words("周次", "week")]
    days: Annotated[str, words("起止", "days")]
    signing: Annotated[int, count("签约", "signings")]
    paying: Annotated[int, count("付款", "payments")]
    vacating: Annotated[int, count("腾空", "vacations")]
    handing_over: Annotated[int, count("交房", "hand-overs")]
    demolishing: Annotated[int, count("拆除", "demolitions")]
    promised: Annotated[str, words("到期承诺", "commitments due")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLine:
    """One thing that is never done, with the article that forbids it."""

    text: Annotated[str, words("内容", "what")]
    rule: Annotated[str, words("依据", "article")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskBookValues(CampaignValues):
    """Values of a unit's task book.

    version  which state of the ledger the live part was read from
    """

    unit: Annotated[str, words("承担单位", "unit")]
    head: Annotated[str, words("责任人", "head of the unit")]
    version: Annotated[str, words("版本", "version")]
    tasks: Annotated[tuple[TaskRow, ...], rows("总体任务", "whole task", TaskRow)]
    roll: Annotated[tuple[RollRow, ...], rows("分户名册", "roll of households", RollRow)]
    weeks: Annotated[tuple[WeekRow, ...], rows("时间表", "weeks", WeekRow)]
    way: Annotated[Schedule, chart("路线图", "way ahead")]
    red_lines: Annotated[tuple[RedLine, ...], rows("纪律", "red lines", RedLine)]


def faults(values: TaskBookValues) -> Iterator[Reason]:
    """The roll has the households of the tasks, each once."""
    listed = [row.household for row in values.roll]
    told = sum(row.households for row in values.tasks)
    if len(set(listed)) != len(listed) or len(listed) != told:
        yield fault(
            "roll",
            Text(
                f"分户名册{len(listed)}户与总体任务{told}户不符。",
                f"The roll has {len(listed)} households, the task {told}.",
            ),
            Text(
                "请核对责任分配（plumbline rebuild --check）。",
                "Check the duties (plumbline rebuild --check).",
            ),
        )


KIND = Kind(
    "task_book",
    Text("任务书", "task book"),
    TaskBookValues,
    Layout.FORM,
    regimes=OF_CAMPAIGN,
    faults=faults,
)
