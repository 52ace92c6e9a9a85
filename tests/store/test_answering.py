"""Who held which duty on which day, and a commitment's report beside the measure, read back from the store."""

from __future__ import annotations

from datetime import date

import pytest
from tests.store.town import FIVE, IDS, STATE

from plumbline.store.models import GrievanceRow, MoveRow
from plumbline.store.reading.commitment_life import life_of
from plumbline.store.reading.duties import holder_on, loads, proposed, terms_of

pytestmark = pytest.mark.long


def day(text: str) -> date:
    return date.fromisoformat(f"2026-04-{text}")


def moved(campaign, at: str, since: str, post: str, unit: str, *names: str) -> None:
    posts = {IDS[name]: dict.fromkeys(FIVE, post) for name in names}
    move = {"project": STATE, "unit": unit, "since": since, "reason": "片区合并"}
    campaign.does("吴", "ReassignDuties", at, posts=posts, **move)


def test_it_answers_who_held_a_duty_on_any_day(campaign):
    # 杨 is unit-08's from the register on, unit-07's from the 12th; its clerk is 程 until the 13th, 林 from the 14th.
    moved(campaign, "2026-04-10", "2026-04-12", "unit-07-clerk", "unit-07", "杨")
    new = {"post_id": "unit-07-clerk", "person": "lin", "name": "林新到", "reason": "轮岗"}
    campaign.does("吴", "AppointHolder", "2026-04-13", since="2026-04-14", **new)
    campaign.door.close_days("2026-04-15T00:01")
    office = campaign.door.state.office()
    held = {d: holder_on(office, IDS["杨"], "signing", day(d)) for d in ("11", "12", "13", "14")}
    assert {d: (h.unit, h.person) for d, h in held.items()} == {
        "11": ("unit-08", "he"), "12": ("unit-07", "cheng"), "13": ("unit-07", "cheng"), "14": ("unit-07", "lin"),
    }  # fmt: skip
    first, second = terms_of(IDS["杨"])
    assert (first.until, second.since, second.until) == (day("11"), day("12"), None)
    assert second.reason == "片区合并"
    assert holder_on(office, IDS["杨"], "signing", date(2020, 1, 1)) is None
    assert len(terms_of(IDS["张"])) == 1


def test_it_takes_open_cases_along_and_leaves_sealed_moves_where_they_were(campaign):
    ask = {"kind": "enquiry", "text": "问", "channel": "desk", "household": IDS["张"]}
    campaign.does("程", "ReceiveGrievance", "2026-04-10T08:00", **ask)
    campaign.signs("张", "2026-04-10")
    moved(campaign, "2026-04-11", "2026-04-11", "unit-08-clerk", "unit-08", "张")
    row = GrievanceRow.objects.get(household=IDS["张"])
    assert (row.owner_unit, row.owner_post) == ("unit-08", "unit-08-clerk")
    assert set(MoveRow.objects.filter(household=IDS["张"]).values_list("unit", flat=True)) == {"unit-07"}


def test_it_lays_each_report_beside_what_its_sealed_day_measures(campaign):
    promise = {"unit": "unit-07", "project": STATE, "stage": "agreed", "households": 2, "text": "两户签约"}
    number = campaign.does("方", "GiveCommitment", "2026-04-09T15:00", due_on="2026-04-13", **promise).seq
    campaign.signs("张", "2026-04-10")
    report = {"commitment": number, "text": "张、李已谈妥"}
    campaign.does("程", "ReportProgress", "2026-04-10T18:00", as_of="2026-04-10", reached=1, **report)
    campaign.does("程", "ReportProgress", "2026-04-11T18:00", as_of="2026-04-11", reached=2, **report)
    campaign.door.close_days("2026-04-12T00:01")
    life = life_of(campaign.door.state.office(), number, day("12"))
    # One signature of the 10th: measured 0, 1, 1 on the 9th to the 11th; the second report says one more.
    assert life.measured == ((day("09"), 0), (day("10"), 1), (day("11"), 1))
    assert [(r.as_of, r.reached, r.measured, r.differs) for r in life.reports] == [
        (day("11"), 2, 1, 1), (day("10"), 1, 1, 0),
    ]  # fmt: skip
    assert (life.state, life.reached) == ("open", 1)
    # 张 moves away: what it reached stays unit-07's, before and after the day's close decides.
    moved(campaign, "2026-04-12", "2026-04-12", "unit-08-clerk", "unit-08", "张")
    campaign.door.close_days("2026-04-14T00:01")
    life = life_of(campaign.door.state.office(), number, day("14"))
    assert (life.state, life.row.reached, life.reached) == ("broken", 1, 1)


def test_it_proposes_a_split_of_a_block_and_shows_what_each_would_carry(campaign):
    among = dict.fromkeys(FIVE, ("unit-07-head", "unit-07-clerk"))
    split, carried = proposed(STATE, "north", among)
    head, clerk = carried["unit-07-head"], carried["unit-07-clerk"]
    assert (head[0].households, clerk[0].households) == (0, len(split))
    assert head[1].households + clerk[1].households == len(split)
    # No file has more than nine stages before it, and all five of its duties go together.
    assert abs(head[1].work - clerk[1].work) <= 9 * 5
    assert loads(["unit-07-clerk"])["unit-07-clerk"] == clerk[0]
