"""The power fails at every named point of an import and of a day's close: nothing is half done, all goes on."""

from __future__ import annotations

import pytest
from tests.store.door import check_store
from tests.store.worker import DIED, MORE, Process, close, imported

from plumbline.store.models import DayRow, HouseholdRow, IdempotencyRow, Leaf

pytestmark = pytest.mark.long

IN_A_TRANSACTION = ["before-flush", "leaves-written", "rows-written", "before-commit"]
"""Points before the commit: the command did not happen. Every other point lies after one."""

IN_A_CLOSE = [*IN_A_TRANSACTION, "day-booked", "day-closed", "before-seal-files", "seal-written"]
CLOSE_UNTIL = "2026-04-12T00:01"


def roots() -> dict[int, str]:
    return dict(DayRow.objects.values_list("size", "root"))


@pytest.mark.parametrize("point", IN_A_TRANSACTION)
def test_it_has_taken_in_all_of_a_register_or_nothing(installation, point):
    leaves, households = Leaf.objects.count(), HouseholdRow.objects.count()
    code, _ = Process(imported, "reg-1", kill_at=point).ends()
    assert code == DIED
    assert (Leaf.objects.count(), HouseholdRow.objects.count()) == (leaves, households)
    assert not IdempotencyRow.objects.filter(pk="reg-1").exists()
    check_store(installation)
    _, again = Process(imported, "reg-1").ends()
    assert (again["seq"], again["events"]) == (leaves, MORE + 1)
    assert HouseholdRow.objects.count() == households + MORE
    # The same key once more: the same receipt, nothing new.
    assert Process(imported, "reg-1").ends()[1]["leaf_hash"] == again["leaf_hash"]
    assert Leaf.objects.count() == leaves + MORE + 1
    check_store(installation)


@pytest.mark.parametrize("point", IN_A_CLOSE)
def test_it_closes_and_seals_each_day_once_wherever_it_died(installation, point):
    before = roots()
    code, _ = Process(close, CLOSE_UNTIL, kill_at=point).ends()
    assert code == DIED
    half = roots()
    Process(close, CLOSE_UNTIL).ends()
    assert DayRow.objects.order_by("-day").first().day.isoformat() == "2026-04-11"
    # What was sealed before the fall stands as it was; one root for a size.
    whole = roots()
    assert before.items() <= half.items() <= whole.items()
    for day in ("2026-04-09", "2026-04-10", "2026-04-11"):
        assert Leaf.objects.filter(type="day.closed/1", day=day).count() == 1
        assert (installation.home.log / "seal" / f"{day}.checkpoint").exists()
    check_store(installation)


@pytest.mark.parametrize(
    "points",
    [
        ("leaves-written", "rows-written"),
        ("before-commit", "seal-written"),
        ("day-booked", "before-seal-files"),
        ("day-closed", "before-flush"),
    ],
)
def test_it_comes_through_two_falls_in_a_row(installation, points):
    # An import dies, then a close dies, then both are done again: 8 falls more.
    leaves = Leaf.objects.count()
    first, second = points
    code, _ = Process(
        imported, "reg-2", kill_at=first if first in IN_A_TRANSACTION else "before-commit"
    ).ends()
    assert code == DIED
    code, _ = Process(close, CLOSE_UNTIL, kill_at=second).ends()
    assert code == DIED
    _, taken = Process(imported, "reg-2").ends()
    assert "seq" in taken, taken
    Process(close, CLOSE_UNTIL).ends()
    assert Leaf.objects.filter(type="household.listed/1", seq__gte=leaves).count() == MORE
    check_store(installation)
