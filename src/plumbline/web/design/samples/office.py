"""The invented campaign on day 17 of 40: figures, projects, units, days, papers, the person at work."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from plumbline.terms import SHANGHAI, STAGES, Fen, Regime, Text
from plumbline.web import parts
from plumbline.web.design.samples.household import TODAY

FIRST = date(2026, 5, 6)
NOW = datetime(2026, 5, 22, 9, 0, tzinfo=SHANGHAI)
DEADLINE = datetime(2026, 6, 14, 18, 0, tzinfo=SHANGHAI)
# Adds up to 1,200: 0+21+44+398+236+0+188+96+120+83+8+6.
COUNTS = dict(zip(STAGES, (0, 21, 44, 398, 236, 0, 188, 96, 120, 83, 8, 6), strict=True))
ROOT = "9f2c41d07ab8e6351c0de4f78b52a9630e7d1fc48a35b6920d4ef17c83a65b20"


def figures() -> tuple[parts.Figure, ...]:
    """First row of Today; 983 remain: 21+44+398+236+188+96."""
    return (
        parts.Figure(_("overdue"), 3, "#", _("cases"), _("the oldest by 4 days"), late=True),
        parts.Figure(_("due today"), 7, "#", _("cases")),
        parts.Figure(_("waiting for my signature"), 5, "#", _("papers"), _("2 of them payment orders")),
        parts.Figure(_("remaining households"), 983, "#", _("households"), _("31 fewer than yesterday")),
        parts.Figure(_("units without progress"), 1, "#", _("units"), _("for 5 days")),
    )


def countdown() -> parts.Countdown:
    """Day 17 of 40 at nine in the morning."""
    return parts.Countdown(17, 40, NOW, DEADLINE)


def days() -> tuple[parts.DayCell, ...]:
    """Forty days, sixteen of them past; day 14 was never sealed, to show what that looks like."""

    def state(n: int) -> str:
        return "missing" if n == 14 else "sealed" if n < 17 else "open" if n == 17 else "ahead"

    return tuple(
        parts.DayCell(n, FIRST + timedelta(days=n - 1), state(n), "#" if n < 17 else "")  # type: ignore[arg-type]
        for n in range(1, 41)
    )


def burndown() -> parts.Burndown:
    """Plan straight down, sealed days behind it, forecast that ends between 0 and 90."""
    planned = [1200 - 30 * n for n in range(41)]
    actual = [
        1200,
        1196,
        1190,
        1178,
        1170,
        1168,
        1161,
        1150,
        1138,
        1121,
        1103,
        1088,
        1072,
        1055,
        1036,
        1014,
        983,
    ]
    forecast = [(max(983 - 47 * n, 0), max(983 - 42 * n, 0), 983 - 37 * n) for n in range(1, 25)]
    return parts.burndown(planned, actual, forecast)


def projects() -> tuple[parts.ProjectCard, ...]:
    """Three projects of different kinds and speeds."""

    def bar(*counts: int) -> parts.StageBar:
        return parts.stage_bar(dict(zip(STAGES, counts, strict=True)))

    return (
        parts.ProjectCard(
            "大三角（示例）",
            "#",
            Regime.STATE_LAND,
            480,
            396,
            bar(0, 12, 20, 150, 96, 0, 80, 38, 50, 30, 2, 2),
            date(2026, 6, 12),
            date(2026, 6, 10),
        ),
        parts.ProjectCard(
            "朱木桥（示例）",
            "#",
            Regime.STATE_LAND,
            300,
            268,
            bar(0, 9, 24, 148, 51, 0, 26, 10, 18, 10, 2, 2),
            date(2026, 6, 14),
            date(2026, 6, 21),
            overdue=2,
        ),
        parts.ProjectCard(
            "田镇马口工业园（示例）",
            "#",
            Regime.COLLECTIVE_LAND,
            120,
            72,
            bar(0, 0, 0, 10, 12, 0, 30, 20, 28, 18, 2, 0),
            date(2026, 6, 8),
            date(2026, 6, 8),
        ),
    )


def units() -> tuple[parts.UnitRow, ...]:
    """Units by commitments kept, one with something overdue, one standing still."""
    return (
        parts.UnitRow(1, "市住建局", "#", 62, 38, 24, 24),
        parts.UnitRow(2, "市水利局", "#", 48, 31, 20, 18),
        parts.UnitRow(3, "市教育局", "#", 55, 44, 22, 15, standing_days=5),
        parts.UnitRow(4, "市市场监管局", "#", 71, 66, 30, 12, overdue=2),
    )


def money() -> parts.Money:
    """The day's balances."""
    return parts.Money(Fen(8_412_066_010), Fen(6_240_913_440), Fen(14_877_300_225), Fen(0), Fen(1_250_000))


def tasks() -> tuple[parts.Task, ...]:
    """Work that waits, by urgency."""
    return (
        parts.Task(
            Text("答复对评估价值的异议", "answer the objection to the value"),
            "#",
            "late",
            date(2026, 5, 18),
            TODAY,
            "朱木桥-0207",
        ),
        parts.Task(
            Text("签批付款单 2 张", "approve two payment orders"),
            "#",
            "due",
            TODAY,
            TODAY,
            "312,045.67 元 · 208,410.00 元",
        ),
        parts.Task(
            Text("复核逾期补录", "review a late entry"), "#", "open", date(2026, 5, 25), TODAY, "大三角-0031"
        ),
        parts.Task(
            Text("腾空（补偿付清之后）", "vacating, after payment"),
            "#",
            "waiting",
            date(2026, 5, 27),
            TODAY,
            "朱木桥-0113",
        ),
    )


def acting() -> parts.Acting:
    """A person who holds two posts."""
    return parts.Acting(
        "赵明（示例）",
        parts.Post("unit-07-head", "第三工作小组组长", "市住建局"),
        (parts.Post("office-clerk", "综合协调组成员", "指挥部办公室"),),
        date(2026, 6, 30),
        "#",
        "#",
    )


def seal() -> parts.Seal:
    """The mark of day 16."""
    return parts.Seal(ROOT, 16, date(2026, 5, 21), 18_204, "#")


def print_head() -> parts.PrintHead:
    """Head of a day account."""
    return parts.PrintHead(
        Text("日结账", "Daily settlement"),
        "示例市征迁工作指挥部",
        date(2026, 5, 21),
        "示指办〔2026〕16号",
        seal(),
        True,
    )


def documents() -> tuple[parts.DocumentRow, ...]:
    """Three documents of a project."""
    return (
        parts.DocumentRow(
            Text("房屋征收决定公告", "Announcement of the expropriation decision"),
            "#",
            "PDF",
            date(2026, 3, 20),
            "示政征字〔2026〕2号",
            "182 kB",
            "#",
        ),
        parts.DocumentRow(
            Text("征收补偿方案", "Compensation plan"),
            "#",
            "DOCX",
            date(2026, 3, 18),
            "示政发〔2026〕9号",
            "96 kB",
            "#",
        ),
        parts.DocumentRow(
            Text("任务分解表", "Task breakdown table"), "#", "XLSX", date(2026, 5, 6), "", "41 kB"
        ),
    )


def stages() -> parts.StageBar:
    """All households of the sample by stage, each count a link."""
    return parts.stage_bar(COUNTS, dict.fromkeys(STAGES, "#"))
