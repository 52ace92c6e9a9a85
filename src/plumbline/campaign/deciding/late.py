"""Acts entered more than three days late: proposed by one hand, reviewed by another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plumbline.campaign.codec import plain, read_command
from plumbline.campaign.commands import COMMANDS, Command, ReviewLate
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.events import make_event
from plumbline.campaign.permissions import Context
from plumbline.terms import HouseholdId, Refused


def propose(draft: Draft, command: Command) -> None:
    """Keep a late act, whose gates are all open, until its reviewer has looked at it."""
    household = str(getattr(command, "household", "") or "")
    draft.emit(
        make_event(
            "late.proposed/1",
            open={"command": type(command).__name__},
            com={
                "household": household or None,
                "project": getattr(command, "project", None),
                "payload": plain(command),
                "by_person": draft.context.person,
                "by_post": draft.context.post_id,
                "done_at": plain(getattr(command, "done_at", None)),
            },
            files=(HouseholdId(household),) if household else (),
        )
    )


def review(draft: Draft, command: ReviewLate, decide_act: Any) -> Refused | None:
    """Accept a late act, which is then decided on today's state in its author's name, or send it back."""
    key = str(command.proposal)
    entry = draft.state.office().proposals.get(key)
    if entry is None or entry["accepted"] is not None:
        return refused(
            reason(
                "late:unknown",
                "准绳自设规则",
                key,
                message=(f"没有待复核的补录 {key}", f"there is no late entry {key} waiting for review"),
                remedy=("请在待复核清单中核对编号", "check the number in the list of those waiting"),
            )
        )
    if entry["by_person"] == draft.context.person:
        return refused(
            reason(
                "late:same_hand",
                "准绳自设规则 四分离",
                draft.context.person,
                message=("补录须由另一人复核", "a late entry is reviewed by another hand"),
                remedy=("请由另一名复核人办理", "let another reviewer do it"),
            )
        )
    household = draft.state.household(str(entry["household"])) if entry["household"] else None
    if household is not None and draft.context.person in household.conflicts:
        return refused(
            reason(
                "permission:conflict",
                "岗位权限表",
                household.id,
                message=(
                    "本人已对此户申报利益冲突，不得复核",
                    "you declared a conflict of interest in this household",
                ),
                remedy=("请由另一名复核人办理", "let another reviewer do it"),
            )
        )
    draft.emit(
        make_event(
            "late.reviewed/1",
            open={"proposal": command.proposal, "accepted": command.accept},
            com={"household": entry["household"], "note": command.note, "by_person": draft.context.person},
            files=(HouseholdId(entry["household"]),) if entry["household"] else (),
        )
    )
    if not command.accept:
        return None
    reviewer = draft.context
    author = draft.state.office().post(entry["by_post"])
    draft.context = Context(
        at=reviewer.at, person=entry["by_person"], post=author, reviewed_by=reviewer.person
    )
    try:
        outcome = decide_act(draft, read_command(COMMANDS[entry["command"]], entry["payload"]))
    finally:
        draft.context = replace(reviewer)
    return outcome if isinstance(outcome, Refused) else None
