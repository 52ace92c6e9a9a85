"""Is this file a workbook that may be opened at all? Sizes, signatures and archive bombs, before any parsing."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from plumbline.registers.cells import column_number
from plumbline.registers.refusals import unreadable
from plumbline.terms import Refused, Text

MAX_FILE_BYTES = 50 * 1024 * 1024
"""The largest file taken. A hundred thousand households with all their lists are about 30 MB."""

MAX_UNPACKED_BYTES = 400 * 1024 * 1024
"""The most that an .xlsx may unpack to: honest sheets shrink about ten times, bombs a thousand times."""

MAX_ARCHIVE_MEMBERS = 2_000
"""More parts than that no register has; each costs time to list."""

MAX_ROWS = 200_000
"""Rows of one sheet, counted to the last one with content."""

MAX_COLUMNS = 512
"""Columns of one sheet; the widest register met had 31."""

MAX_CELLS = 12_000_000
"""Rows times columns of one sheet, because the reader lays out the whole rectangle in memory."""


class Format(StrEnum):
    """The forms of file that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that passed: its bytes, its form, and for .xlsx its unpacked XML parts by name."""

    name: str
    content: bytes
    format: Format
    parts: dict[str, bytes]


def take(source: Path | bytes, name: str) -> Taken | Refused:
    """Bytes and form of a file, or the reason why it is not opened.

    A file above the limit is refused by its size alone and not read. What the name's ending says does
    not matter, but for text: `.csv` is taken as a table of text, anything else by its first bytes.
    """
    content = _bytes_of(source, name)
    if isinstance(content, Refused):
        return content
    if not content:
        return _refuse("empty", name, "文件是空的（0 字节）", "The file is empty (0 bytes)", _ASK_AGAIN)
    if content.startswith(b"PK"):
        return _take_archive(content, name)
    if content.startswith(_OLE):
        return _take_ole(content, name)
    if name.lower().endswith((".csv", ".txt")) and not content.startswith(b"%PDF"):
        return Taken(name, content, Format.CSV, {})
    return _refuse_unknown(content, name)


_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_SAVE_AS = Text(
    "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。",
    "Open it in Excel or WPS, save it as .xlsx, and import that.",
)
_ASK_AGAIN = Text("请向提供表格的单位重新索取。", "Ask the unit that sent it for the file again.")
_REMOVE_PASSWORD = Text(
    "请打开后去掉打开密码，另存为 .xlsx 再导入。",
    "Open it, remove the password, save it as .xlsx, and import that.",
)
_SPLIT = Text(
    "请删去图片和无关的表，或者按片区分成几个文件。",
    "Remove pictures and other sheets, or split it into one file per block.",
)
_EXPORT_TABLE = Text(
    "请索取原来的 Excel 表格；不能从它读出登记表。",
    "Ask for the Excel file itself; no register can be read from this.",
)


def _refuse(code: str, name: str, zh: str, en: str, remedy: Text) -> Refused:
    return unreadable(code, name, Text(f"{name}：{zh}。{remedy.zh}", f"{name}: {en}. {remedy.en}"), remedy)


def _bytes_of(source: Path | bytes, name: str) -> bytes | Refused:
    if isinstance(source, bytes):
        size = len(source)
    else:
        try:
            size = source.stat().st_size
        except OSError:
            where = Text("请核对文件的位置和名称。", "Check the folder and the name.")
            return _refuse(
                "not_found",
                name,
                "找不到或打不开这个文件",
                "There is no such file, or it cannot be opened",
                where,
            )
    if size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        megabytes = -(-size // 1024 // 1024)
        zh, en = (
            f"文件有 {megabytes} MB，上限 {limit} MB，未读取",
            f"The file has {megabytes} MB; the limit is {limit} MB; it was not read",
        )
        return _refuse("too_large", name, zh, en, _SPLIT)
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as error:
        open_elsewhere = Text(
            "请关闭正在使用它的程序后再试。", "Close the program that uses it and try again."
        )
        return _refuse(
            "not_found",
            name,
            f"打不开这个文件（{error.strerror}）",
            f"The file cannot be opened ({error.strerror})",
            open_elsewhere,
        )


def _take_archive(content: bytes, name: str) -> Taken | Refused:
    damaged = _refuse(
        "damaged",
        name,
        "压缩包损坏，读不完整",
        "The archive is damaged and cannot be read in full",
        _ASK_AGAIN,
    )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return damaged
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names:
        return _refuse_other_archive(names, name)
    if any(member.flag_bits & 0x1 for member in members):
        return _refuse(
            "encrypted", name, "文件有打开密码", "The file is protected by a password", _REMOVE_PASSWORD
        )
    if len(members) > MAX_ARCHIVE_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        return _refuse_bomb(name)
    parts: dict[str, bytes] = {}
    try:
        # The sizes of the directory may lie: a part that unpacks to more than it declared fails its
        # checksum here, before any other reader sees the file.
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                parts[member.filename] = _unpacked(archive, member)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, zlib.error):
        return damaged
    if any(b"<!DOCTYPE" in part[:4096] or b"<!ENTITY" in part for part in parts.values()):
        return _refuse(
            "entities",
            name,
            "文件里有表格不该有的外部定义（DTD）",
            "The file has definitions (a DTD) that no sheet needs",
            _SAVE_AS,
        )
    for part_name, part in parts.items():
        if b"\x00" in part:
            return damaged  # an encoding in which the guards below would see nothing
        if part_name.startswith("xl/worksheets/") and (refused := _too_wide(part, name)):
            return refused
    return Taken(name, content, Format.XLSX, parts)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # A plain `read` unpacks up to two gigabytes before it looks at the declared size.
    with archive.open(member) as part:
        return part.read(member.file_size + 1)


def _refuse_other_archive(names: set[str], name: str) -> Refused:
    if "xl/workbook.bin" in names:
        return _refuse(
            "other_format", name, "这是 .xlsb 二进制工作簿", "This is a binary .xlsb workbook", _SAVE_AS
        )
    if "content.xml" in names:
        return _refuse("other_format", name, "这是 .ods 表格", "This is an .ods spreadsheet", _SAVE_AS)
    if "word/document.xml" in names:
        return _refuse(
            "other_format",
            name,
            "这是 Word 文档，不是表格",
            "This is a Word document, not a workbook",
            _EXPORT_TABLE,
        )
    return _refuse(
        "other_format",
        name,
        "这是压缩包，不是 Excel 表格",
        "This is an archive, not an Excel workbook",
        _SAVE_AS,
    )


def _refuse_bomb(name: str) -> Refused:
    limit = MAX_UNPACKED_BYTES // 1024 // 1024
    zh = f"解压后超过 {limit} MB 或者部件过多，疑似压缩炸弹，未打开"
    en = f"It would unpack to more than {limit} MB or has too many parts, like an archive bomb; it was not opened"
    return _refuse("bomb", name, zh, en, _SPLIT)


# A cell with content is `<c r="B3" …>…</c>`; one that is only formatted closes itself and does not count:
# offices often colour a whole column, down to row 1,048,576. Either kind of quote, any prefix, letters of
# any case and number: what another reader would take for a place must not slip by here.
_FILLED = re.compile(rb"""<(?:[\w.-]+:)?c\b[^>]*?\br\s*=\s*["']([A-Za-z]+)([0-9]+)["'][^>]*?(?<!/)>(?!</)""")
_ROW = re.compile(
    rb"""<(?:[\w.-]+:)?row\b[^>]*?\br\s*=\s*["']([0-9]+)["'][^>]*?(?<!/)>\s*<(?:[\w.-]+:)?c\b(?![^>]*\br\s*=)"""
)
_PLACE_DIGITS = 12
"""A place written longer than this is beyond every limit; it is not computed."""


def _too_wide(part: bytes, name: str) -> Refused | None:
    rows = columns = 0
    for match in _FILLED.finditer(part):
        letters, row = match.groups()
        if len(letters) > 3 or len(row) > _PLACE_DIGITS:
            return refuse_extent(MAX_ROWS + 1, MAX_COLUMNS + 1, name)
        rows, columns = max(rows, int(row)), max(columns, column_number(letters.decode("ascii")))
    for match in _ROW.finditer(part):
        rows = max(rows, int(match.group(1)[:_PLACE_DIGITS]))
    return refuse_extent(rows, columns, name)


def refuse_extent(rows: int, columns: int, name: str) -> Refused | None:
    """A refusal where a sheet is larger than the limits, counted to its last cell with content."""
    if rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_CELLS:
        return None
    zh = f"有一张表用到第 {rows} 行、第 {columns} 列，上限 {MAX_ROWS} 行、{MAX_COLUMNS} 列、{MAX_CELLS} 格"
    en = f"One sheet reaches row {rows} and column {columns}; the limits are {MAX_ROWS} rows, {MAX_COLUMNS} columns and {MAX_CELLS} cells"
    stray = Text(
        "请删去表外的零散内容，或者分成几个文件。",
        "Delete what stands far outside the table, or split the file.",
    )
    return _refuse("too_many_cells", name, zh, en, stray)


def _take_ole(content: bytes, name: str) -> Taken | Refused:
    # Stream names of the container are UTF-16: an encrypted .xlsx hides in the same container as an .xls.
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _refuse(
            "encrypted", name, "文件有打开密码", "The file is protected by a password", _REMOVE_PASSWORD
        )
    if "WordDocument".encode("utf-16-le") in content:
        return _refuse(
            "other_format",
            name,
            "这是 Word 文档，不是表格",
            "This is a Word document, not a workbook",
            _EXPORT_TABLE,
        )
    return Taken(name, content, Format.XLS, {})


def _refuse_unknown(content: bytes, name: str) -> Refused:
    head = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if content.startswith(b"%PDF"):
        return _refuse(
            "pdf", name, "这是 PDF，只是改了文件名", "This is a PDF under another name", _EXPORT_TABLE
        )
    if head.startswith((b"<html", b"<!doctype html", b"<?xml", b"<table", b"<meta")):
        return _refuse(
            "html",
            name,
            "这是网页或 XML，只是取了 Excel 的文件名",
            "This is a web page or XML under an Excel name",
            _SAVE_AS,
        )
    if content[:4] in (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"):
        return _refuse(
            "old_format",
            name,
            "这是 Excel 5.0 以前的旧格式",
            "This is a format older than Excel 5.0",
            _SAVE_AS,
        )
    return _refuse(
        "unknown_format",
        name,
        "不是 Excel 表格（.xlsx、.xls）",
        "This is not an Excel workbook (.xlsx, .xls)",
        _SAVE_AS,
    )
