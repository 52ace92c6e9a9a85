"""The two kinds of day, and instants in Asia/Shanghai. No function here reads a clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import NewType

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China Standard Time; the mainland has kept +08:00 without summer time since 1991-09-15."""

CampaignDay = NewType("CampaignDay", int)
"""Day n of the campaign, from 1. Never a statutory day: it neither satisfies nor shortens a period."""


def campaign_day(on: date, first: date) -> CampaignDay | None:
    """The campaign's day of a date, or None before day 1; days after the last go on counting."""
    n = (on - first).days + 1
    return CampaignDay(n) if n >= 1 else None


def local_day(instant: datetime) -> date:
    """The date in Asia/Shanghai of an aware instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone has no day")
    return instant.astimezone(SHANGHAI).date()


def at_millis(instant: datetime) -> int:
    """Milliseconds since the epoch of an aware instant, truncated; exact integer arithmetic."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be recorded")
    since = instant - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def from_millis(at: int) -> datetime:
    """The instant in Asia/Shanghai of milliseconds since the epoch."""
    return datetime(1970, 1, 1, tzinfo=UTC).astimezone(SHANGHAI) + timedelta(milliseconds=at)
