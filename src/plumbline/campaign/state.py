"""What a decision reads: the office, its projects and its households, whoever keeps them.

`State` is a protocol, so that the store can load lazily and a test can use a dictionary. `Overlay`
puts decided but unwritten events on top of a state: an import decides each past act on the acts
before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from plumbline.campaign.appraising import Figures
from plumbline.campaign.households import Household
from plumbline.campaign.office import Office
from plumbline.campaign.projects import Project


class State(Protocol):
    """The present state of one campaign."""

    @property
    def next_seq(self) -> int:
        """The number that the next event will have."""

    def office(self) -> Office:
        """The office; an unopened one when the ledger is empty."""

    def project(self, project_id: str) -> Project | None:
        """The project of this id, or None."""

    def household(self, household_id: str) -> Household | None:
        """The household of this id, or None."""

    def household_ids(self, project_id: str) -> Iterator[str]:
        """Ids of a project's households in the order of their listing."""

    def sealed_figures(self, day: date) -> tuple[Figures, ...] | None:
        """What is sealed of every unit and post up to a day, None for a day that is not sealed."""


class MemoryState:
    """A state in dictionaries: for tests, replays and as the top layer of a decision."""

    def __init__(self) -> None:
        self.next_seq = 0
        self._office = Office()
        self._projects: dict[str, Project] = {}
        self._households: dict[str, Household] = {}
        self.figures: Mapping[date, tuple[Figures, ...]] = {}

    def sealed_figures(self, day: date) -> tuple[Figures, ...] | None:
        """The figures that were handed in for a day, None where none were."""
        return self.figures.get(day)

    def office(self) -> Office:
        """The office."""
        return self._office

    def project(self, project_id: str) -> Project | None:
        """The project of this id, or None."""
        return self._projects.get(project_id)

    def household(self, household_id: str) -> Household | None:
        """The household of this id, or None."""
        return self._households.get(household_id)

    def household_ids(self, project_id: str) -> Iterator[str]:
        """Ids of a project's households in the order of their listing."""
        return (h.id for h in self._households.values() if h.project == project_id)

    def put(self, *aggregates: Office | Project | Household) -> None:
        """Keep changed aggregates."""
        for aggregate in aggregates:
            match aggregate:
                case Office():
                    self._office = aggregate
                case Project():
                    self._projects[aggregate.id] = aggregate
                case Household():
                    self._households[aggregate.id] = aggregate


class Overlay:
    """A state with unwritten changes on top."""

    def __init__(self, below: State) -> None:
        self.below = below
        self.next_seq = below.next_seq
        self._office: Office | None = None
        self._projects: dict[str, Project] = {}
        self._households: dict[str, Household] = {}
        self._listed: dict[str, list[str]] = {}

    def sealed_figures(self, day: date) -> tuple[Figures, ...] | None:
        """Those of the state below: nothing unwritten is sealed."""
        return self.below.sealed_figures(day)

    def office(self) -> Office:
        """The office with the unwritten changes."""
        return self._office if self._office is not None else self.below.office()

    def project(self, project_id: str) -> Project | None:
        """The project with the unwritten changes, or None."""
        return self._projects.get(project_id) or self.below.project(project_id)

    def household(self, household_id: str) -> Household | None:
        """The household with the unwritten changes, or None."""
        return self._households.get(household_id) or self.below.household(household_id)

    def household_ids(self, project_id: str) -> Iterator[str]:
        """Ids of a project's households, the unwritten ones last."""
        yield from self.below.household_ids(project_id)
        yield from self._listed.get(project_id, ())

    def put(self, *aggregates: Office | Project | Household) -> None:
        """Keep changed aggregates above the state below."""
        for aggregate in aggregates:
            match aggregate:
                case Office():
                    self._office = aggregate
                case Project():
                    self._projects[aggregate.id] = aggregate
                case Household():
                    if self.household(aggregate.id) is None:
                        self._listed.setdefault(aggregate.project, []).append(aggregate.id)
                    self._households[aggregate.id] = aggregate
