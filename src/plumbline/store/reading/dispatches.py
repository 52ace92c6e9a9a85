"""Dispatch orders as lists and pages read them: whose they are, how their day stands, what was done on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from plumbline.campaign import OPEN_ORDERS, Post
from plumbline.store.models import DispatchActRow, DispatchRow, DocumentRow

WATCHERS = frozenset({"office", "commander", "lead_leader", "group_leader", "supervisor"})
"""Roles that see every order of their projects and of the whole campaign; others see their own unit's."""

VERIFIERS = frozenset({"office", "supervisor"})
"""Roles that verify an answered order and close it or send it back."""

Clock = Literal["late", "due", "open", "waiting", "done", "withdrawn"]


@dataclass(frozen=True, slots=True)
class OrderAct:
    """One thing done on an order, with the papers that came with it."""

    row: DispatchActRow
    papers: tuple[DocumentRow, ...]


def orders(post: Post) -> QuerySet[DispatchRow]:
    """Orders within a post's sight: open ones first, by their day."""
    ended = Case(When(state__in=OPEN_ORDERS, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        DispatchRow.objects.filter(_sight(post)).annotate(ended=ended).order_by("ended", "due_on", "number")
    )


def _sight(post: Post) -> Q:
    if post.role not in WATCHERS:
        return Q(unit=post.unit)
    return Q(project__in=("", *post.projects)) if post.projects else Q()


def order(number: int) -> DispatchRow | None:
    """One order by its number."""
    return DispatchRow.objects.filter(pk=number).first()


def orders_of(consultation: int) -> tuple[DispatchRow, ...]:
    """The orders of one consultation's decisions, in the order of its items."""
    return tuple(DispatchRow.objects.filter(consultation=consultation).order_by("item"))


def matters_of(numbers: Iterable[int]) -> Mapping[int, str]:
    """Order → what is to be done; the words of an order never change."""
    return dict(DispatchRow.objects.filter(pk__in=list(numbers)).values_list("pk", "matter"))


def acts_of(number: int) -> tuple[OrderAct, ...]:
    """What was done on an order, from its issue on."""
    rows = list(DispatchActRow.objects.filter(order=number).order_by("seq"))
    papers: dict[int, list[DocumentRow]] = {}
    for paper in DocumentRow.objects.filter(seq__in=[row.seq for row in rows]).order_by("seq", "n"):
        papers.setdefault(paper.seq, []).append(paper)
    return tuple(OrderAct(row, tuple(papers.get(row.seq, ()))) for row in rows)


def clock_of(row: DispatchRow, today: date) -> Clock:
    """How an order stands by its day; an answered one waits for its verifier, no longer for its owner."""
    if row.state == "closed":
        return "done"
    if row.state == "withdrawn":
        return "withdrawn"
    if row.state == "answered":
        return "waiting"
    due = date.fromisoformat(row.due_on)
    return "late" if due < today else "due" if due == today else "open"


def is_owner(row: DispatchRow, post: Post) -> bool:
    """Whether an order is on this post's list: its own, or its unit's where it heads the unit."""
    return row.post == post.id or (row.unit == post.unit and post.role == "unit_head")


def waiting_orders(post: Post) -> Iterator[DispatchRow]:
    """Orders that wait for this post: to be done by it, verified by it, or looked after."""
    for row in orders(post).filter(state__in=OPEN_ORDERS):
        mine, answered = is_owner(row, post), row.state == "answered"
        verifies = post.role in VERIFIERS and row.answered_by != post.holder and not mine
        if (mine and not answered) or (answered and verifies) or (post.role in WATCHERS and not answered):
            yield row
