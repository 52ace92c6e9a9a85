"""责任清单: what each post of a unit answers for, on what ground, to what standard, by when, and who watches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from plumbline.documents.fields import rows, words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN, CampaignValues
from plumbline.documents.paper import Kind
from plumbline.terms import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """One duty of one post."""

    subject: Annotated[str, words("责任主体", "who answers")]
    duty: Annotated[str, words("职责事项", "duty")]
    rule: Annotated[str, words("依据", "ground")]
    task: Annotated[str, words("具体任务", "task")]
    standard: Annotated[str, words("完成标准", "standard")]
    deadline: Annotated[str, words("完成时限", "deadline")]
    helper: Annotated[str, words("配合单位", "who helps")]
    watched: Annotated[str, words("监督方式", "how it is watched")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyListValues(CampaignValues):
    """Values of a unit's list; live, with its version and day."""

    unit: Annotated[str, words("单位", "unit")]
    version: Annotated[str, words("版本", "version")]
    lines: Annotated[tuple[DutyLine, ...], rows("清单", "list", DutyLine)]


KIND = Kind(
    "duty_list",
    Text("责任清单", "duty list"),
    DutyListValues,
    Layout.WIDE,
    regimes=OF_CAMPAIGN,
)
