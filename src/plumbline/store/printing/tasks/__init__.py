"""What a unit answers for, on paper: task book, duty list and breakdown, from the live books with version and day.

The version is the number of leaves that were read; the figures under the seal are those of the last sealed day.
A roll names households by their numbers alone. Nothing here is typed: tasks are the duties as assigned, days
are the law's, weeks are the kept plan's.
"""

from typing import Literal

from plumbline.store.printing.tasks.breakdown import print_breakdown, task_breakdown
from plumbline.store.printing.tasks.duties import duty_list, print_duties
from plumbline.store.printing.tasks.sheets import unit_workbook
from plumbline.store.printing.tasks.unit import answerable_units, print_task_book, task_book

Form = Literal["pdf", "docx"]

__all__ = [
    "Form",
    "answerable_units",
    "duty_list",
    "print_breakdown",
    "print_duties",
    "print_task_book",
    "task_book",
    "task_breakdown",
    "unit_workbook",
]
