"""From the sealed records of a subject to its score: exact fractions, rounded once, with every step written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, assert_never

from plumbline.campaign.appraising.figures import Figures, SealedRecord, Subject
from plumbline.campaign.appraising.formula import Deduction, Formula, Pace, Part, Share, Term
from plumbline.campaign.appraising.measures import MEASURES
from plumbline.campaign.appraising.working import (
    credit_shown,
    deductions_shown,
    left_out_shown,
    pace_shown,
    share_shown,
    total_shown,
)
from plumbline.terms import Text

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """What a part's points were made from: a measure, its value, whence it comes, and the records behind it."""

    measure: str
    value: int
    source: Text
    records: tuple[SealedRecord, ...]

    @property
    def name(self) -> Text:
        """The measure's name."""
        return MEASURES[self.measure].name

    @property
    def taken(self) -> Text:
        """How the measure is taken from the sealed records."""
        return MEASURES[self.measure].taken


@dataclass(frozen=True, slots=True)
class PartScore:
    """A part with its points; `measured` is the weight of what could be measured, `points` exact.

    working  the arithmetic, one line for each step
    """

    id: str
    name: Text
    weight: int
    measured: int
    points: Fraction
    lines: tuple[Line, ...]
    working: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A subject's score; void where a forbidden act was confirmed (一票否决).

    total       exact; what is shown, compared and ranked is `hundredths`
    may_rank    whether it answers for enough households and is not void
    """

    subject: Subject
    households: int
    parts: tuple[PartScore, ...]
    credit: PartScore
    total: Fraction
    void: bool
    may_rank: bool
    working: Text

    @property
    def hundredths(self) -> int:
        """The score in hundredths of a point, half up."""
        return _hundredths(self.total)

    @property
    def shown(self) -> str:
        """The score to two decimals: `87.50`."""
        return two_decimals(self.total)


def two_decimals(value: Fraction) -> str:
    """A number from 0 up to two decimals, half up."""
    return f"{_hundredths(value) // 100}.{_hundredths(value) % 100:02d}"


def _hundredths(value: Fraction) -> int:
    return (value * 100 + Fraction(1, 2)).__floor__()


def appraise(formula: Formula, figures: Figures) -> Score:
    """The score of a subject by a formula.

    What has no case to divide by leaves the whole: the rest is reckoned to a hundred. A confirmed forbidden act
    makes the score 0.
    source  the published formula; papers of the office, appraisal
    """
    parts = tuple(_part(part, figures) for part in formula.parts)
    credit = _credit(formula, figures)
    measured = sum(part.measured for part in parts)
    earned = sum((part.points for part in parts), Fraction(0))
    void = any(
        isinstance(t, Deduction) and t.veto and figures.value(t.measure) > 0
        for p in formula.parts
        for t in p.terms
    )
    total = Fraction(0) if void else WHOLE * earned / measured + credit.points
    return Score(
        subject=figures.subject,
        households=figures.households,
        parts=parts,
        credit=credit,
        total=total,
        void=void,
        may_rank=not void and figures.households >= formula.rank_from,
        working=total_shown([p.points for p in parts], [p.measured for p in parts], credit.points, void=void),
    )


def ranks(scores: Iterable[Score]) -> Mapping[str, int]:
    """Subject → its place among those that may be ranked; equal scores share a place, the next one is left free."""
    ranked = [score for score in scores if score.may_rank]
    return {
        score.subject.id: 1 + sum(1 for other in ranked if other.hundredths > score.hundredths)
        for score in ranked
    }


def score_json(score: Score) -> dict[str, Any]:
    """The plain form: shown total, void, and each part's exact points as `n/d`."""
    return {
        "total": score.shown,
        "void": score.void,
        "ranked": score.may_rank,
        "parts": {part.id: str(part.points) for part in (*score.parts, score.credit)},
        "left_out": [part.id for part in score.parts if part.measured < part.weight],
    }


# ---------- parts ----------
def _part(part: Part, figures: Figures) -> PartScore:
    deductions = [term for term in part.terms if isinstance(term, Deduction)]
    if deductions:
        return _deducted(part, deductions, figures)
    points, measured, working = Fraction(0), 0, list[Text]()
    for term in part.terms:
        got, shown = _divided(term, figures)
        working.append(shown)
        if got is not None:
            points, measured = points + got, measured + _weight(term)
    lines = tuple(line for term in part.terms for line in _lines(term, figures))
    return PartScore(part.id, part.name, part.weight, measured, points, lines, tuple(working))


def _deducted(part: Part, terms: list[Deduction], figures: Figures) -> PartScore:
    counted = [(term.each, figures.value(term.measure)) for term in terms]
    points = max(Fraction(0), Fraction(part.weight - sum(each * n for each, n in counted)))
    lines = tuple(line for term in terms for line in _lines(term, figures))
    working = (deductions_shown(part.weight, counted, points),)
    return PartScore(part.id, part.name, part.weight, part.weight, points, lines, working)


def _divided(term: Term, figures: Figures) -> tuple[Fraction | None, Text]:
    match term:
        case Deduction():
            raise AssertionError("a deduction divides nothing")
        case Share():
            of, out_of = figures.value(term.of), figures.value(term.out_of)
            if out_of == 0:
                return None, left_out_shown(MEASURES[term.out_of].name)
            points = term.weight * Fraction(of, out_of)
            return points, share_shown(term.weight, of, out_of, points)
        case Pace():
            of, out_of = figures.value(term.of), figures.value(term.out_of)
            if out_of == 0:
                return None, left_out_shown(MEASURES[term.out_of].name)
            ahead = max(Fraction(-term.cap_days), min(Fraction(term.cap_days), Fraction(of, out_of)))
            points = term.weight * (term.cap_days + ahead) / (2 * term.cap_days)
            return points, pace_shown(term.weight, of, out_of, term.cap_days, points)
        case _:
            assert_never(term)


def _credit(formula: Formula, figures: Figures) -> PartScore:
    terms, cap = formula.credit.terms, formula.credit.cap
    counted = [(term.each, figures.value(term.measure)) for term in terms]
    points = min(Fraction(cap), Fraction(sum(each * n for each, n in counted)))
    lines = tuple(line for term in terms for line in _lines(term, figures))
    name = Text("加分", "Credit")
    return PartScore("credit", name, cap, 0, points, lines, (credit_shown(cap, counted, points),))


def _weight(term: Term) -> int:
    assert not isinstance(term, Deduction)
    return term.weight


def _lines(term: Term, figures: Figures) -> tuple[Line, ...]:
    measures = (term.measure,) if isinstance(term, Deduction) else (term.of, term.out_of)
    return tuple(Line(m, figures.value(m), term.source, figures.of(m)) for m in measures)
