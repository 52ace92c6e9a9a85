"""A unit's tasks as a workbook: the whole task, the roll, the weeks, the duties and the breakdown."""

from __future__ import annotations

from datetime import date

from plumbline import documents
from plumbline.documents import Column, Sheet
from plumbline.store.printing.tasks.breakdown import lines_of
from plumbline.store.printing.tasks.duties import duty_list
from plumbline.store.printing.tasks.live import Live, held_by, live
from plumbline.store.printing.tasks.unit import next_step, task_book
from plumbline.store.reading.office import block_names
from plumbline.store.reading.projects import short_names
from plumbline.terms import STAGE_TEXT, Refused, Stage


def unit_workbook(unit: str) -> bytes | Refused:
    """The workbook of a unit; refused as its task book is."""
    book, duties, state = task_book(unit), duty_list(unit), live()
    if isinstance(book, Refused):
        return book
    assert not isinstance(duties, Refused), "refused as the book is"
    assert not isinstance(state, Refused), "refused as the book is"
    above = (
        f"{book.unit}任务书",
        f"{book.project}　{documents.show_day(book.on)}　{book.version}　责任人：{book.head}",
        f"封账：{documents.show_day(book.seal.on)}{book.seal.number}　编号 {book.seal.digits}　核验 {book.seal.address}",
    )
    marked = (*above, "（示例）演示用文书，人名、地名和数字均为虚构") if book.example else above
    sheets = (
        _tasks(state, unit, marked),
        _roll(state, unit, marked),
        _weeks(book, marked),
        _duties(duties, marked),
        _breakdown(state, unit, marked),
    )
    return documents.write_sheets(sheets, on=book.on, title=f"{book.unit}任务书")


def _tasks(state: Live, unit: str, above: tuple[str, ...]) -> Sheet:
    names = short_names(state.office)
    deadlines = {row["id"]: row["deadline"] for row in state.office.description["projects"]}
    held = held_by(state, unit=unit)
    rows = []
    for project in dict.fromkeys(one.project.id for one in held):
        mine = [one for one in held if one.project.id == project]
        rows.append(
            (
                names[project],
                len(mine),
                sum(one.area_dm2 for one in mine),
                sum(one.is_signed for one in mine),
                sum(one.has_reached(Stage.VACATED) for one in mine),
                sum(one.is_down for one in mine),
                date.fromisoformat(str(deadlines[project])),
            )
        )
    columns = (
        Column("项目", "words", 18),
        Column("户数（应签、应腾、应拆）", "count", 14),
        Column("建筑面积（㎡）", "area", 16),
        Column("已签", "count", 8),
        Column("已腾", "count", 8),
        Column("已拆", "count", 8),
        Column("完成时限", "day", 16),
    )
    return Sheet("总体任务", above, columns, tuple(rows))


def _roll(state: Live, unit: str, above: tuple[str, ...]) -> Sheet:
    blocks = block_names(state.office)
    rows = tuple(
        (
            one.household.id,
            blocks.get((one.project.id, one.household.block), one.household.block),
            STAGE_TEXT[Stage(one.household.stage)].zh,
            one.area_dm2,
            *next_step(one, state.today),
        )
        for one in held_by(state, unit=unit)
    )
    columns = (
        Column("编号", "words", 16),
        Column("片区", "words", 14),
        Column("阶段", "words", 10),
        Column("建筑面积（㎡）", "area", 14),
        Column("下一步", "words", 34),
        Column("法定最早日", "words", 16),
    )
    return Sheet("分户名册", above, columns, rows)


def _weeks(book: documents.TaskBookValues, above: tuple[str, ...]) -> Sheet:
    columns = (
        Column("周次", "words", 8),
        Column("起止", "words", 20),
        *(Column(name, "count", 8) for name in ("签约", "付款", "腾空", "交房", "拆除")),
        Column("到期承诺", "words", 40),
    )
    rows = tuple(
        (
            week.week,
            week.days,
            week.signing,
            week.paying,
            week.vacating,
            week.handing_over,
            week.demolishing,
            week.promised,
        )
        for week in book.weeks
    )
    return Sheet("时间表", above, columns, rows)


def _duties(duties: documents.DutyListValues, above: tuple[str, ...]) -> Sheet:
    headings = ("责任主体", "职责事项", "依据", "具体任务", "完成标准", "完成时限", "配合单位", "监督方式")
    widths = (22, 10, 30, 26, 36, 16, 14, 28)
    rows = tuple(
        (
            line.subject,
            line.duty,
            line.rule,
            line.task,
            line.standard,
            line.deadline,
            line.helper,
            line.watched,
        )
        for line in duties.lines
    )
    columns = tuple(Column(name, "words", width) for name, width in zip(headings, widths, strict=True))
    return Sheet("责任清单", above, columns, rows)


def _breakdown(state: Live, unit: str, above: tuple[str, ...]) -> Sheet:
    headings = ("片区", "单位责任人", "包签约", "包评估", "包腾退", "包拆除", "包稳定", "当前进展", "备注")
    rows = tuple(
        (
            line.block,
            line.households,
            line.head,
            line.signing,
            line.appraisal,
            line.vacating,
            line.demolition,
            line.settling,
            line.progress,
            line.remark,
        )
        for line in lines_of(state, held_by(state, unit=unit))
    )
    first, *others = headings
    columns = (
        Column(first, "words", 14),
        Column("户数", "count", 8),
        *(Column(name, "words", 40 if name == "当前进展" else 14) for name in others),
    )
    return Sheet("任务分解", above, columns, rows)
