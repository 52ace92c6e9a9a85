"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.task_book import RedLine, RollRow, TaskBookValues, TaskRow, WeekRow
from plumbline.documents.pictures import Bar, Schedule
from plumbline.documents.sealed import SealMark
from plumbline.terms import Regime

_STEPS = (
    ("已签约", "支付货币补偿", "即日"),
    ("评估", "签订补偿协议", "即日"),
    ("已付清", "搬离", "即日"),
    ("评估", "依法等待：评估结果复核", "2026年6月22日"),
)


def sample(_regime: Regime) -> TaskBookValues:
    """The book of a small bureau."""
    on = date(2026, 6, 15)
    return TaskBookValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部",
        on=on,
        unit="县文化和旅游局",
        head="林静 县文化和旅游局局长",
        version="版本：账本第4120条",
        tasks=(
            TaskRow(
                name="朱木桥片区",
                households=12,
                floor_area=148_060,
                to_sign="12（7）",
                to_vacate="12（4）",
                to_demolish="12（1）",
                deadline="2026年7月15日",
            ),
        ),
        roll=tuple(
            RollRow(
                household=f"朱木桥-{n:04d}",
                block="槐荫巷片",
                stage=_STEPS[n % 4][0],
                next_step=_STEPS[n % 4][1],
                earliest=_STEPS[n % 4][2],
            )
            for n in range(101, 113)
        ),
        weeks=tuple(
            WeekRow(
                week=f"第{n}周",
                days=f"6月{15 + 7 * (n - 3)}日起",
                signing=2,
                paying=2,
                vacating=3,
                handing_over=3,
                demolishing=1,
                promised="6月20日：朱木桥片区累计签约10户" if n == 3 else "—",
            )
            for n in (3, 4)
        ),
        way=Schedule(
            "各环节的计划起止",
            40,
            14,
            (Bar("签约", 15, 27, "6月15日至27日 4户"), Bar("腾空", 17, 35, "6月17日至7月5日 8户")),
            ((0, "6月1日"), (14, "6月15日"), (28, "6月29日")),
        ),
        red_lines=(
            RedLine(text="未给予补偿不得要求搬迁", rule="R590 27(1)-(2)"),
            RedLine(text="不得违规中断供水供热供气供电和道路通行", rule="R590 27(3), 31"),
        ),
        seal=SealMark(
            on=date(2026, 6, 14),
            number="（第14天）",
            size=4_120,
            root="5a" * 32,
            digits="04127 73011 89554 02261 00987 34566 10295 40873",
            address=f"https://qinglan.example/verify/2026-06-14/{'c3' * 32}",
        ),
    )
