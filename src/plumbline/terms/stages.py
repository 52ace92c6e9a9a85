"""The closed lists that every room counts by: regimes, stages of a household, the five duties."""

from __future__ import annotations

from enum import StrEnum

from plumbline.terms.text import Text


class Regime(StrEnum):
    """Which body of law a project stands under."""

    STATE_LAND = "state_land"
    COLLECTIVE_LAND = "collective_land"


class Stage(StrEnum):
    """Where a household stands; each household is in exactly one. The order is the order of the work."""

    LISTED = "listed"
    SURVEYED = "surveyed"
    PUBLISHED = "published"
    VALUED = "valued"
    AGREED = "agreed"
    DECIDED = "decided"
    COMPENSATED = "compensated"
    VACATED = "vacated"
    HANDED_OVER = "handed_over"
    DEMOLISHED = "demolished"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


STAGES: tuple[Stage, ...] = tuple(Stage)

STAGE_TEXT: dict[Stage, Text] = {
    Stage.LISTED: Text("已列册", "listed"),
    Stage.SURVEYED: Text("已调查", "surveyed"),
    Stage.PUBLISHED: Text("已公示", "published"),
    Stage.VALUED: Text("已评估", "valued"),
    Stage.AGREED: Text("已签约", "agreed"),
    Stage.DECIDED: Text("已决定", "decided"),
    Stage.COMPENSATED: Text("已补偿", "compensated"),
    Stage.VACATED: Text("已腾空", "vacated"),
    Stage.HANDED_OVER: Text("已移交", "handed over"),
    Stage.DEMOLISHED: Text("已拆除", "demolished"),
    Stage.CLOSED: Text("已结档", "closed"),
    Stage.WITHDRAWN: Text("已退出", "withdrawn"),
}

REMAINING_BEFORE: frozenset[Stage] = frozenset(STAGES[: STAGES.index(Stage.HANDED_OVER)])
"""Stages in which a household remains: not yet handed over and not withdrawn."""


def is_remaining(stage: Stage) -> bool:
    """Whether a household in this stage still counts as remaining."""
    return stage in REMAINING_BEFORE


class Duty(StrEnum):
    """The five duties (五包): each household has one answerable unit and one named post for each."""

    SIGNING = "signing"
    APPRAISAL = "appraisal"
    VACATING = "vacating"
    DEMOLITION = "demolition"
    SETTLING = "settling"


DUTIES: dict[Duty, Text] = {
    Duty.SIGNING: Text("包签约", "signing"),
    Duty.APPRAISAL: Text("包评估", "appraisal"),
    Duty.VACATING: Text("包腾退", "vacating"),
    Duty.DEMOLITION: Text("包拆除", "demolition"),
    Duty.SETTLING: Text("包稳定", "settling grievances"),
}
