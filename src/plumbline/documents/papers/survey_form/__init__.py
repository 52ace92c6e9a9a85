"""房屋调查登记表: what was found at a household, signed by it or witnessed (条例 15; 实施条例 26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import BLANK, area, count, day, rows, words
from plumbline.documents.model import Layout
from plumbline.documents.paper import HouseholdValues, Kind, evidence
from plumbline.documents.showing import show_square_metres
from plumbline.terms import AreaDm2, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedBuilding:
    """One building as found; `registered` and `measured` in 0.01 ㎡, 0 where there is none, None where unknown."""

    name: Annotated[str, words("名称", "building")]
    structure: Annotated[str, words("结构", "structure", by_hand=True)]
    floors: Annotated[str, words("层数", "floors", by_hand=True)]
    built: Annotated[str, words("建成年份", "year built", by_hand=True)]
    use: Annotated[str, words("用途", "use", by_hand=True)]
    registered: Annotated[AreaDm2 | None, area("登记面积", "registered area", by_hand=True)]
    measured: Annotated[AreaDm2 | None, area("实测面积", "measured area", by_hand=True)]
    state: Annotated[str, words("登记状态", "state of registration")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedThing:
    """Something attached to building or land, or a crop."""

    name: Annotated[str, words("名称", "thing")]
    unit: Annotated[str, words("单位", "unit")]
    quantity: Annotated[str, words("数量", "quantity")]
    remark: Annotated[str, words("备注", "remark", optional=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFormValues(HouseholdValues):
    """Values of the survey form; the identity number only by its last four signs.

    What the register does not say yet is a line on the paper, for the surveyor at the door.
    """

    identity_end: Annotated[
        str, words("证件号码后四位", "last four signs of the identity number", by_hand=True)
    ]
    shares: Annotated[str, words("共有情况", "co-owners and shares")]
    title: Annotated[str, words("权属证明", "proof of title")]
    occupant: Annotated[str, words("承租和使用情况", "tenants and users", by_hand=True)]
    plot: Annotated[AreaDm2 | None, area("土地面积", "area of the plot", by_hand=True)]
    members: Annotated[str, words("集体成员情况", "members of the collective", optional=True)] = ""
    surveyed_on: Annotated[date | None, day("调查日期", "day of the survey", by_hand=True)]
    buildings: Annotated[tuple[SurveyedBuilding, ...], rows("房屋", "buildings", SurveyedBuilding)]
    things: Annotated[
        tuple[SurveyedThing, ...], rows("附属物", "attachments", SurveyedThing, optional=True)
    ] = ()
    photographs: Annotated[int | None, count("影像件数", "number of photographs", by_hand=True)]
    remarks: Annotated[str, words("当事人意见", "what the household said", optional=True)] = ""


def computed(values: SurveyFormValues) -> dict[str, str]:
    """Sums of the two areas, and what the household said: nothing, once it was asked; room for it before."""
    return {
        "登记面积合计": _sum(building.registered for building in values.buildings),
        "实测面积合计": _sum(building.measured for building in values.buildings),
        "意见": values.remarks or ("无" if values.surveyed_on else BLANK),
    }


def _sum(areas: Iterable[AreaDm2 | None]) -> str:
    """The sum, or a line where a part of it is still to be measured."""
    found = list(areas)
    known = [one for one in found if one is not None]
    return show_square_metres(AreaDm2(sum(known))) if len(known) == len(found) else BLANK


KIND = Kind(
    "survey_form",
    Text("房屋调查登记表", "survey form"),
    SurveyFormValues,
    Layout.FORM,
    computed=computed,
    evidence=evidence("survey_sheet", "land_survey"),
)
