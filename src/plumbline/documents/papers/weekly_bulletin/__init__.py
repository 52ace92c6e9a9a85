"""周通报: what a week of sealed days says, in six sections with its tables, its chart and the annex.

The text is composed from the figures (`compose`); a person adds a preface under a name, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from plumbline.documents.fields import chart, count, rows, words
from plumbline.documents.model import Layout
from plumbline.documents.of_campaign import OF_CAMPAIGN, CampaignOfficialValues
from plumbline.documents.paper import Kind, fault
from plumbline.documents.papers.weekly_bulletin import sections
from plumbline.documents.papers.weekly_bulletin.facts import COUNTED, PLANNED, WORDS, WeekFacts
from plumbline.documents.papers.weekly_bulletin.standing import of_units
from plumbline.documents.pictures import Chart
from plumbline.documents.sealed import digest_of
from plumbline.documents.showing import show_day
from plumbline.documents.telling import Told, share
from plumbline.terms import Reason, Text

MOST_CHARACTERS = 4_000
"""Of a special-purpose paper's text; tables and the annex are counted by their pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """One counted stage: at the last week's end, in the week, at its end, and as planned for that day."""

    what: Annotated[str, words("环节", "stage")]
    before: Annotated[int, count("上周末累计", "at the end of last week")]
    moved: Annotated[int, count("本周", "in the week")]
    total: Annotated[int, count("本周末累计", "at the week's end")]
    planned: Annotated[str, words("计划累计", "as planned")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow:
    """One project: what reached each stage, week and total."""

    name: Annotated[str, words("项目", "project")]
    households: Annotated[int, count("总户数", "households")]
    agreed: Annotated[str, words("签约", "signed")]
    paid: Annotated[str, words("付款", "paid")]
    vacated: Annotated[str, words("腾空", "vacated")]
    handed_over: Annotated[str, words("交房", "handed over")]
    demolished: Annotated[str, words("拆除", "demolished")]
    remaining: Annotated[int, count("尚未交房", "not handed over")]
    waiting: Annotated[int, count("依法等待", "lawfully waiting")]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """One unit by its commitments."""

    rank: Annotated[str, words("位次", "rank")]
    name: Annotated[str, words("单位", "unit")]
    due: Annotated[int, count("到期承诺", "commitments due")]
    kept: Annotated[int, count("兑现", "kept")]
    promised: Annotated[int, count("承诺户数", "households promised")]
    done: Annotated[int, count("完成户数", "households done")]
    excused: Annotated[int, count("依法等待", "lawfully waiting")]
    rate: Annotated[str, words("兑现率", "share kept")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One sealed day of the week."""

    on: Annotated[str, words("日期", "day")]
    number: Annotated[int, count("天次", "day of the campaign")]
    agreed: Annotated[int, count("签约", "signed")]
    paid: Annotated[int, count("付款", "paid")]
    vacated: Annotated[int, count("腾空", "vacated")]
    handed_over: Annotated[int, count("交房", "handed over")]
    demolished: Annotated[int, count("拆除", "demolished")]
    remaining: Annotated[int, count("尚未交房", "not handed over")]
    digits: Annotated[str, words("封账编号", "first digits of the seal")]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One unit of the annex."""

    name: Annotated[str, words("单位", "unit")]
    households: Annotated[int, count("户数", "households")]
    agreed: Annotated[str, words("签约", "signed")]
    paid: Annotated[str, words("付款", "paid")]
    vacated: Annotated[str, words("腾空", "vacated")]
    handed_over: Annotated[str, words("交房", "handed over")]
    demolished: Annotated[str, words("拆除", "demolished")]
    remaining: Annotated[int, count("尚未交房", "not handed over")]
    waiting: Annotated[int, count("依法等待", "lawfully waiting")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preface:
    """What a person puts before the figures, under that person's post and name."""

    text: Annotated[str, words("文", "text")]
    by: Annotated[str, words("署名", "who signs it")]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyBulletinValues(CampaignOfficialValues):
    """Values of the bulletin; `compose` gives all that is not the office's own.

    preface      of a person, kept apart from the figures and under that person's name
    """

    week: Annotated[int, count("期号", "number")]
    addressees: Annotated[str, words("主送机关", "addressees")]
    preface: Annotated[tuple[Preface, ...], rows("按语", "preface", Preface, optional=True)] = ()
    lead: Annotated[tuple[Told, ...], rows("导语", "opening", Told)]
    overall: Annotated[tuple[Told, ...], rows("总体进展", "overall", Told)]
    by_project: Annotated[tuple[Told, ...], rows("分项目进展", "by project", Told)]
    by_unit: Annotated[tuple[Told, ...], rows("单位进展", "by unit", Told)]
    problems: Annotated[tuple[Told, ...], rows("存在的问题", "problems", Told)]
    supervised: Annotated[tuple[Told, ...], rows("督办事项", "matters supervised", Told)]
    next_week: Annotated[tuple[Told, ...], rows("下周安排", "next week", Told)]
    endings: Annotated[tuple[Told, ...], rows("下周期限", "periods that end next week", Told)]
    progress: Annotated[tuple[ProgressRow, ...], rows("进展表", "table of progress", ProgressRow)]
    course: Annotated[Chart, chart("走势图", "chart of progress")]
    projects: Annotated[tuple[ProjectRow, ...], rows("项目表", "table of projects", ProjectRow)]
    standing: Annotated[
        tuple[StandingRow, ...], rows("兑现表", "table of commitments", StandingRow, optional=True)
    ]
    of_days: Annotated[tuple[DayRow, ...], rows("逐日明细", "days", DayRow)]
    of_units: Annotated[tuple[UnitRow, ...], rows("单位明细", "units", UnitRow, optional=True)]

    @property
    def told(self) -> tuple[Told, ...]:
        """Every composed paragraph, in order."""
        return (
            *self.lead,
            *self.overall,
            *self.by_project,
            *self.by_unit,
            *self.problems,
            *self.supervised,
            *self.next_week,
            *self.endings,
        )


