"""Word and Excel files are archives: their parts unpacked within bounds, whatever the archive says of itself."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from plumbline.web.scans.drawing import ScanUnreadable

MOST_PARTS = 2_000
"""Files in one archive; a workbook of an office has some dozens."""
LARGEST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts that are read. A scan has at most 20 MB packed; text packs about ten to one at most."""
MOST_CELLS = 5_000_000
"""Of one sheet, from its first to its last: a sheet is unfolded whole, and one far cell would fill the memory."""

_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr=["']([A-Za-z]{1,8})(\d{1,12})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr=["'](\d{1,12})["']""")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for archives that are damaged, encrypted or packed in another way."""


def parts_of(path: Path, is_read: Callable[[str], bool]) -> dict[str, bytes]:
    """The text parts of an archive by name, those that `is_read` names; nothing else is unpacked.

    raises  ScanUnreadable for what is damaged or locked, for more parts or bytes than the bounds above, and
            for a part that declares entities or is not written in bytes of ASCII's kind
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            wanted = [member for member in members if is_read(member.filename)]
            if len(members) > MOST_PARTS or sum(member.file_size for member in wanted) > LARGEST_UNPACKED:
                raise _TooLarge
            parts = {member.filename: _unpacked(archive, member) for member in wanted}
    except _TooLarge:
        raise ScanUnreadable("the document is larger than any paper of an office") from None
    except _BROKEN as wrong:
        raise ScanUnreadable("the document does not open: it is damaged or locked with a password") from wrong
    for data in parts.values():
        # No paper needs an entity; with one its words could grow without end.
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ScanUnreadable("the document declares entities")
        if b"\x00" in data:  # an encoding in which these checks would see nothing
            raise ScanUnreadable("the document is written in another encoding than papers are")
    return parts


def check_extent(sheet: bytes) -> None:
    """Refuse a sheet that would unfold to more than MOST_CELLS; raises ScanUnreadable."""
    rows = columns = 1
    for letters, row in _CELL.findall(sheet):
        rows, columns = max(rows, int(row)), max(columns, _column(letters))
    for row in _ROW.findall(sheet):
        rows = max(rows, int(row))
    if rows * columns > MOST_CELLS:
        raise ScanUnreadable("the sheet has a cell too far from its first to be shown")


class _TooLarge(Exception):
    """More than the bounds allow."""


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # A plain `read` unpacks up to two gigabytes before it looks at the declared size: here it is the bound,
    # and a part that holds more fails its checksum.
    with archive.open(member) as part:
        return part.read(member.file_size + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
