"""Put the values into a wording: the parts of the page as plain JSON, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plumbline.documents.fields import Shown
from plumbline.documents.pictures import Picture
from plumbline.documents.sealed import CODE
from plumbline.documents.sealed import LABELS as SEAL_LABELS
from plumbline.documents.titles import title_lines
from plumbline.documents.wording import (
    PLACEHOLDER,
    Drawing,
    Each,
    Given,
    Keep,
    Mark,
    Node,
    Paragraph,
    Row,
    Table,
    Title,
)
from plumbline.terms import Json

Values = Mapping[str, Shown]


def fill(parts: tuple[Node, ...], values: Values) -> list[Json]:
    """The parts with their values; a label that is unknown is our own mistake (KeyError)."""
    return [filled for part in parts for filled in _fill(part, values, {})]


def fill_title(parts: tuple[Node, ...], values: Values) -> tuple[str, ...]:
    """The lines of the paper's title, wherever its condition puts it."""
    for part in fill(parts, values):
        match part:
            case {"is": "title", "lines": list(lines)}:
                return tuple(str(line) for line in lines)
            case _:
                continue
    raise KeyError("the wording has no title")


def _fill(part: Node, values: Values, row: Mapping[str, Mapping[str, str]]) -> Iterator[Json]:
    match part:
        case Title(pieces=pieces):
            lines = title_lines(tuple(_text(piece, values, row) for piece in pieces))
            yield {"is": "title", "lines": list(lines)}
        case Paragraph(style=style, text=text):
            yield {"is": "paragraph", "style": style.value, "text": _text(text, values, row)}
        case Row(cells=cells):
            yield [{"text": _text(cell.text, values, row), "span": cell.span} for cell in cells]
        case Table():
            yield {
                "is": "table",
                "look": part.look,
                "columns": [{"width": column.width, "side": column.side} for column in part.columns],
                "head": [filled for line in part.head for filled in _fill(line, values, row)],
                "rows": [filled for line in part.rows for filled in _fill(line, values, row)],
            }
        case Drawing(label=label):
            yield _picture(values[label])
        case Mark(what="seal"):
            yield {"is": "seal", "code": _picture(values[CODE]), "lines": _seal_lines(values)}
        case Mark(what=what):
            yield {"is": what}
        case Keep(parts=inner):
            yield {"is": "keep", "parts": [filled for one in inner for filled in _fill(one, values, row)]}
        case Given(label=label, no=no, then=then, other=other):
            for one in then if bool(values[label]) is not no else other:
                yield from _fill(one, values, row)
        case Each(name=name, label=label, parts=inner):
            listed = values[label]
            assert isinstance(listed, list), f"{label} is no list"
            for line in listed:
                for one in inner:
                    yield from _fill(one, values, {**row, name: line})


def _picture(shown: Shown) -> Json:
    assert isinstance(shown, Picture), "a picture stands where one is named"
    return {"is": "picture", "svg": shown.svg, "width": shown.width_mm, "height": shown.height_mm}


SEAL_LINES = (
    "数据来源：{{ 封账日 }}封账{{ 封账天次 }}，账本{{ 封账条数 }}条",
    "封账编号：{{ 封账编号 }}",
    "封账根：{{ 封账根 }}",
    "核验：{{ 核验地址 }}",
)
"""What stands beside the code, in both forms."""


def _seal_lines(values: Values) -> list[Json]:
    assert all(label in values for label in SEAL_LABELS), "a paper with [seal] has a SealMark"
    return [_text(line, values, {}) for line in SEAL_LINES]


def _text(text: str, values: Values, row: Mapping[str, Mapping[str, str]]) -> str:
    def value(found: str) -> str:
        name, dot, rest = found.partition(".")
        told = row[name][rest] if dot else values[name]
        assert isinstance(told, str), f"{found} is no text"
        return told

    return PLACEHOLDER.sub(lambda match: value(match[1]), text)
