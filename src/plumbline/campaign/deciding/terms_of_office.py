"""Posts change hands from a day on: a holder appointed, a term ended; no gap under a duty, never two at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from plumbline.campaign.answering import AppointHolder, EndTerm
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.deciding.duties import backwards, plan_change
from plumbline.campaign.events import make_event
from plumbline.campaign.households import Household
from plumbline.campaign.office import Post
from plumbline.terms import Reason, Refused, Stage

RULE = "准绳自设规则 岗位与任期"

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""Ids of people, as the description writes them; they are the names of their accounts."""


def appoint_holder(draft: Draft, command: AppointHolder) -> Refused | None:
    """Give a post to a person from a day on; the former holder's term ends the day before, so none is without one."""
    post = draft.state.office().post(command.post_id)
    if post is None:
        return refused(_no_post(command.post_id))
    until = command.until.isoformat() if command.until else post.last
    reasons = (*_person(draft, command), *_term(draft, command, post, until), *_free(draft, command))
    if reasons:
        return Refused(reasons)
    payload = {
        "post": command.post_id, "person": command.person, "name": command.name.strip(),
        "since": command.since.isoformat(), "until": until, "reason": command.reason,
    }  # fmt: skip
    act = draft.act(command.done_at, command.evidence)
    if command.since > draft.today:
        plan_change(draft, "post", command.since, payload, act)
    else:
        fill_post(draft, payload, act)
    return None


def _person(draft: Draft, command: AppointHolder) -> Iterator[Reason]:
    known = {row["id"]: str(row["name"]) for row in draft.state.office().description["people"]}
    name = command.name.strip()
    if command.person not in known and (not name or not _ID.fullmatch(command.person)):
        yield _problem(
            "person",
            command.person or "—",
            (f"没有人员“{command.person}”", f"there is no person “{command.person}”"),
            (
                "新到人员请写明姓名和编号（小写字母、数字和连字符）",
                "give the name and the id (small letters, digits, hyphens) of a new person",
            ),
        )
    elif name and known.get(command.person, name) != name:
        yield _problem(
            "login",
            f"{command.person}: {known[command.person]} / {name}",
            (f"编号 {command.person} 是{known[command.person]}的，两人不得共用一个账号",
             f"the id {command.person} is {known[command.person]}'s; two persons never share a login"),
            ("请给新到人员另立编号", "give the new person an id of their own"),
        )  # fmt: skip
    if not command.reason.strip():
        yield _problem(
            "reason", "—", ("没有写明任免的原因", "the reason is not said"), ("请写明原因", "say why")
        )


def _term(draft: Draft, command: AppointHolder, post: Post, until: str) -> Iterator[Reason]:
    office = draft.state.office()
    if command.since < draft.today:
        yield backwards("post", command.since, draft.today)
    if until and until < command.since.isoformat():
        yield _problem(
            "term",
            f"{command.since.isoformat()} – {until}",
            (f"任期止于 {until}，早于起始日", f"the term would end on {until}, before it begins"),
            ("请写明任期的最后一天", "give the last day of the term"),
        )
    now = office.post_on(post.id, command.since)
    if now is not None and now.holder == command.person:
        yield _problem(
            "same",
            command.person,
            ("该岗位当日已由此人担任", "this person holds the post on that day already"),
            ("不必再任命", "nothing to do"),
        )
    # The day on which a term begins is its own: a second holder from the same day would leave the first no day.
    if (now is not None and now.first >= command.since.isoformat()) or _is_planned(draft, post.id):
        yield _problem(
            "overlap",
            post.id,
            ("该岗位当日已有任命，两个任期会重叠", "the post is given from that day already; two terms would overlap"),
            ("请从其后的一天起任命", "appoint from a later day"),
        )  # fmt: skip


def _is_planned(draft: Draft, post: str) -> bool:
    return any(e["kind"] == "post" and e["post"] == post for e in draft.state.office().ahead.values())


def _free(draft: Draft, command: AppointHolder) -> Iterator[Reason]:
    """Whoever declared a conflict of interest in a household does not come to answer for it by a new post."""
    theirs = [h.id for h in _held_by(draft, command.post_id) if command.person in h.conflicts]
    if theirs:
        yield _problem(
            "conflict",
            "、".join(theirs[:5]),
            (f"此人已对 {'、'.join(theirs[:5])} 申报利益冲突，而该岗位正承担这些户的责任",
             f"the person declared a conflict of interest in {', '.join(theirs[:5])}, for which the post answers"),
            ("请先把这些户的责任移给另一岗位", "give these households' duties to another post first"),
        )  # fmt: skip


