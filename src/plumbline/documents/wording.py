"""The wording of a paper: plain lines that a lawyer can read, and the parts of the page that they make.

    ;; a remark for whoever keeps the wording; not printed
    # 关于暂停办理|{{ 项目名称 }}|有关手续的通知     title; `|` where it may be broken by sense
    > 各有关单位：                                  flush left
    ## 一、暂停办理的范围                           head in 黑体; ### in 楷体
    正文……{{ 征收范围 }}                            paragraph, first line indented two characters
    = 第一部分    < 2026年5月22日    ^ 注：……          centred, flush right, small note
    ^^ 表1　各环节进展                               caption, stays with the table or picture below it
    |= 2c 5l 3r                                     table: width and side of each column; |~ without rules, |+ tall
    |! 序号 | 名称 | 面积（㎡）                       head, repeated on every page
    | {{ 行.序号 }} | {{ 行.名称 }} | {{ 行.面积 }} <2   row; `<2` = the cell spans two columns
    {% for 行 in 房屋 %} … {% endfor %}               rows of a table, one by one
    {% for 段 in 总体进展 %} … {% endfor %}            the same outside a table: paragraphs, one by one
    {% if 抄送 %} … {% else %} … {% endif %}          parts that stand only where a value is there
    [picture 走势]                                  a picture, alone in its line
    [seal]                                          the sealed day, its digits, and the code that leads to the check
    [sign] [page] [line] [keep] … [end]              signature and date, new page, blank line, kept together

The same conditions and placeholders stand in the Word template, which docxtpl fills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from plumbline.documents.sealed import LABELS as SEAL_LABELS

PLACEHOLDER = re.compile(r"\{\{ ([\w.]+) \}\}")
_IF = re.compile(r"\{% if (not )?(\w+) %\}")
_FOR = re.compile(r"\{% for (\w+) in (\w+) %\}")
_PICTURE = re.compile(r"\[picture (\w+)\]")
_COLUMN = re.compile(r"(\d+)([lcr])")
_SPAN = re.compile(r" <(\d)$")


class Style(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    HEAD = "head"
    SUBHEAD = "subhead"
    FLUSH = "flush"
    CENTRED = "centred"
    RIGHT = "right"
    NOTE = "note"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Title:
    """The title; its pieces may be parted by a line break, one piece never is where it fits."""

    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with its placeholders."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, over `span` columns."""

    text: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Relative width and side (`l`, `c`, `r`) of a column."""

    width: int
    side: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `head` is repeated on every page, `look` is `ruled`, `plain` (no lines) or `tall` (a cover's)."""

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    rows: tuple[Node, ...]
    look: str


