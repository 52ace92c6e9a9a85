"""A register with a fault is refused with a clear word, its place and the remedy; nothing of it is half taken in."""

from __future__ import annotations

from datetime import date

import pytest
from tests.store.door import check_store
from tests.store.town import FACTS, IDS, STATE

from plumbline.registers import PastAct, PastDocument, write_register
from plumbline.store.models import Attempt, HouseholdRow, Leaf
from plumbline.terms import Regime

pytestmark = pytest.mark.long


def row(id: str = "河街-0101", area: str = "80.00", **more: object) -> dict[str, object]:
    building = {**FACTS["张"]["buildings"][0], "area": area, "footprint_id": "F-101"}
    facts = {"household": FACTS["张"]["household"], "buildings": [building]}
    return {
        "household_id": id,
        "names": ["周新"],
        "kind": "household",
        "block": "北片",
        "address": "新巷 1 号",
        "facts": facts,
        **more,
    }


@pytest.fixture
def file(tmp_path):
    """A register file of these rows, or of these bytes."""

    def write(*rows: dict[str, object], data: bytes | None = None, name: str = "名册.xlsx", acts=()):
        path = tmp_path / name
        path.write_bytes(write_register(Regime.STATE_LAND, rows, acts=acts) if data is None else data)
        return path

    return write


def nothing_of(path, command, *, code: int, says: tuple[str, ...], options: tuple[str, ...] = ()) -> str:
    """Importing the file ends with this code and says these words; no event, no household is kept of it."""
    leaves, households = Leaf.objects.count(), HouseholdRow.objects.count()
    found, out, err = command("register", "import", path, "--project", STATE, *options)
    assert found == code, (found, out, err)
    for word in says:
        assert word in err + out, (word, err + out)
    assert (Leaf.objects.count(), HouseholdRow.objects.count()) == (leaves, households)
    return err + out


def test_it_takes_a_sound_register_in_and_the_same_file_once(campaign, file, asked):
    path = file(row(), row("河街-0102"))
    code, first = asked("register", "import", path, "--project", STATE)
    assert (code, first["imported"], first["already_present"]) == (0, 2, 0)
    leaves = Leaf.objects.count()
    code, again = asked("register", "import", path, "--project", STATE)
    assert (code, again["imported"], again["already_present"]) == (0, 0, 2)
    assert Leaf.objects.count() == leaves


def test_it_refuses_a_household_that_stands_twice_in_the_file(campaign, file, command):
    nothing_of(file(row(), row()), command, code=1, says=("河街-0101", "整册未导入", "Nothing was imported"))


def test_it_refuses_a_household_that_is_in_the_books_already(campaign, file, command):
    # Another file, another hash, the same household.
    attempts = Attempt.objects.count()
    nothing_of(
        file(row("河街-0101"), row(IDS["张"])), command, code=3, says=(IDS["张"], "重复", "is there already")
    )
    assert Attempt.objects.count() == attempts + 1


@pytest.mark.parametrize("area", ["-5.00", "一百", "1e3", "99999999999.00"])
def test_it_refuses_an_impossible_area_and_names_its_cell(campaign, file, command, area, tmp_path):
    import openpyxl

    path = file(row())
    book = openpyxl.load_workbook(path)
    sheet = next(
        s for s in book.worksheets if any(c.value == "area" or c.value == "buildings.area" for c in s[2])
    )
    column = next(c.column for c in sheet[2] if c.value in ("area", "buildings.area"))
    sheet.cell(3, column).value = area
    cell = sheet.cell(3, column).coordinate
    book.save(path)
    nothing_of(path, command, code=1, says=(cell, "整册未导入"))


def test_it_refuses_an_unknown_block_with_those_that_are_known(campaign, file, command):
    said = nothing_of(file(row(block="西片")), command, code=1, says=("西片",))
    assert "北片" in said
    assert "南片" in said


def test_it_refuses_a_file_whose_columns_it_does_not_know(campaign, tmp_path, command):
    import xlsxwriter

    path = tmp_path / "别的表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("表一").write_row(0, 0, ["甲", "乙", "丙"])
    nothing_of(path, command, code=2, says=("别的表.xlsx",))


