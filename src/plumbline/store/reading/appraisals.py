"""Appraisals as their readers see them: scores of a sealed day, what is published, contests, and whose they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plumbline.campaign import Office, Post, appraising
from plumbline.store.models import AppraisalEntryRow, AppraisalFormulaRow, AppraisalRow, ContestRow
from plumbline.store.reading.appraised import figures_of
from plumbline.store.reading.sealed import last_sealed

READERS = frozenset({"supervisor", "office", "commander", "lead_leader", "group_leader"})
"""Roles that read every score; a unit's posts read their unit's and their own."""


@dataclass(frozen=True, slots=True)
class PublishedFormula:
    """The formula that binds, with its text as it was sealed."""

    formula: appraising.Formula
    day: date
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Appraised:
    """One subject on a day.

    rank  its place among ranked units, None for a post and for what is not ranked
    said  what was published of it: total, parts, records; empty for a day that is not published
    """

    figures: appraising.Figures
    score: appraising.Score
    rank: int | None
    said: Mapping[str, Any]

    @property
    def is_recomputed(self) -> bool:
        """Whether the published score comes out again from the records that were sealed with it."""
        return not self.said or self.score.shown == self.said["total"]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The scores of a sealed day; `row` where they are published, `number` None where they are not."""

    day: date
    formula: PublishedFormula
    subjects: tuple[Appraised, ...]
    row: AppraisalRow | None

    def subject(self, id: str) -> Appraised | None:
        """One subject's."""
        return next((one for one in self.subjects if one.figures.subject.id == id), None)


def published_formula() -> PublishedFormula | None:
    """The last formula published before day 1, or None: then nobody is appraised."""
    row = AppraisalFormulaRow.objects.order_by("-seq").first()
    read = appraising.read_formula(row.text) if row else None
    if row is None or not isinstance(read, appraising.Formula):
        return None
    return PublishedFormula(read, row.day, row.sha256, row.text)


def appraisal_of(office: Office, day: date | None = None) -> Appraisal | None:
    """The scores of a sealed day, of the last one where none is named; None before day 1 is sealed."""
    formula, sealed = published_formula(), last_sealed()
    day = day or (sealed.on if sealed else None)
    if formula is None or day is None or not office.is_open or day < office.first_day:
        return None
    row = AppraisalRow.objects.filter(sealed_day=day).first()
    if row is not None:
        figures = tuple(appraising.figures_from_json(said) for said in row.scores)
    else:
        found = figures_of(day)
        if found is None:
            return None
        figures = found
    said = {str(s["id"]): s for s in row.scores} if row else {}
    scores = [appraising.appraise(formula.formula, one) for one in figures]
    places = appraising.ranks(s for s in scores if s.subject.kind == "unit")
    return Appraisal(
        day,
        formula,
        tuple(
            Appraised(one, score, _place(places, one.subject), said.get(one.subject.id, {}))
            for one, score in zip(figures, scores, strict=True)
        ),
        row,
    )


def _place(places: Mapping[str, int], subject: appraising.Subject) -> int | None:
    return places.get(subject.id) if subject.kind == "unit" else None


def read_again(appraisal: Appraisal, subject: str) -> bool:
    """Whether the sealed days give the same records for a subject again as were published."""
    found = figures_of(appraisal.day) or ()
    again = next((one for one in found if one.subject.id == subject), None)
    held = appraisal.subject(subject)
    return (
        again is not None
        and held is not None
        and appraising.figures_json(again) == appraising.figures_json(held.figures)
    )


def published() -> tuple[AppraisalRow, ...]:
    """Every published appraisal, newest first."""
    return tuple(AppraisalRow.objects.order_by("-number"))


def document(appraisal: Appraisal) -> dict[str, Any]:
    """A published appraisal whole: formula, its hash, every record and score; enough to compute all again."""
    assert appraisal.row is not None, "only what is published is handed out"
    return {
        "appraisal": appraisal.row.number,
        "day": appraisal.day.isoformat(),
        "published_on": appraisal.row.published_on,
        "formula_sha256": hashlib.sha256(appraisal.formula.text.encode()).hexdigest(),
        "formula": appraisal.formula.text,
        "scores": appraisal.row.scores,
    }


# ---------- who sees what ----------
def sees(post: Post, subject: appraising.Subject) -> bool:
    """Whether a post reads a score: supervision and headquarters all, a unit its own, a holder the own post's."""
    if post.role in READERS:
        return True
    if post.unit != subject.unit:
        return False
    return subject.kind == "unit" or post.role == "unit_head" or post.id == subject.id


def seen(post: Post, rows: Iterable[Appraised]) -> tuple[Appraised, ...]:
    """The scores that a post reads."""
    return tuple(row for row in rows if sees(post, row.figures.subject))


# ---------- contests and entries ----------
def contests(office: Office, post: Post) -> tuple[ContestRow, ...]:
    """Contests that a post reads, those that wait for their answer first."""
    rows = ContestRow.objects.order_by("answered_on", "-number")
    return tuple(row for row in rows if sees(post, subject_of(office, row.subject)))


def contest(number: int) -> ContestRow | None:
    """One contest."""
    return ContestRow.objects.filter(pk=number).first()


def subject_of(office: Office, id: str) -> appraising.Subject:
    """A subject by its id: a post of that id, else the unit."""
    post = office.post(id)
    return appraising.Subject("post", id, post.unit) if post else appraising.Subject("unit", id, id)


def entries(numbers: Iterable[int]) -> Mapping[int, AppraisalEntryRow]:
    """What was entered, by number."""
    return {row.seq: row for row in AppraisalEntryRow.objects.filter(pk__in=list(numbers))}
