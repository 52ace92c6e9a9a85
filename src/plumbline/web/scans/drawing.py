"""Pages of a scan as PNG: PDF by pdfium, photographs by Pillow, both within a bound on pixels."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

LARGEST_WIDTH = 2400
"""Pixels: a page of A4 at about 290 dpi."""

MOST_PIXELS = 60_000_000
"""Of a photograph before it is made smaller; a telephone's largest has about 50 million."""

MOST_PAGES = 400
_ASPECT = 6
"""A page longer than six times its width is drawn to that length only: a scroll is no paper of an office."""

_PDFIUM = threading.Lock()
"""pdfium keeps global state: one thread at a time may be inside."""


class ScanUnreadable(ValueError):
    """The file is not what its first bytes promise, or is beyond the bounds above."""


def pages_of(path: Path, kind: str) -> int:
    """How many pages a file has (`pdf`, `jpg`, `png`).

    raises  ScanUnreadable
    """
    if kind != "pdf":
        return 1
    with _PDFIUM:
        document = _opened(path)
        try:
            return min(len(document), MOST_PAGES)
        finally:
            document.close()


def draw_page(path: Path, kind: str, number: int, width: int) -> bytes:
    """A page as PNG.

    number  from 1
    width   pixels, at most LARGEST_WIDTH; a photograph is never made larger than it is
    raises  ScanUnreadable; IndexError for a page that the file does not have
    """
    width = max(16, min(width, LARGEST_WIDTH))
    picture = _pdf_page(path, number, width) if kind == "pdf" else _photograph(path, number, width)
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG", optimize=width <= 400)
    return out.getvalue()


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as wrong:
        raise ScanUnreadable("the PDF does not open: it is damaged or locked with a password") from wrong


def _pdf_page(path: Path, number: int, width: int) -> Image.Image:
    with _PDFIUM:
        document = _opened(path)
        try:
            if not 1 <= number <= min(len(document), MOST_PAGES):
                raise IndexError(number)
            page = document[number - 1]
            wide, high = page.get_size()
            if wide <= 0 or high <= 0 or high > _ASPECT * wide:
                raise ScanUnreadable("the page has no size that a paper has")
            # Forms and scripts are not even initialised: what is drawn is the page's own content.
            drawn: Image.Image = page.render(scale=width / wide, may_draw_forms=False).to_pil()
            return drawn
        except pypdfium2.PdfiumError as wrong:
            raise ScanUnreadable(f"page {number} cannot be drawn") from wrong
        finally:
            document.close()


def _photograph(path: Path, number: int, width: int) -> Image.Image:
    if number != 1:
        raise IndexError(number)
    try:
        with Image.open(path, formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ScanUnreadable("the picture has more pixels than any photograph of an office")
            picture.draft("RGB", (width, width * _ASPECT))
            upright = ImageOps.exif_transpose(picture)
            if upright.width > width:
                upright = upright.resize((width, max(1, upright.height * width // upright.width)))
            return upright.convert("RGB")
    except ScanUnreadable:
        raise
    # ValueError: a comment of a PNG that unpacks to more than Pillow reads.
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as wrong:
        raise ScanUnreadable("the picture does not open: it is damaged") from wrong
