"""Who held which duty when, and what each post carries now: both periods of every change of hands stay.

A duty is a post's; the person is whoever held that post on the day, by the terms of the office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plumbline import campaign
from plumbline.campaign import Household, Office, household_from_json
from plumbline.store.models import DutyMoveRow, DutyRow, HouseholdRow
from plumbline.terms import DUTIES


@dataclass(frozen=True, slots=True)
class DutyTerm:
    """A period in which a household's five duties lay with one unit and its posts.

    posts   duty → post
    until   last day, None for the present period; before `since` where it was changed again on its first day
    reason  why it began; empty for the campaign's own description
    """

    unit: str
    posts: Mapping[str, str]
    since: date
    until: date | None
    reason: str
    by_person: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who answered for a duty on a day; `person` is empty where the post's term had ended."""

    unit: str
    post: str
    person: str


def terms_of(household: str) -> tuple[DutyTerm, ...]:
    """All periods of a household's duties, oldest first; empty for a household that is not listed."""
    moves = list(DutyMoveRow.objects.filter(household=household).order_by("seq"))
    if not moves:
        return _only_term(household)
    begun = [(moves[0].held_unit, moves[0].held, moves[0].held_since, "", "")]
    begun += [(m.unit, m.given, m.since, m.reason, m.by_person) for m in moves]
    days = [date.fromisoformat(since) for _unit, _posts, since, _reason, _by in begun]
    ends = [*(day - timedelta(days=1) for day in days[1:]), None]
    return tuple(
        DutyTerm(unit, posts, since, until, reason, by)
        for (unit, posts, _since, reason, by), since, until in zip(begun, days, ends, strict=True)
    )


def former_terms(household: str) -> tuple[DutyTerm, ...]:
    """The periods that are over, the newest first; empty where the duties never changed hands."""
    moved = DutyMoveRow.objects.filter(household=household).exists()
    return tuple(reversed(terms_of(household)[:-1])) if moved else ()


def _only_term(household: str) -> tuple[DutyTerm, ...]:
    rows = list(DutyRow.objects.filter(household=household))
    if not rows:
        return ()
    since = max(date.fromisoformat(row.since) for row in rows)
    return (DutyTerm(rows[0].unit, {r.duty: r.post for r in rows}, since, None, "", ""),)


def holder_on(office: Office, household: str, duty: str, day: date) -> Holder | None:
    """Who held a duty of a household on a day, None before anybody did."""
    held = [term for term in terms_of(household) if term.since <= day]
    if not held:
        return None
    post_id = held[-1].posts[duty]
    post = office.post_on(post_id, day)
    return Holder(held[-1].unit, post_id, post.holder if post else "")


# ---------- what each post carries ----------
@dataclass(frozen=True, slots=True)
class Load:
    """Households for which a post answers with at least one duty, and their open work, once for each duty."""

    households: int = 0
    work: int = 0


def of_block(project: str, block: str) -> tuple[Household, ...]:
    """The households of a block that have not left the taking, in the order of their listing."""
    rows = HouseholdRow.objects.filter(project=project, block=block).order_by("position")
    households = (household_from_json(row.data) for row in rows)
    return tuple(household for household in households if not household.is_withdrawn)


def loads(posts: Iterable[str], besides: Iterable[str] = ()) -> dict[str, Load]:
    """Post → what it carries now, without the households named in `besides`."""
    wanted, left_out = list(posts), set(besides)
    held: dict[str, Counter[str]] = {post: Counter() for post in wanted}
    for post, household in DutyRow.objects.filter(post__in=wanted).values_list("post", "household"):
        if household not in left_out:
            held[post][household] += 1
    work = _work_of({h for ids in held.values() for h in ids})
    return {
        post: Load(sum(h in work for h in ids), sum(work.get(h, 0) * n for h, n in ids.items()))
        for post, ids in held.items()
    }


def _work_of(households: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    ids = sorted(households)
    for start in range(0, len(ids), _BATCH):
        rows = HouseholdRow.objects.filter(pk__in=ids[start : start + _BATCH])
        for data in rows.values_list("data", flat=True):
            household = household_from_json(data)
            if not household.is_withdrawn:
                found[household.id] = campaign.open_work(household)
    return found


_BATCH = 1000


def proposed(
    project: str, block: str, among: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, dict[str, str]], dict[str, tuple[Load, Load]]]:
    """A block's duties shared among posts by open work, and what each post would carry (before, after).

    among  duty → posts that share it; all five duties
    """
    assert among.keys() == {duty.value for duty in DUTIES}, "a household's duties move whole"
    households = of_block(project, block)
    posts = list(dict.fromkeys(post for shared in among.values() for post in shared))
    held_now = {d["post"] for h in households for d in h.duties.values()}
    everybody = list(dict.fromkeys([*posts, *sorted(held_now)]))
    elsewhere = loads(everybody, besides=(h.id for h in households))
    carried = {post: load.work for post, load in elsewhere.items()}
    split = campaign.shared_duties(households, among, carried)
    work = {h.id: campaign.open_work(h) for h in households}
    now = {h.id: [d["post"] for d in h.duties.values()] for h in households}
    then = {id: list(duties.values()) for id, duties in split.items()}
    before, after = _carried(now, work), _carried(then, work)
    return split, {
        post: (_sum(elsewhere[post], before.get(post)), _sum(elsewhere[post], after.get(post)))
        for post in everybody
    }


def _carried(held: Mapping[str, list[str]], work: Mapping[str, int]) -> dict[str, Load]:
    counts, loads_ = Counter[str](), Counter[str]()
    for household, posts in held.items():
        counts.update(set(posts))
        for post in posts:
            loads_[post] += work[household]
    return {post: Load(counts[post], loads_[post]) for post in counts}


def _sum(one: Load, other: Load | None) -> Load:
    return one if other is None else Load(one.households + other.households, one.work + other.work)


def changed(households: Iterable[Household], split: Mapping[str, Mapping[str, str]], unit: str) -> list[str]:
    """Households whose holders would be others than now: only these are named in the command."""
    return [
        h.id
        for h in households
        if {d: (row["unit"], row["post"]) for d, row in h.duties.items()}
        != {d: (unit, post) for d, post in split[h.id].items()}
    ]
