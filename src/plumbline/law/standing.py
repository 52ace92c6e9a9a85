"""Where a project or a household stands today: what is done, open, waiting, not applicable, and running.

Every page reads this. A step counts as open when nothing but its own papers and statements is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plumbline.law.calendar import WorkCalendar
from plumbline.law.clocks import LastDay, Unit, last_day
from plumbline.law.compiled import Rules, rules_of
from plumbline.law.gates import foresee
from plumbline.law.grounds import of_period
from plumbline.law.periods import ONE_YEAR, Counted, end_of, length_of, told
from plumbline.law.procedure import Period, Procedure, Right, Step
from plumbline.law.subjects import HouseholdSubject, Subject, project_of
from plumbline.law.views import View
from plumbline.terms import Reason


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that is not open today, with every reason and the earliest day, where one can be told."""

    step: str
    reasons: tuple[Reason, ...]
    earliest: date | None


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A step that does not exist in this case."""

    step: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Deadline:
    """The latest day for a step or its publication.

    binds    `resident` or `authority`
    done_on  None while the step is not recorded
    overdue  the last day is past and the step came later or is still to come: a breach where it binds
             an authority, a late paper (still received) where it binds a resident
    """

    step: str
    last: LastDay
    binds: str
    rule: str
    done_on: date | None
    overdue: bool

    @property
    def is_breach(self) -> bool:
        """Whether an authority has passed its own time."""
        return self.overdue and self.binds == "authority"


@dataclass(frozen=True, slots=True)
class RunningRight:
    """A clock of the people concerned, with its last day; `over` from the day after."""

    right: str
    kind: str
    since: date
    last: LastDay
    over: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What lapses by itself, such as a freeze."""

    step: str
    last: LastDay
    lapsed: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole answer for one subject on one day, each part in the tables' order."""

    done: tuple[tuple[str, date], ...]
    open: tuple[str, ...]
    waiting: tuple[Waiting, ...]
    not_applicable: tuple[NotApplicable, ...]
    deadlines: tuple[Deadline, ...]
    rights: tuple[RunningRight, ...]
    effects: tuple[Effect, ...]

    @property
    def breaches(self) -> tuple[Deadline, ...]:
        """Deadlines that an authority has passed."""
        return tuple(deadline for deadline in self.deadlines if deadline.is_breach)


def standing(procedure: Procedure, calendar: WorkCalendar, subject: Subject, today: date) -> Standing:
    """Where the subject stands on a day, for its own level's steps."""
    rules = rules_of(procedure, project_of(subject).regime)
    view = View(rules, calendar, subject, today)
    steps = procedure.steps_of(rules.regime, household=isinstance(subject, HouseholdSubject))
    done = tuple((s.id, r.on) for s in steps if (r := view.record(s.id)) is not None)
    left = [step for step in steps if view.record(step.id) is None]
    opened: list[str] = []
    waiting: list[Waiting] = []
    elsewhere: list[NotApplicable] = []
    for step in left:
        reasons = foresee(rules, calendar, subject, step.id, today)
        not_here = next((r for r in reasons if r.code == f"{step.id}:when"), None)
        if not_here is not None:
            elsewhere.append(NotApplicable(step.id, not_here))
        elif reasons:
            waiting.append(Waiting(step.id, reasons, _earliest(reasons)))
        else:
            opened.append(step.id)
    return Standing(
        done=done,
        open=tuple(opened),
        waiting=tuple(waiting),
        not_applicable=tuple(elsewhere),
        deadlines=tuple(_deadlines(rules, view, steps)),
        rights=tuple(_rights(rules, view)),
        effects=tuple(_effects(view, steps)),
    )


def time_limits(
    procedure: Procedure, calendar: WorkCalendar, subject: Subject, today: date
) -> tuple[tuple[Deadline, ...], tuple[RunningRight, ...]]:
    """Deadlines and running rights of a subject on a day, without judging any step: for the day's account.

    The same as in `standing`, in a hundredth of its time, so that all households can be asked.
    """
    rules = rules_of(procedure, project_of(subject).regime)
    view = View(rules, calendar, subject, today)
    steps = procedure.steps_of(rules.regime, household=isinstance(subject, HouseholdSubject))
    timed = tuple(
        s for s in steps if s.deadline is not None or (s.publish is not None and s.publish.by is not None)
    )
    return tuple(_deadlines(rules, view, timed)), tuple(_rights(rules, view))


