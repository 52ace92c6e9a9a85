"""Who answers for a household's five duties: given, moved whole from a day on, begun when a planned day has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from plumbline.campaign.answering import ReassignDuties
from plumbline.campaign.codec import plain
from plumbline.campaign.commands import AssignDuties
from plumbline.campaign.deciding.draft import Draft, reason, refused, unknown
from plumbline.campaign.deciding.pressure import pressure
from plumbline.campaign.events import make_event
from plumbline.campaign.households import Household
from plumbline.campaign.permissions import may
from plumbline.terms import DUTIES, HouseholdId, Reason, Refused, Text

RULE = "准绳自设规则 五包"

MOST_AT_ONCE = 500
"""Households of one reassignment: the largest block of a county has about three hundred."""


def assign_duties(draft: Draft, command: AssignDuties) -> Refused | None:
    """Give the household's five duties to one unit, one named post each; none may be missing.

    source  mission M02; R590 27(3): the land-using unit takes no part in moving people
    """
    household = draft.household(command.household)
    if draft.state.office().unit(command.unit) is None:
        return refused(no_unit(command.unit))
    reasons = [
        *_answered_for(draft, household, command.posts, draft.today), *_once(draft, household),
        *pressure(draft, [household.project], command.reason),
    ]  # fmt: skip
    if reasons:
        return refused(*reasons)
    act = draft.act(command.done_at, command.evidence)
    hand_over(draft, household.id, command.unit, command.posts, draft.today, command.reason, act)
    return None


def reassign_duties(draft: Draft, command: ReassignDuties) -> Refused | None:
    """Move the duties of households whole, with a reason, from a day on; on a later day they begin by themselves."""
    if problems := tuple(_of_the_whole(draft, command)):
        return Refused(problems)
    reasons: dict[tuple[str, str], Reason] = {}
    for name, posts in command.posts.items():
        household = draft.state.household(name)
        if household is None or household.project != command.project:
            return unknown("household", name)
        for found in _of_one(draft, command, household, posts):
            # What is wrong with a post is said once, not for each household of the block.
            reasons.setdefault((found.code, found.fact), found)
    if reasons:
        return Refused(tuple(reasons.values()))
    act = draft.act(command.done_at, command.evidence)
    if command.since > draft.today:
        payload = {"unit": command.unit, "posts": plain(command.posts), "reason": command.reason}
        plan_change(draft, "duties", command.since, payload, act)
        return None
    for name, posts in command.posts.items():
        hand_over(draft, name, command.unit, posts, command.since, command.reason, act)
    return None


# ---------- what may refuse ----------
def _of_the_whole(draft: Draft, command: ReassignDuties) -> Iterator[Reason]:
    office, post = draft.state.office(), draft.context.post
    if office.unit(command.unit) is None:
        yield no_unit(command.unit)
    if post is not None and post.role == "unit_head" and post.unit != command.unit:
        yield _problem(
            "another_unit",
            command.unit,
            ("单位负责人只能在本单位岗位之间调整，不得把户交给别的单位",
             "the head of a unit moves duties between its own posts and gives no household to another unit"),
            ("请由指挥部办公室调整责任单位", "let the headquarters office change the unit"),
        )  # fmt: skip
    if not 1 <= len(command.posts) <= MOST_AT_ONCE:
        yield _problem(
            "households",
            str(len(command.posts)),
            (f"一次调整 1 至 {MOST_AT_ONCE} 户，现为 {len(command.posts)} 户",
             f"one reassignment moves 1 to {MOST_AT_ONCE} households, not {len(command.posts)}"),
            ("请按片区分次调整", "move them block by block"),
        )  # fmt: skip
    if not command.reason.strip():
        yield _problem(
            "reason", "—", ("没有写明调整的原因", "the reason is not said"), ("请写明原因", "say why")
        )
    if command.since < draft.today:
        yield backwards("duties", command.since, draft.today)
    yield from pressure(draft, [command.project], command.reason)


def _of_one(
    draft: Draft, command: ReassignDuties, household: Household, posts: Mapping[str, str]
) -> Iterator[Reason]:
    yield from may("ReassignDuties", draft.context, household)
    yield from _answered_for(draft, household, posts, command.since)
    yield from _once(draft, household)
    held = {duty: (d["unit"], d["post"]) for duty, d in household.duties.items()}
    if held == {d.value: (command.unit, posts.get(d.value)) for d in DUTIES}:
        yield _problem(
            "same",
            household.id,
            (f"{household.id}：五包责任与现在相同", f"{household.id}: the duties are as they were"),
            ("请去掉此户", "leave this household out"),
        )


def _answered_for(draft: Draft, household: Household, posts: Mapping[str, str], on: date) -> Iterator[Reason]:
    """No gap and nobody who may not: each duty has one post held on the day, by somebody free to act on the file."""
    office = draft.state.office()
    for duty, text in DUTIES.items():
        post_id = posts.get(duty.value, "")
        post = office.post_on(post_id, on)
        if post is None:
            yield _problem(
                duty.value,
                post_id or "—",
                (f"“{text.zh}”没有在任的责任岗位（{on.isoformat()}）",
                 f"no post held on {on.isoformat()} answers for “{text.en}”"),
                ("五包每一项都须有且只有一个岗位", "each of the five duties needs exactly one post"),
            )  # fmt: skip
        elif post.role == "construction_unit":
            yield _developer_out(post_id, text, household.regime)
        elif post.holder in household.conflicts:
            yield _problem(
                "conflict",
                f"{household.id}: {post_id}",
                (f"{household.id}：岗位“{post.title_zh}”的在任人已对此户申报利益冲突，不得承担“{text.zh}”",
                 f"{household.id}: the holder of “{post.title_en}” declared a conflict of interest and may not hold “{text.en}”"),
                ("请改由另一岗位承担", "give the duty to another post"),
            )  # fmt: skip


def _once(draft: Draft, household: Household) -> Iterator[Reason]:
    """No overlap: a household with a change planned gets no second one before it has begun."""
    for entry in draft.state.office().ahead.values():
        if entry["kind"] == "duties" and household.id in entry["posts"]:
            yield _problem(
                "overlap",
                f"{household.id}: {entry['on']}",
                (f"{household.id}：已定于 {entry['on']} 调整，两次调整会重叠",
                 f"{household.id}: a change on {entry['on']} is planned already; two would overlap"),
                (f"请在 {entry['on']} 生效之后再调整", f"change it after {entry['on']}"),
            )  # fmt: skip


def _problem(code: str, fact: str, message: tuple[str, str], remedy: tuple[str, str]) -> Reason:
    return reason(f"duties:{code}", RULE, fact, message=message, remedy=remedy)


def backwards(kind: str, since: date, today: date) -> Reason:
    """A change would begin before today: what held then has been sealed with whoever held it."""
    return reason(
        f"{kind}:backwards",
        "准绳自设规则 岗位与责任",
        since.isoformat(),
        message=(
            f"不得倒签：{since.isoformat()} 早于今日 {today.isoformat()}，已经封账的日子由当日的责任人负责",
            f"nothing begins backwards: {since.isoformat()} is before today, {today.isoformat()}; sealed days stay with whoever held them",
        ),
        remedy=("请从今日或者今日以后的一天起", "let it begin today or on a later day"),
        earliest=today,
    )


def no_unit(unit: str) -> Reason:
    """There is no such unit."""
    return _problem(
        "unit",
        unit,
        (f"没有单位“{unit}”", f"there is no unit “{unit}”"),
        ("请核对单位编号", "check the unit's id"),
    )


def _developer_out(post: str, duty: Text, regime: str) -> Reason:
    state_land = regime == "state_land"
    return reason(
        "sl_p_developer_out" if state_land else "cl_p_no_profit_from_taking",
        "R590 27(3)" if state_land else "准绳自设规则",
        f"{post}: {duty.en}",
        message=(
            f"禁止建设单位参与搬迁活动：用地单位的岗位不得承担“{duty.zh}”",
            f"the developer may not take part in relocation: its post may not hold “{duty.en}”",
        ),
        remedy=("请改由包保单位的岗位承担", "give the duty to a post of the responsible unit"),
    )


# ---------- what is written ----------
def hand_over(
    draft: Draft,
    household_id: str,
    unit: str,
    posts: Mapping[str, str],
    since: date,
    why: str,
    act: Mapping[str, Any],
    planned: int | None = None,
) -> None:
    """Write that a household's duties, its open cases with them, are another's from a day on.

    planned  number of the plan that has come due
    """
    given = {d.value: {"unit": unit, "post": posts[d.value], "since": since.isoformat()} for d in DUTIES}
    draft.emit(
        make_event(
            "duties.assigned/1",
            com={
                "household": household_id,
                "duties": given,
                "reason": why,
                "cases": _open_cases(draft, household_id),
                "planned": planned,
                **act,
            },
            files=(HouseholdId(household_id),),
        )
    )


def _open_cases(draft: Draft, household_id: str) -> list[int]:
    cases = draft.state.office().grievances
    return sorted(
        int(number)
        for number, case in cases.items()
        if case["household"] == household_id and not case["answered"]
    )


def plan_change(
    draft: Draft, kind: str, on: date, payload: Mapping[str, Any], act: Mapping[str, Any]
) -> None:
    """Write that something will change on a later day; the close of the day before makes it so."""
    draft.emit(
        make_event(
            "change.planned/1",
            open={"kind": kind, "begins_on": on.isoformat()},
            com={"payload": dict(payload), **act},
        )
    )


def begin_duties(draft: Draft, number: int, entry: Mapping[str, Any]) -> None:
    """Move the households of a plan whose day has come."""
    act = {name: entry[name] for name in ("by_person", "done_at", "evidence", "reviewed_by")}
    since = date.fromisoformat(entry["on"])
    for household_id, posts in entry["posts"].items():
        hand_over(draft, household_id, entry["unit"], posts, since, entry["reason"], act, planned=number)


def due_changes(draft: Draft, day: date) -> list[tuple[int, Mapping[str, Any]]]:
    """The planned changes that begin with the day after this one, oldest first."""
    tomorrow = (day + timedelta(days=1)).isoformat()
    ahead = draft.state.office().ahead
    return sorted((int(number), entry) for number, entry in ahead.items() if entry["on"] <= tomorrow)
