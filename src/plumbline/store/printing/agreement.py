"""The agreement, with the annex of its sums from the policy's trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from plumbline import documents, policy
from plumbline.campaign import policy_facts
from plumbline.store.printing import common
from plumbline.store.printing.common import File
from plumbline.store.printing.dwelling import business_loss, dwelling_of, social_security
from plumbline.store.printing.standing import not_yet
from plumbline.terms import SHANGHAI, Refused, Regime, Text

_DAYS_TO_MOVE = 30
"""Days from the end of the time for payment to the last day for moving, where the agreement is not signed yet."""


def agreement(file: File, now: datetime) -> Any:
    """The agreement of both regimes, before it is signed as it would be signed now, afterwards as it was."""
    held, rule = file.household, file.rule
    if rule is None or not held.facts.get("choices", {}).get("mode"):
        return not_yet(
            "agreement:RecordChoice",
            "R590 21(1)" if file.is_state_land else "LAM 48(4)",
            Text("此户还没有选择补偿方式", "the household has not chosen its form of compensation"),
            Text("请登记本户的选择", "record the household's choice"),
        )
    signed_at = str(held.agreement["signed_at"]) if held.is_signed else now.replace(microsecond=0).isoformat()
    at = datetime.fromisoformat(signed_at)
    # The paper says what was signed: computed at the signing instant, without what fell due later.
    facts = policy_facts(
        file.project, replace(held, records={}, compensated_on=""), as_of=at, signed_at=signed_at
    )
    computed = policy.compute(rule, facts)
    if isinstance(computed, Refused):
        return computed
    terms, on = _terms(file, at.date()), at.astimezone(SHANGHAI).date()
    return documents.AgreementValues(
        **common.base(
            file,
            on=on,
            number=common.official_number(common.paper_number(held.id, "agreement"))
            if held.is_signed
            else "",
        ),
        agent="、".join(p["name"] for p in held.persons.values() if p["role"] == "agent"),
        shares=common.shares(held),
        title=common.title(held),
        floor_area=common.floor_area(held),
        use=common.uses(held),
        structure=common.structures(held),
        plan=common.plan_name(file, computed.version_at_signing),
        decision=common.taking(file),
        choice=common.choice(held),
        facts=documents.facts_of(computed, rule),
        sums=documents.sums_of(computed, rule),
        total=computed.total_fen,
        payment_days=terms["payment_days"],
        account=common.account(held),
        **_dwelling(file, terms),
        business_loss=business_loss(held.facts),
        social_security=social_security(held),
        moving_until=date.fromisoformat(terms["moving_end"]),
        condition="" if held.regime == Regime.STATE_LAND else "征收土地经依法批准并公告后生效",
        late=file.authorities["late_payment"],
        better="征收补偿方案提高标准的，甲方按提高后的标准向乙方补足差额",
        copies=file.authorities["copies"],
    )


def _terms(file: File, on: date) -> Mapping[str, Any]:
    agreed = file.row.get("agreement") or {}
    days = int(agreed.get("payment_days", 15))
    drafted = {
        "payment_days": days,
        "transition_months": int(agreed.get("transition_months", 0)),
        "moving_end": (on + timedelta(days=days + _DAYS_TO_MOVE)).isoformat(),
    }
    return {**drafted, **{k: v for k, v in file.household.agreement.items() if k in drafted}}


def _dwelling(file: File, terms: Mapping[str, Any]) -> dict[str, Any]:
    chosen = dwelling_of(file.household)
    if chosen is None:
        return {"exchange": False, "transition": "乙方自行过渡，临时安置费按附件支付"}
    lent = file.household.facts.get("choices", {}).get("transition") == "turnover"
    months = int(terms["transition_months"])
    return {
        "exchange": True,
        "dwelling": chosen[0],
        "dwelling_area": chosen[1],
        "dwelling_by": _after_months(date.fromisoformat(terms["moving_end"]), months),
        "difference": "按附件计算，交付时结清",
        "transition": f"{'甲方提供周转用房' if lent else '乙方自行过渡，临时安置费按月计发'}，期限{months}个月",
    }


def _after_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
