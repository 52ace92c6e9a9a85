"""Papers of tasks: the live duties of a unit and a project, counted again, and for whom their roll is."""

from __future__ import annotations

import io
import re

import openpyxl
import pypdfium2
import pytest

from plumbline.cli.main import main
from plumbline.store.models import DutyRow, Head, HouseholdRow
from plumbline.store.printing import tasks
from plumbline.terms import Refused


def mine(unit: str):
    return HouseholdRow.objects.filter(unit=unit).exclude(stage="withdrawn").order_by("position")


def test_the_roll_has_each_household_of_the_unit_once_by_its_number_alone(office):
    book = tasks.task_book("unit-07")
    assert [row.household for row in book.roll] == [row.pk for row in mine("unit-07")]
    names = {name for row in mine("unit-07") for name in row.data["names"]}
    assert not any(name in str(book) for name in names)
    assert book.version == f"版本：账本第{Head.objects.get(pk=1).size}条"


def test_what_is_to_do_and_done_is_counted_from_the_files(office):
    (task,) = tasks.task_book("unit-07").tasks
    rows = list(mine("unit-07"))
    signed = sum(bool(row.signed_on) for row in rows)
    gone = sum(row.stage in ("vacated", "handed_over", "demolished", "closed") for row in rows)
    assert task.to_sign == f"{len(rows)}（{signed}）"
    assert task.to_vacate == f"{len(rows)}（{gone}）"
    assert task.floor_area == sum(row.area_dm2 for row in rows)


def test_the_ten_red_lines_cite_their_law(office):
    lines = tasks.task_book("unit-07").red_lines
    assert len(lines) == 10
    assert lines[0].text == "未给予补偿不得要求搬迁"
    assert lines[0].rule == "《国有土地上房屋征收与补偿条例》第27(1)-(2)条"


def test_the_breakdown_names_who_holds_each_duty(office):
    table = tasks.task_breakdown("qiao")
    assert sum(line.households for line in table.lines) == table.households
    # 包签约 of unit-07 is with the clerk 程晓梅, of unit-08 with 何勇.
    assert {line.signing for line in table.lines} == {"程晓梅", "何勇"}
    units = DutyRow.objects.filter(duty="signing", household__startswith="桥").values_list("unit", flat=True)
    assert len({line.unit for line in table.lines}) == len(set(units))


def test_each_duty_of_the_five_stands_in_the_list(office):
    told = [line.duty for line in tasks.duty_list("unit-07").lines]
    assert {"包签约", "包评估", "包腾退", "包拆除", "包稳定"} == set(told)


def test_the_workbook_has_real_types_frozen_heads_and_a_print_area(office):
    book = openpyxl.load_workbook(io.BytesIO(tasks.unit_workbook("unit-07")))
    assert book.sheetnames == ["总体任务", "分户名册", "时间表", "责任清单", "任务分解"]
    roll = book["分户名册"]
    head = next(n for n, row in enumerate(roll.iter_rows(values_only=True), 1) if row[0] == "编号")
    assert roll.freeze_panes == f"B{head + 1}"
    assert roll.print_area
    assert roll.page_setup.orientation == "landscape"
    first = mine("unit-07").first()
    assert roll.cell(head + 1, 1).value == first.pk
    assert roll.cell(head + 1, 4).value == pytest.approx(first.area_dm2 / 100)
    assert roll.column_dimensions["E"].width > 30
    assert tasks.unit_workbook("unit-07") == tasks.unit_workbook("unit-07")


def test_a_unit_without_households_has_no_book(office):
    for unit in ("funds", "nobody"):
        refused = tasks.task_book(unit)
        assert isinstance(refused, Refused)
        assert refused.reasons[0].code == "tasks:unit"


def test_the_roll_is_for_its_own_unit_and_for_headquarters(signed_in):
    own = signed_in("cheng")
    assert own.get("/units/unit-07/tasks.pdf").status_code == 200
    assert own.get("/units/unit-08/tasks.xlsx").status_code == 403
    assert own.get("/units/unit-08/duties.pdf").status_code == 200
    shown = own.get("/structure").content.decode()
    assert "/units/unit-07/tasks.pdf" in shown
    assert "/units/unit-08/tasks.pdf" not in shown
    office = signed_in("wu")
    assert office.get("/units/unit-08/tasks.xlsx").content[:2] == b"PK"
    assert office.get("/units/funds/tasks.pdf").status_code == 409
    assert office.get("/units/none/tasks.pdf").status_code == 404
    assert "/projects/qiao/breakdown.pdf" in office.get("/projects/qiao").content.decode()
    assert signed_in("gu").get("/units/unit-07/duties.pdf").status_code == 403


def test_a_task_book_leads_to_its_check(signed_in, client):
    pdf = pypdfium2.PdfDocument(signed_in("wu").get("/units/unit-07/tasks.pdf").content)
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    (address,) = re.findall(r"(/verify/[0-9-]+/[0-9a-f]{64})", text)
    assert "任务书" in client.get(address).content.decode()


def test_the_command_writes_each_form(office, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("plumbline.cli.tasks.make_ready", lambda args: None)
    for form, begins in (("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")):
        out = tmp_path / f"tasks.{form}"
        assert main(["tasks", "--unit", "unit-07", "--out", str(out)]) == 0
        assert out.read_bytes().startswith(begins)
    assert main(["tasks", "--unit", "funds", "--out", str(tmp_path / "x.pdf")]) == 3
    assert main(["tasks", "--unit", "unit-07", "--out", str(tmp_path / "x.md")]) == 2
    assert "不是承担户的单位" in capsys.readouterr().err
