"""Whether a paper can be issued: its step is recorded, or nothing but its own papers is missing; else what is.

A paper is what its step is recorded with. Recorded, it bears the day and the number of the record; open by the
law's tables, it can be printed to be signed, with room for its number. Otherwise the law's reasons stand against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline import documents, law
from plumbline.campaign import household_subject, project_subject, rules_of
from plumbline.store.printing import common
from plumbline.store.printing.common import File, ProjectFile
from plumbline.terms import Reason, Refused, Text


@dataclass(frozen=True, slots=True)
class Issue:
    """A paper that is or may be issued with a step; `record` is None while it is still to be signed."""

    step: str
    on: date
    record: Mapping[str, Any] | None

    def number(self, document: str) -> str:
        """The number that was recorded with the step, or room for the one that is given at the issue."""
        if self.record is None:
            return documents.blank_number(self.on)
        return common.number_with(self.record, document) or documents.blank_number(self.on)


def issue_of(file: ProjectFile, *steps: str) -> Issue | Refused:
    """The issue of the first of these steps that is recorded, else of the first that is open today.

    refused  with the law's reasons against the first of them, or why it does not exist in this case
    """
    records = file.household.records if isinstance(file, File) else file.project.records
    for step in steps:
        if step in records:
            return Issue(step, date.fromisoformat(records[step]["on"]), records[step])
    standing = standing_of(file)
    for step in steps:
        if step in standing.open:
            return Issue(step, file.today, None)
    waiting = {row.step: row for row in standing.waiting}
    elsewhere = {row.step: row for row in standing.not_applicable}
    # Of the first of them alone are the reasons worked out.
    first = next((step for step in steps if step in waiting or step in elsewhere), "")
    found = waiting[first].reasons if first in waiting else ()
    if first in elsewhere:
        found = (elsewhere[first].reason,)
    assert found, f"{steps} are steps of another level or regime"
    return Refused(found)


def standing_of(file: ProjectFile) -> law.Standing:
    """Where the household, or the project, stands today."""
    rules, subject = rules_of(file.office), project_subject(file.project)
    if isinstance(file, File):
        return law.standing(
            rules.procedure, rules.calendar, household_subject(file.project, file.household), file.today
        )
    return law.standing(rules.procedure, rules.calendar, subject, file.today)


# ---------- what the description says ----------
def unsaid(file: ProjectFile, *keys: str) -> Iterator[Reason]:
    """One reason for each key that a paper needs of `papers` and that the description does not have."""
    for key in keys:
        if file.authorities.get(key):
            continue
        yield Reason(
            code=f"papers:{key}",
            rule="准绳自设规则",
            fact=f"papers.{key}",
            message=Text(
                f"活动说明书中没有 papers.{key}，文书不能出具",
                f"the campaign's description says nothing under papers.{key}: the paper cannot be issued",
            ),
            remedy=Text(
                "请在活动说明书的 papers 一项（或者项目的 papers）写明，见 docs/campaign-file.md",
                "write it under papers in the description, or in the project's own, see docs/campaign-file.md",
            ),
        )


def not_yet(code: str, rule: str, message: Text, remedy: Text) -> Refused:
    """The refusal of a paper for a record that is still missing; `code` ends with the step or the act."""
    return Refused((Reason(f"paper:{code}", rule, code.rpartition(":")[2], message, remedy),))
