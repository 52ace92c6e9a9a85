"""The real register of 2011: every row an entry or a named finding, every figure with its cell.

The counts are argued from the sheets themselves, which were read row by row. Rows are Excel's.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from plumbline.registers import (
    FieldKind,
    Party,
    Register,
    RegisterMapping,
    flat_schema,
    read_mapping,
    read_register,
)

SCHEMA = flat_schema(
    "office-standard-2011",
    dwelling_area=FieldKind.AREA,
    shop_area=FieldKind.AREA,
    open_area=FieldKind.AREA,
    settling_area_chosen=FieldKind.AREA,
    shop_area_chosen=FieldKind.AREA,
)


@pytest.fixture(scope="module")
def path():
    return Path(os.environ["PLUMBLINE_OUTSIDE_DATA"]) / "real" / "register-2011.xls"


def read(path, sheet=None):
    mapping = read_mapping(Path(__file__).with_name("register-2011.yaml"), "register-2011.yaml")
    assert isinstance(mapping, RegisterMapping)
    register = read_register(path, name=path.name, schema=SCHEMA, sheet=sheet, mapping=mapping)
    assert isinstance(register, Register)
    return register


@pytest.fixture(scope="module")
def old(path):
    return read(path, "old")


@pytest.fixture(scope="module")
def pinggu(path):
    return read(path, "pinggu")


def cells(register, code):
    return [finding.cell for finding in register.findings if finding.code == code]


def by_id(register):
    return {entry.household_id: entry for entry in register.entries}


def test_it_accounts_for_each_of_the_99_rows_of_the_earlier_sheet(old):
    # Rows 2 to 100 bear the appraiser's numbers 1 to 99. Six of them (23, 47, 48, 49, 83, 93) have that
    # number and nothing else: the appraiser divided households that the earlier register has as one.
    assert old.rows == 99
    assert cells(old, "row_without_name") == ["C24", "C48", "C49", "C50", "C84", "C94"]
    assert len(old.entries) == old.households == 99 - 6
    assert Counter(entry.kind for entry in old.entries) == {
        Party.HOUSEHOLD: 91,
        Party.ORGANISATION: 2,  # 塑料厂 on row 62, 新华书店 on row 81
    }


def test_it_accounts_for_each_of_the_99_rows_of_the_appraisers_sheet(pinggu):
    # Every row has a name here; row 94 stands for eleven households.
    assert pinggu.rows == len(pinggu.entries) == 99
    assert Counter(entry.kind for entry in pinggu.entries) == {
        Party.HOUSEHOLD: 96,
        Party.ORGANISATION: 2,
        Party.GROUP: 1,
    }
    group = by_id(pinggu)["93"]
    assert (group.row, group.households) == (94, 11)


def test_it_cuts_the_tails_of_floats_and_keeps_the_cell(old):
    first = by_id(old)["1"]
    assert first.facts == {"household_id": "1", "dwelling_area": "82.04", "open_area": "42.98"}
    assert (first.sources["dwelling_area"].cell, first.sources["dwelling_area"].raw) == (
        "G2",
        "82.03999999999999",
    )
    # Dwelling areas with tails: 82.04 as 82.03999999999999, 94.54, 127.33, 65.76, 55.33.
    assert [cell for cell in cells(old, "rounded") if cell[0] == "G"] == ["G2", "G14", "G21", "G37", "G73"]


def test_it_names_the_third_decimals_of_halved_plots(old, pinggu):
    # 37.335 (rows 17 and 18 share a plot), 10.095 (rows 76 and 77), 10.825 (row 88): the odd 0.005 ㎡
    # has to go to somebody, so each is a finding for the surveyor; the fact is rounded half up.
    assert cells(old, "too_precise") == ["F17", "F18", "F76", "F77", "F88"]
    assert by_id(old)["16"].facts["open_area"] == "37.34"
    assert by_id(old)["75"].facts["open_area"] == "10.10"  # stored as 10.094999999999992
    assert {f.cell for f in pinggu.findings if f.code == "too_precise" and f.cell.startswith("F")} == {
        "F17", "F18", "F76", "F77", "F87", "F88",
    }  # fmt: skip
    assert old.blocking == pinggu.blocking == ()


def test_it_finds_the_error_values_that_look_empty(old):
    # #NUM! in the total of row 95 and in what follows from it.
    assert {(f.cell, f.found) for f in old.findings if f.code == "error_value"} == {
        ("X95", "#NUM!"),
        ("AE95", "#NUM!"),
    }


def test_it_finds_words_where_amounts_belong(pinggu):
    # 计入附属物 (“counted among the attachments”) fourteen times in column O.
    rows = [2, 11, 15, 16, 22, 34, 36, 37, 47, 56, 66, 74, 89, 90]
    found = [finding for finding in pinggu.findings if finding.code == "text_in_number"]
    assert [finding.cell for finding in found] == [f"O{row}" for row in rows]
    assert {finding.found for finding in found} == {"计入附属物"}


def test_it_finds_one_area_that_stands_for_four_rows(pinggu):
    # K47:K50 is one cell: 69.16 ㎡ of ground for four households.
    assert cells(pinggu, "merged_value") == ["K47"]
    remark = "仅对建筑面积分户"
    assert [by_id(pinggu)[number].remarks for number in ("46", "47", "48", "49")] == [remark] * 4


def test_it_sees_one_person_with_two_holdings(old, pinggu):
    assert cells(old, "second_holding") == ["C51", "C52", "C53", "C54"]  # 何文禾2, 华仁哲2, 李舟宁2, 李加2
    assert cells(pinggu, "second_holding") == ["B23", "B24", "B84"]  # 钱恩帆-1, 钱恩帆-2, 吕泰永-2
    # The appraiser dropped the 2 and has the four names twice (rows 51 to 54); 曹远浩 stands on rows 30
    # and 63 of both sheets.
    assert cells(pinggu, "same_name") == ["A51", "A52", "A53", "A54", "A63"]
    assert cells(old, "same_name") == ["A63"]


def test_it_hears_of_the_disputed_boundary_on_both_sheets(old, pinggu):
    assert cells(old, "disputed") == ["J66"]
    assert cells(pinggu, "disputed") == ["R66"]
    assert by_id(pinggu)["65"].remarks == "基底与邻有争议"


def test_it_names_the_households_of_which_no_area_is_known(old):
    # Row 64 has a simple structure alone, rows 87 and 99 a plot without buildings.
    assert cells(old, "empty_entry") == ["A64", "A87", "A99"]


def test_it_never_reads_an_empty_cell_as_zero(old):
    # 安置住宅面积 (Z) is empty on every row: nobody has chosen, which is not the choice of 0 ㎡.
    assert not any("settling_area_chosen" in entry.facts for entry in old.entries)
    # Column H is filled on 37 of the rows with a name, column G on 83.
    assert sum("shop_area" in entry.facts for entry in old.entries) == 37
    assert sum("dwelling_area" in entry.facts for entry in old.entries) == 83


def test_it_takes_the_offices_sums_as_claims_to_the_fen(old):
    # Row 2: 82.04 ㎡ × 12 = 984.48, stored as 984.4799999999999; 82.04 × 8 × 18 = 11,813.76.
    claims = by_id(old)["1"].claims
    assert {clause: claim.fen for clause, claim in claims.items()} == {"S1": 0, "S2": 98_448, "S3": 1_181_376}
    assert (claims["S2"].source.cell, claims["S2"].source.raw) == ("U2", "984.4799999999999")
    # Row 23: 60.00 ㎡ of shop × 60 × 18 = 64,800.
    assert by_id(old)["22"].claims["S1"].fen == 6_480_000
    assert all(set(entry.claims) == {"S1", "S2", "S3"} for entry in old.entries)


def test_it_sees_that_the_two_sheets_disagree(path):
    both = read(path)
    twice = {f.row: f for f in both.findings if f.code in ("sheets_disagree", "also_on_sheet")}
    # Each of the 93 households of the earlier sheet stands on the appraiser's too, under the same number.
    assert len(twice) == 93
    assert both.rows == 198
    assert both.households == 99
    # Row 68: dwelling 73.06 and 77.06, open ground 95.58 and 91.58. Row 3: ground 84.81 on one sheet alone.
    assert twice[68].found == "dwelling_area 73.06 / 77.06；open_area 95.58 / 91.58"
    assert twice[3].found == "open_area — / 84.81"
    # Row 10 is the same on both: 85.92, no shop, 192.49.
    assert twice[10].code == "also_on_sheet"
    assert all(finding.blocking for finding in twice.values())


def test_it_is_read_and_checked_within_a_second(path):
    started = time.perf_counter()
    read(path)
    assert time.perf_counter() - started < 1.0
