"""What the door itself records: a key that was used again for another command.

Two commands under one key are a mistake of one device or a hand that tries to replace what it sent. The
second changes nothing; that it was sent is an event, for whoever looks into it. Ledger, section 6.
"""

from __future__ import annotations

from plumbline.campaign.commands import Command
from plumbline.campaign.deciding.fit import unfit
from plumbline.campaign.events import Event, make_event
from plumbline.campaign.permissions import Context, no_post
from plumbline.campaign.state import State
from plumbline.terms import HouseholdId, Refused


def conflict(
    state: State, command: Command, context: Context, *, used_key: str, command_sha256: str, recorded: int
) -> tuple[Event, ...] | Refused:
    """The event of a conflict, or why not even that is recorded: an unreadable command, nobody in a post.

    used_key        the idempotency key
    command_sha256  hex of the command that came second
    recorded        number of the event that the key stands for
    """
    if wrong := unfit(command):
        return Refused(wrong)
    if context.post is None:
        return Refused((no_post(type(command).__name__),))
    household = state.household(str(getattr(command, "household", "") or ""))
    project = household.project if household else str(getattr(command, "project", "") or "")
    event = make_event(
        "intake.conflict/1",
        open={"command": type(command).__name__},
        com={
            "household": household.id if household else None,
            "project": project if state.project(project) else None,
            "used_key": used_key,
            "command_sha256": command_sha256,
            "recorded": recorded,
            "by_person": context.person,
        },
        files=(HouseholdId(household.id),) if household else (),
    )
    return (event,)
