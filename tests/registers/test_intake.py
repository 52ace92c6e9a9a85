"""Files that are no register: each is refused with its reason and what to do, in both languages."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from plumbline.registers import MAX_FILE_BYTES, MAX_ROWS, Workbook, read_workbook
from plumbline.terms import Refused


def refused(source, name="登记表.xlsx"):
    answer = read_workbook(source, name)
    assert isinstance(answer, Refused)
    (reason,) = answer.reasons
    assert name in reason.message.zh
    assert name in reason.message.en
    assert reason.remedy.zh in reason.message.zh
    assert reason.remedy.en in reason.message.en
    return reason.code


def workbook(cells):
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(content, change):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, change(member.filename, old.read(member)))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "register:empty"),
        (b"%PDF-1.7\n...", "register:pdf"),  # a PDF under the name of a workbook
        (b"<html><table><tr><td>1</td></tr></table></html>", "register:html"),
        (b"\x09\x02\x06\x00\x00\x00\x10\x00", "register:old_format"),
        (b"household_id,names", "register:unknown_format"),
        (b"PK\x03\x04 cut off", "register:damaged"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "register:encrypted"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "WordDocument".encode("utf-16-le"), "register:other_format"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 600, "register:damaged"),
    ],
)
def test_it_names_what_the_file_really_is(content, code):
    assert refused(content) == code


def test_it_refuses_200_megabytes_by_their_size_alone(tmp_path):
    path = tmp_path / "登记表.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # a sparse file: nothing is there to be read
    assert refused(path) == "register:too_large"
    assert refused(b"\x00" * (MAX_FILE_BYTES + 1)) == "register:too_large"


def test_it_refuses_a_file_that_is_not_there(tmp_path):
    assert refused(tmp_path / "nowhere.xlsx") == "register:not_found"


def test_it_refuses_an_archive_that_unpacks_to_far_more_than_it_is():
    bomb = rezipped(workbook({"A1": "户号"}), lambda name, part: part)
    out = io.BytesIO(bomb)
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/zeros.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(401):
            part.write(bytes(1024 * 1024))
    assert len(out.getvalue()) < 1024 * 1024
    assert refused(out.getvalue()) == "register:bomb"


def test_it_refuses_definitions_inside_the_sheets():
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    changed = rezipped(
        workbook({"A1": "户号"}),
        lambda name, part: evil + part.split(b"?>", 1)[-1] if "sheet1" in name else part,
    )
    assert refused(changed) == "register:entities"


def test_it_refuses_one_stray_cell_a_million_rows_down():
    # The reader lays out the whole rectangle: two cells would become a table of a million rows.
    assert refused(workbook({"A1": "户号", f"A{MAX_ROWS + 1}": 1})) == "register:too_many_cells"
    assert refused(workbook({"A1": "户号", "XFD1": 1})) == "register:too_many_cells"


def test_it_takes_a_sheet_that_is_only_coloured_far_down():
    book = openpyxl.Workbook()
    book.active["A1"] = "户号"
    book.active.cell(1_048_576, 3).number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    answer = read_workbook(out.getvalue(), "登记表.xlsx")
    assert isinstance(answer, Workbook)
    assert answer.sheets[0].cell(1, 1).text == "户号"


def test_it_refuses_a_workbook_without_any_content():
    assert refused(workbook({})) == "register:no_content"


def test_it_refuses_other_office_formats_by_name():
    for inside in ("xl/workbook.bin", "content.xml", "word/document.xml", "photo.jpg"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(inside, b"x")
        assert refused(out.getvalue()) == "register:other_format"
