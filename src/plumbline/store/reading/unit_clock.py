"""The statutory clock of a unit: which dates come next for its projects and households, each with its reckoning.

Asked of the law as of today; nothing is kept. Dates of the same kind and day count once, with how many households
they concern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from plumbline import campaign, law
from plumbline.campaign import Office, Project, household_from_json
from plumbline.store.models import HouseholdRow
from plumbline.store.reading.office import projects_at, version


@dataclass(frozen=True, slots=True)
class NextDate:
    """A statutory date that comes next, or that an authority has let pass.

    cases   households it concerns; 0 for one of the project itself
    example one of them, for its file
    """

    project: str
    due: law.DueDate
    cases: int
    example: str


def next_dates(office: Office, unit: str, today: date, *, most: int) -> tuple[NextDate, ...]:
    """The dates of a unit, those that an authority let pass first, then by day; at most so many."""
    rules, projects = campaign.rules_of(office), projects_at(version())
    rows = HouseholdRow.objects.filter(unit=unit, remaining=True).order_by("position")
    by_project: dict[str, list[dict[str, object]]] = defaultdict(list)
    for project, data in rows.values_list("project", "data"):
        by_project[project].append(data)
    found: list[NextDate] = []
    for id, datas in by_project.items():
        found += _of_project(rules, projects[id], datas, today, most)
    return tuple(sorted(found, key=lambda one: (one.due.last, one.cases, one.due.of))[:most])


def _of_project(
    rules: campaign.Rules, project: Project, datas: Iterable[dict[str, object]], today: date, most: int
) -> Iterator[NextDate]:
    subject = campaign.project_subject(project)
    for due in _wanted(law.due_dates(rules.procedure, rules.calendar, subject, today), today):
        yield NextDate(project.id, due, 0, "")
    together: dict[tuple[date, str], list[tuple[str, law.HouseholdSubject]]] = defaultdict(list)
    for held in map(household_from_json, datas):
        household = campaign.household_subject(project, held, subject)
        # Days alone first: the reckoning is asked of one household of each kind and day.
        deadlines, rights = law.time_limits(rules.procedure, rules.calendar, household, today)
        ends = {
            (d.last.day, d.step)
            for d in deadlines
            if d.done_on is None and (d.is_breach or d.last.day >= today)
        }
        for key in ends | {(r.last.day, r.right) for r in rights if not r.over}:
            together[key].append((held.id, household))
    for (last, of), concerned in sorted(together.items())[:most]:
        told = law.due_dates(rules.procedure, rules.calendar, concerned[0][1], today)
        due = next(due for due in told if (due.last, due.of) == (last, of))
        yield NextDate(project.id, due, len(concerned), concerned[0][0])


def _wanted(dues: Iterable[law.DueDate], today: date) -> Iterator[law.DueDate]:
    return (due for due in dues if due.last >= today or (due.over and due.binds == "authority"))
