"""The wall's figures are those of the sealed account, and what is of today says so."""

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.wall_fixtures import draw_map, forget_the_map, keep_plan

from plumbline.store.models import DayRow, HouseholdRow
from plumbline.store.reading.planned import KeptPlan, remaining_by_plan
from plumbline.store.reading.wall import the_wall
from plumbline.store.sealing import account_json
from plumbline.terms import STAGES

MOST_QUERIES = 40
LEGEND = re.compile(r'<li data-stage="(\w+)"[^>]*>.*?<b>(\d+)</b></li>', re.S)


def shown(client) -> str:
    answer = client.get("/wall")
    assert answer.status_code == 200
    return answer.content.decode()


def sealed() -> dict:
    return account_json(DayRow.objects.order_by("-day").first())


def test_its_stages_are_those_of_the_sealed_account(signed_in):
    counts = {stage: int(n) for stage, n in LEGEND.findall(shown(signed_in("zheng")))}
    assert counts == sealed()["stages"]
    assert sum(counts.values()) == 6


def test_a_move_of_today_changes_the_map_and_no_figure(signed_in):
    draw_map()
    wall = signed_in("zheng")
    before = LEGEND.findall(shown(wall))
    HouseholdRow.objects.filter(pk="桥东-0001").update(stage="compensated")
    forget_the_map()
    assert LEGEND.findall(shown(wall)) == before
    assert wall.get("/wall/now.json").json()["stages"][0] == "g"
    assert "今日（未封账）" in shown(wall)


def test_it_counts_down_and_names_the_day_of_its_figures(signed_in):
    page = shown(signed_in("zheng"))
    # Day 17 of 40, which begin on 6 May: 23 are left, the last is 14 June.
    assert "第 17 天，共 40 天" in page
    assert "截止日 6月14日" in page
    assert "数据截至 5月21日（第 16 天），已封账" in page
    assert page.count('data-state="sealed"') == 16 + 1  # sixteen cells and the key below them


def test_it_shows_a_unit_with_its_broken_promise(signed_in):
    # unit-07 promised two signatures by the 20th and had one: none of one kept. Its second promise is of
    # today and in no sealed day.
    unit = next(unit for unit in the_wall().units if unit.id == "unit-07")
    assert (unit.kept.due, unit.kept.kept, unit.kept.running) == (1, 0, 0)
    assert re.search(r"市人社局</span>\s*<span class=\"wall-kept\">0/1</span>", shown(signed_in("zheng")))


def test_it_names_what_stands_still(signed_in):
    # unit-08's last move was the payment of 22 April; from day 1 to the 21st that is sixteen days.
    still = {(s.kind, s.id): s.days for s in the_wall().standstills}
    assert still["unit", "unit-08"] == 16
    assert still["unit", "unit-07"] == 3  # 张 signed on the 18th
    assert "停滞" in shown(signed_in("zheng"))


def test_without_a_plan_it_says_so_and_draws_none(signed_in):
    page = shown(signed_in("zheng"))
    assert "还没有留存计划" in page
    assert "burndown-plan" not in page


def test_with_a_plan_it_draws_both_lines_and_the_days_add_up(signed_in, office):
    keep_plan()
    page = shown(signed_in("zheng"))
    assert "burndown-plan" in page
    assert "burndown-band" in page
    # Nothing moved in the last seven sealed days: the rate is nought and all six would remain.
    assert "按最近 7 个封账日日均减少 0.0 户推算，截止日尚余 <b>6</b> 户（6 至 6 户）。" in page
    course = the_wall().course
    assert len(course.planned) == 41
    assert len(course.actual) == 17  # day 0 to day 16
    assert list(course.actual) == [6] * 17
    assert list(course.planned[:17]) == [6] * 17  # the plan begins from what was
    assert course.planned[40] < 6


def test_the_planned_course_falls_by_each_hand_over():
    from datetime import date

    first = date(2026, 5, 6)
    days = {"a": date(2026, 5, 6), "b": date(2026, 5, 8), "c": date(2026, 9, 1), "d": date(2026, 5, 1)}
    plan = KeptPlan(first, days, {}, frozenset({"e"}), {}, None, None)
    # Six remain: d was handed over before day 1, a on day 1, b on day 3; c after the end, e and f never planned.
    assert remaining_by_plan(plan, 6, first, 4) == [5, 4, 4, 3, 3]


def test_it_asks_a_bounded_number_of_questions(signed_in):
    draw_map()
    wall = signed_in("zheng")
    shown(wall)
    for address in ("/wall", "/wall/now.json", "/wall/sheet.svg"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert wall.get(address).status_code == 200
        assert len(queries) <= MOST_QUERIES, address


@pytest.mark.parametrize("query", ["", "?project=qiao"])
def test_its_sheet_is_one_drawing_without_pictures_or_scripts(signed_in, query):
    draw_map()
    answer = signed_in("wu").get(f"/wall/sheet.svg{query}")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    tree = ElementTree.fromstring(answer.content.decode())
    tags = {element.tag.partition("}")[2] for element in tree.iter()}
    assert tags <= {"svg", "title", "g", "rect", "path", "text", "tspan", "polyline"}
    assert (tree.get("width"), tree.get("height")) == ("420mm", "297mm")
    words = "".join(tree.itertext())
    for stage in STAGES:
        assert str(sealed()["stages"][stage.value]) in words
    assert "未封账" in words


def test_a_sheet_of_an_unknown_project_is_not_found(signed_in):
    assert signed_in("wu").get("/wall/sheet.svg?project=nowhere").status_code == 404
