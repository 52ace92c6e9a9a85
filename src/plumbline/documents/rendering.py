"""From values to a file: the page model, the PDF that binds, the Word file, and the check of both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from plumbline.documents.fields import Shown
from plumbline.documents.filling import fill, fill_title
from plumbline.documents.fonts import FontSet, find_fonts
from plumbline.documents.model import Imprint, Layout, Page, Profile
from plumbline.documents.paper import Kind
from plumbline.documents.pdf import draw_picture, write_pdf, write_pictures
from plumbline.documents.showing import show_day
from plumbline.documents.word import build_template
from plumbline.documents.word_filling import fill_template, text_of
from plumbline.documents.wording import labels_of
from plumbline.terms import Reason, Refused, Regime, Text

WordForm = Literal["pdf", "docx"]


def render(
    kind: Kind,
    values: Any,
    form: WordForm = "pdf",
    *,
    profile: Profile = Profile.INK,
    fonts: FontSet | None = None,
    template: bytes | None = None,
) -> bytes | Refused:
    """A paper as a file; the same values and fonts give the same bytes.

    form      `pdf` binds (PDF/A-2b); `docx` is for the office to go on with
    profile   how the block of an official page is counted, see `Profile`
    fonts     of the PDF; those of this machine unless told
    template  an edited Word template of this kind, in place of our own; only for `docx`
    refused   a value is missing or unfit, a character has no font, a template has lost a value
    """
    refused = kind.refused(values)
    if refused is not None:
        return refused
    if form == "pdf":
        return write_pdf(page_of(kind, values, profile), fonts or find_fonts())
    return _word(kind, values, profile, template, fonts)


def preview(
    kind: Kind, values: Any, *, profile: Profile = Profile.INK, fonts: FontSet | None = None, ppi: int = 100
) -> tuple[bytes, ...] | Refused:
    """The pages as PNG, for the screen."""
    refused = kind.refused(values)
    return refused or write_pictures(page_of(kind, values, profile), fonts or find_fonts(), ppi)


def word_template(kind: Kind, regime: Regime, profile: Profile = Profile.INK) -> bytes:
    """The Word template of a kind with its placeholders, for an office to edit."""
    return build_template(kind.wording(regime), kind.layout, profile)


def placeholders(kind: Kind, regime: Regime) -> tuple[str, ...]:
    """Every label that the wording of a kind uses; what an edited template must still hold."""
    return tuple(sorted(labels_of(kind.wording(regime))))


def page_of(kind: Kind, values: Any, profile: Profile = Profile.INK) -> Page:
    """The page model of checked values: what the PDF is set from."""
    told = kind.shown(values)
    wording = kind.wording(values.regime)
    official = kind.layout is Layout.OFFICIAL
    imprint = None
    if official and values.printed_by:
        imprint = Imprint(values.copies, values.printed_by, show_day(values.printed_on or values.on))
    return Page(
        layout=kind.layout,
        profile=profile,
        example=values.example,
        title=fill_title(wording, told),
        issuer=values.issuer,
        mark=_mark(kind, values),
        number=values.number,
        on=values.on,
        day_shown=show_day(values.on),
        parts=tuple(fill(wording, told)),
        imprint=imprint,
    )


def printed_values(kind: Kind, values: Any) -> tuple[str, ...]:
    """Every value that must stand in both forms, as it is shown; those of parts left out are not among them."""
    text = squeezed("".join(_texts_of(page_of(kind, values))))
    shown = kind.shown(values)
    found = [one for value in shown.values() for one in _flat(value)]
    return tuple(dict.fromkeys(one for one in found if one and squeezed(one) in text))


def missing_from(text: str, kind: Kind, values: Any) -> tuple[str, ...]:
    """The values that do not stand in the text of a produced file, whatever its form."""
    text = squeezed(text)
    return tuple(value for value in printed_values(kind, values) if squeezed(value) not in text)


def squeezed(text: str) -> str:
    """A text without white space: where a line ends is no difference."""
    return re.sub(r"\s", "", text)


def _mark(kind: Kind, values: Any) -> str:
    return str(values.mark) if kind.layout is Layout.OFFICIAL else ""


def _word(
    kind: Kind, values: Any, profile: Profile, template: bytes | None, fonts: FontSet | None
) -> bytes | Refused:
    told = kind.shown(values)
    title = fill_title(kind.wording(values.regime), told)
    told["标题"] = "\n".join(title)
    made = template
    if made is None:
        made = build_template(
            kind.wording(values.regime), kind.layout, profile, len(_mark(kind, values)) or 1
        )
    written = fill_template(
        made,
        told,
        on=values.on,
        title="".join(title),
        author=values.issuer,
        drawn=lambda picture: draw_picture(picture, fonts or find_fonts()),
    )
    if isinstance(written, Refused):
        return written
    lost = missing_from(text_of(written), kind, values)
    if lost:
        return Refused(tuple(_lost(value) for value in lost))
    return written


def _lost(value: str) -> Reason:
    return Reason(
        code="paper:lost",
        rule="D03",
        fact=value,
        message=Text(
            f"Word文件中没有“{value}”，与PDF不一致。", f"The Word file lacks “{value}”, which the PDF has."
        ),
        remedy=Text(
            "请在模板中放回相应的占位符，或者重新导出模板。",
            "Put its placeholder back into the template, or export the template again.",
        ),
    )


def _texts_of(page: Page) -> Iterator[str]:
    """Everything that the PDF sets: the parts, the red head, 版记."""
    for part in page.parts:
        yield from _texts(part, page)
    if page.layout is Layout.OFFICIAL:
        yield page.mark + page.number
    if page.imprint is not None:
        yield page.imprint.copies + page.imprint.printed_by + page.imprint.printed_on


def _texts(parts: Any, page: Page) -> Iterator[str]:
    match parts:
        case str():
            yield parts
        case list():
            for part in parts:
                yield from _texts(part, page)
        case {"is": "sign"}:
            yield page.issuer + page.day_shown
        case dict():
            for key, part in parts.items():
                if key not in ("is", "style", "side", "svg"):
                    yield from _texts(part, page)
        case _:
            return


def _flat(value: Shown) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for row in value:
                yield from (text for name, text in row.items() if name != "序号")
        case _:
            return
