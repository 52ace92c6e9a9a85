"""The store's one door as the tests' campaign uses it, and what must hold of the store afterwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests.store.databases import Installation
from tests.store.playing import Campaign, open_campaign
from tests.store.script import SCRIPT, Act, instant, sealed
from tests.store.town import (
    DESCRIPTION,
    IDS,
    IN_STATE,
    IN_VILLAGE,
    STATE,
    STATE_POLICY,
    VILLAGE,
    VILLAGE_POLICY,
    entry,
)

from plumbline import ledger
from plumbline.campaign import plain
from plumbline.store import replaying, sealing, writing
from plumbline.store.clock import SetClock
from plumbline.store.models import DayRow, Leaf
from plumbline.store.opening import settings_of
from plumbline.store.signing import signer_of
from plumbline.store.state import StoredState

STARTED = instant("2026-04-07", 8)
"""Where the store's campaign begins: its projects come half finished, with their history in the register."""


class StoreDoor:
    """`store.submit` at a clock that is set by hand."""

    def __init__(self, installation: Installation, at: datetime) -> None:
        self.installation = installation
        self.clock = SetClock(at)
        self.take()

    def take(self) -> None:
        """Open the services as a process that starts does."""
        writing.forget_services(self.installation.home)
        writing.services(self.installation.home).clock = self.clock

    @property
    def state(self) -> Any:
        return StoredState(Leaf.objects.count())

    def give(self, command: Any, person: str, post: str | None, at: datetime, key: str) -> Any:
        self.clock.instant = at
        return writing.submit(command, person=person, post=post, key=key, home=self.installation.home)

    def close_until(self, day: date) -> None:
        # Not the test but the door itself closes the days before the first command of a new one.
        pass

    def close_days(self, moment: str) -> list[date]:
        """Set the clock and close the days that are over."""
        self.clock.instant = max(self.clock.instant, instant(moment))
        return sealing.close_missed_days(self.installation.home)


def begin(installation: Installation) -> Campaign:
    """Open the campaign in an empty installation."""
    home = installation.home
    home.make()
    home.write_settings(settings_of(DESCRIPTION))
    door = StoreDoor(installation, STARTED)
    open_campaign(door, STARTED)
    return Campaign(door, opened=STARTED, script=())


def past_acts(about: str, until: datetime) -> list[dict[str, Any]]:
    """What the script does about a project or a household, as the history of a register has it: by days alone."""
    acts = []
    for act in SCRIPT:
        if act.about == about and act.at < until and act.command not in ("ImportRegister", "SealPolicy"):
            fields = {key: value for key, value in act.fields.items() if key not in ("household", "project")}
            when = (
                {}
                if act.command.endswith("Date")
                else {"done_at": act.at.replace(hour=0, minute=0).isoformat()}
            )
            acts.append({"command": act.command, **when, **fields})
    return acts


def with_history(project: str, names: tuple[str, ...], until: datetime) -> dict[str, Any]:
    """The fields of a register that carries the past of its project and of its households."""
    rows = tuple({**entry(name), "history": past_acts(IDS[name], until)} for name in names)
    return {
        "project": project, "sha256": f"{project:e<64}", "file_name": f"{project}.xlsx", "rows": len(rows), "entries": plain(rows),
        "project_acts": plain(past_acts(project, until)),
    }  # fmt: skip


def bring_to_signing(campaign: Campaign) -> Campaign:
    """Policies sealed, both registers imported with their history and reviewed: 9 April, everybody may sign."""
    for policy, project in ((STATE_POLICY, STATE), (VILLAGE_POLICY, VILLAGE)):
        act = sealed(policy, project, "2026-04-07")
        campaign.does("吴", "SealPolicy", act.at, **act.fields)
    until = instant("2026-04-09", 0)
    for project, names in ((STATE, IN_STATE), (VILLAGE, IN_VILLAGE)):
        receipt = campaign.does(
            "吴", "ImportRegister", "2026-04-09T08:00", **with_history(project, names, until)
        )
        campaign.does(
            "余", "ReviewLate", "2026-04-09T09:00", proposal=receipt.seq, accept=True, note="已核对"
        )
    campaign.waiting = [act for act in SCRIPT if act.at >= until]
    return campaign


def check_store(installation: Installation) -> None:
    """Replay gives the same tables row for row, and the sealed log passes the verifier that shares no code."""
    differing = replaying.rebuild(installation.home, check=True)
    assert differing == [], [(d.table, d.key, d.stored[:400], d.replayed[:400]) for d in differing[:3]]
    sealing.write_seals(installation.home)
    if DayRow.objects.exists():
        key = signer_of(installation.home).vkey
        report = ledger.verify_log(installation.home.log, key)
        assert report.ok, report.problems
        assert report.size == DayRow.objects.order_by("-day").first().size
    seqs = list(Leaf.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(len(seqs)))


def tomorrow(campaign: Campaign) -> str:
    """The first minute of the day after the campaign's clock."""
    return f"{(campaign.now + timedelta(days=1)).date().isoformat()}T00:01"


__all__ = ["Act", "StoreDoor", "begin", "bring_to_signing", "check_store"]
