"""One invented household: 朱木桥-0113, signed, compensation due, waiting to be paid."""

from __future__ import annotations

from datetime import date, datetime

from plumbline.terms import SHANGHAI, Duty, Fen, Reason, Refused, Stage, Text
from plumbline.web import parts

TODAY = date(2026, 5, 22)
ORDER = (
    Stage.LISTED,
    Stage.SURVEYED,
    Stage.PUBLISHED,
    Stage.VALUED,
    Stage.AGREED,
    Stage.DECIDED,
    Stage.COMPENSATED,
    Stage.VACATED,
    Stage.HANDED_OVER,
    Stage.DEMOLISHED,
    Stage.CLOSED,
)
REACHED = {
    Stage.LISTED: date(2025, 12, 8),
    Stage.SURVEYED: date(2025, 12, 29),
    Stage.PUBLISHED: date(2026, 1, 12),
    Stage.VALUED: date(2026, 4, 14),
    Stage.AGREED: date(2026, 5, 11),
}
ACCOUNT = Text(
    "收款账户未经本人核对，不得付款。",
    "The payee has not confirmed the account, so nothing can be paid to it.",
)
UNPAID = Text(
    "补偿款 312,045.67 元尚未付清，不得登记腾空。",
    "Compensation of 312,045.67 yuan is due and unpaid, so vacating cannot be recorded.",
)
REASON = Reason(
    code="sl_h_vacated:compensated",
    rule="国有土地上房屋征收与补偿条例 第二十七条第一款",
    fact="应付 312,045.67 元，已付 0.00 元",
    message=UNPAID,
    remedy=Text(
        "先登记付款；付清次日起可以腾空。", "Record the payment first; vacating opens on the day after it."
    ),
    earliest=date(2026, 5, 27),
)
SECOND = Reason(
    code="sl_h_vacated:evidence",
    rule="国有土地上房屋征收与补偿条例 第二十五条",
    fact="缺少《搬迁交接单》",
    message=Text(
        "没有搬迁交接单，无从证明房屋已经腾空。", "Without the hand-over sheet nothing proves it empty."
    ),
    remedy=Text("上传双方签字的搬迁交接单。", "Upload the sheet signed by both parties."),
)
REFUSED = Refused((REASON, SECOND))


def line(blocked: bool) -> parts.StageLine:
    """The way of the household, with its next step open or blocked."""
    return parts.stage_line(
        ORDER,
        REACHED,
        TODAY,
        earliest=date(2026, 5, 26),
        blocks=(ACCOUNT,) if blocked else (),
        skipped=frozenset({Stage.DECIDED}),
    )


def sums() -> parts.Sums:
    """Four lines that add up to 312,045.67 yuan: 281,600.00 + 1,200.00 + 17,245.67 + 12,000.00."""
    return parts.Sums(
        lines=(
            parts.SumLine(
                "3(1)",
                Text("被征收房屋价值补偿", "value of the building"),
                Fen(28_160_000),
                Text(
                    "按分户评估报告确定的价值补偿；评估单价乘以应计建筑面积。",
                    "The value in the household's appraisal report: unit value times counted floor area.",
                ),
                (
                    ("应计建筑面积", "88.00 ㎡"),
                    ("评估单价", "3,200.00 元/㎡"),
                    ("评估报告", "示估字〔2026〕0113号"),
                ),
                ("3,200.00 元/㎡ × 88.00 ㎡", "= 281,600.00 元"),
            ),
            parts.SumLine(
                "5(1)",
                Text("搬迁费", "moving fee"),
                Fen(120_000),
                Text("每户每次 1,200 元。", "1,200 yuan a household and move."),
                (("搬迁次数", "1"),),
                ("1,200.00 元 × 1", "= 1,200.00 元"),
            ),
            parts.SumLine(
                "6(2)",
                Text("临时安置费", "transition allowance"),
                Fen(1_724_567),
                Text("按月计发，四舍五入到分。", "By the month, rounded half up to the fen."),
                (("月数", "24"), ("应计建筑面积", "88.00 ㎡"), ("月单价", "8.1655634 元/㎡")),
                ("8.1655634 元 × 88.00 ㎡ × 24 = 17,245.6699…", "四舍五入：17,245.67 元"),
            ),
            parts.SumLine(
                "9(1)",
                Text("签约奖励", "reward for signing"),
                Fen(1_200_000),
                Text("第一奖励期内签约，12,000 元。", "12,000 yuan for signing in the first reward period."),
                (("签约日", "2026-05-11"), ("第一奖励期", "2026-04-15 至 2026-05-14")),
                ("2026-05-11 在期内", "= 12,000.00 元"),
            ),
        ),
        version="A 1.1",
    )