def test_it_names_a_column_that_it_does_not_know_in_a_register_it_does(campaign, file, command):
    import openpyxl

    path = file(row())
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(1, sheet.max_column + 1).value = "星座"
    sheet.cell(3, sheet.max_column).value = "狮子"
    book.save(path)
    _code, _out, err = command("register", "import", path, "--project", STATE)
    assert "星座" in err


def test_it_refuses_a_pdf_that_was_renamed(campaign, file, command):
    pdf = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
    nothing_of(file(data=pdf), command, code=2, says=("PDF", "名册.xlsx"))


def test_it_refuses_an_empty_file(campaign, file, command):
    nothing_of(file(data=b""), command, code=2, says=("名册.xlsx",))


def test_it_refuses_a_file_of_two_hundred_megabytes_without_reading_it(campaign, tmp_path, command):
    path = tmp_path / "大.xlsx"
    with path.open("wb") as sparse:
        sparse.truncate(200_000_000)
    nothing_of(path, command, code=2, says=("大.xlsx",))


def test_it_refuses_a_file_that_is_not_there(campaign, tmp_path, command):
    nothing_of(tmp_path / "没有.xlsx", command, code=2, says=("没有.xlsx",))


def test_it_refuses_a_project_that_does_not_exist(campaign, file, command):
    found, out, err = command("register", "import", file(row()), "--project", "nowhere")
    assert found == 3
    assert "nowhere" in out + err


def test_it_refuses_whoever_may_not_import(campaign, file, command):
    nothing_of(file(row()), command, code=3, says=("unit_clerk",), options=("--as", "cheng"))


def test_it_refuses_to_import_as_nobody(campaign, file, command, monkeypatch):
    monkeypatch.delenv("PLUMBLINE_PERSON")
    nothing_of(file(row()), command, code=2, says=("--as",))


# ---------- histories ----------
def past(step: str, on: str, *kinds: str) -> PastAct:
    day = date.fromisoformat(on)
    return PastAct(step, day, {}, {}, evidence=tuple(PastDocument(k, f"{k}-{on}", day, "") for k in kinds))


def test_it_refuses_a_past_act_dated_after_today(campaign, file, command):
    # Today is 9 April 2026.
    told = row(history=(past("sl_h_surveyed", "2026-04-10", "survey_sheet", "survey_photos"),))
    nothing_of(file(told), command, code=1, says=("2026-04-10",))


def test_it_refuses_a_past_act_from_before_the_project_began(campaign, file, command):
    # The scope was fixed on 1 December 2025; nobody can have been listed before.
    told = row(history=(past("sl_h_surveyed", "2025-11-20", "survey_sheet", "survey_photos"),))
    nothing_of(file(told), command, code=3, says=("确定并公布房屋征收范围", "2025-12-01"))


def test_it_refuses_a_whole_file_for_one_act_out_of_its_order(campaign, file, command):
    # The second household "settled" its facts on the day they were published: seven days too early.
    right = row("河街-0101", history=(past("sl_h_surveyed", "2026-04-08", "survey_sheet", "survey_photos"),))
    wrong = row("河街-0102", history=(
        past("sl_h_surveyed", "2026-04-07", "survey_sheet", "survey_photos"),
        past("sl_h_facts_settled", "2026-04-08", "survey_sheet"),
    ))  # fmt: skip
    nothing_of(file(right, wrong), command, code=3, says=("河街-0102", "调查结果公布（本户）"))


def test_it_lets_another_hand_accept_a_register_with_a_past(campaign, file, asked):
    told = row(history=(past("sl_h_surveyed", "2026-04-08", "survey_sheet", "survey_photos"),))
    code, value = asked("register", "import", file(told), "--project", STATE)
    assert (code, value["imported"]) == (0, 0)
    assert not HouseholdRow.objects.filter(pk="河街-0101").exists()
    campaign.does(
        "余", "ReviewLate", "2026-04-09T15:00", proposal=value["awaiting_review"], accept=True, note="已核"
    )
    household = HouseholdRow.objects.get(pk="河街-0101")
    assert (household.stage, household.since) == ("surveyed", "2026-04-08")
    check_store(campaign.door.installation)
