"""What a household's file shows: who answers and by which telephone, facts in tables, the way to its notice."""

from __future__ import annotations

import re

import pytest
from tests.web.small_office import PHONE

from plumbline.campaign import household_from_json
from plumbline.store.models import HouseholdRow
from plumbline.terms import Text
from plumbline.web.workbench.facts import large_groups_of, listed_of, things_of

FILE = "/households/桥东-0001"


def text_of(answer) -> str:
    return answer.content.decode()


def test_each_duty_has_its_posts_telephone(signed_in):
    # One post of unit 07 answers for all five duties.
    shown = text_of(signed_in("wu").get(FILE))
    assert shown.count(f'<a class="duty-phone" href="tel:{PHONE}">{PHONE}</a>') == 5


def test_a_post_without_a_telephone_shows_none(signed_in):
    shown = text_of(signed_in("wu").get("/households/桥西-0004"))
    assert "包签约" in shown
    assert "duty-phone" not in shown


def test_the_chart_shows_the_telephones_of_posts(signed_in):
    assert f'href="tel:{PHONE}"' in text_of(signed_in("wu").get("/structure"))


@pytest.mark.parametrize(("person", "leads"), [("wu", True), ("cheng", True), ("sun", False), ("shi", False)])
def test_who_may_hand_out_the_notice_is_led_to_it(signed_in, person, leads):
    client = signed_in(person)
    link = re.search(r'href="(/notices/[^"]+)"', text_of(client.get(FILE)))
    assert bool(link) is leads
    if link:
        assert client.get(link[1]).status_code == 200


def test_an_unsigned_household_has_no_row_of_zeros(signed_in):
    shown = text_of(signed_in("wu").get("/households/桥东-0002"))
    assert "尚未签约，没有应付款项。" in shown
    assert "搬迁前应付" not in shown


# ---------- names of things ----------
@pytest.fixture
def household(office):
    row = HouseholdRow.objects.get(pk="桥东-0001")
    held = household_from_json(row.data)
    held.facts["attachments"] = [{"code": "ac_wall", "quantity": "2"}, {"code": "nameless", "quantity": "1"}]
    held.facts["persons"] = [
        {"person_id": "p1", "birth_on": "1966-01-03"},
        {"person_id": "p2", "birth_on": "1968-12-13", "disability_grade": "3"},
    ]
    return held


@pytest.fixture
def rule(office):
    from plumbline import campaign
    from plumbline.store.reading import office as reading

    now = reading.version()
    return campaign.rules_of(reading.office_at(now)).policy_of(
        reading.office_at(now), reading.projects_at(now)["qiao"]
    )


def test_things_are_called_by_schedule_or_by_number(household, rule):
    names = things_of(household, rule)
    assert names["ac_wall"].zh == "挂式空调"  # schedule 1 of the policy
    assert names["p2"] == Text("人员2", "person 2")
    assert names["nameless"].zh == "附属设施 nameless"  # no schedule has it: the code itself stays


def test_what_a_household_has_many_of_is_a_table(household, rule):
    tables = {table.title.zh: table for table in listed_of(household, rule)}
    persons = tables["人员"]
    assert [head.zh for head in persons.heads] == ["出生日期", "残疾等级"]
    # The first person has no grade on record; an empty cell is a dash, never a zero.
    assert [row.values for row in persons.rows] == [("1966年1月3日", "—"), ("1968年12月13日", "3")]
    assert [row.name.zh for row in tables["附属设施"].rows] == ["挂式空调", "附属设施 nameless"]


def test_buildings_stay_whole_and_each_fact_has_one_place(household, rule):
    titles = [group.title.zh for group in large_groups_of(household)]
    assert titles[0] == "本户"
    assert any(title.startswith("房屋") for title in titles)
    assert not any(title.startswith(("人员", "附属设施")) for title in titles)
