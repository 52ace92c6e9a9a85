"""Commands of supervision (督查): a breach that a rule proposes is dismissed, or a rung of the ladder is opened for it.

Facts, units and days are never given: they are the ledger's. What a person adds is the decision and its
reasons, what is asked, and the answer of the unit or post that it is asked of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plumbline.campaign.evidence import Evidence


@dataclass(frozen=True, slots=True)
class DismissBreach:
    """Dismiss a proposed breach with the reason; it is not proposed again."""

    breach: str
    reasons: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRung:
    """Open a rung of the ladder for a breach by a named decision: 提醒, 通报, 约谈, 问责建议, 移交.

    breach       key of the proposal, as `commitment:218`
    addressee    the breach's own unit, or a post of it; never a resident
    demand       what the unit is asked to do, `new_due` by which day where one is set
    answer_days  working days for its answer: three, more where the campaign's rule says, or where more are given
    scope        units among which a 通报 is published; none named is the whole campaign
    organ        who decides after an accountability proposal or a referral: another organ
    """

    breach: str
    rung: str
    addressee: str
    reasons: str
    demand: str
    done_at: datetime
    answer_days: int = 3
    new_due: date | None = None
    scope: tuple[str, ...] = ()
    organ: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliverRung:
    """Record that a rung's paper reached its addressee, who signs for it; or its delivery by the supervisor, with the receipt."""

    matter: int
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RemindOfRung:
    """Remind the addressee of a paper that nobody has signed for; once a day and person, in working hours."""

    matter: int
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerRung:
    """Answer as the addressee: what was done, what the reason was."""

    matter: int
    text: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ConcludeRung:
    """Decide on the answer with reasons: `accepted`, `not_accepted`, or `unanswered` (decided on the file)."""

    matter: int
    outcome: str
    reasons: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawRung:
    """Withdraw the last paper of a matter with the reason, published as widely as the paper was."""

    matter: int
    reasons: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectRung:
    """Correct what the last paper says: the wrong words, the right ones, the reason; published as widely as it was."""

    matter: int
    wrong: str
    right: str
    reasons: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordRungReceipt:
    """Record the receipt of the organ that decides after an accountability proposal or a referral; no more than that."""

    matter: int
    receiver: str
    number: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EndMatter:
    """End a matter at the rung it has reached, with the reason; nothing more is opened for its breach."""

    matter: int
    reasons: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()
