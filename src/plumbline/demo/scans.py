"""Invented scans: one small PDF for each kind of document and day, and a zip of them, the same bytes every time.

The page says in plain letters that it is a demonstration and no document of anybody.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable
from datetime import date
from functools import cache

from plumbline import law

_STAMP = (2026, 1, 1, 0, 0, 0)
"""Time written into the zip for every member, so that it does not depend on when it was made."""


def scan_name(document: str, on: date) -> str:
    """The file's name: kind and day."""
    return f"{document}-{on.isoformat()}.pdf"


def scan_bytes(document: str, on: date) -> bytes:
    """A page of A4 that names the document and its day and says that it is invented."""
    lines = (
        "PLUMBLINE DEMONSTRATION",
        "Invented document, no scan of a real paper",
        f"{document}   {on.isoformat()}",
    )
    text = "BT /F1 16 Tf 72 720 Td 26 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    stream = f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        stream,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF\n"
    return out.encode("ascii")


def scan_sha256(document: str, on: date) -> str:
    """SHA-256 of the scan, in hex."""
    return hashlib.sha256(scan_bytes(document, on)).hexdigest()


def scans_zip(papers: Iterable[tuple[str, date]]) -> bytes:
    """A zip of the scans of these documents and days, each once, stored without compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for document, on in sorted(set(papers), key=lambda paper: (paper[1], paper[0])):
            archive.writestr(zipfile.ZipInfo(scan_name(document, on), _STAMP), scan_bytes(document, on))
    return buffer.getvalue()


def paper_number(document: str, on: date) -> str:
    """An invented number of an office's paper, as offices write them: 示例 says that it is invented.

    The figures are month, day and the kind's place among the law's documents, so that no two kinds share one.
    """
    return f"示例征〔{on.year}〕{on.month}{on.day:02d}{_places()[document]:02d}号"


@cache
def _places() -> dict[str, int]:
    return {document: place for place, document in enumerate(sorted(law.load_procedure().documents))}
