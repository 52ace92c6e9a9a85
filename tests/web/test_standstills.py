"""Where nothing moves, from sealed days: by unit, project, block, stage, household; who lawfully waits is no standstill."""

from __future__ import annotations

import re
from typing import Any

import pytest

from plumbline.store.reading.office import office_at, version
from plumbline.store.reading.sealed import last_sealed
from plumbline.store.reading.standstills import pace, still

pytestmark = pytest.mark.long


def text_of(answer: Any) -> str:
    return answer.content.decode().replace("&amp;", "&")


def of(kind: str, least: int = 1) -> dict[str, Any]:
    return {s.id: s for s in still(last_sealed(), office_at(version()), kind, least=least)}


def test_a_unit_is_named_with_its_days_and_who_of_it_lawfully_waits(office):
    # By the sealed 21 May: 张 of unit 07 signed on the 18th; unit 08's last step lies before day 1, so 6 to 21 May count.
    units = of("unit")
    assert (units["unit-07"].days, units["unit-07"].remaining) == (3, 3)
    assert (units["unit-08"].days, units["unit-08"].remaining) == (16, 3)
    # 王 of unit 07 asked for a review that nobody has answered.
    assert (units["unit-07"].waiting, units["unit-08"].waiting) == (1, 0)
    assert "unit-07" not in of("unit", least=4)


def test_a_household_that_lawfully_waits_is_no_standstill(office):
    households = of("household", least=7)
    assert not households["桥东-0003"].is_standstill
    assert (households["桥东-0003"].wait.kind, households["桥东-0003"].wait.rule) == ("objection", "M77 21")
    assert households["桥东-0002"].is_standstill
    assert "桥东-0001" not in households  # signed on the 18th


def test_a_stage_moves_when_somebody_comes_or_goes(office):
    # 张 left the valued for the agreed on the 18th: neither stage has stood for a week; the paid have.
    assert of("stage", least=7).keys() == {"compensated"}
    assert of("stage", least=3).keys() == {"valued", "agreed", "compensated"}


def test_the_pace_is_measured_and_says_on_which_days_there_was_none(office):
    # Of days 1 to 16 only day 13, 18 May, saw a household come further: one signature. Week 1 had none, week 2 one.
    found = pace(last_sealed(), office_at(version()))
    assert found.by_day[13] == 1
    assert found.days_without == tuple(n for n in range(1, 17) if n != 13)
    assert found.weeks == ((1, 0), (2, 1))
    assert not found.every_day
    assert not found.every_week
    assert pace(last_sealed(), office_at(version()), unit="unit-08").weeks_without == (1, 2)


def test_the_page_tells_the_pace_and_lists_by_every_kind(signed_in):
    client = signed_in("wu", "office-desk")
    shown = text_of(client.get("/standstills"))
    assert "天天有突破、周周有进展" in shown
    assert "16 天中 1 天有进展" in shown
    assert "2 周中 1 周有进展" in shown
    # Of the six households one lawfully waits.
    for kind, count in (("unit", 2), ("block", 2), ("project", 1), ("stage", 3), ("household", 5)):
        listed = text_of(client.get(f"/standstills?by={kind}&within=three"))
        assert re.search(rf"共 {count} 条", listed), kind
    waiting = text_of(client.get("/standstills?by=household&within=week"))
    section = waiting[waiting.index("依法等待，不计停滞") :]
    assert "桥东-0003" in section
    assert "评估异议答复" in section


def test_a_unit_sees_its_own_places_and_households_alone(signed_in):
    shown = text_of(signed_in("cheng").get("/standstills?by=household&within=day"))
    assert "桥西-0005" not in shown
    assert "桥东-0002" in shown
