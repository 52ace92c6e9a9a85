"""The archive's cover and list: every paper that the file names, in the order of its days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from plumbline import documents, law
from plumbline.store.models import DocumentRow
from plumbline.store.printing import common
from plumbline.store.printing.common import File
from plumbline.store.printing.standing import not_yet
from plumbline.terms import SHANGHAI, Text


def archive(file: File, now: datetime) -> Any:
    """Cover and list of the file as it stands."""
    held = file.household
    rows = list(DocumentRow.objects.filter(household=held.id).order_by("on", "seq", "n"))
    if not rows:
        return not_yet(
            f"archive:{'sl' if file.is_state_land else 'cl'}_h_surveyed",
            "R590 29(1)",
            Text("此户还没有归档材料", "there is no paper in this file yet"),
            Text("请先登记入户调查及其材料", "record the survey with its papers first"),
        )
    closed = next((r for s, r in held.records.items() if s.endswith("_h_file_closed")), None)
    names = {p["id"]: p["name"] for p in file.office.description["people"]}
    days = [day for row in rows if (day := _day(row.on))]
    values = common.base(
        file, on=date.fromisoformat(closed["on"]) if closed else now.astimezone(SHANGHAI).date()
    )
    values.pop("contact")
    return documents.ArchiveValues(
        **values,
        archive_number=f"{file.project.id.upper()}-{held.id.rpartition('-')[2]}",
        fonds=file.authorities["fonds"],
        outcome=_outcome(held),
        from_day=min(days),
        to_day=max(days),
        kept=file.authorities["kept"],
        compiled_by=names.get(str(held.hands.get("survey", "")), file.authorities["department"]),
        checked_by=names.get(str(held.hands.get("review", "")), file.authorities["department"]),
        papers=tuple(_listed(file, rows)),
    )


def _listed(file: File, rows: Iterable[DocumentRow]) -> Iterable[documents.ArchivedPaper]:
    kinds = law_documents()
    for row in rows:
        yield documents.ArchivedPaper(
            number=row.number,
            author=file.authorities["department"],
            title=kinds.get(row.document, row.document),
            dated=_day(row.on),
            pages=1,
            sha256=row.sha256,
        )


def law_documents() -> Mapping[str, str]:
    """The law's documents by id, in Chinese."""
    return {id: row.name.zh for id, row in law.load_procedure().documents.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _outcome(held: Any) -> str:
    said = [
        "签订协议" if held.is_signed else "依补偿决定办理" if held.is_decided else "办理中",
        common.choice(held),
    ]
    if held.booked and not any(held.unpaid.values()):
        said.append("已付清")
    for ending, word in (("handed_over", "已移交"), ("demolished", "已拆除"), ("file_closed", "已结档")):
        if any(step.endswith(f"_h_{ending}") for step in held.records):
            said.append(word)
    return "，".join(word for word in said if word)