def end_term(draft: Draft, command: EndTerm) -> Refused | None:
    """End a holder's term with a day, unless a duty would be left with nobody on the day after."""
    office = draft.state.office()
    post = office.post(command.post_id)
    if post is None:
        return refused(_no_post(command.post_id))
    reasons: list[Reason] = []
    if command.last < draft.today:
        reasons.append(backwards("post", command.last, draft.today))
    elif not post.is_held_on(command.last) or post.last == command.last.isoformat():
        reasons.append(
            _problem(
                "term",
                f"{post.first} – {post.last or '—'}",
                (f"任期为 {post.first} 至 {post.last or '未定'}，只能提前结束",
                 f"the term runs from {post.first} to {post.last or 'no day'}; it can only be ended earlier"),
                ("延长或者换人请用任命", "to lengthen it, or for another person, appoint"),
            )
        )  # fmt: skip
    if not command.reason.strip():
        reasons.append(
            _problem(
                "reason", "—", ("没有写明任免的原因", "the reason is not said"), ("请写明原因", "say why")
            )
        )
    if left := _left_alone(draft, command):
        reasons.append(
            _problem(
                "gap",
                f"{len(left)}: {'、'.join(left[:5])}",
                (f"该岗位还承担 {len(left)} 户的责任，{(command.last + timedelta(days=1)).isoformat()} 起将无人负责",
                 f"the post answers for {len(left)} households, for which nobody would answer from {(command.last + timedelta(days=1)).isoformat()} on"),
                ("请先移交这些户的责任，或者任命接任人", "move these duties first, or appoint a successor"),
            )
        )  # fmt: skip
    if reasons:
        return refused(*reasons)
    draft.emit(
        make_event(
            "post.ended/1",
            open={"post": post.id, "last": command.last.isoformat()},
            com={"reason": command.reason, **draft.act(command.done_at, command.evidence)},
        )
    )
    return None


def _left_alone(draft: Draft, command: EndTerm) -> list[str]:
    after = (command.last + timedelta(days=1)).isoformat()
    moved: set[str] = set()
    for entry in draft.state.office().ahead.values():
        if entry["on"] > after:
            continue
        if entry["kind"] == "post" and entry["post"] == command.post_id:
            return []
        if entry["kind"] == "duties":
            moved |= {h for h, posts in entry["posts"].items() if command.post_id not in posts.values()}
    return [h.id for h in _held_by(draft, command.post_id) if h.id not in moved]


def _held_by(draft: Draft, post: str) -> list[Household]:
    """Households still in hand for which a post answers; a closed or withdrawn file needs nobody."""
    return [
        household
        for row in draft.state.office().description["projects"]
        for id in draft.state.household_ids(row["id"])
        if (household := draft.household(id)).stage not in (Stage.CLOSED, Stage.WITHDRAWN)
        and any(duty["post"] == post for duty in household.duties.values())
    ]


def fill_post(
    draft: Draft, payload: Mapping[str, Any], act: Mapping[str, Any], planned: int | None = None
) -> None:
    """Write that a post has a new holder."""
    draft.emit(
        make_event(
            "post.appointed/1",
            open={"post": payload["post"], "since": payload["since"], "until": payload["until"]},
            com={
                "person": payload["person"], "name": payload["name"], "reason": payload["reason"], "planned": planned,
                **act,
            },
        )
    )  # fmt: skip


def begin_term(draft: Draft, number: int, entry: Mapping[str, Any]) -> None:
    """Fill the post of a plan whose day has come."""
    act = {name: entry[name] for name in ("by_person", "done_at", "evidence", "reviewed_by")}
    fill_post(draft, {**entry, "since": entry["on"]}, act, planned=number)


def _no_post(post: str) -> Reason:
    return _problem(
        "unknown",
        post,
        (f"没有岗位“{post}”", f"there is no post “{post}”"),
        ("请核对岗位编号", "check the post's id"),
    )


def _problem(code: str, fact: str, message: tuple[str, str], remedy: tuple[str, str]) -> Reason:
    return reason(f"post:{code}", RULE, fact, message=message, remedy=remedy)
