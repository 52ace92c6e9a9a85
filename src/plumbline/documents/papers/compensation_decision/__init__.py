"""补偿决定书: the decision on a household without agreement (条例 26; 实施条例 31), with its remedies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import Shown, area, count, day, flag, rows, words, yuan
from plumbline.documents.model import Layout
from plumbline.documents.paper import Kind, OfficialValues, before, evidence, needed
from plumbline.documents.sums import FactLine, SumLine, sums_agree, told_sums
from plumbline.terms import AreaDm2, Fen, Reason, Regime, Text

NO_AREA = AreaDm2(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompensationDecisionValues(OfficialValues):
    """Values of the decision: everything that an agreement must hold, and the remedies.

    unclear       whether the owner is unclear; else no agreement was reached in the signing period
    sums, total   the money choice in fen; `money_place` says where it lies ready
    exchange_*    the other choice, always offered: one dwelling with its area, or the plan's stock to choose from
    draft_on      the day the proposed decision was served for comment and choice; always on state land
    moving_days   counted from the later of service and compensation given
    """

    household: Annotated[str, words("户号", "household's number")]
    owner: Annotated[str, words("被征收人", "expropriated owner")]
    location: Annotated[str, words("房屋坐落", "location")]
    title: Annotated[str, words("权属证明", "proof of title")]
    floor_area: Annotated[AreaDm2, area("建筑面积", "floor area")]
    use: Annotated[str, words("用途", "use")]
    structure: Annotated[str, words("结构", "structure")]
    land: Annotated[str, words("土地情况", "land as it stands", optional=True)] = ""
    decision: Annotated[str, words("征收依据", "decision or approval of the taking, with its number and day")]
    plan: Annotated[str, words("补偿方案名称", "compensation plan")]
    unclear: Annotated[bool, flag("权属不明确", "owner unclear")] = False
    signing_ended: Annotated[
        date | None, day("签约期限届满日", "end of the signing period", optional=True)
    ] = None
    appraisal: Annotated[str, words("评估情况", "appraisal and what became of objections")]
    draft_on: Annotated[
        date | None, day("拟决定送达日", "day the proposed decision was served", optional=True)
    ] = None
    comments: Annotated[
        str, words("陈述意见和答复", "what the household said, and the answer", optional=True)
    ] = ""
    facts: Annotated[tuple[FactLine, ...], rows("本户事实", "facts", FactLine)]
    sums: Annotated[tuple[SumLine, ...], rows("补偿明细", "sums", SumLine)]
    total: Annotated[Fen, yuan("补偿总额", "total in money")]
    ways: Annotated[str, words("可以选择的方式", "ways of resettlement, collective land", optional=True)] = ""
    chosen: Annotated[str, words("选择情况", "choice made, or that none was made")]
    exchange: Annotated[str, words("调换房屋坐落", "dwelling offered in exchange")]
    exchange_area: Annotated[AreaDm2, area("调换房屋面积", "its area")] = NO_AREA
    exchange_terms: Annotated[str, words("差价结算", "value and settlement of the difference")]
    choose_days: Annotated[int, count("选择天数", "days to choose from service")]
    otherwise: Annotated[str, words("未选择时的方式", "form of compensation where none is chosen")]
    transition: Annotated[str, words("过渡方式和期限", "transition: how and how long")]
    business_loss: Annotated[str, words("停产停业损失", "loss of business, or that there is none")]
    social_security: Annotated[str, words("社会保障安排", "who is provided for and how", optional=True)] = ""
    money_place: Annotated[str, words("款项存放和领取", "where the money lies and how to draw it")]
    moving_days: Annotated[int, count("搬迁天数", "days for moving")]
    reconsideration_body: Annotated[str, words("行政复议机关", "reconsideration body")]
    court: Annotated[str, words("管辖法院", "court")]
    contact: Annotated[str, words("联系方式", "whom to ask")]


def computed(values: CompensationDecisionValues) -> dict[str, Shown]:
    """What the decision says of the sums."""
    return {**told_sums(values.sums, values.total), "指定房屋": values.exchange_area > 0}


def faults(values: CompensationDecisionValues) -> Iterator[Reason]:
    """The total is the annex's; the signing period and the days of comment come before the decision."""
    yield from sums_agree(values.sums, values.total)
    yield from needed(values, "moving_days", "choose_days")
    if values.regime is Regime.STATE_LAND:
        yield from needed(values, "draft_on", "comments")
    if values.regime is Regime.STATE_LAND and not values.unclear:
        yield from needed(values, "signing_ended")
    if values.regime is Regime.COLLECTIVE_LAND:
        yield from needed(values, "land", "social_security", "ways")
    yield from before(values, "signing_ended", "on", "R590 26(1)")
    yield from before(values, "draft_on", "on", "R590 26(2)")


KIND = Kind(
    "compensation_decision",
    Text("征收补偿决定书", "compensation decision"),
    CompensationDecisionValues,
    Layout.OFFICIAL,
    computed=computed,
    faults=faults,
    evidence=evidence("compensation_decision", "cl_decision"),
)
