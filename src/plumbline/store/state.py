"""The state of the campaign as the tables have it, read when it is asked for and kept while it is true.

The cache belongs to one size of the log: whoever finds the head elsewhere starts an empty one, so a
second process can never decide on what the first has since changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plumbline.campaign import (
    Aggregate,
    Household,
    Office,
    Project,
    appraising,
    household_from_json,
    office_from_json,
    project_from_json,
)
from plumbline.store.models import HouseholdRow, OfficeRow, ProjectRow


class StoredState:
    """`campaign.State` on the tables, with the writer's unflushed changes on top."""

    def __init__(self, next_seq: int) -> None:
        self.next_seq = next_seq
        self._office: Office | None = None
        self._projects: dict[str, Project | None] = {}
        self._households: dict[str, Household | None] = {}
        self._listed: dict[str, list[str]] = {}
        self._loaded_projects: set[str] = set()
        self.changed: dict[tuple[str, str], Aggregate] = {}
        self.file_sizes: dict[str, int] = {}

    def office(self) -> Office:
        """The office."""
        if self._office is None:
            row = OfficeRow.objects.filter(pk=1).first()
            self._office = office_from_json(row.data) if row else Office()
        return self._office

    def project(self, project_id: str) -> Project | None:
        """The project of this id, or None."""
        if project_id not in self._projects:
            row = ProjectRow.objects.filter(pk=project_id).first()
            self._projects[project_id] = project_from_json(row.data) if row else None
        return self._projects[project_id]

    def household(self, household_id: str) -> Household | None:
        """The household of this id, or None."""
        if household_id not in self._households:
            row = HouseholdRow.objects.filter(pk=household_id).first()
            self._households[household_id] = household_from_json(row.data) if row else None
        return self._households[household_id]

    def household_ids(self, project_id: str) -> Iterator[str]:
        """Ids of a project's households in the order of their listing; loads them all in one query."""
        if project_id not in self._loaded_projects:
            self._load(project_id)
        return iter(tuple(self._listed[project_id]))

    def sealed_figures(self, day: date) -> tuple[appraising.Figures, ...] | None:
        """What is sealed of every unit and post up to a day, from the read models of sealed days."""
        # Read when it is asked for: the readings stand on the writer, which stands on this.
        from plumbline.store.reading.appraised import figures_of

        return figures_of(day)

    def _load(self, project_id: str) -> None:
        ids = []
        for row in HouseholdRow.objects.filter(project=project_id).order_by("position").iterator():
            ids.append(row.pk)
            if row.pk not in self._households:
                self._households[row.pk] = household_from_json(row.data)
        unflushed = [
            key
            for kind, key in self.changed
            if kind == "household" and self._is_new(key, project_id, set(ids))
        ]
        self._listed[project_id] = ids + unflushed
        self._loaded_projects.add(project_id)

    def _is_new(self, household_id: str, project_id: str, known: set[str]) -> bool:
        household = self._households.get(household_id)
        return household is not None and household.project == project_id and household_id not in known

    def put(self, *aggregates: Aggregate) -> None:
        """Keep changed aggregates until the writer flushes them."""
        for aggregate in aggregates:
            match aggregate:
                case Office():
                    self._office = aggregate
                    self.changed["office", ""] = aggregate
                case Project():
                    self._projects[aggregate.id] = aggregate
                    self.changed["project", aggregate.id] = aggregate
                case Household():
                    if aggregate.project in self._loaded_projects and self.household(aggregate.id) is None:
                        self._listed[aggregate.project].append(aggregate.id)
                    self._households[aggregate.id] = aggregate
                    self.changed["household", aggregate.id] = aggregate
