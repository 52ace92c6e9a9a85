"""The content of the parts: one frozen dataclass for each template `templates/parts/_*.html`.

A view builds these from read models and hands them to a template; the template writes them out. A
part holds what is shown and nothing else: it asks no database, decides nothing, and every amount in
it is a whole number of fen or 0.01 ㎡ until a filter writes it. Texts of law and policy stay
`terms.Text` in both languages up to the template.

What may enter: dataclasses of parts, and pure functions that lay values out (an address, a line of
points, a strip of days). `/design` shows each of them.
"""

from plumbline.web.parts.burndown import Burndown, burndown
from plumbline.web.parts.days import distance, write_day
from plumbline.web.parts.desk import Acting, Crumb, Key, Post, Tab, Task
from plumbline.web.parts.figures import (
    Countdown,
    DayCell,
    Figure,
    Money,
    ProjectCard,
    StageBar,
    UnitRow,
    stage_bar,
)
from plumbline.web.parts.household import (
    DutyHolder,
    Fact,
    Happening,
    NextStep,
    StageLine,
    StageStep,
    SumLine,
    Sums,
    stage_line,
)
from plumbline.web.parts.lists import Filter, ListPage, ListState, list_page, read_state
from plumbline.web.parts.marks import STATUSES, stage_mark
from plumbline.web.parts.papers import DocumentRow, PrintHead, Seal
from plumbline.web.parts.tables import Cell, Column, Row, Table, rows, total_row

__all__ = [
    "STATUSES",
    "Acting",
    "Burndown",
    "Cell",
    "Column",
    "Countdown",
    "Crumb",
    "DayCell",
    "DocumentRow",
    "DutyHolder",
    "Fact",
    "Figure",
    "Filter",
    "Happening",
    "Key",
    "ListPage",
    "ListState",
    "Money",
    "NextStep",
    "Post",
    "PrintHead",
    "ProjectCard",
    "Row",
    "Seal",
    "StageBar",
    "StageLine",
    "StageStep",
    "SumLine",
    "Sums",
    "Tab",
    "Table",
    "Task",
    "UnitRow",
    "burndown",
    "distance",
    "list_page",
    "read_state",
    "rows",
    "stage_bar",
    "stage_line",
    "stage_mark",
    "total_row",
    "write_day",
]
