"""Word and Excel as plain words in rows: no macro, no link, no formula and no formatting comes along."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from plumbline.web.scans.drawing import ScanUnreadable

MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 400, 40, 500
LARGEST_PART = 30 * 1024 * 1024
"""Bytes of a document's main part when unpacked; a paper of an office has thousands."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class TableOfWords:
    """A sheet, or the paragraphs of a letter, as rows of texts; `cut` says that there is more in the file."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    cut: bool = False


def words_of(path: Path, kind: str) -> tuple[TableOfWords, ...]:
    """The words of a `docx` or `xlsx`.

    raises  ScanUnreadable
    """
    return _sheets(path) if kind == "xlsx" else (_letter(path),)


def _sheets(path: Path) -> tuple[TableOfWords, ...]:
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        return tuple(_sheet(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names[:20])
    except (python_calamine.CalamineError, OSError, ValueError) as wrong:
        raise ScanUnreadable("the workbook does not open: it is damaged or locked with a password") from wrong


def _sheet(name: str, rows: list[list[object]]) -> TableOfWords:
    shown = tuple(tuple(str(cell)[:MOST_SIGNS] for cell in row[:MOST_COLUMNS]) for row in rows[:MOST_ROWS])
    return TableOfWords(
        name, shown, len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows[:MOST_ROWS])
    )


def _letter(path: Path) -> TableOfWords:
    try:
        with zipfile.ZipFile(path) as parts:
            if parts.getinfo("word/document.xml").file_size > LARGEST_PART:
                raise ScanUnreadable("the document is larger than any paper of an office")
            data = parts.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError) as wrong:
        raise ScanUnreadable("the document does not open: it is damaged or locked with a password") from wrong
    if (
        b"<!DOCTYPE" in data or b"<!ENTITY" in data
    ):  # no paper needs one; with it words could grow without end
        raise ScanUnreadable("the document declares entities")
    try:
        body = ElementTree.fromstring(data)  # noqa: S314 (entities were refused above)
    except ElementTree.ParseError as wrong:
        raise ScanUnreadable("the document does not open: its text is damaged") from wrong
    texts = list(islice(_paragraphs(body), MOST_ROWS + 1))
    return TableOfWords("", tuple((text,) for text in texts[:MOST_ROWS]), len(texts) > MOST_ROWS)


def _paragraphs(body: ElementTree.Element) -> Iterator[str]:
    for paragraph in body.iter(f"{_W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        if text.strip():
            yield text[: MOST_SIGNS * 8]
