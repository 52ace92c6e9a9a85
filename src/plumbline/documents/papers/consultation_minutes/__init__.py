"""会商纪要: who met, what was on the agenda, what was decided, who does it by when (纪要 of GB/T 9704)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import Shown, count, day, rows, words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN
from plumbline.documents.paper import Kind, OfficialValues
from plumbline.terms import Regime, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesTopic:
    """One kind of items of the agenda, in a line."""

    kind: Annotated[str, words("议题类别", "kind")]
    text: Annotated[str, words("内容", "what")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDecision:
    """One decision: what, by what it is seen done, who, by when."""

    matter: Annotated[str, words("事由", "matter")]
    standard: Annotated[str, words("完成标准", "standard")]
    unit: Annotated[str, words("责任单位", "responsible unit")]
    person: Annotated[str, words("责任人", "who answers for it")]
    due: Annotated[date, day("时限", "by which day")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPeople:
    """Those who were present, excused or observing, in a line."""

    names: Annotated[str, words("人员", "people")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationMinutesValues(OfficialValues):
    """Values of the minutes: no main addressee, no seal; those who met stand after the body."""

    regime: Regime = Regime.STATE_LAND
    project: Annotated[str, words("活动名称", "campaign")]
    consultation: Annotated[int, count("次数", "number of the consultation")]
    held: Annotated[str, words("会议时间", "time")]
    place: Annotated[str, words("会议地点", "place")]
    chair: Annotated[str, words("主持", "in the chair")]
    topics: Annotated[tuple[MinutesTopic, ...], rows("议题", "agenda", MinutesTopic, optional=True)] = ()
    decisions: Annotated[
        tuple[MinutesDecision, ...], rows("议定事项", "decisions", MinutesDecision, optional=True)
    ] = ()
    present: Annotated[tuple[MinutesPeople, ...], rows("出席", "present", MinutesPeople)]
    absent: Annotated[tuple[MinutesPeople, ...], rows("请假", "excused", MinutesPeople, optional=True)] = ()
    observers: Annotated[
        tuple[MinutesPeople, ...], rows("列席", "observing", MinutesPeople, optional=True)
    ] = ()


def computed(values: ConsultationMinutesValues) -> Mapping[str, Shown]:
    """Which parts have something to say."""
    return {
        "有议题": bool(values.topics),
        "有议定": bool(values.decisions),
        "有请假": bool(values.absent),
        "有列席": bool(values.observers),
    }


KIND = Kind(
    "consultation_minutes",
    Text("会商纪要", "minutes of a consultation"),
    ConsultationMinutesValues,
    Layout.OFFICIAL,
    regimes=OF_CAMPAIGN,
    computed=computed,
)
