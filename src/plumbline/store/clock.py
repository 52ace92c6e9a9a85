"""The clock as a port: real, or the demonstration's (a fixed instant plus the time since the start).

A demonstration must look the same next year, so its clock stands where its builder left it and runs on
only while the server runs. Whichever it is was chosen at `init` and is recorded in the first event.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Protocol

from plumbline.store.home import Home
from plumbline.terms import SHANGHAI

_STARTED = time.monotonic()


class Clock(Protocol):
    """Tells the instant at which the server accepts a command."""

    def now(self) -> datetime:
        """The present instant, Asia/Shanghai."""


class RealClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present instant, Asia/Shanghai."""
        return datetime.now(SHANGHAI)


class DemonstrationClock:
    """A fixed instant plus the time since the process started."""

    def __init__(self, stands_at: datetime) -> None:
        self.stands_at = stands_at

    def now(self) -> datetime:
        """The demonstration's instant, Asia/Shanghai."""
        return self.stands_at + timedelta(milliseconds=int((time.monotonic() - _STARTED) * 1000))


class SetClock:
    """A clock that the builder of a demonstration, or a test, sets forward by hand."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """The instant it was last set to."""
        return self.instant


def clock_of(home: Home) -> Clock:
    """The clock that the installation was opened with."""
    settings = home.settings().get("clock", {"kind": "real"})
    if settings["kind"] == "demonstration":
        return DemonstrationClock(datetime.fromisoformat(settings["stands_at"]))
    return RealClock()
