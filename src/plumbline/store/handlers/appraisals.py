"""Rows of the appraisal: its formula, what was entered, the published scores, the contests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from plumbline.campaign import Event, Stamp
from plumbline.store.handlers.rows import Rows
from plumbline.store.models import AppraisalEntryRow, AppraisalFormulaRow, AppraisalRow, ContestRow


def _formula(rows: Rows, event: Event, stamp: Stamp, day: date, _project: str) -> None:
    rows.put(
        AppraisalFormulaRow(
            seq=stamp.seq,
            day=day,
            formula=event.open["formula"],
            version=event.open["version"],
            sha256=event.open["sha256"],
            text=event.com["text"],
        )
    )


def _entered(rows: Rows, event: Event, stamp: Stamp, day: date, _project: str) -> None:
    rows.put(
        AppraisalEntryRow(
            seq=stamp.seq,
            day=day,
            unit=event.com["unit"],
            post=event.com["post"],
            measure=event.open["measure"],
            record=event.com["record"],
            text=event.com["text"],
            by_person=event.com["by_person"],
        )
    )


def _published(rows: Rows, event: Event, stamp: Stamp, _day: date, _project: str) -> None:
    rows.put(
        AppraisalRow(
            number=event.open["appraisal"],
            seq=stamp.seq,
            sealed_day=date.fromisoformat(str(event.open["day"])),
            published_on=_done_on(event),
            formula=event.open["formula"],
            scores=event.com["scores"],
            by_person=event.com["by_person"],
        )
    )


def _contested(rows: Rows, event: Event, stamp: Stamp, _day: date, _project: str) -> None:
    rows.put(
        ContestRow(
            number=event.open["contest"],
            seq=stamp.seq,
            appraisal=event.open["appraisal"],
            subject=event.com["subject"],
            text=event.com["text"],
            filed_on=_done_on(event),
            answer_by=event.open["answer_by"],
            by_person=event.com["by_person"],
            answered_seq=None,
            answered_on="",
            answered_by="",
            answer="",
            strikes=[],
            result={},
        )
    )


def _answered(rows: Rows, event: Event, stamp: Stamp, _day: date, _project: str) -> None:
    rows.update(
        ContestRow,
        event.open["contest"],
        answered_seq=stamp.seq,
        answered_on=_done_on(event),
        answered_by=event.com["by_person"],
        answer=event.com["text"],
        strikes=event.com["strikes"],
        result=event.com["result"],
    )


def _done_on(event: Event) -> str:
    return str(event.com["done_at"])[:10]


HANDLERS: dict[str, Callable[[Rows, Event, Stamp, date, str], None]] = {
    "appraisal.formula_published/1": _formula,
    "appraisal.entered/1": _entered,
    "appraisal.published/1": _published,
    "appraisal.contested/1": _contested,
    "appraisal.answered/1": _answered,
}
"""Which of these events writes which row."""
