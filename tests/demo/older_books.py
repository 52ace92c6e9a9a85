"""The older projects' registers taken in without a database: read, decided, reviewed, as the store would do it."""

from __future__ import annotations

from typing import Any

from tests.store.playing import MemoryDoor

from plumbline import registers
from plumbline.campaign import COMMANDS, Household, household_subject
from plumbline.demo import IMPORT_DAY
from plumbline.demo.building import CONFIG
from plumbline.demo.older import Older, older_register
from plumbline.demo.older_script import SEALED_ON
from plumbline.demo.policies import older_policy
from plumbline.demo.script import at, papers
from plumbline.law import HouseholdSubject
from plumbline.store.description import read_description
from plumbline.store.registers_in import register_command
from plumbline.terms import Refused

IMPORTED, REVIEWED = at(IMPORT_DAY, 10), at(IMPORT_DAY, 16)


class Books:
    """The campaign in memory, with what an office does to it. Changed by `takes_in`."""

    def __init__(self) -> None:
        self.door = MemoryDoor()
        self._gives("system", "", at(SEALED_ON, 8), "OpenCampaign", description=read_description(CONFIG))

    def _gives(self, person: str, post: str, moment: Any, name: str, **fields: Any) -> Any:
        return self.door.give(COMMANDS[name](**fields), person, post or None, moment, f"{name}-{moment}")

    def seals(self, older: Older) -> None:
        """Both older plans."""
        for project in older.projects:
            sealed = self._gives(
                "wu-guilan",
                "office-desk",
                at(SEALED_ON, 9),
                "SealPolicy",
                text=older_policy(project.regime),
                projects=(project.id,),
                done_at=at(SEALED_ON, 9),
                evidence=papers(SEALED_ON, "plan_draft"),
            )
            assert not isinstance(sealed, Refused), sealed

    def takes_in(self, older: Older, project: str) -> Any:
        """The register by the office, then its review by another hand; why, where it is refused."""
        found = self.door.state.project(project)
        blocks = frozenset({*found.blocks, *found.blocks.values()})
        read = registers.read_register(
            older_register(older, project),
            name="older.xlsx",
            rules=registers.Rules(today=IMPORTED.date(), blocks=blocks),
        )
        assert not isinstance(read, Refused), read
        command = register_command(project, found, read, "older.xlsx", IMPORTED)
        proposed = self.door.give(command, "wu-guilan", "office-desk", IMPORTED, project)
        if isinstance(proposed, Refused):
            return proposed
        waiting = max(int(number) for number in self.door.state.office().proposals)
        return self._gives(
            "yu-wenjing", "review-1", REVIEWED, "ReviewLate", proposal=waiting, accept=True, note="已核对"
        )

    def household(self, household: str) -> Household:
        """A household as it stands."""
        found = self.door.state.household(household)
        assert found is not None, household
        return found

    def subject(self, household: str) -> HouseholdSubject:
        """A household as the law reads it."""
        one = self.household(household)
        return household_subject(self.door.state.project(one.project), one)


def taken_in(older: Older) -> Books:
    """Both registers taken in and reviewed."""
    books = Books()
    books.seals(older)
    for project in older.projects:
        made = books.takes_in(older, project.id)
        assert not isinstance(made, Refused), [r.message.zh for r in made.reasons][:5]
    return books
