"""One paper of a household: which it can have, and its values gathered and rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from plumbline import documents, law, policy
from plumbline.campaign import policy_facts
from plumbline.store.models import DocumentRow
from plumbline.store.printing import common
from plumbline.store.printing.common import File
from plumbline.terms import SHANGHAI, Fen, Reason, Refused, Regime, Text, parse_area

_DAYS_TO_MOVE = 30
"""Days from the end of the time for payment to the last day for moving, where the agreement is not signed yet."""


# ---------- the agreement ----------
def _agreement(file: File, now: datetime) -> Any:
    held, rule = file.household, file.rule
    if rule is None or not held.facts.get("choices", {}).get("mode"):
        return _not_yet(
            "agreement", "此户还没有选择补偿方式", "the household has not chosen its form of compensation"
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
        business_loss=_business(held.facts),
        social_security=_social_security(held),
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
    choices = file.household.facts.get("choices", {})
    flats = (choices.get("swap") or {}).get("flats") or choices.get("flats") or ()
    if not flats:
        return {"exchange": False, "transition": "乙方自行过渡，临时安置费按附件支付"}
    lent = choices.get("transition") == "turnover"
    months = int(terms["transition_months"])
    return {
        "exchange": True,
        "dwelling": "、".join(str(flat["flat_id"]) for flat in flats),
        "dwelling_area": sum(parse_area(str(flat["area"])) for flat in flats),
        "dwelling_by": _after_months(date.fromisoformat(terms["moving_end"]), months),
        "difference": "按附件计算，交付时结清",
        "transition": f"{'甲方提供周转用房' if lent else '乙方自行过渡，临时安置费按月计发'}，期限{months}个月",
    }


def _after_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _business(facts: Mapping[str, Any]) -> str:
    if any(b.get("business") for b in facts.get("buildings", ())):
        return "停产停业损失按附件所列计算"
    return "本户没有经营用房，不涉及停产停业损失"


def _social_security(held: Any) -> str:
    persons = held.law.get("household.social_security_persons")
    if held.regime == Regime.STATE_LAND or persons is None:
        return ""
    return f"符合条件的{persons}名被征地农民纳入社会保障，费用由甲方单独列支"


# ---------- the payment ----------
def _payment(file: File, _now: datetime) -> Any:
    held, rule = file.household, file.rule
    paid = [(number, order) for number, order in held.orders.items() if order["paid"]]
    if rule is None or not paid:
        return _not_yet("payment_notice", "此户还没有付出的款项", "nothing was paid to this household yet")
    number, order = paid[-1]
    left = sum(fen for fen in held.unpaid.values() if fen > 0)
    on = date.fromisoformat(str(order["paid_on"]))
    return documents.PaymentNoticeValues(
        **common.base(file, on=on),
        basis=f"补偿协议，付款单 {number}" if held.is_signed else f"补偿决定，付款单 {number}",
        parts=tuple(
            documents.PaidPart(
                item=_title(rule, line["clause"]),
                basis=f"补偿方案 {line['clause']}",
                amount=Fen(line["fen"]),
            )
            for line in order["lines"]
        ),
        total=Fen(order["fen"]),
        paid_on=on,
        deposited=bool(order["deposit"]),
        account=common.account(held),
        depositary="公证处提存账户" if order["deposit"] else "",
        drawing="持有效身份证件和权属证明到公证处领取" if order["deposit"] else "",
        still_due=Fen(left),
        still_due_when="按补偿方案到期后支付" if left else "",
        reconsideration_body=file.authorities["reconsideration_body"],
        court=file.authorities["court"],
    )


def _title(rule: policy.Policy, clause: str) -> str:
    known = rule.clauses.get(clause)
    if known is not None:
        return known.title.zh
    return rule.top_up.title.zh if rule.top_up and rule.top_up.id == clause else clause


# ---------- the archive ----------
def _archive(file: File, now: datetime) -> Any:
    held = file.household
    rows = list(DocumentRow.objects.filter(household=held.id).order_by("on", "seq", "n"))
    if not rows:
        return _not_yet("archive", "此户还没有归档材料", "there is no paper in this file yet")
    closed = next((r for s, r in held.records.items() if s.endswith("_h_file_closed")), None)
    names = {p["id"]: p["name"] for p in file.office.description["people"]}
    days = [day for row in rows if (day := _day(row.on))]
    values = common.base(
        file, on=date.fromisoformat(closed["on"]) if closed else now.astimezone(SHANGHAI).date()
    )
    values.pop("contact")
    return documents.ArchiveValues(
        **values,
        archive_number=f"{file.project.id.upper()}-{held.id.rpartition('-')[2]}",
        fonds=file.authorities["fonds"],
        outcome=_outcome(held),
        from_day=min(days),
        to_day=max(days),
        kept=file.authorities["kept"],
        compiled_by=names.get(str(held.hands.get("survey", "")), file.authorities["department"]),
        checked_by=names.get(str(held.hands.get("review", "")), file.authorities["department"]),
        papers=tuple(_listed(file, rows)),
    )


def _listed(file: File, rows: Iterable[DocumentRow]) -> Iterable[documents.ArchivedPaper]:
    kinds = law_documents()
    for row in rows:
        yield documents.ArchivedPaper(
            number=row.number,
            author=file.authorities["department"],
            title=kinds.get(row.document, row.document),
            dated=_day(row.on),
            pages=1,
            sha256=row.sha256,
        )


def law_documents() -> Mapping[str, str]:
    """The law's documents by id, in Chinese."""
    return {id: row.name.zh for id, row in law.load_procedure().documents.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _outcome(held: Any) -> str:
    said = [
        "签订协议" if held.is_signed else "依补偿决定办理" if held.is_decided else "办理中",
        common.choice(held),
    ]
    if held.booked and not any(held.unpaid.values()):
        said.append("已付清")
    for ending, word in (("handed_over", "已移交"), ("demolished", "已拆除"), ("file_closed", "已结档")):
        if any(step.endswith(f"_h_{ending}") for step in held.records):
            said.append(word)
    return "，".join(word for word in said if word)


# ---------- one door ----------
Gathered = Callable[[File, datetime], Any]
KINDS: Mapping[str, Gathered] = {"agreement": _agreement, "payment_notice": _payment, "archive": _archive}
"""Kind of paper → how its values are gathered; a refusal where the file does not have it yet."""


def _not_yet(kind: str, zh: str, en: str) -> Refused:
    remedy = Text("请先办理该步骤", "do that step first")
    return Refused((Reason(f"paper:{kind}", "准绳自设规则", kind, Text(zh, en), remedy),))


def printable(file: File, now: datetime) -> tuple[str, ...]:
    """The kinds of paper that this file can have now."""
    if common.missing_authorities(file):
        return ()
    return tuple(kind for kind, gather in KINDS.items() if not isinstance(gather(file, now), Refused))


def print_paper(file: File, kind: str, form: Literal["pdf", "docx"], now: datetime) -> bytes | Refused:
    """A paper of a household as PDF or Word; a refusal says what is missing. Raises KeyError for an unknown kind."""
    if refused := common.missing_authorities(file):
        return refused
    values = KINDS[kind](file, now)
    return values if isinstance(values, Refused) else documents.render(documents.kind(kind), values, form)
