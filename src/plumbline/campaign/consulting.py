"""Commands of consultations (会商) and of the dispatch orders (交办单) that their decisions become.

Numbers, agenda and responsible units are never given: the numbers follow each other, the agenda is
prepared from facts, and the unit is that of the post named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plumbline.campaign.evidence import Evidence


@dataclass(frozen=True, slots=True)
class OpenConsultation:
    """Open a consultation: place, chair and participants by their posts; its agenda prepares itself.

    project    the project of a branch headquarters' consultation; empty for the whole campaign's
    present    posts that take part; `absent` were excused, `observers` sit in without deciding
    """

    place: str
    chair: str
    present: tuple[str, ...]
    done_at: datetime
    project: str = ""
    absent: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DecideInConsultation:
    """Record a decision of an open consultation; it is a dispatch order to the post named in the same moment.

    matter     what is to be done; `standard` by what one sees that it is done
    addressee  the post that answers for it; the responsible unit is that post's
    about      numbers of the agenda items that it answers, from 1
    """

    consultation: int
    matter: str
    addressee: str
    due_on: date
    standard: str
    done_at: datetime
    about: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class CloseConsultation:
    """Close a consultation: its minutes are locked, its orders go on."""

    consultation: int
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ReopenConsultation:
    """Open the newest consultation again, with the reason, while it has no successor."""

    consultation: int
    reason: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class SignForDispatch:
    """Sign for a dispatch order: its addressee has it."""

    order: int
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerDispatch:
    """Say what was done on a dispatch order, with the papers that show it."""

    order: int
    text: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class CloseDispatch:
    """Close an answered dispatch order: a second person has seen that its standard is met, and by what."""

    order: int
    note: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class SendBackDispatch:
    """Send an answered dispatch order back, with what is still missing; its day stays."""

    order: int
    note: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawDispatch:
    """Withdraw a dispatch order that is not closed, with the reason."""

    order: int
    reason: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()
