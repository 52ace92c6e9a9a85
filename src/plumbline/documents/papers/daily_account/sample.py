"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.daily_account import AccountRow, DailyAccountValues, Item, MoneyRow
from plumbline.documents.sealed import SealMark
from plumbline.terms import Regime


def sample(_regime: Regime) -> DailyAccountValues:
    """The fourteenth day of a small campaign."""
    on = date(2026, 6, 14)
    return DailyAccountValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部办公室",
        on=on,
        counter="第14天（共40天，剩26天）",
        balanced=True,
        lines=(
            _line("朱木桥片区", 210, "2／61", "1／57", "1／40", "1／38", "0／22", 172),
            _line("柳溪村片区", 102, "1／35", "0／31", "1／21", "0／19", "1／11", 83),
            _line("合计", 312, "3／96", "1／88", "2／61", "1／57", "1／33", 255),
        ),
        money=(
            MoneyRow(
                what="当日",
                due=620_000_00,
                paid=512_045_67,
                deposited=0,
                open=107_954_33,
                unreconciled="—",
            ),
            MoneyRow(
                what="累计",
                due=41_200_000_00,
                paid=33_180_450_67,
                deposited=312_045_00,
                open=7_707_504_33,
                unreconciled="0.00",
            ),
        ),
        items=(
            Item(kind="今日届满", text="申请复核评估的期限：朱木桥片区3户"),
            Item(kind="三日内届满", text="6月16日　补偿款支付：柳溪村片区2户"),
            Item(kind="停滞", text="片区：朱木桥片区槐荫巷片9天（剩14户）"),
            Item(kind="昨日承诺", text="县文化和旅游局：柳溪村片区累计签约34户，达到30户，未兑现"),
            Item(kind="更正", text="无"),
        ),
        seal=SealMark(
            on=on,
            number="（第14天）",
            size=4_120,
            root="5a" * 32,
            digits="04127 73011 89554 02261 00987 34566 10295 40873",
            address=f"https://qinglan.example/verify/{on.isoformat()}/{'b7' * 32}",
        ),
    )


def _line(
    name: str, households: int, agreed: str, paid: str, vacated: str, handed: str, down: str, left: int
) -> AccountRow:
    return AccountRow(
        name=name,
        households=households,
        agreed=agreed,
        paid=paid,
        vacated=vacated,
        handed_over=handed,
        demolished=down,
        remaining=left,
    )
