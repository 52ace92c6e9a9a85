"""From an empty ledger to closed files, every day sealed: both regimes, every command, every kind of event."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from tests.store.databases import connected
from tests.store.door import StoreDoor, check_store
from tests.store.playing import OPENED, Campaign, open_campaign
from tests.store.town import DESCRIPTION, IDS
from tests.store.whole_way import everything

from plumbline.campaign import EVENT_SCHEMAS
from plumbline.store import writing
from plumbline.store.exporting import household_archive
from plumbline.store.models import DayRow, HouseholdRow, Leaf, MoveRow
from plumbline.store.opening import settings_of

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def done(databases, django_db_blocker):
    """The campaign after its whole way, played day by day through the store's door."""
    installation = databases.empty()
    with django_db_blocker.unblock(), connected(installation):
        call_command("migrate", verbosity=0)
        installation.home.make()
        installation.home.write_settings(settings_of(DESCRIPTION))
        door = StoreDoor(installation, OPENED)
        open_campaign(door, OPENED)
        campaign = everything(Campaign(door))
        door.close_days("2026-07-11T00:01")
        yield campaign
        writing.forget_services(installation.home)


def test_it_writes_every_kind_of_event(done):
    assert set(Leaf.objects.values_list("type", flat=True)) == set(EVENT_SCHEMAS)


def test_it_seals_every_day_from_the_first_to_the_last_and_each_in_balance(done):
    rows = list(DayRow.objects.order_by("day"))
    assert (rows[0].day.isoformat(), rows[-1].day.isoformat()) == ("2025-11-30", "2026-07-10")
    assert len(rows) == (rows[-1].day - rows[0].day).days + 1
    assert [(row.day, row.differences) for row in rows if not row.balanced] == []


def test_it_keeps_every_household_in_one_stage_on_every_day(done):
    for row in DayRow.objects.order_by("day"):
        assert sum(row.account["stages"].values()) == row.account["households"]
    assert (
        DayRow.objects.order_by("-day").first().account["households"]
        == len(IDS)
        == HouseholdRow.objects.count()
    )


def test_it_brings_the_first_household_from_the_list_to_the_closed_file(done):
    stages = list(MoveRow.objects.filter(household=IDS["张"]).order_by("seq").values_list("stage", flat=True))
    way = [
        "listed",
        "surveyed",
        "published",
        "valued",
        "agreed",
        "compensated",
        "vacated",
        "handed_over",
        "demolished",
        "closed",
    ]
    assert list(dict.fromkeys(stages)) == way


def test_it_ends_with_the_sums_of_the_clauses(done):
    # 张: 343,100.00 + out within 15 days 16,000.00 + top-up 1,740.00, all paid.
    zhang = done.of("张")
    assert (zhang.total_fen, sum(zhang.settled.values())) == (36_084_000, 36_084_000)
    # 塘张: 382,800.00 + transition for cash 300 × 2 × 6 = 3,600.00 + out in time 120.00 × 200 = 24,000.00, of which the first is paid.
    village = done.of("塘张")
    assert (village.total_fen, sum(village.settled.values())) == (41_040_000, 38_280_000)
    account = DayRow.objects.order_by("-day").first().account
    owned = [done.of(name) for name in IDS]
    assert account["money_fen"]["paid"] == sum(sum(h.settled.values()) for h in owned)
    assert account["money_fen"]["due"] == sum(sum(h.unpaid.values()) for h in owned if h.account == "due")


def test_it_replays_verifies_and_hands_out_a_households_file(done):
    check_store(done.door.installation)
    assert len(household_archive(IDS["张"], done.door.installation.home)) > 10_000
