"""Commands of the appraisal (考核): the formula, what no rule can find, the scores of a sealed day, a contest and its answer.

No command carries a figure: scores are computed from the sealed day that is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plumbline.campaign.evidence import Evidence


@dataclass(frozen=True, slots=True)
class PublishAppraisalFormula:
    """Publish the appraisal's formula, a YAML or JSON text, before day 1; it binds the whole campaign."""

    text: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterForAppraisal:
    """Enter about a unit what no rule can find: an upheld complaint, a forbidden act, or what earns credit.

    measure  one of the measures that a supervisor enters
    record   number of the earlier record on which it rests
    post_id  the post that it is about, where it is one's
    """

    unit: str
    measure: str
    record: int
    text: str
    done_at: datetime
    post_id: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishAppraisal:
    """Publish the scores of a sealed day; from then on they may be contested."""

    day: date
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ContestAppraisal:
    """Contest the score of one's own unit or post, with the reason, within the formula's working days."""

    appraisal: int
    subject: str
    text: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerContest:
    """Answer a contest; it is final. What is upheld strikes records out, and the score is computed anew.

    strikes  names of the records of the subject that no longer count; empty where it is not upheld
    """

    contest: int
    text: str
    done_at: datetime
    strikes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
