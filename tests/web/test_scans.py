"""Scans are drawn anew on the server: pages as pictures, words as words, and nothing of a file acts in a browser."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tests.web.forms import fill_in, read_form

from plumbline.demo.scans import scan_bytes
from plumbline.web import scans
from plumbline.web.scans import archives
from plumbline.web.scans.archives import check_extent

PDF = scan_bytes("survey_sheet", date(2026, 5, 20))


def text_of(answer) -> str:
    return answer.content.decode()


def picture_of(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def photograph(*, rotated: bool = False, size: tuple[int, int] = (40, 20)) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6 if rotated else 1  # orientation
    exif[0x0110] = "示例相机"
    exif.get_ifd(0x8769)[0x9003] = "2026:05:20 08:30:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 51.0, 36.0), 3: "E", 4: (115.0, 33.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def letter(*texts: str, head: str = "") -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
    return out.getvalue()


def kept(folder: Path, data: bytes) -> Path:
    path = folder / "scan"
    path.write_bytes(data)
    return path


def test_a_page_of_a_pdf_becomes_a_picture_of_the_width_asked(tmp_path):
    path = kept(tmp_path, PDF)
    assert scans.pages_of(path, "pdf") == 1
    drawn = picture_of(scans.draw_page(path, "pdf", 1, 240))
    # A4 is 595 × 842 points.
    assert drawn.format == "PNG"
    assert drawn.size[0] in (240, 241)
    assert abs(drawn.size[1] - 240 * 842 / 595) < 2
    assert len(drawn.convert("L").getcolors()) > 1  # the words are there
    with pytest.raises(IndexError):
        scans.draw_page(path, "pdf", 2, 240)


def test_a_photograph_loses_all_but_its_picture_and_stands_upright(tmp_path):
    path = kept(tmp_path, photograph(rotated=True))
    drawn = picture_of(scans.draw_page(path, "jpg", 1, 2400))
    assert drawn.size == (20, 40)  # turned, and not made larger
    assert not drawn.getexif()
    assert "exif" not in drawn.info


def test_it_shows_what_the_camera_said_and_no_more(tmp_path):
    says = scans.photograph_says(kept(tmp_path, photograph()))
    # 29° 51′ 36″ = 29.86; 115° 33′ = 115.55.
    assert (says.taken, says.latitude, says.longitude) == ("2026-05-20 08:30:00", "29.860000", "115.550000")
    assert scans.photograph_says(kept(tmp_path, b"\xff\xd8\xff broken")) == scans.PhotographSays()


@pytest.mark.parametrize("kind", ["pdf", "jpg", "png"])
def test_a_damaged_file_is_said_to_be_damaged(tmp_path, kind):
    heads = {
        "pdf": b"%PDF-1.7 nothing",
        "jpg": b"\xff\xd8\xff\xe0 nothing",
        "png": b"\x89PNG\r\n\x1a\n nothing",
    }
    path = kept(tmp_path, heads[kind])
    with pytest.raises(scans.ScanUnreadable):
        scans.draw_page(path, kind, 1, 240)


def test_a_picture_beyond_all_bounds_is_not_unpacked(tmp_path):
    # 9,000 × 9,000 white pixels are a few kilobytes of PNG, and 243 megabytes unpacked.
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    with pytest.raises(scans.ScanUnreadable):
        scans.draw_page(kept(tmp_path, out.getvalue()), "png", 1, 240)


def test_a_letter_becomes_its_words(tmp_path):
    path = kept(tmp_path, letter("授权委托书", "", "兹委托&lt;script&gt;"))
    [table] = scans.words_of(path, "docx")
    assert table.rows == (("授权委托书",), ("兹委托<script>",))
    assert not table.cut


def test_a_letter_that_declares_entities_is_not_read(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    with pytest.raises(scans.ScanUnreadable):
        scans.words_of(kept(tmp_path, letter("x", head=bomb)), "docx")


def test_a_page_shows_a_scan_drawn_anew(signed_in):
    client = signed_in("he")
    path = "/households/桥西-0004/steps/sl_h_vacated"
    refused = fill_in(client, path, paper0_file=SimpleUploadedFile("扫描.pdf", PDF))
    sha256 = read_form(text_of(refused))["paper0_kept"].split(":")[0]
    assert client.get(f"/papers/{sha256}").status_code == 404  # no act names it yet
    assert client.post(path, read_form(text_of(refused)) | {"condition_0": "on"}).status_code == 302
    shown = text_of(client.get(f"/papers/{sha256}"))
    assert f"/papers/{sha256}/1-1400.png" in shown
    assert sha256 in shown
    page = client.get(f"/papers/{sha256}/1-1400.png")
    assert page["Content-Type"] == "image/png"
    assert page["Cache-Control"].startswith("private")
    for wrong in ("2-1400", "1-1399", "0-1400"):
        assert client.get(f"/papers/{sha256}/{wrong}.png").status_code == 404
    assert f"/papers/{sha256}/1-240.png" in text_of(client.get("/households/桥西-0004/papers"))
    # The clerk of the other unit sees neither.
    for address in (f"/papers/{sha256}", f"/papers/{sha256}/file", f"/papers/{sha256}/1-1400.png"):
        assert signed_in("cheng").get(address).status_code == 403


def test_a_page_shows_words_escaped(signed_in, built_office):
    client = signed_in("he")
    path = "/households/桥西-0004/steps/sl_h_vacated"
    words = letter("&lt;script&gt;alert(1)&lt;/script&gt;")
    refused = fill_in(client, path, paper0_file=SimpleUploadedFile("委托书.docx", words))
    assert client.post(path, read_form(text_of(refused)) | {"condition_0": "on"}).status_code == 302
    sha256 = read_form(text_of(refused))["paper0_kept"].split(":")[0]
    shown = text_of(client.get(f"/papers/{sha256}"))
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


# ---------- files made to explode ----------
def archive_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook_with(*cells: tuple[int, int, object]) -> bytes:
    """A workbook with a sheet of these cells: row, column (both from 0), value."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("表")
        for row, column, value in cells:
            sheet.write(row, column, value)
    return out.getvalue()


