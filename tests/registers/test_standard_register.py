"""The standard register: what is written reads back identically, and what is wrong on a list is named."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.registers import (
    FieldKind,
    PastAct,
    PastDocument,
    Register,
    Rules,
    Table,
    read_register,
    register_row,
    standard_schema,
    write_register,
    write_template,
)
from plumbline.terms import Refused, Regime

A, B = Regime.STATE_LAND, Regime.COLLECTIVE_LAND


def read(content, **options):
    register = read_register(content, name="登记表.xlsx", **options)
    assert isinstance(register, Register)
    return register


# ---------------------------------------------------------------- round trip

texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
two_decimals = st.decimals(min_value=0, max_value=99_999, places=2).map(lambda d: f"{d:.2f}")
values = {
    FieldKind.AREA: two_decimals,
    FieldKind.LENGTH: two_decimals,
    FieldKind.LAND_PER_HEAD: st.decimals(min_value=0, max_value=9, places=3).map(lambda d: f"{d:.3f}"),
    FieldKind.QUANTITY: st.integers(0, 999).map(str) | st.integers(1, 99).map(lambda n: f"3.{n:02d}"),
    FieldKind.DAY: st.dates(date(1900, 3, 1), date(2030, 1, 1)).map(date.isoformat),
    FieldKind.INSTANT: st.none()
    | st.just("2026-04-30T23:59:59+08:00")
    | st.just("2026-05-01T00:00:00+08:00"),
    FieldKind.BOOLEAN: st.booleans(),
    FieldKind.INTEGER: st.integers(0, 99_999),
    FieldKind.FEN: st.integers(0, 10**13),
    FieldKind.FEN_PER_M2: st.integers(0, 10**9),
    FieldKind.SHARE: st.just("1/2"),
}


def set_at(facts, path, value):
    *parents, last = path.split(".")
    for name in parents:
        facts = facts.setdefault(name, {})
    facts[last] = value


@st.composite
def record(draw, table: Table, number: int):
    made = {}
    for field in table.fields:
        if field.path == table.key:
            made[field.path] = f"n{number}"
        elif field.required or draw(st.booleans()):
            known = st.sampled_from([code for code, _ in field.words]) if field.words else texts
            set_at(made, field.path, draw(values.get(field.kind, known)))
    return made


@st.composite
def facts(draw, regime: Regime):
    schema = standard_schema(regime)
    made = draw(record(schema.main, 0))
    made.setdefault("household", {})  # every household has the group, be it empty
    for table in schema.lists:
        count = 2 if table.path == "household.co_owners" else draw(st.integers(0, 2))
        if table.parent:
            for parcel in made.get(table.parent, []):
                if count:
                    parcel["trees"] = [draw(record(table, number)) for number in range(count)]
        elif count and draw(st.booleans()):
            set_at(made, table.path, [draw(record(table, number)) for number in range(count)])
    return made


@pytest.mark.parametrize("regime", [A, B])
def test_it_reads_back_exactly_what_it_wrote(regime):
    @given(st.lists(facts(regime), min_size=1, max_size=3))
    @settings(max_examples=25, deadline=None)
    def holds(made):
        households = [
            {
                "household_id": f"示例-{number:04d}",
                "names": ("张三",) if number else ("李四", "王五"),
                "block": "b-01",
                "address": "示例路1号",
                "remarks": "",
                "facts": {"household_id": f"示例-{number:04d}", **one},
            }
            for number, one in enumerate(made)
        ]
        content = write_register(regime, households)
        assert content == write_register(regime, households)
        for schema in (standard_schema(regime), None):  # the regime need not be told
            register = read(content, schema=schema)
            assert [entry.facts for entry in register.entries] == [one["facts"] for one in households]
            assert [entry.names for entry in register.entries] == [one["names"] for one in households]
            assert {finding.code for finding in register.findings} <= {"same_name", "empty_entry"}
        again = write_register(regime, [register_row(entry) for entry in register.entries])
        assert again == content

    holds()


HASH = "ab" * 32
ACTS = (
    PastAct(
        "cl_h_demand_served",
        date(2025, 11, 3),
        {"term_end": date(2025, 11, 17)},
        {
            "household.ruling": "granted",
            "count": 3,
            "open": True,
            "note": "a=b；“c”",
            "code": "5",
            "none": None,
        },
        "served",
        (
            PastDocument("demand_notice", "示征〔2025〕7号", date(2025, 11, 2), HASH),
            PastDocument("service_receipt", "", date(2025, 11, 3), HASH),
        ),
    ),
    PastAct("cl_h_moved", date(2025, 12, 1)),
    PastAct("cl_h_moved", date(2025, 12, 1)),
)


def test_it_carries_past_acts_with_their_dates_documents_and_facts():
    households = [{"household_id": "砖-01", "names": ("张三",), "history": ACTS}]
    acts = (
        PastAct("cl_announcement", date(2024, 11, 11), evidence=(PastDocument("notice", "1号", None, HASH),)),
    )
    register = read(write_register(B, households, acts=acts))
    assert register.findings == ()
    assert register.entries[0].history == ACTS
    assert register.acts == acts


def test_it_refuses_to_write_a_fact_that_has_no_column():
    # A fact left out in silence would be missing from somebody's compensation.
    with pytest.raises(ValueError, match="certified"):
        write_register(
            A, [{"household_id": "1", "names": ("张三",), "facts": {"buildings": [{"certified": True}]}}]
        )


@pytest.mark.parametrize("regime", [A, B])
def test_it_writes_an_empty_form_that_asks_for_rows(regime):
    content = write_template(regime)
    assert content == write_template(regime)
    register = read(content)
    assert [finding.code for finding in register.findings] == ["no_rows"]
    sheets = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert sheets[:4] == ["户", "建筑", "人员", "附属物"]
    assert ("地块" in sheets) is (regime is B)
    assert sheets[-2:] == ["经过", "填表说明"]


# ---------------------------------------------------------------- faults


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = ["户号", "姓名"]


def codes(content, **options):
    return [(f.sheet, f.cell, f.code, f.blocking) for f in read(content, **options).findings]


def test_it_understands_chinese_headings_and_fact_names_alike():
    chinese = workbook(
        户=[HEAD, ["1", "张三"]],
        建筑=[["户号", "房屋编号", "用途", "建筑面积（㎡）"], ["1", "b1", "住宅", 62.37]],
    )
    english = workbook(
        households=[["household_id", "names"], ["1", "张三"]],
        buildings=[["household_id", "building_id", "use", "area"], ["1", "b1", "residence", "62.37"]],
    )
    one, other = read(chinese), read(english)
    assert one.entries[0].facts == other.entries[0].facts
    assert one.entries[0].facts["buildings"] == [{"building_id": "b1", "use": "residence", "area": "62.37"}]
    assert one.entries[0].sources["buildings[0].area"].cell == "D2"


def test_it_reads_money_in_fen_or_yuan_as_the_heading_says():
    for heading, value in (
        ("assessed_price_fen_per_m2", 618050),
        ("评估单价（元/㎡）", 6180.5),
        ("assessed_price_yuan_per_m2", 6180.5),
    ):
        content = workbook(
            户=[HEAD, ["1", "张三"]], 建筑=[["户号", "房屋编号", "面积", heading], ["1", "b1", 62.37, value]]
        )
        assert read(content).entries[0].facts["buildings"][0]["assessed_price_fen_per_m2"] == 618_050


def test_it_converts_a_column_in_mu_and_says_so_once():
    content = workbook(
        户=[HEAD, ["1", "张三"]],
        地块=[["户号", "地块编号", "地块面积（亩）"], ["1", "l1", 0.3], ["1", "l2", 0.1]],
    )
    register = read(content)
    assert [parcel["area"] for parcel in register.entries[0].facts["parcels"]] == ["200.00", "66.67"]
    assert [(f.cell, f.code, f.blocking) for f in register.findings] == [("C1", "converted", False)]


def test_it_reads_one_house_from_the_main_sheet():
    content = workbook(
        户=[
            ["户号", "姓名", "建筑面积", "建成日期"],
            ["1", "张三", 62.37, "1986.6.30"],
            ["2", "李四", None, None],
        ]
    )
    first, second = read(content).entries
    assert first.facts["buildings"] == [{"building_id": "b1", "area": "62.37", "built_on": "1986-06-30"}]
    assert "buildings" not in second.facts


def test_it_reads_a_heading_of_two_rows_below_a_title():
    rows = [
        ["示例片区登记表"],
        ["户号", "姓名", "房屋", None],
        [None, None, "建筑面积", "建成日期"],
        ["1", "张三", 62.37, date(1986, 6, 30)],
    ]
    book = openpyxl.load_workbook(io.BytesIO(workbook(户=rows)))
    for merged in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
        book["户"].merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    (entry,) = read(out.getvalue()).entries
    assert entry.facts["buildings"] == [{"building_id": "b1", "area": "62.37", "built_on": "1986-06-30"}]


@pytest.mark.parametrize(
    ("sheet", "rows", "code"),
    [
        ("建筑", [["户号", "房屋编号", "面积"], ["2", "b1", 10]], "unknown_household"),
        ("建筑", [["户号", "房屋编号", "面积"], [None, "b1", 10]], "no_household_id"),
        ("建筑", [["户号", "房屋编号", "面积"], ["1", "b1", 10], ["1", "b1", 11]], "duplicate_record"),
        ("建筑", [["户号", "房屋编号", "面积"], ["1", "b1", None]], "missing_value"),
        ("建筑", [["户号", "房屋编号", "面积"], *([["1", f"b{n}", 10] for n in range(21)])], "too_many"),
        ("建筑", [["户号", "房屋编号", "面积", "用途"], ["1", "b1", 10, "别墅"]], "unknown_word"),
        ("建筑", [["户号", "房屋编号", "面积", "已登记"], ["1", "b1", 10, "大概"]], "not_yes_or_no"),
        ("建筑", [["户号", "房屋编号", "面积（元）"], ["1", "b1", 10]], "wrong_unit"),
        ("建筑", [["甲", "乙"], ["1", "b1"]], "no_such_column"),
        ("人员", [["户号", "人员编号", "残疾等级"], ["1", "p1", 1.5]], "not_whole"),
        (
            "共有人",
            [["户号", "共有人编号", "份额"], ["1", "o1", "1/2"], ["1", "o2", "1/3"]],
            "shares_not_one",
        ),
        ("共有人", [["户号", "共有人编号", "份额"], ["1", "o1", date(2026, 1, 3)]], "not_a_share"),
        ("共有人", [["户号", "共有人编号", "份额"], ["1", "o1", 0.333333]], "not_a_share"),
        (
            "树木",
            [["户号", "地块编号", "树种", "规格", "株数"], ["1", "l9", "柑橘", "大", 3]],
            "unknown_parcel",
        ),
        ("经过", [["户号", "步骤", "发生日期"], ["1", None, date(2025, 1, 1)]], "no_act"),
        ("经过", [["户号", "步骤", "发生日期"], ["9", "s", date(2025, 1, 1)]], "unknown_household"),
        (
            "经过",
            [["户号", "步骤", "发生日期", "扫描件SHA-256"], ["1", "s", date(2025, 1, 1), "abc"]],
            "not_a_hash",
        ),
        (
            "经过",
            [["户号", "步骤", "发生日期", "另记日期"], ["1", "s", date(2025, 1, 1), "明天"]],
            "not_facts",
        ),
    ],
)
def test_it_names_what_is_wrong_on_a_list_and_stops_the_import(sheet, rows, code):
    register = read(workbook(**{"户": [HEAD, ["1", "张三"]], sheet: rows}))
    assert code in {finding.code for finding in register.blocking}
    assert all(finding.sheet == sheet for finding in register.blocking if finding.code != "shares_not_one")


def test_it_takes_the_twentieth_building():
    rows = [["户号", "房屋编号", "面积"], *([["1", f"b{n}", 10] for n in range(20)])]
    assert read(workbook(户=[HEAD, ["1", "张三"]], 建筑=rows)).blocking == ()


def test_it_lets_a_day_of_today_pass_and_not_one_of_tomorrow():
    content = workbook(户=[[*HEAD, "腾空日", "低保证有效期止"], ["1", "张三", "2026-05-22", "2031-01-01"]])
    assert codes(content, rules=Rules(today=date(2026, 5, 22))) == []  # a certificate may run on
    assert codes(content, rules=Rules(today=date(2026, 5, 21))) == [("户", "C2", "after_today", True)]
    assert codes(content, rules=Rules(earliest=date(2026, 5, 23))) == [("户", "C2", "too_early", True)]


def test_it_knows_the_blocks_that_it_is_given():
    content = workbook(
        户=[[*HEAD, "片区", "唯一住房"], ["1", "张三", "b-01", "是"], ["2", "李四", "b-99", "否"]]
    )
    assert codes(content) == []
    assert codes(content, rules=Rules(blocks=frozenset({"b-01"}))) == [("户", "C3", "unknown_block", True)]


def test_it_wants_the_time_of_a_signature_and_not_its_day_alone():
    # Before or after 17:00 of that day decides a reward.
    content = workbook(
        户=[
            [*HEAD, "签约时刻"],
            ["1", "张三", "2026-06-10"],
            ["2", "李四", "2026-06-10 16:59:59"],
            ["3", "王五", "未签约"],
        ]
    )
    register = read(content)
    assert [(f.cell, f.code) for f in register.blocking] == [("C2", "not_an_instant")]
    assert [entry.facts.get("dates", {}).get("signed_at", "absent") for entry in register.entries] == [
        "absent",
        "2026-06-10T16:59:59+08:00",
        None,
    ]


def test_it_passes_over_what_it_does_not_know_but_never_in_silence():
    content = workbook(户=[[*HEAD, "风水", "唯一住房"], ["1", "张三", "好", "是"]], 附图=[["x"]])
    assert codes(content) == [
        ("户", "C1", "column_passed_over", False),
        ("附图", "A1", "sheet_passed_over", False),
    ]


def test_it_refuses_a_sheet_without_a_heading_it_understands():
    for sheet in (None, "没有"):
        answer = read_register(workbook(户=[["甲", "乙"], [1, 2]]), name="登记表.xlsx", sheet=sheet)
        assert isinstance(answer, Refused)
        assert answer.reasons[0].code == (
            "register:no_heading" if sheet is None else "register:no_such_sheet"
        )


def test_it_says_of_which_household_nothing_is_known():
    content = workbook(
        户=[HEAD, ["1", "张三"], ["2", "李四"]], 建筑=[["户号", "房屋编号", "面积"], ["2", "b1", 10]]
    )
    assert codes(content) == [("户", "A2", "empty_entry", False)]
