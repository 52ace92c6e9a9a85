"""A register taken in by the ordinary path, and the second hand that looks at its past."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plumbline.demo.script import Make, command
from plumbline.store.registers_in import ImportOutcome, import_register
from plumbline.store.writing import Writer


@dataclass(frozen=True, slots=True)
class Import:
    """The register of a project, written as .xlsx on the day of its import and taken in.

    files  every project's file by the project's id
    """

    project: str
    files: Callable[[str], bytes]
    person: str
    post: str

    def __call__(self, opened: Writer) -> Any:
        """Import now; the command goes through the register's own function, so nothing is left to submit."""
        outcome = import_register(
            opened,
            self.files(self.project),
            name=f"{self.project}.xlsx",
            project_id=self.project,
            person=self.person,
            post=self.post,
        )
        assert outcome.receipt is not None, _why(outcome)


def _why(outcome: ImportOutcome) -> str:
    reasons = [f"{r.code}: {r.message.zh}" for r in outcome.refused.reasons[:10]] if outcome.refused else []
    return "\n".join([*reasons, *(str(f) for f in outcome.report["findings"][:10])])


def review(project: str) -> Make:
    """The review of the project's waiting register: accepted, after a look at the originals."""

    def made(opened: Writer) -> Any:
        waiting = [
            int(number)
            for number, entry in opened.state.office().proposals.items()
            if entry["accepted"] is None and (entry["payload"] or {}).get("project") == project
        ]
        return command("ReviewLate", proposal=waiting[0], accept=True, note="逐户核对档案原件，与名册一致")

    return made
