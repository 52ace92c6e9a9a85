"""Reminders are a budget: one a day and person, in working hours, none after the paper is signed for.

source  papers: Supervision; glossary: supervision is of the work, and people who work need their hours
"""

from __future__ import annotations

from datetime import time

from plumbline.campaign.deciding.draft import Draft, reason
from plumbline.terms import SHANGHAI, Reason

WORKING_HOURS = (time(8, 30), time(17, 30))
"""From and to; the last moment is outside."""

_RULE = "准绳自设规则 提醒预算"


def budget(draft: Draft, person: str) -> tuple[Reason, ...]:
    """Why this person may not be reminded now: out of hours, or reminded once today."""
    return (*_in_hours(draft), *_once_a_day(draft, person))


def _in_hours(draft: Draft) -> tuple[Reason, ...]:
    # A reminder goes out when it is entered; nothing that the entry says about its hour can move it.
    now, calendar = draft.context.at.astimezone(SHANGHAI), draft.rules.calendar
    worked = calendar.is_known(now.date()) and calendar.is_working_day(now.date())
    if worked and WORKING_HOURS[0] <= now.time() < WORKING_HOURS[1]:
        return ()
    return (
        reason(
            "reminder:hours",
            _RULE,
            now.isoformat(timespec="minutes"),
            message=(
                "提醒只在工作日 8:30 至 17:30 发出",
                "reminders go out on working days between 8:30 and 17:30",
            ),
            remedy=("请在工作时间发出", "send it in working hours"),
        ),
    )


def _once_a_day(draft: Draft, person: str) -> tuple[Reason, ...]:
    today = draft.today.isoformat()
    if draft.state.office().reminded.get(person, {}).get("on") != today:
        return ()
    return (
        reason(
            "reminder:budget",
            _RULE,
            f"{person} / {today}",
            message=(
                "此人今天已经被提醒过一次：每人每天至多一次",
                "this person was reminded today: once a day and person",
            ),
            remedy=("请明天再提醒，或者合并为一件", "do it tomorrow, or say all of it in one paper"),
        ),
    )
