"""Commands on who answers for what: duties moved from a day on, progress reported, posts filled and left.

Nothing here goes backwards: a day given is today or later, and what held before keeps its period.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from plumbline.campaign.evidence import Evidence


@dataclass(frozen=True, slots=True)
class ReassignDuties:
    """Move the five duties of households whole to one unit and its named posts, from a day on.

    posts  household → duty → post; all five for each household
    since  first day of the new period: today, or a later day on which it then begins by itself
    """

    project: str
    unit: str
    posts: Mapping[str, Mapping[str, str]]
    since: date
    reason: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportProgress:
    """A unit says how far it is with a commitment on a day; it is compared with what the sealed day measures.

    as_of    the day that the report speaks of
    reached  households that the unit says have reached the stage; no account is made from it
    text     what hinders, what was done: the unit's own words
    """

    commitment: int
    as_of: date
    reached: int
    text: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class AppointHolder:
    """Give a post to a person from a day on; whoever held it ends the day before.

    person  an id of the description's people, or a new one, whose `name` is then given
    until   last day of the term; None for the end that the post had
    """

    post_id: str
    person: str
    since: date
    reason: str
    done_at: datetime
    name: str = ""
    until: date | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EndTerm:
    """End the term of a post's holder with a day; refused while a duty would be left with nobody."""

    post_id: str
    last: date
    reason: str
    done_at: datetime
    evidence: tuple[Evidence, ...] = ()
