"""Invented values: the second week of a small campaign, composed as a real one is."""

from __future__ import annotations

from datetime import date, timedelta

from plumbline.documents.papers.weekly_bulletin import (
    Preface,
    WeeklyBulletinValues,
    compose,
    figures_digest,
)
from plumbline.documents.papers.weekly_bulletin.facts import (
    COUNTED,
    PLANNED,
    WORDS,
    DayOfWeek,
    Ending,
    Named,
    Promise,
    Still,
    WeekFacts,
)
from plumbline.documents.pictures import Line
from plumbline.documents.sealed import SealMark
from plumbline.terms import Regime, Stage

_FIRST, _LAST = date(2026, 6, 8), date(2026, 6, 14)
_PLACES = {
    "all": (312, 96, 88, 61, 57, 33, 21, 16, 15, 12, 6, 9),
    "project:bridge": (210, 61, 57, 40, 38, 22, 14, 11, 10, 8, 4, 6),
    "project:river": (102, 35, 31, 21, 19, 11, 7, 5, 5, 4, 2, 3),
    "unit:works": (160, 50, 46, 31, 29, 17, 11, 8, 8, 6, 3, 5),
    "unit:culture": (152, 46, 42, 30, 28, 16, 10, 8, 7, 6, 3, 4),
}
"""Place → households, reached in all by stage, reached in the week by stage, lawfully waiting."""


def facts() -> WeekFacts:
    """The invented week."""
    at, within = _LAST.isoformat(), f"{_FIRST.isoformat()}..{_LAST.isoformat()}"
    figures: dict[str, int] = {}
    for place, (households, *rest) in _PLACES.items():
        total, moved, waiting = rest[:5], rest[5:10], rest[10]
        figures[f"{at}/{place}/households"] = households
        figures[f"{at}/{place}/remaining"] = households - total[3]
        figures[f"law/{at}/{place}/waiting"] = waiting
        for stage, n, of_week in zip(COUNTED, total, moved, strict=True):
            figures[f"{at}/{place}/reached/{stage.value}"] = n
            figures[f"{within}/{place}/reached/{stage.value}"] = of_week
    figures |= _of_all(at, within) | _promised(at) | _of_days(at)
    for n, stage in enumerate(PLANNED):
        figures[f"plan/{at}/{stage.value}"] = 100 - 30 * n
    return WeekFacts(
        week=2,
        number=14,
        days=40,
        first=_FIRST,
        last=_LAST,
        figures=figures,
        projects=(Named("bridge", "朱木桥片区"), Named("river", "柳溪村片区")),
        units=(Named("works", "县住房和城乡建设局"), Named("culture", "县文化和旅游局")),
        plan_on=date(2026, 6, 1),
        course=tuple(_lines(figures, at)),
        of_days=tuple(
            DayOfWeek(_FIRST + timedelta(days=n), 8 + n, f"{12340 + n:05d} {56780 - n:05d}") for n in range(7)
        ),
        promises=(
            Promise(301, "works", "bridge", Stage.AGREED, date(2026, 6, 12), True),
            Promise(302, "culture", "river", Stage.AGREED, date(2026, 6, 13), False),
            Promise(303, "works", "bridge", Stage.VACATED, date(2026, 6, 19), None),
        ),
        still=(Still("block", "朱木桥片区槐荫巷片", f"{at}/block:bridge/huaiyin"),),
        overdue=(Named("culture", "县文化和旅游局"),),
        endings=(
            Ending(
                "申请复核评估的期限",
                "朱木桥片区",
                date(2026, 6, 16),
                date(2026, 6, 18),
                f"law/{at}/ending:bridge/review",
            ),
        ),
    )


