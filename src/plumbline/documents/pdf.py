"""The PDF that binds: PDF/A-2b, the same bytes for the same values and fonts."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Literal

import typst

from plumbline.documents.fonts import FontSet
from plumbline.documents.model import Page
from plumbline.documents.pictures import Picture
from plumbline.terms import Json, Reason, Refused, Text

SOURCE = Path(__file__).with_name("page.typ")
STANDARD: Literal["a-2b"] = "a-2b"


def write_pdf(page: Page, fonts: FontSet) -> bytes | Refused:
    """The page as PDF/A-2b dated with the paper's own day.

    refused  where no font has a character of the values: a box in place of a name would bind nobody
    """
    written = _compile(page, fonts, "pdf", None)
    return written if isinstance(written, Refused) else written[0]


def write_pictures(page: Page, fonts: FontSet, ppi: int) -> tuple[bytes, ...] | Refused:
    """The same pages as PNG, one each, for a preview; `ppi` pixels an inch."""
    return _compile(page, fonts, "png", ppi)


_PICTURE = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def draw_picture(picture: Picture, fonts: FontSet) -> bytes:
    """A picture as PNG, 300 pixels an inch at its size on paper."""
    compiler = typst.Compiler(_PICTURE.encode(), font_paths=fonts.loaded, sys_inputs={"svg": picture.svg})
    width = int(re.search(r'width="(\d+)', picture.svg)[1])  # type: ignore[index]
    made = compiler.compile(format="png", ppi=300 * picture.width_mm / 25.4 / width * 72)
    assert isinstance(made, bytes), "a picture is one page"
    return made


def _compile(page: Page, fonts: FontSet, form: str, ppi: int | None) -> tuple[bytes, ...] | Refused:
    day = datetime.combine(page.on, time(0), tzinfo=UTC)
    compiler = typst.Compiler(
        SOURCE.read_bytes(), font_paths=fonts.loaded, sys_inputs={"page": _json(page, fonts)}
    )
    try:
        if form == "pdf":
            made = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=day)
        else:
            made = compiler.compile(format="png", ppi=ppi)
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            return Refused((_no_glyph(error.message),))
        raise
    assert made is not None, "without an output path the bytes come back"
    return (made,) if isinstance(made, bytes) else tuple(made)


def _json(page: Page, fonts: FontSet) -> str:
    families: dict[str, Json] = {role: list(names) for role, names in fonts.families().items()}
    imprint: Json = None
    if page.imprint is not None:
        imprint = {
            "copies": page.imprint.copies,
            "printed-by": page.imprint.printed_by,
            "printed-on": page.imprint.printed_on,
        }
    told: dict[str, Json] = {
        "layout": page.layout.value,
        "profile": page.profile.value,
        "example": page.example,
        "title": "".join(page.title),
        "issuer": page.issuer,
        "mark": page.mark,
        "number": page.number,
        "day": [page.on.year, page.on.month, page.on.day],
        "day-shown": page.day_shown,
        "faces": families,
        "heavy": list(fonts.heavy()),
        "parts": list(page.parts),
        "imprint": imprint,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _no_glyph(message: str) -> Reason:
    text = message.split("`")[1].strip('"') if "`" in message else ""
    return Reason(
        code="paper:no_glyph",
        rule="D02",
        fact=text,
        message=Text(
            f"本机字体没有“{text}”中的字，文书不能打印。",
            f"No font of this machine has a character of “{text}”.",
        ),
        remedy=Text(
            "请把含有该字的字体放入字体目录，再打印；姓名用字以身份证为准，不得改写。",
            "Put a font that has the character into the font folder; a name is never written otherwise.",
        ),
    )
