"""档案封面和卷内目录: the one-household file and the list of what lies in it (条例 29)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import count, day, rows, shown, words
from plumbline.documents.model import Layout
from plumbline.documents.paper import Kind, PaperValues, before, evidence, fault
from plumbline.terms import Reason, Text

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHOWN_DIGITS = 12
"""Of the digest's 64 digits; enough to find the file, the ledger has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPaper:
    """One paper of the file; `sha256` is the whole digest of its scan, empty for paper alone."""

    number: Annotated[str, words("文号", "number", optional=True)] = ""
    author: Annotated[str, words("责任者", "author")]
    title: Annotated[str, words("题名", "title")]
    dated: Annotated[date | None, day("日期", "date", optional=True)] = None
    pages: Annotated[int, count("页数", "pages")]
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveValues(PaperValues):
    """Values of cover and list; `on` is the day on which the file was put together."""

    household: Annotated[str, words("户号", "household's number")]
    owner: Annotated[str, words("被征收人", "expropriated owner")]
    location: Annotated[str, words("房屋坐落", "location")]
    archive_number: Annotated[str, words("档号", "archive number")]
    fonds: Annotated[str, words("全宗名称", "fonds")]
    outcome: Annotated[str, words("办理结果", "outcome")]
    from_day: Annotated[date, day("起始日期", "first day")]
    to_day: Annotated[date, day("终止日期", "last day")]
    kept: Annotated[str, words("保管期限", "how long it is kept")]
    compiled_by: Annotated[str, words("立卷人", "compiled by")]
    checked_by: Annotated[str, words("检查人", "checked by")]
    papers: Annotated[tuple[ArchivedPaper, ...], rows("卷内文件", "papers", ArchivedPaper)]
    remarks: Annotated[str, words("备考", "remarks", optional=True)] = ""


def computed(values: ArchiveValues) -> dict[str, str | list[dict[str, str]]]:
    """The list with its page numbers counted through, and the shortened digests."""
    listed: list[dict[str, str]] = []
    page = 1
    for n, paper in enumerate(values.papers, 1):
        told = {label: text for label, text in shown(paper).items() if isinstance(text, str)}
        told |= {"序号": str(n), "页号": str(page), "校验码": paper.sha256[:_SHOWN_DIGITS]}
        listed.append(told)
        page += paper.pages
    return {
        "卷内文件": listed,
        "件数": str(len(listed)),
        "总页数": str(page - 1),
        "备考说明": values.remarks or "无",
    }


def faults(values: ArchiveValues) -> Iterator[Reason]:
    """The days are in order, and a digest is a digest."""
    yield from before(values, "from_day", "to_day", "R590 29(1)")
    yield from before(values, "to_day", "on", "R590 29(1)")
    for n, paper in enumerate(values.papers, 1):
        if paper.sha256 and not _SHA256.fullmatch(paper.sha256):
            yield fault(
                "digest",
                Text(f"卷内文件第{n}件的校验码不是SHA-256。", f"Paper {n}: the digest is no SHA-256."),
                Text("请重新登记该件的电子文件。", "Record the paper's file again."),
            )


KIND = Kind(
    "archive",
    Text("档案封面和卷内目录", "archive cover and list"),
    ArchiveValues,
    Layout.FORM,
    computed=computed,
    faults=faults,
    evidence=evidence("archive_index", "archive_index"),
)
