"""Where many households stand at once: those in the same legal situation share one judgement.

Two households of a project are in the same situation when every test that any gate can ask comes out the
same for both. What only differs in their own days and sums is then filled in: days of steps done, deadlines
and clocks are each household's own, and a figure that a refusal shows is written into its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias, TypeVar, cast, overload

from plumbline.law.calendar import WorkCalendar
from plumbline.law.clocks import LastDay, is_over
from plumbline.law.comparing import FIGURE_BEGINS, fill, is_figure
from plumbline.law.compiled import Rules, rules_of
from plumbline.law.derived import enforceable_steps, steps_behind_dates
from plumbline.law.expressions import Compare, Elapsed, Expr, show, tests_in
from plumbline.law.needs import gate_of
from plumbline.law.periods import end_of, length_of
from plumbline.law.procedure import Procedure, Step
from plumbline.law.standing import (
    Deadline,
    RunningRight,
    Standing,
    ahead_in_words,
    deadlines,
    level_of_regime,
    rights,
    standing,
)
from plumbline.law.subjects import HouseholdSubject, ProjectSubject, Subject
from plumbline.law.views import Test, View
from plumbline.law.waiting import NotApplicable, Waiting
from plumbline.terms import Reason, Text

Row = TypeVar("Row", Waiting, NotApplicable)


def standings(
    procedure: Procedure, calendar: WorkCalendar, subjects: Iterable[Subject], now: date
) -> Iterator[Standing]:
    """What `standing` says of each subject on a day, in their order, for very many of them.

    Households of one project should share its ProjectSubject; each other project is looked at anew.
    """
    batches: dict[int, tuple[ProjectSubject, _Batch]] = {}
    for subject in subjects:
        if not isinstance(subject, HouseholdSubject):
            yield standing(procedure, calendar, subject, now)
            continue
        project = subject.project
        known = batches.get(id(project))
        if known is None:
            # The project is kept along, so that its identity is nobody else's.
            known = batches[id(project)] = (project, _Batch(procedure, calendar, project, now))
        yield known[1].standing(subject)


_Answer: TypeAlias = "tuple[_Situation, tuple[Deadline, ...], tuple[RunningRight, ...]]"


class Questions:
    """Every test that the gates of a regime's households can ask, sorted by what it turns on.

    words    facts and conditions whose value is part of the situation
    figures  comparisons of numbers, whose outcome alone is
    targets  days from which periods of a household run, with the step and the date's name
    days_of  steps whose days can move a period, a deadline or a clock
    enforceable  of these, the acts whose order decides against which one remedies run
    lengths  figures that are the length of a period
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.words: set[str] = {"rights_stated", "objection_waived"}
        self._compared: dict[str, Test] = {}
        self.targets: dict[str, tuple[str, str | None]] = {}
        self._seen: set[str] = set()
        for step in rules.procedure.steps_of(rules.regime, household=True):
            self._look_at(step)
        for transition in rules.regime_rules.lifecycle.transitions:
            for guard in transition.guard:
                self._look(guard)
        self.figures = tuple(self._compared.values())
        self.enforceable = enforceable_steps(rules.regime)
        self.days_of, self.lengths = self._times()

    def _times(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        rules = self.rules
        steps = {step for step, _ in self.targets.values()} | set(steps_behind_dates(rules.regime))
        lengths: set[str] = set()
        level = level_of_regime(rules, household=True)
        periods = [period for _, limits in (*level.timed, *level.clocks) for period in limits]
        periods += [period.variant for period in periods if period.variant is not None]
        periods += [period for target in self.targets if (period := rules.counted(target).period) is not None]
        for period in periods:
            steps.add(period.counted_from.partition(".")[0])
            lengths |= {period.n} if isinstance(period.n, str) else set()
        steps |= {step.id for step, _ in level.timed}
        if rules.procedure.editions is not None:
            # A period that began under another edition may turn on what this one does not ask.
            steps |= set(rules.procedure.steps)
            lengths |= {name for name in rules.procedure.facts if is_figure(rules, name)}
        steps |= {step for target in self.targets for step in rules.counted(target).watched}
        return tuple(sorted(steps)), tuple(sorted(lengths))

    def _look_at(self, step: Step) -> None:
        gate = gate_of(self.rules, step.id)
        for expr in (need.expr for need in gate.needs):
            self._look(expr)
        for also in (*step.requires_if, *step.evidence_if):
            self._look(also.when)
        if step.when is not None:
            self._look(step.when)
        if step.minimum_period is not None and step.minimum_period.when is not None:
            self._look(step.minimum_period.when)

    def _look(self, expr: Expr) -> None:
        if show(expr) in self._seen:
            return
        self._seen.add(show(expr))
        rules = self.rules
        self.words |= {name for name in rules.names_behind(expr) if not is_figure(rules, name)}
        for test in tests_in(expr):
            if isinstance(test, Elapsed) and self._is_its_own(test):
                self.targets[test.target] = (test.step, test.date)
            elif isinstance(test, Compare) and is_figure(rules, test.left.id):
                self._compared[show(test)] = rules.test(test)
            for further in rules.behind(test):
                self._look(further)

    def _is_its_own(self, test: Elapsed) -> bool:
        """Whether the day or the period can be another one for each household."""
        if self.rules.procedure.steps[test.step].is_household:
            return True
        period = self.rules.counted(test.target).period
        return period is not None and period.suspended_while is not None


class _Batch:
    """The households of one project on one day."""

    def __init__(
        self, procedure: Procedure, calendar: WorkCalendar, project: ProjectSubject, now: date
    ) -> None:
        procedure = procedure.on(now)
        self.procedure, self.calendar, self.project, self.now = procedure, calendar, project, now
        self.rules = rules_of(procedure, project.regime)
        known = self.rules.memo.get("questions")
        if known is None:
            known = self.rules.memo["questions"] = Questions(self.rules)
        self.questions = cast("Questions", known)
        self.situations: dict[object, _Situation] = {}
        self.answers: dict[object, _Answer] = {}
        self.pairs: dict[tuple[str, date], tuple[str, date]] = {}
        self.order = tuple(step.id for step in procedure.steps_of(project.regime, household=True))

    def standing(self, household: HouseholdSubject) -> Standing:
        """The same as `standing` says."""
        view = View(self.rules, self.calendar, household, self.now)
        facts = self._facts(view, household)
        if facts is None:
            return standing(self.procedure, self.calendar, household, self.now)
        key = (facts, self._days(household))
        known = self.answers.get(key)
        if known is None:
            known = self.answers[key] = self._answer(view, household, facts)
        situation, due, running = known
        records, pairs = household.records, self.pairs
        done = [(step, records[step].on) for step in self.order if step in records]
        waiting: Sequence[Waiting] = situation.waiting
        elsewhere: Sequence[NotApplicable] = situation.elsewhere
        if situation.has_open_waiting:
            waiting = _Rows(self, household, situation.waiting)
        if situation.has_open_elsewhere:
            elsewhere = _Rows(self, household, situation.elsewhere)
        return Standing(
            done=tuple([pairs.setdefault(pair, pair) for pair in done]),
            open=situation.open,
            waiting=waiting,
            not_applicable=elsewhere,
            deadlines=due,
            rights=running,
            effects=(),
        )

    def _answer(self, view: View, household: HouseholdSubject, facts: object) -> _Answer:
        """The situation of a household and its times, worked out where no other household had the same."""
        lapses = tuple([self._lapse(view, target, *of) for target, of in self.questions.targets.items()])
        situation = self.situations.get((facts, lapses))
        if situation is None:
            masked = View(self.rules, self.calendar, household, self.now, masked=True)
            situation = self.situations[facts, lapses] = _Situation(*ahead_in_words(masked))
        return situation, tuple(deadlines(view)), tuple(rights(view))

    def _facts(self, view: View, household: HouseholdSubject) -> object | None:
        """What is so of the household, days aside; None where it stands for itself alone."""
        now, words, records = self.now, self.questions.words, household.records
        for record in records.values():
            if record.on > now:
                return None
        for name in household.facts:
            if name.startswith(("project.", "plan.")):
                return None
        return (
            household.state,
            frozenset(records),
            frozenset([item for item in household.facts.items() if item[0] in words]),
            frozenset([item for item in household.conditions.items() if item[0] in words]),
            tuple([test(view) for test in self.questions.figures]),
        )

    def _days(self, household: HouseholdSubject) -> object:
        """The days and lengths from which its periods and clocks run."""
        asked, get = self.questions, household.records.get
        found = [get(step) for step in asked.days_of]
        days = [None if record is None else record.on for record in found]
        named = [(r.seq, tuple(r.dates.items())) for r in found if r is not None and r.dates]
        served = [record.seq for step in asked.enforceable if (record := get(step)) is not None]
        fact = household.facts.get
        return (
            tuple(days),
            tuple(named),
            tuple(served) if len(served) > 1 else (),
            tuple([fact(name) for name in asked.lengths]),
            frozenset(household.entered_dates.items()) if household.entered_dates else (),
        )

    def _lapse(self, view: View, target: str, step: str, named: str | None) -> object:
        """How a period stands: None before it runs, True when it is over, else its days."""
        if named is None and view.record(step) is None:
            return None
        start = view.day(target, step, named)
        if start is None:
            return None
        counted = self.rules.counted(target, start)
        if counted.period is None:
            return True if start < self.now else start
        last = end_of(view, counted, start)
        if not isinstance(last, LastDay):
            return start, last
        over = is_over(last, self.now)
        return over if over is True else (start, last, over, length_of(view, counted.period))


class _Situation:
    """The judgement that households share, with the places where their own figures go."""

    def __init__(
        self, opened: tuple[str, ...], waiting: tuple[Waiting, ...], elsewhere: tuple[NotApplicable, ...]
    ) -> None:
        self.open = opened
        self.waiting = waiting
        self.elsewhere = elsewhere
        self.has_open_waiting = any(_has_figures(reason) for row in waiting for reason in row.reasons)
        self.has_open_elsewhere = any(_has_figures(row.reason) for row in elsewhere)


class _Rows(Sequence[Row]):
    """Rows of a situation with one household's figures, written when somebody reads them.

    A hundred thousand households of different sums share their refusals until then.
    """

    __slots__ = ("batch", "household", "rows")

    def __init__(self, batch: _Batch, household: HouseholdSubject, rows: tuple[Row, ...]) -> None:
        self.batch, self.household = batch, household
        self.rows: tuple[Row, ...] = rows

    def whole(self) -> tuple[Row, ...]:
        """All rows, filled in."""
        batch = self.batch
        view = View(batch.rules, batch.calendar, self.household, batch.now)
        return tuple(cast("Row", _filled_row(row, view)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        return self.whole()[at]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.whole())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Rows):
            return self.whole() == other.whole()
        return isinstance(other, tuple) and self.whole() == other

    def __hash__(self) -> int:
        return hash(self.whole())

    def __repr__(self) -> str:
        return repr(self.whole())


def _filled_row(row: object, view: View) -> object:
    if isinstance(row, Waiting):
        return Waiting(row.step, tuple(filled(reason, view) for reason in row.reasons))
    assert isinstance(row, NotApplicable), "rows are of these two kinds"
    return NotApplicable(row.step, (filled(row.reason, view),))


def _has_figures(reason: Reason) -> bool:
    return FIGURE_BEGINS in reason.fact or FIGURE_BEGINS in reason.message.zh


def filled(reason: Reason, view: View) -> Reason:
    """A refusal with the household's own figures in their places."""
    if not _has_figures(reason):
        return reason
    return Reason(
        code=reason.code,
        rule=reason.rule,
        fact=fill(reason.fact, view, "fact"),
        message=Text(fill(reason.message.zh, view, "zh"), fill(reason.message.en, view, "en")),
        remedy=Text(fill(reason.remedy.zh, view, "zh"), fill(reason.remedy.en, view, "en")),
        earliest=reason.earliest,
    )