@dataclass(frozen=True, slots=True)
class Mark:
    """`sign`, `page`, `line` or `seal`."""

    what: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture by its label."""

    label: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Parts that stand on one page."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """Parts that stand where a value is there (or, `no`, is not)."""

    label: str
    no: bool
    then: tuple[Node, ...]
    other: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """Rows of a table, or paragraphs outside one, once for each row of a list."""

    name: str
    label: str
    parts: tuple[Node, ...]


Node: TypeAlias = "Title | Paragraph | Row | Table | Mark | Drawing | Keep | Given | Each"

_LOOKS = {"|=": "ruled", "|~": "plain", "|+": "tall"}
_PREFIXES = (
    ("### ", Style.SUBHEAD),
    ("## ", Style.HEAD),
    ("> ", Style.FLUSH),
    ("= ", Style.CENTRED),
    ("< ", Style.RIGHT),
    ("^^ ", Style.CAPTION),
    ("^ ", Style.NOTE),
)


class WordingError(Exception):
    """Our own mistake in a wording file: the line and what is wrong with it."""


@dataclass(slots=True)
class _Lines:
    lines: list[tuple[int, str]]
    at: int = 0
    ends: list[str] = field(default_factory=list)

    def next(self) -> tuple[int, str] | None:
        if self.at == len(self.lines):
            return None
        self.at += 1
        return self.lines[self.at - 1]


def parse_wording(text: str) -> tuple[Node, ...]:
    """The parts of a wording, in order. Raises WordingError where a line says nothing that is known."""
    kept = [
        (n, line.strip(" \t"))
        for n, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith(";;")
    ]
    lines = _Lines(kept)
    parts = tuple(_parts(lines, until=()))
    if lines.at != len(kept):
        n, line = kept[lines.at - 1]
        raise WordingError(f"line {n}: {line!r} ends nothing")
    return parts


def labels_of(parts: tuple[Node, ...]) -> frozenset[str]:
    """Every label that a wording uses, rows as `行.名称` under the name of the list: `房屋.名称`."""
    return frozenset(_labels(parts, {}))


def _labels(parts: tuple[Node, ...], names: dict[str, str]) -> Iterator[str]:
    for part in parts:
        match part:
            case Title(pieces=pieces):
                yield from _in_text("".join(pieces), names)
            case Paragraph(text=text):
                yield from _in_text(text, names)
            case Row(cells=cells):
                yield from _in_text(" ".join(cell.text for cell in cells), names)
            case Table(head=head, rows=rows):
                yield from _labels((*head, *rows), names)
            case Keep(parts=inner):
                yield from _labels(inner, names)
            case Given(label=label, then=then, other=other):
                yield label
                yield from _labels((*then, *other), names)
            case Each(name=name, label=label, parts=inner):
                yield label
                yield from _labels(inner, names | {name: label})
            case Drawing(label=label):
                yield label
            case Mark(what=what):
                yield from SEAL_LABELS if what == "seal" else ()


def _in_text(text: str, names: dict[str, str]) -> Iterator[str]:
    for found in PLACEHOLDER.findall(text):
        name, dot, rest = found.partition(".")
        yield f"{names[name]}.{rest}" if dot else name


def _parts(lines: _Lines, until: tuple[str, ...]) -> Iterator[Node]:
    while (found := lines.next()) is not None:
        n, line = found
        if line in until:
            lines.ends.append(line)
            return
        yield _part(lines, n, line)
    if until:
        raise WordingError(f"the wording ends before {' or '.join(until)}")


def _part(lines: _Lines, n: int, line: str) -> Node:
    if line.startswith("{% "):
        return _control(lines, n, line)
    if line[:2] in _LOOKS:
        return _table(lines, n, line)
    if line.startswith("| "):
        return _row(line)
    if line == "[keep]":
        parts = tuple(_parts(lines, ("[end]",)))
        lines.ends.pop()
        return Keep(parts)
    if line in ("[sign]", "[page]", "[line]", "[seal]"):
        return Mark(line[1:-1])
    if match := _PICTURE.fullmatch(line):
        return Drawing(match[1])
    if line.startswith("["):
        raise WordingError(f"line {n}: {line!r} is no mark")
    if line.startswith("# "):
        return Title(tuple(piece.strip() for piece in line[2:].split("|")))
    for prefix, style in _PREFIXES:
        if line.startswith(prefix):
            return Paragraph(style, line.removeprefix(prefix))
    return Paragraph(Style.BODY, line)


def _control(lines: _Lines, n: int, line: str) -> Node:
    if match := _IF.fullmatch(line):
        then = tuple(_parts(lines, ("{% else %}", "{% endif %}")))
        other = tuple(_parts(lines, ("{% endif %}",))) if lines.ends.pop() == "{% else %}" else ()
        return Given(match[2], bool(match[1]), then, other)
    if match := _FOR.fullmatch(line):
        parts = tuple(_parts(lines, ("{% endfor %}",)))
        lines.ends.pop()
        return Each(match[1], match[2], parts)
    raise WordingError(f"line {n}: {line!r} is no condition")


def _table(lines: _Lines, n: int, line: str) -> Table:
    columns = tuple(Column(int(width), side) for width, side in _COLUMN.findall(line))
    head: list[Row] = []
    rows: list[Node] = []
    while lines.at < len(lines.lines) and lines.lines[lines.at][1].startswith(("| ", "|! ", "{% ")):
        following = lines.lines[lines.at][1]
        # A condition belongs to the table only where it holds rows of it.
        if following.startswith("{% ") and not _holds_rows(lines):
            break
        lines.at += 1
        if following.startswith("|! "):
            head.append(_row(following.replace("|! ", "| ", 1)))
        else:
            rows.append(_part(lines, n, following))
    for row in (*head, *(row for row in rows if isinstance(row, Row))):
        if sum(cell.span for cell in row.cells) != len(columns):
            raise WordingError(f"line {n}: a row of the table does not fill its {len(columns)} columns")
    return Table(columns, tuple(head), tuple(rows), _LOOKS[line[:2]])


def _holds_rows(lines: _Lines) -> bool:
    return lines.at + 1 < len(lines.lines) and lines.lines[lines.at + 1][1].startswith(("| ", "{% "))


def _row(line: str) -> Row:
    cells = []
    for text in f"{line[1:]} ".split(" | "):
        span = _SPAN.search(text.rstrip())
        cells.append(Cell(_SPAN.sub("", text.rstrip()).strip(), int(span[1]) if span else 1))
    return Row(tuple(cells))
