"""The papers of moving: the hand-over receipt, and the demand where a household does not move after its time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from plumbline import documents, law
from plumbline.campaign import rules_of
from plumbline.store.printing import common
from plumbline.store.printing.common import File
from plumbline.store.printing.dwelling import dwelling_of
from plumbline.store.printing.standing import Issue, issue_of, not_yet, standing_of
from plumbline.terms import Reason, Refused, Text

SUPPLIES = ("自来水", "电", "燃气")


# ---------- the receipt ----------
def handover_receipt(file: File) -> Any:
    """The receipt of the empty building (R590 27): from moving out on, with lines for what is read on the spot."""
    held, p = file.household, "sl_h_" if file.is_state_land else "cl_h_"
    issue = issue_of(file, f"{p}handed_over")
    if isinstance(issue, Refused):
        return issue
    enforced = held.records.get(f"{p}enforced")
    moved = held.records.get(f"{p}vacated") or enforced
    assert moved is not None, "a building is handed over after the household moved: the gate asks for it"
    by_ruling = f"{p}vacated" not in held.records
    ruling = common.number_with(common.record_of(held, "_h_court_granted"), "court_ruling")
    return documents.HandoverReceiptValues(
        **common.base(file, on=issue.on),
        basis=common.agreed_or_decided(file),
        title=common.title(held),
        floor_area=common.floor_area(held),
        compensated_on=date.fromisoformat(held.compensated_on),
        paid=common.paid_until(held, issue.on),
        secured=_secured(file, issue.on),
        moved_on=date.fromisoformat(moved["on"]),
        handed_on=issue.on if issue.record is not None else None,
        by_ruling=by_ruling,
        ruling=f"人民法院准予执行裁定{f'（{ruling}）' if ruling else ''}" if by_ruling else "",
        keys="",
        left="",
        inspection="",
        utilities=tuple(
            documents.Utility(name=name, meter="", reading="", state=_closed(issue)) for name in SUPPLIES
        ),
    )


def _secured(file: File, on: date) -> str:
    """The dwelling and the transition, where the household was to have them before moving."""
    record = common.record_of(file.household, "_h_exchange_secured", "_h_resettlement_secured")
    if record is None or record["on"] > on.isoformat():
        return ""
    chosen = dwelling_of(file.household)
    what = f"调换（安置）房屋{chosen[0]}" if chosen else "宅基地（安置）"
    return f"{what}和过渡安排已于{documents.show_day(date.fromisoformat(record['on']))}落实"


def _closed(issue: Issue) -> str:
    number = common.number_with(issue.record, "utility_closure")
    return f"户主申请销户（{number}）" if number else ""


# ---------- the demand ----------
def demand_letter(file: File) -> Any:
    """The demand before the court (AEL 54), or to perform an agreement (FS2019_17 24)."""
    held, p = file.household, "sl_h_" if file.is_state_land else "cl_h_"
    before_court, to_perform = f"{p}demand_served", f"{p}performance_demanded"
    issue = issue_of(file, *_order(file, before_court, to_perform))
    if isinstance(issue, Refused):
        return issue
    if issue.record is None and common.record_of(held, "_h_vacated", "_h_enforced") is not None:
        return Refused((_MOVED,))
    on_agreement, said = issue.step == to_perform, file.authorities
    due_on = _due_on(file, p)
    if due_on is None:
        return not_yet(
            f"demand_letter:{p}decision_served",
            "AEL 54",
            Text("没有搬迁（交地）期限届满日", "the last day for moving is not recorded"),
            Text("请随补偿决定的送达登记该日期", "record it with the service of the compensation decision"),
        )
    issuer = said["department"] if on_agreement else said["government"]
    return documents.DemandLetterValues(
        **common.base(file, on=issue.on, number=issue.number("demand_notice"), issuer=issuer),
        mark=issuer,
        on_agreement=on_agreement,
        basis=_basis(file, on_agreement=on_agreement),
        duty="搬迁并移交房屋" if file.is_state_land else "腾退住宅并交出土地",
        due_on=due_on,
        compensated_on=date.fromisoformat(held.compensated_on),
        paid=common.paid_until(held, issue.on),
        money_place=_money_place(file),
        remedies="" if on_agreement else _remedies(file),
        term_days=_term_days(file, issue),
        statement_to=said["statement_to"],
        help=said["help"],
    )


_MOVED = Reason(
    code="demand_letter:when",
    rule="准绳自设规则",
    fact="vacated",
    message=Text(
        "此户已经搬离，没有可以催告的义务", "the household has moved: there is nothing left to demand"
    ),
    remedy=Text("不需要催告", "no demand is needed"),
)


def _order(file: File, before_court: str, to_perform: str) -> tuple[str, str]:
    """The demand that is nearer comes first: for an agreement the one to perform, unless the court's is recorded."""
    if file.household.is_decided or before_court in file.household.records:
        return (before_court, to_perform)
    decided = common.record_of(file.household, "_h_performance_decision") is not None
    # The reasons that are told are those of the first that waits.
    return (before_court, to_perform) if decided else (to_perform, before_court)


def _due_on(file: File, p: str) -> date | None:
    """The day by which the household was to have moved, by its agreement or decision."""
    held = file.household
    if held.is_signed:
        end = held.agreement.get("moving_end")
        return date.fromisoformat(str(end)) if end else None
    stated = (held.records.get(f"{p}decision_served") or {"dates": {}})["dates"].get("moving_end")
    if stated:
        return date.fromisoformat(stated)
    rights: tuple[law.RunningRight, ...] = standing_of(file).rights
    return next((r.last.day for r in rights if r.right == "moving_deadline_in_decision"), None)


def _term_days(file: File, issue: Issue) -> int:
    """Working days to perform: those to the day that was recorded with the demand, else the least of the law."""
    stated = (issue.record or {"dates": {}})["dates"].get("term_end")
    if not stated:
        return documents.LEAST_WORKING_DAYS
    calendar, end = rules_of(file.office).calendar, date.fromisoformat(stated)
    days = (issue.on + timedelta(days=n) for n in range(1, (end - issue.on).days + 1))
    return sum(1 for day in days if not calendar.is_rest_day(day))


def _basis(file: File, *, on_agreement: bool) -> str:
    told = [common.agreed_or_decided(file)]
    for ending, name, document in (
        ("_h_performance_decision", "要求履行协议的书面决定", "performance_decision"),
        ("_h_handover_order", "责令交出土地决定", "handover_order"),
    ):
        record = None if on_agreement else common.record_of(file.household, ending)
        if record is not None:
            number = common.number_with(record, document)
            day = documents.show_day(date.fromisoformat(record["on"]))
            told.append(f"{name}（{'，'.join(part for part in (number, f'{day}送达') if part)}）")
    return "和".join(told)


def _money_place(file: File) -> str:
    record = common.record_of(file.household, "_h_deposited")
    if record is None:
        return "已支付到本人账户"
    number = common.number_with(record, "deposit_certificate")
    return f"已提存（提存公证书{f' {number}' if number else ''}），凭身份证件随时领取"


def _remedies(file: File) -> str:
    """What became of reconsideration and litigation, by the records."""
    held, told = file.household, []
    for ending, name in (("_h_reconsideration_decided", "行政复议决定"), ("_h_judgment_final", "生效裁判")):
        record = common.record_of(held, ending)
        if record is not None:
            told.append(f"{name}于{documents.show_day(date.fromisoformat(record['on']))}作出")
    if told:
        return f"{'，'.join(told)}，救济已经终结"
    return "法定的行政复议期限和起诉期限已经届满，没有申请行政复议，没有提起行政诉讼"
