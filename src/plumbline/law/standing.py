"""Where a project or a household stands today: what is done, open, waiting, not applicable, and running.

Every page reads this. A step counts as open when nothing but its own papers and statements is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from plumbline.law.calendar import WorkCalendar
from plumbline.law.clocks import LastDay, Unit, last_day
from plumbline.law.compiled import Rules, rules_of
from plumbline.law.ended import ended_steps
from plumbline.law.foreseeing import Outlook, foresee, outlook
from plumbline.law.grounds import of_period
from plumbline.law.needs import gate_of
from plumbline.law.periods import ONE_YEAR, Counted, end_of, length_of, told
from plumbline.law.procedure import Entry, Period, Procedure, Right, Step
from plumbline.law.settling import settled_state
from plumbline.law.subjects import Subject, project_of
from plumbline.law.views import View
from plumbline.law.waiting import NotApplicable, Waiting, not_here
from plumbline.terms import Reason


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
    """A clock of the people concerned, with its last day; `over` from the day after.

    rule  the article by the law of the day from which the clock runs
    """

    right: str
    kind: str
    rule: str
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
    waiting: Sequence[Waiting]
    not_applicable: Sequence[NotApplicable]
    deadlines: tuple[Deadline, ...]
    rights: tuple[RunningRight, ...]
    effects: tuple[Effect, ...]

    @property
    def breaches(self) -> tuple[Deadline, ...]:
        """Deadlines that an authority has passed."""
        return tuple(deadline for deadline in self.deadlines if deadline.is_breach)


def standing(procedure: Procedure, calendar: WorkCalendar, subject: Subject, today: date) -> Standing:
    """Where the subject stands on a day, for its own level's steps."""
    rules = rules_of(procedure.on(today), project_of(subject).regime)
    view = View(rules, calendar, subject, today)
    opened, waiting, elsewhere = ahead(view)
    return Standing(
        done=tuple((s.id, r.on) for s in level_of(view).steps if (r := view.record(s.id)) is not None),
        open=opened,
        waiting=waiting,
        not_applicable=elsewhere,
        deadlines=tuple(deadlines(view)),
        rights=tuple(rights(view)),
        effects=tuple(effects(view)),
    )


def time_limits(
    procedure: Procedure, calendar: WorkCalendar, subject: Subject, today: date
) -> tuple[tuple[Deadline, ...], tuple[RunningRight, ...]]:
    """Deadlines and running rights of a subject on a day, without judging any step: for the day's account.

    The same as in `standing`, in a fraction of its time, so that all households can be asked.
    """
    view = View(rules_of(procedure.on(today), project_of(subject).regime), calendar, subject, today)
    return tuple(deadlines(view)), tuple(rights(view))


@dataclass(frozen=True, slots=True)
class Level:
    """The steps of one level of a regime, and those of them whose time is limited."""

    steps: tuple[Step, ...]
    timed: tuple[tuple[Step, tuple[Period, ...]], ...]
    clocks: tuple[tuple[Right, tuple[Period, ...]], ...]
    lapsing: tuple[Step, ...]


def level_of(view: View) -> Level:
    """The steps of the view's level, looked through once for the rules."""
    return level_of_regime(view.rules, household=view.household is not None)


def level_of_regime(rules: Rules, *, household: bool) -> Level:
    """The steps of a regime's households, or of its project."""
    known: Level | None = rules.memo.get(("level", household))
    if known is None:
        known = rules.memo["level", household] = _level(rules, household=household)
    return known


def _level(rules: Rules, *, household: bool) -> Level:
    steps = rules.procedure.steps_of(rules.regime, household=household)
    limits = [(step, _limits(step)) for step in steps]
    if household:
        limits += _of_each_household(rules)
    clocks = [
        (right, tuple(_clocks(rules, right)))
        for right in rules.regime_rules.rights.values()
        if right.clock is not None and _is_at_level(rules, right, household=household)
    ]
    return Level(
        steps=steps,
        timed=tuple((step, periods) for step, periods in limits if periods),
        clocks=tuple(clocks),
        lapsing=tuple(step for step in steps if step.maximum_period is not None),
    )


