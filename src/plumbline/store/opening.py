"""Open an installation: the settings that are never changed, then the campaign's first event."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from plumbline.campaign import COMMANDS
from plumbline.store.clock import Clock
from plumbline.store.home import Home
from plumbline.store.models import Leaf
from plumbline.store.writing import Receipt, forget_services, services, writer
from plumbline.terms import SHANGHAI, Refused

DEFAULT_HOUR = 9


class NotEmpty(ValueError):
    """The home directory holds a campaign already."""


def settings_of(description: dict[str, Any], *, stands_at: datetime | None = None) -> dict[str, Any]:
    """Settings of an installation from a campaign's description: origin, clock, and a demonstration's seed.

    stands_at  where a demonstration's clock stands; day 1 of the campaign where none is given
    """
    settings: dict[str, Any] = {
        "origin": str(description.get("origin") or f"plumbline.localhost/{description.get('id')}")
    }
    if description.get("clock") == "demonstration":
        first = datetime.fromisoformat(str(description["day1"])).replace(hour=DEFAULT_HOUR, tzinfo=SHANGHAI)
        settings["clock"] = {"kind": "demonstration", "stands_at": (stands_at or first).isoformat()}
    else:
        settings["clock"] = {"kind": "real"}
    if description.get("demonstration") is True:
        settings["demonstration_seed"] = str(description.get("seed") or description.get("id"))
    return settings


def open_installation(
    description: dict[str, Any],
    *,
    person: str,
    home: Home | None = None,
    clock: Clock | None = None,
    stands_at: datetime | None = None,
) -> Receipt | Refused:
    """Open the campaign in an empty installation.

    clock      a clock to open it by, where a builder sets its own
    stands_at  where a demonstration's clock will stand

    raises  NotEmpty when the ledger has an event already; nothing is changed then
    """
    home = home or Home.from_environment()
    home.make()
    if Leaf.objects.exists():
        raise NotEmpty(
            f"{home.path} 中已经开立过活动。另开活动请用 --home 换一个数据目录。 (a campaign is open there; use another --home)"
        )
    if "day1" in description:
        home.write_settings(settings_of(description, stands_at=stands_at))
    forget_services(home)
    if clock is not None:
        services(home).clock = clock
    with writer(home) as opened:
        return opened.submit(
            COMMANDS["OpenCampaign"](description=description), person=person, key="open-campaign"
        )
