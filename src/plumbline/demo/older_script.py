"""The older projects come in: their plans sealed, their maps and registers imported, their past looked at by a second hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from plumbline.demo.bank_script import statement
from plumbline.demo.map_script import map_moves
from plumbline.demo.older import Older, build_older, older_register
from plumbline.demo.policies import older_policy
from plumbline.demo.procedure_days import IMPORT_DAY
from plumbline.demo.script import Cast, Move, at, command, papers
from plumbline.demo.taking_in import Import, review
from plumbline.demo.world import World
from plumbline.store.writing import Writer

SEALED_ON = date(2025, 12, 2)
"""The campaign takes the older plans over on its second day, as they were published in 2025."""


def older_moves(world: World, cast: Cast) -> Iterator[Move]:
    """All moves of the older projects; whatever happened in them came before the registers of 5 May 2026."""
    older = build_older(world.description)
    yield from map_moves(older.projects, older.ground, cast, hour=18)
    person, post = cast.post_of("office", person=cast.office)
    reviewer = cast.post_of("reviewer", person=cast.reviewer)
    for number, project in enumerate(older.projects):
        sealed = command(
            "SealPolicy",
            text=older_policy(project.regime),
            projects=(project.id,),
            done_at=at(SEALED_ON, 8, 5 + number),
            evidence=papers(SEALED_ON, "plan_draft"),
        )
        yield Move(at(SEALED_ON, 8, 5 + number), person, post, sealed, f"policy-{project.policy}")
        imported = Import(project.id, partial(older_register, older), person, post)
        yield Move(at(IMPORT_DAY, 10, 10 * number), person, post, imported, f"register-{project.id}")
        yield Move(at(IMPORT_DAY, 16, 10 * number), *reviewer, review(project.id), f"review-{project.id}")
    clerk = cast.post_of("accountant", person=cast.accountant)
    received = at(IMPORT_DAY, 17)
    yield Move(received, *clerk, partial(_statement, older, received), "statement-older")


def _statement(older: Older, received: datetime, opened: Writer) -> Any:
    return statement(
        opened, older.households, before=IMPORT_DAY, received=received, name="statement-older.csv"
    )
