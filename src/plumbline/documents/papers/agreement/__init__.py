"""补偿协议: what both sides sign (条例 25; 实施条例 29), with the annex of sums from the policy's trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import Shown, area, balance, count, day, flag, rows, words
from plumbline.documents.model import Layout
from plumbline.documents.paper import HouseholdValues, Kind, evidence, needed
from plumbline.documents.sums import FactLine, SumLine, sums_agree, told_sums
from plumbline.terms import AreaDm2, Fen, Reason, Text

NO_AREA = AreaDm2(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementValues(HouseholdValues):
    """Values of the agreement (条例 25: every item that it must hold).

    sums          every line of the computation, in fen; lines for a dwelling are below zero
    total         their sum; below zero where the household pays the difference
    exchange      whether a dwelling is part of it; then the four values of the dwelling are needed
    moving_until  the last day for moving; it moves with the payment and is never before it
    condition     on which the agreement comes into force; empty = with both signatures
    better        what the plan says about later, better figures (补差)
    """

    agent: Annotated[str, words("代理人", "agent and authority", optional=True)] = ""
    shares: Annotated[str, words("共有情况", "co-owners and shares")]
    title: Annotated[str, words("权属证明", "proof of title")]
    floor_area: Annotated[AreaDm2, area("建筑面积", "floor area")]
    use: Annotated[str, words("用途", "use")]
    structure: Annotated[str, words("结构", "structure")]
    land: Annotated[str, words("土地情况", "land", optional=True)] = ""
    plan: Annotated[str, words("补偿方案名称", "compensation plan and its version")]
    decision: Annotated[str, words("征收依据", "decision or plan on which it rests")]
    choice: Annotated[str, words("补偿方式", "money or exchange, as chosen")]
    facts: Annotated[tuple[FactLine, ...], rows("本户事实", "facts", FactLine)]
    sums: Annotated[tuple[SumLine, ...], rows("补偿明细", "sums", SumLine)]
    total: Annotated[Fen, balance("补偿总额", "total")]
    payment_days: Annotated[int, count("付款天数", "days of payment")]
    account: Annotated[str, words("收款账户", "account: holder, bank, last four digits")]
    exchange: Annotated[bool, flag("产权调换", "exchange")] = False
    dwelling: Annotated[str, words("调换房屋坐落", "replacement dwelling", optional=True)] = ""
    dwelling_area: Annotated[AreaDm2, area("调换房屋面积", "its area")] = NO_AREA
    dwelling_by: Annotated[date | None, day("交付期限", "delivered by", optional=True)] = None
    difference: Annotated[str, words("差价结算", "settlement of the difference", optional=True)] = ""
    transition: Annotated[str, words("过渡方式和期限", "transition: how and how long")]
    business_loss: Annotated[str, words("停产停业损失", "loss of business, or that there is none")]
    social_security: Annotated[str, words("社会保障", "social security", optional=True)] = ""
    moving_until: Annotated[date, day("搬迁期限", "last day for moving")]
    condition: Annotated[str, words("生效条件", "condition", optional=True)] = ""
    late: Annotated[str, words("逾期付款责任", "what late payment costs the department")]
    better: Annotated[str, words("补差约定", "later, better figures")]
    copies: Annotated[str, words("份数", "copies, and who holds them")]


def computed(values: AgreementValues) -> dict[str, Shown]:
    """What the articles on sums and payment say."""
    return told_sums(values.sums, values.total)


def faults(values: AgreementValues) -> Iterator[Reason]:
    """The total is the annex's to the fen; an exchange names its dwelling."""
    yield from sums_agree(values.sums, values.total)
    if values.exchange:
        yield from needed(values, "dwelling", "dwelling_area", "dwelling_by", "difference")


KIND = Kind(
    "agreement",
    Text("补偿协议", "agreement"),
    AgreementValues,
    Layout.SHEET,
    computed=computed,
    faults=faults,
    evidence=evidence("agreement", "agreement"),
)