def _of_all(at: str, within: str) -> dict[str, int]:
    money = {"due": 41_200_000_00, "paid": 33_180_450_67, "deposited": 312_045_00, "unreconciled": 0}
    of_week = {"due": 6_020_000_00, "paid": 5_411_200_10, "deposited": 0}
    return {
        f"{at}/all/projects": 2,
        f"{within}/all/remaining_before": 267,
        **{f"{at}/all/money/{name}": fen for name, fen in money.items()},
        f"{at}/all/money/open": money["due"] - money["paid"] - money["deposited"],
        **{f"{within}/all/money/{name}": fen for name, fen in of_week.items()},
        f"{at}/still": 1,
        f"{at}/block:bridge/huaiyin/days": 9,
        f"{at}/block:bridge/huaiyin/remaining": 14,
        f"law/{at}/block:bridge/huaiyin/waiting": 3,
        **{f"{at}/all/unmoved/{name}": n for name, n in zip(
            ("agreed", "compensated", "vacated", "handed_over"), (7, 21, 2, 11), strict=True)},
        **{f"law/{at}/all/waiting/{name}": n for name, n in zip(
            ("review", "title", "remedy", "period"), (2, 4, 1, 2), strict=True)},
        f"{at}/all/grievances/open": 3,
        f"{at}/all/grievances/overdue": 1,
        f"{at}/unit:culture/grievances/overdue": 1,
        f"{within}/all/grievances/received": 5,
        f"{within}/all/grievances/answered": 4,
        f"{within}/all/late": 1,
        f"{within}/all/corrections": 2,
        f"{within}/all/consultations": 1,
        f"{within}/all/orders/issued": 3,
        f"{within}/all/orders/closed": 2,
        f"{at}/all/orders/open": 2,
        f"{at}/all/orders/overdue": 0,
        f"{at}/all/orders/next_week": 2,
        **{f"{within}/all/rungs/{rung}": n for rung, n in zip(
            ("reminder", "circular", "formal_talk", "accountability", "referral"), (1, 0, 0, 0, 0), strict=True)},
        f"law/{at}/endings": 1,
        f"law/{at}/ending:bridge/review": 6,
    }  # fmt: skip


def _promised(at: str) -> dict[str, int]:
    within = f"{_FIRST.isoformat()}..{_LAST.isoformat()}"
    found = {
        f"{at}/all/promises/due": 2,
        f"{at}/all/promises/kept": 1,
        f"{at}/all/promises/running": 1,
        f"{at}/all/promises/next_week": 1,
        f"{within}/all/promises/due": 2,
        f"{within}/all/promises/kept": 1,
        "promise:303/households": 40,
    }
    for unit, due, kept, promised, done, excused in (
        ("works", 1, 1, 45, 45, 0),
        ("culture", 1, 0, 34, 30, 3),
    ):
        key = f"{at}/unit:{unit}/promises"
        found |= {f"{key}/due": due, f"{key}/kept": kept, f"{key}/promised": promised, f"{key}/done": done}
        found[f"law/{key}/excused"] = excused
    return found


def _of_days(at: str) -> dict[str, int]:
    """The week's moves, the most on its first day; what remains falls with the hand-overs."""
    found: dict[str, int] = {}
    left = 267
    for n in range(7):
        on = (_FIRST + timedelta(days=n)).isoformat()
        for stage, moved in zip(COUNTED, _PLACES["all"][6:11], strict=True):
            today = moved // 7 + (moved % 7 if n == 0 else 0)
            found[f"{on}/all/today/{stage.value}"] = today
            left -= today if stage is Stage.HANDED_OVER else 0
        found[f"{on}/all/remaining"] = left
    assert found[f"{at}/all/remaining"] == 255
    return found


def _lines(figures: dict[str, int], at: str) -> list[Line]:
    found = []
    for stage in PLANNED:
        end, plan = figures[f"{at}/all/reached/{stage.value}"], figures[f"plan/{at}/{stage.value}"]
        found.append(Line(WORDS[stage], tuple(end * n * n // 196 for n in range(15))))
        found.append(Line(f"{WORDS[stage]}计划", tuple(plan * n // 14 for n in range(15)), planned=True))
    return found


def sample(_regime: Regime) -> WeeklyBulletinValues:
    """The bulletin of the invented week."""
    week = facts()
    digest = figures_digest(week)
    return WeeklyBulletinValues(
        example=True,
        project="青岚县征迁清零工作",
        issuer="青岚县征迁清零工作指挥部",
        number="青征指〔2026〕12号",
        on=date(2026, 6, 15),
        mark="青岚县征迁清零工作指挥部文件",
        copies="县委办公室，县人民政府办公室",
        printed_by="青岚县征迁清零工作指挥部办公室",
        printed_on=date(2026, 6, 15),
        addressees="各分指挥部，各工作组，各牵头实施单位、包保单位",
        preface=(
            Preface(
                text="请各单位对照承诺和法定期限，依法、文明做好下周工作。", by="指挥部办公室主任 陈立新"
            ),
        ),
        seal=SealMark(
            on=_LAST,
            number="（第14天）",
            size=4_120,
            root="5a" * 32,
            digits="04127 73011 89554 02261 00987 34566 10295 40873",
            address=f"https://qinglan.example/verify/{_LAST.isoformat()}/{digest}",
        ),
        **compose(week),
    )
