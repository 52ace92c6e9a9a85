"""Some hundred falls at moments that nobody chose: SIGKILL in the middle of imports and closes."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest
from tests.store.door import check_store
from tests.store.fixtures import databases, installation, postgresql, signing  # noqa: F401 — fixtures
from tests.store.worker import MORE, Process, close, imported

from plumbline.store.models import DayRow, Leaf

FALLS = 60
"""On each database, in two rounds: imports, then closes."""


def falls(work, *arguments, after: float) -> None:
    """The process is killed so many seconds after it began; it may have been done by then."""
    process = Process(work, *arguments)
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.ends()


@pytest.mark.parametrize("seed", range(3))
def test_it_takes_a_register_in_once_however_often_it_falls(installation, seed):  # noqa: F811
    chance, leaves = random.Random(seed), Leaf.objects.count()
    for _ in range(FALLS // 3):
        falls(imported, "reg", after=chance.uniform(0, 0.35))
        assert Leaf.objects.count() in (leaves, leaves + MORE + 1)
    _code, answer = Process(imported, "reg").ends()
    assert answer["seq"] == leaves
    assert Leaf.objects.count() == leaves + MORE + 1
    check_store(installation)


@pytest.mark.parametrize("seed", range(3))
def test_it_closes_each_day_once_however_often_it_falls(installation, seed):  # noqa: F811
    chance, known = random.Random(seed), {}
    for number in range(FALLS // 3):
        falls(close, f"2026-04-{12 + number // 2:02}T00:01", after=chance.uniform(0, 0.5))
        roots = dict(DayRow.objects.values_list("size", "root"))
        assert known.items() <= roots.items()
        known = roots
    Process(close, "2026-04-25T00:01").ends()
    assert DayRow.objects.count() == Leaf.objects.filter(type="day.closed/1").count()
    assert DayRow.objects.order_by("-day").first().day.isoformat() == "2026-04-24"
    check_store(installation)
