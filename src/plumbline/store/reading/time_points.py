"""Statutory time points that end on a day or soon after: of projects, of households counted by kind, of cases.

Read as of the day: a record entered after the day was sealed does not stand in its account.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from plumbline import campaign, law
from plumbline.campaign import household_from_json, project_from_json
from plumbline.store.models import GrievanceRow, HouseholdRow, ProjectRow
from plumbline.store.reading.sealed import SealedDay, the_office
from plumbline.terms import Text

SOON_DAYS = 3
"""Days after the day itself that its account looks ahead (日结账：三日内届满)."""

_KINDS = {
    "enquiry": Text("咨询答复", "answer to an enquiry"),
    "request": Text("诉求答复", "answer to a request"),
    "objection": Text("异议答复", "answer to an objection"),
    "complaint": Text("信访投诉答复", "answer to a complaint"),
    "information": Text("信息公开答复", "answer to a request for information"),
}


@dataclass(frozen=True, slots=True)
class TimePoint:
    """A period whose last day is near.

    what     the step that is due, or the right that ends
    rule     article that sets it
    binds    `authority` or `resident`
    cases    how many households or cases it is; 0 for one of the project itself
    """

    project: str
    what: Text
    rule: str
    last: date
    binds: str
    cases: int


@dataclass(frozen=True, slots=True)
class _Found:
    what: Text
    rule: str
    last: date
    binds: str


def time_points(day: SealedDay, projects: Iterable[str], *, within: int = SOON_DAYS) -> tuple[TimePoint, ...]:
    """The periods of some projects that end on the day or so many days after, by day, project and kind."""
    wanted, until = tuple(projects), day.on + timedelta(days=within)
    points = [*_of_steps(day, wanted, until), *_of_cases(day.on, wanted, until)]
    order = {pk: n for n, pk in enumerate(wanted)}
    return tuple(sorted(points, key=lambda p: (p.last, order[p.project], p.cases > 0, p.what.zh)))


_MEMORY: dict[tuple[str, tuple[str, ...], date], tuple[TimePoint, ...]] = {}
_KEPT_DAYS = 64


def _of_steps(day: SealedDay, projects: tuple[str, ...], until: date) -> tuple[TimePoint, ...]:
    # A sealed day never changes, and judging every household of a county again takes seconds.
    key = (day.root, projects, until)
    if key not in _MEMORY:
        if len(_MEMORY) >= _KEPT_DAYS:
            _MEMORY.clear()
        _MEMORY[key] = tuple(_judged(day, projects, until))
    return _MEMORY[key]


def _judged(day: SealedDay, projects: tuple[str, ...], until: date) -> Iterator[TimePoint]:
    rules = campaign.rules_of(the_office())
    for row in ProjectRow.objects.filter(pk__in=projects):
        project = _as_of(project_from_json(row.data), day.size)
        subject = campaign.project_subject(project)
        for found in _ending(rules, subject, day.on, until):
            yield TimePoint(row.pk, found.what, found.rule, found.last, found.binds, 0)
        counts: Counter[_Found] = Counter()
        households = HouseholdRow.objects.filter(project=row.pk).values_list("data", flat=True)
        for data in households.iterator():
            household = _as_of(household_from_json(data), day.size)
            if household.records and not household.is_withdrawn:
                one = campaign.household_subject(project, household, subject)
                counts.update(set(_ending(rules, one, day.on, until)))
        for found, cases in counts.items():
            yield TimePoint(row.pk, found.what, found.rule, found.last, found.binds, cases)


def _as_of(aggregate: Any, size: int) -> Any:
    """A project or a household with the records that were sealed by then."""
    return replace(aggregate, records={s: r for s, r in aggregate.records.items() if r["seq"] < size})


def _ending(rules: campaign.Rules, subject: law.Subject, on: date, until: date) -> Iterator[_Found]:
    deadlines, rights = law.time_limits(rules.procedure, rules.calendar, subject, on)
    for deadline in deadlines:
        if on <= deadline.last.day <= until and deadline.done_on is None:
            name = rules.procedure.steps[deadline.step].name
            yield _Found(name, deadline.rule, deadline.last.day, deadline.binds)
    for running in rights:
        if on <= running.last.day <= until:
            right = rules.procedure.regimes[_regime(subject)].rights[running.right]
            yield _Found(right.text, running.rule, running.last.day, "resident")


def _regime(subject: law.Subject) -> Any:
    return subject.project.regime if isinstance(subject, law.HouseholdSubject) else subject.regime


def _of_cases(on: date, projects: tuple[str, ...], until: date) -> Iterator[TimePoint]:
    rows = GrievanceRow.objects.filter(
        project__in=projects,
        received_on__lte=on.isoformat(),
        due_on__gte=on.isoformat(),
        due_on__lte=until.isoformat(),
    ).values_list("project", "kind", "due_on", "answered_on")
    open_then = Counter(
        (project, kind, due)
        for project, kind, due, answered in rows
        if not answered or answered > on.isoformat()
    )
    for (project, kind, due), cases in open_then.items():
        yield TimePoint(project, _KINDS[kind], _rule_of(kind), date.fromisoformat(due), "authority", cases)


def _rule_of(kind: str) -> str:
    terms: Mapping[str, tuple[int, str, str]] = campaign.ANSWER_TERMS
    return terms[kind][2]