def lying(data: bytes, part: bytes, size: int) -> bytes:
    """The archive with another unpacked size of a part in its directory, as no honest program writes it."""
    at = data.index(part, data.index(b"PK\x01\x02")) - 46
    while data[at : at + 4] != b"PK\x01\x02":
        at = data.index(part, at + 47) - 46
    return data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


def test_a_sheet_becomes_its_words(tmp_path):
    [table] = scans.words_of(kept(tmp_path, workbook_with((0, 0, "户号"), (0, 1, 113))), "xlsx")
    assert (table.title, table.rows) == ("表", (("户号", "113.0"),))


def test_a_sheet_with_one_far_cell_is_not_unfolded(tmp_path):
    # The last cell of all, XFD1048576: 17 thousand million cells from the first.
    far = kept(tmp_path, workbook_with((0, 0, "户号"), (1_048_575, 16_383, 1)))
    with pytest.raises(scans.ScanUnreadable, match="too far"):
        scans.words_of(far, "xlsx")


@pytest.mark.parametrize("sheet", [b"<x:row r='9999999'/>", b'<c s="1" r="ZZ99999"/>'])
def test_a_far_row_is_seen_however_it_is_written(sheet):
    with pytest.raises(scans.ScanUnreadable, match="too far"):
        check_extent(sheet)


@pytest.mark.parametrize(
    ("kind", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml")]
)
def test_an_archive_that_would_explode_is_not_unpacked(tmp_path, monkeypatch, kind, part):
    # A thousandth of the bound, for speed; 120 KB of blanks are some hundred bytes packed.
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", archives.LARGEST_UNPACKED // 1024)
    bomb = archive_of(**{"[Content_Types].xml": b"<Types/>", part: b" " * 120_000})
    assert len(bomb) < 1_000
    with pytest.raises(scans.ScanUnreadable, match="larger than any paper"):
        scans.words_of(kept(tmp_path, bomb), kind)
    # The same with a directory that says it is a thousand bytes: no more than those are unpacked.
    with pytest.raises(scans.ScanUnreadable, match="damaged"):
        scans.words_of(kept(tmp_path, lying(bomb, part.encode(), 1_000)), kind)


def test_an_archive_of_too_many_parts_is_not_opened(tmp_path):
    many = archive_of(**{f"word/{n}.xml": b"" for n in range(2_001)})
    with pytest.raises(scans.ScanUnreadable, match="larger than any paper"):
        scans.words_of(kept(tmp_path, many), "docx")


def test_a_picture_whose_comment_would_explode_is_damaged(tmp_path):
    # A compressed comment of 2 MB in a picture of one pixel: Pillow stops at one, and says so.
    note = PngInfo()
    note.add_text("Comment", "a" * 2_000_000, zip=True)
    out = io.BytesIO()
    Image.new("RGB", (1, 1)).save(out, "PNG", pnginfo=note)
    path = kept(tmp_path, out.getvalue())
    with pytest.raises(scans.ScanUnreadable):
        scans.draw_page(path, "png", 1, 240)
    assert scans.photograph_says(path) == scans.PhotographSays()


def test_a_pdf_of_thousands_of_pages_is_shown_in_part(tmp_path):
    document = pypdfium2.PdfDocument.new()
    for _ in range(1_200):
        document.new_page(595, 842)
    path = tmp_path / "scan"
    document.save(path)
    assert scans.pages_of(path, "pdf") == 400
    with pytest.raises(IndexError):
        scans.draw_page(path, "pdf", 401, 240)


def test_a_pdf_page_of_a_mile_is_drawn_no_wider_than_asked(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(200_000, 200_000)
    path = tmp_path / "scan"
    document.save(path)
    assert picture_of(scans.draw_page(path, "pdf", 1, 10**9)).size[0] <= scans.LARGEST_WIDTH + 1


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("签字.pdf", b"MZ\x90\x00 a program", None),
        ("签字.pdf", b"<html><script>", None),
        ("签字.docx", archive_of(**{"a.txt": b"x"}), None),
        ("签字.exe", PDF, "pdf"),
        ("签字.txt", letter("授权"), "docx"),
    ],
)
def test_a_file_is_what_its_content_says(built_office, name, data, kind):
    from plumbline.web.workbench.forms.papers import format_of, keep

    upload = SimpleUploadedFile(name, data)
    assert format_of(upload) == kind
    if kind is None:
        with pytest.raises(ValidationError):
            keep(upload)


def test_a_scan_of_one_byte_more_than_twenty_megabytes_is_refused(built_office):
    from plumbline.web.workbench.forms.papers import MAX_BYTES, keep

    largest = PDF + b"\n" * (MAX_BYTES - len(PDF))
    assert len(keep(SimpleUploadedFile("a.pdf", largest))) == 64
    with pytest.raises(ValidationError, match="20"):
        keep(SimpleUploadedFile("a.pdf", largest + b"\n"))
