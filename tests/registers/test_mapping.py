"""Mapping files: what they say, and what is wrong with them."""

from __future__ import annotations

import io

import openpyxl
import pytest

from plumbline.registers import (
    FieldKind,
    Register,
    RegisterMapping,
    flat_schema,
    read_mapping,
    read_register,
    standard_schema,
)
from plumbline.terms import Refused


def xlsx(*rows, title="表1"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mapping(text):
    read = read_mapping(text.encode(), "对照.yaml")
    assert isinstance(read, RegisterMapping), read
    return read


def read(content, text, **options):
    register = read_register(content, name="r.xlsx", mapping=mapping(text), **options)
    assert isinstance(register, Register)
    return register


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a list",
        "表1: {header_rows: 1, columns: {}}",  # no id
        "表1: {header_rows: one, id: A, columns: {B: {fact: x}}}",
        "表1: {id: A, columns: {B: {fact: x, units: ㎡}}}",  # a misspelt key must not pass in silence
        "表1: {id: A, columns: {B: {fact: x, unit: 尺}}}",
        "表1: {id: A, columns: {B: {fact: profit_fen}}}",  # yuan or fen?
        "表1: {id: A, columns: {B: {}}}",
        "表1: [unclosed",
    ],
)
def test_it_refuses_a_mapping_that_can_be_read_in_two_ways(text):
    answer = read_mapping(text.encode(), "对照.yaml")
    assert isinstance(answer, Refused)
    assert answer.reasons[0].code == "register:mapping"
    assert "对照.yaml" in answer.reasons[0].message.zh


def test_it_takes_the_letters_no_and_y_for_columns():
    # YAML 1.1 would read NO as false; a column of that name is a letter like any other.
    columns = mapping("表1: {id: Y, columns: {NO: {fact: area, unit: ㎡}}}").sheets["表1"].columns
    assert list(columns) == ["NO"]


def test_it_finds_headings_without_their_spaces_breaks_and_units():
    content = xlsx(["序 号", "住宅\n(M2)", "金额（万元）"], [1, 87.5, 1.2])
    register = read(content, "表1: {id: 序号, columns: {住宅: {fact: dwelling_area}, 金额: {claims: S2}}}")
    (entry,) = register.entries
    assert entry.facts == {"household_id": "1", "dwelling_area": "87.50"}
    assert entry.claims["S2"].fen == 1_200_000  # 1.2 × 10,000 yuan
    assert register.findings == ()


def test_it_prefers_a_heading_to_a_letter():
    # A heading that is called B, in column A: the heading is meant.
    content = xlsx(["B", "序号"], [10, 1])
    (entry,) = read(content, "表1: {id: 序号, columns: {B: {fact: open_area, unit: ㎡}}}").entries
    assert entry.facts["open_area"] == "10.00"


def test_it_says_when_a_heading_is_missing_or_stands_twice():
    content = xlsx(["序号", "面积", "面积"], [1, 10, 20])
    register = read(
        content, "表1: {id: 序号, columns: {面积: {fact: area, unit: ㎡}, 长度: {fact: x, unit: 米}}}"
    )
    assert {(f.code, f.found, f.blocking) for f in register.findings if f.row == 1} == {
        ("two_such_columns", "面积", True),
        ("no_such_column", "长度", True),
    }


def test_it_refuses_a_unit_that_measures_something_else():
    schema = flat_schema("s", area=FieldKind.AREA)
    register = read(
        xlsx(["序号", "x"], [1, 10]), "表1: {id: A, columns: {B: {fact: area, unit: 元}}}", schema=schema
    )
    assert [(f.code, f.blocking) for f in register.findings if f.row == 1] == [("wrong_unit", True)]
    assert "area" not in register.entries[0].facts


def test_it_refuses_a_fact_that_the_schema_does_not_have():
    register = read(
        xlsx(["序号", "x"], [1, 10]),
        "表1: {id: A, columns: {B: {fact: dweling_area, unit: ㎡}}}",
        schema=flat_schema("s", dwelling_area=FieldKind.AREA),
    )
    assert [(f.code, f.found, f.blocking) for f in register.findings if f.row == 1] == [
        ("no_such_column", "dweling_area", True)
    ]


def test_it_builds_the_schemas_lists_from_one_row():
    content = xlsx(["序号", "主房", "主房用途", "偏房"], [1, 80, "住宅", 12.5])
    text = (
        "表1: {id: A, columns: {B: {fact: 'buildings.area', unit: ㎡}, C: {fact: buildings.use}, "
        "D: {fact: 'buildings[2].area', unit: ㎡}}}"
    )
    (entry,) = read(content, text, schema=standard_schema()).entries
    assert entry.facts["buildings"] == [
        {"building_id": "b1", "area": "80.00", "use": "residence"},
        {"building_id": "b2", "area": "12.50"},
    ]
    assert entry.sources["buildings[1].area"].cell == "D2"


def test_it_names_the_sheets_there_are_when_one_is_missing():
    answer = read_register(
        xlsx(["序号"], [1]), name="r.xlsx", mapping=mapping("旧表: {id: A, columns: {A: {fact: x}}}")
    )
    assert isinstance(answer, Refused)
    assert answer.reasons[0].code == "register:no_such_sheet"
    assert "表1" in answer.reasons[0].message.zh
