"""A unit's duty list: each of the five duties and the answers to residents, by the post that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from plumbline import documents, law
from plumbline.documents import DutyLine, DutyListValues, show_day
from plumbline.store.models import GrievanceRow
from plumbline.store.printing.figures.marks import headquarters, mark_of, of_campaign
from plumbline.store.printing.figures.unit_figures import unit_figures
from plumbline.store.printing.tasks.live import Held, Live, article, cited, held_by, holder, live
from plumbline.store.printing.tasks.unit import no_task
from plumbline.store.reading.office import unit_names
from plumbline.terms import DUTIES, Duty, Refused, Regime, Stage

KIND = documents.kind("duty_list")

_STEPS = {
    Duty.SIGNING: "h_agreement_signed",
    Duty.APPRAISAL: "h_report_served",
    Duty.VACATING: "h_vacated",
    Duty.DEMOLITION: "h_demolished",
}
_STANDARDS = {
    Duty.SIGNING: "协议由双方签字，登记入账并附扫描件，补偿金额由方案算出",
    Duty.APPRAISAL: "估价报告送达有回证，复核、鉴定申请在法定期限内答复",
    Duty.VACATING: "补偿款付清或提存、安置落实以后自愿腾空，移交单签字",
    Duty.DEMOLITION: "整栋无人居住后由有资质的单位拆除，备案在先",
    Duty.SETTLING: "诉求在期限内书面答复并记录，不向居民施压",
}
_HELPERS = {
    Duty.SIGNING: "政策法规组",
    Duty.APPRAISAL: "评估机构",
    Duty.VACATING: "资金房源组",
    Duty.DEMOLITION: "拆除单位",
    Duty.SETTLING: "群众工作组",
}
WATCHED = "逐日封账核对；督查考核组按封账数据督查"


def duty_list(unit: str) -> DutyListValues | Refused:
    """The values of a unit's list; refused as the task book is."""
    state = live()
    if isinstance(state, Refused):
        return state
    held = held_by(state, unit=unit) if unit in unit_names(state.office) else ()
    if not held:
        return Refused((no_task(unit),))
    return DutyListValues(
        **of_campaign(state.office),
        issuer=headquarters(state.office),
        on=state.today,
        unit=unit_names(state.office)[unit].zh.removesuffix("（示例）"),
        version=state.version,
        lines=tuple(_lines(state, unit, held)),
        seal=mark_of(state.office, state.day, documents.digest_of(unit_figures(state.day, unit))),
    )


def print_duties(unit: str, form: Literal["pdf", "docx"]) -> bytes | Refused:
    """The list as a file."""
    values = duty_list(unit)
    return values if isinstance(values, Refused) else documents.render(KIND, values, form)


def _lines(state: Live, unit: str, held: tuple[Held, ...]) -> Iterator[DutyLine]:
    deadlines = {row["id"]: str(row["deadline"]) for row in state.office.description["projects"]}
    latest = max(deadlines[one.project.id] for one in held)
    for duty in Duty:
        posts = dict.fromkeys(one.household.duties.get(duty.value, {}).get("post", "") for one in held)
        for post in posts:
            mine = [one for one in held if one.household.duties.get(duty.value, {}).get("post", "") == post]
            yield DutyLine(
                subject=f"{holder(state.office, post)}（{_title(state, post)}）" if post else "（未定）",
                duty=DUTIES[duty].zh,
                rule=_rule(duty, Regime(held[0].project.regime)),
                task=_task(duty, mine, unit),
                standard=_STANDARDS[duty],
                deadline="各件法定期限" if duty is Duty.SETTLING else show_day(date.fromisoformat(latest)),
                helper=_HELPERS[duty],
                watched=WATCHED,
            )


def _title(state: Live, post: str) -> str:
    return next((row["title_zh"] for row in state.office.description["posts"] if row["id"] == post), post)


def _rule(duty: Duty, regime: Regime) -> str:
    """The article of the duty's step; answers to residents rest on the regulation on petitions."""
    if duty is Duty.SETTLING:
        return article("XF", "22")
    prefix = "sl_" if regime is Regime.STATE_LAND else "cl_"
    steps = law.load_procedure().steps
    step = steps.get(prefix + _STEPS[duty]) or steps[f"{prefix}h_registered"]
    return cited(step.citations[:1])


def _task(duty: Duty, mine: list[Held], unit: str) -> str:
    whole = len(mine)
    match duty:
        case Duty.SIGNING:
            done = sum(one.is_signed for one in mine)
            return f"{whole}户，已签约{done}户，尚有{whole - done}户"
        case Duty.APPRAISAL:
            open_ = sum(
                any(s.endswith("h_review_requested") for s in one.household.records)
                and not any(s.endswith("h_review_answered") for s in one.household.records)
                for one in mine
            )
            return f"{whole}户，复核尚未答复{open_}户"
        case Duty.VACATING:
            done = sum(one.has_reached(Stage.VACATED) for one in mine)
            return f"{whole}户，已腾空{done}户，尚有{whole - done}户"
        case Duty.DEMOLITION:
            done = sum(one.is_down for one in mine)
            return f"{whole}户，已拆除{done}户，尚有{whole - done}户"
        case Duty.SETTLING:
            waits = GrievanceRow.objects.filter(owner_unit=unit, answered_on="").count()
            return f"{whole}户，未答复诉求{waits}件"