def compose(facts: WeekFacts) -> dict[str, Any]:
    """All values of the bulletin that follow from the week's figures, by field name."""
    return {
        "week": facts.week,
        "lead": (sections.lead(facts),),
        "overall": sections.overall(facts),
        "by_project": sections.by_project(facts),
        "by_unit": sections.by_unit(facts),
        "problems": sections.problems(facts),
        "supervised": sections.supervised(facts),
        "next_week": sections.next_week(facts),
        "endings": sections.endings(facts),
        "progress": tuple(_progress(facts)),
        "course": _course(facts),
        "projects": tuple(_projects(facts)),
        "standing": tuple(_standing(facts)),
        "of_days": tuple(_days(facts)),
        "of_units": tuple(_units(facts)),
    }


def figures_digest(facts: WeekFacts) -> str:
    """SHA-256 of the figures that follow from sealed days alone."""
    return digest_of({"paper": KIND.id, "week": facts.week, **facts.sealed})


def _progress(facts: WeekFacts) -> Iterator[ProgressRow]:
    for stage in COUNTED:
        moved = facts.figures[f"{facts.within}/all/reached/{stage.value}"]
        total = facts.figures[f"{facts.at}/all/reached/{stage.value}"]
        planned = facts.figures.get(f"plan/{facts.at}/{stage.value}")
        yield ProgressRow(
            what=WORDS[stage],
            before=total - moved,
            moved=moved,
            total=total,
            planned="—" if planned is None else str(planned),
        )


def _course(facts: WeekFacts) -> Chart:
    """Signed, vacated and demolished against the plan; the axis names every seventh day."""
    points = len(facts.course[0].values)
    places = sorted({*range(0, points, 7), points - 1})
    marks = [(place, f"第{place}天") for place in places if place == points - 1 or points - 1 - place >= 3]
    says = f"累计{'、'.join(WORDS[stage] for stage in PLANNED)}与计划对比，至{show_day(facts.last)}"
    return Chart(says, facts.course, tuple(marks))


def _both(facts: WeekFacts, place: str) -> dict[str, str]:
    """Week and total of each counted stage, `12／186`."""
    fields = ("agreed", "paid", "vacated", "handed_over", "demolished")
    return {
        field: (
            f"{facts.figures[f'{facts.within}/{place}/reached/{stage.value}']}／"
            f"{facts.figures[f'{facts.at}/{place}/reached/{stage.value}']}"
        )
        for field, stage in zip(fields, COUNTED, strict=True)
    }


def _projects(facts: WeekFacts) -> Iterator[ProjectRow]:
    places = [(project.name, f"project:{project.id}") for project in facts.projects]
    for name, place in (*places, ("合计", "all")):
        yield ProjectRow(
            name=name,
            households=facts.figures[f"{facts.at}/{place}/households"],
            remaining=facts.figures[f"{facts.at}/{place}/remaining"],
            waiting=facts.figures[f"law/{facts.at}/{place}/waiting"],
            **_both(facts, place),
        )


def _standing(facts: WeekFacts) -> Iterator[StandingRow]:
    for line in of_units(facts):
        if line.is_ranked:
            yield StandingRow(
                rank=str(line.rank),
                name=line.name,
                due=line.due,
                kept=line.kept,
                promised=line.promised,
                done=line.done,
                excused=line.excused,
                rate=share(line.done, line.owed) if line.owed else "—",
            )


def _days(facts: WeekFacts) -> Iterator[DayRow]:
    for day in facts.of_days:
        key = f"{day.on.isoformat()}/all"
        agreed, paid, vacated, handed_over, demolished = (
            facts.figures[f"{key}/today/{stage.value}"] for stage in COUNTED
        )
        yield DayRow(
            on=f"{day.on.month}月{day.on.day}日",
            number=day.number,
            agreed=agreed,
            paid=paid,
            vacated=vacated,
            handed_over=handed_over,
            demolished=demolished,
            remaining=facts.figures[f"{key}/remaining"],
            digits=day.digits,
        )


def _units(facts: WeekFacts) -> Iterator[UnitRow]:
    for unit in facts.units:
        place = f"unit:{unit.id}"
        yield UnitRow(
            name=unit.name,
            households=facts.figures[f"{facts.at}/{place}/households"],
            remaining=facts.figures[f"{facts.at}/{place}/remaining"],
            waiting=facts.figures[f"law/{facts.at}/{place}/waiting"],
            **_both(facts, place),
        )


def faults(values: WeeklyBulletinValues) -> Iterator[Reason]:
    """The length of the text."""
    length = sections.characters(values.told) + sum(len(one.text) for one in values.preface)
    if length > MOST_CHARACTERS:
        yield fault(
            "too_long",
            Text(
                f"通报正文{length}字，超过{MOST_CHARACTERS}字。",
                f"The text has {length} characters, more than {MOST_CHARACTERS}.",
            ),
            Text("请缩短按语；数据正文由系统生成。", "Shorten the preface; the rest is composed."),
            rule="整治形式主义为基层减负若干规定",
        )


KIND = Kind(
    "weekly_bulletin",
    Text("周通报", "weekly bulletin"),
    WeeklyBulletinValues,
    Layout.OFFICIAL,
    regimes=OF_CAMPAIGN,
    faults=faults,
)
