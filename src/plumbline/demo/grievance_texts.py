"""Twelve invented grievances: what people ask, and answers that cite the policy or the law."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GrievanceText:
    """One grievance without its household; empty `answered_on` = not answered."""

    project: str
    kind: str
    channel: str
    received_on: str
    answered_on: str
    text: str
    answer: str = ""
    cites: tuple[str, ...] = ()


GRIEVANCES: tuple[GrievanceText, ...] = (
    GrievanceText(
        "zhumuqiao", "complaint", "field", "2026-04-16", "",
        "邻户腾空后雨水倒灌我家后墙，多次向上门的同志反映没有结果，请派人来看。",
    ),
    GrievanceText(
        "dasanjiao", "request", "phone", "2026-04-20", "",
        "老人行动不便，申请把选房会改为上门办理，一直没有答复。",
    ),
    GrievanceText(
        "dasanjiao", "enquiry", "desk", "2026-05-07", "2026-05-08",
        "房产证面积比实测少 3 平方米，按哪一个算？",
        "已登记建筑按登记面积认定；认为登记有误的，请先向不动产登记机构申请更正，更正后按原签约时刻重算。", ("A7", "A30"),
    ),
    GrievanceText(
        "dasanjiao", "enquiry", "portal", "2026-05-11", "2026-05-12",
        "4 月已经签约，现在标准提高了，我们先签的是不是吃亏？",
        "不吃亏。方案 1.1 版只提高三项；已签约户按原签约时刻、新版本重算，高出部分一次补给。", ("A28",),
    ),
    GrievanceText(
        "dongxincun", "objection", "desk", "2026-05-08", "2026-05-12",
        "搬迁费我家只算了 1,500 元，邻居比我家多，请说明。",
        "住宅搬迁费按认定面积计算，低于最低数的按最低数；两户面积不同，算式见各户计算表，可当面核对。", ("A15",),
    ),
    GrievanceText(
        "zhumuqiao", "request", "phone", "2026-05-13", "2026-05-15",
        "选的是期房，想先拿一个月临时安置费租房。",
        "自行过渡的可以在搬离前预支一个月，以后从应付数中扣抵，总额不变；已安排专户支付。", ("A16",),
    ),
    GrievanceText(
        "tianzhen-makou", "enquiry", "field", "2026-05-15", "2026-05-16",
        "协议 4 月就签了，钱什么时候到账？不到账能不能叫我们先搬？",
        "征收土地公告 5 月 15 日发布后开始支付；补偿未到位，任何人不得要求搬离。", ("B34", "LAM 48"),
    ),
    GrievanceText(
        "huaqiao-tangjiaotou", "objection", "desk", "2026-05-12", "2026-05-14",
        "橘树数少算了十几棵。",
        "每亩计数有上限，超过上限的按单价从高到低计满为止；已带名册到地头复点，树数登记无误。", ("B12",),
    ),
    GrievanceText(
        "dongxincun", "complaint", "phone", "2026-05-14", "2026-05-15",
        "有人传话说不签就要停水，是不是真的？",
        "不是。任何单位不得以停水、停电等方式迫使搬迁；已向督查室登记并在片区公告。", ("R590 27", "A31"),
    ),
    GrievanceText(
        "dasanjiao", "request", "portal", "2026-05-20", "",
        "请问评估报告里装修一项的成新率是怎么来的，申请查看查勘记录。",
    ),
    GrievanceText(
        "zhumuqiao", "enquiry", "desk", "2026-05-21", "",
        "孩子今年刚毕业把户口迁回来，算不算计入人员？",
    ),
    GrievanceText(
        "tianzhen-makou", "request", "field", "2026-05-21", "",
        "鱼塘里的鱼要到六月才能起塘，请把腾地时间放在起塘以后。",
    ),
)  # fmt: skip