def facts() -> tuple[parts.Fact, ...]:
    """Facts with their sources, one of them contested."""
    return (
        parts.Fact(Text("被征收人", "owner"), "陈桂兰（示例）", "不动产登记簿 2011-0482"),
        parts.Fact(Text("房屋坐落", "address"), "朱木桥巷 41 号", "入户调查表 第 1 页"),
        parts.Fact(Text("登记建筑面积", "registered area"), "88.00 ㎡", "不动产登记簿 2011-0482"),
        parts.Fact(Text("实测建筑面积", "measured area"), "91.36 ㎡", "入户调查表 第 2 页", contested=True),
        parts.Fact(Text("房屋结构", "structure"), "砖混二层", "入户调查表 第 2 页"),
        parts.Fact(Text("房屋用途", "use"), "住宅", "不动产登记簿 2011-0482"),
    )


def duties() -> tuple[parts.DutyHolder, ...]:
    """The five duties of the household."""
    since = date(2026, 5, 6)
    return (
        parts.DutyHolder(
            Duty.SIGNING, "市住建局", "第三工作小组组长", "赵明（示例）", since, "#", "0700-8100101"
        ),
        parts.DutyHolder(Duty.APPRAISAL, "市征补办", "评估联络员", "钱立（示例）", since, "#"),
        parts.DutyHolder(Duty.VACATING, "市住建局", "第三工作小组组员", "孙洁（示例）", since, "#"),
        parts.DutyHolder(Duty.DEMOLITION, "东城街道", "拆除监管员", "李庆（示例）", since, "#"),
        parts.DutyHolder(Duty.SETTLING, "市信访局", "接访专员", "周宁（示例）", date(2026, 5, 13), "#"),
    )


def history() -> tuple[parts.Happening, ...]:
    """What happened to the household, newest first, one of each kind."""

    def at(month: int, on: int, hour: int, minute: int) -> datetime:
        return datetime(2026, month, on, hour, minute, tzinfo=SHANGHAI)

    return (
        parts.Happening(
            at(5, 21, 16, 20),
            Text("登记腾空", "vacating recorded"),
            "孙洁 · 市住建局第三工作小组",
            "refused",
            detail=UNPAID,
        ),
        parts.Happening(
            date(2026, 5, 11),
            Text("签订补偿协议，选择货币补偿", "agreement signed, money compensation chosen"),
            "赵明 · 市住建局第三工作小组",
            entered_at=at(5, 12, 8, 40),
            url="#",
        ),
        parts.Happening(
            at(5, 7, 10, 5),
            Text("更正房屋结构：砖木改为砖混", "structure corrected: brick and timber to brick and concrete"),
            "陈测 · 市征补办，经赵复核",
            "correction",
        ),
        parts.Happening(
            at(4, 16, 9, 30),
            Text("答复对实测面积的异议", "objection to the measured area answered"),
            "周宁 · 市信访局",
            "answer",
            detail=Text(
                "复测为 91.36 ㎡，附墙体测量记录。", "Measured again: 91.36 ㎡, with the record of the walls."
            ),
        ),
        parts.Happening(
            date(2025, 12, 8), Text("由登记册导入", "imported from the register"), "市征补办", "imported"
        ),
    )


NEXT = parts.NextStep(Text("登记腾空", "record vacating"), "#", Refused((REASON,)), REASON.earliest)
OPEN = parts.NextStep(Text("登记付款", "record payment"), "#")
