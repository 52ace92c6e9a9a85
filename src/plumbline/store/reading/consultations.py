"""Consultations as lists and pages read them: who met, the agenda looked up as it stood, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from plumbline.campaign import Post
from plumbline.store.models import CommitmentRow, ConsultationRow, DispatchRow, GrievanceRow
from plumbline.store.reading.sealed import sealed_day


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of an agenda with the record that it names.

    number  as decisions cite it, from 1
    item    the references that were kept
    row     order, promise or case of that number; None for a place or a household
    days    days without a step, and households left, as the last sealed day before the meeting named them
    beyond  for a last item: how many more of its kind there were
    """

    number: int
    item: Mapping[str, Any]
    row: DispatchRow | CommitmentRow | GrievanceRow | None = None
    days: int | None = None
    remaining: int | None = None
    beyond: int = 0

    @property
    def kind(self) -> str:
        """order · standstill · waiting · commitment · grievance."""
        return str(self.item["kind"])


@dataclass(frozen=True, slots=True)
class Looked:
    """The records that an agenda's references name, read once for each kind."""

    rows: Mapping[str, Mapping[int, Any]] = field(default_factory=dict)
    places: Mapping[tuple[str, str, str], Mapping[str, Any]] = field(default_factory=dict)


def consultations(post: Post) -> QuerySet[ConsultationRow]:
    """Consultations within a post's sight, the newest first."""
    sight = Q(project__in=("", *post.projects)) if post.projects else Q()
    return ConsultationRow.objects.filter(sight).order_by("-number")


def consultation(number: int) -> ConsultationRow | None:
    """One consultation by its number."""
    return ConsultationRow.objects.filter(pk=number).first()


def is_newest(row: ConsultationRow) -> bool:
    """Whether no consultation of the same kind follows it: then it may be opened again."""
    return not ConsultationRow.objects.filter(project=row.project, number__gt=row.number).exists()


def held_at(row: ConsultationRow) -> datetime:
    """When it was held."""
    return datetime.fromisoformat(row.held_at)


def agenda_of(row: ConsultationRow) -> tuple[AgendaItem, ...]:
    """The agenda, each reference with what it names; a figure is the sealed day's, never typed."""
    looked = _look_up(row)
    return tuple(_item(number, item, looked) for number, item in enumerate(row.agenda, start=1))


def _look_up(row: ConsultationRow) -> Looked:
    named: dict[str, list[int]] = {"order": [], "commitment": [], "grievance": []}
    for item in row.agenda:
        if item["kind"] in named and "ref" in item:
            named[item["kind"]].append(item["ref"])
    sealed = sealed_day(date.fromisoformat(row.sealed)) if row.sealed else None
    places = sealed.account.get("standstills", ()) if sealed else ()
    return Looked(
        {
            "order": DispatchRow.objects.in_bulk(named["order"]),
            "commitment": CommitmentRow.objects.in_bulk(named["commitment"]),
            "grievance": GrievanceRow.objects.in_bulk(named["grievance"]),
        },
        {(place["kind"], place["id"], place["project"]): place for place in places},
    )


def _item(number: int, item: Mapping[str, Any], looked: Looked) -> AgendaItem:
    if "beyond" in item:
        return AgendaItem(number, item, beyond=item["beyond"])
    if item["kind"] == "standstill":
        place = looked.places.get((item["place"], item["ref"], item["project"]), {})
        return AgendaItem(number, item, days=place.get("days"), remaining=place.get("remaining"))
    return AgendaItem(number, item, row=looked.rows.get(item["kind"], {}).get(item["ref"]))
