"""The bulletin as Markdown: every sentence with a footnote that names the figures behind it."""

from __future__ import annotations

from collections.abc import Iterator

from plumbline.documents.papers.weekly_bulletin import WeeklyBulletinValues
from plumbline.documents.showing import show_day
from plumbline.documents.telling import Told
from plumbline.terms import Json

_HEADS = (
    ("一、总体进展", "overall"),
    ("二、分项目进展", "by_project"),
    ("三、包保单位进展", "by_unit"),
    ("四、存在的问题", "problems"),
    ("五、督办事项办理情况", "supervised"),
    ("六、下周安排", "next_week"),
    ("", "endings"),
)


def bulletin_markdown(values: WeeklyBulletinValues, tables: tuple[Json, ...], title: str) -> str:
    """The text for reading and for machines.

    tables  the parts of the page: its ruled tables are taken over, in order
    """
    notes: list[str] = []
    lines = [f"# {title}", ""]
    if values.example:
        lines += ["> （示例）演示用文书，人名、地名和数字均为虚构，不具有法律效力", ""]
    lines += [f"{values.addressees}：", ""]
    for preface in values.preface:
        lines += [f"**按语**　{preface.text}（{preface.by}）", ""]
    lines += list(_paragraphs(values.lead, notes))
    for head, field in _HEADS:
        lines += [f"## {head}", ""] if head else []
        lines += _paragraphs(getattr(values, field), notes)
    lines += [values.issuer, "", show_day(values.on), "", "## 表和附件", "", *_tables(tables)]
    mark = values.seal
    lines += [
        f"封账：{show_day(mark.on)}{mark.number}，账本{mark.size}条，编号 {mark.digits}，根 `{mark.root}`",
        "",
        f"核验：{mark.address}",
        "",
        *(f"[^{n}]: {note}" for n, note in enumerate(notes, 1)),
    ]
    return "\n".join(lines) + "\n"


def _paragraphs(told: tuple[Told, ...], notes: list[str]) -> Iterator[str]:
    for one in told:
        text = ""
        for sentence in one.sentences:
            text += sentence.text
            if sentence.sources:
                notes.append("；".join(f"`{source}`" for source in sentence.sources))
                text += f"[^{len(notes)}]"
        yield text
        yield ""


def _tables(parts: tuple[Json, ...]) -> Iterator[str]:
    for part in parts:
        match part:
            case {"is": "keep", "parts": list(inner)}:
                yield from _tables(tuple(inner))
            case {"is": "paragraph", "style": "caption", "text": str(text)}:
                yield from (f"**{text}**", "")
            case {"is": "table", "look": "ruled", "head": list(head), "rows": list(rows)} if head:
                cells = [[cell["text"] for cell in row] for row in (*head, *rows)]
                yield f"| {' | '.join(map(str, cells[0]))} |"
                yield f"|{' --- |' * len(cells[0])}"
                yield from (f"| {' | '.join(map(str, row))} |" for row in cells[1:])
                yield ""
            case _:
                continue
