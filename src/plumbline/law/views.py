"""One look at a subject on one day: what compiled expressions read.

A view answers four questions — which record, which day, which value, whether a condition is recorded —
with the act's own statements first, since a fact that a step records is known to the step's own gate.
It lives for one judgement and keeps what it has worked out: tracks, conditions, explanations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from plumbline.law.calendar import WorkCalendar
from plumbline.law.procedure import Value
from plumbline.law.subjects import Act, HouseholdSubject, LocalValue, ProjectSubject, Record, Subject

if TYPE_CHECKING:
    from plumbline.law.compiled import Rules


@dataclass(frozen=True, slots=True)
class Unknown:
    """A third outcome: something must be known first.

    kind  `calendar` (what = the year), `local` (what = the parameter), `stated` (the act will say)
    """

    kind: str
    what: str


STATED: Final = Unknown("stated", "")
"""What the act itself will state; in a forecast it stands in nobody's way."""

Verdict: TypeAlias = bool | Unknown
Test: TypeAlias = "Callable[[View], Verdict]"

_NAMELESS: Final[frozenset[str]] = frozenset()
_NOTHING: Final[Mapping[str, Record]] = {}


class View:
    """A subject on a day, with an act or without; `foresees` = the step whose act is not stated yet.

    masked  figures are left open in what is explained, to be filled in for each household
    """

    __slots__ = (
        "act",
        "calendar",
        "explained",
        "household",
        "household_records",
        "is_past",
        "masked",
        "on",
        "project",
        "project_records",
        "rules",
        "stated",
        "subject",
        "tracks",
        "verdicts",
    )

    def __init__(
        self,
        rules: Rules,
        calendar: WorkCalendar,
        subject: Subject,
        on: date,
        *,
        act: Act | None = None,
        foresees: str | None = None,
        masked: bool = False,
    ) -> None:
        self.rules = rules
        self.calendar = calendar
        self.subject = subject
        self.on = on
        self.act = act
        self.stated = _NAMELESS if foresees is None else rules.recorded_by(foresees)
        self.is_past = False
        self.masked = masked
        self.tracks: dict[str, str | Unknown] = {}
        self.verdicts: dict[str, Verdict] = {}
        self.explained: dict[object, tuple[Any, ...]] = {}
        self.project: ProjectSubject
        self.household: HouseholdSubject | None
        if isinstance(subject, HouseholdSubject):
            self.household, self.project = subject, subject.project
            self.household_records = subject.records
        else:
            self.household, self.project = None, subject
            self.household_records = _NOTHING
        self.project_records = self.project.records

    def record(self, step: str) -> Record | None:
        """The step's standing record, of the household or its project."""
        return self.household_records.get(step) or self.project_records.get(step)

    def fact(self, name: str, first: Value) -> Value | Unknown:
        """A recorded fact: as the act states it, else as recorded, else its first value."""
        act = self.act
        if act is not None and name in act.facts:
            return act.facts[name]
        if name in self.stated:
            return STATED
        if self.household is not None and name in self.household.facts:
            return self.household.facts[name]
        return self.project.facts.get(name, first)

    def is_stated(self, condition: str, *, of_the_act: bool) -> Verdict:
        """Whether a condition is recorded; one of the act alone must come with the act being judged."""
        act = self.act
        if act is not None:
            if condition in act.conditions:
                return True
            if of_the_act and self.rules.records(act.step, condition):
                return False
        if condition in self.stated:
            return STATED
        if self.household is not None and condition in self.household.conditions:
            entered = self.household.entered_dates.get(condition) if self.is_past else None
            return self.household.conditions[condition] and (entered is None or entered <= self.on)
        return self.project.conditions.get(condition, False)

    def local(self, parameter: str) -> Value | Unknown:
        """A local parameter: from its cited document, from the table, or by our own default."""
        entered: LocalValue | None = self.project.local.get(parameter)
        if entered is not None and entered.document:
            return entered.value
        fallback = self.rules.local_fallback.get(parameter)
        return Unknown("local", parameter) if fallback is None else fallback

    def track(self, id: str) -> str | Unknown:
        """The state of a derived track: its first line that is true."""
        known = self.tracks.get(id)
        if known is None:
            known = self.tracks[id] = self._derive(id)
        return known

    def _derive(self, id: str) -> str | Unknown:
        for state, test in self.rules.tracks[id]:
            verdict = True if test is None else test(self)
            if verdict is True:
                return state
            if verdict is not False:
                return verdict
        raise AssertionError(f"track {id} has no last line")

    def day(self, target: str, step: str, named: str | None) -> date | None:
        """The day of a step or of its named date: stated with the act, entered, recorded or derived."""
        if named is None:
            record = self.record(step)
            return None if record is None else record.on
        act = self.act
        if act is not None and act.step == step and named in act.dates:
            return act.dates[named]
        if self.household is not None and target in self.household.entered_dates:
            return self.household.entered_dates[target]
        if target in self.project.entered_dates:
            return self.project.entered_dates[target]
        record = self.record(step)
        if record is not None and named in record.dates:
            return record.dates[named]
        derive = self.rules.derived_dates.get(target)
        return None if derive is None else derive(self)

    def as_of(self, day: date) -> View:
        """The same household as it stood at the end of an earlier day, as far as its records tell."""
        assert self.household is not None, "only a household has a past of its own"
        past = View(self.rules, self.calendar, self.household, day)
        past.is_past = True
        past.household_records = {
            step: record for step, record in self.household_records.items() if record.on <= day
        }
        past.project_records = {
            step: record for step, record in self.project_records.items() if record.on <= day
        }
        return past
