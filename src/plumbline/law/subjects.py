"""What a gate reads: the records of a project and of one household, and the act to be recorded.

The caller gathers these from the ledger; derived figures such as `project.owners_half` are among the
facts it supplies. Nothing here is computed. Two rules of the form:

- only standing records are given: a decision that is set aside takes its own record and what followed
  from it along;
- a fact or condition that is absent has its first value, false or 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from plumbline.law.procedure import Value
from plumbline.terms import Regime

K = TypeVar("K")
V = TypeVar("V")


def _none() -> Mapping[K, V]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Record:
    """A step that is recorded and stands.

    on        the day of the act (of service for what is served), from its evidence
    dates     the step's named dates by their id, without the step's name
    evidence  the kinds of document attached
    seq       the order in which records were made
    """

    on: date
    dates: Mapping[str, date] = field(default_factory=_none)
    evidence: frozenset[str] = frozenset()
    seq: int = 0


@dataclass(frozen=True, slots=True)
class LocalValue:
    """A local parameter as entered; without a cited document it sets nothing."""

    value: Value
    document: str | None


@dataclass(frozen=True, slots=True)
class ProjectSubject:
    """One project as its gates read it.

    records          project steps by id
    entered_dates    dates entered by themselves, by `step.date` or `matter.date`
    facts            `project.x` and `plan.x` by name
    conditions       recorded conditions of the project
    local            local parameters by their id, without `local.`
    households       households that are not withdrawn
    households_done  of these, how many have each household step (see `meets_for_project`)
    """

    regime: Regime
    records: Mapping[str, Record] = field(default_factory=_none)
    entered_dates: Mapping[str, date] = field(default_factory=_none)
    facts: Mapping[str, Value] = field(default_factory=_none)
    conditions: Mapping[str, bool] = field(default_factory=_none)
    local: Mapping[str, LocalValue] = field(default_factory=_none)
    households: int = 0
    households_done: Mapping[str, int] = field(default_factory=_none)


def all_done(project: ProjectSubject, step: str) -> bool:
    """Whether every household has a step; a project without any has not begun, so nothing of it is done."""
    return 0 < project.households <= project.households_done.get(step, 0)


@dataclass(frozen=True, slots=True)
class HouseholdSubject:
    """One household as its gates read it, with its project.

    records        household steps by id
    entered_dates  dates entered by themselves, by `step.date`; a condition's own id gives the day it
                   was recorded, where a suspended period must know it
    facts          `choice`, `household.x`, `agreement.x`, `decision.x`, and tracks without derivation
    conditions     recorded conditions; `rights_stated: False` says the act did not state the remedies
    state          main state of the lifecycle, as last moved
    """

    project: ProjectSubject
    records: Mapping[str, Record] = field(default_factory=_none)
    entered_dates: Mapping[str, date] = field(default_factory=_none)
    facts: Mapping[str, Value] = field(default_factory=_none)
    conditions: Mapping[str, bool] = field(default_factory=_none)
    state: str = "listed"


Subject = ProjectSubject | HouseholdSubject


@dataclass(frozen=True, slots=True)
class Act:
    """A step that somebody wants to record.

    on          the day it was done
    now         the day it is entered; `on` is never later
    dates       named dates stated with it, by their id
    facts       facts that this step records, stated with it
    conditions  conditions that this step records, stated with it
    """

    step: str
    on: date
    now: date
    evidence: frozenset[str] = frozenset()
    dates: Mapping[str, date] = field(default_factory=_none)
    facts: Mapping[str, Value] = field(default_factory=_none)
    conditions: frozenset[str] = frozenset()


def project_of(subject: Subject) -> ProjectSubject:
    """The project itself, or the project of a household."""
    return subject.project if isinstance(subject, HouseholdSubject) else subject