def _earliest(reasons: tuple[Reason, ...]) -> date | None:
    days = [reason.earliest for reason in reasons]
    return max(day for day in days if day) if all(days) else None


def _deadlines(rules: Rules, view: View, steps: tuple[Step, ...]) -> Iterator[Deadline]:
    for step in steps:
        if (
            step.when is not None
            and rules.holds(step.when, view) is not True
            and view.record(step.id) is None
        ):
            continue
        for period in _times(rules, view, step):
            last = _end(view, period)
            if last is None:
                continue
            record = view.record(step.id)
            by = view.on if record is None else record.on
            binds = period.binds or "authority"
            rule = of_period(rules.procedure, period).rule
            yield Deadline(step.id, last, binds, rule, None if record is None else record.on, by > last.day)


def _times(rules: Rules, view: View, step: Step) -> Iterator[Period]:
    """A step's deadline, or the variant that holds instead, and the day by which it is to be published."""
    deadline = step.deadline
    if deadline is not None:
        variant = deadline.variant
        instead = variant is not None and variant.when is not None and rules.holds(variant.when, view) is True
        yield variant if instead and variant is not None else deadline
    by = step.publish.by if step.publish else None
    if by is not None and by.counted_from.partition(".")[0] != step.id:
        yield by


def _end(view: View, period: Period) -> LastDay | None:
    """The last day of a period for the view, None while its start or its length is not known."""
    step, _, named = period.counted_from.partition(".")
    start = view.day(period.counted_from, step, named or None)
    n = length_of(view, period)
    if start is None or not isinstance(n, int):
        return None
    return last_day(view.calendar, start, n, period.unit, rolls=period.rolls)


def _rights(rules: Rules, view: View) -> Iterator[RunningRight]:
    for right in rules.regime_rules.rights.values():
        if right.clock is None or not _is_at_level(rules, view, right):
            continue
        for period in _clocks(rules, right):
            step, _, named = period.counted_from.partition(".")
            since = view.day(period.counted_from, step, named or None)
            last = _right_end(view, right, period, since)
            if since is not None and last is not None:
                yield RunningRight(right.id, right.clock.kind, since, last, view.on > last.day)


def _clocks(rules: Rules, right: Right) -> Iterator[Period]:
    """A right's own periods; those of an answer to a step are that step's deadline and shown there."""
    assert right.clock is not None, "asked of rights with a clock only"
    for period in (right.clock.period, right.clock.after_reconsideration):
        if period is not None:
            yield period
    for period in right.clock.others:
        if period.counted_from.partition(".")[0] in rules.procedure.matters:
            yield period


def _right_end(view: View, right: Right, period: Period, since: date | None) -> LastDay | None:
    if since is None:
        return None
    assert right.clock is not None, "only a right with a clock ends"
    if right.clock.if_not_told and period is right.clock.period and told(view) is False:
        return last_day(view.calendar, since, ONE_YEAR, Unit.MONTH, rolls=period.rolls)
    last = end_of(view, Counted(period.counted_from, "", None, period), since)
    return last if isinstance(last, LastDay) else None


def _is_at_level(rules: Rules, view: View, right: Right) -> bool:
    """A household's page shows its own clocks, a project's page those of everybody; matters stand on both."""
    assert right.clock is not None, "asked of rights with a clock only"
    if right.clock.period is None:
        return False
    owner = rules.procedure.steps.get(right.clock.period.counted_from.partition(".")[0])
    return owner is None or owner.is_household is (view.household is not None)


def _effects(view: View, steps: tuple[Step, ...]) -> Iterator[Effect]:
    for step in steps:
        period, record = step.maximum_period, view.record(step.id)
        if period is None or record is None or not isinstance(period.n, int):
            continue
        stated = view.fact("project.freeze_months", 0) if step.id == "sl_freeze_notice" else 0
        n = min(period.n, stated) if isinstance(stated, int) and stated > 0 else period.n
        # The effect ends at its nominal day: what binds an authority is never lengthened by a rest day (p3).
        last = last_day(view.calendar, record.on, n, period.unit, rolls=False)
        yield Effect(step.id, last, view.on > last.day)
