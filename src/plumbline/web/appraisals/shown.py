"""The scores as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from plumbline.campaign import Office, appraising
from plumbline.store.reading import appraisals as reading
from plumbline.store.reading.appraisals import Appraisal, Appraised
from plumbline.store.reading.office import unit_names
from plumbline.store.reading.projects import short_names
from plumbline.terms import Text
from plumbline.web.workbench.words import say

UNRANKED = 10_000
"""Behind every place: more than a county has units."""


def name_of(office: Office, subject: appraising.Subject) -> Text:
    """A unit by its name, a post by its unit and title; never by its holder."""
    unit = unit_names(office).get(subject.unit, Text(subject.unit, subject.unit))
    post = office.post(subject.id) if subject.kind == "post" else None
    return Text(f"{unit.zh} {post.title_zh}", f"{unit.en}: {post.title_en}") if post else unit


def lines(office: Office, appraisal: Appraisal, rows: Iterable[Appraised]) -> list[dict[str, Any]]:
    """Rows of the table: ranked ones by place, then the others as they are described, which ranks nobody."""
    ordered = sorted(rows, key=lambda row: row.rank or UNRANKED)
    return [
        {
            "name": name_of(office, row.figures.subject),
            "url": reverse("appraisal-subject", args=(appraisal.day.isoformat(), row.figures.subject.id)),
            "row": row,
            "parts": [points(part) for part in row.score.parts],
            "credit": points(row.score.credit),
            "why": "" if row.rank else _unranked(row),
        }
        for row in ordered
    ]


def points(part: appraising.PartScore) -> str:
    """A part's points to two decimals; a dash where nothing could be measured."""
    return appraising.two_decimals(part.points) if part.measured or part.id == "credit" else "—"


def _unranked(row: Appraised) -> Text:
    if row.score.void:
        return Text("一票否决", "void")
    return Text("户数不足，不排名", "too few households to rank") if row.figures.subject.kind == "unit" else Text("", "")  # fmt: skip


def worked(office: Office, row: Appraised) -> list[dict[str, Any]]:
    """Each part with its points, arithmetic, measures and the records behind them."""
    told = told_records(office, row.figures.records)
    return [
        {
            "part": part,
            "points": points(part),
            "lines": [
                {"line": line, "records": [told[record.ref] | {"adds": record.amounts[line.measure]} for record in line.records if line.measure in record.amounts]}
                for line in part.lines
            ],
        }
        for part in (*row.score.parts, row.score.credit)
    ]  # fmt: skip


def told_records(office: Office, records: Iterable[appraising.SealedRecord]) -> Mapping[str, dict[str, Any]]:
    """Each record in words, with the page that shows it where there is one."""
    rows = list(records)
    entered = reading.entries(int(r.ref.partition(":")[2]) for r in rows if r.ref.startswith("entered:"))
    return {record.ref: _told(office, record.ref, entered) for record in rows}


def _told(office: Office, ref: str, entered: Mapping[int, Any]) -> dict[str, Any]:
    kind, _colon, number = ref.partition(":")
    match kind:
        case "case":
            return _record(
                Text(f"诉求第 {number} 号", f"case {number}"), reverse("grievance", args=(number,))
            )
        case "commitment":
            return _record(Text(f"承诺第 {number} 号", f"commitment {number}"), reverse("commitments"))
        case "plan":
            name = short_names(office).get(number, number)
            return _record(Text(f"{name}：首份计划与移交记录", f"{number}: first plan and hand-overs"))
        case _:
            row = entered.get(int(number))
            measure = appraising.MEASURES[row.measure].name if row else Text("", "")
            said = row.text if row else ""
            based = row.record if row else ""
            return _record(
                Text(
                    f"{measure.zh}：{said}（据第 {based} 号记录）",
                    f"{measure.en}: {said} (on record {based})",
                )
            )


def _record(text: Text, url: str = "") -> dict[str, Any]:
    return {"text": text, "url": url}


def choices(office: Office, records: Iterable[appraising.SealedRecord]) -> list[tuple[str, str]]:
    """Records of a score as the answer's form offers them."""
    rows = list(records)
    told = told_records(office, rows)
    return [(r.ref, str(say(told[r.ref]["text"]))) for r in rows]
