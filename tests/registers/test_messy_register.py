"""The messy register of invented people: every fault is found, by name, in both file formats alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plumbline.registers import Party, Register, RegisterMapping, Rules, read_mapping, read_register

DATA = Path(__file__).parents[1] / "data"
DAY_17 = date(2026, 5, 22)


def mapping():
    read = read_mapping(DATA / "messy-register.yaml", "messy-register.yaml")
    assert isinstance(read, RegisterMapping)
    return read


@pytest.fixture(params=["messy-register.xls", "messy-register.xlsx"])
def name(request):
    return request.param


def read(name, *, sheet="摸底表", numerals=False):
    rules = Rules(today=DAY_17, numerals=numerals)
    answer = read_register(DATA / name, name=name, mapping=mapping(), sheet=sheet, rules=rules)
    assert isinstance(answer, Register)
    return answer


FOUND = {
    "E3": ("converted", False),  # 空地(亩)
    "C4": ("rounded", False),  # 82.03999999999999
    "B5": ("spaced_name", False),  # 牛 二
    "F5": ("text_in_number", False),  # 计入附属物, in a column that is only checked
    "C6": ("too_precise", False),  # 37.335: half of a shared plot
    "B7": ("second_holding", False),  # 杨三2
    "B8": ("second_holding", False),  # 侯四-1
    "B9": ("second_holding", False),  # 侯四-2
    "B10": ("organisation", False),  # 红星塑料厂
    "B11": ("group_row", False),  # 马一平等11户
    "B12": ("row_without_name", False),  # a bare number
    "B13": ("row_without_name", True),  # a number and an area: whose?
    "C14": ("negative", True),
    "C15": ("too_large", True),
    "C16": ("text_in_number", True),  # 八十七点五
    "L17": ("disputed", False),  # 基底与邻有争议
    "C17": ("error_value", True),  # #DIV/0! where a fact belongs
    "K17": ("error_value", False),  # #NUM! in a sum that is only checked
    "A18": ("duplicate_household", True),  # 14 again
    "A19": ("same_name", False),  # 马一平 again, under another number
    "E20": ("merged_value", True),  # 0.3 mu for two rows
    "J22": ("after_today", True),  # 2031
    "J23": ("not_a_day", True),  # 1998年
    "C24": ("number_as_text", False),
    "D24": ("number_as_text", False),
    "F24": ("unit_in_cell", False),  # 12.5元
    "G24": ("blank_mark", False),  # 无
    "K24": ("not_a_number", False),  # TRUE
    "H25": ("no_household_id", False),  # a note under the table
    "A26": ("total_row", False),
}


def test_it_names_every_fault_at_its_cell(name):
    found = {finding.cell: (finding.code, finding.blocking) for finding in read(name).findings}
    assert found == FOUND


def test_it_makes_of_every_row_an_entry_or_a_finding(name):
    register = read(name)
    entries = {entry.row for entry in register.entries}
    named = {finding.row for finding in register.findings}
    # 23 rows stand below the heading of three, 4 to 26; those without an entry are 9 and 10 without a
    # name, 14 a second time, the note and the totals.
    assert register.rows == 23
    assert set(range(4, 27)) - entries == {12, 13, 18, 25, 26}
    assert set(range(4, 27)) - entries <= named
    assert register.households == 18


def test_it_keeps_the_facts_in_the_schema_and_their_cells(name):
    first = read(name).entries[0]
    assert first.facts == {
        "household_id": "1",
        "dwelling_area": "82.04",
        "shop_area": "0.00",  # a zero stands in D4
        "open_area": "66.67",  # 0.1 mu × 10000/15 = 66.666…
        "built_on": "2001-03-05",
    }
    assert (first.sources["dwelling_area"].cell, first.sources["dwelling_area"].raw) == (
        "C4",
        "82.03999999999999",
    )
    assert (first.claims["S1"].fen, first.claims["S1"].source.cell) == (946_300, "G4")


def test_it_leaves_out_what_no_cell_says(name):
    entries = {entry.household_id: entry for entry in read(name).entries}
    assert entries["3"].facts == {"household_id": "3", "dwelling_area": "37.34"}
    assert entries["14"].facts == {"household_id": "14", "shop_area": "5.00"}  # #DIV/0! is no zero
    assert entries["20"].claims["S1"].fen is None  # 无 is no zero either


def test_it_counts_a_merged_number_once_and_a_merged_remark_for_each_row(name):
    entries = {entry.household_id: entry for entry in read(name).entries}
    # 0.3 mu = 200 ㎡ for the two households together: copied down it would be paid for twice.
    assert entries["16"].facts["open_area"] == "200.00"
    assert "open_area" not in entries["17"].facts
    assert entries["16"].remarks == entries["17"].remarks == "仅对建筑面积分户"


def test_it_tells_households_organisations_and_groups_apart(name):
    entries = {entry.household_id: entry for entry in read(name).entries}
    assert (entries["7"].kind, entries["7"].names) == (Party.ORGANISATION, ("红星塑料厂",))
    assert (entries["8"].kind, entries["8"].households, entries["8"].names) == (Party.GROUP, 11, ("马一平",))
    assert (entries["4"].kind, entries["4"].holding, entries["4"].names) == (Party.HOUSEHOLD, 2, ("杨三",))
    assert entries["2"].names == ("牛二",)


def test_it_reads_numerals_only_when_asked(name):
    assert "dwelling_area" not in {e.household_id: e for e in read(name).entries}["13"].facts
    asked = read(name, numerals=True)
    assert {e.household_id: e for e in asked.entries}["13"].facts["dwelling_area"] == "87.50"
    assert [f.blocking for f in asked.findings if f.cell == "C16"] == [False]


def test_it_says_where_two_sheets_disagree(name):
    both = read(name, sheet=None)
    about = {finding.cell: finding for finding in both.findings if finding.sheet == "旧表"}
    # 牛二 has 65.76 ㎡ on one sheet and 66.00 ㎡ on the other; the other two agree.
    assert about["A3"].code == "sheets_disagree"
    assert about["A3"].found == "dwelling_area 65.76 / 66.00"
    assert {about[cell].code for cell in ("A2", "A4")} == {"also_on_sheet"}
    assert all(about[cell].blocking for cell in ("A2", "A3", "A4"))


def test_it_gives_the_same_answer_for_the_same_cells_in_both_formats():
    xls, xlsx = read("messy-register.xls"), read("messy-register.xlsx")
    assert xls.findings == xlsx.findings
    assert xls.entries == xlsx.entries
    assert xls.sha256 != xlsx.sha256
