"""Supervision as pages read it: proposals that nobody has decided on, matters with their papers, a person's own decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from plumbline import campaign, law
from plumbline.campaign import Breach, Office, Post
from plumbline.store.models import DismissedRow, DocumentRow, HouseholdRow, MatterRow, RungActRow
from plumbline.store.reading.office import Version, office_at, version
from plumbline.store.state import StoredState

READERS = frozenset({"supervisor", "office", "commander", "lead_leader", "group_leader"})
"""Roles that read the supervision desk: who decides, and headquarters. Others see the papers addressed to their unit."""

_TIMED = (("h_review_requested", "h_review_answered"), ("h_expert_requested", "h_expert_opinion"))
_REGIMES = ("sl", "cl")

DECISIONS = frozenset({"opened", "concluded", "withdrawn", "corrected", "ended"})
"""Acts that are a named person's decision."""


@dataclass(frozen=True, slots=True)
class RungAct:
    """One thing that happened to a paper, with the papers that came with it."""

    row: RungActRow
    papers: tuple[DocumentRow, ...]


class _Waiting(StoredState):
    """The tables as a state whose lists hold only households on which a rule can rest: the others breach nothing.

    They are those to which an answer is owed, and those of the units that the last account names as standing still.
    """

    def household_ids(self, project_id: str) -> Iterator[str]:
        """Ids of a project's households that asked for something and have no answer, or are of a still unit."""
        places = self.office().still.get("places", ())
        waits = Q(unit__in=[place["id"] for place in places if place["kind"] == "unit"])
        for regime in _REGIMES:
            for asked, answered in _TIMED:
                waits |= Q(data__records__has_key=f"{regime}_{asked}") & ~Q(
                    data__records__has_key=f"{regime}_{answered}"
                )
        rows = HouseholdRow.objects.filter(waits, project=project_id).order_by("position")
        return iter(tuple(rows.values_list("pk", flat=True)))


# ---------- proposals ----------
def proposals(post: Post, today: date) -> tuple[Breach, ...]:
    """Breaches that nobody has decided on, within a post's projects, the oldest first."""
    decided = {*office_at(version()).dismissed, *MatterRow.objects.values_list("breach", flat=True)}
    return tuple(
        breach
        for breach in _found(version(), today)
        if breach.key not in decided
        and (not post.projects or not breach.project or breach.project in post.projects)
    )


@lru_cache(maxsize=16)
def _found(at: Version, today: date) -> tuple[Breach, ...]:
    office = office_at(at)
    return campaign.breaches(_Waiting(at[1]), campaign.rules_of(office), today) if office.is_open else ()


def proposal(key: str, today: date) -> Breach | None:
    """The breach of a key as the records show it today."""
    at = version()
    return campaign.breach_of(_Waiting(at[1]), campaign.rules_of(office_at(at)), today, key)


# ---------- matters ----------
def matters(post: Post) -> QuerySet[MatterRow]:
    """Matters within a post's sight, open ones first: headquarters' and supervisors' all, others' own unit's."""
    rows = MatterRow.objects.order_by("ended", "-number")
    if post.role not in READERS:
        return rows.filter(unit=post.unit)
    return rows.filter(project__in=("", *post.projects)) if post.projects else rows


def acts_of(number: int) -> tuple[RungAct, ...]:
    """What happened in a matter, from its first decision on."""
    rows = list(RungActRow.objects.filter(matter=number).order_by("seq"))
    papers: dict[int, list[DocumentRow]] = {}
    for paper in DocumentRow.objects.filter(seq__in=[row.seq for row in rows]).order_by("seq", "n"):
        papers.setdefault(paper.seq, []).append(paper)
    return tuple(RungAct(row, tuple(papers.get(row.seq, ()))) for row in rows)


def decisions_of(person: str) -> tuple[RungActRow, ...]:
    """A person's own decisions on rungs, newest first."""
    return tuple(RungActRow.objects.filter(by_person=person, act__in=DECISIONS).order_by("-seq"))


def dismissed(post: Post) -> QuerySet[DismissedRow]:
    """Proposals that were dismissed, newest first."""
    rows = DismissedRow.objects.order_by("-seq")
    return rows.filter(project__in=("", *post.projects)) if post.projects else rows


# ---------- clocks ----------
def until(office: Office, number: int) -> law.LastDay | None:
    """Last day of the answer period of a matter's standing rung; None while it is not delivered, or is concluded."""
    matter = office.matters[str(number)]
    rung = campaign.standing_rung(matter)
    if rung is None or matter["ended"] or rung["state"] not in ("delivered", "answered"):
        return None
    return campaign.answer_until(campaign.rules_of(office).calendar, rung)
