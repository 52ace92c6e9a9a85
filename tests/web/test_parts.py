"""Parts with something to show and with nothing."""

import re
from datetime import date

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from plumbline.terms import Fen, Stage, Text
from plumbline.web import parts
from plumbline.web.design.catalogue import GROUPS

PARTS = [part for _group, members in GROUPS for part in members]
ORDER = tuple(stage for stage in Stage if stage is not Stage.WITHDRAWN)
TODAY = date(2026, 5, 22)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_it_is_shown_without_a_style_or_a_script_of_its_own(part, rf):
    shown = render_to_string(part.template, part.sample(""), rf.get("/design"))
    assert shown.strip()
    assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=", shown)


@pytest.mark.parametrize(
    "name",
    ["timeline", "worklist", "documents", "facts", "duties", "figures", "units", "stage_bar", "seal", "tabs"],
)
def test_it_has_an_answer_to_nothing(name):
    empty = {"bar": parts.stage_bar({}), "seal": None}
    shown = render_to_string(f"parts/_{name}.html", empty)
    assert "None" not in shown


def test_a_stage_line_stands_where_the_household_stands():
    # Agreed on 11 May; no decision is needed, so compensation is next.
    line = parts.stage_line(
        ORDER,
        {Stage.LISTED: date(2025, 12, 8), Stage.AGREED: date(2026, 5, 11)},
        TODAY,
        earliest=date(2026, 5, 26),
        skipped=frozenset({Stage.DECIDED}),
    )
    states = {step.stage: step.state for step in line.steps}
    assert states[Stage.LISTED] == "done"
    assert states[Stage.SURVEYED] == "skipped"
    assert states[Stage.AGREED] == "current"
    assert states[Stage.DECIDED] == "skipped"
    assert states[Stage.COMPENSATED] == "next"
    assert states[Stage.VACATED] == "later"
    assert "5月26日起可办" in render_to_string("parts/_stage_line.html", {"line": line})


def test_a_blocked_step_says_what_blocks_it():
    line = parts.stage_line(ORDER, {}, TODAY, blocks=(Text("登记册未导入", "no register"),))
    assert line.steps[0].state == "blocked"
    assert "登记册未导入" in render_to_string("parts/_stage_line.html", {"line": line})


def test_a_total_leaves_out_what_other_payees_get():
    # 100.00 to the household, 40.00 to the tenant: the household is owed 100.00.
    sums = parts.Sums(
        (
            parts.SumLine("1", Text("甲", "a"), Fen(10_000), ""),
            parts.SumLine("2", Text("乙", "b"), Fen(4_000), "", payee="承租人"),
        ),
        "A 1.0",
    )
    assert sums.total == 10_000
    assert "付给承租人" in render_to_string("parts/_sums.html", {"sums": sums})


def test_a_bar_adds_up_to_its_households():
    # 3 listed, none surveyed, 2 agreed, 1 withdrawn: 6, beginning at 0, 3 and 5.
    bar = parts.stage_bar({Stage.AGREED: 2, Stage.LISTED: 3, Stage.WITHDRAWN: 1, Stage.SURVEYED: 0})
    assert [(s.stage, s.start, s.count) for s in bar.segments] == [
        (Stage.LISTED, 0, 3),
        (Stage.AGREED, 3, 2),
        (Stage.WITHDRAWN, 5, 1),
    ]
    assert bar.total == 6


def test_a_burndown_tells_how_far_from_plan():
    # Plan 10, 5, 0; after day 1 there are 7 left, two more than the plan's 5.
    shown = parts.burndown([10, 5, 0], [10, 7], [(0, 2, 4)])
    assert (shown.day, shown.remaining, shown.gap) == (1, 7, 2)
    # Day 1 of 2 is half the width of 800; 7 of 10 leaves 3/10 of 320 above it.
    assert shown.actual == "0.0,0.0 400.0,96.0"
    assert "比计划多 2 户" in render_to_string("parts/_burndown.html", {"burndown": shown})


def test_a_seal_shows_forty_digits_in_eight_groups():
    # 0…01 followed by 124 bits of nothing: the first 132 bits of the root are 16, in forty decimal digits.
    seal = parts.Seal("0" * 31 + "1" + "0" * 32, 3, TODAY, 12)
    assert "".join(seal.groups) == "16".rjust(40, "0")
    assert [len(group) for group in seal.groups] == [5] * 8
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        parts.Seal("0123", 3, TODAY, 12)


COLUMNS = (parts.Column("id", "户号", sortable=True), parts.Column("total", "金额", "yuan", sortable=True))
FILTERS = (parts.Filter("stage", "阶段", (("agreed", "已签约"),)), parts.Filter("q", "姓名"))


def state(query: str) -> parts.ListState:
    return parts.read_state(QueryDict(query), COLUMNS, FILTERS, order="id")


def test_a_list_keeps_its_state_in_the_address():
    read = state("stage=agreed&q=张&order=-total&page=3")
    assert (dict(read.values), read.order, read.page) == ({"stage": "agreed", "q": "张"}, "-total", 3)
    assert read.address(page=4) == "?stage=agreed&q=%E5%BC%A0&order=-total&page=4"
    assert read.address(q=None, page=None) == "?stage=agreed&order=-total"


@pytest.mark.parametrize(
    "query", ["order=password", "page=0", "page=-1", "page=x", "page=²", "stage=unknown"]
)
def test_a_list_passes_over_what_it_does_not_know(query):
    read = state(query)
    assert (read.values, read.order, read.page) == ((), "id", 1)


def test_a_heading_turns_its_order_round():
    page = parts.list_page("户", state("order=total"), COLUMNS, FILTERS, (), total=0)
    by = {heading.column.key: heading for heading in page.headings}
    assert (by["total"].sort, by["total"].url) == ("ascending", "?order=-total")
    assert (by["id"].sort, by["id"].url) == ("none", "?order=id")


@pytest.mark.parametrize(
    ("total", "page", "first", "last", "pages"),
    [
        (0, 1, 0, 0, 1),  # nothing
        (50, 1, 1, 50, 1),  # exactly one page
        (51, 2, 51, 51, 2),  # the row after it
        (51, 9, 51, 51, 2),  # beyond the end: the last page
    ],
)
def test_a_pager_counts_from_one(total, page, first, last, pages):
    shown = parts.list_page("户", state(f"page={page}"), COLUMNS, FILTERS, (), total=total).pages
    assert (shown.first, shown.last, shown.pages) == (first, last, pages)


def test_a_filtered_list_without_rows_offers_the_way_back(rf):
    page = parts.list_page("户", state("q=无此人"), COLUMNS, FILTERS, (), total=0)
    shown = render_to_string("parts/_list.html", {"list": page}, rf.get("/"))
    assert "没有符合条件的记录" in shown
    assert 'href="?order=id"' in shown


def test_a_refused_form_keeps_what_was_typed(rf):
    from plumbline.web.design.samples.rows import form

    shown = render_to_string(
        "parts/_form.html", {"form": form("x-", wrong=True), "action": "#", "submit": "登记"}, rf.get("/")
    )
    assert 'value="2026-05-29"' in shown
    assert "双方到场签字。" in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="x-number_error"' in shown
    assert 'aria-describedby="x-number_helptext x-number_error"' in shown