def _of_each_household(rules: Rules) -> list[tuple[Step, tuple[Period, ...]]]:
    """Steps of the project that are to be published by a day that is another one for each household."""
    found: list[tuple[Step, tuple[Period, ...]]] = []
    for step in rules.procedure.steps_of(rules.regime, household=False):
        by = step.publish.by if step.publish else None
        if by is not None and _is_each_households(step, by):
            found.append((step, (by,)))
    return found


def _is_each_households(step: Step, by: Period) -> bool:
    owner, _, named = by.counted_from.partition(".")
    day = step.date(named) if owner == step.id else None
    return day is not None and day.entry is Entry.DERIVED


def _limits(step: Step) -> tuple[Period, ...]:
    """A step's deadline, its variant, and the day by which what it did is to be published."""
    found = [] if step.deadline is None else [step.deadline]
    by = step.publish.by if step.publish else None
    # Counted from the step itself: publication is no record of its own, so nothing tells that it is late.
    if by is not None and by.counted_from.partition(".")[0] != step.id:
        found.append(by)
    return tuple(found)


Rows: TypeAlias = "tuple[tuple[str, ...], tuple[Waiting, ...], tuple[NotApplicable, ...]]"
"""The steps that are open, those that wait, and those that do not exist here."""


def ahead(view: View) -> Rows:
    """What is still to do; why a step waits is worked out when somebody reads it."""
    opened: list[str] = []
    waiting: list[Waiting] = []
    elsewhere: list[NotApplicable] = []
    state = _state(view)
    for step in _still_to_do(view):
        gate = gate_of(view.rules, step.id)
        found = outlook(view, gate, state)
        if found is Outlook.OPEN:
            opened.append(step.id)
        elif found is Outlook.WAITS:
            waiting.append(Waiting(step.id, partial(foresee, view, gate, state)))
        else:
            elsewhere.append(NotApplicable(step.id, partial(foresee, view, gate, state)))
    return tuple(opened), tuple(waiting), tuple(elsewhere)


def ahead_in_words(view: View) -> Rows:
    """The same with every reason worked out, rows that stay the same being one and the same: for very many."""
    opened: list[str] = []
    waiting: list[Waiting] = []
    elsewhere: list[NotApplicable] = []
    state = _state(view)
    for step in _still_to_do(view):
        reasons = foresee(view, gate_of(view.rules, step.id), state)
        row = _row(view.rules, step, reasons) if reasons else None
        if row is None:
            opened.append(step.id)
        elif isinstance(row, Waiting):
            waiting.append(row)
        else:
            elsewhere.append(row)
    return tuple(opened), tuple(waiting), tuple(elsewhere)


def _state(view: View) -> str | None:
    return None if view.household is None else settled_state(view, view.household.state)


def _still_to_do(view: View) -> list[Step]:
    records = view.project_records if view.household is None else view.household_records
    return [step for step in level_of(view).steps if step.id not in records]


def _row(rules: Rules, step: Step, reasons: tuple[Reason, ...]) -> Waiting | NotApplicable:
    """A step with its reasons, made once where the reasons stay."""
    known: Waiting | NotApplicable | None = rules.rows.get(id(reasons))
    if known is None:
        is_here = step.when is None or not_here(step.id, reasons) is None
        known = Waiting(step.id, reasons) if is_here else NotApplicable(step.id, reasons)
        if id(reasons) in rules.kept:
            rules.rows[id(reasons)] = known
    return known


