"""Word and Excel as plain words in rows: no macro, no link, no formula and no formatting comes along."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from plumbline.web.scans.archives import check_extent, parts_of
from plumbline.web.scans.drawing import ScanUnreadable

MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 400, 40, 500
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
    parts = parts_of(path, lambda name: name.endswith((".xml", ".rels")))
    for name, data in parts.items():
        if name.startswith("xl/worksheets/"):
            check_extent(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(_packed(parts))
        return tuple(_sheet(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names[:20])
    except (python_calamine.CalamineError, OSError, ValueError) as wrong:
        raise ScanUnreadable("the workbook does not open: it is damaged or locked with a password") from wrong


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts that were looked at and no others, so that the reader unpacks nothing by itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    out.seek(0)
    return out


def _sheet(name: str, rows: Sequence[Sequence[object]]) -> TableOfWords:
    shown = tuple(tuple(str(cell)[:MOST_SIGNS] for cell in row[:MOST_COLUMNS]) for row in rows[:MOST_ROWS])
    return TableOfWords(
        name, shown, len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows[:MOST_ROWS])
    )


def _letter(path: Path) -> TableOfWords:
    data = parts_of(path, "word/document.xml".__eq__).get("word/document.xml", b"")
    try:
        body = ElementTree.fromstring(data)  # noqa: S314 (entities were refused with the parts)
    except ElementTree.ParseError as wrong:
        raise ScanUnreadable("the document does not open: its text is damaged") from wrong
    texts = list(islice(_paragraphs(body), MOST_ROWS + 1))
    return TableOfWords("", tuple((text,) for text in texts[:MOST_ROWS]), len(texts) > MOST_ROWS)


def _paragraphs(body: ElementTree.Element) -> Iterator[str]:
    for paragraph in body.iter(f"{_W}p"):
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        if text.strip():
            yield text[: MOST_SIGNS * 8]
