"""Invented values."""

from __future__ import annotations

from datetime import date

from plumbline.documents.papers.task_breakdown import BreakdownRow, TaskBreakdownValues
from plumbline.documents.sealed import SealMark
from plumbline.terms import Regime


def sample(_regime: Regime) -> TaskBreakdownValues:
    """The table of 朱木桥."""
    return TaskBreakdownValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部",
        on=date(2026, 6, 15),
        named="朱木桥片区旧城区改建项目",
        scope="东至槐荫巷，南至青溪路，西至朱木桥河，北至文昌路",
        households=312,
        floor_area=3_451_860,
        leader="陈文博",
        lead_unit="朱木桥街道办事处",
        deadline="2026年7月15日",
        version="版本：账本第4120条",
        lines=(
            BreakdownRow(
                unit="县住房和城乡建设局",
                head="赵明慧",
                block="槐荫巷片",
                households=160,
                signing="孙立",
                appraisal="孙立",
                vacating="周航",
                demolition="周航",
                settling="赵明慧",
                progress="已签约50户，已腾空31户，已交房29户，已拆除17户",
                remark="依法等待5户",
            ),
            BreakdownRow(
                unit="县文化和旅游局",
                head="林静",
                block="文昌片",
                households=152,
                signing="吴倩",
                appraisal="吴倩",
                vacating="郑伟",
                demolition="郑伟",
                settling="林静",
                progress="已签约46户，已腾空30户，已交房28户，已拆除16户",
            ),
        ),
        seal=SealMark(
            on=date(2026, 6, 14),
            number="（第14天）",
            size=4_120,
            root="5a" * 32,
            digits="04127 73011 89554 02261 00987 34566 10295 40873",
            address=f"https://qinglan.example/verify/2026-06-14/{'d4' * 32}",
        ),
    )