def deadlines(view: View) -> Iterator[Deadline]:
    """Every deadline that has begun, of steps that exist here and are done or still have their purpose."""
    rules = view.rules
    ended = frozenset[str]() if view.household is None else ended_steps(rules, view.household.state)
    for step, periods in level_of(view).timed:
        record, exists = view.record(step.id), None
        if record is None and step.id in ended:
            continue
        for period in periods:
            variant = period.variant
            if variant is not None and variant.when is not None and rules.holds(variant.when, view) is True:
                period = variant
            period, last = _end(view, step, period)
            if last is None:
                continue
            if exists is None:
                exists = record is not None or step.when is None or rules.holds(step.when, view) is True
            if exists:
                yield _deadline(view, step, period, last, None if record is None else record.on)


def _deadline(view: View, step: Step, period: Period, last: LastDay, done_on: date | None) -> Deadline:
    by = view.on if done_on is None else done_on
    rule = view.rules.memo.get(("rule", id(period)))
    if rule is None:
        rule = view.rules.memo["rule", id(period)] = of_period(view.rules.procedure, period).rule
    return Deadline(step.id, last, period.binds or "authority", rule, done_on, by > last.day)


def _end(view: View, step: Step, period: Period) -> tuple[Period, LastDay | None]:
    """The period as it began, and its last day; None while its start or its length is not known."""
    owner, _, named = period.counted_from.partition(".")
    start = view.day(period.counted_from, owner, named or None)
    if start is None:
        return period, None
    period = _as_begun(view, step.id, period, start)
    n = length_of(view, period)
    if not isinstance(n, int):
        return period, None
    return period, last_day(view.calendar, start, n, period.unit, rolls=period.rolls)


def _as_begun(view: View, of: str, period: Period, start: date) -> Period:
    """A period of a step or right by the law of the day it began on; a later change does not reach it."""
    then = view.rules.since(start)
    if then is view.rules:
        return period
    level = level_of_regime(then, household=view.household is not None)
    before = [p for step, periods in level.timed if step.id == of for p in periods]
    before += [p for right, periods in level.clocks if right.id == of for p in periods]
    before += [p.variant for p in before if p.variant is not None]
    return next((p for p in before if p.counted_from == period.counted_from), period)


def rights(view: View) -> Iterator[RunningRight]:
    """Every clock of a right that has begun."""
    for right, periods in level_of(view).clocks:
        for period in periods:
            step, _, named = period.counted_from.partition(".")
            since = view.day(period.counted_from, step, named or None)
            last = _right_end(view, right, period, since)
            if since is not None and last is not None and right.clock is not None:
                rule = _right_rule(view.rules.since(since), right)
                yield RunningRight(right.id, right.clock.kind, rule, since, last, view.on > last.day)


def _right_rule(then: Rules, right: Right) -> str:
    cited = then.regime_rules.rights.get(right.id, right)
    return f"{cited.source} {cited.article}"


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
    begun = _as_begun(view, right.id, period, since)
    last = end_of(view, Counted(period.counted_from, "", None, begun), since)
    return last if isinstance(last, LastDay) else None


def _is_at_level(rules: Rules, right: Right, *, household: bool) -> bool:
    """A household's page shows its own clocks, a project's page those of everybody; matters stand on both."""
    assert right.clock is not None, "asked of rights with a clock only"
    if right.clock.period is None:
        return False
    owner = rules.procedure.steps.get(right.clock.period.counted_from.partition(".")[0])
    return owner is None or owner.is_household is household


def effects(view: View) -> Iterator[Effect]:
    """What lapses by itself."""
    for step in level_of(view).lapsing:
        period, record = step.maximum_period, view.record(step.id)
        if period is None or record is None or not isinstance(period.n, int):
            continue
        stated = view.fact("project.freeze_months", 0) if step.id == "sl_freeze_notice" else 0
        n = min(period.n, stated) if isinstance(stated, int) and stated > 0 else period.n
        # The effect ends at its nominal day: what binds an authority is never lengthened by a rest day (p3).
        last = last_day(view.calendar, record.on, n, period.unit, rolls=False)
        yield Effect(step.id, last, view.on > last.day)
